"""The Help button: every function with its arguments, in a new workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlsales.functions import GROUPS, CellFunction, all_functions
from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language, Page
from xlsales.hosts.desktop.wrappers import PREFIX

_TITLES: Final = {"en": ("Functions", "Arguments"), "zh": ("函数", "参数")}
_FUNCTIONS: Final = {
    "en": ("Group", "Function", "What it gives", "How to write it"),
    "zh": ("类别", "函数", "结果", "写法"),
}
_ARGUMENTS: Final = {
    "en": ("Function", "Argument", "Needed", "What it is", "What it takes"),
    "zh": ("函数", "参数", "必填", "含义", "取值"),
}
_NEEDED: Final = {"en": {True: "yes", False: "no"}, "zh": {True: "是", False: "否"}}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Write the reference from the registry."""
    functions = all_functions()
    first, second = _TITLES[language]
    book.new_book(
        (
            Page(first, _FUNCTIONS[language], tuple(_function(each, language) for each in functions)),
            Page(
                second,
                _ARGUMENTS[language],
                tuple(row for each in functions for row in _arguments(each, language)),
            ),
        )
    )


def _function(function: CellFunction, language: Language) -> tuple[str, ...]:
    chinese = language == "zh"
    return (
        GROUPS[function.group] if chinese else function.group,
        PREFIX + function.name,
        function.chinese if chinese else function.summary,
        f"{PREFIX}{function.signature}",
    )


def _arguments(function: CellFunction, language: Language) -> Iterator[tuple[str, ...]]:
    for argument in function.arguments:
        yield (
            PREFIX + function.name,
            argument.name,
            _NEEDED[language][argument.required],
            argument.chinese if language == "zh" and argument.chinese else argument.doc,
            argument.kind.expects,
        )
