"""The report of the job ``grading``: summary, customers, factors, movements, credit, leads, pipeline."""

from __future__ import annotations

from xlsales.jobs.grading import Grading
from xlsales.kernel.words import Language
from xlsales.reports.grading_activity import activity_pages
from xlsales.reports.grading_cards import cards_page
from xlsales.reports.grading_care import care_page
from xlsales.reports.grading_customer_data import customers_page
from xlsales.reports.grading_followup import follow_up_page
from xlsales.reports.grading_list import grades_page
from xlsales.reports.grading_market import market_page
from xlsales.reports.grading_money import credit_page
from xlsales.reports.grading_moves import migration_page, moves_page
from xlsales.reports.grading_outlook import outlook_page
from xlsales.reports.grading_pipeline import leads_page, pipeline_page
from xlsales.reports.grading_quotes import quotes_page
from xlsales.reports.grading_reading import left_out_page, reading_page
from xlsales.reports.grading_summary import summary_page
from xlsales.reports.grading_words import grading_words
from xlsales.reports.model import Column, Page, Report, Table, Value
from xlsales.reports.words import Say


def grading_report(result: Grading, language: Language = "en") -> Report:
    """Return the pages of a grading.

    Args:
        result: What the job worked out.
        language: ``en`` or ``zh``; labels of the user's own data stay as they are.
    """
    say = grading_words(language)
    pages = [
        summary_page(result, say, language),
        grades_page(result, say, language),
        customers_page(result, say, language),
        *([factors_page(result, say)] if result.last.rules.scores.rules else []),
        *(
            [migration_page(result, say), moves_page(result, say, language)]
            if result.overview.movements
            else []
        ),
        *([follow_up_page(result, say)] if result.follow_up else []),
        *(activity_pages(result, say) if result.activity else []),
        cards_page(result, say, language),
        care_page(result, say),
        *([outlook_page(result, say)] if result.outlook or result.purchases else []),
        *([credit_page(result, say)] if result.receivables else []),
        *([leads_page(result, say)] if result.pipeline and result.pipeline.queue else []),
        *([pipeline_page(result, say)] if result.pipeline and result.pipeline.deals else []),
        *([quotes_page(result, say)] if result.quotes else []),
        *([market_page(result, say)] if result.market else []),
        left_out_page(result, say),
        reading_page(result, say),
    ]
    settings = result.last.rules.policy.settings
    signatures = "  ".join(f"{say(word)}: ________" for word in ("Prepared by", "Reviewed by", "Approved by"))
    return Report(f"{settings.name} {result.last.end}", tuple(pages), signatures)


def factors_page(result: Grading, say: Say) -> Page:
    """Return every rule that gave points, so that the points of a customer add up to its score."""
    rows: list[tuple[Value, ...]] = []
    for one in result.last.customers:
        if one.score is None or one.points is None:
            continue
        name = result.name_of(one.known.key)
        for rule in one.score.matched:
            kind = result.last.rules.score_rows[rule.row - 1].kind
            rows.append((name, say(rule.attribute), rule.condition.text, say(kind), rule.points))
        if one.score.cut:
            rows.append((name, say("group limits"), "", "", one.score.cut))
        if one.points != one.score.points:
            rows.append((name, say("total limit"), "", "", one.points - one.score.points))
    columns = (
        Column(say("Customer"), "text", 22),
        Column(say("Factor")),
        Column(say("Test")),
        Column(say("Kind"), "text", 12),
        Column(say("Points"), "number", 10),
    )
    table = Table("", columns, rows, name="Factors")
    return Page(say("Factors"), say("Factors"), tables=(table,), is_flat=True)
