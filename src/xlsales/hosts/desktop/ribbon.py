"""The ribbon tab as data: its groups, menus and buttons; jobs that are not there have no button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xlsales.functions import GROUPS, CellFunction, all_functions
from xlsales.hosts.buttons.offered import JobButton, offered


@dataclass(frozen=True, slots=True)
class Text:
    """Words in both languages: a short label and a sentence that explains it."""

    label: str
    chinese: str
    tip: str = ""
    chinese_tip: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button.

    Attributes:
        id: Name of the control, unique in the file.
        tag: What it does: ``python:`` a button's job, ``excel:`` something Excel does itself,
            ``insert:`` a call into the active cell.
        image: An icon of Office.
        text: Its words.
        large: Whether it takes the whole height of the ribbon.
        windows_only: Whether it belongs to the cell functions, which a Mac does not have here.
    """

    id: str
    tag: str
    image: str
    text: Text
    large: bool = False
    windows_only: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of buttons."""

    id: str
    image: str
    text: Text
    buttons: tuple[Button, ...]
    windows_only: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the tab; one without controls is not shown."""

    id: str
    text: Text
    controls: tuple[Menu | Button, ...]


TAB: Final = Text("Sales", "销售管理")
GROUP_TEXTS: Final[dict[str, Text]] = {
    **{group: Text(group, chinese) for group, chinese in GROUPS.items()},
    "Reports": Text("Reports", "报表"),
    "Workbook": Text("Workbook", "工作簿"),
}

#: Icons of the buttons of jobs, by their names; reports stand in a menu.
_IMAGES: Final = {
    "targets": "ChartTrendline",
    "incentives": "AccountingFormat",
    "customers": "SortFilterMenu",
    "check": "DataValidation",
}
_REPORTS: Final = Text(
    "Report",
    "生成报表",
    "Writes a report of this workbook into a new one.",
    "为本工作簿生成报表，写到新的工作簿。",
)

#: The buttons of the workbook that Excel alone has, in their order; the check stands behind the first.
BUTTONS: Final[tuple[Button, ...]] = (
    Button(
        "xsRecalculate",
        "python:recalculate",
        "CalculateNow",
        Text(
            "Recalculate a copy",
            "重算副本",
            "Recalculates a copy without Excel, saves it beside this workbook and lists what changed.",
            "不用 Excel 重算一份副本，存放在本工作簿旁边，并列出变化。",
        ),
        large=True,
    ),
    Button(
        "xsInsertFunction",
        "excel:wizard",
        "FunctionWizard",
        Text(
            "Insert function",
            "插入函数",
            "Opens Excel's list of functions; ours are in the categories that begin with xlsales.",
            "打开 Excel 的函数列表；我们的函数在以 xlsales 开头的类别里。",
        ),
        large=True,
        windows_only=True,
    ),
    Button(
        "xsErrors",
        "excel:errors",
        "ErrorChecking",
        Text(
            "Errors",
            "错误原因",
            "Lists why cells show errors on a new sheet, with a link to each cell.",
            "在新工作表列出单元格出错的原因，并附上链接。",
        ),
        large=True,
        windows_only=True,
    ),
    Button(
        "xsMapColumns",
        "python:map_columns",
        "TableColumnsInsertLeft",
        Text(
            "Map columns",
            "对应列名",
            "Guesses which column is what and lists it on a new sheet, where you correct it.",
            "猜测每一列的含义，写到新工作表，由您修改。",
        ),
    ),
    Button(
        "xsRepair",
        "python:repair",
        "HyperlinkEdit",
        Text(
            "Repair links",
            "修复链接",
            "Turns calls that became links to a file, such as 'C:\\…\\xlsales.xlam'!XLSALES_SPLIT, back.",
            "把变成文件链接的函数改回来，例如 'C:\\…\\xlsales.xlam'!XLSALES_SPLIT。",
        ),
    ),
    Button(
        "xsSettings",
        "python:settings",
        "ApplicationOptionsDialog",
        Text(
            "Settings",
            "设置",
            "Shows the settings and checks the installation, in a new workbook.",
            "在新工作簿里显示设置并检查安装。",
        ),
    ),
    Button(
        "xsLanguage",
        "excel:language",
        "SetLanguage",
        Text(
            "中文",
            "English",
            "Shows ribbon and help in Chinese. 用中文显示功能区和帮助。",
            "用英文显示功能区和帮助。Shows ribbon and help in English.",
        ),
    ),
    Button(
        "xsHelp",
        "python:help",
        "Help",
        Text(
            "Help",
            "帮助",
            "Lists every function with its arguments, in a new workbook.",
            "在新工作簿里列出全部函数及其参数。",
        ),
    ),
)

#: What the add-in says in boxes and in the status bar.
MESSAGES: Final[dict[str, Text]] = {
    "running": Text("xlsales is working; Esc stops it.", "xlsales 正在运行；按 Esc 停止。"),
    "no_python": Text(
        "Python was not reached. Run xlsales addin doctor; it says what to do.",
        "无法连接 Python。请运行 xlsales addin doctor，它会告诉您怎么做。",
    ),
    "cell_taken": Text(
        "Choose an empty cell first; nothing is written over.", "请先选择空单元格；不会覆盖已有内容。"
    ),
}


def groups() -> tuple[Group, ...]:
    """Return the groups to show, each with at least one control."""
    found = []
    for name, text in GROUP_TEXTS.items():
        controls = tuple(_controls(name))
        if controls:
            found.append(Group(f"xsGroup{name}", text, controls))
    return tuple(found)


def _controls(group: str) -> Iterator[Menu | Button]:
    buttons = [button for button in offered() if button.group == group]
    reports = tuple(_job_button(button) for button in buttons if button.is_report)
    own = BUTTONS if group == "Workbook" else ()
    yield from own[:1]
    yield from (_job_button(button, large=True) for button in buttons if not button.is_report)
    if reports:
        yield Menu("xsReports", "TableInsert", _REPORTS, reports)
    yield from own[1:]
    functions = [function for function in all_functions() if function.group == group]
    if functions:
        yield Menu(
            f"xsFunctions{group}",
            "FunctionWizard",
            Text(
                "Functions",
                "函数",
                "Puts a function into the active cell and asks for its arguments.",
                "把函数放进当前单元格，并填写参数。",
            ),
            tuple(map(_function_button, functions)),
            windows_only=True,
        )


def _job_button(button: JobButton, *, large: bool = False) -> Button:
    english, chinese = button.english, button.chinese
    text = Text(english.label, chinese.label, english.tip, chinese.tip)
    image = _IMAGES.get(button.name, "TableInsert")
    return Button(f"xsRun_{button.name}", f"python:{button.name}", image, text, large=large)


def _function_button(function: CellFunction) -> Button:
    chinese_name = f"{function.name} {function.words[0]}" if function.words else function.name
    return Button(
        f"xsInsert_{function.name}",
        f"insert:{function.name}",
        "FunctionWizard",
        Text(function.name, chinese_name, function.summary, function.chinese),
    )
