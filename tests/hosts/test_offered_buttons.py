"""The buttons that hosts offer: only those that can work, with words in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from xlsales.hosts.buttons import offered as offered_buttons
from xlsales.hosts.buttons.offered import REPORT, JobButton, Words, offered
from xlsales.hosts.buttons.running import job_action
from xlsales.reports.registry import REPORTS

WORDS = Words("label", "tip")


@pytest.fixture
def few_reports(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("xlsales.reports.registry.REPORTS", {"customers": "some:maker"})
    offered_buttons._reports.cache_clear()
    yield
    offered_buttons._reports.cache_clear()


def test_every_report_of_the_command_has_a_button() -> None:
    assert {button.name.removeprefix(REPORT) for button in offered() if button.is_report} == set(REPORTS)


@pytest.mark.usefixtures("few_reports")
def test_a_report_that_is_not_there_has_no_button() -> None:
    assert [button.name for button in offered() if button.is_report] == ["report_customers"]


@pytest.mark.parametrize("missing", ["xlsales.no_job", "xlsales.no_room.job"])
def test_a_button_whose_job_is_not_there_is_not_offered(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    whole = JobButton("a", "Targets", WORDS, WORDS, ("xlsales.kernel",))
    lacking = JobButton("b", "Targets", WORDS, WORDS, ("xlsales.kernel", missing))
    monkeypatch.setattr(offered_buttons, "_JOBS", (whole, lacking))

    names = [button.name for button in offered() if not button.is_report]

    assert names == ["a"]


def test_every_button_has_words_in_both_languages_and_does_something() -> None:
    for button in offered():
        assert button.english.label.isascii()
        assert button.english.tip.endswith(".")
        assert not button.chinese.label.isascii()
        assert button.chinese.tip.endswith("。")
        assert callable(job_action(button.name))
