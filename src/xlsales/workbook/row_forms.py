"""The form of a row: what many rows of a sheet have in common, so that one pattern matches each whole.

In a table of a hundred thousand rows the same columns hold the same kinds of cells, and the formulas of a
column differ by the row's own number. Such a row is matched at once, and only what differs is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from xlsales.formula.row_marks import OWN_ROW, row_marked

#: A cell as the pattern of one cell finds it: see ``scan_plain``.
FoundCell: TypeAlias = tuple[str, ...]

#: A character that is written by its number, which could be the row's.
_ESCAPED_NUMBER: Final = re.compile("&#|_x[0-9A-Fa-f]{4}_")
_MEMBER: Final = re.compile(r' t="shared" si="([0-9]+)"')
_ROW_START: Final = r'\s*<row(?: (?!xmlns)[A-Za-z0-9:]+="[^"<>&]*")*>'
_SAME_NUMBER: Final = r"(?:\1)"
_EMPTY: Final = r"(?: ?/>|></{}>)"
_SPACE: Final = r'(?: xml:space="preserve")?'
#: What a stored value of each type is written with; others are left to the reader of values.
_VALUES: Final = {"": r"[-+.0-9eE]+", "s": "[0-9]+", "str": "[^<]*"}


class CellForm(NamedTuple):
    """What the cells of one column have in common.

    Attributes:
        letters: The column.
        kind: Their type as stored.
        formula: ``own``: a text; ``member``: a place in a shared formula; ``""``: none.
        group: The shared formula.
        value: ``v`` or ``is``: what holds the value; ``none``: an element without one; ``""``: nothing.
    """

    letters: str
    kind: str
    formula: str
    group: str
    value: str


def cell_form(found: FoundCell) -> CellForm | None:
    """Return the form of a cell, ``None`` for one that must be looked at by itself."""
    letters, _, kind, rest, has_f, attributes, f_text, has_v, v_text, has_i, _ = found
    member = _MEMBER.fullmatch(attributes)
    if rest or (has_v and has_i) or (attributes and (f_text or not member)) or (has_f and not has_v):
        return None
    if has_f and not (f_text or member):
        return None
    formula = "" if not has_f else "member" if member else "own"
    value = "v" if has_v else "is" if has_i else ""
    if (has_v.endswith("/>") or has_i.endswith("/>")) and kind in ("str", "inlineStr"):
        return None
    if has_v and not v_text and kind != "str":
        value = "none"
    if kind == "inlineStr" and value == "v":
        return None
    return CellForm(letters, kind, formula, member[1] if member else "", value)


@dataclass(frozen=True, slots=True)
class RowForm:
    """Rows of one form.

    Attributes:
        cells: The forms of their cells.
        templates: For each cell the text of its formula as stored, ``OWN_ROW`` in the place of the row's
            number; ``None`` where the texts differ in more.
        pattern: Matches such a row; its groups are the row's number, and in the order of the cells what
            differs: texts of formulas without a template, and values.
    """

    cells: tuple[CellForm, ...]
    templates: tuple[str | None, ...]
    pattern: re.Pattern[str]

    def loosened(self, row: str, texts: Sequence[str]) -> RowForm:
        """Return the form that a row of the same cells has too, though its formulas are others."""
        pairs = zip(self.templates, texts, strict=True)
        return _with_pattern(
            self.cells,
            tuple(t if t is not None and t.replace(OWN_ROW, row) == text else None for t, text in pairs),
        )


def row_form(
    cells: tuple[CellForm, ...], first: tuple[str, Sequence[str]], second: tuple[str, Sequence[str]]
) -> RowForm:
    """Return the form of two rows with cells of the same forms.

    Args:
        cells: Their forms.
        first: Number of a row, and the texts of its formulas as stored, ``""`` for a cell without.
        second: Those of another row.
    """
    here, there = first[0], second[0]
    pairs = zip(first[1], second[1], strict=True)
    return _with_pattern(cells, tuple(_template(one, other, here, there) for one, other in pairs))


def _with_pattern(cells: tuple[CellForm, ...], templates: tuple[str | None, ...]) -> RowForm:
    pieces = [_ROW_START]
    number = "([0-9]{1,7})"
    for cell, template in zip(cells, templates, strict=True):
        kind = f' t="{cell.kind}"' if cell.kind else ""
        inside = _formula_pattern(cell, template) + _value_pattern(cell)
        end = f">{inside}</c>" if inside else _EMPTY.format("c")
        pieces.append(f'<c r="{cell.letters}{number}"(?: s="[0-9]+")?{kind}{end}')
        number = _SAME_NUMBER
    return RowForm(cells, templates, re.compile("".join((*pieces, "</row>"))))


def _template(one: str, other: str, here: str, there: str) -> str | None:
    return None if _ESCAPED_NUMBER.search(one) else row_marked(one, other, here, there)


def _formula_pattern(cell: CellForm, template: str | None) -> str:
    if not cell.formula:
        return ""
    if cell.formula == "member":
        return f'<f t="shared" si="{cell.group}"' + _EMPTY.format("f")
    if template is None:
        return "<f>([^<]+)</f>"
    return "<f>" + _SAME_NUMBER.join(map(re.escape, template.split(OWN_ROW))) + "</f>"


def _value_pattern(cell: CellForm) -> str:
    if cell.value == "none":
        return f"<v{_SPACE}" + _EMPTY.format("v")
    if cell.value == "is":
        return f"<is><t{_SPACE}>([^<]*)</t></is>"
    if cell.value == "v":
        return f"<v{_SPACE}>({_VALUES.get(cell.kind, '[^<]+')})</v>"
    return ""
