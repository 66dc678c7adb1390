"""Statements: each payee's own rows in a book of its own, values only, every amount with its steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from xlsales.jobs.incentives.afterwards import sums_of
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.kernel.dates import month_end
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.phrases import told
from xlsales.kernel.words import Language
from xlsales.plans.versions import Roster, version_text
from xlsales.reports.incentive_pages import signatures, subtitle
from xlsales.reports.incentive_steps import arithmetic
from xlsales.reports.incentive_words import pay_words
from xlsales.reports.model import Column, Mark, Page, Report, Table, Value
from xlsales.reports.words import Say
from xlsales.tables.incentive_rows import Dispute

#: What no name of a file holds on some system.
NO_FILE_NAME: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def statement_report(run: IncentiveRun, payee: str, state: str, language: Language = "en") -> Report:
    """Return a payee's statement; nothing of anybody else is in it."""
    say = pay_words(language)
    seat = Roster(run.tables.plan.people).on(payee, month_end(run.month))
    plan = version_text(run.tables.plan, seat.plan, month_end(run.month)) if seat and seat.plan else ""
    under = " · ".join(part for part in (subtitle(run, state, say), plan) if part)
    tables = (_summary(run, payee, say), _lines(run, payee, say), *_later(run, payee, say))
    page = Page(say("Statement"), f"{say('Statement')}: {payee}", under, tables)
    return Report(f"{say('Statement')} {payee} {run.month:%Y-%m}", (page,), signatures(say))


def _summary(run: IncentiveRun, payee: str, say: Say) -> Table:
    mine = run.lines_of(payee)
    rows: list[tuple[Value, ...]] = [
        (say(component), amount) for (_, component, _), amount in sorted(sums_of(mine).items())
    ]
    deltas = sum((entry.amount for entry in run.deltas if entry.source.payee == payee), ZERO)
    if deltas:
        rows.append((say("Earlier months"), deltas))
    rows.append((say("Payable"), run.payable[payee]))
    marks: list[Mark] = ["plain" for _ in rows]
    marks[-1] = "total"
    columns = (Column(say("Component"), "text", 18), Column(say("Amount"), "number", 16))
    return Table("", columns, rows, marks)


def _lines(run: IncentiveRun, payee: str, say: Say) -> Table:
    columns = (
        Column(say("Component"), "text", 18),
        Column(say("Amount"), "number", 16),
        Column(say("Day"), "day", 12),
        Column(say("Source"), "text", 14),
        Column(say("Kind"), "text", 12),
        Column(say("Counted"), "number", 16),
        Column(say("How it comes about"), "long", 64),
    )
    rows = [
        (
            say(line.component),
            line.amount,
            line.day,
            line.source,
            say(line.kind),
            line.base,
            arithmetic(line, say),
        )
        for line in run.lines_of(payee)
    ]
    return Table(say("How it comes about"), columns, rows)


def _later(run: IncentiveRun, payee: str, say: Say) -> Iterator[Table]:
    deltas = [entry for entry in run.deltas if entry.source.payee == payee]
    if deltas:
        columns = (
            Column(say("Component"), "text", 18),
            Column(say("Amount"), "number", 16),
            Column(say("Earned in"), "month", 12),
            Column(say("Source"), "text", 14),
            Column(say("Cause"), "text", 34),
        )
        rows = [
            (say(e.source.component), e.amount, e.source.earned, e.source.source, told(e.words, say))
            for e in deltas
        ]
        yield Table(say("Earlier months"), columns, rows)
    yield from _goods(run, payee, say)
    yield from _titles(run, payee, say)
    balances = list(_balances(run, payee, say))
    if balances:
        yield Table(say("Balances"), (Column(say("Balances")), Column(say("Amount"), "number")), balances)
    disputes = [one for one in run.tables.happened.disputes if one.person == payee]
    if disputes:
        yield _disputes(disputes, say)


def _goods(run: IncentiveRun, payee: str, say: Say) -> Iterator[Table]:
    """Yield what is given instead of money, if anything is."""
    columns = (Column(say("In kind")), Column(say("Worth"), "number"), Column(say("Source"), "text"))
    rows = [
        (told(line.steps[0].words, say), line.goods, line.source)
        for line in run.lines_of(payee)
        if line.goods
    ]
    if rows:
        yield Table(say("In kind"), columns, rows)


def _titles(run: IncentiveRun, payee: str, say: Say) -> Iterator[Table]:
    """Yield the honours of the payee, if there are any."""
    columns = (Column(say("Honour")), Column(say("Result"), "number"), Column(say("Rank"), "whole"))
    rows = [(one.title, one.value, one.rank) for one in run.pay.honours if one.name == payee]
    if rows:
        yield Table(say("Honours"), columns, rows)


def _disputes(disputes: Sequence[Dispute], say: Say) -> Table:
    columns = (
        Column(say("Dispute"), "text", 18),
        Column(say("Claimed"), "number", 16),
        Column(say("Month"), "month", 12),
        Column(say("Component"), "text", 14),
        Column(say("Status"), "text", 12),
        Column(say("Text"), "text", 16),
    )
    rows = [(one.id, one.claimed, one.month, one.component, one.status, one.text) for one in disputes]
    return Table(say("Disputes"), columns, rows)


def _balances(run: IncentiveRun, payee: str, say: Say) -> Iterator[tuple[str, Fraction]]:
    draw = run.pay.draws.get((payee, run.month))
    if draw is not None:
        yield say("Draw owed"), draw.owed
    held = -sum(
        (line.amount for line in run.pay.lines_of(payee) if line.kind in ("holdback", "release")),
        ZERO,
    )
    if held:
        yield say("Held back"), held
