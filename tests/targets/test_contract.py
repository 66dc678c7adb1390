"""The contract of the target functions: names, arguments, their order and their help."""

from __future__ import annotations

import re

import pytest

from shared import shared_file
from xlsales.functions import all_functions, call_function, find_function

CONTRACT = (
    "SPLIT(total, weights, [unit], [floors], [caps], [locked], [method])",
    "SPLIT_TREE(total, levels, weights, [unit], [floors], [caps], [locked], [method], [uplift])",
    "SPLIT_MATRIX(row_totals, column_totals, [seed], [unit], [locked])",
    "SEASONALITY(values, period, [method])",
    "BLEND(shares, [factors])",
    "WORKDAYS(start, periods, [frequency], [country], [weekday_weights], [holidays])",
    "GROW(base, growth, [relief], [minimum], [maximum])",
    "PRORATE(amount, start, end, period_start, period_end, [basis])",
    "RAMP(start, period_start, ramp)",
    "RESPLIT(target, actuals, weights, [closed], [unit], [carry], [surplus])",
    "ATTAINMENT(actual, target, [lower_is_better], [baseline])",
    "PACE(actual, target, as_of, start, end, [country], [headers])",
    "BALANCE(targets, potential)",
    "TARGET_CHECK(target, history, [low], [high], [headers])",
    "PROFIT_TARGET(profit, margins, [mix], [fixed_costs])",
    "RECONCILE(parents, children)",
)


@pytest.mark.parametrize("signature", CONTRACT)
def test_names_arguments_and_order_are_those_of_the_contract(signature: str) -> None:
    assert find_function(signature.partition("(")[0]).signature == signature


def test_the_contract_here_is_that_of_the_reference() -> None:
    text = shared_file("functions.md").read_text(encoding="utf-8")
    targets = text[text.index("## Targets") : text.index("## Incentives")]

    assert tuple(re.findall(r"^\| `([A-Z_]+\([^`]*\))`", targets, re.MULTILINE)) == CONTRACT


def test_every_target_function_of_the_registry_is_in_the_contract() -> None:
    registered = {function.name for function in all_functions() if function.group == "Targets"}

    assert registered == {signature.partition("(")[0] for signature in CONTRACT}


@pytest.mark.parametrize("signature", CONTRACT)
def test_everything_has_help_in_both_languages(signature: str) -> None:
    function = find_function(signature.partition("(")[0])

    assert function.summary.endswith(".")
    assert function.chinese
    assert function.words
    assert function.catalogue
    for argument in function.arguments:
        assert argument.doc
        assert re.search(r"[\u4e00-\u9fff]", argument.chinese), argument.name


@pytest.mark.parametrize("signature", CONTRACT)
def test_no_arguments_and_too_many_are_told_with_the_signature(signature: str) -> None:
    name, _, arguments = signature.partition("(")

    nothing = call_function(name, [])
    too_many = call_function(name, [1] * (arguments.count(",") + 2))

    assert nothing.issues[0].code == "ARG-004"
    assert too_many.issues[0].code == "ARG-003"
    assert signature in nothing.issues[0].fix
    assert signature in too_many.issues[0].fix


@pytest.mark.parametrize("signature", CONTRACT)
def test_nonsense_never_escapes_as_a_python_error(signature: str) -> None:
    """Every argument in turn gets what nobody expects there; the others stay plain."""
    name, _, arguments = signature.partition("(")
    count = arguments.count(",") + 1
    nonsense: list[object] = [
        *("", "x", True, -1, 0, 1e308, -1e-308, 2958465, [[1, 2], [3, 4]], [[None], ["x"], [True]]),
        *([[]], [], [[1], [2], [3]], [1, 2, 3], "２０", "\x00"),
    ]

    for place in range(count):
        for value in nonsense:
            call = [[[1], [2]]] * count
            for row in (call, [1] * count, [None] * count):
                given: list[object] = list(row)
                given[place] = value
                outcome = call_function(name, given)
                assert outcome.rows
