"""The demo workbooks in a real Calc with the extension: everything computed again, saved values found."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hosts.calc_extension import calc_with_extension
from needs_office import NEEDS_OFFICE
from xlsales.formula.spelling import respell
from xlsales.kernel.values import CellValue
from xlsales.office import OfficeProcess, values_of
from xlsales.recalculation.book import read_book
from xlsales.resources import resource_folder
from xlsales.workbook import open_package
from xlsales.workbook.keys import cell_place

pytestmark = [*NEEDS_OFFICE, pytest.mark.slow]

FORMULA = re.compile(r"(<f[^>]*>)([^<]*)(</f>)")
#: Sums of thousands of amounts differ in their last digits by the order of adding.
TOLERANCE = 1e-9


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeProcess]:
    with calc_with_extension(tmp_path_factory.mktemp("calc")) as office:
        yield office


def for_calc(source: Path, target: Path) -> None:
    """Copy a workbook with our calls as Calc spells them and takes their texts, see the README there."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                content = FORMULA.sub(formula_for_calc, content.decode()).encode()
            new.writestr(member, content)


def formula_for_calc(found: re.Match[str]) -> str:
    start, formula, end = found.groups()
    formula = respell(formula, "dot")
    if 't="array"' in start and formula.startswith("XLSALES."):
        formula = f'IF(ISTEXT({formula}),{formula}&amp;"",{formula})'
    return f"{start}{formula}{end}"


def agree(saved: CellValue, found: CellValue) -> bool:
    if isinstance(saved, (bool, int, float)) and isinstance(found, (bool, int, float)):
        return math.isclose(saved, found, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return (saved or None) == (found or None)


@pytest.mark.parametrize("name", ["customers.xlsx", "incentives.xlsm", "sales_plan.xlsx"])
def test_every_saved_value_is_found_again(calc: OfficeProcess, tmp_path: Path, name: str) -> None:
    source = resource_folder("workbooks") / name
    for_calc(source, tmp_path / name)
    with open_package(source) as package:
        saved = read_book(package)

    found = values_of(tmp_path / name, calc)

    different = []
    for sheet, cells in saved.sheets.items():
        for key, value in cells.values.items():
            row, column = cell_place(key)
            rows = found[sheet]
            shown = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[0]) else None
            if not agree(value, shown):
                different.append((sheet, row, column, value, shown))
    assert different == []
