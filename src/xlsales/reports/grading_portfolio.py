"""The page of the portfolio: how attractive customers are, how strong we are with them, what they buy."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.grading import Grading
from xlsales.kernel.words import Language
from xlsales.reports.catalogue import Serves
from xlsales.reports.grading_list import ranked
from xlsales.reports.model import Chart, Column, Page, Table, Value
from xlsales.reports.words import Say

CATALOGUE: Final = (Serves("customers", "Portfolio", ("CG5", "CG6", "CG11")),)
#: Customers drawn as bubbles: those that buy most.
MOST_BUBBLES: Final = 60
_TITLES: Final[dict[Language, tuple[str, str, str]]] = {
    "en": ("Portfolio", "Attractiveness", "Strength of the relationship"),
    "zh": ("客户组合", "客户吸引力", "关系强度"),
}
_NOTES: Final[dict[Language, str]] = {
    "en": "The size of a bubble is volume. Thirds of both scales make nine cells: build where attractive and "
    "weak, hold where attractive and strong, harvest or divest where not attractive.",
    "zh": "气泡大小为采购量。两轴各三等分成九格：吸引力高而关系弱者建立，高而强者巩固，低者收获或撤出。",
}


def portfolio_page(result: Grading, say: Say, language: Language) -> Page | None:
    """Return customers by attractiveness and strength, as a table and as bubbles; ``None`` without both."""
    name, attractiveness, strength = _TITLES[language]
    rows: list[tuple[Value, ...]] = [
        (
            result.name_of(one.known.key),
            actions.attractiveness,
            actions.strength,
            one.known.number("volume"),
            f"{say(actions.place.attractiveness)} / {say(actions.place.strength)}",
            say(actions.relationship),
            say(actions.strategy),
        )
        for one, actions in sorted(ranked(result), key=lambda pair: -pair[0].known.measures.volume)
        if actions.place is not None
    ]
    if not rows:
        return None
    columns = (
        Column(say("Customer"), "text", 24),
        Column(attractiveness, "number", 13),
        Column(strength, "number", 13),
        Column(say("Volume"), "money", 14),
        Column(name, "text", 18),
        Column(say("Relationship"), "text", 18),
        Column(say("Strategy"), "text", 12),
    )
    chart = Chart(
        "bubble",
        f"{name}: {say('Volume')}",
        "portfolio",
        strength,
        (attractiveness, say("Volume")),
        x_title=strength,
        y_title=attractiveness,
        labels=say("Customer"),
        most=MOST_BUBBLES,
    )
    table = Table("", columns, rows, key="portfolio")
    return Page(name, name, f"{result.last.end}", (table,), (_NOTES[language],), charts=(chart,))
