"""Worked cases of pipelines and running totals from public sources, each by its id."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import yaml

from shared import shared_file
from xlsales.functions import call_function
from xlsales.pipeline.running_totals import running_totals

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def cases() -> dict[str, dict[str, Any]]:
    listed = yaml.safe_load(shared_file("cases", "grading.yaml").read_text(encoding="utf-8"))
    return {case["id"]: case for case in listed}


def test_ms_running_total_territory(cases: dict[str, Any]) -> None:
    case = cases["ms_running_total_territory"]
    _, territories, years, sales = zip(*case["inputs"]["rows"], strict=True)

    found = running_totals(territories, years, [Fraction(str(amount)) for amount in sales])

    means = [float(entry.mean) for entry in found]
    totals = [float(entry.total) for entry in found]
    assert means == pytest.approx(case["expected"]["moving_avg"], abs=case["tol"])
    assert totals == pytest.approx(case["expected"]["cumulative"], abs=case["tol"])


def test_pipeline_freshworks(cases: dict[str, Any]) -> None:
    case = cases["pipeline_freshworks"]
    amounts = [[amount] for amount, _ in case["inputs"]["deals"]]

    table = call_function("PIPELINE", [amounts, [["sent"]] * len(amounts), [["sent", 0.7]]]).rows

    assert table[-1][2] == case["expected"]["total"]
    assert table[-1][3] == pytest.approx(case["expected"]["weighted"], abs=case["tol"])


def test_pipeline_rework(cases: dict[str, Any]) -> None:
    case = cases["pipeline_rework"]
    deals = case["inputs"]["deals"]

    amounts, probabilities = zip(*deals, strict=True)
    stages = [["early", probabilities[0]], ["late", probabilities[1]]]
    table = call_function("PIPELINE", [amounts, ["early", "late"], stages]).rows

    assert [row[3] for row in table[:2]] == case["expected"]["each"]
