"""The program that a workbook carries for xlwings Lite, run in bare Pyodide: equal to direct calls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from books import make_sheet
from hosts.calls import CALLS
from hosts.comparing import comparable, directly, parts_of
from hosts.needs_pyodide import NEEDS_PYODIDE, PyodideHost, RefusedByExcelError
from hosts.web_extension import properties_of
from xlsales.functions import all_functions
from xlsales.hosts.lite.attaching import attach_lite
from xlsales.kernel.values import CellError
from xlsales.workbook import open_package
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.part_saving import write_parts

pytestmark = NEEDS_PYODIDE

#: Excel does not even take these formulas: no such function, too few or too many arguments.
NOT_TAKEN = {"SPLIT(100)", "SPLIT(1,2,3,4,5,6,7,8)", "NOSUCHFUNCTION(1)"}


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PyodideHost]:
    folder = tmp_path_factory.mktemp("lite")
    book = make_sheet(folder / "book.xlsx", {"A1": 1})
    with open_package(book) as package:
        parts = PartEdits(package)
        attach_lite(parts)
        write_parts(parts, folder / "attached.xlsx")
    program = folder / "main.py"
    program.write_text(properties_of(folder / "attached.xlsx")["main.py"], "utf-8")
    with PyodideHost(program) as host:
        yield host


def test_every_function_is_registered_without_a_heavy_import(lite: PyodideHost) -> None:
    assert lite.facts["functions"] == len(all_functions())
    assert lite.facts["heavy"] == []


@pytest.mark.parametrize("call", CALLS)
def test_a_call_gives_what_a_direct_call_gives(lite: PyodideHost, call: str) -> None:
    name, arguments = parts_of(call)

    if call in NOT_TAKEN:
        with pytest.raises(RefusedByExcelError):
            lite.call(name, arguments)
    else:
        assert comparable(lite.call(name, arguments)) == comparable(directly(call))


def test_a_message_is_printed_once(lite: PyodideHost) -> None:
    lite.call("SPLIT", [100, ((1,), (1,)), -7])
    first = lite.told

    lite.call("SPLIT", [100, ((1,), (1,)), -7])

    assert len(first) == 1
    assert first[0].startswith("XLSALES.SPLIT: ")
    assert lite.told == []


def test_a_country_asks_for_its_holidays_package_in_words(lite: PyodideHost) -> None:
    without_country = lite.call("WORKDAYS", [46023, 1])

    with_country = lite.call("WORKDAYS", [46023, 1, None, "CN"])

    assert without_country == ((22,),)
    assert with_country == ((CellError("#VALUE!"),),)
    assert "holidays" in lite.told[0]
    assert "requirements.txt" in lite.told[0]


def test_a_large_block_is_one_call(lite: PyodideHost) -> None:
    column = tuple((float(i % 977),) for i in range(10_000))

    rows = lite.call("ATTAINMENT", [column, ((500,),)])

    assert len(rows) == 10_000
    assert rows[250] == (0.5,)
