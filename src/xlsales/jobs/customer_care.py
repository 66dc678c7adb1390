"""What is kept about single customers: file, buying roles, satisfaction, loyalty, payback, contracts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from xlsales.customers.buying_centre import ROLES, RoleCoverage, role_coverage
from xlsales.customers.completeness import Completeness, completeness
from xlsales.customers.payback import CustomerCost, payback_months
from xlsales.customers.satisfaction import loyalty_tier, satisfaction_index
from xlsales.jobs.grading_period import GradedCustomer
from xlsales.jobs.row_warnings import row_warnings
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.words import folded
from xlsales.receivables.contract_alerts import Contract, ContractAlert, contract_alerts
from xlsales.tables.customer_sheets import CostSheet, CustomerContract, CustomerSheets, SurveyReply
from xlsales.tables.grading_rows import CustomerFile

_Row = TypeVar("_Row")
_DAYS_A_YEAR = Fraction(1461, 4)


@dataclass(frozen=True, slots=True)
class Payback:
    """What a customer paid with its time, and after how many months that has come back (CG17)."""

    outlay: Fraction
    monthly_gain: Fraction
    months: Fraction | None


@dataclass(frozen=True, slots=True)
class CareLine:
    """One customer.

    Attributes:
        customer: Its key.
        file: How complete its file is (CG16); ``None`` without a file.
        roles: Which buying roles are known (CG10); ``None`` where nobody's contacts are kept.
        satisfaction: Index 0 to 100 of its replies (CG14); ``None`` without.
        loyalty: Tier of the loyalty programme (CG14); ``None`` below the lowest one.
        payback: What its purchases cost and bring it (CG17); ``None`` without.
    """

    customer: str
    file: Completeness | None
    roles: RoleCoverage | None
    satisfaction: Fraction | None
    loyalty: str | None
    payback: Payback | None


@dataclass(frozen=True, slots=True)
class CustomerCare:
    """What is kept about customers on a day.

    Attributes:
        lines: One a customer, in the order of the graded ones.
        satisfaction: Index of all replies; ``None`` without.
        by_question: Question and index of each, in their order.
        replies: How many replies.
        alerts: Contracts to act on with their customer, most urgent first (CR4).
        has_contacts, has_loyalty, has_costs: Whether the file has those tables.
        issues: Rows that cannot be used.
    """

    lines: tuple[CareLine, ...]
    satisfaction: Fraction | None
    by_question: tuple[tuple[str, Fraction], ...]
    replies: int
    alerts: tuple[tuple[str, ContractAlert], ...]
    has_contacts: bool
    has_loyalty: bool
    has_costs: bool
    issues: tuple[Issue, ...]


def customer_care(
    sheets: CustomerSheets, customers: Sequence[GradedCustomer], day: date, warn_days: int = 60
) -> CustomerCare:
    """Work out what is kept about customers (CG10, CG14, CG16, CG17, CR4).

    Args:
        sheets: What was read.
        customers: Graded customers of the last period.
        day: Today.
        warn_days: Days before the end of a contract from which it is told.

    Returns:
        One line a customer. Rows that cannot be used are told as warnings: GRAD-012 a buying role that we
        do not know, GRAD-014 a weight of a question that no reply has.
    """
    issues: list[Issue] = [*_unknown_roles(sheets), *_unasked(sheets)]
    contacts = _by_customer((contact.customer, contact.role) for contact in sheets.contacts)
    questions = _questions(sheets)
    replies = _usable(sheets.replies, questions, issues)
    rated = _by_customer((reply.customer, reply) for reply in replies)
    costs = _by_customer((sheet.customer, sheet) for sheet in sheets.costs)
    lines = [
        CareLine(
            one.known.key,
            _file(one.known.file, sheets.file_fields),
            role_coverage(contacts.get(one.known.key, ())) if contacts else None,
            _index(rated.get(one.known.key, ()), questions),
            _tier(one, sheets, day),
            _payback(costs.get(one.known.key, ()), issues),
        )
        for one in customers
    ]
    by_question = [(name, _index(replies, {name: Fraction(1)})) for name in questions]
    return CustomerCare(
        tuple(lines),
        _index(replies, questions),
        tuple((name, index) for name, index in by_question if index is not None),
        len(replies),
        _alerts(sheets.contracts, day, warn_days),
        bool(contacts),
        bool(sheets.tiers),
        bool(costs),
        tuple(issues),
    )


def _file(file: CustomerFile | None, wanted: Mapping[str, Fraction]) -> Completeness | None:
    """Return how complete a file is; without a list of fields every column of the file is wanted."""
    if file is None:
        return None
    known: dict[str, object] = {"owner": file.owner, "region": file.region, **file.attributes}
    if not wanted:
        return completeness(known, dict.fromkeys(known, Fraction(1)))
    known |= {"customer_id": file.written_id, "customer": file.name, "assigned": file.assigned}
    return completeness({name: known.get(folded(name)) for name in wanted}, wanted)


def _questions(sheets: CustomerSheets) -> dict[str, Fraction]:
    """Return the weight of every question, of those that are weighed where any is."""
    asked = dict.fromkeys(question for reply in sheets.replies for question in reply.ratings)
    if sheets.questions:
        return {name: sheets.questions[name] for name in asked if name in sheets.questions}
    return dict.fromkeys(asked, Fraction(1))


def _unknown_roles(sheets: CustomerSheets) -> Iterator[Issue]:
    """Yield each role that is none of the buying centre's, once."""
    roles = ", ".join(ROLES)
    for role in dict.fromkeys(role_coverage(contact.role for contact in sheets.contacts).unread):
        fix = "Write one of these roles, or take the row out."
        yield Issue("GRAD-012", "contacts", repr(role), f"one of {roles}", fix, severity="warning")


def _unasked(sheets: CustomerSheets) -> Iterator[Issue]:
    asked = {question for reply in sheets.replies for question in reply.ratings}
    for question in sheets.questions:
        if question not in asked:
            came = f"a weight of {question!r}"
            fix = "Correct the name, or take the row out."
            yield Issue("GRAD-014", "questions", came, "a question of the survey", fix, severity="warning")


def _usable(
    replies: Sequence[SurveyReply], questions: Mapping[str, Fraction], issues: list[Issue]
) -> list[SurveyReply]:
    """Return the replies on the scale of 1 to 5; others are told and left out."""
    kept = []
    for place, reply in enumerate(replies, start=1):
        try:
            _index([reply], questions)
        except InvalidInputError as error:
            issues += row_warnings(error, f"reply {place}")
            continue
        kept.append(reply)
    return kept


def _index(replies: Sequence[SurveyReply], questions: Mapping[str, Fraction]) -> Fraction | None:
    rows = [[reply.ratings.get(name) for name in questions] for reply in replies]
    return satisfaction_index(rows, list(questions.values()))


def _tier(one: GradedCustomer, sheets: CustomerSheets, day: date) -> str | None:
    first = one.known.measures.first
    if not sheets.tiers or first is None:
        return None
    years = (day - first).days / _DAYS_A_YEAR
    tiers = [(tier.name, tier.spend, tier.years) for tier in sheets.tiers]
    return loyalty_tier(one.known.measures.volume, years, tiers)


def _payback(sheets: Sequence[CostSheet], issues: list[Issue]) -> Payback | None:
    """Return the payback of all purchases of one customer together."""
    if not sheets:
        return None
    costs = [CustomerCost(row.price, row.hours, row.hour_rate, row.monthly_gain) for row in sheets]
    outlay = sum((cost.outlay for cost in costs), Fraction(0))
    gain = sum((cost.monthly_gain for cost in costs), Fraction(0))
    try:
        return Payback(outlay, gain, payback_months(outlay, gain))
    except InvalidInputError as error:
        issues += row_warnings(error, f"customer {sheets[0].customer}")
        return None


def _alerts(
    contracts: Sequence[CustomerContract], day: date, warn_days: int
) -> tuple[tuple[str, ContractAlert], ...]:
    customers = {contract.name: contract.customer for contract in contracts}
    known = (
        Contract(contract.name, contract.ends, contract.delivery_due, _until(contract.delivered, day))
        for contract in contracts
    )
    return tuple((customers[alert.name], alert) for alert in contract_alerts(known, day, warn_days))


def _until(delivered: date | None, day: date) -> date | None:
    return delivered if delivered is not None and delivered <= day else None


def _by_customer(pairs: Iterable[tuple[str, _Row]]) -> dict[str, list[_Row]]:
    groups: dict[str, list[_Row]] = {}
    for customer, row in pairs:
        groups.setdefault(customer, []).append(row)
    return groups
