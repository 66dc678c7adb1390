"""The job ``targets``: from the tables of a plan to its targets, checked and explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from xlsales.jobs.explanations import explain_step
from xlsales.jobs.fairness import Fairness, fairness_of
from xlsales.jobs.history_checks import history_issues
from xlsales.jobs.history_sums import HistorySums, year_before
from xlsales.jobs.margin_fit import FittedTargets, MarginCheck, fit_to_margins, with_amounts
from xlsales.jobs.reconciling import LevelCheck, level_checks
from xlsales.jobs.service import Service
from xlsales.jobs.target_goal import Goal, goal_of
from xlsales.jobs.target_notes import tree_notes
from xlsales.jobs.target_tree import Tree, TreeBuilder
from xlsales.kernel.dates import add_months, month_start
from xlsales.kernel.issues import Issue, raise_if_any
from xlsales.plans.policy import MONTH, PolicyStep, policy_of
from xlsales.plans.target_checks import target_plan_issues
from xlsales.tables.raw import RawTable
from xlsales.tables.rows import PreviousTarget
from xlsales.tables.target_tables import TargetTables, read_target_tables
from xlsales.targets.cascade import Handed, Level, Part, hand_down


@dataclass(frozen=True, slots=True)
class TargetLine:
    """The target of one leaf in one month.

    Attributes:
        month: First day of the month.
        labels: Label of each dimension but the month, in the order of the steps.
        target: The target.
        last_year: Sales of the same labels and month of the year before, ``None`` without any.
        explanation: How the target comes about, level by level.
    """

    month: date
    labels: tuple[str, ...]
    target: Fraction
    last_year: Fraction | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Targets:
    """Everything that the job worked out.

    Attributes:
        tables: What was read.
        goal: The total and what it came from.
        steps: Steps of the split in force.
        dimensions: Names of the labels of a line.
        months: First days of the plan's months.
        lines: One line for each leaf and month.
        last_year: Sales of the year before the plan, by label, for each dimension of a line.
        tree, handed: Every part and what it was given.
        checks: Reconciliation of each level; none where totals of several dimensions are given.
        margin_checks: Those totals, beside what the targets add up to.
        fairness: How evenly people are charged; ``None`` without people.
        issues: Warnings and notes.
    """

    tables: TargetTables
    goal: Goal
    steps: tuple[PolicyStep, ...]
    dimensions: tuple[str, ...]
    months: tuple[date, ...]
    lines: tuple[TargetLine, ...]
    last_year: Mapping[str, Mapping[str, Fraction]]
    tree: Tree
    handed: Mapping[Part, Handed]
    checks: tuple[LevelCheck, ...]
    margin_checks: tuple[MarginCheck, ...]
    fairness: Fairness | None
    issues: tuple[Issue, ...]


def read_plan_file(path: Path, password: str | None = None) -> list[RawTable]:
    """Return the tables of a workbook or a YAML file.

    Args:
        path: The file.
        password: Of an encrypted workbook.

    Raises:
        RefusedFileError: as ``open_package``.
        InvalidInputError: TABLE-010 and TABLE-011 as ``yaml_tables``.
    """
    if path.suffix.casefold() in (".yaml", ".yml"):
        from xlsales.tables.yaml_tables import yaml_tables

        return yaml_tables(path)
    from xlsales.tables.worksheets import workbook_tables
    from xlsales.workbook import open_package

    with open_package(path, password=password) as package:
        return workbook_tables(package)


def run_targets(raw: Sequence[RawTable]) -> Targets:
    """Read a plan's tables, check them as a whole, and split its targets.

    Args:
        raw: All tables of the workbook or file.

    Raises:
        InvalidInputError: Every problem of cells, columns, plan and history at once.
        ComputationError: TARGET-111 a part of the target that nobody can take.
    """
    tables, issues = read_target_tables(raw)
    if tables is None:
        raise_if_any(issues)
        raise AssertionError("a plan that cannot be built has an issue")
    history = HistorySums(tables.history)
    issues += target_plan_issues(tables.plan, tables.places.where, history.dimensions)
    issues += history_issues(tables.plan, tables.places.where, history)
    raise_if_any(issues)
    return _worked_out(tables, history, [issue for issue in issues if issue.severity != "error"])


def _worked_out(tables: TargetTables, history: HistorySums, issues: list[Issue]) -> Targets:
    plan = tables.plan
    steps = policy_of(plan)
    first = month_start(plan.settings.start)
    months = tuple(add_months(first, number) for number in range(plan.settings.periods))
    goal = goal_of(plan, history, tables.places.where(("settings", "growth")))
    builder = TreeBuilder(
        plan,
        steps,
        history,
        Service(plan, months),
        months,
        _locks(tables.previous, plan.settings.closed, steps, first),
    )
    tree = builder.tree()
    levels = [
        Level(step.dimension, Fraction(step.unit), step.method, Fraction(step.over_assignment))
        for step in steps
    ]
    handed = hand_down(goal.total, tree.root, levels)
    lines = _lines(tree.root, handed, levels, history, months)
    fitted = fit_to_margins(tables, [step.dimension for step in steps], handed) if plan.margins else None
    if fitted is not None:
        lines = _fitted_lines(lines, tree.root, len(levels), fitted)
        handed = with_amounts(tree.root, handed, fitted.amounts)
    return Targets(
        tables,
        goal,
        steps,
        tuple(step.dimension for step in steps if step.dimension != MONTH),
        months,
        tuple(lines),
        {step.dimension: _last_year(history, step.dimension, first) for step in steps},
        tree,
        handed,
        () if fitted is not None else tuple(level_checks(tree.root, handed, levels)),
        () if fitted is None else fitted.checks,
        fairness_of(plan, steps, lines, history, months),
        (*issues, *tree_notes(tree, tables.places)),
    )


def _last_year(history: HistorySums, dimension: str, start: date) -> dict[str, Fraction]:
    if dimension not in history.dimensions:
        return {}
    return {str(key[0]): amount for key, amount in history.by(year_before(start), [dimension]).items()}


def _locks(
    previous: Sequence[PreviousTarget], closed: int | None, steps: Sequence[PolicyStep], first: date
) -> dict[tuple[str, ...], Fraction]:
    """Return the targets of closed months of the previous version, which stay as they are."""
    end = add_months(first, closed or 0)
    locks = {}
    for row in previous:
        if first <= row.month < end:
            labels = {**row.labels, MONTH: f"{row.month:%Y-%m}"}
            locks[tuple(labels.get(step.dimension, "") for step in steps)] = row.target
    return locks


def _lines(
    root: Part,
    handed: Mapping[Part, Handed],
    levels: Sequence[Level],
    history: HistorySums,
    months: Sequence[date],
) -> list[TargetLine]:
    names = [level.name for level in levels]
    at = names.index(MONTH)
    known = [name for name in names if name in history.dimensions]
    sums = history.by(year_before(months[0]), [*known, MONTH])
    month_of = {f"{month:%Y-%m}": month for month in months}
    chains: dict[Part, str] = {root: ""}
    lines = []
    for part in root.walk():
        for below in part.parts:
            step = explain_step(
                below.path[-1], below, handed[part].amount, handed[below], levels[len(part.path)]
            )
            chains[below] = f"{chains[part]}; {step}" if chains[part] else step
        if len(part.path) == len(levels):
            month = month_of[part.path[at]]
            labels = dict(zip(names, part.path, strict=True))
            past = sums.get((*(labels[name] for name in known), month.month)) if known else None
            path = (*part.path[:at], *part.path[at + 1 :])
            lines.append(TargetLine(month, path, handed[part].amount, past, chains.pop(part)))
    return lines


def _fitted_lines(
    lines: Sequence[TargetLine], root: Part, depth: int, fitted: FittedTargets
) -> list[TargetLine]:
    leaves = [part for part in root.walk() if len(part.path) == depth]
    return [
        replace(
            line,
            target=fitted.amounts[leaf],
            explanation=f"{line.explanation}; {fitted.explanations[leaf]}",
        )
        if leaf in fitted.amounts
        else line
        for line, leaf in zip(lines, leaves, strict=True)
    ]
