"""One definition, equal everywhere: the same calls through every host there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from books import after, make_book, recalculated, spill
from hosts.calls import CALLS
from hosts.comparing import comparable, directly, parts_of
from xlsales.functions import all_functions
from xlsales.kernel.grid import column_letters
from xlsales.kernel.values import CellError
from xlsales.recalculation.calls import Rows
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.port import Clock
from xlsales.recalculation.evaluate import evaluate

Host = Callable[[str, Path], Rows]


def by_evaluation(call: str, folder: Path) -> Rows:
    """Evaluate the call as ``xlsales eval`` does."""
    return evaluate(f"=XLSALES.{call}", CellruneEngine(), Clock.at(datetime(2026, 6, 1))).rows


def in_a_workbook(call: str, folder: Path) -> Rows:
    """Put the arguments into cells and the call beside them, and recalculate the workbook."""
    name, arguments = parts_of(call)
    references: list[str] = []
    cells: list[tuple[int, int, Any]] = []
    column = 1
    for argument in arguments:
        rows = argument if isinstance(argument, tuple) else ((argument,),)
        if argument is None:
            references.append("")
            continue
        cells += [(i, column - 1 + j, v) for i, row in enumerate(rows) for j, v in enumerate(row)]
        last = f"{column_letters(column + len(rows[0]) - 1)}{len(rows)}"
        references.append(f"Inputs!{column_letters(column)}1:{last}")
        column += len(rows[0])

    def build(book: Any) -> None:
        page, inputs = book.add_worksheet("S"), book.add_worksheet("Inputs")
        spill(page, "A1", f"=_xldudf_XLSALES_{name}({','.join(references)})")
        for row, place, value in cells:
            if isinstance(value, CellError):
                inputs.write_formula(row, place, f"={value.code}", None, value.code)
            elif isinstance(value, str):
                inputs.write_string(row, place, value)
            elif value is not None:
                inputs.write(row, place, value)

    path = make_book(folder / "book.xlsx", build)
    done = recalculated(path)
    if not done.patches:
        return ((CellError(done.kept[0].reason),),)
    values = after(done, path)
    height, width = (len(done.patches[0].rows), len(done.patches[0].rows[0]))  # type: ignore[union-attr]
    return tuple(
        tuple(values[f"{column_letters(j + 1)}{i + 1}"] for j in range(width)) for i in range(height)
    )


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("host", [by_evaluation, in_a_workbook])
def test_a_host_gives_what_a_direct_call_gives(host: Host, call: str, tmp_path: Path) -> None:
    expected = directly(call, tmp_path)

    found = host(call, tmp_path)

    if call.startswith("NOSUCHFUNCTION"):
        assert isinstance(found[0][0], CellError)
    else:
        assert comparable(found) == comparable(expected)


def test_every_function_is_in_the_suite() -> None:
    called = {call.partition("(")[0] for call in CALLS}

    assert {function.name for function in all_functions()} <= called
