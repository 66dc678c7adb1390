"""The cover of every report: period, source, date, version, and lines to sign on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from xlsales.kernel.words import Language
from xlsales.reports.made import ReportOptions
from xlsales.reports.model import Cover
from xlsales.reports.units import unit_text

_CHINESE: Final = {
    "Cover": "封面",
    "Period": "期间",
    "Source": "数据来源",
    "Date": "日期",
    "Version": "版本",
    "Unit of money": "金额单位",
    "Contents": "目录",
    "Prepared by": "制表",
    "Reviewed by": "审核",
    "Approved by": "批准",
}


def cover_of(
    title: str,
    period: str,
    source: Path,
    language: Language,
    options: ReportOptions,
    *,
    subtitle: str = "",
    version: str = "",
    currency: str = "",
    lines: Iterable[tuple[str, str]] = (),
) -> Cover:
    """Return the cover of a report.

    Args:
        title: What the report is called.
        period: What it is about, as people read it.
        source: The workbook; only its name is shown.
        language: Of the labels.
        options: The day of the report and the unit of money.
        subtitle: Line below the title, such as the name of the plan.
        version: Of the plan, where it has one.
        currency: What money is in.
        lines: Further statements, label and text; those without text are left out.
    """

    def say(word: str) -> str:
        return _CHINESE[word] if language == "zh" else word

    stated = (
        (say("Period"), period),
        (say("Source"), options.source_name or source.name),
        (say("Version"), version),
        (say("Date"), f"{options.today}"),
        (say("Unit of money"), unit_text(options.scale, currency, language)),
        *lines,
    )
    return Cover(
        say("Cover"),
        title,
        subtitle,
        tuple((label, text) for label, text in stated if text),
        say("Contents"),
        tuple(say(word) for word in ("Prepared by", "Reviewed by", "Approved by")),
        say("Date"),
    )
