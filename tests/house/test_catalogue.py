"""Rows of the catalogue: what the functions claim to serve is there, and the core is served."""

from __future__ import annotations

import re

import pytest

from shared import needs_shared, shared_file
from xlsales.functions import all_functions

#: Areas of the catalogue: planning, forecasting, appraisal, incentives, grading, leads, credit, reports,
#: prices, organisation, follow-up, feedback.
AREAS = {"PL", "FC", "AP", "IN", "CG", "LD", "CR", "RP", "PR", "OR", "FU", "IF"}

SERVED = {row: function.name for function in all_functions() for row in function.catalogue}


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    """Return C (core) or S (surrounding) of every row."""
    text = shared_file("facts", "catalogue.md").read_text("utf-8")
    return dict(re.findall(r"^\|([A-Z]{2}\d+)\|.*\|([CS])[^|]*\|$", text, re.MULTILINE))


def test_every_row_is_of_an_area_of_the_catalogue() -> None:
    assert {re.sub(r"\d+$", "", row) for row in SERVED} <= AREAS
    assert all(re.fullmatch(r"[A-Z]{2}[1-9]\d?", row) for row in SERVED)


def test_no_function_names_a_row_twice() -> None:
    for function in all_functions():
        assert len(set(function.catalogue)) == len(function.catalogue), function.name


@needs_shared
@pytest.mark.shared
def test_every_row_that_a_function_serves_is_in_the_catalogue(catalogue: dict[str, str]) -> None:
    assert set(SERVED) - set(catalogue) == set()


@needs_shared
@pytest.mark.shared
def test_every_promised_area_is_served_in_its_core(catalogue: dict[str, str]) -> None:
    core = {row for row, kind in catalogue.items() if kind == "C"}

    served = {
        area: [row for row in SERVED if row.startswith(area) and row in core] for area in ("PL", "IN", "CG")
    }

    assert len(catalogue) > 100
    assert all(len(rows) > 5 for rows in served.values()), served
