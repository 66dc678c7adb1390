"""A real sales force: AdventureWorks people with dated territories and their quarterly quotas.

Source: the AdventureWorks sample databases (Microsoft, MIT), as tab-separated files beside the checkout.
"""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest

from jobs.by_hand import redone
from jobs.plans import amounts_of, run_yaml
from shared import needs_shared, shared_file
from xlsales.jobs.targets import Targets

pytestmark = [pytest.mark.shared, needs_shared]

PLAN = """
plan: {name: AdventureWorks, start: 2023-06-01, total: 36000000, unit: 1}
steps:
  - {dimension: territory, weights: column, column: sales last year}
  - {dimension: person, weights: last year, scope: member, unit: 100}
  - {dimension: month, weights: even}
"""


def rows(name: str) -> list[list[str]]:
    path = shared_file("data", "adventureworks", name)
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Targets:
    return run_yaml(_plan(), tmp_path_factory.mktemp("adventureworks"))


def _plan() -> str:
    names = {row[0]: row[1] for row in rows("SalesTerritory.csv")}
    members = [
        f"  - {{dimension: territory, member: {row[1]}, sales last year: {row[5]}}}"
        for row in rows("SalesTerritory.csv")
    ]
    people = [
        f"  - {{person: P{one}, territory: {names[place]}, from: {start[:10]}, to: {end[:10] or 'null'}}}"
        for one, place, start, end, *_ in rows("SalesTerritoryHistory.csv")
    ]
    quotas = [
        f"  - {{date: {day[:10]}, person: P{person}, amount: {quota}}}"
        for person, day, quota, *_ in rows("SalesPersonQuotaHistory.csv")
    ]
    tables = {"members": members, "organisation": people, "history": quotas}
    return PLAN + "".join(f"{name}:\n" + "\n".join(lines) + "\n" for name, lines in tables.items())


def months_of(result: Targets, territory: str, person: str) -> list[str]:
    return [
        f"{line.month:%Y-%m}" for line in result.lines if line.labels == (territory, person) and line.target
    ]


def test_every_level_adds_up(result: Targets) -> None:
    assert sum(line.target for line in result.lines) == 36_000_000
    assert not any(check.difference or check.worst for check in result.checks)


def test_transfers_between_territories_split_the_year_at_their_day(result: Targets) -> None:
    assert months_of(result, "Northeast", "P275")[-1] == "2023-11"
    assert months_of(result, "Central", "P275")[0] == "2023-11"  # from the 30th on
    assert months_of(result, "Northeast", "P277")[0] == "2023-11"


def test_a_leaver_has_targets_up_to_the_last_month(result: Targets) -> None:
    assert months_of(result, "Northwest", "P280") == ["2023-06", "2023-07", "2023-08", "2023-09"]


def test_a_hire_without_history_gets_the_average_by_days_in_service(result: Targets) -> None:
    # P288 is alone in Germany from 29 May 2024: three days carry the territory's whole year.
    assert months_of(result, "Germany", "P288") == ["2024-05"]
    assert months_of(result, "Northwest", "P284")[0] == "2023-09"
    assert "no history, average taken" in {issue.got for issue in result.issues if "P284" in issue.where}


def test_territories_follow_their_sales_of_last_year(result: Targets) -> None:
    past = {row[1]: Fraction(row[5]) for row in rows("SalesTerritory.csv")}

    for name, amount in amounts_of(result, "territory").items():
        assert abs(amount - Fraction(36_000_000) * past[name] / sum(past.values())) < 1


def test_every_explanation_leads_to_its_target(result: Targets) -> None:
    units = Fraction(1), Fraction(100), Fraction(1)
    for line in result.lines:
        assert redone(line.explanation, Fraction(36_000_000), *units) == line.target


def test_quotas_of_the_year_before_decide_among_people_of_a_territory(result: Targets) -> None:
    quotas: dict[str, Fraction] = {}
    for person, day, quota, *_ in rows("SalesPersonQuotaHistory.csv"):
        if "2022-06-01" <= day[:10] <= "2023-05-31":
            quotas[f"P{person}"] = quotas.get(f"P{person}", Fraction(0)) + Fraction(quota)
    southwest = {line.labels[1] for line in result.lines if line.labels[0] == "Southwest"}
    amounts = {
        person: sum(line.target for line in result.lines if line.labels == ("Southwest", person))
        for person in southwest
    }

    share = quotas["P276"] / (quotas["P276"] + quotas["P281"])

    assert southwest == {"P276", "P281"}
    assert abs(amounts["P276"] - share * sum(amounts.values())) < 100
