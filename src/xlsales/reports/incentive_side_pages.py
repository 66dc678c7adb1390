"""Pages beside the payroll: accrual, honours, rewards in kind, a second log, coupons, the next base."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.customers.channel_tiers import ChannelGap
from xlsales.incentives.coupons import CouponBook
from xlsales.jobs.incentives.accrual_schedule import AccrualSchedule, Asset, accrual_schedule
from xlsales.jobs.incentives.channel_review import channel_review
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.jobs.incentives.next_base import NextBase, next_base
from xlsales.jobs.incentives.side_books import SideBooks, side_books
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.phrases import told
from xlsales.reports.model import Column, Page, Table, Value
from xlsales.reports.words import Say


def side_pages(run: IncentiveRun, say: Say) -> Iterator[Page]:
    """Yield the pages that a run has something to tell on."""
    schedule = accrual_schedule(run)
    if schedule is not None:
        yield accrual_page(run, schedule, say)
    if run.pay.honours:
        yield honours_page(run, say)
    books = side_books(run.tables.plan, run.tables.happened, run.pay)
    if books.goods:
        yield goods_page(run, books, say)
    if books.differences is not None:
        yield second_log_page(run, books, say)
    if books.coupons is not None or books.margins:
        yield coupons_page(run, books, say)
    if run.tables.happened.channels:
        yield channels_page(run, say)
    base = next_base(run.tables.plan, run.tables.happened, run.month)
    if base is not None:
        yield base_page(base)


def accrual_page(run: IncentiveRun, schedule: AccrualSchedule, say: Say) -> Page:
    """Return pay as an expense by month, and the assets that are left."""
    months = Table(
        say("Month by month"),
        (
            Column(say("Month"), "month", 18),
            Column(say("Paid"), "number", 16, summed=True),
            Column(say("Capitalised"), "number", 16, summed=True),
            Column(say("Amortised"), "number", 16, summed=True),
            Column(say("Expense"), "number", 16, summed=True),
            Column(say("Asset left"), "number", 18),
        ),
        [
            (one.month, one.paid, one.capitalised, one.amortised, one.expense, one.asset)
            for one in schedule.months
        ],
        total=say("Total"),
    )
    columns = (
        Column(say("Deal"), "text", 18),
        Column(say("Payee"), "text", 16),
        Column(say("Component"), "text", 16),
        Column(say("Months"), "whole", 16),
        Column(say("Begins"), "month", 16),
        Column(say("Ended"), "month", 18),
        Column(say("Amortised"), "number", 16, summed=True),
        Column(say("Asset left"), "number", 18, summed=True),
    )
    rows = [_asset_row(asset, say) for asset in schedule.assets if asset.written]
    assets = Table(say("Assets"), columns, rows, total=say("Total"))
    return Page(say("Accrual"), say("Accrual"), f"{run.month:%Y-%m} · ASC 340-40", (months, assets))


def _asset_row(asset: Asset, say: Say) -> tuple[Value, ...]:
    written = list(asset.written.values())
    amortised = sum((one.expense for one in written), ZERO)
    begins = min(asset.written)
    return (
        asset.deal,
        asset.payee,
        say(asset.component),
        asset.months,
        begins,
        asset.ended,
        amortised,
        written[-1].left,
    )


def honours_page(run: IncentiveRun, say: Say) -> Page:
    """Return who bears which title."""
    columns = (
        Column(say("Honour"), "text", 28),
        Column(say("Name"), "text", 24),
        Column(say("Rank"), "whole", 10),
        Column(say("Result"), "number", 18),
    )
    rows = [(one.title, one.name, one.rank, one.value) for one in run.pay.honours]
    return Page(say("Honours"), say("Honours"), f"{run.month:%Y-%m}", (Table("", columns, rows),))


def goods_page(run: IncentiveRun, books: SideBooks, say: Say) -> Page:
    """Return what is given instead of money."""
    columns = (
        Column(say("Payee"), "text", 20),
        Column(say("Component"), "text", 18),
        Column(say("Source"), "text", 14),
        Column(say("How it comes about"), "long", 50),
        Column(say("Worth"), "number", 14, summed=True),
    )
    rows = [
        (line.payee, say(line.component), line.source, told(line.steps[0].words, say), line.goods)
        for line in books.goods
    ]
    table = Table("", columns, rows, total=say("Total"))
    return Page(say("In kind"), say("In kind"), f"{run.month:%Y-%m}", (table,))


def second_log_page(run: IncentiveRun, books: SideBooks, say: Say) -> Page:
    """Return where the second log tells transactions differently."""
    columns = (
        Column(say("Source"), "text", 20),
        Column(say("Finding"), "text", 18),
        Column(say("First log"), "number", 16),
        Column(say("Second log"), "number", 16),
        Column(say("Difference"), "number", 16),
    )
    rows = [
        (str(one.key), say(one.finding), one.first, one.second, one.difference)
        for one in books.differences or ()
    ]
    return Page(say("Two logs"), say("Two logs"), f"{run.month:%Y-%m}", (Table("", columns, rows),))


def coupons_page(run: IncentiveRun, books: SideBooks, say: Say) -> Page:
    """Return where coupons stand, and what orders earn after all that was given away."""
    tables = list(_coupon_tables(books.coupons, say)) if books.coupons is not None else []
    if books.margins:
        tables.append(_concessions(books, say))
    return Page(say("Coupons"), say("Coupons"), f"{run.month:%Y-%m}", tuple(tables))


def _coupon_tables(book: CouponBook, say: Say) -> Iterator[Table]:
    columns = (
        Column(say("Issued"), "number", 18),
        Column(say("Redeemed"), "number", 16),
        Column(say("Expired"), "number", 16),
        Column(say("Outstanding"), "number", 16),
        Column(say("Liability"), "number", 16),
    )
    row = (book.issued, book.redeemed, book.expired, book.outstanding, book.liability)
    yield Table(say("Coupons"), columns, [row])
    left = (Column(say("Coupon"), "text", 18), Column(say("Outstanding"), "number", 16, summed=True))
    yield Table(say("Outstanding"), left, list(book.by_coupon.items()), total=say("Total"))


def _concessions(books: SideBooks, say: Say) -> Table:
    columns = (
        Column(say("Deal"), "text", 18),
        Column(say("Revenue"), "number", 16, summed=True),
        Column(say("Cost"), "number", 16, summed=True),
        Column(say("Conceded"), "number", 16, summed=True),
        Column(say("Margin"), "number", 16, summed=True),
        Column(say("Margin rate"), "percent", 14),
    )
    rows = [
        (deal, one.revenue, one.cost, one.conceded, one.margin, one.margin_rate)
        for deal, one in sorted(books.margins.items())
    ]
    return Table(say("Concessions"), columns, rows, total=say("Total"))


def channels_page(run: IncentiveRun, say: Say) -> Page:
    """Return the tier and the score of every dealer, and what is missing for the next tier."""
    columns = (
        Column(say("Channel"), "text", 22),
        Column(say("Channel tier"), "text", 16),
        Column(say("Score"), "percent", 12),
        Column(say("Next tier"), "text", 16),
        Column(say("Still missing"), "long", 50),
    )
    rows = [
        (dealer, one.tier, one.score, one.following, ", ".join(_missing(gap) for gap in one.gaps))
        for dealer, one in channel_review(run.tables.happened).items()
    ]
    return Page(say("Channels"), say("Channels"), f"{run.month:%Y-%m}", (Table("", columns, rows),))


def _missing(gap: ChannelGap) -> str:
    return gap.what if gap.missing is None else f"{gap.what} {written(gap.missing)}"


def base_page(base: NextBase) -> Page:
    """Return the base of the next plan: a sheet that the job ``targets`` reads as its history."""
    columns = (
        Column("date", "day", 14),
        *(Column(name, "text", 18) for name in base.dimensions),
        Column("amount", "number", 16),
    )
    rows: list[tuple[Value, ...]] = [(month, *labels, amount) for month, labels, amount in base.rows]
    return Page("history", "", tables=(Table("", columns, rows, name="history"),), is_flat=True)
