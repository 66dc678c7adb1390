"""The Recalculate button: a copy beside the workbook, computed without Excel, and a list of what changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlsales.hosts.buttons.free_names import folder_of, free_path
from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language, Page, PageCell, issues_page, link_or_text
from xlsales.kernel.issues import XlSalesError
from xlsales.kernel.values import CellError, CellValue
from xlsales.recalculation.book import address
from xlsales.recalculation.files import FileOutcome, Order, recalculate_file

_TITLE: Final = {"en": "xlsales recalculated", "zh": "xlsales 重算"}
_COLUMNS: Final = {"en": ("Cell", "Before", "After", "Remark"), "zh": ("单元格", "原值", "新值", "说明")}
_ADDED: Final = {"en": "recalculated", "zh": "已重算"}
_DONE: Final = {
    "en": "{name}: {count} cells have another value than Excel's.",
    "zh": "{name}：{count} 个单元格与 Excel 的值不同。",
}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Recalculate a copy of the open book, keep it beside the book and show the differences.

    Raises:
        InvalidInputError: ADDIN-005 the book is in no folder of this computer.
        XlSalesError: Why the copy could not be recalculated.
    """
    folder = folder_of(book)
    with TemporaryDirectory() as scratch:
        copy = book.copy_to(Path(scratch))
        outcome = recalculate_file(
            copy,
            Path(free_path(folder, f"{copy.stem} {_ADDED[language]}", copy.suffix).name),
            Order(folder=folder),
            lambda stage, count: person.tell(f"xlsales: {stage} {count or ''}".rstrip()),
        )
    if outcome.issues:
        raise XlSalesError(*outcome.issues)
    _show(book, person, outcome, language)


def _show(book: OpenBook, person: Person, outcome: FileOutcome, language: Language) -> None:
    done, written = outcome.recalculation, outcome.written
    assert done is not None
    assert written is not None
    rows = tuple(_rows(outcome))
    if rows:
        book.add_sheet(Page(_TITLE[language], _COLUMNS[language], rows))
    if done.told:
        book.add_sheet(issues_page(((address(each.place), each.issue) for each in done.told), language))
    person.done(_DONE[language].format(name=written.destination.name, count=len(done.changed)))


def _rows(outcome: FileOutcome) -> Iterator[tuple[PageCell, ...]]:
    done = outcome.recalculation
    assert done is not None
    for changed in done.changed:
        yield (link_or_text(address(changed.place)), _shown(changed.before), _shown(changed.after), "")
    for kept in done.kept:
        yield (link_or_text(address(kept.place)), kept.formula, "", f"{kept.why}: {kept.reason}")


def _shown(value: CellValue) -> PageCell:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return float(value)
    return value.code if isinstance(value, CellError) else value or ""
