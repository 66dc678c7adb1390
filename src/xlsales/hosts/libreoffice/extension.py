"""The extension file: what LibreOffice reads, and the library that computes; the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

import xlsales
from xlsales.functions import all_functions
from xlsales.hosts.embedding import ROOT, embedded_files
from xlsales.hosts.libreoffice.interface import interface_text
from xlsales.hosts.libreoffice.menu import menu_file, toolbar_place_file
from xlsales.hosts.libreoffice.wizard import wizard_file
from xlsales.resources import resource_folder

#: Where Calc and the menu come into the library.
_WAYS_IN: Final = tuple(
    f"hosts/libreoffice/{name}.py" for name in ("answering", "jobs", "messages", "outside", "pages")
)
_SHIPPED: Final = frozenset({".components", ".py", ".svg", ".txt", ".xml"})
#: A zip can tell no earlier time; the same library is the same file on every machine.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def build_extension() -> bytes:
    """Return the extension as the bytes of an ``.oxt`` file."""
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w") as archive:
        for name, content in sorted(_members().items()):
            member = zipfile.ZipInfo(name, _NO_TIME)
            member.create_system = 3
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content, compresslevel=9)
    return container.getvalue()


def _members() -> dict[str, bytes]:
    members = dict(_shipped())
    members["description.xml"] = members["description.xml"].replace(
        b"{version}", xlsales.__version__.encode()
    )
    functions = all_functions()
    for name, text in (
        ("types.idl", interface_text(functions)),
        ("CalcAddIns.xcu", wizard_file(functions)),
        ("Addons.xcu", menu_file()),
        ("CalcWindowState.xcu", toolbar_place_file()),
    ):
        members[name] = text.encode()
    members.update(_library())
    return members


def _shipped() -> Iterator[tuple[str, bytes]]:
    """Go through what is the same in every extension."""
    folder = resource_folder("udfs") / "libreoffice"
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in _SHIPPED:
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _library() -> Iterator[tuple[str, bytes]]:
    for path in embedded_files(_WAYS_IN):
        yield f"pythonpath/{path.relative_to(ROOT.parent).as_posix()}", path.read_bytes()
