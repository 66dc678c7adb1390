"""Customer cards: one key account after the other, everything about it in one place (FC2)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date

from xlsales.jobs.deal_outlook import sales_outlook
from xlsales.jobs.grading import Grading
from xlsales.jobs.grading_actions import Actions
from xlsales.jobs.grading_period import GradedCustomer
from xlsales.kernel.dates import date_of_serial
from xlsales.kernel.numbers import shown
from xlsales.kernel.values import CellValue, is_number
from xlsales.kernel.words import Language, folded
from xlsales.reports.grading_list import ranked
from xlsales.reports.grading_text import decided_text, failed_text, step_text
from xlsales.reports.model import Column, Page, Table, Value
from xlsales.reports.words import Say

#: Cards of the first customers of the list; further ones have their line there.
MOST_CARDS = 30


def cards_page(result: Grading, say: Say, language: Language) -> Page:
    """Return a card for each of the first customers: grade, history, numbers, next steps, own columns."""
    chosen = ranked(result)[:MOST_CARDS]
    past = _past(result, {one.known.key for one, _ in chosen})
    tables = tuple(_card(result, one, actions, past[one.known.key], say, language) for one, actions in chosen)
    return Page(say("Cards"), say("Customer cards"), f"{result.last.end}", tables)


def _past(result: Grading, keys: Set[str]) -> dict[str, list[tuple[date, GradedCustomer]]]:
    """Return some customers in every period, oldest first, each with the period's last day."""
    found: dict[str, list[tuple[date, GradedCustomer]]] = {key: [] for key in keys}
    for period in result.periods:
        for one in period.customers:
            if one.known.key in found:
                found[one.known.key].append((period.end, one))
    return found


def _card(
    result: Grading,
    one: GradedCustomer,
    actions: Actions,
    past: Sequence[tuple[date, GradedCustomer]],
    say: Say,
    language: Language,
) -> Table:
    key, file = one.known.key, one.known.file
    rows: list[tuple[Value, ...]] = [
        (say("Grade"), " → ".join(say(then.given.grade) for _, then in past)),
        (say("Decided by"), decided_text(one, say, language)),
        (say("Owner"), f"{file.owner or ''} {file.region or ''}".strip() if file else ""),
        (
            say("Volume"),
            " → ".join(f"{end:%Y-%m}: {round(then.known.measures.volume):,}" for end, then in past),
        ),
        (say("Expected"), _expected(result, key, say)),
        (say("What failed"), failed_text(one, result.last, say)),
        (say("Shortest step up"), step_text(one.step, one, say, language)),
        (say("Relationship"), f"{say(actions.relationship)} · {say(actions.strategy)}"),
        (say("Next visit"), f"{actions.visit.due or ''}"),
        (say("Credit"), _credit(actions, say)),
    ]
    days = {folded(row.dated_by) for row in result.last.rules.score_rows if row.dated_by}
    rows += [(name, _shown(value, name in days)) for name, value in (file.attributes if file else {}).items()]
    name, rows = result.name_of(key), [row for row in rows if row[1]]
    return Table(name, (Column(say("Measure"), "text", 24), Column(say("Value"), "long", 90)), rows)


def _expected(result: Grading, key: str, say: Say) -> str:
    """Return the sales that the customer's own months let expect; blank with fewer than three of them."""
    months = result.last.rules.policy.settings.forecast_months
    found = sales_outlook(result.tables.ledger.net_by_day(key), result.last.end, months)
    if found is None:
        return ""
    total = sum(max(0.0, point.value) for _, point in found.coming)
    return f"{months} {say('months')}: {round(total):,}"


def _credit(actions: Actions, say: Say) -> str:
    credit = actions.credit
    parts = [f"{say('Credit grade')} {credit.grade or '–'}", f"{say('Limit')} {round(credit.limit):,}"]
    parts.append(f"{say('Owed')} {round(credit.owed):,}")
    if credit.hold:
        parts.append(f"{say('Hold')}: {say(credit.hold)}")
    return " · ".join(parts)


def _shown(value: CellValue, is_day: bool) -> str:
    if value is None:
        return "–"
    if is_day and isinstance(value, (int, float)):
        return f"{date_of_serial(value)}"
    return shown(value) if is_number(value) else str(value)  # type: ignore[arg-type]
