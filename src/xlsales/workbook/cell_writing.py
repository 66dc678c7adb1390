"""The text of one changed cell: everything that it held stays, but for its value."""

from __future__ import annotations

import re
from typing import Final

from xlsales.kernel.grid import Cell
from xlsales.workbook.cell_edit import INPUTS, CellEdit, Role
from xlsales.workbook.splice import Change, splice
from xlsales.workbook.stored_form import StoredForm, stored_form
from xlsales.workbook.stored_row import Span, StoredCell
from xlsales.workbook.xml_text import xml_attribute

_REF: Final = re.compile(rb"(\sref\s*=\s*)(\"[^\"]*\"|'[^']*')")
_BEFORE_TYPE: Final = ("r", "s")


def changed_cell(data: bytes, cell: StoredCell, edit: CellEdit, mark: int | None) -> bytes:
    """Return the new text of a stored cell.

    Args:
        data: The bytes of its row.
        cell: The cell, with its places in ``data``.
        edit: What shall happen to it.
        mark: The ``vm`` mark of a newer error.
    """
    prefix = cell.span.prefix
    form = stored_form(edit.value)
    inline = edit.role in INPUTS and form is not None and form.kind == "str"
    value = _value_element(prefix, form, inline=inline)
    attributes = _attributes(cell.span.attributes, form, inline=inline, mark=mark)
    content = _content(data, cell, edit, value)
    opening = f"<{prefix}c{attributes}".encode()
    return opening + b">" + content + f"</{prefix}c>".encode() if content else opening + b"/>"


def new_cell(place: Cell, prefix: str, style: str | None, edit: CellEdit, mark: int | None) -> bytes:
    """Return the text of a cell that was not there."""
    form = stored_form(edit.value)
    inline = edit.role in INPUTS and form is not None and form.kind == "str"
    attributes = {"r": str(place)}
    if style is not None:
        attributes["s"] = style
    opening = f"<{prefix}c{_attributes(attributes, form, inline=inline, mark=mark)}"
    formula = f'<{prefix}f ca="1"/>' if edit.volatile else ""
    return f"{opening}>{formula}{_value_element(prefix, form, inline=inline)}</{prefix}c>".encode()


def _attributes(old: dict[str, str], form: StoredForm | None, *, inline: bool, mark: int | None) -> str:
    """Return the attributes of a cell: a mark that belonged to the old value goes with it."""
    kept = {name: value for name, value in old.items() if name not in ("t", "vm")}
    kind = "inlineStr" if inline else form.kind if form else ""
    ordered: dict[str, str] = {name: kept.pop(name) for name in _BEFORE_TYPE if name in kept}
    if kind:
        ordered["t"] = kind
    ordered |= kept
    if mark is not None:
        ordered["vm"] = str(mark)
    return "".join(f' {name}="{xml_attribute(value)}"' for name, value in ordered.items())


def _value_element(prefix: str, form: StoredForm | None, *, inline: bool) -> str:
    if form is None:
        return ""
    space = ' xml:space="preserve"' if form.preserve else ""
    if inline:
        return f"<{prefix}is><{prefix}t{space}>{form.text}</{prefix}t></{prefix}is>"
    return f"<{prefix}v{space}>{form.text}</{prefix}v>"


def _content(data: bytes, cell: StoredCell, edit: CellEdit, value: str) -> bytes:
    """Return what stands inside the cell, with the value in its place and all else as it was."""
    prefix = cell.span.prefix
    if edit.volatile and cell.formula is None:
        value = f'<{prefix}f ca="1"/>{value}'
    if cell.span.empty:
        return value.encode()
    changes = [Change(part.start, part.end, b"") for part in (cell.value, cell.inline) if part]
    if cell.formula and (edit.area or edit.role in (Role.FORCED_INPUT, Role.CLEARED)):
        changes.append(Change(cell.formula.start, cell.formula.end, _formula(data, cell.formula, edit)))
    place = _value_place(cell)
    changes.append(Change(place, place, value.encode()))
    return splice(data, cell.span.content_start, cell.span.content_end, changes)


def _value_place(cell: StoredCell) -> int:
    """Return where the value goes: where one was, else behind the formula, else first."""
    old = cell.value or cell.inline
    if old:
        return old.start
    return cell.formula.end if cell.formula else cell.span.content_start


def _formula(data: bytes, formula: Span, edit: CellEdit) -> bytes:
    """Return a formula with its new area, or nothing when it goes."""
    if edit.role in (Role.FORCED_INPUT, Role.CLEARED):
        return b""
    text = data[formula.start : formula.end]
    tag_length = formula.content_start - formula.start
    reference = rb'\g<1>"' + str(edit.area).encode() + b'"'
    return _REF.sub(reference, text[:tag_length], count=1) + text[tag_length:]
