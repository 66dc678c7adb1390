"""What a wrapper does between a cell and Python: the add-in's own VBA, interpreted."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pyopenvba", reason="pyOpenVBA is not installed (pip install 'xlsales[build]')")

from hosts.desktop.vba_machine import ServerFailedError, VbaMachine
from xlsales.functions import all_functions
from xlsales.hosts.desktop.vba_text import RESERVED, argument_name
from xlsales.hosts.desktop.wrappers import functions_module
from xlsales.kernel.values import CellError

VALUE_ERROR = ("error", 2015)


def echo(module: str, function: str, given: tuple[Any, ...]) -> Any:
    """Answer every call with 1."""
    return 1.0


def asked_by(machine: VbaMachine) -> tuple[Any, ...]:
    """Return the arguments of the last call, without module, function, name, cell and date system."""
    return machine.server.asked[-1][5:]


def test_a_wrapper_names_its_function_its_cell_and_the_date_system() -> None:
    machine = VbaMachine(echo)

    machine.call("SPLIT", 10.0, 1.0)

    assert machine.server.asked == [
        ("xlsales.hosts.desktop.server", "call", "SPLIT", "[Plan.xlsx]S!$A$1", 1900, 10.0, 1.0)
    ]


def test_missing_arguments_at_the_end_are_not_sent() -> None:
    machine = VbaMachine(echo)

    machine.call("SPLIT", 10.0)

    assert asked_by(machine) == (10.0,)


def test_no_argument_at_all_reaches_python() -> None:
    machine = VbaMachine(echo)

    machine.call("SPLIT")

    assert asked_by(machine) == ()


def test_an_argument_left_out_in_between_arrives_as_nothing() -> None:
    machine = VbaMachine(echo)

    machine.call("SPLIT", 10.0, None, 2.0)

    assert asked_by(machine) == (10.0, None, 2.0)


def test_a_blank_cell_at_the_end_is_sent_because_it_was_given() -> None:
    machine = VbaMachine(echo)

    machine.call("SPLIT", 10.0, machine.cells(((None,),)))

    assert asked_by(machine) == (10.0, None)


def test_a_range_arrives_as_rows_of_plain_values() -> None:
    machine = VbaMachine(echo)
    rows = ((1.5, "甲", True), (None, CellError("#N/A"), -2.0))

    machine.call("SPLIT", 10.0, machine.cells(rows))

    assert asked_by(machine) == (10.0, ((1.5, "甲", True), (None, -2146826246, -2.0)))


def test_a_range_formatted_as_a_date_arrives_as_its_number() -> None:
    machine = VbaMachine(echo)
    area = machine.cells(((46023.0,), (46054.0,)))
    area.vba_set("NumberFormat", "yyyy-mm-dd", [], {}, by_ref=False)

    machine.call("SPLIT", 10.0, area)

    assert asked_by(machine) == (10.0, ((46023.0,), (46054.0,)))


def test_whole_columns_end_with_the_used_cells() -> None:
    machine = VbaMachine(echo)
    machine.cells(((1.0,), (2.0,), (3.0,)))
    whole = machine.excel.workbook.sheets_[0].vba_get("Range", ["A:A"])

    machine.call("SPLIT", 10.0, whole)

    assert asked_by(machine) == (10.0, ((1.0,), (2.0,), (3.0,)))


def test_nothing_is_called_while_the_function_wizard_is_open() -> None:
    machine = VbaMachine(echo)
    machine.excel.run("OpenWizard")

    result = machine.call("SPLIT", 10.0, 1.0)

    assert result is None
    assert machine.server.asked == []


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (2.5, 2.5),
        ("", ""),
        ("#N/A", "#N/A"),  # a text that looks like an error stays a text
        (True, True),
        ("\x012042", ("error", 2042)),
        ([1.0, "\x012007"], [(1.0, ("error", 2007))]),
        ([[1.0, "a"], ["\x012036", ""]], [(1.0, "a"), (("error", 2036), "")]),
    ],
)
def test_marked_texts_become_error_values_inside_arrays_too(answer: Any, shown: Any) -> None:
    machine = VbaMachine(lambda module, function, given: answer)

    assert machine.call("SPLIT", 10.0, 1.0) == shown


def test_a_failure_is_a_value_error_and_its_message_is_kept_once() -> None:
    def fail(module: str, function: str, given: tuple[Any, ...]) -> Any:
        raise ServerFailedError(1000, "no Python here")

    machine = VbaMachine(fail)

    result = machine.call("SPLIT", 10.0, 1.0)

    assert result == VALUE_ERROR
    assert machine.excel.run("XsTakeProblems") == "XLSALES_SPLIT: no Python here\n"
    assert machine.excel.run("XsTakeProblems") == ""


def test_a_selection_of_several_areas_is_refused_with_a_message() -> None:
    machine = VbaMachine(echo)
    machine.cells(((1.0, 2.0, 3.0),))
    areas = machine.excel.workbook.sheets_[0].vba_get("Range", ["A1,C1"])

    assert machine.call("SPLIT", 10.0, areas) == VALUE_ERROR
    assert "Select one block" in str(machine.excel.run("XsTakeProblems"))


@pytest.mark.parametrize("number", [-2147023174, -2147023170, -2147417848, 462])
def test_a_process_that_has_gone_is_started_again_once(number: int) -> None:
    failures = [ServerFailedError(number, "gone")]

    def once_gone(module: str, function: str, given: tuple[Any, ...]) -> Any:
        if failures:
            raise failures.pop()
        return 7.0

    machine = VbaMachine(once_gone)

    assert machine.call("SPLIT", 10.0, 1.0) == 7.0
    assert machine.excel.run("TimesForgotten") == 1


def test_a_process_that_stays_away_is_not_asked_for_ever() -> None:
    def gone(module: str, function: str, given: tuple[Any, ...]) -> Any:
        raise ServerFailedError(-2147023174, "gone")

    machine = VbaMachine(gone)

    assert machine.call("SPLIT", 10.0, 1.0) == VALUE_ERROR
    assert len(machine.server.asked) == 2


def test_the_newest_problems_are_kept_and_the_oldest_dropped() -> None:
    def fail(module: str, function: str, given: tuple[Any, ...]) -> Any:
        raise ServerFailedError(1000, f"call {given[3]:g}")

    machine = VbaMachine(fail)
    for number in range(101):
        machine.call("SPLIT", float(number))

    problems = str(machine.excel.run("XsTakeProblems")).splitlines()

    assert len(problems) == 100
    assert problems[0].endswith("call 100")
    assert problems[-1].endswith("call 1")


def test_every_function_has_one_wrapper_with_its_arguments_in_order() -> None:
    source = functions_module(all_functions())

    for function in all_functions():
        names = ", ".join(f"Optional {argument_name(each.name)} As Variant" for each in function.arguments)
        assert source.count(f"Public Function XLSALES_{function.name}({names}) As Variant") == 1


def test_no_argument_bears_a_word_that_vba_keeps() -> None:
    names = {argument_name(each.name) for function in all_functions() for each in function.arguments}

    assert not {name.lower() for name in names} & RESERVED


def test_lines_are_as_short_as_vba_wants_them_and_in_its_code_page() -> None:
    source = functions_module(all_functions())

    assert source.isascii()
    assert max(map(len, source.splitlines())) < 1023
