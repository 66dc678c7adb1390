"""One row a customer with everything about it, to be filtered and read by programs."""

from __future__ import annotations

from fractions import Fraction

from xlsales.customers.relationship import selling_method, tasks_of
from xlsales.customers.rfm_segments import segment_of
from xlsales.jobs.customer_care import CareLine
from xlsales.jobs.grading import Grading
from xlsales.jobs.grading_actions import Actions
from xlsales.jobs.grading_period import GradedCustomer
from xlsales.kernel.words import Language
from xlsales.reports.grading_list import mark_of, ranked
from xlsales.reports.grading_outlook import KIND_LABELS
from xlsales.reports.grading_text import decided_text, failed_text, step_text
from xlsales.reports.model import Column, Page, Table, Value
from xlsales.reports.words import Say


def customers_page(result: Grading, say: Say, language: Language) -> Page:
    """Return one row a customer: grade, why, the step up, and what to do."""
    pairs = ranked(result)
    care = {line.customer: line for line in result.care.lines}
    rows = [_customer_row(result, one, actions, care[one.known.key], say, language) for one, actions in pairs]
    marks = [mark_of(result, one, actions) for one, actions in pairs]
    table = Table("", tuple(_columns(say)), rows, marks, name="Customers")
    return Page(say("Customer data"), say("Customer data"), tables=(table,), is_flat=True)


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
        Column(say("Limit by"), "text", 14),
        Column(say("File complete"), "percent", 10),
        Column(say("Roles missing"), "text", 20),
        Column(say("Satisfaction index"), "number", 10),
        Column(say("Loyalty tier"), "text", 10),
        Column(say("Months to pay back"), "number", 10),
        Column(say("Last purchase"), "text", 14),
    ]


def _customer_row(
    result: Grading,
    one: GradedCustomer,
    actions: Actions,
    line: CareLine,
    say: Say,
    language: Language,
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
    kind = result.purchases.latest.get(known.key) if result.purchases else None
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
        say("first order" if credit.score is None else "payment history"),
        line.file.share if line.file else None,
        ", ".join(map(say, line.roles.missing)) if line.roles else None,
        line.satisfaction,
        line.loyalty,
        line.payback.months if line.payback else None,
        say(KIND_LABELS[kind]) if kind else None,
    )
