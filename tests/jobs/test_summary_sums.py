"""The sums of a summary: exact, the same by every label, whatever the rows are like."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.summary_tables import settings, summary_of
from xlsales.jobs.summary import Summary, run_summary
from xlsales.jobs.summary_cube import cube_of
from xlsales.kernel.issues import InvalidInputError

LABELS = st.sampled_from([None, "", "North", " north ", "South", "广东", 7])
ROWS = st.fixed_dictionaries(
    {
        "date": st.one_of(
            st.dates(date(2023, 11, 1), date(2026, 2, 1)), st.sampled_from([None, "?", "2025-07-07"])
        ),
        "amount": st.one_of(
            st.integers(-10_000, 10_000),
            st.decimals(-1000, 1000, places=2).map(float),
            st.sampled_from([None, "n/a", True]),
        ),
        "returned": st.sampled_from([None, 0, 1, 2.5]),
        "status": st.sampled_from([None, "shipped", "Returned", "cancelled", "已取消"]),
        "region": LABELS,
        "category": LABELS,
        "channel": LABELS,
        "customer": LABELS,
        "product": LABELS,
    }
)


def exact(value: object) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return Fraction(str(value))


def net_of(row: dict[str, object]) -> Fraction:
    """Return what a row brings, worked out one row at a time."""
    amount, back = exact(row["amount"]), abs(exact(row["returned"]) or Fraction(0))
    assert amount is not None
    if amount < 0:
        return amount - back
    return Fraction(0) if str(row["status"]).casefold() == "returned" else amount - back


def day_of(row: dict[str, object]) -> date | None:
    value = row["date"]
    return date(2025, 7, 7) if value == "2025-07-07" else value if isinstance(value, date) else None


def counts(row: dict[str, object]) -> bool:
    return (
        day_of(row) is not None
        and exact(row["amount"]) is not None
        and row["status"] not in ("cancelled", "已取消")
    )


@given(st.lists(ROWS, min_size=1, max_size=40))
def test_every_page_adds_up_to_what_the_rows_add_up_to(rows: list[dict[str, object]]) -> None:
    found = summary_of(rows)

    used = [row for row in rows if counts(row)]
    this = sum((net_of(row) for row in used if (day := day_of(row)) and day.year == 2025), Fraction(0))
    last = sum((net_of(row) for row in used if (day := day_of(row)) and day.year == 2024), Fraction(0))
    total = found.sums.total()
    if not found.spans.is_cut:
        assert (total.now, total.year_before) == (this, last)
    assert totals_of(found) == {total.now}
    assert (
        sum(row.gross - row.returned for row in cube_of(found.sums)) == total.to_date + total.to_date_before
    )
    assert sum((row.amount for row in found.handed_on.base.rows), Fraction(0)) == total.to_date


def totals_of(found: Summary) -> set[Fraction]:
    """Return the totals of all pages; there is just one."""
    totals = {found.figures.sales.now, found.months[-1].to_date if found.months else Fraction(0)}
    for breakdown in found.breakdowns.values():
        lines = [line.now for line in breakdown.lines]
        totals.add(sum(lines, breakdown.rest.now if breakdown.rest else Fraction(0)))
        totals.add(breakdown.total.now)
    for rolled in found.forms:
        totals.add(sum((node.now for node in rolled.nodes if len(node.path) == 1), Fraction(0)))
    return totals


@given(st.lists(ROWS, min_size=1, max_size=40))
def test_no_row_is_dropped_in_silence(rows: list[dict[str, object]]) -> None:
    ledger = summary_of(rows).tables.ledger

    assert ledger.counts.read == len(rows)
    assert ledger.counts.counted == len(ledger) == sum(map(counts, rows))
    assert sum(one.rows for one in ledger.left_out) == ledger.counts.left_out == len(rows) - len(ledger)
    unreadable = [one for one in ledger.left_out if one.reason != "cancelled"]
    assert sum(one.rows for one in unreadable) == sum(not note.counted for note in ledger.notes)


@given(st.lists(ROWS, min_size=2, max_size=30), st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[dict[str, object]], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    one, other = summary_of(rows), summary_of(shuffled)

    assert one.sums.total() == other.sums.total()
    for name, breakdown in one.breakdowns.items():
        mine = sorted(line.now for line in breakdown.lines)
        assert mine == sorted(line.now for line in other.breakdowns[name].lines)


def test_more_digits_than_a_double_tells_apart_stay_exact() -> None:
    rows = [{"date": date(2025, 1, 1), "amount": 10**15 + 1}, {"date": date(2025, 1, 2), "amount": 0.000001}]

    assert summary_of(rows).sums.total().now == 10**15 + 1 + Fraction(1, 10**6)


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_a_year_counts_from_its_first_to_its_last_day(day: date, counted: bool) -> None:
    rows = [{"date": day, "amount": 5}, {"date": date(2025, 12, 30), "amount": 1}]

    assert summary_of(rows).sums.total().now == (6 if counted else 1)


def test_a_year_that_is_not_over_is_compared_with_the_same_months_of_last_year() -> None:
    rows = [
        {"date": date(2024, 3, 31), "amount": 10},
        {"date": date(2024, 4, 1), "amount": 1000},
        {"date": date(2025, 3, 2), "amount": 12},
    ]

    found = summary_of(rows)

    assert found.spans.is_cut
    assert found.spans.now.end == date(2025, 3, 31)
    assert (found.sums.total().year_before, found.sums.total().growth) == (10, Fraction(1, 5))


def test_a_stated_day_of_the_count_cuts_both_years() -> None:
    rows = [{"date": date(2024, 3, 15) + timedelta(days=n), "amount": 1} for n in range(3)]
    rows += [{"date": date(2025, 3, 15) + timedelta(days=n), "amount": 1} for n in range(3)]

    found = summary_of(rows, settings(count_day=date(2025, 3, 16)))

    assert (found.sums.total().now, found.sums.total().year_before) == (2, 2)
    assert (found.months[-1].sales, found.months[-1].year_before) == (2, 2)


def test_a_month_stands_beside_the_month_before_and_the_year_to_date() -> None:
    rows = [
        {"date": date(2024, 6, 1), "amount": 80},
        {"date": date(2025, 5, 1), "amount": 50},
        {"date": date(2025, 6, 1), "amount": 100},
        {"date": date(2025, 7, 1), "amount": 7},
    ]

    total = summary_of(rows, period="2025-06").sums.total()

    assert (total.now, total.before, total.year_before, total.to_date) == (100, 50, 80, 150)
    assert (total.growth, total.change) == (Fraction(1, 4), 1)


def test_an_empty_period_gives_a_summary_of_zeros() -> None:
    found = summary_of([{"date": date(2020, 1, 1), "amount": 5, "region": "North"}])

    assert found.sums.total().now == 0
    assert found.sums.total().growth is None
    assert {section.state for section in found.sections if section.name == "Sales"} == {"empty"}


def test_a_returned_part_takes_its_part_of_tax_and_cost_along() -> None:
    row = {"date": date(2025, 2, 2), "amount": 100, "returned": 25, "tax": 13, "cost": 60.01, "quantity": 8}

    total = summary_of([row]).sums.total()

    assert (total.gross, total.returned, total.now) == (100, 25, 75)
    assert (total.tax, total.cost, total.quantity) == (Fraction("9.75"), Fraction("45.01"), 6)


def test_customers_of_one_id_are_one_and_of_one_name_are_two() -> None:
    rows = [
        {"date": date(2025, 1, 1), "amount": 1, "customer_id": "C1", "customer": "Coast Ltd"},
        {"date": date(2025, 1, 2), "amount": 2, "customer_id": "C1", "customer": "Coast Limited"},
        {"date": date(2025, 1, 3), "amount": 4, "customer_id": "C2", "customer": "Coast Ltd"},
        {"date": date(2025, 1, 4), "amount": 8, "customer_id": None, "customer": "Delta"},
    ]

    lines = {line.label: line.now for line in summary_of(rows).breakdowns["customer"].lines}

    assert lines == {"Coast Ltd (C1)": 3, "Coast Ltd (C2)": 4, "Delta": 8}


def test_provinces_stand_in_their_official_order_and_others_after_them() -> None:
    amounts = {"广东省": 9, "北京": 1, "Overseas": 50, "内蒙古自治区": 2}
    rows = [{"date": date(2025, 1, 1), "amount": a, "province": p} for p, a in amounts.items()]

    labels = [line.label for line in summary_of(rows).breakdowns["province"].lines]

    assert labels == ["北京", "内蒙古自治区", "广东省", "Overseas"]


def test_what_is_beyond_the_list_is_told_in_one_line() -> None:
    rows = [{"date": date(2025, 1, 1), "amount": n, "customer": f"C{n:02}"} for n in range(1, 31)]

    found = summary_of(rows, settings(list_rows=5)).breakdowns["customer"]

    assert (len(found.lines), found.rest_labels) == (5, 25)
    assert found.rest is not None
    assert found.rest.now + sum(line.now for line in found.lines) == found.total.now == 465


def test_a_workbook_without_a_ledger_says_how_it_would_be_found() -> None:
    with pytest.raises(InvalidInputError, match=r"SUM-001.*sales ledger"):
        run_summary([settings(currency="CNY")], "2025", date(2026, 1, 1))


def test_a_ledger_without_amounts_names_the_column() -> None:
    with pytest.raises(InvalidInputError, match=r"SUM-002.*amount"):
        summary_of([{"date": date(2025, 1, 1), "region": "North"}])
