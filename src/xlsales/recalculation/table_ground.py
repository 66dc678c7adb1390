"""Whether a table can grow or shrink where it stands, and who would notice."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.kernel.grid import Area, Cell
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.recalculation.book import Book, address
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.mentions import SheetRange, find_references
from xlsales.recalculation.shapes import Formulas
from xlsales.workbook.keys import cell_place
from xlsales.workbook.model import Table
from xlsales.workbook.table_rows import TableRows


def check_ground(book: Book, change: TableRows, tables: tuple[Table, ...], formulas: Formulas) -> None:
    """Refuse what cannot be done without moving other cells.

    Raises:
        InvalidInputError: INPUT-028 something stands below the table, INPUT-029 a formula means the cells of
            its row of totals, which would move; all at once.
    """
    issues = [*_blockers(book, change, tables)]
    if change.table.totals_rows and change.last_row != change.old_last_row:
        issues += _totals_in_use(book, change, formulas)
    if issues:
        raise InvalidInputError(*issues)


def ranges_left_behind(book: Book, change: TableRows, formulas: Formulas) -> Iterator[Issue]:
    """Name the formulas that mean the table's rows by plain addresses, and so keep the old ones.

    Raises:
        InvalidInputError: INPUT-030 such a formula; as a warning, it is never raised.
    """
    if change.last_row == change.old_last_row:
        return
    table, last = change.table, change.old_last_row
    ends = Area(last, table.area.left, last, table.area.right)
    for place in sorted(formulas.direct_readers(Place(table.sheet, key) for key in area_keys(ends))):
        plain = _plain_ranges(book, place, formulas)
        inside = place.sheet == table.sheet and cell_place(place.key) in table.area
        if inside or not any(
            sheet == table.sheet and area.bottom == last and area.meets(ends) for sheet, area in plain
        ):
            continue
        yield Issue(
            "INPUT-030",
            address(place),
            f"={book.formula(place)}"[:80],
            f"a reference to {table.name} that follows its rows to {change.last_row}",
            f"Write {table.name}[column] in place of the addresses.",
            severity="warning",
        )


def _plain_ranges(book: Book, place: Place, formulas: Formulas) -> list[SheetRange]:
    """Return the ranges that a formula writes out as addresses."""
    return formulas.finder.ranges(place.sheet, find_references(book.formula(place) or ""))


def _blockers(book: Book, change: TableRows, tables: tuple[Table, ...]) -> Iterator[Issue]:
    old, new = change.table.area, change.area
    if new.bottom <= old.bottom:
        return
    ground = Area(old.bottom + 1, old.left, new.bottom, old.right)
    cells = book.sheets[change.table.sheet]
    occupied = {cell_place(key) for key in (*cells.values, *cells.formulas) if cell_place(key) in ground}
    blocks = [area for area in cells.merges if area.meets(ground)]
    blocks += [
        table.area for table in tables if table.sheet == change.table.sheet and table.area.meets(ground)
    ]
    blocks += [array.area for array in cells.arrays.values() if array.area.meets(ground)]
    first: Cell | Area | None = min(occupied) if occupied else (blocks[0] if blocks else None)
    if first is not None:
        yield Issue(
            "INPUT-028",
            f"{change.table.sheet}!{first}",
            "something below the table",
            f"free cells {ground} for its {len(change.rows)} rows",
            "Move it in Excel beside the table or to another sheet.",
        )


def _totals_in_use(book: Book, change: TableRows, formulas: Formulas) -> Iterator[Issue]:
    """Name the formulas that would lose sight of the totals, and totals that mean cells by address."""
    table = change.table
    totals = Area(change.old_last_row + 1, table.area.left, table.area.bottom, table.area.right)
    moved = Area(change.last_row + 1, table.area.left, change.area.bottom, table.area.right)
    places = {Place(table.sheet, key) for key in area_keys(totals)}
    for place in sorted({*places, *formulas.direct_readers(places)}):
        plain = _plain_ranges(book, place, formulas)
        if place in places:
            left_behind = bool(plain)
        else:
            left_behind = any(
                sheet == table.sheet and area.meets(totals) and not area.meets(moved) for sheet, area in plain
            )
        if left_behind:
            yield Issue(
                "INPUT-029",
                address(place),
                f"={book.formula(place)}"[:80],
                f"no plain address in or of the totals of {table.name}, which move with its rows",
                f"Write {table.name}[[#Totals],[column]] or SUBTOTAL(109,{table.name}[column]).",
            )
