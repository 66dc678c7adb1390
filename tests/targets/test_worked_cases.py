"""Worked cases with numbers printed in public sources, each by its id.

The ids, sources and numbers are those of cases/targets_incentives.yaml, where each has its
address. Apportionments are retyped in tests/kernel/test_apportionment.py; here every target
case of the file itself goes through the cell functions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from incentives.calls import cells, column, day, error, value
from shared import SHARED, shared_file

Inputs = dict[str, Any]


def cases() -> list[Any]:
    path = SHARED / "cases" / "targets_incentives.yaml"
    if not path.exists():
        return []
    yaml = pytest.importorskip("yaml")
    return [
        pytest.param(case, id=case["id"])
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
        if case["calc"] in CHECKS
    ]


def check_apportion(case: Inputs) -> None:
    weights = case["inputs"]["weights"]
    least = case["inputs"].get("threshold", 0) * sum(weights)
    shares = [weight if weight >= least else 0 for weight in weights]
    for method, expected in case["expected"].items():
        assert cells("SPLIT", case["inputs"]["seats"], shares, 1, None, None, None, method) == expected


def check_435th_seat(case: Inputs) -> None:
    inputs, expected = case["inputs"], case["expected"]
    for method, shares in (("webster", inputs["quotients_w"]), ("hill", inputs["quotas_h"])):
        seats = sum(expected[method])
        assert cells("SPLIT", seats, shares, 1, None, None, None, method) == expected[method]


def check_droop(case: Inputs) -> None:
    inputs, expected = case["inputs"], case["expected"]
    votes = inputs["votes"]
    by_quota = [vote // expected["quota"] for vote in votes]
    assert inputs["seats"] - sum(by_quota) == expected["left"] > len(votes)
    assert sum(cells("SPLIT", inputs["seats"], votes, 1, by_quota)) == inputs["seats"]


def check_shares(case: Inputs) -> None:
    assert cells("SPLIT", case["inputs"]["total"], column(*case["inputs"]["idx"])) == case["expected"]


def check_breakback(case: Inputs) -> None:
    inputs = case["inputs"]
    locked = [cell if i in inputs["hold"] else None for i, cell in enumerate(inputs["cells"])]
    assert cells("SPLIT", inputs["total"], inputs["cells"], 0.01, None, None, locked) == case["expected"]


def check_breakback_error(case: Inputs) -> None:
    assert "TARGET-002" in error("SPLIT", case["inputs"]["total"], case["inputs"]["cells"])


def check_growth(case: Inputs) -> None:
    inputs = case["inputs"]
    assert value("GROW", inputs["base"], inputs["growth"], inputs["relief"]) == case["expected"]


def check_pace(case: Inputs) -> None:
    inputs, expected = case["inputs"], case["expected"]
    as_of = date(2026, 6, inputs["elapsed"])
    row = cells(
        "PACE", inputs["done"], inputs["goal"], as_of, date(2026, 6, 1), date(2026, 6, inputs["days"])
    )
    assert row[:2] == [inputs["elapsed"], inputs["days"] - inputs["elapsed"]]
    assert row[3] == expected["projected"]
    projected = value("ATTAINMENT", row[3], inputs["goal"])
    assert projected == pytest.approx(expected["attainment"], abs=case["tol"])


def check_profit(case: Inputs) -> None:
    inputs = case["inputs"]
    sales = value("PROFIT_TARGET", inputs["nop"], inputs["gpm"] - inputs["roy"], None, inputs["fixed"])
    assert sales == pytest.approx(case["expected"]["annual"], abs=case["tol"])


def check_proration(case: Inputs) -> None:
    inputs, expected = case["inputs"], case["expected"]
    year = [day(inputs["year_end"][:4] + "-01-01"), day(inputs["year_end"])]
    share = value("PRORATE", 1, day(inputs["start"]), None, *year)
    assert share == pytest.approx(expected["factor"], abs=case["tol"])
    assert value("PRORATE", inputs["days_in_year"], day(inputs["start"]), None, *year) == expected["days"]


def check_month_goal(case: Inputs) -> None:
    inputs = case["inputs"]
    month = [date(2026, 6, 1), date(2026, 6, inputs["days"])]
    basis = "days" if inputs["inclusive"] else "days_exclusive"
    goal = value("PRORATE", inputs["goal"], date(2026, 6, inputs["day"]), None, *month, basis)
    assert goal == pytest.approx(case["expected"], abs=5e-5)


def check_ramp(case: Inputs) -> None:
    inputs = case["inputs"]
    months = column(*(date(2026, month, 1) for month in range(1, 6)))
    ramp = [percent / 100 for percent in inputs["pcts"]]
    fractions = cells("RAMP", date(2026, 1, 20), months, ramp)
    assert [inputs["full"] * fraction for fraction in fractions] == case["expected"]
    assert value("ATTAINMENT", 100, inputs["full"] * fractions[0]) is None


def check_fitting(case: Inputs) -> None:
    inputs = case["inputs"]
    fitted = cells("SPLIT_MATRIX", column(*inputs["rows"]), inputs["cols"], inputs["seed"], 0)
    expected = [cell for row in case["expected"] for cell in row]
    assert fitted == [pytest.approx(cell, abs=case["tol"]) for cell in expected]


def check_margins(case: Inputs) -> None:
    inputs, expected = case["inputs"], case["expected"]
    width = len(inputs["cols"])
    for unit in (1, 0.01):
        table = cells("SPLIT_MATRIX", column(*inputs["rows"]), inputs["cols"], inputs["seed"], unit)
        rows = [table[i : i + width] for i in range(0, len(table), width)]
        assert [sum(row) for row in rows] == pytest.approx(expected["rows"], abs=1e-9)
        assert [sum(line) for line in zip(*rows, strict=True)] == pytest.approx(expected["cols"], abs=1e-9)


def check_attainment(case: Inputs) -> None:
    assert value("ATTAINMENT", sum(case["inputs"]["actuals"]), case["inputs"]["goal"]) == case["expected"]


CHECKS: dict[str, Callable[[Inputs], None]] = {
    "apportion": check_apportion,
    "webster_hill_rounding": check_435th_seat,
    "droop": check_droop,
    "season_split": check_shares,
    "breakback": check_breakback,
    "breakback_error": check_breakback_error,
    "growth_relief": check_growth,
    "pace": check_pace,
    "stocktrac": check_profit,
    "proration": check_proration,
    "month_goal": check_month_goal,
    "ramp": check_ramp,
    "ipf": check_fitting,
    "ipf_margins": check_margins,
    "attainment": check_attainment,
}


@pytest.mark.parametrize("case", cases())
def test_published_case(case: Inputs) -> None:
    CHECKS[case["calc"]](case)


def test_no_target_case_of_the_file_is_left_out() -> None:
    yaml = pytest.importorskip("yaml")
    text = shared_file("cases", "targets_incentives.yaml").read_text(encoding="utf-8")
    targets = [case for case in yaml.safe_load(text) if case["id"][0] in "TAI"]

    left_out = {case["id"] for case in targets if case["calc"] not in CHECKS}

    assert left_out == {"T04_hock_forecast"}  # trend times season: FORECAST
