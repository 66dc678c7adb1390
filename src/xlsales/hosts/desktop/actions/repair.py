"""The Repair links button: calls that became links to a file lose the file again."""

from __future__ import annotations

from typing import Final

from xlsales.hosts.buttons.open_book import Person
from xlsales.hosts.buttons.pages import Language, Link, Page
from xlsales.hosts.desktop.excel_book import ExcelBook
from xlsales.hosts.desktop.links import repaired
from xlsales.kernel.grid import column_letters

_TITLE: Final = {"en": "xlsales repaired", "zh": "xlsales 已修复"}
_COLUMNS: Final = {"en": ("Where", "Before", "After", "Outcome"), "zh": ("位置", "原公式", "新公式", "结果")}
_OUTCOME: Final = {
    "en": {"written": "repaired", "refused": "refused: is the sheet protected, or part of an array?"},
    "zh": {"written": "已修复", "refused": "未能写入：工作表受保护，或属于数组？"},
}
_NONE: Final = {"en": "No formula had become a link.", "zh": "没有变成链接的公式。"}


def run(book: ExcelBook, person: Person, language: Language) -> None:
    """Rewrite the formulas and list each, before and after, on a new sheet."""
    broken = [formula for formula in book.formulas() if repaired(formula.text) != formula.text]
    rows = []
    for number, formula in enumerate(broken, start=1):
        person.tell(f"xlsales {number}/{len(broken)}")
        text = repaired(formula.text)
        outcome = book.respell(formula, text)
        if outcome != "followed":
            link = Link(formula.sheet, f"{column_letters(formula.column)}{formula.row}")
            rows.append((link, formula.text, text, _OUTCOME[language][outcome]))
    if rows:
        book.add_sheet(Page(_TITLE[language], _COLUMNS[language], tuple(rows)))
    else:
        person.done(_NONE[language])
