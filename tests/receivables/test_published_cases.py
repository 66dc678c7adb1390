"""Worked cases of receivables from public sources, each by its id."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import yaml

from shared import shared_file
from xlsales.functions import call_function
from xlsales.kernel.apportionment import apportion
from xlsales.receivables.allocation import allocate_oldest_first
from xlsales.receivables.expected_loss import expected_losses, loss_rates_from_history

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def cases() -> dict[str, dict[str, Any]]:
    listed = yaml.safe_load(shared_file("cases", "grading.yaml").read_text(encoding="utf-8"))
    return {case["id"]: case for case in listed}


def exact(number: object) -> Fraction:
    return Fraction(str(number))


def test_paydex_value_chart(cases: dict[str, Any]) -> None:
    """The chart has a knot at 20 days early that the usual key leaves out; whole days round it."""
    case = cases["paydex_value_chart"]
    key = [[-30, 100], [-20, 90], [0, 80], [15, 70], [22, 60], [30, 50], [60, 40], [90, 30], [120, 20]]

    found = [call_function("PAYMENT_SCORE", [100, days, key]).value for days in case["expected"]["days"]]

    assert found == pytest.approx(case["inputs"]["score"], abs=1)
    assert found == sorted(found, reverse=True)
    exact_pieces = [i for i, days in enumerate(case["expected"]["days"]) if days <= 0 or days >= 30]
    assert [found[i] for i in exact_pieces] == [case["inputs"]["score"][i] for i in exact_pieces]


def test_dso_simple(cases: dict[str, Any]) -> None:
    case = cases["dso_simple"]
    given = case["inputs"]

    found = call_function("DSO", [given["ar"], given["sales"], given["days"]]).value

    assert found == pytest.approx(case["expected"]["value"], abs=case["tol"])


def test_ecl_finlearnhub(cases: dict[str, Any]) -> None:
    case = cases["ecl_finlearnhub"]
    balances, rates = zip(*case["inputs"]["rows"], strict=True)

    found = expected_losses([exact(x) for x in balances], [exact(x) for x in rates])

    assert list(found) == case["expected"]["rows"]
    assert sum(found) == case["expected"]["total"]


def test_ecl_rates_from_history(cases: dict[str, Any]) -> None:
    case = cases["ecl_rates_from_history"]
    given = case["inputs"]

    rates = loss_rates_from_history(exact(given["sales"]), [exact(x) for x in given["paid"]])
    allowance = expected_losses([exact(x) for x in given["ageing"]], rates)

    assert [float(100 * rate) for rate in rates] == pytest.approx(case["expected"]["rates_pct"], abs=0.05)
    assert [float(x) for x in allowance] == pytest.approx(case["expected"]["allowance"], abs=case["tol"])
    assert float(sum(allowance)) == pytest.approx(case["expected"]["total"], abs=case["tol"])


def test_erpnext_ar_terms(cases: dict[str, Any]) -> None:
    case = cases["erpnext_ar_terms"]
    given = case["inputs"]
    parts = apportion(exact(given["invoice"]), [exact(x) for x in given["terms_pct"]])
    invoiced = [part for part in parts if part is not None]

    paid = allocate_oldest_first(invoiced, exact(given["payment"]))
    credited = allocate_oldest_first(paid.outstanding, exact(given["credit_note"]))

    assert invoiced == case["expected"]["invoiced"]
    assert list(paid.outstanding) == case["expected"]["after_payment"]
    assert list(credited.outstanding) == case["expected"]["after_credit_note"]
