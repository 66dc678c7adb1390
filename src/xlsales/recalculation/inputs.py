"""Inputs given on the way: ``Plan!B2=120000`` becomes a cell and its value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from xlsales.formula.addresses import quoted_sheet
from xlsales.formula.parser import parse
from xlsales.formula.tree import Reference
from xlsales.kernel.dates import DateSystem, serial_of_date
from xlsales.kernel.issues import InvalidInputError, Issue, XlSalesError
from xlsales.kernel.values import CellValue
from xlsales.recalculation.book import Book, place_of
from xlsales.recalculation.engines.port import Place
from xlsales.workbook.keys import cell_place

_NUMBER: Final = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?(%?)")
_GROUPED: Final = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def read_inputs(book: Book, settings: Iterable[str]) -> dict[Place, CellValue]:
    """Read settings such as ``Plan!B2=120000`` or ``GrowthRate=8%``.

    Args:
        book: The workbook whose cells and names they mean.
        settings: One text a cell. A number, a percentage, TRUE, FALSE, a date such as
            2026-01-31 or a text; quotes make anything a text; nothing empties the cell.

    Returns:
        Values by cell; the last one wins.

    Raises:
        InvalidInputError: INPUT-001 not ``REF=VALUE``, INPUT-002 no such cell or name, INPUT-003
            the cell holds a formula, INPUT-004 the cell belongs to the result of another; all at once.
    """
    inputs: dict[Place, CellValue] = {}
    issues: list[Issue] = []
    for setting in settings:
        try:
            reference, value = _parts(setting)
            place = _place(book, reference)
            _check(book, place, reference)
            inputs[place] = read_value(value, book.system)
        except XlSalesError as error:
            issues += error.issues
    if issues:
        raise InvalidInputError(*issues)
    return inputs


def read_value(text: str, system: DateSystem = 1900) -> CellValue:
    """Return what a person means who types a text into a cell.

    Examples:
        >>> read_value("8%"), read_value("1,200"), read_value("2026-01-01"), read_value('"007"')
        (0.08, 1200.0, 46023, '007')
        >>> read_value("true"), read_value("North"), read_value("") is None
        (True, 'North', True)
    """
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    if not text:
        return None
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    found = _NUMBER.fullmatch(text.replace(",", "") if _GROUPED.fullmatch(text) else text)
    if found:
        number = float(found[0].rstrip("%"))
        return float(f"{number / 100:.15g}") if found[3] else number
    day = _DATE.fullmatch(text)
    if day:
        try:
            return serial_of_date(date(int(day[1]), int(day[2]), int(day[3])), system)
        except ValueError:
            return text
    return text


def _parts(setting: str) -> tuple[str, str]:
    found = re.match(r"\s*('(?:[^']|'')+'![^=]+|[^=]+)=(.*)", setting, re.DOTALL)
    if not found:
        raise InvalidInputError(
            Issue("INPUT-001", "--set", repr(setting), "REF=VALUE", "Write for example Plan!B2=120000.")
        )
    return found[1].strip(), found[2]


def _place(book: Book, reference: str) -> Place:
    text = book.names.names.get((None, reference.lower()), reference)
    written, mark, cell = text.rpartition("!")
    if mark and not written.endswith("'"):
        text = f"{quoted_sheet(written)}!{cell}"
    try:
        node = parse(text.removeprefix("="))
    except XlSalesError:
        raise InvalidInputError(_unknown(book, reference)) from None
    if isinstance(node, Reference) and node.area is not None and node.book is None:
        sheets = {name.lower(): name for name in book.sheets}
        sheet = sheets.get((node.sheet or "").lower()) or (_only(book) if node.sheet is None else None)
        if sheet is not None and node.area.size == 1:
            return place_of(sheet, node.area.top, node.area.left)
    raise InvalidInputError(_unknown(book, reference))


def _only(book: Book) -> str | None:
    return next(iter(book.sheets)) if len(book.sheets) == 1 else None


def _unknown(book: Book, reference: str) -> Issue:
    from difflib import get_close_matches

    known = [*(name for _, name in book.names.names), *(f"{sheet}!A1" for sheet in book.sheets)]
    near = get_close_matches(reference.lower(), known, n=1)
    return Issue(
        "INPUT-002",
        "--set",
        repr(reference),
        "one cell with its sheet, or a name that means one cell",
        f"Did you mean {near[0]}?" if near else f"The sheets are {', '.join(book.sheets)}.",
    )


def _check(book: Book, place: Place, reference: str) -> None:
    cells = book.sheets[place.sheet]
    if place.key in cells.formulas:
        raise InvalidInputError(
            Issue(
                "INPUT-003",
                reference,
                "a cell with the formula =" + cells.formulas[place.key][:60],
                "a cell that holds a value",
                "Set the inputs of the formula instead.",
            )
        )
    where = cell_place(place.key)
    for anchor, array in cells.arrays.items():
        if where in array.area:
            raise InvalidInputError(
                Issue(
                    "INPUT-004",
                    reference,
                    f"a cell of the result that spills over {array.area}",
                    "a cell that holds a value",
                    f"Set the inputs of the formula in {cell_place(anchor)} instead.",
                )
            )
