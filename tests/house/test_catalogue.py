"""Rows of the catalogue: what the functions claim to serve is there, and the core is served."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from house.repository import SOURCE
from shared import needs_shared, shared_file
from xlsales.cli.catalogue import AREAS as ROWS_OF
from xlsales.cli.catalogue import catalogue_markdown, catalogue_rows
from xlsales.functions import all_functions
from xlsales.reports.catalogue import Serves, served_pages
from xlsales.reports.registry import REPORTS

#: Areas of the catalogue: planning, forecasting, appraisal, incentives, grading, leads, credit, reports,
#: prices, organisation, follow-up, feedback.
AREAS = {"PL", "FC", "AP", "IN", "CG", "LD", "CR", "RP", "PR", "OR", "FU", "IF"}

MODULES = sorted((SOURCE / "reports").glob("*.py"))
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


def test_what_pages_say_is_read_as_they_mean_it() -> None:
    imported: list[Serves] = []
    for path in MODULES:
        imported += getattr(import_module(f"xlsales.reports.{path.stem}"), "CATALOGUE", ())

    assert list(served_pages()) == imported
    assert len(imported) > 50


def test_a_page_serves_rows_that_there_are_in_a_report_that_there_is() -> None:
    known = {row.id for row in catalogue_rows()}
    source = "\n".join(path.read_text("utf-8") for path in MODULES)

    for page in served_pages():
        assert page.report in REPORTS, page
        assert set(page.rows) <= known, page
        assert len(set(page.rows)) == len(page.rows), page
        named = len(re.findall(rf'"{re.escape(page.page)}"', source))
        assert page.page.startswith("--") or named > 1, f"{page}: no page of that name"


def test_no_page_is_told_twice() -> None:
    pages = [(page.report, page.page) for page in served_pages()]

    assert sorted(pages) == sorted(set(pages))


@needs_shared
@pytest.mark.shared
def test_the_rows_are_those_of_the_catalogue(catalogue: dict[str, str]) -> None:
    assert [row.id for row in catalogue_rows()] == list(catalogue)
    assert set(ROWS_OF) == AREAS


def test_every_row_of_the_catalogue_is_served() -> None:
    assert [row.id for row in catalogue_rows() if not row.is_served] == []


def test_the_document_of_the_catalogue_is_what_functions_and_pages_say() -> None:
    document = (SOURCE / "reference" / "catalogue.md").read_text("utf-8")

    assert document == catalogue_markdown() + "\n", "run .ci/references"
