"""Whether the history that a plan weighs by is there, month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xlsales.jobs.history_sums import HistorySums, months_of, trailing_year, year_before
from xlsales.kernel.issues import Issue
from xlsales.plans.base import Location
from xlsales.plans.policy import MONTH, policy_of
from xlsales.plans.targets import TargetPlan

_OF_HISTORY = ("last year", "trailing", "growth", "season")


def history_issues(
    plan: TargetPlan, where: Callable[[Location], str], history: HistorySums
) -> Iterator[Issue]:
    """Go through what the steps ask of the history and is not there.

    Returns:
        PLAN-052 no history at all, PLAN-053 a month missing (an error where months are weighed by
        it, else a warning), PLAN-054 a dimension that the history does not tell.
    """
    steps = [
        (step, number)
        for step in policy_of(plan)
        for number in step.rows
        if plan.steps[number].weights in _OF_HISTORY
    ]
    if not steps:
        return
    if history.last_month is None:
        for _, number in steps:
            yield Issue(
                "PLAN-052",
                where(("steps", number, "weights")),
                f"{plan.steps[number].weights} without a history",
                "a table or a sheet called history",
                "Add it with the columns date and amount and one for each dimension.",
            )
        return
    for step, number in steps:
        if step.dimension not in (MONTH, *history.dimensions):
            yield Issue(
                "PLAN-054",
                where(("steps", number, "dimension")),
                f"{step.dimension}, which the history does not tell",
                "one of " + ", ".join(sorted(history.dimensions)),
                "Add the column to the history, or use other weights.",
            )
    yield from _missing_months(plan, where, history)


def _missing_months(
    plan: TargetPlan, where: Callable[[Location], str], history: HistorySums
) -> Iterator[Issue]:
    for step in policy_of(plan):
        for number in step.rows:
            kind = plan.steps[number].weights
            if kind not in ("last year", "trailing", "growth") or history.last_month is None:
                continue
            year = (
                trailing_year(history.last_month) if kind == "trailing" else year_before(plan.settings.start)
            )
            known = history.months(year)
            missing = [month for month in months_of(year) if month not in known]
            if missing:
                yield Issue(
                    "PLAN-053",
                    where(("steps", number, "weights")),
                    "no sales in " + ", ".join(f"{month:%Y-%m}" for month in missing),
                    f"history of all months from {year.first:%Y-%m} to {year.last:%Y-%m}",
                    "Add the months to the history.",
                    severity="error" if step.dimension == MONTH else "warning",
                )
