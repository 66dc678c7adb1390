"""The customer functions of the contract: names, argument order, help in two languages."""

from __future__ import annotations

import pytest

from xlsales.functions import find_function

SIGNATURES = [
    "FIT(needs, capability)",
    "GRADE(fit, volume, frequency, margin, credit, thresholds, [labels])",
    "GRADE_WHY(fit, volume, frequency, margin, credit, thresholds, [labels], [language])",
    "SCORE(values, rules, [missing])",
    "SCORE_WHY(values, rules, [missing])",
    "BANDS(score, bands, [boundary])",
    "BANT(answers, [weights], [cutoff])",
    "RFM(customers, dates, amounts, as_of, [bins], [rule], [order_ids])",
    "RFM_SEGMENT(r, f, m, segments)",
    "ABC(values, [cuts], [crossing], [ties], [labels])",
    "CONCENTRATION(values, [metric])",
    "MIGRATION(before, after, [order], [before_ids], [after_ids])",
    "REGRADE(previous, score, bands, [promote], [demote])",
    "STATUS(first_order, last_order, as_of, [active_days], [lapsed_days], [previous_order])",
    "NEXT_VISIT(last_contact, grade, frequencies, [as_of])",
    "WORKLOAD(accounts, visits, capacity, [hours])",
    "PORTFOLIO(attractiveness, strength, [cuts])",
    "PAYMENT_SCORE(amounts, days_beyond_terms, [key], [customers])",
    "AGEING(amounts, due_dates, as_of, [buckets], [customers])",
    "DSO(receivables, sales, days, [method])",
    "PIPELINE(amounts, stages, probabilities)",
    "FORECAST(history, periods, [period])",
]


@pytest.mark.parametrize("signature", SIGNATURES)
def test_the_signature_is_that_of_the_contract(signature: str) -> None:
    function = find_function(signature.partition("(")[0])

    assert function.signature == signature
    assert function.group == "Customers"


@pytest.mark.parametrize("signature", SIGNATURES)
def test_help_is_there_in_both_languages(signature: str) -> None:
    function = find_function(signature.partition("(")[0])

    assert function.summary.endswith(".")
    assert function.chinese
    assert function.words
    assert function.catalogue
    assert all(argument.doc and argument.chinese for argument in function.arguments)
