"""The yearly summary of 50,000 rows in a workbook, and of ten times the rows: is it linear?

Every row, page, chart and check of ``xlsales report summary`` as a whole process, on the dirty orders of the
demo workbooks. Aims: 50,000 rows in under 10 s and 500 MB, ten times the rows in no more than ten times that.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import xlsxwriter

from measuring import Line, Usage, median, show, xlsales

GLOBAL_SALES = Path(__file__).parents[1] / "workbooks" / "data" / "global_sales.zip"
COLUMNS = (
    "timestamp",
    "revenue",
    "tax",
    "quantity",
    "status",
    "customer_id",
    "customer_segment",
    "product_id",
    "product_category",
    "region",
    "country",
    "city",
    "sales_channel",
)
NUMBERS = {"revenue", "tax", "quantity"}
ROWS = 50_000


def orders() -> list[dict[str, str]]:
    """Return the raw orders."""
    with zipfile.ZipFile(GLOBAL_SALES) as archive:
        return list(csv.DictReader(io.StringIO(archive.read("global_sales.csv").decode())))


def write_book(path: Path, rows: list[dict[str, str]], count: int) -> None:
    """Write so many orders as a ledger, and the settings beside it; orders come again and again."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("summary settings")
        for row, pair in enumerate((("setting", "value"), ("tax basis", "excluded"), ("currency", "USD"))):
            sheet.write_row(row, 0, pair)
        sheet = book.add_worksheet("sales ledger")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, COLUMNS)
        for number in range(count):
            order = rows[number % len(rows)]
            for at, name in enumerate(COLUMNS):
                text = order[name]
                if name == "timestamp" and text:
                    sheet.write_datetime(number + 1, at, datetime.fromisoformat(text), day)
                elif name in NUMBERS:
                    sheet.write_number(number + 1, at, float(text))
                elif text:
                    sheet.write_string(number + 1, at, text)


def summary(book: Path) -> Usage:
    """Return what one summary takes."""
    out = book.with_name(f"{book.stem} summary.xlsx")
    return xlsales("report", "summary", book, "-o", out, "--period", "2023")


def lines(quick: bool) -> list[Line]:
    """Measure the summary of some rows, and of ten times as many."""
    count, repeats = (ROWS // 10, 1) if quick else (ROWS, 3)
    rows = orders()
    with tempfile.TemporaryDirectory() as folder:
        books = []
        for times in (1, 10):
            books.append(Path(folder) / f"{times}.xlsx")
            write_book(books[-1], rows, times * count)
        small = median([summary(books[0]) for _ in range(repeats)])
        large = median([summary(books[1]) for _ in range(repeats)])
    print(
        f"summary of {count:,} rows: {small.processor:.1f} s of the processor, {small.peak:.0f} MB; of "
        f"{10 * count:,}: {large.processor:.1f} s, {large.peak:.0f} MB; "
        f"ratio {large.processor / small.processor:.1f}"
    )
    return [
        Line(
            f"yearly summary of {10 * count:,} rows",
            large,
            f"ten summaries of {count:,} rows",
            small.scaled(10),
            "at least as fast; 50,000 rows under 10 s and 500 MB",
        )
    ]


if __name__ == "__main__":
    show(lines("--quick" in sys.argv))
