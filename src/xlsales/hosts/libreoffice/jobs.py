"""What LibreOffice says around a job, and the pages a job hands over. Runs inside LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from xlsales.hosts.libreoffice.outside import VARIABLE
from xlsales.hosts.libreoffice.pages import Cell, CellLink, Language, Page

_NARROWEST, _WIDEST, _PER_SIGN = 22, 90, 2.5
#: From here on, signs take twice the room.
_WIDE_FROM: Final = 0x2E80
_NO_PYTHON: Final = {
    "en": "The jobs run in a Python of their own. Install it with pip install xlsales, so that the command "
    f"xlsales is on the path, or let {VARIABLE} name that Python; then restart LibreOffice.",
    "zh": "计算任务在独立的 Python 中运行。请用 pip install xlsales 安装，使命令 xlsales 在路径中，"
    f"或用环境变量 {VARIABLE} 指明该 Python，然后重新启动 LibreOffice。",
}
_FAILED: Final = {"en": "The job did not run: {reason}", "zh": "任务未能运行：{reason}"}
_WORKING: Final = {"en": "{stage} (Esc stops)", "zh": "{stage}（按 Esc 停止）"}


def no_python_text(language: Language) -> str:
    """Return what is said where no Python for the jobs is found."""
    return _NO_PYTHON[language]


def failed_text(reason: str, language: Language) -> str:
    """Return what is said where the other Python ended badly."""
    return _FAILED[language].format(reason=reason)


def working_text(stage: str, language: Language) -> str:
    """Return what the status bar shows at a stage."""
    return _WORKING[language].format(stage=stage)


def page_from(told: dict[str, Any]) -> Page:
    """Return a page as a job hands it over; a cell of the book is a link.

    Examples:
        >>> place = {"sheet": "A 1", "cell": "B2"}
        >>> page = page_from({"title": "Issues", "columns": ["Where"], "rows": [[place]]})
        >>> page.rows, page.widths
        (((CellLink(text='A 1!B2', place="$'A 1'.B2"),),), (22,))
    """
    rows = tuple(tuple(_cell(value) for value in row) for row in told["rows"])
    columns = tuple(told["columns"])
    return Page(
        told["title"], columns, tuple(_width(column) for column in zip(columns, *rows, strict=True)), rows
    )


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        quoted = value["sheet"].replace("'", "''")
        return CellLink(f"{value['sheet']}!{value['cell']}", f"$'{quoted}'.{value['cell']}")
    return value if isinstance(value, (int, float)) else str(value)


def _width(cells: Sequence[Cell]) -> int:
    """Return the width of a column in millimetres."""
    longest = max(_signs(cell.text if isinstance(cell, CellLink) else str(cell)) for cell in cells)
    return min(max(round(longest * _PER_SIGN), _NARROWEST), _WIDEST)


def _signs(text: str) -> int:
    return sum(2 if ord(sign) >= _WIDE_FROM else 1 for sign in text)
