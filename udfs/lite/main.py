"""Pattern of the main.py that a workbook carries for xlwings Lite; what stands from the mark on is used."""

# >>> xlsales {version} >>>
# Written by "xlsales attach --lite": attach again to renew it, "xlsales detach" takes it out.
from xlwings import Book, XlwingsError, arg, func, script  # noqa: F401


def _xlsales_load(packed):
    """Unpack the library that this file carries, put it on the path, return its way in."""
    import base64
    import bz2
    import hashlib
    import sys
    import tempfile
    from pathlib import Path

    library = bz2.decompress(base64.b64decode(packed))
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


@script
def set_targets(book: Book):
    """Split the targets of this workbook's plan, onto new sheets."""
    _xlsales_run("set_targets", book, "en")


@script
def set_targets_zh(book: Book):
    """把本工作簿的计划分解为目标，写到新工作表。"""
    _xlsales_run("set_targets", book, "zh")


def _xlsales_run(name, *arguments):
    """Run a script of the library, which is unpacked by then."""
    from xlsales.hosts.lite import scripts

    getattr(scripts, name)(*arguments)


# {functions}


_xlsales_answer = _xlsales_load(
    """
{library}
"""
)
# <<< xlsales <<<
