"""The spans of days that a summary compares: the period, the one before, last year, the year to date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xlsales.jobs.report_frame import ReportPeriod
from xlsales.kernel.dates import add_months, month_end, month_start


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of days, every comparison as long as the period itself.

    Attributes:
        whole: The period as it was asked for.
        now: Its days that are counted.
        before: As many months directly before it.
        year_before: The same days of the year before.
        to_date: From the first day of the year to the last day counted.
        to_date_before: The same days of the year before.
    """

    whole: ReportPeriod
    now: ReportPeriod
    before: ReportPeriod
    year_before: ReportPeriod
    to_date: ReportPeriod
    to_date_before: ReportPeriod

    @property
    def is_year(self) -> bool:
        """Tell whether the period is a whole year: the year before is then the period before."""
        return self.whole == ReportPeriod(date(self.whole.end.year, 1, 1), date(self.whole.end.year, 12, 31))

    @property
    def is_cut(self) -> bool:
        """Tell whether days at its end are not counted yet."""
        return self.now.end < self.whole.end

    @property
    def elapsed_days(self) -> tuple[int, int]:
        """Days counted, and days of the whole period."""
        return (self.now.end - self.now.start).days + 1, (self.whole.end - self.whole.start).days + 1

    def months(self) -> Iterator[date]:
        """Go through the months of the year to date, by their first days."""
        month = self.to_date.start
        while month <= self.to_date.end:
            yield month
            month = add_months(month, 1)


def spans_of(whole: ReportPeriod, counted_to: date | None) -> Spans:
    """Return the spans of a period.

    Args:
        whole: The period.
        counted_to: Last day with data; the comparisons end on the same day of their own.

    Examples:
        >>> spans = spans_of(ReportPeriod(date(2024, 1, 1), date(2024, 12, 31)), date(2024, 2, 29))
        >>> print(spans.now.end, spans.year_before.end, spans.before.start, spans.is_cut)
        2024-02-29 2023-02-28 2023-01-01 True
        >>> march = spans_of(ReportPeriod(date(2024, 3, 1), date(2024, 3, 31)), None)
        >>> print(march.before.start, march.before.end, march.to_date.start, march.year_before.end)
        2024-02-01 2024-02-29 2024-01-01 2023-03-31
    """
    end = whole.end if counted_to is None else min(whole.end, max(counted_to, whole.start))
    now = ReportPeriod(whole.start, end)
    length = 12 * (whole.end.year - whole.start.year) + whole.end.month - whole.start.month + 1
    to_date = ReportPeriod(date(end.year, 1, 1), end)
    return Spans(whole, now, _moved(now, -length), _moved(now, -12), to_date, _moved(to_date, -12))


def _moved(span: ReportPeriod, months: int) -> ReportPeriod:
    """Return a span some months later; a span that ends with its month does so there too."""
    end = add_months(span.end, months)
    if span.end == month_end(span.end):
        end = month_end(month_start(end))
    return ReportPeriod(add_months(span.start, months), end)
