"""Every cent is explained: lines by their written arithmetic, statements by lines, payroll by statements."""

from __future__ import annotations

import pickle
import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.pay_plans import TIERS, component, plan, run_plan, sale, tiered
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.jobs.incentives.lines import Line
from xlsales.kernel.phrases import Phrase
from xlsales.reports.incentive_pages import payroll_page
from xlsales.reports.incentive_phrases import CHINESE_PHRASES
from xlsales.reports.incentive_statements import statement_report
from xlsales.reports.incentive_steps import arithmetic
from xlsales.reports.incentive_words import pay_words

PEOPLE = [
    {
        "person": "Ann",
        "plan": "reps",
        "manager": "Max",
        "draw": 40,
        "recovery_cap": "0.5",
        "team": "N",
        "weight": 2,
    },
    {"person": "Bob", "plan": "reps", "manager": "Max", "guarantee": 30, "end": "2026-02-10"},
    {"person": "Max", "plan": "leads"},
]
COMPONENTS = [
    component(rate="0.0333", discount_table="d", holdback="0.1", release_months=1, cap=25, cap_carries=True),
    tiered(component="tiers", accumulator="quarter", gate="0.2"),
    tiered(component="big", accumulator="deal", mode="whole", multiplier="1.1"),
    component(component="spiff", kind="spiff", rate=None, amount="12.35", minimum=100, clawback_months=12),
    tiered(component="matrix", kind="matrix", table="m", across="discount", mode="whole"),
    tiered(component="champion", kind="rank prize", table="p"),
    component(component="pool", kind="pool", rate="0.0123", multiplier="1.5"),
    component(component="visits", kind="penalty", rate=None, amount="3.33", reward="0.5"),
    component(component="card", kind="scorecard", rate=None, table="w", target_pay=100, rating_table="r"),
    component(component="voucher", kind="spiff", rate=None, amount=5, in_kind="voucher"),
    component(component="team", plan="leads", kind="override", rate="0.0077"),
]
TABLES: dict[str, Any] = {
    "people": PEOPLE,
    "components": COMPONENTS,
    "tiers": TIERS,
    "steps": [{"table": "d", "bound": bound, "value": value} for bound, value in ((0, 1), ("0.1", "0.7"))],
    "matrices": [
        {"table": "m", "bound": bound, "across": across, "rate": rate}
        for bound, across, rate in (
            (0, "0", "0.011"),
            (0, "0.1", "0.007"),
            (500, "0", "0.02"),
            (500, "0.1", "0.01"),
        )
    ],
    "prizes": [{"table": "p", "place": place, "prize": prize} for place, prize in ((1, 50), (2, 25))],
    "weights": [{"table": "w", "measure": "service", "weight": 1}],
    "ratings": [
        {"table": "r", "rating": r, "share": "0.5", "factor": f} for r, f in (("A", "1.2"), ("B", "0.3"))
    ],
    "scores": [
        {"person": name, "month": "2026-01", "measure": "service", "score": score}
        for name, score in (("Ann", "0.7"), ("Bob", "0.9"))
    ],
    "activities": [
        {"person": "Ann", "month": "2026-01", "planned": 9, "done": 7},
        {"person": "Bob", "month": "2026-01", "planned": 9, "done": 10},
    ],
    "targets": [{"person": name, "month": "2026-01", "amount": 2000} for name in ("Ann", "Bob")],
    "exchange": [{"currency": "USD", "start": "2026-01-01", "rate": "7.1234"}],
    "adjustments": [
        {
            "id": "A1",
            "date": "2026-02-01",
            "person": "Ann",
            "amount": "7.77",
            "reason": "fair",
            "approved by": "Max",
        }
    ],
    "overrides": [
        {
            "person": "Bob",
            "month": "2026-02",
            "component": "pool",
            "amount": 9,
            "reason": "agreed",
            "by": "Max",
        }
    ],
}
SALES = st.lists(
    st.tuples(
        st.integers(1, 200_000),
        st.integers(1, 28),
        st.sampled_from(["Ann", "Bob", None]),
        st.sampled_from(["0", "0.1"]),
        st.sampled_from(["", "USD"]),
        st.sampled_from(["kept", "returned", "cancelled"]),
    ),
    min_size=1,
    max_size=7,
)
Rows = list[tuple[int, int, str | None, str, str, str]]


def tables_of(rows: Rows) -> dict[str, Any]:
    """Return the plan with sales: of Ann, of Bob, or of both by 60 to 40; some come back or end."""
    transactions: list[dict[str, Any]] = []
    credits = []
    for i, (cents, day, person, discount, currency, fate) in enumerate(rows):
        sold = sale(f"T{i}", f"{cents / 100:.2f}", f"2026-01-{day:02d}", discount=discount, currency=currency)
        sold["person"] = person
        transactions.append(sold)
        if person is None:
            credits += [
                {"transaction": f"T{i}", "person": name, "share": share}
                for name, share in (("Ann", "0.6"), ("Bob", "0.4"))
            ]
        if fate != "kept":
            kind, amount = ("return", f"-{cents / 100:.2f}") if fate == "returned" else ("cancel", "0")
            transactions.append(
                sale(f"R{i}", amount, "2026-02-05", kind=kind, original=f"T{i}", currency=currency)
            )
    return plan(**TABLES, transactions=transactions, **({"credits": credits} if credits else {}))


def reckoned(line: Line) -> tuple[Fraction, Fraction]:
    """Return what a line's written arithmetic comes to, as with a calculator, and what it says it pays."""
    text = arithmetic(line)
    if line.words:
        text = text.removesuffix(f"; {line.words}")
    text, _, rounded = text.partition(", rounded ")
    text = text.partition(" = ")[0]
    text = re.sub(r" \([^()]*(\([^()]*\))?[^()]*\)", "", text).replace(" split", "")
    text = re.sub(r"(-?[\d.]+)%", r"(\1/100)", text).replace("×", "*")
    value = Fraction(
        eval(re.sub(r"(?<![\d.])(\d+(?:\.\d+)?)", r"Fraction('\1')", text), {"Fraction": Fraction})
    )
    return value, Fraction(rounded) if rounded else value


@settings(max_examples=30, deadline=None)
@given(rows=SALES)
def test_every_line_is_what_its_written_arithmetic_comes_to(rows: Rows) -> None:
    run = run_plan(tables_of(rows), "2026-03")

    for line in run.pay.lines:
        value, paid = reckoned(line)
        assert abs(value - line.exact) < Fraction(1, 10**9), arithmetic(line)
        assert paid == line.amount or abs(paid - line.amount) < Fraction(1, 10**9), arithmetic(line)
        assert abs(line.rounding) <= Fraction(1, 100), arithmetic(line)


@settings(max_examples=12, deadline=None)
@given(rows=SALES)
def test_statements_are_the_sums_of_their_lines_and_payroll_that_of_statements(rows: Rows) -> None:
    for month in ("2026-01", "2026-02"):
        run = run_plan(tables_of(rows), month)

        payable = {payee: _statement_sum(run, payee) for payee in run.payable}
        total = sum(
            (row[-1] for row in payroll_page(run, "draft", pay_words("en")).tables[0].rows), Fraction(0)
        )

        assert payable == dict(run.payable)
        assert total == sum(payable.values())


def _statement_sum(run: IncentiveRun, payee: str) -> Fraction:
    (page,) = statement_report(run, payee, "draft").pages
    summary, lines = page.tables[:2]
    amounts = [row[1] for row in lines.rows]
    assert sum(amounts, Fraction(0)) == summary.rows[-1][1]
    return sum(amounts, Fraction(0))


WIDE: Rows = [
    (150_000, 3, "Ann", "0", "", "kept"),
    (90_050, 9, None, "0.1", "USD", "returned"),
    (70_000, 15, "Bob", "0.1", "", "cancelled"),
    (123_456, 20, "Ann", "0", "USD", "kept"),
]


@pytest.mark.parametrize("month", ["2026-01", "2026-02"])
def test_a_chinese_statement_says_everything_in_chinese(month: str) -> None:
    run = run_plan(tables_of(WIDE), month)
    own = {"Ann", "Bob", "Max", "fair", "agreed", "voucher", "service", "USD"}

    texts = [arithmetic(line, pay_words("zh")) for line in run.lines]

    assert len(texts) > 10
    assert {word for text in texts for word in re.findall(r"[A-Za-z]{2,}", text)} <= own


def test_every_phrase_has_the_same_parts_in_chinese() -> None:
    for english, chinese in CHINESE_PHRASES.items():
        parts = english.count("{}")
        found = re.findall(r"\{(\d*)\}", chinese)
        assert len(found) == parts, english
        assert sorted(found) in (["" for _ in found], [str(i) for i in range(parts)])


def test_a_phrase_is_the_same_in_another_process() -> None:
    phrase = Phrase("cap {} per {}", "100", Phrase("month"))

    again = pickle.loads(pickle.dumps(phrase))

    assert (again, again.template, again.parts) == (phrase, phrase.template, phrase.parts)


def test_a_line_that_was_rounded_says_from_what_to_what() -> None:
    run = run_plan(plan(components=[component(rate="0.05")], transactions=[sale("T1", "2.50")]))

    assert arithmetic(run.pay.lines[0]) == "2.5 × 5% = 0.125, rounded 0.13"
    assert arithmetic(run.pay.lines[0], pay_words("zh")) == "2.5 × 5% = 0.125, 取整为 0.13"
