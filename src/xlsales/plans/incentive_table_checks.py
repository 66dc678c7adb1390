"""Rules of the tables of an incentive plan: bounds, places, shares, rates that are given once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlsales.kernel.issues import Issue
from xlsales.kernel.words import folded
from xlsales.plans.base import Where
from xlsales.plans.headers import header_of
from xlsales.plans.incentives import IncentivePlan


def plan_table_issues(plan: IncentivePlan, where: Where) -> list[Issue]:
    """Return every problem of a plan's tables.

    Args:
        plan: The models, each of them valid.
        where: Names the cell of a location.

    Returns:
        INC-010 bounds that do not rise, or a place, bound or day given twice, INC-011 a curve that
        pays without sales, INC-012 weights that do not total 1, INC-013 columns of a matrix whose
        bounds differ, INC-014 shares of ratings that do not total 1, INC-015 an honour for a
        component that does not run up in the plan.
    """
    return [
        *_rising(plan, where),
        *_prize_places(plan, where),
        *_weights(plan, where),
        *_matrices(plan, where),
        *_ratings(plan, where),
        *_exchange(plan, where),
        *_titles(plan, where),
    ]


def _rising(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    for table, field, strict in (
        ("tiers", "bound", True),
        ("curves", "attainment", False),
        ("steps", "bound", True),
    ):
        last: dict[str, Decimal] = {}
        for number, row in enumerate(getattr(plan, table)):
            value: Decimal = getattr(row, field)
            before = last.get(folded(row.table))
            if before is not None and (value < before or (strict and value == before)):
                fix = f"List the rows of {row.table!r} by rising {field}, each once."
                expected = f"more than {before}" if strict else f"{before} or more"
                yield Issue("INC-010", where((table, number, field)), f"{value}", expected, fix)
            last[folded(row.table)] = value
            if table == "curves" and value <= 0 and row.payout:
                fix = "Start the curve above 0; pay without sales is fixed pay."
                yield Issue(
                    "INC-011", where((table, number, "payout")), f"{row.payout}", "0 at no sales", fix
                )


def _prize_places(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    seen: set[tuple[str, int]] = set()
    for number, row in enumerate(plan.prizes):
        key = (folded(row.table), row.place)
        if key in seen:
            fix = "Give each place one prize."
            yield Issue(
                "INC-010", where(("prizes", number, "place")), f"{row.place} again", "each place once", fix
            )
        seen.add(key)


def _weights(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    sums: dict[str, Decimal] = {}
    last: dict[str, int] = {}
    for number, row in enumerate(plan.weights):
        sums[row.table] = sums.get(row.table, Decimal(0)) + row.weight
        last[row.table] = number
    for table, total in sums.items():
        if abs(total - 1) > Decimal("0.0001"):
            fix = f"Let the weights of {table!r} total 1."
            yield Issue("INC-012", where(("weights", last[table], "weight")), f"a total of {total}", "1", fix)


def _matrices(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    """Yield cells of a matrix that are given twice or not at all."""
    columns: dict[str, dict[str, list[Decimal]]] = {}
    last: dict[tuple[str, str], int] = {}
    for number, row in enumerate(plan.matrices):
        table, across = folded(row.table), header_of(row.across)
        bounds = columns.setdefault(table, {}).setdefault(across, [])
        if row.bound in bounds:
            fix = "Keep one rate for each cell of the matrix."
            got = f"{row.bound} again for {row.across!r}"
            yield Issue("INC-010", where(("matrices", number, "bound")), got, "each cell once", fix)
        bounds.append(row.bound)
        last[table, across] = number
    for table, found in columns.items():
        every = sorted({bound for bounds in found.values() for bound in bounds})
        for across, bounds in found.items():
            lacking = [bound for bound in every if bound not in bounds]
            if lacking:
                fix = "Give every column of the matrix the same bounds."
                got = f"no rate from {lacking[0]} for {across!r}"
                place = where(("matrices", last[table, across], "across"))
                yield Issue("INC-013", place, got, "a rate in every cell", fix)


def _ratings(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    sums: dict[str, Decimal] = {}
    last: dict[str, int] = {}
    for number, row in enumerate(plan.ratings):
        sums[folded(row.table)] = sums.get(folded(row.table), Decimal(0)) + row.share
        last[folded(row.table)] = number
    for table, total in sums.items():
        if abs(total - 1) > Decimal("0.0001"):
            fix = f"Let the shares of {table!r} total 1."
            place = where(("ratings", last[table], "share"))
            yield Issue("INC-014", place, f"a total of {total}", "1", fix)


def _exchange(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    seen: set[tuple[object, ...]] = set()
    for number, row in enumerate(plan.exchange):
        key = (folded(row.currency), row.start)
        if key in seen:
            fix = "Keep the rate that holds."
            got = f"{row.currency} of {row.start} again"
            yield Issue("INC-010", where(("exchange", number, "start")), got, "one rate a day", fix)
        seen.add(key)


def _titles(plan: IncentivePlan, where: Where) -> Iterator[Issue]:
    honoured = ("tiered", "matrix", "curve", "rank prize", "pool")
    names = {folded(one.component) for one in plan.components if one.kind in honoured}
    for number, row in enumerate(plan.titles):
        if folded(row.component) not in names:
            fix = "Name a component whose credits run up over a window."
            place = where(("titles", number, "component"))
            expected = "a component of kind " + ", ".join(honoured)
            yield Issue("INC-015", place, repr(row.component), expected, fix)
