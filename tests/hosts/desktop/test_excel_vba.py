"""The one module that asks Excel itself, with the few members of Excel that it needs put in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("pyopenvba", reason="pyOpenVBA is not installed (pip install 'xlsales[build]')")

from pyopenvba.apps.excel import Application, ExcelApplication
from pyopenvba.interpreter._objects import MemberSpec, VBAObject, member, method
from pyopenvba.interpreter._values import VBAInt, error

from hosts.desktop.vba_machine import vba_source


class Thing(VBAObject):
    """An object whose every chained member leads to one answer."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    @member(name="Worksheet")
    def worksheet(self) -> object:
        return self

    @member(name="Parent")
    def parent(self) -> object:
        return self

    @member(name="Date1904")
    def date1904(self) -> object:
        return self.answer

    @method(name="Controls")
    def controls(self, index: object) -> object:
        return self

    @member(name="Enabled")
    def enabled(self) -> object:
        return self.answer

    @method(name="LanguageID")
    def language_id(self, which: object) -> object:
        return self.answer

    @method(name="Address")
    def address(self, External: object = None) -> object:  # noqa: N803 - the name VBA gives
        return "'[Plan.xlsx]East 1'!$B$2"


Excel = Callable[..., ExcelApplication]


@pytest.fixture
def excel(monkeypatch: pytest.MonkeyPatch) -> Excel:
    def build(**members: Callable[..., object]) -> ExcelApplication:
        for name, answer in members.items():
            spec = MemberSpec(name, "method", getter=answer, parameters=(), varargs=True)
            monkeypatch.setitem(Application._vba_members, name.lower(), spec)
        app = ExcelApplication()
        app.add_workbook()
        app.add_module(vba_source("XlsalesExcel.bas"), name="XlsalesExcel")
        return app

    return build


def fail(*arguments: Any) -> object:
    raise error(1004, "not now")


@pytest.mark.parametrize(("enabled", "is_open"), [(True, False), (False, True)])
def test_a_disabled_toolbar_means_that_the_wizard_is_open(excel: Excel, enabled: bool, is_open: bool) -> None:
    app = excel(CommandBars=lambda *arguments: Thing(enabled))

    assert app.run("XsWizardIsOpen") is is_open


def test_without_that_toolbar_calls_are_made(excel: Excel) -> None:
    assert excel(CommandBars=fail).run("XsWizardIsOpen") is False


@pytest.mark.parametrize(("from_1904", "system"), [(True, 1904), (False, 1900)])
def test_the_date_system_is_that_of_the_calling_workbook(excel: Excel, from_1904: bool, system: int) -> None:
    assert excel(Caller=lambda *arguments: Thing(from_1904)).run("XsDateSystem") == system


def test_a_call_from_no_cell_counts_days_from_1900(excel: Excel) -> None:
    app = excel(Caller=fail)

    assert app.run("XsDateSystem") == 1900
    assert app.run("XsCallerAddress") == ""


def test_the_calling_cell_is_named_with_book_and_sheet(excel: Excel) -> None:
    app = excel(Caller=lambda *arguments: Thing(None))

    assert app.run("XsCallerAddress") == "'[Plan.xlsx]East 1'!$B$2"


@pytest.mark.parametrize(("number", "language"), [(2052, "zh"), (1028, "zh"), (1033, "en"), (1031, "en")])
def test_menus_in_chinese_mean_chinese_words(excel: Excel, number: int, language: str) -> None:
    app = excel(LanguageSettings=lambda *arguments: Thing(VBAInt(number, "Long")))

    assert app.run("XsOfficeLanguage") == language


def test_an_excel_that_does_not_tell_its_language_gets_english(excel: Excel) -> None:
    assert excel(LanguageSettings=fail).run("XsOfficeLanguage") == "en"
