"""The registry: one typed, documented function becomes one cell function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pytest

from xlsales.functions import GROUPS, all_functions, cell_function, find_function
from xlsales.functions import registry as registry_module
from xlsales.functions.kinds import MaybeNumber, Number, one_of
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.words import CHINESE

#: Names, order and defaults that workbooks rely on: functions.md of the reference files.
CONTRACT = """\
SPLIT(total, weights, [unit], [floors], [caps], [locked], [method])
SPLIT_TREE(total, levels, weights, [unit], [floors], [caps], [locked], [method], [uplift])
SPLIT_MATRIX(row_totals, column_totals, [seed], [unit], [locked])
SEASONALITY(values, period, [method])
BLEND(shares, [factors])
WORKDAYS(start, periods, [frequency], [country], [weekday_weights], [holidays])
GROW(base, growth, [relief], [minimum], [maximum])
PRORATE(amount, start, end, period_start, period_end, [basis])
RAMP(start, period_start, ramp)
RESPLIT(target, actuals, weights, [closed], [unit], [carry], [surplus])
ATTAINMENT(actual, target, [lower_is_better], [baseline])
PACE(actual, target, as_of, start, end, [country], [headers])
BALANCE(targets, potential)
TARGET_CHECK(target, history, [low], [high], [headers])
PROFIT_TARGET(profit, margins, [mix], [fixed_costs])
RECONCILE(parents, children)
COMMISSION(amount, tiers, [mode], [prior], [boundary], [unit], [quota])
COMMISSION_RUNNING(amounts, tiers, [mode], [prior], [boundary], [unit], [quota], [keys])
COMMISSION_STEPS(amount, tiers, [mode], [prior], [boundary], [unit], [quota])
BLENDED_RATE(amount, tiers, [mode], [prior], [boundary], [unit], [quota])
SALES_FOR(payout, tiers, [mode], [prior], [boundary], [unit], [quota])
CLIFFS(tiers, [mode], [boundary])
TIERS_CHECK(tiers)
PAYOUT_CURVE(attainment, curve, [below], [above])
LOOKUP_RATE(value, table, [boundary])
MATRIX_RATE(x, y, table, [boundary], [boundary_y])
RATE_FOR(keys, rules, [date])
SCORECARD(weights, scores, [caps])
CREDIT(amount, shares, [unit], [overlay])
RANK_PRIZES(values, prizes, [ties], [minimum], [unit])
OVERRIDES(people, managers, amounts, rates, [unit])
DRAW(earnings, draw, [recoverable], [opening], [recovery_cap])
CLAWBACK(paid, kept, required, [mode], [unit])
COLLECTED(commission, invoiced, received, [unit])
MARGIN(revenue, cost, [basis])
TRUE_UP(earned, paid, [negative])
ACCRUAL(amount, start, months, as_of, [headers])
PRICE(quantity, tiers, [mode], [boundary], [floor], [unit])
FIT(needs, capability)
GRADE(fit, volume, frequency, margin, credit, thresholds, [labels])
GRADE_WHY(fit, volume, frequency, margin, credit, thresholds, [labels], [language])
SCORE(values, rules, [missing])
SCORE_WHY(values, rules, [missing])
BANDS(score, bands, [boundary])
BANT(answers, [weights], [cutoff])
RFM(customers, dates, amounts, as_of, [bins], [rule], [order_ids])
RFM_SEGMENT(r, f, m, segments)
ABC(values, [cuts], [crossing], [ties], [labels])
CONCENTRATION(values, [metric])
MIGRATION(before, after, [order], [before_ids], [after_ids])
REGRADE(previous, score, bands, [promote], [demote])
STATUS(first_order, last_order, as_of, [active_days], [lapsed_days], [previous_order])
NEXT_VISIT(last_contact, grade, frequencies, [as_of])
WORKLOAD(accounts, visits, capacity, [hours])
PORTFOLIO(attractiveness, strength, [cuts])
PAYMENT_SCORE(amounts, days_beyond_terms, [key], [customers])
AGEING(amounts, due_dates, as_of, [buckets], [customers])
DSO(receivables, sales, days, [method])
PIPELINE(amounts, stages, probabilities)
FORECAST(history, periods, [period])
""".splitlines()


@pytest.fixture
def clean_registry() -> Iterator[None]:
    """Take back what a test registers."""
    before = dict(registry_module._REGISTRY)
    yield
    registry_module._REGISTRY.clear()
    registry_module._REGISTRY.update(before)


@pytest.mark.parametrize("signature", CONTRACT)
def test_a_promised_function_begins_with_its_promised_arguments(signature: str) -> None:
    found = find_function(signature.partition("(")[0]).signature

    assert found.removesuffix(")").startswith(signature.removesuffix(")"))


def test_every_function_is_promised() -> None:
    assert {function.name for function in all_functions()} == {line.partition("(")[0] for line in CONTRACT}


def test_functions_come_group_by_group() -> None:
    groups = [function.group for function in all_functions()]

    assert groups == sorted(groups, key=list(GROUPS).index)


@pytest.mark.parametrize("name", ["SPLIT", "split", "Split_Tree"])
def test_a_function_is_found_in_any_case(name: str) -> None:
    assert find_function(name).name == name.upper()


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("SPLITT", "Did you mean SPLIT?"),
        ("COMISSION", "Did you mean COMMISSION?"),
        ("ZZZ", "See xlsales functions"),
    ],
)
def test_a_name_nearly_right_gets_a_suggestion(name: str, fix: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        find_function(name)

    (issue,) = refused.value.issues
    assert (issue.code, issue.got, issue.cell_error) == ("FUNC-001", name, "#NAME?")
    assert issue.fix.startswith(fix)


def test_optional_arguments_never_stand_before_needed_ones() -> None:
    for function in all_functions():
        needed = [argument.required for argument in function.arguments]

        assert needed == sorted(needed, reverse=True), function.name


def test_every_option_word_has_one_chinese_word() -> None:
    for function in all_functions():
        for argument in function.arguments:
            for word in getattr(argument.kind.item, "words", ()):
                if word.isascii() and word.isalpha() and word not in _NAMES:
                    assert word in CHINESE, (function.name, argument.name, word)


#: Option words that are names, the same in both languages.
_NAMES = {"hhi", "gini", "theil", "schutz", "en", "zh"}


@pytest.mark.usefixtures("clean_registry")
def test_a_decorated_function_stays_as_it_is_and_gets_its_help_from_its_types() -> None:
    @cell_function("TWICE", group="Targets", chinese="两倍", words=("加倍",), catalogue=("PL1",))
    def twice(
        amount: Annotated[Number, {"doc": "What to double", "zh": "金额"}],
        extra: Annotated[MaybeNumber, {"doc": "Added to it"}] = None,
        mode: Annotated[str, one_of("lower", "upper"), {"doc": "A word"}] = "lower",
    ) -> Block[object]:
        """Double an amount.

        More about it.
        """
        return Block.cell(amount * 2 + (extra or 0))

    found = find_function("twice")

    assert found.implementation is twice
    assert found.signature == "TWICE(amount, [extra], [mode])"
    assert (found.summary, found.chinese, found.words) == ("Double an amount.", "两倍", ("加倍",))
    assert [(a.doc, a.chinese, a.required, a.default) for a in found.arguments] == [
        ("What to double", "金额", True, None),
        ("Added to it", "", False, None),
        ("A word", "", False, "lower"),
    ]
    assert found.arguments[2].kind.expects.startswith("one of lower (含下限), upper (含上限)")


@pytest.mark.usefixtures("clean_registry")
def test_an_argument_without_a_kind_or_help_is_refused_at_once() -> None:
    def nameless(amount: Annotated[int, {"doc": "No kind"}]) -> int:
        """Do nothing."""
        return amount

    def helpless(amount: Number) -> int:
        """Do nothing."""
        return int(amount)

    for function in (nameless, helpless):
        with pytest.raises(TypeError, match="argument amount needs a kind and a doc"):
            cell_function("X", group="Targets", chinese="无")(function)


@pytest.mark.usefixtures("clean_registry")
def test_two_functions_cannot_have_one_name() -> None:
    def split(amount: Annotated[Number, {"doc": "Another one"}]) -> object:
        """Do something else."""
        return amount

    with pytest.raises(ValueError, match="SPLIT is registered twice"):
        find_function("SPLIT") and cell_function("SPLIT", group="Targets", chinese="另一个")(split)
