"""Pages of the market report that the summary carries: feedback, changes of competitors, their promotions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from xlsales.jobs.market_report import MarketReport, market_report
from xlsales.reports.catalogue import Serves
from xlsales.reports.market_competition import competitors_page, promotions_page
from xlsales.reports.market_feedback import feedback_page
from xlsales.reports.market_words import CHINESE
from xlsales.reports.model import Page
from xlsales.reports.row_words import said_from
from xlsales.reports.summary_lines import Telling
from xlsales.tables.market_report_specs import COMPETITORS, FEEDBACK, PROMOTIONS
from xlsales.tables.raw import RawTable

CATALOGUE: Final = (
    Serves("summary", "Field - Feedback", ("IF1",)),
    Serves("summary", "Field - Competitors", ("IF2",)),
    Serves("summary", "Field - Promotions", ("IF3",)),
)
#: The code of a period that is neither a year, a quarter nor a month: the settings of reports then decide.
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
#: What each page is called among those of the summary, and the table that it needs.
_PAGES: Final = (
    ("Field - Feedback", "市场信息-反馈", FEEDBACK, feedback_page),
    ("Field - Competitors", "市场信息-竞品变化", COMPETITORS, competitors_page),
    ("Field - Promotions", "市场信息-竞品促销", PROMOTIONS, promotions_page),
)


def field_pages(telling: Telling, raw: Sequence[RawTable], today: date) -> list[Page]:
    """Return the pages for which the file has tables, over the period of the summary.

    Args:
        telling: The summary and its language.
        raw: All tables of the file.
        today: The day on which the summary is made.
    """
    wanted = [page for page in _PAGES if any(page[2].is_called(table.name) for table in raw)]
    if not wanted:
        return []
    code = telling.summary.spans.whole.code
    found = market_report(raw, None if _DAY.fullmatch(code) else code, today)
    say = said_from(CHINESE, telling.language)
    zh = telling.language == "zh"
    notes = _left_out(telling, found)
    return [
        replace(made, name=chinese if zh else name, notes=(*made.notes, *notes))
        for name, chinese, _, page in wanted
        for made in (page(found, say),)
    ]


def _left_out(telling: Telling, found: MarketReport) -> tuple[str, ...]:
    """Return how many rows are left out, and where they are listed."""
    left = sum(count.left_out for count in found.frame.counts)
    if not left:
        return ()
    return (
        {
            "en": f"{left} rows could not be used; `xlsales report market` lists them with their reasons.",
            "zh": f"{left} 行无法使用；原因见市场信息报告（xlsales report market）。",
        }[telling.language],
    )
