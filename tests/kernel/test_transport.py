"""Transport: a filling is found wherever there is one, and the cells it can use."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from xlsales.kernel.transport import Cell, Transport, usable_cells

Problem = tuple[list[int], list[int], dict[Cell, int]]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Draw sums of at most three rows and columns and the room of their cells."""
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    table = [[draw(st.integers(0, 3)) for _ in range(width)] for _ in range(height)]
    room = {
        cell: draw(st.integers(0, 3)) for cell in product(range(height), range(width)) if draw(st.booleans())
    }
    return [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)], room


def fillings(problem: Problem) -> list[dict[Cell, int]]:
    """Return all fillings, by trying everything."""
    rows, columns, room = problem
    found = []
    for amounts in product(*(range(most + 1) for most in room.values())):
        filling = dict(zip(room, amounts, strict=True))
        sums = [0] * len(rows), [0] * len(columns)
        for (row, column), amount in filling.items():
            sums[0][row] += amount
            sums[1][column] += amount
        if sums == (rows, columns):
            found.append(filling)
    return found


@given(problems(), st.booleans())
def test_a_filling_is_found_where_there_is_one_and_only_there(problem: Problem, greedy: bool) -> None:
    rows, columns, room = problem
    table = Transport(rows, columns, room)
    if greedy:
        table.give(sorted(room, reverse=True))

    complete = table.complete()

    possible = fillings(problem)
    assert complete == bool(possible)
    if complete:
        assert table.amounts in possible
        assert not any((*table.row_needs, *table.column_needs))


@given(problems())
def test_stuck_rows_need_more_than_their_columns_can_take(problem: Problem) -> None:
    rows, columns, room = problem
    table = Transport(rows, columns, room)
    if table.complete():
        return

    stuck_rows, stuck_columns = table.stuck()

    outside = sum(
        most for (row, column), most in room.items() if row in stuck_rows and column not in stuck_columns
    )
    assert sum(rows[row] for row in stuck_rows) > outside + sum(columns[column] for column in stuck_columns)


@given(problems())
def test_usable_cells_are_those_of_all_fillings_together(problem: Problem) -> None:
    rows, columns, room = problem
    unlimited = {cell: sum(rows) for cell in room}
    table = Transport(rows, columns, unlimited)
    if not table.complete():
        return

    small = {(row, column): min(rows[row], columns[column]) for row, column in room}
    expected = {
        cell for filling in fillings((rows, columns, small)) for cell, amount in filling.items() if amount
    }

    assert {cell for cell in usable_cells(table) if small[cell]} == expected
