"""Calls made together give what each gives by itself; what is the same is told by value and type."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xlsales.recalculation.rounds as rounds
from books import make_book, put, recalculated
from hosts.calls import CALLS
from hosts.comparing import parts_of
from xlsales.functions import call_function, find_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.dates import serial_of_date
from xlsales.recalculation.batches import FEWEST, Ready, make_together
from xlsales.recalculation.same import same_arguments, same_rows

TABLE = Block(((0, 0.05), (1000, 0.08), (5000, 0.1)))
#: What may stand in a cell in the place of a number, a word or a date.
DAY = float(serial_of_date(date(2026, 3, 31), 1900))
ODD = (0.0, -1.0, 0.005, 1e15, 1e300, "x", "12", True, False, DAY, None, "")


def as_given(argument: object) -> object:
    """Return an argument as cells give it."""
    return Block(argument) if isinstance(argument, tuple) else argument


def varied(value: object, turn: int) -> object:
    """Return another value of the same kind, now and then an odd one."""
    if turn % 7 == 3:
        return ODD[turn // 7 % len(ODD)]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return float(value) * (1 + turn / 40)


def variants(name: str, arguments: Sequence[object]) -> list[Ready]:
    """Return many calls that differ in single cells."""
    specs = find_function(name).arguments
    blocks = [as_given(argument) for argument in arguments]
    return [
        Ready(
            turn,
            name,
            tuple(
                one if isinstance(one, Block) or spec.kind.spread == "whole" else varied(one, turn + 5 * i)
                for i, (one, spec) in enumerate(zip(blocks, specs, strict=False))
            ),
        )
        for turn in range(300)
    ]


@pytest.mark.parametrize("call", [call for call in CALLS if not call.startswith("NOSUCH")])
def test_every_function_gives_together_what_it_gives_alone(call: str) -> None:
    name, arguments = parts_of(call)
    calls = variants(name, arguments)

    made = make_together(calls, 1900)

    for one in calls:
        if one.key in made:
            alone = call_function(name, one.arguments)
            assert alone.issues == ()
            assert same_rows(alone.rows, made[one.key].rows), one.arguments


@given(
    st.lists(
        st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(ODD), min_size=FEWEST, max_size=99
    )
)
def test_any_amounts_give_together_what_they_give_alone(amounts: list[Any]) -> None:
    calls = [Ready(i, "COMMISSION", (amount, TABLE)) for i, amount in enumerate(amounts)]

    made = make_together(calls, 1900)

    for key, result in made.items():
        assert same_rows(call_function("COMMISSION", calls[key].arguments).rows, result.rows)


@pytest.mark.parametrize(("count", "together"), [(FEWEST - 1, 0), (FEWEST, FEWEST), (10_000, 10_000)])
def test_a_column_of_calls_is_made_at_once_when_it_is_long_enough(count: int, together: int) -> None:
    calls = [Ready(i, "COMMISSION", (float(i), TABLE)) for i in range(count)]

    assert len(make_together(calls, 1900)) == together


def test_calls_with_other_tables_are_not_mixed() -> None:
    other = Block(((0, 0.5), (1000, 0.8), (5000, 1)))
    calls = [Ready(i, "COMMISSION", (100.0, (TABLE, other)[i % 2])) for i in range(2 * FEWEST)]

    made = make_together(calls, 1900)

    assert [made[0].rows, made[1].rows] == [((5.0,),), ((50.0,),)]


def test_a_blank_or_an_error_is_left_to_a_call_by_itself() -> None:
    amounts: list[Any] = [100.0] * FEWEST + [None, "", "many"]
    calls = [Ready(i, "COMMISSION", (amount, TABLE)) for i, amount in enumerate(amounts)]

    assert sorted(make_together(calls, 1900)) == list(range(FEWEST))


def test_a_workbook_shows_the_same_whether_calls_are_made_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        for i, (low, rate) in enumerate(((0, 0.05), (1000, 0.08))):
            page.write_row(i, 5, (low, rate))
        for n in range(1, 101):
            put(page, f"A{n}", ("many" if n == 50 else -1 if n == 60 else 37.5 * n), None)
            put(page, f"B{n}", f"=_xldudf_XLSALES_COMMISSION(A{n},$F$1:$G$2)", 0)
            put(page, f"C{n}", f"=_xldudf_XLSALES_COMMISSION(B{n},$F$1:$G$2)", 0)

    path = make_book(tmp_path / "book.xlsx", build)
    together = recalculated(path)
    monkeypatch.setattr(rounds, "make_together", lambda calls, system: {})
    alone = recalculated(path)

    assert together.changed == alone.changed
    assert together.told == alone.told
    assert together.calls == alone.calls
    assert len(together.changed) > 150


def test_true_and_one_are_not_the_same() -> None:
    assert not same_rows(((1.0, True),), ((1.0, 1.0),))
    assert not same_arguments((((1,), (True,)),), (((1,), (1,)),))
    assert not same_arguments((Block(((True,),)),), (Block(((1,),)),))
    assert same_arguments((Block(((True, None),)), "x"), (Block(((True, None),)), "x"))
