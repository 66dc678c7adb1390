"""Forms of organisation as parallel hierarchies on one ledger, rolled up as of each day (OR2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

import numpy as np

from xlsales.jobs.summary_sums import LedgerSums, growth_of
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded
from xlsales.tables.dimensions import dimension_name
from xlsales.tables.fact_columns import Texts
from xlsales.tables.row_intake import SourceRow

if TYPE_CHECKING:
    from numpy.typing import NDArray

FormKind: TypeAlias = Literal["region", "product", "customer", "function", "mixed"]

#: Forms that a ledger has by itself, where nobody states any: kind, and labels from the top down.
USUAL: Final[tuple[tuple[FormKind, tuple[str, ...]], ...]] = (
    ("region", ("region", "province", "country", "city")),
    ("product", ("category", "product")),
    ("customer", ("segment", "customer")),
    ("function", ("channel", "team")),
    ("mixed", ("region", "category")),
)
#: How many units below one another are listed one by one, and how deep usual forms go.
_MOST_BELOW: Final = 20
_USUAL_BELOW: Final = 5
_USUAL_LEVELS: Final = 2


@dataclass(frozen=True, slots=True)
class Form:
    """A form of organisation.

    Attributes:
        name: What it is called.
        kind: Which of the five kinds it is.
        levels: Labels from the top down.
        units: Units above the last label, each with the days it belongs to its parent; none where the
            labels themselves are the hierarchy.
        most_below: So many units below a unit are listed one by one, the others together.
    """

    name: str
    kind: FormKind
    levels: tuple[str, ...]
    units: tuple[SourceRow, ...] = ()
    most_below: int = _MOST_BELOW


@dataclass(frozen=True, slots=True)
class Node:
    """A unit with everything below it.

    Attributes:
        path: Labels from the top; blank labels for rows that state none.
        now, before, year_before: Sales less returns of the spans.
        others: It stands for so many units that are not listed; their label is blank.
    """

    path: tuple[str, ...]
    now: Fraction
    before: Fraction
    year_before: Fraction
    others: int = 0

    @property
    def growth(self) -> Fraction | None:
        """Growth against the year before."""
        return growth_of(self.now, self.year_before)


@dataclass(frozen=True, slots=True)
class RolledUp:
    """A form with its units, each after the one it belongs to; those of the first level add up to all.

    Attributes:
        form: The form.
        nodes: Units, the greatest first on each level.
    """

    form: Form
    nodes: tuple[Node, ...]


def forms_of(
    rows: Sequence[SourceRow], units: Sequence[SourceRow], labels: Iterable[str]
) -> tuple[list[Form], list[Issue]]:
    """Return the forms that are stated, else those that the ledger's labels make by themselves.

    Args:
        rows: Stated forms: name, kind and levels, separated by commas.
        units: Units of the forms with their parents.
        labels: Labels of the ledger.

    Returns:
        The forms, and SUM-003 for a form whose levels are no columns of the ledger.
    """
    known = set(labels)
    if not rows:
        return _usual(known), []
    forms, issues = [], []
    for row in rows:
        words = row.text("levels").replace("，", ",").replace("、", ",").split(",")
        levels = tuple(dimension_name(word) for word in words if word.strip())
        unknown = [level for level in levels if level not in known]
        if unknown or not levels:
            got = f"{row.text('form')}: {', '.join(unknown) or 'no level'}"
            expected = f"columns of the ledger: {', '.join(sorted(known))}"
            issues.append(Issue("SUM-003", row.where, got, expected, "Correct the levels.", "warning"))
            continue
        mine = tuple(unit for unit in units if folded(unit.text("form")) == folded(row.text("form")))
        kind = cast(FormKind, row.text("kind") or "mixed")
        forms.append(Form(row.text("form"), kind, levels, mine))
    return forms, issues


def roll_up(sums: LedgerSums, form: Form) -> tuple[RolledUp, list[Issue]]:
    """Return the units of a form with everything below them.

    Each sale goes up the line as it was on its own day, so that a unit that changes its parent takes
    along only what it sells from then on.

    Args:
        sums: The ledger.
        form: The form.

    Returns:
        The rolled-up units, and SUM-004 where units run in a circle.
    """
    issues: list[Issue] = []
    levels = [sums.ledger.labels[level] for level in form.levels]
    if form.units:
        above, issues = _units_above(sums, form, levels[-1])
        levels = above
    nodes = _nodes(_paths(sums, levels), uneven=bool(form.units))
    return RolledUp(form, tuple(_in_order(nodes, form.most_below))), issues


def _usual(known: set[str]) -> list[Form]:
    forms = []
    for kind, levels in USUAL:
        found = tuple(level for level in levels if level in known)[:_USUAL_LEVELS]
        if found and (kind != "mixed" or len(found) == len(levels)):
            forms.append(Form("", kind, found, most_below=_USUAL_BELOW))
    return forms


def _paths(sums: LedgerSums, levels: Sequence[Texts]) -> dict[tuple[str, ...], tuple[Fraction, ...]]:
    """Return the sums of each path of labels."""
    codes = np.zeros(len(sums.ledger), dtype=np.int64)
    for texts in levels:
        codes = codes * (len(texts.names) + 1) + texts.codes + 1
    different, places = np.unique(codes, return_inverse=True)
    names = [_path_of(int(code), levels) for code in different]
    lines = sums.lines(Texts(places.astype(np.int32), tuple(map(str, range(len(names))))))
    return {names[int(line.label)]: (line.now, line.before, line.year_before) for line in lines if line.label}


def _path_of(code: int, levels: Sequence[Texts]) -> tuple[str, ...]:
    path: list[str] = []
    for texts in reversed(levels):
        code, at = divmod(code, len(texts.names) + 1)
        path.append(texts.names[at - 1] if at else "")
    return tuple(reversed(path))


def _nodes(paths: Mapping[tuple[str, ...], tuple[Fraction, ...]], *, uneven: bool) -> list[Node]:
    """Return every unit on the paths; paths of ``uneven`` length end before their trailing blanks."""
    sums: dict[tuple[str, ...], list[Fraction]] = {}
    for path, amounts in paths.items():
        full = path
        while uneven and len(full) > 1 and not full[-1]:
            full = full[:-1]
        for depth in range(1, len(full) + 1):
            node = sums.setdefault(full[:depth], [ZERO] * 3)
            for at, amount in enumerate(amounts):
                node[at] += amount
    return [Node(path, now, before, year) for path, (now, before, year) in sums.items()]


def _in_order(nodes: Sequence[Node], most: int) -> list[Node]:
    """Return nodes below their parents, the greatest first, those beyond the most in one."""
    below: dict[tuple[str, ...], list[Node]] = {}
    for node in nodes:
        below.setdefault(node.path[:-1], []).append(node)
    ordered: list[Node] = []
    waiting = list(reversed(_listed(below.get((), []), _MOST_BELOW)))
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        if not node.others:
            waiting += reversed(_listed(below.get(node.path, []), most))
    return ordered


def _listed(siblings: Iterable[Node], most: int) -> list[Node]:
    ordered = sorted(siblings, key=lambda node: (not node.path[-1], -node.now, node.path))
    if len(ordered) <= most + 1:
        return ordered
    rest = ordered[most:]
    above = rest[0].path[:-1]
    now = sum((node.now for node in rest), ZERO)
    before = sum((node.before for node in rest), ZERO)
    year_before = sum((node.year_before for node in rest), ZERO)
    return [*ordered[:most], Node((*above, ""), now, before, year_before, len(rest))]


@dataclass(frozen=True, slots=True)
class _Step:
    """A span of days in which a unit has one parent."""

    first: int
    last: int
    parent: str


def _units_above(sums: LedgerSums, form: Form, leaves: Texts) -> tuple[list[Texts], list[Issue]]:
    """Return the units above each row on its own day, from the top down, then the last label."""
    steps, spelt = _steps(form.units)
    issues: list[Issue] = []
    paths: dict[tuple[str, ...], int] = {}
    codes = np.zeros(len(sums.ledger), dtype=np.int32)
    borders = _borders(steps)
    for at, leaf in enumerate(("", *leaves.names)):
        rows = np.nonzero(leaves.codes == at - 1)[0]
        span_of = np.searchsorted(borders, sums.ledger.days[rows], side="right")
        for span in np.unique(span_of).tolist():
            day = borders[span - 1] if span else date.min.toordinal()
            path, circle = _line_above(leaf, int(day), steps, spelt)
            if circle and not any(issue.got == circle for issue in issues):
                fix = "Correct a parent."
                where = form.units[0].where
                issues.append(Issue("SUM-004", where, circle, "a tree without circles", fix, "warning"))
            codes[rows[span_of == span]] = paths.setdefault(path, len(paths))
    depth = max((len(path) for path in paths), default=1)
    return [_level(codes, list(paths), level) for level in range(depth)], issues


def _steps(units: Iterable[SourceRow]) -> tuple[dict[str, list[_Step]], dict[str, str]]:
    steps: dict[str, list[_Step]] = {}
    spelt: dict[str, str] = {}
    for row in units:
        start, end = row.day("start") or date.min, row.day("end") or date.max
        name = row.text("unit")
        spelt.setdefault(folded(name), name)
        steps.setdefault(folded(name), []).append(
            _Step(start.toordinal(), end.toordinal(), row.text("parent"))
        )
    return steps, spelt


def _borders(steps: Mapping[str, Iterable[_Step]]) -> NDArray[np.int32]:
    """Return the days on which any parent changes, rising."""
    days = {step.first for own in steps.values() for step in own}
    days |= {step.last + 1 for own in steps.values() for step in own}
    return np.array(sorted(days), dtype=np.int32)


def _line_above(
    leaf: str, day: int, steps: Mapping[str, Sequence[_Step]], spelt: Mapping[str, str]
) -> tuple[tuple[str, ...], str]:
    """Return the path from the top to a leaf on a day, and the circle where there is one."""
    path = [leaf]
    seen = {folded(leaf)}
    unit = leaf
    while True:
        own = steps.get(folded(unit), ())
        parent = next((step.parent for step in own if step.first <= day <= step.last), "")
        if not parent:
            break
        if folded(parent) in seen:
            return tuple(reversed(path)), " under ".join((*path, parent))
        seen.add(folded(parent))
        path.append(spelt.get(folded(parent), parent))
        unit = parent
    if len(path) == 1 and folded(leaf) not in steps:
        path.append("")  # nobody says where it belongs
    return tuple(reversed(path)), ""


def _level(codes: NDArray[np.int32], paths: Sequence[tuple[str, ...]], level: int) -> Texts:
    labels = [path[level] if level < len(path) else "" for path in paths]
    names = tuple(dict.fromkeys(label for label in labels if label))
    places = np.array([names.index(label) if label else -1 for label in labels], dtype=np.int32)
    return Texts(places[codes], names)
