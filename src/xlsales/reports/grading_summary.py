"""The first page of the grading report: what a key-account manager looks at first."""

from __future__ import annotations

from typing import Final

from xlsales.customers.segment_count import count_segments
from xlsales.jobs.grading import Grading
from xlsales.kernel.numbers import to_float
from xlsales.kernel.words import Language
from xlsales.reports.grading_moves import label_of
from xlsales.reports.grading_text import RATES
from xlsales.reports.model import Chart, Column, Page, Table, Value
from xlsales.reports.words import Say

#: What measures of concentration are called.
CONCENTRATION_LABELS: Final = {
    "top1": "Largest customer %",
    "top3": "Largest three %",
    "top5": "Largest five %",
    "hhi": "Herfindahl index (0 to 10,000)",
    "gini": "Gini coefficient",
}
#: Columns of the customer file, folded, that say which segment a customer is in.
SEGMENT_COLUMNS: Final = ("segment", "客户群", "细分市场")


def summary_page(result: Grading, say: Say, language: Language) -> Page:
    """Return grades, statuses, thresholds, unmet needs and concentration on one page."""
    period, settings = result.last, result.last.rules.policy.settings
    subtitle = f"{period.start} – {period.end}"
    if settings.currency:
        subtitle += f" · {settings.currency}"
    tables = [_grades(result, say)]
    if result.overview.movements:
        tables.append(_movement(result, say))
    if period.thresholds:
        tables.append(_thresholds(result, say))
    tables += [_statuses(result, say), _concentration(result, say), *_segments(result, say)]
    if result.overview.unmet:
        tables.append(_unmet(result, say))
    notes = tuple(_notes(result, language))
    return Page(say("Summary"), say(settings.name), subtitle, tuple(tables), notes, charts=(_chart(say),))


def _chart(say: Say) -> Chart:
    title = say("Volume by grade")
    return Chart("column", title, "grades", say("Grade"), (say("Volume"),), y_title=say("Volume"))


def _grades(result: Grading, say: Say) -> Table:
    columns = (
        Column(say("Grade"), "text", 24),
        Column(say("Count"), "whole", 12, summed=True),
        Column(say("Volume"), "money", 16, summed=True),
        Column(say("Share"), "percent", 12),
        Column(say("Visits each"), "number", 12),
        Column(say("Visits due"), "number", 12, summed=True),
        Column(say("Visits made"), "whole", 12),
        Column(say("Coverage"), "percent", 12),
        Column(say("People needed"), "number", 14, summed=True),
    )
    rows = [
        (
            say(load.grade),
            load.customers,
            load.volume,
            load.share,
            load.visits_each,
            load.visits_due,
            load.visits_made,
            load.coverage,
            load.heads,
        )
        for load in result.overview.loads
    ]
    return Table(say("Grades"), columns, rows, total=say("Total"), key="grades")


def _movement(result: Grading, say: Say) -> Table:
    """Return how many came up, went down, are new or lost, with what they buy now."""
    movement = result.overview.movements[-1]
    up = [move for move in movement.moves if move.steps > 0]
    down = [move for move in movement.moves if move.steps < 0]
    same = sum(counts[place] for place, counts in enumerate(movement.migration.counts))
    rows: list[tuple[Value, ...]] = [
        (say(word), len(moves), sum(move.customer.known.measures.volume for move in moves))
        for word, moves in (("came up", up), ("went down", down))
    ]
    rows += [
        (say(word), count, None)
        for word, count in (
            ("unchanged", same),
            ("new", sum(movement.migration.new)),
            ("lost", sum(movement.migration.lost)),
        )
    ]
    columns = (Column(say("Movement")), Column(say("Count"), "whole"), Column(say("Volume"), "money"))
    return Table(f"{say('Since the last period')} ({label_of(movement, say)})", columns, rows)


def _thresholds(result: Grading, say: Say) -> Table:
    rows: list[tuple[Value, ...]] = []
    for one in result.last.thresholds:
        how = (
            say("percentile") if one.by_percentile else say("number" if one.enter is not None else "not used")
        )
        if one.by_percentile and one.rule.percentile is not None:
            how += f" {to_float(one.rule.percentile * 100):g}"
        scale = 100 if one.rule.measure in RATES else 1
        name = say(one.rule.measure) + (" %" if scale == 100 else "")
        ends = [None if end is None else end * scale for end in (one.enter, one.keep)]
        rows.append((name, how, *ends, len(one.known)))
    columns = (
        Column(say("Measure")),
        Column(say("By")),
        Column(say("To come up"), "number"),
        Column(say("To stay"), "number"),
        Column(say("Known"), "whole"),
    )
    return Table(say("What has to be reached"), columns, rows)


def _statuses(result: Grading, say: Say) -> Table:
    rows: list[tuple[Value, ...]] = [
        (say(status or "no order"), count, volume) for status, count, volume in result.overview.statuses
    ]
    columns = (
        Column(say("Status")),
        Column(say("Count"), "whole", summed=True),
        Column(say("Volume"), "money", summed=True),
    )
    return Table(say("Statuses"), columns, rows, total=say("Total"))


def _concentration(result: Grading, say: Say) -> Table:
    rows: list[tuple[Value, ...]] = []
    for name, value in result.overview.concentration:
        percent = None if value is None else value * 100
        rows.append((say(CONCENTRATION_LABELS[name]), percent if name.startswith("top") else value))
    rate = result.overview.repeat_rate
    rows.append((f"{say('Repeat purchase rate')} %", None if rate is None else rate * 100))
    return Table(say("Concentration"), (Column(say("Measure")), Column(say("Value"), "number")), rows)


def _segments(result: Grading, say: Say) -> list[Table]:
    """Return the customers of each segment and whether that many can be served (CG8)."""
    values = [one.known.values for one in result.last.customers]
    segments = [next((own[name] for name in SEGMENT_COLUMNS if name in own), None) for own in values]
    if all(segment is None for segment in segments):
        return []
    found = count_segments(segments)
    rows: list[tuple[Value, ...]] = list(found.sizes)
    if found.unassigned:
        rows.append((say("without a segment"), found.unassigned))
    title = f"{say('Customer segments')}: {len(found.sizes)}, {say(found.verdict)}"
    columns = (Column(say("Segment"), "text", 24), Column(say("Count"), "whole", 12))
    return [Table(title, columns, rows)]


def _unmet(result: Grading, say: Say) -> Table:
    rows: list[tuple[Value, ...]] = [
        (say(need.attribute), need.customers, need.volume, need.only_reason) for need in result.overview.unmet
    ]
    columns = (
        Column(say("Need")),
        Column(say("Count"), "whole"),
        Column(say("Volume now"), "money"),
        Column(say("Only reason"), "whole"),
    )
    return Table(say("Unmet needs"), columns, rows)


def _notes(result: Grading, language: Language) -> list[str]:
    ledger, zh = result.tables.ledger, language == "zh"
    used = len(ledger.transactions)
    notes = []
    if ledger.rows:
        left = ledger.rows - used
        notes.append(
            f"交易共 {ledger.rows:,} 行，计入 {used:,} 行，未计入 {left:,} 行（见“未计入行”）。"
            if zh
            else f"{ledger.rows:,} transactions, {used:,} counted, {left:,} left out (see Rows left out)."
        )
    if ledger.unknown and result.tables.has_customer_file:
        notes.append(
            f"{len(ledger.unknown)} 个客户有交易但不在客户档案中。"
            if zh
            else f"{len(ledger.unknown)} customers have transactions but are not in the customer file."
        )
    if ledger.conflicts:
        notes.append(
            f"{len(ledger.conflicts)} 行的名称与编号指向不同客户，按编号计入。"
            if zh
            else f"{len(ledger.conflicts)} rows name another customer than their id; the id counts."
        )
    heads = result.overview.heads
    if heads is not None:
        notes.append(
            f"按拜访频率共需 {to_float(heads):.1f} 人。"
            if zh
            else f"The visit plan takes {to_float(heads):.1f} people."
        )
    return notes + [str(issue) for issue in result.issues if issue.severity == "warning"][:20]
