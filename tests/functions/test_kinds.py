"""Kinds: how cells are read, what is refused and in which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions.kinds import (
    AnyKind,
    ArgumentIsError,
    CellNumberKind,
    ChoiceKind,
    DateKind,
    FlagKind,
    ItemKind,
    Kind,
    NumberKind,
    Reading,
    TextKind,
    Unread,
    WholeNumberKind,
    describe,
    one_of,
    only_value,
)
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.values import CellError, CellValue

HERE = Reading("amount")
NUMBERS = Kind(NumberKind(), "whole")


def issue_of(kind: ItemKind, value: CellValue) -> Issue:
    """Return the only issue of a value that is refused."""
    with pytest.raises(InvalidInputError) as refused:
        kind.read(value, HERE)
    (issue,) = refused.value.issues
    return issue


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (NumberKind(), 0.1, Fraction(1, 10)),
        (NumberKind(), 0.1 + 0.2, Fraction(3, 10)),
        (NumberKind(), True, Fraction(1)),
        (NumberKind(), False, Fraction(0)),
        (CellNumberKind(), 0.1 + 0.2, 0.1 + 0.2),
        (WholeNumberKind(1, 5), 1, 1),
        (WholeNumberKind(1, 5), 5.0, 5),
        (DateKind(), 46053, date(2026, 1, 31)),
        (DateKind(), 46053.99, date(2026, 1, 31)),
        (DateKind(), 0, None),
        (TextKind(), 7.0, "7"),
        (TextKind(), 0.1 + 0.2, "0.3"),
        (TextKind(), True, "TRUE"),
        (FlagKind(), True, True),
        (FlagKind(), 0, False),
        (FlagKind(), "yes", True),
        (FlagKind(), "否", False),
        (FlagKind(), "ＴＲＵＥ", True),
        (ChoiceKind(("marginal", "whole")), "WHOLE", "whole"),
        (ChoiceKind(("marginal", "whole")), " 全额累进 ", "whole"),
        (AnyKind(), "x", "x"),
        (AnyKind(), 0, 0),
    ],
)
def test_a_cell_is_read_as_the_calculator_wants_it(kind: ItemKind, value: CellValue, read: object) -> None:
    found = kind.read(value, HERE)

    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize(
    "kind",
    [
        NumberKind(),
        CellNumberKind(),
        WholeNumberKind(1, 5),
        DateKind(),
        TextKind(),
        FlagKind(),
        ChoiceKind(("lower", "upper")),
        AnyKind(),
    ],
)
@pytest.mark.parametrize("blank", [None, ""])
def test_a_blank_and_the_empty_text_are_not_given(kind: ItemKind, blank: CellValue) -> None:
    assert kind.read(blank, HERE) is None


@pytest.mark.parametrize(
    ("kind", "value", "code", "got", "expected"),
    [
        (NumberKind(), "12", "ARG-001", "the text '12'", "a number"),
        (CellNumberKind(), "12", "ARG-001", "the text '12'", "a number"),
        (WholeNumberKind(1, 5), 0, "ARG-001", "0", "a whole number from 1 to 5"),
        (WholeNumberKind(1, 5), 6, "ARG-001", "6", "a whole number from 1 to 5"),
        (WholeNumberKind(1, 5), 2.5, "ARG-001", "2.5", "a whole number from 1 to 5"),
        (DateKind(), "2026-01-31", "ARG-001", "the text '2026-01-31'", "a date"),
        (DateKind(), True, "ARG-001", "TRUE", "a date"),
        (DateKind(), -1, "DATE-001", "-1", "an Excel date from 1900-01-01 to 9999-12-31"),
        (DateKind(), 2958466, "DATE-001", "2958466", "an Excel date from 1900-01-01 to 9999-12-31"),
        (FlagKind(), 2, "ARG-001", "2", "TRUE or FALSE"),
        (FlagKind(), "maybe", "ARG-001", "the text 'maybe'", "TRUE or FALSE"),
        (
            ChoiceKind(("lower", "upper")),
            "low",
            "ARG-002",
            "the text 'low'",
            "one of lower (含下限), upper (含上限)",
        ),
    ],
)
def test_a_wrong_value_is_refused_with_place_what_came_what_was_expected_and_a_way_out(
    kind: ItemKind, value: CellValue, code: str, got: str, expected: str
) -> None:
    issue = issue_of(kind, value)

    assert (issue.code, issue.where, issue.got, issue.expected) == (code, "amount", got, expected)
    assert issue.fix.endswith(".")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "a blank cell"),
        (True, "TRUE"),
        (1200.0, "1200"),
        ("7", "the text '7'"),
        ("x" * 40, f"the text '{'x' * 40}'"),
        ("x" * 41, f"the text '{'x' * 37}'..."),
        (CellError("#N/A"), "#N/A"),
    ],
)
def test_what_came_is_told_so_that_text_and_number_can_be_told_apart(value: CellValue, words: str) -> None:
    assert describe(value) == words


def test_every_wrong_cell_of_a_block_is_named_by_row_and_column() -> None:
    block: Block[CellValue] = Block.of([[1, "a"], ["b", 2]])

    with pytest.raises(InvalidInputError) as refused:
        NUMBERS.read_whole(block, HERE)

    assert [issue.where for issue in refused.value.issues] == ["amount[1,2]", "amount[2,1]"]


def test_a_single_wrong_cell_is_named_by_the_argument_alone() -> None:
    with pytest.raises(InvalidInputError) as refused:
        NUMBERS.read_whole(Block.cell("a"), HERE)

    assert refused.value.issues[0].where == "amount"


@pytest.mark.parametrize(
    "read",
    [
        lambda block: Kind(NumberKind()).read_cell(block, 0, 1, HERE),
        lambda block: Kind(NumberKind(), "row").read_row(block, 0, HERE),
        lambda block: NUMBERS.read_whole(block, HERE),
    ],
)
def test_an_error_value_comes_back_as_it_is(read: Callable[[Block[CellValue]], object]) -> None:
    block: Block[CellValue] = Block.of([[1, CellError("#DIV/0!")]])

    with pytest.raises(ArgumentIsError) as found:
        read(block)

    assert found.value.error == CellError("#DIV/0!")


def test_an_unread_block_comes_as_it_is_and_can_be_read_later() -> None:
    kind = Kind(NumberKind(), "whole", unread=True)
    block: Block[CellValue] = Block.of([[1, "x"]])

    unread = kind.read_whole(block, HERE)

    assert isinstance(unread, Unread)
    assert unread.block is block
    with pytest.raises(InvalidInputError) as refused:
        unread.read()
    assert refused.value.issues[0].where == "amount[1,2]"


def test_what_a_block_is_built_into_complains_in_the_name_of_the_argument() -> None:
    def never(block: Block[Any]) -> None:
        raise InvalidInputError(
            Issue("X-001", "[2,1]", "a", "b", "c."), Issue("X-002", "row 3", "a", "b", "c.")
        )

    with pytest.raises(InvalidInputError) as refused:
        Kind(NumberKind(), "whole", never).read_whole(Block.cell(1), HERE)

    assert [issue.where for issue in refused.value.issues] == ["amount[2,1]", "amount row 3"]


def test_one_value_is_asked_for_where_a_range_makes_no_sense() -> None:
    assert only_value(Block.cell(5)) == 5
    with pytest.raises(InvalidInputError, match=r"ARG-007.*1 x 2 cells"):
        one_of("lower", "upper").read_whole(Block.of([["lower", "upper"]]), HERE)


@pytest.mark.parametrize(
    ("kind", "expects"),
    [
        (Kind(NumberKind()), "a number"),
        (Kind(NumberKind(), "row"), "a number, one row for each result"),
        (Kind(NumberKind(), "whole"), "a number, a whole block"),
        (Kind(NumberKind(), "whole", only_value), "a number, one for the whole call"),
    ],
)
def test_help_says_how_an_argument_spreads(kind: Kind, expects: str) -> None:
    assert kind.expects == expects


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
    )
)
def test_every_value_is_read_or_refused_with_an_issue_and_nothing_else(value: CellValue) -> None:
    kinds: list[ItemKind] = [
        NumberKind(),
        WholeNumberKind(0, 9),
        DateKind(),
        TextKind(),
        FlagKind(),
        AnyKind(),
    ]

    refused: list[Issue] = []
    for kind in kinds:
        try:
            kind.read(value, HERE)
        except InvalidInputError as error:
            refused += error.issues
    assert all(issue.where == "amount" for issue in refused)
