"""Pattern of the main.py that a workbook carries for xlwings Lite; what stands from the mark on is used."""

# >>> xlsales {version} >>>
# Written by "xlsales attach --lite": attach again to renew it, "xlsales detach" takes it out.
from xlwings import XlwingsError, arg, func  # noqa: F401


def _xlsales_load(packed):
    """Unpack the library that this file carries, put it on the path, return its way in."""
    import base64
    import hashlib
    import sys
    import tempfile
    import zlib
    from pathlib import Path

    library = zlib.decompress(base64.b64decode(packed))
    path = Path(tempfile.gettempdir()) / f"xlsales-{hashlib.sha256(library).hexdigest()[:16]}.zip"
    if str(path) not in sys.path:
        path.write_bytes(library)
        sys.path.insert(0, str(path))
        for module in [name for name in sys.modules if name.partition(".")[0] == "xlsales"]:
            del sys.modules[module]
    from xlsales.hosts.lite.answering import answer

    return answer


def _xlsales_call(name, *arguments):
    """Call a function; an unexpected error becomes one that Excel does not try again and again."""
    try:
        return _xlsales_answer(name, arguments)
    except Exception as error:
        raise XlwingsError(f"XLSALES.{name}: {type(error).__name__}: {error}") from error


# {functions}


_xlsales_answer = _xlsales_load(
    """
{library}
"""
)
# <<< xlsales <<<
