"""The report of the job ``grading``: summary, customers, factors, movements, credit, leads, pipeline."""

from __future__ import annotations

from fractions import Fraction

from xlsales.customers.completeness import completeness
from xlsales.customers.relationship import selling_method, tasks_of
from xlsales.customers.rfm_segments import segment_of
from xlsales.jobs.grading import Grading
from xlsales.jobs.grading_actions import Actions
from xlsales.jobs.grading_period import GradedCustomer
from xlsales.kernel.words import Language
from xlsales.reports.grading_cards import cards_page
from xlsales.reports.grading_followup import follow_up_page
from xlsales.reports.grading_list import grades_page, mark_of, ranked
from xlsales.reports.grading_money import credit_page
from xlsales.reports.grading_moves import migration_page, moves_page
from xlsales.reports.grading_pipeline import leads_page, pipeline_page
from xlsales.reports.grading_reading import left_out_page, reading_page
from xlsales.reports.grading_summary import summary_page
from xlsales.reports.grading_text import decided_text, failed_text, step_text
from xlsales.reports.grading_words import grading_words
from xlsales.reports.model import Column, Page, Report, Table, Value
from xlsales.reports.words import Say
from xlsales.tables.grading_rows import CustomerFile


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
        cards_page(result, say, language),
        *([credit_page(result, say)] if result.receivables else []),
        *([leads_page(result, say)] if result.pipeline and result.pipeline.queue else []),
        *([pipeline_page(result, say)] if result.pipeline and result.pipeline.deals else []),
        left_out_page(result, say),
        reading_page(result, say),
    ]
    settings = result.last.rules.policy.settings
    signatures = "  ".join(f"{say(word)}: ________" for word in ("Prepared by", "Reviewed by", "Approved by"))
    return Report(f"{settings.name} {result.last.end}", tuple(pages), signatures)


def customers_page(result: Grading, say: Say, language: Language) -> Page:
    """Return one row a customer: grade, why, the step up, and what to do."""
    pairs = ranked(result)
    rows = [_customer_row(result, one, actions, say, language) for one, actions in pairs]
    marks = [mark_of(result, one, actions) for one, actions in pairs]
    table = Table("", tuple(_columns(say)), rows, marks, name="Customers")
    return Page(say("Customer data"), say("Customer data"), tables=(table,), is_flat=True)


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


def _columns(say: Say) -> list[Column]:
    return [
        Column(say("Customer"), "text", 22),
        Column(say("Id"), "text", 11),
        Column(say("Owner"), "text", 13),
        Column(say("Region"), "text", 13),
        Column(say("Grade"), "text", 13),
        Column(say("Before"), "text", 13),
        Column(say("Since"), "day"),
        Column(say("Decided by"), "text", 16),
        Column(say("Score"), "number", 9),
        Column(say("Fit points"), "number", 9),
        Column(say("Engagement points"), "number", 11),
        Column(say("Volume"), "money", 12),
        Column(say("Orders"), "whole", 8),
        Column(say("Frequency"), "number", 10),
        Column(say("Margin"), "percent", 9),
        Column(say("Payment score"), "number", 9),
        Column(say("Return rate"), "percent", 9),
        Column(say("Last order"), "day"),
        Column(say("Status"), "text", 11),
        Column(say("ABC"), "text", 6),
        Column(say("RFM"), "text", 7),
        Column(say("Segment"), "text", 14),
        Column(say("What failed"), "text", 18),
        Column(say("Next grade"), "text", 13),
        Column(say("Shortest step up"), "long", 46),
        Column(say("Portfolio"), "text", 14),
        Column(say("Relationship"), "text", 15),
        Column(say("Strategy"), "text", 9),
        Column(say("Selling method"), "long", 24),
        Column(say("Tasks"), "long", 40),
        Column(say("Visits a year"), "whole", 8),
        Column(say("Next visit"), "day"),
        Column(say("Overdue days"), "whole", 9),
        Column(say("Release"), "text", 11),
        Column(say("Release day"), "day"),
        Column(say("Credit grade"), "text", 8),
        Column(say("Limit"), "money", 12),
        Column(say("Owed"), "money", 12),
        Column(say("Hold"), "text", 12),
        Column(say("File complete"), "percent", 10),
    ]


def _customer_row(
    result: Grading, one: GradedCustomer, actions: Actions, say: Say, language: Language
) -> tuple[Value, ...]:
    known, file, measures = one.known, one.known.file, one.known.measures
    rules = result.last.rules
    segment = ""
    if one.rfm is not None and rules.segments:
        scores = [Fraction(score) for score in (one.rfm.r, one.rfm.f, one.rfm.m)]
        segment = str(segment_of(scores, rules.segments))
    place = actions.place
    cell = f"{say(place.attractiveness)} / {say(place.strength)}" if place else ""
    credit = actions.credit
    return (
        result.name_of(known.key),
        (file.written_id if file else None) or known.key,
        file.owner if file else None,
        file.region if file else None,
        say(one.given.grade),
        say(one.before.grade) if one.before.grade else None,
        one.given.since,
        decided_text(one, say, language),
        one.points,
        one.fit_points if one.score else None,
        one.engagement_points if one.score else None,
        known.number("volume"),
        measures.orders if measures.first else None,
        known.number("frequency"),
        known.number("margin"),
        known.number("credit"),
        known.number("return_rate"),
        measures.last,
        say(one.status) if one.status else say("no order"),
        one.abc,
        one.rfm.code if one.rfm else None,
        say(segment) if segment else None,
        failed_text(one, result.last, say),
        say(one.step.grade) if one.step.grade else None,
        step_text(one.step, one, say, language),
        cell,
        say(actions.relationship),
        say(actions.strategy),
        selling_method(actions.relationship, language),
        tasks_of(actions.strategy, language),
        actions.visits,
        actions.visit.due,
        actions.visit.overdue_days,
        say(actions.release.state),
        actions.release.day,
        credit.grade,
        credit.limit,
        credit.owed if credit.owed else None,
        say(credit.hold) if credit.hold else None,
        _completeness(file),
    )


def _completeness(file: CustomerFile | None) -> Fraction | None:
    """Return the part of the customer file that is filled (CG16)."""
    if file is None:
        return None
    known = {"owner": file.owner, "region": file.region, **file.attributes}
    return completeness(known, dict.fromkeys(known, Fraction(1))).share
