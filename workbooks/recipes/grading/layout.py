"""A sheet with one Excel table, a title above it and notes on its columns."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book

HEAD = 3


def table_sheet(
    book: Book,
    sheet_name: str,
    table_name: str,
    help_text: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    widths: Sequence[float] = (),
    notes: Mapping[str, str] | None = None,
) -> Worksheet:
    """Write a table of inputs; ``notes`` explain columns in comments."""
    given = [*widths, *[14] * (len(heads) - len(widths))]
    sheet = book.sheet(sheet_name, given)
    book.heading(sheet, sheet_name, help_text)
    last = HEAD + max(len(rows), 1)
    columns = [{"header": head, "header_format": book.style("header")} for head in heads]
    options = {"name": table_name, "style": "Table Style Light 1", "columns": columns}
    sheet.add_table(HEAD, 0, last, len(heads) - 1, options)
    for step, values in enumerate(rows, start=HEAD + 1):
        for column, value in enumerate(values):
            _write(book, sheet, step, column, value)
    for head, note in (notes or {}).items():
        sheet.write_comment(HEAD, heads.index(head), note, {"width": 260, "height": 80})
    sheet.freeze_panes(HEAD + 1, 1)
    return sheet


def _write(book: Book, sheet: Worksheet, row: int, column: int, value: object) -> None:
    if value is None or value == "":
        return
    if isinstance(value, time):
        sheet.write_datetime(row, column, value, book.style("time", "center"))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, book.style("date", "center"))
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write_number(row, column, value)
