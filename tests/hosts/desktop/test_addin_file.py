"""The built add-in, read back by others: olevba, pyOpenVBA, an XML parser, LibreOffice."""

from __future__ import annotations

import posixpath
import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

pytest.importorskip("pyopenvba", reason="pyOpenVBA is not installed (pip install 'xlsales[build]')")
pytest.importorskip("xlwings", reason="xlwings is not installed (pip install 'xlsales[build]')")

from needs_office import NEEDS_OFFICE
from xlsales.functions import all_functions
from xlsales.hosts.desktop.build import addin_parts, build_addin, readable_files, vba_sources, workbook_source
from xlsales.hosts.desktop.vba_project import XLWINGS, edited_xlwings_module
from xlsales.office import find_installation
from xlsales.resources import resource_folder

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_addin(tmp_path_factory.mktemp("addin"))[0]


@pytest.fixture(scope="module")
def parts(addin: Path) -> dict[str, bytes]:
    with ZipFile(addin) as package:
        return {name: package.read(name) for name in package.namelist()}


def modules_by_olevba(addin: Path) -> dict[str, str]:
    olevba: Any = pytest.importorskip("oletools.olevba", reason="oletools is not installed")
    parser = olevba.VBA_Parser(str(addin))
    try:
        return {name.rpartition(".")[0]: code for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


def without_header(source: str) -> list[str]:
    """Return the lines of a module without those that only the project needs."""
    lines = [line.rstrip() for line in source.splitlines() if not line.startswith("Attribute VB_")]
    return "\n".join(lines).strip().split("\n")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_olevba_reads_back_the_source_of_every_module(addin: Path) -> None:
    found = modules_by_olevba(addin)

    for name, source in {**vba_sources(), "ThisWorkbook": workbook_source()}.items():
        assert without_header(found[name]) == without_header(source)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_project_holds_our_modules_and_those_of_xlwings_only(addin: Path) -> None:
    assert set(modules_by_olevba(addin)) == {
        *vba_sources(),
        "ThisWorkbook",
        "Sheet2",
        "Dictionary",
        "xlwings",
    }


def test_the_project_is_sound_named_and_without_compiled_code(addin: Path, parts: dict[str, bytes]) -> None:
    from olefile import OleFileIO
    from pyopenvba import ExcelFile

    with ExcelFile(addin) as book:
        problems, name = book.validate(), book.vba_project().name
    with OleFileIO(BytesIO(parts["xl/vbaProject.bin"])) as project:
        cache = project.openstream("VBA/_VBA_PROJECT").read()

    assert problems == []
    assert name == "XLSales"
    assert cache == b"\xcc\x61\xff\xff\x00\x00\x00"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_vba_asks_for_the_dll_of_the_release_it_was_built_with(addin: Path) -> None:
    source = modules_by_olevba(addin)["xlwings"]

    assert set(re.findall(r"xlwings(?:64|32)-([\d.]+)\.dll", source)) == {XLWINGS}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_workbook_of_a_user_can_choose_what_is_run(addin: Path) -> None:
    source = modules_by_olevba(addin)["xlwings"]
    settings = source[source.index("Function GetConfig(") : source.index("Function SaveConfigToFile")]

    assert "If SheetExists(ActiveWorkbook" not in settings
    assert 'If source = "" Or source = "directory"' not in settings
    assert "uses_embedded_code = True\n" not in source.replace("\r", "")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_command_that_starts_python_names_no_book_of_the_user(addin: Path) -> None:
    source = modules_by_olevba(addin)["xlwings"]
    command = source[source.index("Function XLPyCommand") : source.index("Private Sub XLPyLoadDLL")]
    for_excel = command[: command.index("#Else")]

    assert "ThisWorkbook.FullName" in for_excel
    assert "ActiveWorkbook" not in for_excel


def test_another_text_of_xlwings_is_refused() -> None:
    with pytest.raises(ValueError, match="found 0 times"):
        edited_xlwings_module("Option Explicit")


def test_every_part_has_a_content_type_and_every_relation_a_part(parts: dict[str, bytes]) -> None:
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    named = {each.get("PartName") for each in types if each.get("PartName")}
    extensions = {each.get("Extension") for each in types if each.get("Extension")}

    assert {f"/{name}" for name in parts if name != "[Content_Types].xml"} - named == {
        f"/{name}" for name in parts if name.rpartition(".")[2] in extensions and f"/{name}" not in named
    } - {"/[Content_Types].xml"}
    assert {name.removeprefix("/") for name in named if name} <= set(parts)
    for name, content in parts.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in ElementTree.fromstring(content):
                assert posixpath.join(folder, relation.get("Target") or "") in parts


def test_both_ribbons_are_related_by_their_own_types(parts: dict[str, bytes]) -> None:
    relations = {
        each.get("Target"): (each.get("Type") or "").rpartition("office/")[2]
        for each in ElementTree.fromstring(parts["_rels/.rels"])
    }

    assert relations["customUI/customUI.xml"] == "2006/relationships/ui/extensibility"
    assert relations["customUI/customUI14.xml"] == "2007/relationships/ui/extensibility"


def test_the_defined_names_cover_their_tables(parts: dict[str, bytes]) -> None:
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    sheet = ElementTree.fromstring(parts["xl/worksheets/sheet1.xml"])
    cells = {cell.get("r"): "".join(cell.itertext()) for row in sheet.iter(f"{MAIN}row") for cell in row}
    names = {each.get("name"): each.text or "" for each in book.iter(f"{MAIN}definedName")}

    assert set(names) == {"XsTexts", "XsFunctions"}
    texts = re.fullmatch(r"xlsales\.conf!\$D\$1:\$H\$(\d+)", names["XsTexts"])
    helps = re.fullmatch(r"xlsales\.conf!\$J\$1:\$(\w+)\$(\d+)", names["XsFunctions"])
    assert texts
    assert helps
    assert f"D{texts[1]}" in cells
    assert f"D{int(texts[1]) + 1}" not in cells
    assert int(helps[2]) == 2 * len(all_functions())
    assert f"J{int(helps[2]) + 1}" not in cells
    assert cells["A1"] == "USE UDF SERVER"


def test_help_keeps_within_what_excel_takes(parts: dict[str, bytes]) -> None:
    sheet = ElementTree.fromstring(parts["xl/worksheets/sheet1.xml"])

    assert max(len("".join(cell.itertext())) for row in sheet.iter(f"{MAIN}row") for cell in row) <= 255


def test_building_twice_gives_the_same_bytes(addin: Path, tmp_path: Path) -> None:
    again = build_addin(tmp_path)

    assert again[0].read_bytes() == addin.read_bytes()


def test_the_add_in_that_ships_is_in_step_with_the_registry() -> None:
    shipped = resource_folder("udfs") / "desktop"
    with ZipFile(shipped / "xlsales.xlam") as package:
        found = {name: package.read(name) for name in package.namelist()}

    assert found == addin_parts(), "run xlsales addin build"
    for name, text in readable_files().items():
        assert (shipped / name).read_text(encoding="utf-8") == text, "run xlsales addin build"


@NEEDS_OFFICE[0]
@NEEDS_OFFICE[1]
def test_libreoffice_opens_the_add_in_and_reads_its_sheet(addin: Path, tmp_path: Path) -> None:
    subprocess.run(
        [
            find_installation().soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--infilter=Calc MS Excel 2007 VBA XML",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            str(tmp_path),
            str(addin),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )

    text = (tmp_path / "xlsales.csv").read_text(encoding="utf-8")
    assert text.startswith("USE UDF SERVER,True,,xsTab,Sales,销售管理")
