"""What competitors do: who came and went, their promotions, their prices beside ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.customers.directory import name_key
from xlsales.customers.list_changes import ListChanges, list_changes
from xlsales.jobs.report_frame import ReportPeriod
from xlsales.tables.row_intake import RowIntake, SourceRow


@dataclass(frozen=True, slots=True)
class CompetitorList:
    """The competitors of a category on a day against the list before; ``before`` is ``None`` without one."""

    category: str
    before: date | None
    day: date
    changes: ListChanges


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promotion of a competitor; ``end`` is ``None`` where nobody knows it."""

    competitor: str
    product: str
    start: date
    end: date | None
    form: str
    discount: Fraction | None
    region: str

    def days_in(self, period: ReportPeriod) -> int:
        """Return the days of it within a period; one without an end runs on."""
        last = period.end if self.end is None else min(self.end, period.end)
        return max(0, (last - max(self.start, period.start)).days + 1)


@dataclass(frozen=True, slots=True)
class PriceStand:
    """A competitor's price of a product: before the period, the latest, and our own beside it.

    Attributes:
        before: Last price before the period, or the first one in it.
        latest: Last price up to the end.
        day: Day of the latest.
        own: Our own price last seen beside it; ``None`` where nobody noted one.
    """

    competitor: str
    product: str
    before: Fraction
    latest: Fraction
    day: date
    own: Fraction | None

    @property
    def change(self) -> Fraction:
        """Latest against before."""
        return self.latest / self.before - 1

    @property
    def gap(self) -> Fraction | None:
        """Our price against theirs: above 0, ours is dearer."""
        return None if self.own is None else self.own / self.latest - 1


def competitor_lists(
    rows: Sequence[SourceRow], intake: RowIntake, period: ReportPeriod
) -> tuple[CompetitorList, ...]:
    """Compare the last list of competitors with the one before the period (IF2).

    Args:
        rows: One row a competitor and list; rows of one category and day are a list.
        intake: Is told of rows that are later than the period.
        period: The last list up to its end is compared with the last one before its start, or with the
            list before where there is none.
    """
    lists: dict[str, dict[date, list[str]]] = {}
    for row in intake.within(rows, "date", date.min, period.end):
        days = lists.setdefault(row.text("category"), {})
        days.setdefault(row.needed_day("date"), []).append(row.text("competitor"))
    found = []
    for category in sorted(lists):
        days = lists[category]
        ordered = sorted(days)
        last = ordered[-1]
        older = [day for day in ordered[:-1] if day < period.start] or ordered[:-1]
        before = older[-1] if older else None
        changes = list_changes(days[before] if before else (), days[last])
        found.append(CompetitorList(category, before, last, changes))
    return tuple(found)


def promotions_of(
    rows: Sequence[SourceRow], intake: RowIntake, period: ReportPeriod
) -> tuple[Promotion, ...]:
    """Return the promotions that ran on a day of the period, by their start (IF3)."""
    found = []
    outside = []
    for row in rows:
        end = row.day("end")
        if end is not None and end < row.needed_day("start"):
            intake.refuse(row, "end", "before its start")
            continue
        promotion = Promotion(
            row.text("competitor"),
            row.text("product"),
            row.needed_day("start"),
            end,
            row.text("form"),
            row.number_of("discount"),
            row.text("region"),
        )
        if promotion.days_in(period):
            found.append(promotion)
        else:
            outside.append(row)
    intake.outside(outside)
    return tuple(sorted(found, key=lambda one: (one.start, one.competitor, one.product)))


def price_stands(
    rows: Sequence[SourceRow], intake: RowIntake, period: ReportPeriod
) -> tuple[PriceStand, ...]:
    """Return how each competitor's price stands (IF5), the greatest fall first."""
    series: dict[tuple[str, str], list[SourceRow]] = {}
    for row in intake.within(rows, "date", date.min, period.end):
        if (row.number_of("price") or 0) <= 0:
            intake.refuse(row, "price", "not above 0")
            continue
        own = row.number_of("own_price")
        if own is not None and own <= 0:
            intake.remark(row, "own_price", "not above 0")
        key = name_key(row.text("competitor")), name_key(row.text("product"))
        series.setdefault(key, []).append(row)
    stands = [_stand(own, period) for own in series.values()]
    return tuple(sorted(stands, key=lambda one: (one.change, one.competitor, one.product)))


def _stand(rows: Sequence[SourceRow], period: ReportPeriod) -> PriceStand:
    ordered = sorted(rows, key=lambda row: (row.needed_day("date"), row.number))
    before = [row for row in ordered if row.needed_day("date") < period.start]
    base, last = (before or ordered[:1])[-1], ordered[-1]
    owns = [own for row in ordered if (own := row.number_of("own_price")) is not None and own > 0]
    return PriceStand(
        last.text("competitor"),
        last.text("product"),
        base.number_of("price") or Fraction(1),
        last.number_of("price") or Fraction(1),
        last.needed_day("date"),
        owns[-1] if owns else None,
    )
