"""The ribbon: its two parts against Office's rules, its words, its callbacks, its jobs."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from hosts.desktop.custom_ui import problems
from hosts.desktop.ribbon_picture import ribbon_svg
from xlsales.functions import all_functions
from xlsales.hosts.desktop.build import vba_sources
from xlsales.hosts.desktop.buttons import action_of
from xlsales.hosts.desktop.ribbon import GROUP_TEXTS, Menu, groups
from xlsales.hosts.desktop.ribbon_xml import NAMESPACE_2007, NAMESPACE_2010, ribbon_xml
from xlsales.hosts.desktop.texts import text_rows
from xlsales.reports.registry import REPORTS

BOTH = pytest.mark.parametrize("namespace", [NAMESPACE_2007, NAMESPACE_2010])


@BOTH
def test_office_reads_the_ribbon(namespace: str) -> None:
    assert problems(ribbon_xml(groups(), namespace)) == []


@BOTH
@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('<button id="xsHelp"', '<button id="xsRepair"', "id xsRepair twice"),
        ('<button id="xsHelp"', '<button id="1 help"', "id 1 help is no name"),
        ('<button id="xsHelp"', "<button", "button without id"),
        ('<button id="xsHelp"', '<button idMso="Help" id="xsHelp"', "button has several of"),
        ('<button id="xsHelp"', '<knob id="xsHelp"', "unknown element knob"),
        ('<button id="xsHelp"', '<tab id="xsHelp"', "tab inside group"),
        ('tag="insert:ABC"', 'size="large"', "button has no attribute size here"),
        ('size="normal"', 'size="small"', "size small"),
        ('tag="python:help"', 'label="Help"', "button has several of"),
        ('tag="python:help"', f'tag="{"x" * 1025}"', "tag of 1025 signs"),
        ('tag="python:help"', 'onClick="x"', "button has no attribute onClick here"),
        ('tag="python:help"', 'keytip="LONG"', "keytip LONG"),
        ('tag="python:help"', 'keytip="H" getKeytip="x"', "button has several of"),
        ('tag="python:help"', 'enabled="yes"', "enabled yes"),
        ('tag="python:help"', 'insertAfterMso="A" insertBeforeMso="B"', "button has several of"),
        ('tag="python:help"', 'tag=""', "tag of 0 signs"),
        ('tag="python:help"', 'idMso="Help"', "button has several of"),
        ('<menu id="xsReports"', '<menu id="xsReports" onAction="x"', "menu has no attribute onAction here"),
        ('<group id="xsGroupReports"', '<group id="xsGroupReports" size="large"', "group has no attribute"),
        ("<tabs>", '<tabs id="x">', "tabs has no attribute id here"),
        ("<ribbon>", "<ribbon><tab/>", "tab inside ribbon"),
        ("customui", "customui2", "unknown namespace"),
    ],
)
def test_a_broken_ribbon_is_told(namespace: str, before: str, after: str, told: str) -> None:
    text = ribbon_xml(groups(), namespace)
    assert before in text
    broken = text.replace(before, after, 1)
    if "knob" in after or after.startswith("<tab"):
        broken = re.sub(r'(<(?:knob|tab) id="xsHelp"[^>]*/>)', r"\1", broken)

    assert any(each.startswith(told) for each in problems(broken))


def test_every_control_has_words_in_both_languages() -> None:
    rows = {row[0]: row[1:] for row in text_rows(groups())}
    shown = [each.get("id") for each in ElementTree.fromstring(ribbon_xml(groups())).iter() if each.get("id")]

    for name in shown:
        assert all(isinstance(text, str) and text for text in rows[name])


def test_every_callback_is_a_public_procedure_of_the_ribbon_module() -> None:
    source = vba_sources()["XlsalesRibbon"]
    asked = set(re.findall(r'"XlsalesRibbon\.(\w+)"', ribbon_xml(groups())))

    assert asked == set(re.findall(r"^Public Sub (XsOn\w+|XsGet\w+)\(", source, re.MULTILINE))


def test_every_text_that_the_vba_shows_is_there() -> None:
    source = "".join(vba_sources().values())
    keys = {row[0] for row in text_rows(groups())}

    assert set(re.findall(r'XsLabel\("(\w+)"\)', source)) <= keys


def menus() -> list[tuple[str, Menu]]:
    """Return every menu with the name of its group."""
    return [
        (group.text.label, control)
        for group in groups()
        for control in group.controls
        if isinstance(control, Menu)
    ]


def test_every_function_can_be_inserted_from_the_group_it_belongs_to() -> None:
    tags = {
        (group, button.tag)
        for group, menu in menus()
        for button in menu.buttons
        if menu.id.startswith("xsFunctions")
    }

    assert tags == {(each.group, f"insert:{each.name}") for each in all_functions()}


def test_every_report_stands_in_the_menu_of_the_reports() -> None:
    ((group, menu),) = [each for each in menus() if each[1].id == "xsReports"]

    assert group == "Reports"
    assert {button.tag for button in menu.buttons} == {f"python:report_{name}" for name in REPORTS}


def test_groups_stand_in_their_order_and_none_is_empty() -> None:
    names = [group.text.label for group in groups()]

    assert names == [name for name in GROUP_TEXTS if name in names]
    assert all(group.controls for group in groups())


def test_every_python_button_that_is_shown_does_something() -> None:
    shown = [each.get("tag") or "" for each in ElementTree.fromstring(ribbon_xml(groups())).iter()]
    names = [tag.removeprefix("python:") for tag in shown if tag.startswith("python:")]

    assert {"targets", "incentives", "customers", "recalculate"} <= set(names)
    assert all(callable(action_of(name)) for name in names)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_drawn_ribbon_shows_every_group_and_small_button(language: str) -> None:
    drawing = ribbon_svg(language)

    for group in groups():
        assert (group.text.chinese if language == "zh" else group.text.label) in drawing
