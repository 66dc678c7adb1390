"""The report of the job ``targets``: summary, flat table, reconciliation, fairness, weights."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.jobs.explanations import explain_weight
from xlsales.jobs.targets import Targets
from xlsales.jobs.year_so_far import YearSoFar
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import Language
from xlsales.reports.fairness import fairness_page
from xlsales.reports.model import Column, Mark, Page, Report, Table, Value
from xlsales.reports.side_pages import side_pages
from xlsales.reports.standing import resplit_page, standing_pages
from xlsales.reports.words import CHINESE, Say, words_of
from xlsales.tables.dimensions import dimension_label

#: Inputs of a goal that are fractions.
_RATES = ("growth", "share", "margin")


def targets_report(result: Targets, year: YearSoFar, language: Language = "en") -> Report:
    """Return the pages of a target plan.

    Args:
        result: What the job worked out.
        year: What it worked out beside the targets.
        language: ``en`` or ``zh``; labels of the user's own data stay as they are.
    """
    say = words_of(language)
    settings = result.tables.plan.settings
    pages = [
        summary_page(result, say, language),
        flat_page(result, say, language),
        reconciliation_page(result, say, language),
    ]
    if result.fairness is not None:
        pages.append(fairness_page(result.fairness, say))
    pages += standing_pages(result, year, say, language)
    pages += resplit_page(result, year, say, language)
    pages += side_pages(result, year, say, language)
    pages += [weights_page(result, say, language), reading_page(result, (*result.issues, *year.issues), say)]
    signatures = "  ".join(f"{say(word)}: ________" for word in ("Prepared by", "Reviewed by", "Approved by"))
    return Report(f"{settings.name} {settings.version}", tuple(pages), signatures)


def summary_page(result: Targets, say: Say, language: Language) -> Page:
    """Return the plan on one page: the goal, and the first level by month."""
    settings = result.tables.plan.settings
    tables = [_by_month(result, name, say, language) for name in result.dimensions]
    notes = [f"{issue}" for issue in result.issues if issue.severity == "warning"]
    subtitle = f"{settings.version} · {result.months[0]:%Y-%m} – {result.months[-1]:%Y-%m}"
    if settings.currency:
        subtitle += f" · {settings.currency}"
    return Page(say("Summary"), settings.name, subtitle, (_goal_table(result, say), *tables), tuple(notes))


def _goal_table(result: Targets, say: Say) -> Table:
    settings = result.tables.plan.settings
    rows: list[tuple[Value, ...]] = [(say("Target"), result.goal.total)]
    rows += [
        (say(name), f"{float(value):.1%}" if name in _RATES else value) for name, value in result.goal.inputs
    ]
    rows += [
        (say(label), text)
        for label, text in (
            ("Version", settings.version),
            ("Prepared by", settings.author),
            ("Reason", settings.reason),
        )
        if text
    ]
    return Table(say("Goal"), (Column(say("Plan"), "text", 20), Column(say("Value"), "money", 16)), rows)


def _by_month(result: Targets, dimension: str, say: Say, language: Language) -> Table:
    at = result.dimensions.index(dimension)
    sums: dict[str, dict[object, Fraction]] = {}
    past = result.last_year[dimension]
    for line in result.lines:
        label = line.labels[at]
        months = sums.setdefault(label, {})
        months[line.month] = months.get(line.month, ZERO) + line.target
    name = dimension_label(dimension, language)
    columns = (
        Column(name, "text", 20),
        Column(say("Total"), "money", 16, summed=True),
        *(Column(f"{month:%Y-%m}", "money", 12, summed=True) for month in result.months),
        Column(say("Last year"), "money", 14, summed=True),
        Column(say("Growth"), "percent", 9),
    )
    rows = [
        (
            label,
            total := sum(months.values(), ZERO),
            *(months.get(month, ZERO) for month in result.months),
            past.get(label),
            total / past[label] - 1 if past.get(label, ZERO) > 0 else None,
        )
        for label, months in sums.items()
    ]
    return Table(f"{name} × {say('Month')}", columns, rows, total=say("Total"))


def flat_page(result: Targets, say: Say, language: Language) -> Page:
    """Return the flat table: one row for each leaf and month, its header always the same."""
    columns = (
        Column("month" if language == "en" else "月份", "month", 11),
        *(Column(_flat_name(name, language), "text", 16) for name in result.dimensions),
        Column("target" if language == "en" else "目标", "number", 14),
        Column("last_year" if language == "en" else "去年同期", "number", 14),
        Column("explanation" if language == "en" else "计算依据", "text", 100),
    )
    rows = [
        (line.month, *line.labels, line.target, line.last_year, line.explanation) for line in result.lines
    ]
    return Page(say("Targets"), "", tables=(Table("", columns, rows, name="Targets"),), is_flat=True)


def _flat_name(dimension: str, language: Language) -> str:
    return dimension if language == "en" else dimension_label(dimension, language)


def reconciliation_page(result: Targets, say: Say, language: Language) -> Page:
    """Return what each level adds up to: all differences are 0, over-assignment is stated."""
    if result.margin_checks:
        return _given_totals(result, say)
    columns = (
        Column(say("Level")),
        Column(say("Parts"), "whole"),
        Column(say("Level above"), "number", 18),
        Column(say("Over-assigned"), "number", 16),
        Column(say("This level"), "number", 18),
        Column(say("Difference"), "number", 14),
        Column(say("Greatest difference below one part"), "number", 18),
    )
    rows = [
        (
            dimension_label(check.level, language),
            check.parts,
            check.above,
            check.over_assigned,
            check.amount,
            check.difference,
            check.worst,
        )
        for check in result.checks
    ]
    marks: list[Mark] = ["bad" if check.difference or check.worst else "good" for check in result.checks]
    note = {
        "en": "Every level adds up to the one above plus what the policy over-assigns; differences are 0.",
        "zh": "每一级之和必须等于上级加上政策规定的加码；所有差额应为零。",
    }[language]
    return Page(say("Reconciliation"), say("Reconciliation"), "", (Table("", columns, rows, marks),), (note,))


def _given_totals(result: Targets, say: Say) -> Page:
    columns = (
        Column(say("Dimension"), "text", 26),
        Column(say("Where"), "text", 30),
        Column(say("Given"), "number", 18),
        Column(say("Target"), "number", 18),
        Column(say("Difference"), "number", 14),
    )
    rows = [
        (
            ", ".join(check.labels),
            ", ".join(check.labels.values()),
            check.given,
            check.amount,
            check.amount - check.given,
        )
        for check in result.margin_checks
    ]
    marks: list[Mark] = ["bad" if check.amount != check.given else "good" for check in result.margin_checks]
    return Page(
        say("Reconciliation"), say("Reconciliation"), say("Given totals"), (Table("", columns, rows, marks),)
    )


def weights_page(result: Targets, say: Say, language: Language) -> Page:
    """Return why every part above the last level has its weight.

    The last level, such as the months of each line above it, is explained row by row in the flat table.
    """
    columns = (
        Column(say("Level")),
        Column(say("Path"), "text", 44),
        Column(say("Weight"), "index", 16),
        Column(say("Target"), "number", 16),
        Column(say("How the weight comes about"), "long", 80),
    )
    names = CHINESE if language == "zh" else {}
    levels = max(len(result.steps) - 1, 1)
    rows = [
        (
            dimension_label(result.steps[len(part.path) - 1].dimension, language),
            part.name,
            part.weight,
            handed.amount,
            explain_weight(result.tree.reasons[part], names),
        )
        for part, handed in result.handed.items()
        if part.path and part.weight is not None and len(part.path) <= levels
    ]
    notes = {
        "en": (
            "Reading an explanation: parent × weight / sum of weights, then how it was rounded: "
            "↓ down to the unit, ↑ up, because its remainder was among the greatest, "
            "⊕ takes the rest below one unit, = exact, ■ held by a floor, cap or lock. "
            "The last level is explained row by row in the sheet Targets.",
        ),
        "zh": (
            "计算依据读法：上级 × 权重 / 权重合计，然后取整：↓ 舍去，↑ 余数最大者进一，"
            "⊕ 承担不足一个单位的尾差，= 恰好，■ 由下限、上限或锁定决定。"
            f"最后一级逐行说明见工作表“{say('Targets')}”。",
        ),
    }[language]
    return Page(say("Weights"), say("Weights"), notes[0], (Table("", columns, rows),))


def reading_page(result: Targets, issues: Sequence[Issue], say: Say) -> Page:
    """Return how each column was understood, and every warning and note."""
    columns = (
        Column(say("Where"), "text", 20),
        Column(say("Table"), "text", 18),
        Column(say("Column"), "text", 20),
        Column(say("Read as"), "text", 24),
    )
    rows = [(one.where, one.table, one.column, one.meaning) for one in result.tables.readings]
    tables = [Table(say("Column"), columns, rows)]
    messages = [(issue.where, f"{issue.code}: {issue.got}. {issue.fix}") for issue in issues]
    if messages:
        tables.append(
            Table(
                say("Message"),
                (Column(say("Where"), "text", 20), Column(say("Message"), "text", 80)),
                messages,
            )
        )
    return Page(say("How it was read"), say("How it was read"), "", tuple(tables))
