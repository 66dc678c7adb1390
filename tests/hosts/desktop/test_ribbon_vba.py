"""The ribbon's own VBA, interpreted over the sheet of the add-in that ships."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pyopenvba", reason="pyOpenVBA is not installed (pip install 'xlsales[build]')")

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter._objects import VBAObject, member
from pyopenvba.interpreter._values import VBAArray

from hosts.desktop.vba_machine import vba_source
from xlsales.functions import all_functions, find_function
from xlsales.hosts.buttons.offered import offered
from xlsales.hosts.desktop import buttons
from xlsales.resources import resource_folder

XLWINGS = """
Public Language As String
Public Command As String
Public Function GetConfig(key As String, Optional default As String, Optional source As String) As Variant
    If source = "user" And key = "LANGUAGE" Then GetConfig = Language Else GetConfig = default
End Function
Public Sub SaveConfigToFile(file As String, name As String, value As String)
    Language = value
End Sub
Public Function GetConfigFilePath() As String
    GetConfigFilePath = "conf"
End Function
Public Function RunPython(given As String)
    If Command = "unreachable" Then Err.Raise 1000, "x", "no DLL"
    Command = given
End Function
Public Function LastCommand() As String
    LastCommand = Command
End Function
Public Sub BreakPython()
    Command = "unreachable"
End Sub
"""
EXCEL = """
Public Office As String
Public Filled As String
Public Opened As Long
Private mDescribed As Object

Public Sub Listen(given As Object)
    Set mDescribed = given
End Sub
Public Sub SetOffice(given As String)
    Office = given
End Sub
Public Function XsOfficeLanguage() As String
    XsOfficeLanguage = IIf(Office = "", "en", Office)
End Function
Public Sub XsDescribe(ByVal name As String, ByVal help As String, ByVal category As String, helps() As String)
    mDescribed.Note name, help, category, helps
End Sub
Public Sub XsWriteFormula(cell As Object, ByVal formula As String)
    cell.Formula = formula
End Sub
Public Sub FillLater(given As String)
    Filled = given
End Sub
Public Sub XsOpenWizard(cell As Object)
    If Filled <> "" Then cell.Formula = Filled
End Sub
Public Sub XsShowFunctions()
    Opened = Opened + 1
End Sub
Public Function TimesOpened() As Long
    TimesOpened = Opened
End Function
"""
CALLS = """
Public Problems As String
Public Sub SetProblems(given As String)
    Problems = given
End Sub
Public Function XsTakeProblems() As String
    XsTakeProblems = Problems
End Function
"""


class Listener(VBAObject):
    """Hears what would be registered with Excel's function wizard."""

    def __init__(self) -> None:
        self.heard: dict[str, tuple[str, str, tuple[str, ...]]] = {}

    @member(name="Note", kind="method")
    def note(self, name: object, help: object, category: object, helps: object) -> None:
        assert isinstance(helps, VBAArray)
        self.heard[str(name)] = (str(help), str(category), tuple(map(str, helps.elements())))


class Control(VBAObject):
    """A control of the ribbon."""

    def __init__(self, name: str, tag: str) -> None:
        self.name, self.tag = name, tag

    @member(name="ID")
    def id(self) -> object:
        return self.name

    @member(name="Tag")
    def its_tag(self) -> object:
        return self.tag


@pytest.fixture
def excel() -> ExcelApplication:
    app = ExcelApplication.open(resource_folder("udfs") / "desktop" / "xlsales.xlam", with_vba=False)
    app.add_module(XLWINGS, name="xlwings")
    app.add_module(EXCEL, name="XlsalesExcel")
    app.add_module(CALLS, name="XlsalesCalls")
    for name in ("XlsalesTexts", "XlsalesRibbon"):
        app.add_module(vba_source(f"{name}.bas"), name=name)
    return app


def do(excel: ExcelApplication, tag: str) -> None:
    excel.run("XsDo", tag)


def active_cell(excel: ExcelApplication) -> Any:
    return excel.application.vba_get("ActiveCell")


@pytest.mark.parametrize(
    ("office", "label", "tip"),
    [
        ("en", "Recalculate a copy", "Recalculates a copy without Excel"),
        ("zh", "重算副本", "不用 Excel 重算一份副本"),
    ],
)
def test_words_are_in_the_language_of_excel(
    excel: ExcelApplication, office: str, label: str, tip: str
) -> None:
    excel.run("SetOffice", office)

    assert excel.run("XsLabel", "xsRecalculate") == label
    assert str(excel.run("XsTip", "xsRecalculate")).startswith(tip)


def test_the_language_button_changes_the_words_and_remembers(excel: ExcelApplication) -> None:
    excel.run("Listen", Listener())

    do(excel, "excel:language")
    chinese = excel.run("XsLabel", "xsHelp")
    do(excel, "excel:language")

    assert chinese == "帮助"
    assert excel.run("XsLabel", "xsHelp") == "Help"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_of_every_function_reaches_the_function_wizard(excel: ExcelApplication, language: str) -> None:
    listener = Listener()
    excel.run("Listen", listener)
    excel.run("SetOffice", language)

    excel.run("XsRegisterHelp")

    assert set(listener.heard) == {f"XLSALES_{each.name}" for each in all_functions()}
    split = find_function("SPLIT")
    text, category, helps = listener.heard["XLSALES_SPLIT"]
    assert text == (split.chinese if language == "zh" else split.summary)
    assert category == ("xlsales 目标分解" if language == "zh" else "xlsales Targets")
    assert len(helps) == len(split.arguments)
    assert helps[0] == ("总目标" if language == "zh" else f"{split.arguments[0].doc}.")


def test_a_python_button_runs_its_entry_without_double_quotes(excel: ExcelApplication) -> None:
    do(excel, "python:repair")

    command = str(excel.run("LastCommand"))
    assert command == "import xlsales.hosts.desktop.buttons as b; b.press('repair', 'en')"
    assert '"' not in command
    assert excel.application.status_bar is False


def test_every_job_and_report_reaches_its_action_through_the_macro(
    excel: ExcelApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[tuple[str, str]] = []
    monkeypatch.setattr(buttons, "press", lambda name, language: pressed.append((name, language)))

    for button in offered():
        do(excel, f"python:{button.name}")
        exec(str(excel.run("LastCommand")), {})

    assert pressed == [(button.name, "en") for button in offered()]
    assert all(callable(buttons.action_of(name)) for name, _ in pressed)


def test_a_button_that_does_not_reach_python_says_what_to_do(excel: ExcelApplication) -> None:
    excel.run("BreakPython")

    do(excel, "python:help")

    ((_, text, title, _),) = excel.dialogs
    assert "xlsales addin doctor" in text
    assert "no DLL" in text
    assert title == "xlsales"
    assert excel.application.status_bar is False


def test_the_errors_button_tells_what_kept_calls_from_python(excel: ExcelApplication) -> None:
    excel.run("SetProblems", "XLSALES_SPLIT: gone")

    do(excel, "excel:errors")

    assert "XLSALES_SPLIT: gone" in excel.dialogs[0][1]
    assert excel.run("LastCommand") == ""


def test_the_errors_button_asks_python_where_calls_did_reach_it(excel: ExcelApplication) -> None:
    do(excel, "excel:errors")

    assert "press('errors'" in str(excel.run("LastCommand"))
    assert excel.dialogs == []


def test_insert_function_opens_the_list_of_excel(excel: ExcelApplication) -> None:
    do(excel, "excel:wizard")

    assert excel.run("TimesOpened") == 1


def test_a_function_is_put_into_an_empty_cell(excel: ExcelApplication) -> None:
    excel.add_workbook()
    excel.run("FillLater", "=1+1")

    do(excel, "insert:SPLIT")

    assert active_cell(excel).vba_get("Formula") == "=1+1"


def test_a_call_left_empty_is_taken_away_again(excel: ExcelApplication) -> None:
    excel.add_workbook()

    do(excel, "insert:SPLIT")

    assert active_cell(excel).vba_get("Formula") == ""


def test_a_cell_with_a_value_is_never_written_over(excel: ExcelApplication) -> None:
    excel.add_workbook()
    excel.run("FillLater", "=1+1")
    active_cell(excel).vba_set("Value", 5, [], {}, by_ref=False)

    do(excel, "insert:SPLIT")

    assert active_cell(excel).vba_get("Formula") == "5"
    assert "empty cell" in excel.dialogs[0][1]


def test_callbacks_answer_the_ribbon(excel: ExcelApplication) -> None:
    excel.add_module(
        """
Public Function Asked(what As String, control As Object) As Variant
    Dim returned As Variant
    Select Case what
        Case "label": XsGetLabel control, returned
        Case "tip": XsGetSupertip control, returned
        Case "enabled": XsGetEnabled control, returned
        Case "visible": XsGetVisible control, returned
    End Select
    Asked = returned
End Function
""",
        name="Test",
    )
    control = Control("xsErrors", "excel:errors")

    assert excel.run("Asked", "label", control) == "Errors"
    assert "link to each cell" in str(excel.run("Asked", "tip", control))
    assert excel.run("Asked", "enabled", control) is True
    assert excel.run("Asked", "visible", control) is True
