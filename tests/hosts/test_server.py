"""xlwings Server: every function registered, every call equal; its own code runs where a key is given."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from hosts import xlwings_stub
from hosts.calls import CALLS
from hosts.comparing import comparable, directly, parts_of
from hosts.needs_pyodide import as_office_cells, from_office_cell
from xlsales.functions import all_functions
from xlsales.hosts.server import answering, register, xlwings_server
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.values import CellError
from xlsales.recalculation.calls import Rows

#: Excel does not even take these formulas: no such function, too few or too many arguments.
NOT_TAKEN = {"SPLIT(100)", "SPLIT(1,2,3,4,5,6,7,8)", "NOSUCHFUNCTION(1)"}
TAKEN = [call for call in CALLS if call not in NOT_TAKEN]
KEY = "XLWINGS_LICENSE_KEY"
needs_key = pytest.mark.skipif(
    not os.environ.get(KEY), reason=f"xlwings Server needs a licence: set {KEY} to run what needs it"
)


@pytest.fixture(scope="module")
def served() -> Iterator[dict[str, Any]]:
    """The functions as a stand-in for xlwings.server has them."""
    before = dict(xlwings_stub.REGISTERED)
    yield register(xlwings_stub)  # type: ignore[arg-type]
    xlwings_stub.REGISTERED.clear()
    xlwings_stub.REGISTERED.update(before)


def test_every_function_is_registered_under_its_name_with_help(served: dict[str, Any]) -> None:
    for function in all_functions():
        custom = xlwings_stub.REGISTERED[f"XLSALES.{function.name}"]
        assert served[function.name.lower()] is custom
        assert (custom.__doc__ or "").startswith(function.summary)
        assert function.chinese in (custom.__doc__ or "")


def test_every_argument_has_its_name_its_help_and_what_it_may_leave_out(served: dict[str, Any]) -> None:
    for function in all_functions():
        custom = served[function.name.lower()]
        parameters = inspect.signature(custom).parameters.values()
        assert [(each.name, each.default is inspect.Parameter.empty) for each in parameters] == [
            (argument.name, argument.required) for argument in function.arguments
        ]
        options = custom.__dict__.get("options", {})
        for argument in function.arguments:
            assert options[argument.name]["ndim"] == 2
            assert options[argument.name]["err_to_str"] is True
            assert options[argument.name]["doc"].startswith(argument.doc)


@pytest.mark.parametrize("call", TAKEN)
@pytest.mark.usefixtures("served")
def test_a_call_gives_what_a_direct_call_gives(call: str) -> None:
    name, arguments = parts_of(call)
    order = {"name": f"XLSALES.{name}", "arguments": [as_office_cells(each) for each in arguments]}

    answer = json.loads(xlwings_stub.answer_line(json.dumps(order)))

    rows = tuple(tuple(from_office_cell(cell) for cell in row) for row in answer["rows"])
    assert comparable(rows) == comparable(directly(call))


@pytest.mark.parametrize("call", sorted(NOT_TAKEN))
@pytest.mark.usefixtures("served")
def test_excel_refuses_what_it_would_refuse(call: str) -> None:
    name, arguments = parts_of(call)
    order = {"name": f"XLSALES.{name}", "arguments": [as_office_cells(each) for each in arguments]}

    assert "refused" in json.loads(xlwings_stub.answer_line(json.dumps(order)))


def test_messages_go_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "xlsales")

    rows = answering.answer("SPLIT", [[["x"]], [[1]]])

    assert rows == [["#VALUE!"]]
    assert "XLSALES.SPLIT: ARG-001" in caplog.text


def test_what_nobody_foresaw_is_an_error_value_and_a_traceback(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("unforeseen")

    monkeypatch.setattr(answering, "call_function", broken)

    assert answering.answer("SPLIT", [[[1]]]) == [["#VALUE!"]]
    assert "unforeseen" in caplog.text


def test_without_a_key_the_error_says_where_to_get_one() -> None:
    pytest.importorskip("xlwings", reason="xlwings is not installed")
    program = (
        "from xlsales.hosts.server import register\n"
        "from xlsales.kernel.issues import XlSalesError\n"
        "try:\n    register()\nexcept XlSalesError as error:\n    print(error)\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != KEY}

    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, "HOME": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.startswith("SERVER-002")
    assert KEY in told.stdout


def test_without_xlwings_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlwings.server", None)

    with pytest.raises(InvalidInputError, match=r"SERVER-001.*pip install"):
        xlwings_server()


def test_another_failure_of_xlwings_is_not_taken_for_a_missing_key(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise OSError("disk")

    monkeypatch.setattr("xlsales.hosts.server.registration.import_module", broken)

    with pytest.raises(OSError, match="disk"):
        xlwings_server()


@needs_key
class TestThroughXlwings:
    """The same through xlwings' own code, which asks for a key."""

    def test_the_metadata_name_every_function_and_argument(self) -> None:
        server: Any = xlwings_server()

        meta = server.custom_functions_meta(SimpleNamespace(**register()))

        told = {each["name"]: each for each in meta["functions"]}
        assert set(told) == {f"XLSALES.{function.name}" for function in all_functions()}
        for function in all_functions():
            parameters = told[f"XLSALES.{function.name}"]["parameters"]
            assert [each["name"] for each in parameters] == [each.name for each in function.arguments]

    def test_calls_give_what_direct_calls_give(self) -> None:
        functions = SimpleNamespace(**register())

        found = {call: comparable(asked(call, functions)) for call in TAKEN}

        assert found == {call: comparable(directly(call)) for call in TAKEN}


def asked(call: str, functions: SimpleNamespace) -> Rows:
    """Call a function as the server does for Office.js."""
    server: Any = xlwings_server()
    name, arguments = parts_of(call)
    order = {
        "func_name": name.lower(),
        "args": [as_office_cells(each) for each in arguments],
        "version": "",
        "client": "Office.js",
        "runtime": "1.4",
    }
    rows = asyncio.run(server.custom_functions_call(order, functions))
    return tuple(tuple(map(_cell, row)) for row in rows)


#: What xlwings calls the error values it hands to Office.js.
ERROR_TYPES = {
    "Div0": "#DIV/0!",
    "NotAvailable": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}


def _cell(cell: Any) -> Any:
    return CellError(ERROR_TYPES[cell["errorType"]]) if isinstance(cell, dict) else cell
