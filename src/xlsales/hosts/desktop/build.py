"""``xlsales addin build``: the files of the desktop host, the same bytes every time."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsales.functions import all_functions
from xlsales.hosts.desktop import package_parts as parts
from xlsales.hosts.desktop.intellisense import intellisense_xml
from xlsales.hosts.desktop.ribbon import groups
from xlsales.hosts.desktop.ribbon_xml import NAMESPACE_2007, ribbon_xml
from xlsales.hosts.desktop.texts import SETTINGS, help_rows, text_rows
from xlsales.hosts.desktop.vba_project import VBA_PART, build_project, template_path
from xlsales.hosts.desktop.wrappers import FUNCTIONS_MODULE, functions_module
from xlsales.resources import resource_folder

ADDIN: Final = "xlsales.xlam"
#: Modules written by hand, beside the generated one.
MODULES: Final = ("XlsalesExcel", "XlsalesCalls", "XlsalesTexts", "XlsalesRibbon")
_KEPT: Final = ("xl/theme/theme1.xml", "xl/styles.xml", "docProps/app.xml")
#: The earliest moment a zip file knows.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def vba_sources() -> dict[str, str]:
    """Return every standard module of ours by name, as the project stores it."""
    sources = {name: _source(f"{name}.bas") for name in MODULES}
    sources[FUNCTIONS_MODULE] = functions_module(all_functions())
    return sources


def workbook_source() -> str:
    """Return the code of the add-in's workbook."""
    return _source("ThisWorkbook.cls")


def _source(name: str) -> str:
    path = resource_folder("udfs") / "desktop" / "vba" / name
    lines = path.read_text(encoding="ascii").splitlines()
    return "".join(f"{line}\r\n" for line in lines)


def readable_files() -> dict[str, str]:
    """Return what the add-in holds as text files, for review and for IntelliSense."""
    functions = all_functions()
    return {
        "customUI/customUI.xml": ribbon_xml(groups(), NAMESPACE_2007),
        "customUI/customUI14.xml": ribbon_xml(groups()),
        f"vba/{FUNCTIONS_MODULE}.bas": functions_module(functions).replace("\r\n", "\n"),
        "xlsales.intellisense.xml": intellisense_xml(functions, "en"),
        "xlsales.intellisense.zh.xml": intellisense_xml(functions, "zh"),
    }


def addin_parts() -> dict[str, bytes]:
    """Return every part of the add-in by name, in the order of the package."""
    texts, helps = text_rows(groups()), help_rows(all_functions())
    readable = readable_files()
    written = {
        "[Content_Types].xml": parts.content_types(),
        "_rels/.rels": parts.package_relations(),
        "xl/workbook.xml": parts.workbook_part(parts.defined_names(texts, helps)),
        "xl/_rels/workbook.xml.rels": parts.workbook_relations(),
        "xl/worksheets/sheet1.xml": parts.sheet_part(SETTINGS, texts, helps),
        "docProps/core.xml": parts.core_properties(),
        "customUI/customUI.xml": readable["customUI/customUI.xml"],
        "customUI/customUI14.xml": readable["customUI/customUI14.xml"],
    }
    found = {name: text.encode("utf-8") for name, text in written.items()}
    with ZipFile(template_path()) as template:
        found |= {name: template.read(name) for name in _KEPT}
    with TemporaryDirectory() as scratch:
        found[VBA_PART] = build_project(vba_sources(), workbook_source(), Path(scratch))
    return found


def build_addin(folder: Path) -> list[Path]:
    """Write the add-in and its readable files.

    Args:
        folder: Where to; the files keep their places below it.

    Returns:
        The files written.
    """
    written = [folder / ADDIN]
    folder.mkdir(parents=True, exist_ok=True)
    with ZipFile(written[0], "w") as package:
        for name, content in addin_parts().items():
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, content)
    for name, text in readable_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written
