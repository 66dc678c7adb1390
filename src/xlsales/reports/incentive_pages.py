"""The report of the job ``incentives``: payroll, cost and budget, cliffs, differences, exceptions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from xlsales.incentives.cliffs import cliffs
from xlsales.incentives.tiers import Terms
from xlsales.jobs.incentives.engine import Standing
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.jobs.incentives.plan_tables import PlanTables
from xlsales.jobs.incentives.side_books import side_books
from xlsales.jobs.incentives.what_if import WhatIf
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.phrases import told
from xlsales.kernel.words import Language, folded
from xlsales.reports.incentive_side_pages import side_pages
from xlsales.reports.incentive_warnings import warning_row
from xlsales.reports.incentive_words import pay_words
from xlsales.reports.model import Column, Mark, Page, Report, Table, Value
from xlsales.reports.words import Say

#: What something is called, its cost, and its budget if it has one.
CostRow: TypeAlias = tuple[Value, Fraction, Fraction | None]


def incentives_report(
    run: IncentiveRun, state: str, language: Language = "en", what_if: WhatIf | None = None
) -> Report:
    """Return the pages for whoever runs the payroll; payees get statements of their own.

    Args:
        run: What the job worked out.
        state: Where the month stands in the ledger.
        language: ``en`` or ``zh``; names of the user's own data stay as they are.
        what_if: The same data under another plan, if that was asked for.
    """
    say = pay_words(language)
    pages = [payroll_page(run, state, say), cost_page(run, say), cliffs_page(run, say)]
    if what_if is not None:
        pages.append(what_if_page(what_if, say))
    pages += [*side_pages(run, say), differences_page(run, say), exceptions_page(run, say, language)]
    return Report(f"{run.tables.plan.settings.name} {run.month:%Y-%m}", tuple(pages), signatures(say))


def signatures(say: Say) -> str:
    """Return the line at the foot of printed pages."""
    return "  ".join(f"{say(word)}: ________" for word in ("Prepared by", "Reviewed by", "Approved by"))


def subtitle(run: IncentiveRun, state: str, say: Say) -> str:
    """Return month, state and currency, and the key by which the run can be repeated."""
    parts = [f"{run.month:%Y-%m}", say(state), run.tables.plan.settings.currency, run.stamp.key[:12]]
    return " · ".join(part for part in parts if part)


def payroll_page(run: IncentiveRun, state: str, say: Say) -> Page:
    """Return one row a payee: each component, differences of earlier months, and what is payable."""
    sums = run.sums
    deltas: dict[str, Fraction] = {}
    for entry in run.deltas:
        deltas[entry.source.payee] = deltas.get(entry.source.payee, ZERO) + entry.amount
    components = sorted({component for _, component in sums})
    columns = (
        Column(say("Payee"), "text", 20),
        *(Column(say(name), "number", 15, summed=True) for name in components),
        *((Column(say("Earlier months"), "number", 15, summed=True),) if deltas else ()),
        Column(say("Payable"), "number", 16, summed=True),
    )
    rows: list[tuple[Value, ...]] = [
        (
            payee,
            *(sums.get((payee, name)) for name in components),
            *((deltas.get(payee),) if deltas else ()),
            amount,
        )
        for payee, amount in run.payable.items()
    ]
    marks: list[Mark] = ["bad" if amount < 0 else "plain" for amount in run.payable.values()]
    table = Table("", columns, rows, marks, total=say("Total"))
    return Page(say("Payroll"), run.tables.plan.settings.name, subtitle(run, state, say), (table,))


def cost_page(run: IncentiveRun, say: Say) -> Page:
    """Return cost against budget by month, and the open month by component."""
    cost: dict[date, Fraction] = {}
    by_component: dict[str, Fraction] = {}
    for (_, _, month), amount in run.pay.sums.items():
        cost[month] = cost.get(month, ZERO) + amount
    for (_, component), amount in run.sums.items():
        by_component[component] = by_component.get(component, ZERO) + amount
    budget: dict[date, Fraction] = {}
    planned: dict[str, Fraction] = {}
    for row in run.tables.happened.budget:
        if not row.component:
            budget[row.month] = budget.get(row.month, ZERO) + row.amount
        elif row.month == run.month:
            planned[folded(row.component)] = planned.get(folded(row.component), ZERO) + row.amount
    months = [(month, amount, budget.get(month)) for month, amount in sorted(cost.items())]
    components = [
        (say(name), amount, planned.get(folded(name))) for name, amount in sorted(by_component.items())
    ]
    tables = (
        Table(
            say("Month by month"),
            _cost_columns(Column(say("Month"), "month", 20), say, months),
            *_cost_rows(months),
            total=say("Total"),
        ),
        Table(
            f"{say('Per component')} {run.month:%Y-%m}",
            _cost_columns(Column(say("Component"), "text", 20), say, components),
            *_cost_rows(components),
            total=say("Total"),
        ),
    )
    return Page(say("Cost and budget"), say("Cost and budget"), f"{run.month:%Y-%m}", tables)


def _cost_columns(first: Column, say: Say, rows: Sequence[CostRow]) -> tuple[Column, ...]:
    is_budgeted = any(budget is not None for _, _, budget in rows)
    return (
        first,
        Column(say("Cost"), "number", 16, summed=True),
        Column(say("Budget"), "number", 16, summed=is_budgeted),
        Column(say("Left"), "number", 16),
        Column(say("Used"), "percent", 10),
    )


def _cost_rows(
    rows: Sequence[CostRow],
) -> tuple[list[tuple[Value, ...]], list[Mark]]:
    found: list[tuple[Value, ...]] = []
    marks: list[Mark] = []
    for label, cost, budget in rows:
        left = None if budget is None else budget - cost
        found.append((label, cost, budget, left, cost / budget if budget else None))
        marks.append("bad" if left is not None and left < 0 else "plain")
    return found, marks


def cliffs_page(run: IncentiveRun, say: Say) -> Page:
    """Return where pay jumps, and how far each payee is from the next tier."""
    tables = PlanTables(run.tables.plan)
    jumps: list[tuple[Value, ...]] = []
    for component in run.tables.plan.components:
        if component.kind != "tiered" or component.of_target or component.mode == "hybrid":
            continue
        tiers = tables.tiers[folded(component.table or "")]
        found = cliffs(tiers, Terms(component.mode, component.boundary, ZERO))
        jumps += ((component.component, component.table, *cliff) for cliff in found if cliff.jump)
    jump_columns = (
        Column(say("Component"), "text", 20),
        Column(say("Table"), "text", 16),
        Column(say("From"), "number"),
        Column(say("Pay just below"), "number"),
        Column(say("Pay at it"), "number"),
        Column(say("Jump"), "number"),
    )
    near_columns = (
        Column(say("Payee"), "text", 20),
        Column(say("Component"), "text", 16),
        Column(say("Credited"), "number"),
        Column(say("Target"), "number"),
        Column(say("Attainment"), "percent"),
        Column(say("Next tier"), "number"),
        Column(say("Still missing"), "number"),
    )
    near = [_near(standing, tables) for standing in run.pay.standings]
    pages = (
        Table(say("Cliffs"), jump_columns, list(dict.fromkeys(jumps))),
        Table(say("Next tier"), near_columns, near),
    )
    return Page(say("Cliffs"), say("Cliffs"), f"{run.month:%Y-%m}", pages)


def _near(standing: Standing, tables: PlanTables) -> tuple[Value, ...]:
    component, target = standing.component, standing.target
    known = tables.tiers.get(folded(component.table or "")) if component.kind == "tiered" else None
    scale = target if component.of_target else Fraction(1)
    bounds = [] if known is None or scale is None else [bound * scale for bound in known.bounds]
    following = next((bound for bound in bounds if bound > standing.total), None)
    return (
        standing.payee,
        component.component,
        standing.total,
        target,
        standing.total / target if target else None,
        following,
        None if following is None else following - standing.total,
    )


def what_if_page(what_if: WhatIf, say: Say) -> Page:
    """Return what the other plan would have cost, and who wins and loses by it."""
    totals = Table(
        say("Cost"),
        (
            Column(say("Cost"), "text", 20),
            Column(say("Now"), "number", 16),
            Column(say("Then"), "number", 16),
            Column(say("Difference"), "number", 16),
        ),
        [
            (say("Total"), what_if.now, what_if.then, what_if.then - what_if.now),
            (say("Winners"), None, None, what_if.winners),
            (say("Losers"), None, None, what_if.losers),
        ],
    )
    rows = [_what_if_row(what_if, *payee) for payee in what_if.payees]
    marks: list[Mark] = [
        "good" if then > now else "bad" if then < now else "plain" for _, now, then in what_if.payees
    ]
    columns = (
        Column(say("Payee"), "text", 20),
        Column(say("Now"), "number", 16, summed=True),
        Column(say("Then"), "number", 16, summed=True),
        Column(say("Difference"), "number", 16, summed=True),
        Column(say("Sales needed"), "number", 16),
        Column(say("Growth needed"), "percent", 14),
    )
    people = Table(say("Payee"), columns, rows, marks, total=say("Total"))
    span = f"{what_if.first:%Y-%m} – {what_if.last:%Y-%m}"
    return Page(say("What if"), f"{say('What if')}: {what_if.name}", span, (totals, people))


def _what_if_row(what_if: WhatIf, payee: str, now: Fraction, then: Fraction) -> tuple[Value, ...]:
    needed = what_if.needed.get(payee)
    more, growth = (needed.more, needed.growth) if needed is not None else (None, None)
    return (payee, now, then, then - now, more, growth)


def differences_page(run: IncentiveRun, say: Say) -> Page:
    """Return what is posted now for locked months, each with its cause."""
    columns = (
        Column(say("Payee"), "text", 20),
        Column(say("Earned in"), "month", 12),
        Column(say("Component"), "text", 18),
        Column(say("Source"), "text", 20),
        Column(say("Cause"), "text", 34),
        Column(say("Amount"), "number", 14, summed=True),
    )
    rows = [
        (e.source.payee, e.source.earned, e.source.component, e.source.source, told(e.words, say), e.amount)
        for e in run.deltas
    ]
    table = Table("", columns, rows, total=say("Total"))
    return Page(say("Differences"), say("Differences"), f"{run.month:%Y-%m}", (table,))


def exceptions_page(run: IncentiveRun, say: Say, language: Language = "en") -> Page:
    """Return warnings, amounts set by hand, and disputes."""
    beside = side_books(run.tables.plan, run.tables.happened, run.pay).issues
    issues = Table(
        say("Exceptions"),
        (
            Column(say("Where"), "text", 24),
            Column(say("What came"), "text", 34),
            Column(say("What to do"), "long", 60),
        ),
        [warning_row(issue, language) for issue in (*run.issues, *beside)],
    )
    manual = Table(
        say("Set by hand"),
        (
            Column(say("Payee"), "text", 24),
            Column(say("Component"), "text", 20),
            Column(say("How it comes about"), "long", 60),
            Column(say("Month"), "month", 12),
            Column(say("Difference"), "number", 14),
        ),
        [
            (line.payee, say(line.component), told(line.steps[0].words, say), line.month, line.amount)
            for line in run.pay.kept
            if line.kind in ("manual", "adjustment")
        ],
    )
    sums = run.pay.sums
    disputes = Table(
        say("Disputes"),
        (
            Column(say("Payee"), "text", 24),
            Column(say("Dispute"), "text", 12),
            Column(say("Text"), "long", 60),
            Column(say("Month"), "month", 12),
            Column(say("Claimed"), "number", 14),
            Column(say("Difference"), "number", 14),
            Column(say("Status"), "text", 14),
        ),
        [
            (one.person, one.id, one.text, one.month, one.claimed, difference, one.status)
            for one in run.tables.happened.disputes
            for difference in (
                None
                if one.claimed is None
                else one.claimed - sums.get((one.person, one.component, one.month), ZERO),
            )
        ],
    )
    tables = tuple(table for table in (issues, manual, disputes) if table.rows) or (issues,)
    return Page(say("Exceptions"), say("Exceptions"), f"{run.month:%Y-%m}", tables)
