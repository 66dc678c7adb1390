"""The suite of calls through the add-in: our VBA, xlwings' COM server and converters, our server module."""

from __future__ import annotations

from typing import Any

import pytest

from hosts.calls import CALLS
from hosts.comparing import comparable, directly, parts_of
from xlsales.hosts.desktop.com_values import ERROR_NUMBERS
from xlsales.kernel.values import CellError, CellValue
from xlsales.recalculation.calls import Rows

pytest.importorskip("pyopenvba", reason="pyOpenVBA is not installed (pip install 'xlsales[build]')")
pytest.importorskip("xlwings", reason="xlwings is not installed (pip install 'xlsales[build]')")

from hosts.desktop.vba_machine import VbaMachine
from hosts.desktop.windows_xlwings import call_through_xlwings

CODES = {number: code for code, number in ERROR_NUMBERS.items()}


@pytest.fixture(scope="module")
def machine() -> VbaMachine:
    return VbaMachine(call_through_xlwings)


def from_a_cell(machine: VbaMachine, call: str) -> Rows:
    """Call the wrapper as a cell does: blocks are ranges, single values constants."""
    name, arguments = parts_of(call)
    machine.clear()
    given: list[Any] = []
    column = 1
    for argument in arguments:
        if isinstance(argument, tuple):
            given.append(machine.cells(argument, (1, column)))
            column += len(argument[0])
        else:
            given.append(argument)
    result = machine.call(name, *given)
    rows = result if isinstance(result, list) else [(result,)]
    return tuple(tuple(map(_cell, row)) for row in rows)


def _cell(value: Any) -> CellValue:
    return CellError(CODES[value[1]]) if isinstance(value, tuple) else value  # type: ignore[no-any-return]


#: Excel itself answers a call of a function that is not there, or with more arguments than it has.
ANSWERED_BY_EXCEL = ("NOSUCHFUNCTION(1)", "SPLIT(1,2,3,4,5,6,7,8)")


@pytest.mark.parametrize("call", [call for call in CALLS if call not in ANSWERED_BY_EXCEL])
def test_a_cell_of_excel_gets_what_a_direct_call_gives(machine: VbaMachine, call: str) -> None:
    expected = directly(call)

    found = from_a_cell(machine, call)

    assert comparable(found) == comparable(expected)
