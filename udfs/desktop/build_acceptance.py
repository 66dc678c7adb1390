"""Build ``acceptance.xlsx``: a workbook whose cells say whether the add-in works in a real Excel.

``python udfs/desktop/build_acceptance.py`` writes it beside this file. What is expected comes from the
registry, so that a cell compares Excel's result with that of a direct call.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from xlsales.functions import call_function
from xlsales.kernel.values import CellError, CellValue

Rows = Sequence[Sequence[Any]]
#: What Excel's ERROR.TYPE gives.
ERROR_TYPES = {"#NULL!": 1, "#DIV/0!": 2, "#VALUE!": 3, "#REF!": 4, "#NAME?": 5, "#NUM!": 6, "#N/A": 7}
ERROR = "error"
NA, DIV = CellError("#N/A"), CellError("#DIV/0!")


@dataclass(frozen=True)
class Check:
    """A call and what it shows; a block among the arguments is put into cells."""

    what: str
    function: str
    arguments: tuple[Any, ...]


CHECKS = (
    Check("A column of results, which adds up", "SPLIT", (100, [[1], [1], [1]])),
    Check("A table of results", "SPLIT_MATRIX", ([[20], [18], [22]], [[18, 16, 12, 14]], None, 1)),
    Check("An argument left out in between", "GROW", (1000, 0.5, None, 0.05, 0.25)),
    Check("A blank cell in a block takes no part", "SPLIT", (100, [[1], [None], [1]])),
    Check("A text method, in Chinese", "SPLIT", (100, [[1], [1], [1]], 1, None, None, None, "希尔法")),
    Check("A needed argument is missing", "SPLIT", (100,)),
    Check("Text where a number belongs", "SPLIT", ("abc", [[1], [1]])),
    Check("An error in a block comes back as it is", "SPLIT", (100, [[1], [NA]])),
    Check(
        "Errors inside a result stay in their cells",
        "ATTAINMENT",
        ([[90], ["x"], [DIV]], [[120], [100], [50]]),
    ),
    Check("Truth values", "ATTAINMENT", (50, 40, True)),
    Check("Dates from cells", "RAMP", (46037, [[46023], [46054], [46082]], [[0.25], [0.5]])),
    Check(
        "Chinese labels", "SPLIT_TREE", (1000, [["北", "甲"], ["北", "乙"], ["南", ""]], [[1], [2], [3]], 1)
    ),
    Check("A long column", "SPLIT", (1_000_000, [[1 + n % 7] for n in range(2000)])),
    Check(
        "Tiers at, below and above a bound",
        "COMMISSION",
        ([[499.99], [500], [500.01]], [[0, 0.1], [500, 0.2]], "whole"),
    ),
    Check("A running commission", "COMMISSION_RUNNING", ([[200], [300], [1500]], [[0, 0.01], [1000, 0.02]])),
    Check("A table that explains", "COMMISSION_STEPS", (1200, [[0, 0.05], [1000, 0.1]])),
    Check("A credit split", "CREDIT", (1000, [[0.3333, 0.3333, 0.3334]])),
    Check("Prizes by rank", "RANK_PRIZES", ([[10], [10], [5]], [[1000], [500]])),
    Check("A wrong word is an error", "COMMISSION", (100, [[0, 0.1]], "sideways")),
    Check("ABC classes", "ABC", ([[70], [15], [10], [5]],)),
    Check("Bands by score", "BANDS", ([[95], [80], [79.99]], [["A", 80], ["B", 60]])),
    Check("A status from dates", "STATUS", ([[46000], [None]], [[46000], [None]], 46050)),
    Check("Ageing of open amounts", "AGEING", ([[100], [200]], [[46050], [46020]], 46050)),
    Check("A number", "DSO", (150000, 1800000, 365)),
    Check(
        "A table of deals",
        "PIPELINE",
        ([[100], [200], [50]], [["quote"], ["lead"], ["quote"]], [["lead", 0.1], ["quote", 0.5]]),
    ),
)

BY_HAND = (
    (
        "The ribbon has a tab Sales with groups Targets, Incentives, Customers, Reports and Workbook.",
        "功能区有“销售管理”选项卡，含目标、提成、客户、报表、工作簿五组。",
    ),
    ("Hovering over a button shows a label and a sentence.", "鼠标停在按钮上显示标签和说明。"),
    (
        "The button 中文 turns the tab into Chinese; English turns it back.",
        "“中文”按钮切换语言，再切换回来。",
    ),
    (
        "Targets, Functions, SPLIT in an empty cell opens the wizard with help on every argument.",
        "在空单元格插入 SPLIT，向导显示每个参数的说明。",
    ),
    ("The same in a cell with a value writes nothing and says so.", "单元格有内容时不写入，并有提示。"),
    (
        "While the wizard is open no result is computed in it (Task Manager: Python is idle).",
        "向导打开时不计算。",
    ),
    (
        "Errors on this workbook adds a sheet with links; a click jumps to the cell.",
        "“错误原因”新建工作表，点击链接跳到单元格。",
    ),
    ("IFERROR around a wrong call shows its second argument.", "IFERROR 能捕捉错误。"),
    (
        "Two workbooks open: Task Manager shows one Python process under Excel.",
        "打开两个工作簿，只有一个 Python 进程。",
    ),
    (
        "After ending Python in Task Manager the next recalculation (F9 on an edited input) works.",
        "结束 Python 进程后，下次计算照常。",
    ),
    (
        "Recalculate a copy: status bar tells the stages, a new file and a new sheet appear.",
        "“重算副本”显示进度，生成新文件和新工作表。",
    ),
    ("Esc during it stops it and leaves no file.", "按 Esc 停止，不留下文件。"),
    (
        "Set targets on target_plan.xlsx: a report opens beside it; the plan is as it was.",
        "在 target_plan.xlsx 上“制定目标”：旁边生成并打开报表，计划不变。",
    ),
    (
        "Pay incentives on incentive_plan.xlsx: a payroll opens; a folder holds one statement a payee.",
        "在 incentive_plan.xlsx 上“计算提成”：打开工资汇总，文件夹内每人一份对账单。",
    ),
    (
        "Pressed again, both write a second report under a new name and leave the first as it is.",
        "再按一次，以新名称另存，不动已有文件。",
    ),
    (
        "Grade customers on grading_template.xlsx: grades with their reasons open.",
        "在 grading_template.xlsx 上“客户评级”：打开评级及理由。",
    ),
    (
        "Set targets on this workbook: a new sheet lists what is missing, with links; no file is written.",
        "在本工作簿上“制定目标”：新工作表列出缺少的内容，不生成文件。",
    ),
    (
        "Report, Targets on target_plan.xlsx: a workbook with a cover, charts and signatures opens.",
        "在 target_plan.xlsx 上生成报表“目标分解表”：打开带封面、图表和签字栏的工作簿。",
    ),
    (
        "Check on this workbook: findings on a new sheet, or a box that says how much was looked at.",
        "在本工作簿上“检查”：新工作表列出发现，或提示已检查的数量。",
    ),
    (
        "With the tab in Chinese, the same buttons give Chinese headings and file names.",
        "功能区为中文时，报表标题和文件名为中文。",
    ),
    (
        "Settings opens a new workbook; the page Check says ok in every row.",
        "“设置”打开新工作簿，检查页全部为 ok。",
    ),
    ("Help opens a new workbook with every function.", "“帮助”列出全部函数。"),
    ("After closing Excel no Python process is left.", "关闭 Excel 后没有残留的 Python 进程。"),
    (
        "xlsales addin uninstall: Excel starts without the tab, and %USERPROFILE%\\.xlsales is gone.",
        "卸载后不留痕迹。",
    ),
)


def build(path: Path) -> None:
    """Write the workbook; the same bytes every time."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": "xlsales acceptance", "created": datetime(2026, 1, 1)})
        formats = _Formats(book)
        page, inputs, expected = (book.add_worksheet(name) for name in ("Checks", "Inputs", "Expected"))
        _head(page, formats)
        row = column = 0
        for number, check in enumerate(CHECKS, start=1):
            formula, column = _formula(check, inputs, column)
            rows = call_function(check.function, check.arguments).rows
            area = _expect(expected, rows, row, number)
            row += len(rows) + 1
            _check(page, formats, number, check, _test(formula, rows, area))
        _by_hand(book, formats)
        for hidden in (inputs, expected):
            hidden.set_tab_color("#999999")


class _Formats:
    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bg_color": "#217346", "font_color": "white"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.entry = book.add_format({"bg_color": "#FFF2CC", "border": 1})
        self.good = book.add_format({"bg_color": "#C6EFCE", "font_color": "#006100"})
        self.bad = book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})


def _head(page: Any, formats: _Formats) -> None:
    first, last = 5, 4 + len(CHECKS)
    page.set_column("A:A", 5)
    page.set_column("B:B", 44)
    page.set_column("C:C", 10)
    page.set_column("D:D", 60)
    page.write("A1", "xlsales in Excel: checks that run by themselves 自动检查", formats.title)
    page.write_formula(
        "B2",
        f'=COUNTIF(C{first}:C{last},"pass")&" of {len(CHECKS)} pass"',
        None,
        f"0 of {len(CHECKS)} pass",
    )
    page.write("B3", "Every cell of column C must say pass. #NAME?: the add-in is not loaded.")
    page.write_row("A4", ["No.", "What 内容", "State 状态", "Call 函数"], formats.head)
    area = f"C{first}:C{last}"
    page.conditional_format(
        area, {"type": "cell", "criteria": "==", "value": '"pass"', "format": formats.good}
    )
    page.conditional_format(
        area, {"type": "cell", "criteria": "!=", "value": '"pass"', "format": formats.bad}
    )
    page.freeze_panes(4, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _formula(check: Check, inputs: Any, column: int) -> tuple[str, int]:
    """Return the call, blocks as ranges of the sheet Inputs, and the next free column there."""
    texts = []
    for argument in check.arguments:
        if isinstance(argument, list):
            for i, row in enumerate(argument):
                for j, value in enumerate(row):
                    _put(inputs, i, column + j, value)
            width = len(argument[0])
            texts.append(f"Inputs!{xl_range_abs(0, column, len(argument) - 1, column + width - 1)}")
            column += width + 1
        else:
            texts.append(_constant(argument))
    return f"XLSALES_{check.function}({','.join(texts)})", column


def _constant(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _put(page: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, CellError):
        page.write_formula(row, column, f"={value.code}", None, value.code)
    elif isinstance(value, str):
        page.write_string(row, column, value)
    elif value is not None:
        page.write(row, column, value)


def _expect(page: Any, rows: Sequence[Sequence[CellValue]], top: int, number: int) -> str:
    """Write what is expected and return its area."""
    page.write(top, 0, number)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            _put(page, top + i, 1 + j, ERROR if isinstance(value, CellError) else value)
    return f"Expected!{xl_range_abs(top, 1, top + len(rows) - 1, len(rows[0]))}"


def _test(formula: str, rows: Sequence[Sequence[CellValue]], area: str) -> str:
    """Return a formula that says pass or FAIL, whatever becomes of the call."""
    first = rows[0][0]
    if len(rows) == len(rows[0]) == 1 and isinstance(first, CellError):
        condition = f"ERROR.TYPE({formula})={ERROR_TYPES[first.code]}"
    else:
        size = len(rows) * len(rows[0])
        condition = (
            f"AND(ROWS({formula})={len(rows)},COLUMNS({formula})={len(rows[0])},"
            f'SUM(--(IFERROR({formula},"{ERROR}")={area}))={size})'
        )
    return f'=IFERROR(IF({condition},"pass","FAIL"),"FAIL")'


def _check(page: Any, formats: _Formats, number: int, check: Check, test: str) -> None:
    row = 3 + number
    page.write(row, 0, number)
    page.write(row, 1, check.what, formats.wrap)
    page.write_dynamic_array_formula(xl_rowcol_to_cell(row, 2), test, None, "")
    shown = ", ".join("…" if isinstance(each, list) else _constant(each) for each in check.arguments)
    page.write_string(row, 3, f"XLSALES_{check.function}({shown})")


def _by_hand(book: Any, formats: _Formats) -> None:
    page = book.add_worksheet("By hand")
    page.set_column("A:A", 5)
    page.set_column("B:C", 60)
    page.set_column("D:D", 12)
    first, last = 5, 4 + len(BY_HAND)
    page.write("A1", "What a person looks at, see ACCEPTANCE.md 人工检查", formats.title)
    page.write_formula(
        "B2", f'=COUNTIF(D{first}:D{last},"yes")&" of {len(BY_HAND)} yes"', None, f"0 of {len(BY_HAND)} yes"
    )
    page.write_row("A4", ["No.", "What must be so", "应当如此", "yes or no"], formats.head)
    for number, (english, chinese) in enumerate(BY_HAND, start=1):
        page.write(3 + number, 0, number)
        page.write(3 + number, 1, english, formats.wrap)
        page.write(3 + number, 2, chinese, formats.wrap)
        page.write_blank(3 + number, 3, None, formats.entry)
    page.data_validation(f"D{first}:D{last}", {"validate": "list", "source": ["yes", "no"]})
    page.freeze_panes(4, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("acceptance.xlsx"))
