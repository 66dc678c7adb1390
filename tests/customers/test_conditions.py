"""The syntax of tests that FIT and SCORE share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.customers.conditions import parse_condition
from xlsales.kernel.issues import InvalidInputError


@pytest.mark.parametrize(
    ("test", "below", "at", "above"),
    [
        (">=100", False, True, True),
        (">100", False, False, True),
        ("<=100", True, True, False),
        ("<100", True, False, False),
        ("=100", False, True, False),
        ("<>100", True, False, True),
        ("!=100", True, False, True),
        ("≥100", False, True, True),
        ("＞＝１００", False, True, True),
        (" >= 1e2 ", False, True, True),
        (">=+100", False, True, True),
        (">=10,000%", False, True, True),
    ],
)
def test_a_sign_decides_below_at_and_above_its_bound(test: str, below: bool, at: bool, above: bool) -> None:
    condition = parse_condition(test)

    assert [condition.holds(value) for value in (99.99, 100, 100.01)] == [below, at, above]


@pytest.mark.parametrize("test", ["10..20", "10~20", "10-20", "10至20", "10 to 20", "１０～２０"])
def test_a_range_includes_both_ends(test: str) -> None:
    condition = parse_condition(test)

    assert [condition.holds(value) for value in (9.99, 10, 15, 20, 20.01)] == [False, True, True, True, False]


def test_a_percent_sign_at_the_end_of_a_range_is_for_both_ends() -> None:
    condition = parse_condition("10-20%")

    assert [condition.holds(value) for value in (0.09, 0.1, 0.2, 0.21)] == [False, True, True, False]


def test_a_range_may_also_be_a_category_written_the_same() -> None:
    assert parse_condition("10-20").holds("10-20") is True


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("=Retail", "retail ", True),
        ("Retail", "Ｒｅｔａｉｌ", True),
        ("<>Retail", "Trade", True),
        ("in:A|B", "b", True),
        ("in：Ａ｜Ｂ", "a", True),
        ("in:A|B", "C", False),
        ("in:1|2.5", 2.5, True),
        (5, 5.0, True),
        ("5", 5, True),
        ("=5", "5", True),
        (True, True, True),
        ("=TRUE", True, True),
        ("=TRUE", False, False),
        (">=1", True, True),
        ("2026-01-01", "2026-01-01", True),
        ("=0.3", 0.1 + 0.2, True),
        (">=0.3", 0.1 + 0.2 - 1e-17, True),
    ],
)
def test_equality_ignores_case_width_and_noise_beyond_15_digits(
    test: object, value: object, expected: bool
) -> None:
    assert parse_condition(test).holds(value) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize("test", [">=1", "=a", "<>a", "in:a|b", "1..2"])
@pytest.mark.parametrize("blank", [None, ""])
def test_a_blank_value_leaves_every_other_test_open(test: str, blank: str | None) -> None:
    assert parse_condition(test).holds(blank) is None


@pytest.mark.parametrize(("test", "for_blank"), [("blank", True), ("空白", True), ("Not Blank", False)])
def test_presence_is_decided_even_for_a_blank(test: str, for_blank: bool) -> None:
    condition = parse_condition(test)

    assert (condition.holds(None), condition.holds(""), condition.holds(0)) == (
        for_blank,
        for_blank,
        not for_blank,
    )


@pytest.mark.parametrize("test", [">=", "<x", "in:", "in:|", "=", "<>", "20..10", ">=A"])
def test_a_sign_without_a_usable_value_is_refused_with_the_forms(test: str) -> None:
    with pytest.raises(InvalidInputError, match=r"COND-001.*in:A\|B"):
        parse_condition(test)


def test_a_text_in_a_numbers_place_is_an_error_not_a_no() -> None:
    with pytest.raises(InvalidInputError, match=r"COND-002.*'many'.*>=100"):
        parse_condition(">=100").holds("many")


@given(bound=st.integers(-(10**9), 10**9), value=st.integers(-(10**9), 10**9))
def test_opposite_signs_never_agree(bound: int, value: int) -> None:
    pairs = [(">=", "<"), (">", "<="), ("=", "<>")]

    for sign, opposite in pairs:
        holds = parse_condition(f"{sign}{bound}").holds(value)
        assert holds is not parse_condition(f"{opposite}{bound}").holds(value)
