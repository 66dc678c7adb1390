"""Worked cases of customer grading from public sources, each by its id."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from shared import shared_file
from xlsales.customers.coverage import counted_visits
from xlsales.customers.expected_purchases import BgNbd, expected_purchases, probability_of_no_purchase
from xlsales.customers.heavy_medium_light import spend_classes
from xlsales.customers.lead_probability import (
    Counts,
    PastLead,
    count_stages,
    count_values,
    lead_probability,
)
from xlsales.customers.letter_grades import LADDER, letter_grade
from xlsales.customers.migration_rates import without_withdrawn
from xlsales.customers.new_lapsed_repeating import retention_of
from xlsales.customers.ntile import ntile
from xlsales.customers.quartile_segments import quartile_segments
from xlsales.customers.repeat_purchases import repeats_by_week, summarise_repeats
from xlsales.functions import call_function

pytestmark = pytest.mark.shared

Cases = dict[str, dict[str, Any]]


def exact(number: object) -> Fraction:
    return Fraction(str(number))


def transactions(case: dict[str, Any]) -> list[tuple[Any, date, Fraction]]:
    return [(who, date.fromisoformat(day), exact(amount)) for who, day, amount in case["inputs"]["tx"]]


def test_pymc_summary_incl_first(grading_cases: Cases) -> None:
    case = grading_cases["pymc_summary_incl_first"]

    found = summarise_repeats(transactions(case), date.fromisoformat(case["inputs"]["end"]))

    rows = [[row.customer, row.purchases, row.since_last, float(row.mean_spend)] for row in found]
    assert rows == case["expected"]["rows"]


def test_pymc_summary_week(grading_cases: Cases) -> None:
    case = grading_cases["pymc_summary_week"]

    found = summarise_repeats(transactions(case), date.fromisoformat(case["inputs"]["end"]), "week")

    assert [[row.customer, row.repeats, row.last, row.observed] for row in found] == case["expected"][
        "freq_rec_T"
    ]


def test_pymc_segments(grading_cases: Cases) -> None:
    case = grading_cases["pymc_segments"]
    orders = transactions(case)

    found = summarise_repeats(orders, max(day for _, day, _ in orders))

    assert list(quartile_segments(found, case["inputs"]["config"])) == case["expected"]["segments"]


def cdnow_orders() -> list[tuple[str, date, Fraction]]:
    text = shared_file("data", "cdnow", "cdnow_sample.txt").read_text()
    rows = [line.split() for line in text.splitlines()]
    return [(who, date.fromisoformat(day), exact(amount)) for _, who, day, _, amount in rows]


def test_btyd_weekly_repeat_sales(grading_cases: Cases) -> None:
    case = grading_cases["btyd_weekly_repeat_sales"]
    weeks = case["inputs"]["weeks"]

    counts = repeats_by_week(cdnow_orders(), date.fromisoformat(case["inputs"]["start"]), max(weeks))

    assert [counts[week - 1] for week in weeks] == case["expected"]["incremental"]
    assert [sum(counts[:week]) for week in weeks] == case["expected"]["cumulative"]


def test_the_cdnow_summary_has_our_repeats() -> None:
    """Fader and Hardie's summary of the first 39 weeks: repeats, weeks to the last, mean repeat spend."""
    with shared_file("data", "cdnow", "cdnow_summary.csv").open(encoding="utf-8") as file:
        published = list(csv.DictReader(file))

    found = summarise_repeats(cdnow_orders(), date(1997, 9, 30))

    assert [row.repeats for row in found] == [int(row["x"]) for row in published]
    assert [round(row.last / 7, 2) for row in found] == [float(row["t_x"]) for row in published]
    assert [round(row.observed / 7, 2) for row in found] == [float(row["T"]) for row in published]


def test_lifetimes_first_order_dropped(grading_cases: Cases) -> None:
    case = grading_cases["lifetimes_first_order_dropped"]

    found = summarise_repeats(transactions(case), date(2014, 12, 31))

    assert [row.repeat_spend for row in found] == [exact(case["expected"]["monetary"])]


def test_bgnbd_conditional_expectation(grading_cases: Cases) -> None:
    case = grading_cases["bgnbd_conditional_expectation"]
    given = case["inputs"]

    model = BgNbd(*(given[name] for name in ("r", "alpha", "a", "b")))
    found = expected_purchases(model, given["x"], given["tx"], given["T"], given["t"])

    assert found == pytest.approx(case["expected"]["value"], abs=case["tol"])


def test_bgnbd_zero_prob_39w(grading_cases: Cases) -> None:
    case = grading_cases["bgnbd_zero_prob_39w"]
    given = case["inputs"]

    model = BgNbd(*(given[name] for name in ("r", "alpha", "a", "b")))

    assert probability_of_no_purchase(model, given["t"]) == pytest.approx(
        case["expected"]["value"], abs=case["tol"]
    )


def test_ors_rfm_lone_customer(grading_cases: Cases) -> None:
    """That tool numbers bins from 0 and puts a lone customer in the bottom one; our bins begin at 1."""
    case = grading_cases["ors_rfm_lone_customer"]
    [[who, amount, day]] = case["inputs"]["customers"]
    today = date.fromisoformat(case["inputs"]["today"])

    table = call_function("RFM", [who, date.fromisoformat(day), amount, today, case["inputs"]["bins"]]).rows

    assert [table[1][1]] == case["expected"]["recency_days"]
    assert [ntile(0, 1, case["inputs"]["bins"]) - 1] == case["expected"]["f"]
    assert (table[1][5] - 1, table[1][6] - 1) == (*case["expected"]["f"], *case["expected"]["m"])


@pytest.mark.parametrize("case_id", ["ors_hml_exclude", "ors_hml_include_with_light"])
def test_ors_hml(grading_cases: Cases, case_id: str) -> None:
    case = grading_cases[case_id]

    found = spend_classes([exact(spend) for _, spend in case["inputs"]["customers"]], case["inputs"]["zero"])

    assert list(found) == case["expected"]["segments"]


def test_ors_nlr_zero_negative(grading_cases: Cases) -> None:
    case = grading_cases["ors_nlr_zero_negative"]
    rows = [(who, exact(amount), period) for who, amount, period in case["inputs"]["rows"]]

    found = retention_of(rows, case["inputs"]["p1"], case["inputs"]["p2"])

    assert [[row.customer, row.state, row.first, row.second] for row in found] == case["expected"]["rows"]


def test_ms_ntile4_salespersons(grading_cases: Cases) -> None:
    case = grading_cases["ms_ntile4_salespersons"]
    rows = case["inputs"]["rows"]

    assert [sales for _, sales, _ in rows] == sorted((sales for _, sales, _ in rows), reverse=True)
    assert [ntile(place, len(rows), 4) for place in range(len(rows))] == case["expected"]["quartile"]


def test_the_salespersons_file_gives_the_same_quartiles(grading_cases: Cases) -> None:
    case = grading_cases["ms_ntile4_salespersons"]
    with shared_file(*case["inputs"]["data_file"].split("/")).open(encoding="utf-8") as file:
        sales = [float(row[5]) for row in csv.reader(file, delimiter="\t")]

    fourteen = {round(value, 2) for _, value, _ in case["inputs"]["rows"]}

    assert fourteen <= {round(value, 2) for value in sales}


def test_ms_ntile4_partition(grading_cases: Cases) -> None:
    case = grading_cases["ms_ntile4_partition"]

    for postal_code, expected in case["expected"].items():
        names = [name for name, _, code in case["inputs"]["rows"] if code == postal_code]
        assert {name: ntile(place, len(names), 4) for place, name in enumerate(names)} == expected


def test_abc_43_customers_55_85(grading_cases: Cases) -> None:
    case = grading_cases["abc_43_customers_55_85"]
    amounts = [amount for _, amount in case["inputs"]["items"]]

    found = call_function("ABC", [[[a] for a in amounts], [case["inputs"]["cuts"]], "down", "row"]).rows

    assert [grade for (grade,) in found] == case["expected"]["class"]
    assert sum(amounts) == case["expected"]["total"]


@pytest.mark.parametrize("case_id", ["hhi_doj_2600", "schutz_pareto_gap"])
def test_concentration_of_listed_values(grading_cases: Cases, case_id: str) -> None:
    case = grading_cases[case_id]
    values = case["inputs"].get("shares") or case["inputs"]["values"]

    found = call_function("CONCENTRATION", [values, case["feature"]]).value

    assert found == pytest.approx(case["expected"]["value"], abs=1e-12)


def test_gini_mexico_1940(grading_cases: Cases) -> None:
    case = grading_cases["gini_mexico_1940"]
    with shared_file(*case["inputs"]["data_file"].split("/")).open(encoding="utf-8") as file:
        values = [float(row[case["inputs"]["column"]]) for row in csv.DictReader(file)]

    found = call_function("CONCENTRATION", [values, "gini"]).value

    assert found == pytest.approx(case["expected"]["value"], abs=case["tol"])


def test_migration_withdrawn_removed(grading_cases: Cases) -> None:
    case = grading_cases["migration_withdrawn_removed"]

    for row, expected in zip(case["inputs"]["pct_rows"], case["expected"]["pct_rows"], strict=True):
        found = without_withdrawn([exact(share) for share in row[:-1]], exact(row[-1]))
        assert [float(share) for share in found] == pytest.approx(expected, abs=case["tol"])


def test_pardot_default_profile(grading_cases: Cases) -> None:
    case = grading_cases["pardot_default_profile"]
    given = case["inputs"]

    assert list(LADDER) == given["ladder"]
    for thirds, expected in zip(given["adjust_thirds"], case["expected"]["grades"], strict=True):
        assert letter_grade([(True, 2)] * (thirds // 2), given["start"]) == expected


@pytest.mark.parametrize("case_id", ["cn_customer_80_60_40", "paydex_risk_bands"])
def test_bands(grading_cases: Cases, case_id: str) -> None:
    case = grading_cases[case_id]
    given = case["inputs"]

    found = call_function("BANDS", [[[score] for score in given["scores"]], given["bands"]]).rows

    assert [grade for (grade,) in found] == case["expected"]["grades"]


def test_odoo_pls_leads(grading_cases: Cases) -> None:
    case = grading_cases["odoo_pls_leads"]
    fields = case["inputs"]["columns"][1:-1]
    lead = case["inputs"]["lead"]

    for team, rows in case["inputs"]["teams"].items():
        past = [
            PastLead(status == "won", dict(zip(fields, values, strict=False)), values[-1])
            for status, *values in rows
        ]
        stages = count_stages(past, 3)
        counted = [(count_values(past, field), lead[field]) for field in fields]
        found = lead_probability(stages[0], counted, stages[lead["stage"]])
        assert float(found) == pytest.approx(case["expected"]["prob"][team], abs=case["tol"])


def test_odoo_pls_tags(grading_cases: Cases) -> None:
    case = grading_cases["odoo_pls_tags"]
    given = case["inputs"]
    tags = {tag: Counts(exact(won), exact(lost)) for tag, (won, lost) in given["tags"].items()}
    prior = Counts(exact(given["won"]), exact(given["lost"]))

    found = [float(lead_probability(prior, [(tags, tag) for tag in lead])) for lead in given["leads"]]

    assert found == pytest.approx(case["expected"]["prob"], abs=case["tol"])


def test_coverage_revo_cap(grading_cases: Cases) -> None:
    case = grading_cases["coverage_revo_cap"]

    found = counted_visits(map(tuple, case["inputs"]["visits"]), case["inputs"]["target_per_month"])

    assert list(found) == case["expected"]["counted"]


@pytest.mark.parametrize(
    ("case_id", "mode"), [("price_volume_2", "volume"), ("price_graduated", "graduated")]
)
def test_price(grading_cases: Cases, case_id: str, mode: str) -> None:
    """The source lists last quantities; our tiers begin above the one before."""
    case = grading_cases[case_id]
    lasts = [last for last, _ in case["inputs"]["tiers"]]
    tiers = [[start, price] for start, (_, price) in zip([0, *lasts], case["inputs"]["tiers"], strict=False)]

    found = call_function("PRICE", [[[q] for q in case["inputs"]["qty"]], tiers, mode, "upper"]).rows

    assert [total for (total,) in found] == case["expected"]["total"]


def test_every_case_of_grading_is_served_by_a_test(grading_cases: Cases) -> None:
    folder = Path(__file__).parents[1]
    tests = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*/test_*.py"))

    assert [case_id for case_id in grading_cases if case_id not in tests] == []
