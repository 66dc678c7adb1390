"""The sheets that the menu's commands write: a title, a header and rows of texts, numbers and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import xlsales
from xlsales.functions import GROUPS, CellFunction, all_functions
from xlsales.hosts.libreoffice.messages import Message

Language = Literal["en", "zh"]

_CALL: Final = re.compile(r"XLSALES\.([A-Z_0-9]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellLink:
    """A cell of the document that a page is about.

    Attributes:
        text: The place as a person reads it.
        place: The same as Calc takes it behind ``#``, such as ``$'Plan 2'.B2``.
    """

    text: str
    place: str


Cell: TypeAlias = str | int | float | CellLink


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to be.

    Attributes:
        name: Name of the sheet.
        header: Labels of the columns.
        widths: Width of each column, in millimetres.
        rows: A cell for each column.
    """

    name: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell with a call of ours that shows an error.

    Attributes:
        address: Where it is, such as ``Plan.B2``.
        formula: What stands in it.
        shows: The error, such as ``#VALUE!``.
    """

    address: str
    formula: str
    shows: str


def reference_page(language: Language) -> Page:
    """Return every function with its arguments."""
    chinese = language == "zh"
    return Page(
        name="函数参考" if chinese else "Functions",
        header=("类别", "函数", "作用", "参数")
        if chinese
        else ("Group", "Function", "What it does", "Arguments"),
        widths=(24, 62, 76, 140),
        rows=tuple(_reference_row(function, chinese) for function in all_functions()),
    )


def _reference_row(function: CellFunction, chinese: bool) -> tuple[str, ...]:
    arguments = (
        f"{a.name}：{a.chinese}（{a.doc}）" if chinese else f"{a.name}: {a.doc}" for a in function.arguments
    )
    return (
        GROUPS[function.group] if chinese else function.group,
        f"XLSALES.{function.signature}".replace(", ", "; "),
        function.chinese if chinese else function.summary,
        "\n".join(arguments),
    )


def messages_page(messages: Sequence[Message], language: Language) -> Page:
    """Return what the functions said, one message a row."""
    chinese = language == "zh"
    return Page(
        name="消息" if chinese else "Messages",
        header=("函数", "代码", "位置", "收到", "应为", "如何修改", "次数")
        if chinese
        else ("Function", "Code", "Where", "Got", "Expected", "What to do", "Calls"),
        widths=(38, 26, 34, 48, 52, 90, 16),
        rows=tuple(
            (
                m.function,
                m.issue.code,
                m.issue.where,
                m.issue.got,
                m.issue.expected,
                m.issue.fix,
                str(m.calls),
            )
            for m in messages
        ),
    )


def errors_page(cells: Iterable[ErrorCell], messages: Sequence[Message], language: Language) -> Page:
    """Return the cells that show an error, each with what its functions said.

    Examples:
        >>> page = errors_page([ErrorCell("Plan.B2", "=XLSALES.SPLIT(1)", "#VALUE!")], [], "en")
        >>> page.rows
        ((CellLink(text='Plan.B2', place='Plan.B2'), '#VALUE!', '', '=XLSALES.SPLIT(1)'),)
    """
    chinese = language == "zh"
    return Page(
        name="错误" if chinese else "Errors",
        header=("单元格", "显示", "原因", "公式") if chinese else ("Cell", "Shows", "Why", "Formula"),
        widths=(34, 22, 130, 110),
        rows=tuple(
            (CellLink(cell.address, cell.address), cell.shows, _why(cell, messages), cell.formula)
            for cell in cells
        ),
    )


def _why(cell: ErrorCell, messages: Sequence[Message]) -> str:
    functions = {name.upper() for name in _CALL.findall(cell.formula)}
    said = [m for m in messages if m.function in functions and m.issue.cell_error == cell.shows]
    return "\n".join(str(message.issue) for message in said)


def no_errors_text(language: Language) -> str:
    """Return what is said where no cell shows an error."""
    return "没有出错的调用。" if language == "zh" else "No call shows an error, and none has a message."


def about_text(language: Language, python: str) -> str:
    """Return what this is, its release, and what it runs on.

    Args:
        language: The language of the menus.
        python: Release of LibreOffice's Python.

    Examples:
        >>> print(about_text("en", "3.11.2").splitlines()[-1])
        Python 3.11.2
    """
    count = len(all_functions())
    what = (
        f"{count} 个单元格函数：目标分解、激励提成、客户分级。"
        if language == "zh"
        else f"{count} cell functions for sales targets, incentives and customer grades."
    )
    return f"XLSALES {xlsales.__version__}\n\n{what}\n\nPython {python}"
