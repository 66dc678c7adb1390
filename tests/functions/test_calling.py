"""One call: shapes, blanks, errors and messages, as the contract of cell functions says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import all_functions, call_function
from xlsales.functions.calling import MOST_ISSUES
from xlsales.kernel.minor_units import BLOCK_FROM
from xlsales.kernel.values import CellError

VALUE = CellError("#VALUE!")
NA = CellError("#N/A")
TIERS = [[0, 0.05], [100, 0.08]]


@pytest.mark.parametrize(
    ("actual", "target", "rows"),
    [
        (1, 2, ((0.5,),)),
        ([1, 2], 2, ((0.5, 1),)),
        ([[1], [2]], 2, ((0.5,), (1,))),
        ([[1], [2]], [[2], [4]], ((0.5,), (0.5,))),
        ([[1], [2]], [[2, 4]], ((0.5, 0.25), (1, 0.5))),
        ([[1, 2], [3, 4]], [[2, 4]], ((0.5, 0.5), (1.5, 1))),
        ([[1, 2], [3, 4]], [[1], [2]], ((1, 2), (1.5, 2))),
    ],
)
def test_the_result_has_the_shape_of_what_varies(actual: object, target: object, rows: object) -> None:
    assert call_function("ATTAINMENT", [actual, target]).rows == rows


@pytest.mark.parametrize(
    ("actual", "target"), [([[1], [2], [3]], [[1], [2]]), ([1, 2, 3], [1, 2]), ([[1, 2], [3, 4]], [1, 2, 3])]
)
def test_ranges_that_do_not_go_together_are_an_error_that_names_their_shapes(
    actual: object, target: object
) -> None:
    outcome = call_function("ATTAINMENT", [actual, target])

    assert outcome.rows == ((VALUE,),)
    (issue,) = outcome.issues
    assert issue.code == "ARG-005"
    assert "actual " in issue.got
    assert "target " in issue.got


def test_one_bad_row_spoils_one_row() -> None:
    outcome = call_function("ATTAINMENT", [[[1], ["x"], [NA], [""], [4]], 2])

    assert outcome.rows == ((0.5,), (VALUE,), (NA,), (None,), (2,))
    assert [issue.where for issue in outcome.issues] == ["actual[2,1]"]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("COMMISSION_RUNNING", [NA, TIERS, None, None, None, None, None, [["a"], ["b"]]]),
        ("COMMISSION_RUNNING", [[[1], [2]], TIERS, None, None, None, None, None, NA]),
        ("RATE_FOR", [NA, [["a", "x", 0.1]]]),
        ("RFM", [NA, [[46000], [46001]], [[5], [6]], 46023]),
        ("RFM", [[["a"], ["b"]], NA, [[5], [6]], 46023]),
        ("RFM", [[["a"], ["b"]], [[46000], [46001]], NA, 46023]),
        ("DSO", [500, NA, [[30], [30]], "countback"]),
    ],
)
def test_an_error_value_in_the_place_of_a_range_comes_back_though_its_shape_does_not_fit(
    name: str, arguments: list[object]
) -> None:
    assert call_function(name, arguments).rows == ((NA,),)


def test_one_result_that_no_cell_can_hold_spoils_one_row_of_a_table() -> None:
    outcome = call_function("DSO", [[[1e300], [500]], [[1e-9], [1000]], 90])

    assert outcome.rows == ((CellError("#NUM!"),), (45,))
    assert [issue.code for issue in outcome.issues] == ["NUM-001"]


def test_a_bad_row_of_a_wide_result_spoils_that_row_in_every_column() -> None:
    outcome = call_function("TARGET_CHECK", [[[110], ["x"]], [[100], [100]]])

    assert outcome.rows[0][0] == "ok"
    assert outcome.rows[1] == (VALUE, VALUE)


def test_a_function_that_pools_fails_whole() -> None:
    assert call_function("SPLIT", [100, [[1], ["x"]]]).rows == ((VALUE,),)
    assert call_function("SPLIT", [100, [[1], [NA]]]).rows == ((NA,),)


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#SPILL!", "#REF!"])
def test_an_error_value_comes_back_as_that_error_without_a_message(error: str) -> None:
    outcome = call_function("COMMISSION", [CellError(error), TIERS])

    assert outcome.rows == ((CellError(error),),)
    assert outcome.issues == ()


@pytest.mark.parametrize("blank", [None, ""])
def test_a_blank_argument_takes_its_default(blank: object) -> None:
    assert call_function("COMMISSION", [150, TIERS, blank, blank, blank, blank]) == call_function(
        "COMMISSION", [150, TIERS]
    )


@pytest.mark.parametrize("blank", [None, ""])
def test_a_blank_in_a_range_gives_a_blank(blank: object) -> None:
    assert call_function("COMMISSION", [[[150], [blank]], TIERS]).rows == ((9.0,), (None,))


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        ([], "total"),
        ([100], "weights"),
        ([100, None], "weights"),
        ([100, ""], "weights"),
        ([100, [[None]]], "weights"),
    ],
)
def test_an_argument_that_must_be_given_is_named_with_the_call(arguments: list[object], where: str) -> None:
    outcome = call_function("SPLIT", arguments)

    assert outcome.rows == ((VALUE,),)
    (issue,) = outcome.issues
    assert (issue.code, issue.where) == ("ARG-004", where)
    assert issue.fix.startswith("Write SPLIT(total, weights, [unit]")


def test_too_many_arguments_are_counted() -> None:
    (issue,) = call_function("RECONCILE", [1, 2, 3]).issues

    assert (issue.code, issue.got, issue.expected) == ("ARG-003", "3 arguments", "at most 2")


def test_an_unknown_function_is_an_error_value_too() -> None:
    outcome = call_function("SPLITT", [])

    assert outcome.rows == ((CellError("#NAME?"),),)
    assert outcome.issues[0].code == "FUNC-001"


def test_headers_are_put_on_top_where_they_are_asked_for() -> None:
    arguments = [96000, 260000, date(2026, 6, 12), date(2026, 6, 1), date(2026, 6, 30), None]

    plain = call_function("PACE", arguments)
    headed = call_function("PACE", [*arguments, True])

    assert headed.rows[0][0] == "days gone"
    assert headed.rows[1:] == plain.rows


def test_values_of_a_host_are_taken_as_cells_show_them() -> None:
    given_as_cells = call_function("COMMISSION", [150.0, TIERS])

    assert (
        call_function("COMMISSION", [Decimal("150"), [[Decimal(0), 0.05], (100, Decimal("0.08"))]])
        == given_as_cells
    )


def test_a_single_result_is_a_scalar_and_several_are_rows() -> None:
    assert call_function("ATTAINMENT", [1, 2]).value == 0.5
    assert call_function("ATTAINMENT", [[[1], [2]], 2]).value == ((0.5,), (1,))


def test_a_long_column_of_wrong_cells_is_not_told_a_hundred_thousand_times() -> None:
    outcome = call_function("ATTAINMENT", [[["x"]] * (MOST_ISSUES * 3), 2])

    assert set(outcome.rows) == {(VALUE,)}
    assert len(outcome.issues) == MOST_ISSUES


@pytest.mark.parametrize("rows", [BLOCK_FROM - 1, BLOCK_FROM, BLOCK_FROM + 1])
def test_the_quick_way_through_large_blocks_begins_unnoticed(rows: int) -> None:
    amounts: list[list[object]] = [[i * 0.37] for i in range(rows)]
    amounts[3], amounts[5], amounts[7] = ["x"], [NA], [""]

    column = call_function("COMMISSION", [amounts, TIERS])
    alone = [call_function("COMMISSION", [[row], TIERS]).rows[0] for row in amounts[:20]]

    assert len(column.rows) == rows
    assert list(column.rows[:20]) == [*alone[:7], (None,), *alone[8:]]
    assert [issue.where for issue in column.issues] == ["amount[4,1]"]


ARGUMENTS = st.lists(
    st.one_of(
        st.none(),
        st.booleans(),
        st.floats(),
        st.integers(),
        st.sampled_from(["", "x", "marginal", "2026-01-01", "１２", NA]),
        st.lists(
            st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6), st.just("a"), st.just(NA)), max_size=3),
            max_size=3,
        ),
    ),
    max_size=6,
)


@pytest.mark.parametrize("name", [function.name for function in all_functions()])
@given(arguments=ARGUMENTS)
def test_whatever_comes_gives_a_rectangle_of_cell_values_and_never_an_exception(
    name: str, arguments: list[object]
) -> None:
    outcome = call_function(name, arguments)

    assert outcome.rows
    assert len({len(row) for row in outcome.rows}) == 1
    for value in (value for row in outcome.rows for value in row):
        assert value is None or type(value) in (bool, int, float, str, CellError)
