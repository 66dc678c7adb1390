"""The real workbooks of ../shared/corpus: patched without losing anything, and still opened by others."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from shared import SHARED
from workbook.vocabulary import cells_and_rest, part_bytes, raw_entries
from xlsales.kernel.grid import Area, Cell
from xlsales.kernel.issues import RefusedFileError
from xlsales.kernel.values import CellError, CellValue
from xlsales.workbook import (
    CellPatch,
    InputPatch,
    Package,
    Patch,
    SheetCells,
    SpillPatch,
    WriteReport,
    cell_key,
    cell_place,
    open_package,
    scan_sheet,
    write_workbook,
)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus is not beside the checkout"),
]

FILES = sorted(
    path for path in (SHARED / "corpus").glob("*.*") if path.suffix in {".xlsx", ".xlsm", ".xltx", ".xltm"}
)
#: Which of them are refused, and why.
REFUSED = {
    "Open-XML-SDK__ProjectStatusReport_TP10094814.xltx": "WB-010",  # of a trial edition of Office 2007
    "excelize__encryptAES.xlsx": "WB-002",
    "excelize__encryptSHA1.xlsx": "WB-002",
    "excelize__encryptSHA512.xlsx": "WB-002",
    "poi__protected_sha512.xlsx": "WB-002",
    "poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-6448258963341312.xlsx": "WB-004",
    "poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5025401116950528.xlsx": "WB-004",
    "poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5636439151607808.xlsx": "WB-004",
    "poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-6594557414080512.xlsx": "WB-004",
}
WRITABLE = [path for path in FILES if path.name not in REFUSED]
VALUES: tuple[CellValue, ...] = (1.5, -7, "tëxt <&> 漢", True, CellError("#N/A"), " two\nlines ")


def free_constants(package: Package, sheet: str, cells: SheetCells) -> list[Cell]:
    """Return the constants that an input may replace: none of an array, none in a table's header."""
    taken: list[Area] = [array.area for array in cells.arrays.values()]
    taken += cells.data_tables.values()
    taken += package.table_areas(sheet)
    places = (cell_place(key) for key in sorted(cells.values.keys() - cells.formulas.keys()))
    return [place for place in places if not any(place in area for area in taken)]


def some_patches(package: Package) -> list[Patch]:
    """Return a few patches of every kind for every sheet, the same in each run."""
    chance = random.Random(package.path.name)
    patches: list[Patch] = []
    for sheet in package.sheets:
        if sheet.kind != "worksheet":
            continue
        cells = scan_sheet(package, sheet.name)
        results = sorted(cells.formulas.keys() - cells.arrays.keys())
        patches += (
            CellPatch(sheet.name, cell_place(key), chance.choice(VALUES))
            for key in chance.sample(results, min(4, len(results)))
        )
        constants = free_constants(package, sheet.name, cells)
        patches += (
            InputPatch(sheet.name, place, chance.choice((*VALUES, None)))
            for place in chance.sample(constants, min(4, len(constants)))
        )
        for key in sorted(cells.arrays)[:2]:
            rows = tuple(tuple(chance.choice(VALUES) for _ in range(2)) for _ in range(3))
            patches.append(SpillPatch(sheet.name, cell_place(key), rows))
        patches.append(InputPatch(sheet.name, Cell(2999, 7), 42))
    return patches


@cache
def patched(path: Path, folder: Path) -> tuple[Path, WriteReport]:
    """Write a patched copy; made once for all tests."""
    new = folder / path.name
    with open_package(path) as package:
        return new, write_workbook(package, new, some_patches(package), allow_signed=True)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpus")


def test_every_file_of_the_corpus_is_here() -> None:
    assert len(FILES) == 119
    assert REFUSED.keys() < {path.name for path in FILES}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(RefusedFileError) as caught:
        open_package(SHARED / "corpus" / name)

    assert caught.value.issues[0].code == REFUSED[name]


@pytest.mark.parametrize("path", WRITABLE, ids=lambda path: path.name)
def test_every_other_part_keeps_its_bytes(path: Path, folder: Path) -> None:
    new, report = patched(path, folder)

    before, after = raw_entries(path), raw_entries(new)
    allowed = {*report.parts_changed, *report.parts_added}
    assert {name for name in after if before.get(name) != after[name]} == allowed
    assert [name for name in after if name in before] == [name for name in before if name in after]
    assert before.keys() - after.keys() == set(report.parts_removed)


@pytest.mark.parametrize("path", WRITABLE, ids=lambda path: path.name)
def test_changed_sheets_differ_only_in_the_listed_cells(path: Path, folder: Path) -> None:
    new, report = patched(path, folder)

    with open_package(new) as package:
        parts = {sheet.name: package.parts.entry(sheet.part).name for sheet in package.sheets}
    listed: dict[str, set[str]] = {}
    for change in report.changed:
        listed.setdefault(parts[change.sheet], set()).add(f"{change.cell.row},{change.cell.column}")
    for part, places in listed.items():
        old_cells, old_rest = cells_and_rest(part_bytes(path, part))
        new_cells, new_rest = cells_and_rest(part_bytes(new, part))
        differing = {name for name in new_cells if old_cells.get(name) != new_cells[name]}
        assert differing == places
        assert not old_cells.keys() - new_cells.keys()
        new_rows = [event for event in new_rest if event not in old_rest]
        assert all(event[1].endswith("}row") for event in new_rows)


@pytest.mark.parametrize("path", WRITABLE, ids=lambda path: path.name)
def test_the_new_values_and_only_they_are_read_back(path: Path, folder: Path) -> None:
    new, report = patched(path, folder)

    with open_package(path) as old_package, open_package(new) as new_package:
        for sheet in old_package.sheets:
            old, found = scan_sheet(old_package, sheet.name), scan_sheet(new_package, sheet.name)
            changes = {cell_key(*c.cell): c.after for c in report.changed if c.sheet == sheet.name}
            expected = {**old.values, **changes}
            assert found.values == {key: value for key, value in expected.items() if value is not None}
            assert found.formulas == old.formulas
            assert (found.merges, found.other_formulas) == (old.merges, old.other_formulas)


@pytest.mark.parametrize("path", WRITABLE, ids=lambda path: path.name)
def test_without_a_change_the_copy_is_exact(path: Path, tmp_path: Path) -> None:
    new = tmp_path / path.name

    with open_package(path) as package:
        patches: list[Patch] = []
        for sheet in package.sheets:
            cells = scan_sheet(package, sheet.name)
            patches += (
                CellPatch(sheet.name, cell_place(key), cells.values[key])
                for key in cells.formulas.keys() - cells.uncached - cells.arrays.keys()
            )
            patches += (
                InputPatch(sheet.name, place, cells.values[cell_key(*place)])
                for place in free_constants(package, sheet.name, cells)
            )
        report = write_workbook(package, new, patches, allow_signed=True)

    assert new.read_bytes() == path.read_bytes()
    assert report.unchanged == len(patches)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", WRITABLE, ids=lambda path: path.name)
def test_openpyxl_opens_what_it_opened_before(path: Path, folder: Path) -> None:
    new, report = patched(path, folder)
    try:
        openpyxl.load_workbook(path)
    except Exception as error:
        pytest.skip(f"openpyxl does not open the original: {error}")

    book = openpyxl.load_workbook(new, data_only=True)

    for change in report.changed:
        if isinstance(change.after, (int, float)) and change.sheet in book.sheetnames:
            value = book[change.sheet].cell(*change.cell).value
            assert value is not None


#: calamine may abort the process, so it reads in a child: prints one line for each file.
CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
for path in sys.argv[1:]:
    try:
        book = CalamineWorkbook.from_path(path)
        print(path, sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names))
    except Exception as error:
        print(path, "-", type(error).__name__)
"""


def calamine_lines(paths: list[Path]) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", CALAMINE, *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    lines = (line.split(" ", 1) for line in done.stdout.splitlines())
    return {Path(path).name: rest for path, rest in lines}


def test_calamine_opens_what_it_opened_before(folder: Path) -> None:
    news = [patched(path, folder)[0] for path in WRITABLE]

    before, after = calamine_lines(WRITABLE), calamine_lines(news)

    assert len(after) == len(WRITABLE)
    failed = {name for name, rest in after.items() if rest.startswith("-")}
    assert failed <= {name for name, rest in before.items() if rest.startswith("-")}
    assert len(after) - len(failed) >= 100


def libreoffice_opens(paths: list[Path], folder: Path) -> set[str]:
    """Return the names of the files that LibreOffice can convert."""
    options = ["--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    target = folder / "converted"
    subprocess.run(
        ["soffice", *options, "--convert-to", "ods", "--outdir", str(target), *map(str, paths)],
        capture_output=True,
        timeout=900,
        check=False,
    )
    stems = {path.stem for path in target.glob("*.ods")}
    return {path.name for path in paths if path.stem in stems}


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_it_opened_before(folder: Path, tmp_path: Path) -> None:
    news = [patched(path, folder)[0] for path in WRITABLE]

    after = libreoffice_opens(news, tmp_path)

    lost = [path for path in WRITABLE if path.name not in after]
    (tmp_path / "originals").mkdir()
    assert libreoffice_opens(lost, tmp_path / "originals") == set()
    assert len(after) >= 100
