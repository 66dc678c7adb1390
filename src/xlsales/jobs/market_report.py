"""The job behind the report ``market``: what the field reports, competitors, shelves, margins, displays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from xlsales.customers.price_moves import LARGE
from xlsales.customers.shelf_age import FRESH_DAYS, SLOW_DAYS, ShelfAge, shelf_ages
from xlsales.jobs.competition import (
    CompetitorList,
    PriceStand,
    Promotion,
    competitor_lists,
    price_stands,
    promotions_of,
)
from xlsales.jobs.market_watch import MarketLimits, MarketWatch, PriceLine, market_watch
from xlsales.jobs.report_frame import ReportFrame, ReportPeriod, Settings, framed, opened, report_period
from xlsales.kernel.dates import month_start
from xlsales.tables import market_specs
from xlsales.tables.market_report_specs import (
    COMPETITORS,
    FEEDBACK,
    FEEDBACK_TYPES,
    PRICES,
    PROMOTIONS,
    SHELVES,
)
from xlsales.tables.market_tables import MarketRating, read_market_tables
from xlsales.tables.raw import RawTable
from xlsales.tables.reading import TableReader
from xlsales.tables.row_intake import RowIntake, SourceRow

#: Days of stock below which goods run out, and above which too much stands on the shelf.
LOW_STOCK_DAYS: Final = Fraction(7)
HIGH_STOCK_DAYS: Final = Fraction(60)
StockState = Literal["low", "normal", "high", "no sales", "unknown"]


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """An entry of the register; ``days`` until it was answered, or that it waits."""

    day: date
    kind: str
    person: str
    region: str
    subject: str
    answered: date | None
    days: int


@dataclass(frozen=True, slots=True)
class FeedbackCount:
    """Entries of a type: how many, how many are answered, mean days to the answer."""

    kind: str
    entries: int
    answered: int
    mean_days: Fraction | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """The register of a period; types that are usual stand there without an entry too."""

    lines: tuple[FeedbackLine, ...]
    by_type: tuple[FeedbackCount, ...]
    by_region: tuple[FeedbackCount, ...]
    by_month: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """Goods as they were seen: how old, and for how many days they last (IF4).

    Attributes:
        product, outlet: What and where.
        made, seen: Day of production and of the check.
        age: How old, and what that says.
        stock, daily_sales: Pieces on hand and sold a day; ``None`` where nobody counted.
        stock_days: Days that the stock lasts; ``None`` where that is unknown or nothing sells.
        state: What that says.
    """

    product: str
    outlet: str
    made: date
    seen: date
    age: ShelfAge
    stock: Fraction | None
    daily_sales: Fraction | None
    stock_days: Fraction | None
    state: StockState


@dataclass(frozen=True, slots=True)
class MarketReport:
    """Everything that the report shows.

    Attributes:
        frame: Period, settings, and what became of the rows.
        feedback: What the field reports (IF1).
        competitors: Lists of competitors against the lists before (IF2).
        promotions: Promotions of competitors that ran in the period (IF3).
        prices: How prices of competitors stand, and their large moves in the period (IF5).
        price_moves: Those moves, newest first.
        shelves: Goods seen in the period, oldest first.
        watch: Margins of peers, distribution, displays and markets; ``None`` without any of them.
        ratings: The factors by which markets were rated.
    """

    frame: ReportFrame
    feedback: Feedback
    competitors: tuple[CompetitorList, ...]
    promotions: tuple[Promotion, ...]
    prices: tuple[PriceStand, ...]
    price_moves: tuple[PriceLine, ...]
    shelves: tuple[ShelfLine, ...]
    watch: MarketWatch | None
    ratings: tuple[MarketRating, ...]


def market_report(
    raw: Sequence[RawTable], period: str | None = None, today: date | None = None
) -> MarketReport:
    """Work out the market report (IF1 to IF7, PR4).

    Args:
        raw: All tables of the file; any of them may be missing or empty.
        period: ``2026``, ``2026-Q1`` or ``2026-03``; the file decides unless given.
        today: The day on which it is made.

    Raises:
        InvalidInputError: REPORT-020 and REPORT-021 as ``report_period``.
    """
    intake, settings = opened(raw)
    feedback = intake.rows(FEEDBACK, "date", feeds="feedback by type")
    competitors = intake.rows(COMPETITORS, "competitor", "date", feeds="changes of competitors")
    promotions = intake.rows(PROMOTIONS, "competitor", "start", feeds="calendar of promotions")
    prices = intake.rows(PRICES, "product", "date", "price", feeds="prices of competitors")
    shelves = intake.rows(SHELVES, "product", "made", feeds="shelf age and stock days")
    intake.rows(market_specs.PEERS, "product", feeds="margins of peers")
    intake.rows(market_specs.OUTLETS, "outlet", feeds="distribution")
    intake.rows(market_specs.STANDARD, "point", "wanted", feeds="display checks")
    displays = intake.rows(market_specs.DISPLAYS, "outlet", feeds="display checks")
    intake.rows(market_specs.RATINGS, "factor", "rating", feeds="how to cover a market")
    intake.rows(market_specs.TRAITS, "trait", feeds="people or advertisements")
    days = [row.day("date") for row in (*feedback, *prices, *displays)]
    span = report_period(period, settings, days, today or date.today())
    tables = read_market_tables(TableReader(raw))  # its cells are noted by the intake already
    limits = MarketLimits(large_move=settings.number("large_move", LARGE))
    watch = market_watch(tables, span.end, limits=limits)
    lines = _shelves(shelves, intake, settings, span)
    stands = price_stands(prices, intake, span)
    found = _feedback(feedback, intake, span)
    lists = competitor_lists(competitors, intake, span)
    running = promotions_of(promotions, intake, span)
    intake.outside([row for row in displays if (row.day("date") or span.end) > span.end])
    frame = framed(intake, settings, span)
    return MarketReport(
        replace(frame, issues=(*frame.issues, *(watch.issues if watch else ()))),
        found,
        lists,
        running,
        stands,
        tuple(line for line in (watch.prices if watch else ()) if span.holds(line.move.day)),
        lines,
        watch,
        tables.ratings,
    )


def _feedback(rows: Sequence[SourceRow], intake: RowIntake, span: ReportPeriod) -> Feedback:
    lines = []
    for row in intake.within(rows, "date", span.start, span.end):
        day, answered = row.needed_day("date"), row.day("answered")
        if answered is not None and answered < day:
            intake.remark(row, "answered", "before it came")
            answered = None
        if answered is not None and answered > span.end:
            answered = None
        days = ((answered or span.end) - day).days
        kind = row.text("type") or "no type"
        lines.append(
            FeedbackLine(
                day, kind, row.text("person"), row.text("region"), row.text("subject"), answered, days
            )
        )
    lines.sort(key=lambda line: (line.day, line.kind, line.subject))
    usual = dict.fromkeys(FEEDBACK_TYPES, 0)
    months: dict[date, int] = {}
    for line in lines:
        months[month_start(line.day)] = months.get(month_start(line.day), 0) + 1
    return Feedback(
        tuple(lines),
        _counts(lines, ((line.kind, line) for line in lines), usual),
        _counts(lines, ((line.region, line) for line in lines), {}),
        tuple(sorted(months.items())),
    )


def _counts(
    lines: Sequence[FeedbackLine], keyed: Iterable[tuple[str, FeedbackLine]], usual: dict[str, int]
) -> tuple[FeedbackCount, ...]:
    """Count entries by type or region, the most first; usual ones stay without an entry."""
    groups: dict[str, list[FeedbackLine]] = {name: [] for name in (usual if lines else ())}
    for key, line in keyed:
        groups.setdefault(key, []).append(line)
    found = []
    for name, own in groups.items():
        waits = [line.days for line in own if line.answered is not None]
        mean = Fraction(sum(waits), len(waits)) if waits else None
        found.append(FeedbackCount(name, len(own), len(waits), mean))
    return tuple(sorted(found, key=lambda count: (-count.entries, count.kind)))


def _shelves(
    rows: Sequence[SourceRow], intake: RowIntake, settings: Settings, span: ReportPeriod
) -> tuple[ShelfLine, ...]:
    """Return goods seen in the period; without a day they were seen on the last one."""
    fresh, slow = settings.whole("fresh_days", FRESH_DAYS), settings.whole("slow_days", SLOW_DAYS)
    lines = []
    undated = [row for row in rows if row.day("seen") is None]
    dated = [row for row in rows if row.day("seen") is not None]
    for row in (*intake.within(dated, "seen", span.start, span.end), *undated):
        made, seen = row.needed_day("made"), row.day("seen") or span.end
        if made > seen:
            intake.refuse(row, "made", "after it was seen")
            continue
        (age,) = shelf_ages([(row.text("product"), made)], seen, fresh, slow)
        stock, sold = row.number_of("stock"), row.number_of("daily_sales")
        lasts = stock / sold if stock is not None and sold else None
        lines.append(
            ShelfLine(
                row.text("product"),
                row.text("outlet"),
                made,
                seen,
                age,
                stock,
                sold,
                lasts,
                _stock_state(stock, sold, settings),
            )
        )
    return tuple(sorted(lines, key=lambda line: (-line.age.age_days, line.product, line.outlet)))


def _stock_state(stock: Fraction | None, sold: Fraction | None, settings: Settings) -> StockState:
    if stock is None or sold is None:
        return "unknown"
    if not sold:
        return "no sales" if stock else "low"
    days = stock / sold
    if days < settings.number("stock_days_low", LOW_STOCK_DAYS):
        return "low"
    return "high" if days > settings.number("stock_days_high", HIGH_STOCK_DAYS) else "normal"
