"""Public workbooks, recalculated whole: nothing wrong is written over what Excel saved.

The files come from the test data of spreadsheet libraries and were saved by Excel or by those
libraries. Their saved results are the truth here: without a new input a recalculation of
everything must find every one of them again, or leave it and say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from needs_office import NEEDS_OFFICE
from shared import needs_shared, shared_file
from xlsales.kernel.dates import date_of_serial
from xlsales.kernel.issues import XlSalesError
from xlsales.office import OfficeProcess
from xlsales.recalculation.baseline import saved_clock
from xlsales.recalculation.book import Book, address, read_book
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.formualizer import FormualizerChecker, is_installed
from xlsales.recalculation.engines.libreoffice import LibreOfficeEngine
from xlsales.recalculation.engines.port import Checker, Engine, Place
from xlsales.recalculation.recalculate import Options, recalculate
from xlsales.recalculation.report import Recalculation
from xlsales.workbook import open_package

pytestmark = [pytest.mark.shared, needs_shared]

#: Cells that show the time of day; the recalculation sees the day of saving at midnight.
TIME_OF_DAY = {"IronCalc__gantt_project_tracker.xlsx: METADATA!B2"}

#: Files that are left alone: encrypted, of another kind, or damaged on purpose.
REFUSED = {
    "Open-XML-SDK__ProjectStatusReport_TP10094814.xltx": "WB-010",
    "excelize__encryptAES.xlsx": "WB-002",
    "excelize__encryptSHA1.xlsx": "WB-002",
    "excelize__encryptSHA512.xlsx": "WB-002",
    "poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-6448258963341312.xlsx": "WB-004",
    "poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5025401116950528.xlsx": "WB-004",
    "poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5636439151607808.xlsx": "WB-004",
    "poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-6594557414080512.xlsx": "WB-004",
    "poi__protected_sha512.xlsx": "WB-002",
}

#: Fewest formulas whose saved result each choice of engines finds again, of 2,582 in all. Of the
#: others 1,166 ask a cube, 317 draw random numbers, 29 read themselves.
FEWEST_VERIFIED = {
    "cellrune": 1_019,
    "cellrune, after formualizer": 1_019,
    "cellrune, then LibreOffice": 1_019,
    "LibreOffice": 934,
}
NEEDS_FORMUALIZER = pytest.mark.skipif(not is_installed(), reason="needs the extra fast")


@dataclass
class Outcome:
    """What came of all files with one choice of engines."""

    verified_at_least: int
    files: dict[str, tuple[Book, Recalculation]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def counts(self) -> Counter[str]:
        """Return how many formulas met which fate."""
        total: Counter[str] = Counter()
        for _, done in self.files.values():
            total.update(kept.why for kept in done.kept)
            total["formulas"] += done.formulas
            total["verified"] += done.verified
            total["unverified"] += len(done.unverified)
        return total


def _recalculate_all(engines: Sequence[Engine], verified_at_least: int, checker: Checker | None) -> Outcome:
    outcome = Outcome(verified_at_least)
    for path in sorted(shared_file("corpus").glob("*.xl*")):
        try:
            outcome.files[path.name] = _recalculate_file(path, engines, checker)
        except XlSalesError as error:
            outcome.refused[path.name] = error.issues[0].code
    return outcome


def _recalculate_file(
    path: Path, engines: Sequence[Engine], checker: Checker | None
) -> tuple[Book, Recalculation]:
    with open_package(path) as package:
        book = read_book(package)
        day = date_of_serial(saved_clock(book, package).now, book.system)
        return book, recalculate(package, Options(engines, today=day, full=True, checker=checker))


@pytest.fixture(
    scope="module",
    params=[
        "cellrune",
        pytest.param("cellrune, after formualizer", marks=NEEDS_FORMUALIZER),
        pytest.param("cellrune, then LibreOffice", marks=NEEDS_OFFICE),
        pytest.param("LibreOffice", marks=[*NEEDS_OFFICE, pytest.mark.slow]),
    ],
)
def outcome(request: pytest.FixtureRequest) -> Iterator[Outcome]:
    """All files, recalculated whole; one LibreOffice serves them all."""
    with OfficeProcess() as office:
        choices: dict[str, list[Any]] = {
            "cellrune": [CellruneEngine()],
            "cellrune, after formualizer": [CellruneEngine()],
            "cellrune, then LibreOffice": [CellruneEngine(), LibreOfficeEngine(office)],
            "LibreOffice": [LibreOfficeEngine(office)],
        }
        checker = FormualizerChecker() if "formualizer" in request.param else None
        yield _recalculate_all(choices[request.param], FEWEST_VERIFIED[request.param], checker)


def test_no_saved_result_is_written_over_with_another(outcome: Outcome) -> None:
    written = {
        f"{name}: {address(changed.place)}"
        for name, (book, done) in outcome.files.items()
        for changed in done.changed
        if _is_saved(book, changed.place)
    }

    assert written <= TIME_OF_DAY


def test_every_formula_is_verified_or_told(outcome: Outcome) -> None:
    for name, (book, done) in outcome.files.items():
        told = {kept.place for kept in done.kept} | set(done.unverified)
        told -= set(book.what_if_tables())
        assert told <= {place for place, _ in book.formulas()}, name
        assert len(told) + done.verified == done.formulas, name


def test_every_kept_formula_says_why(outcome: Outcome) -> None:
    for name, (book, done) in outcome.files.items():
        for kept in done.kept:
            assert kept.reason, f"{name}: {address(kept.place)}"
            assert kept.formula == (book.formula(kept.place) or "TABLE()")


def test_no_fewer_saved_results_are_found_again_than_before(outcome: Outcome) -> None:
    counts = outcome.counts()

    assert counts["formulas"] == 2_582
    assert counts["verified"] >= outcome.verified_at_least
    assert counts["unavailable"] + counts["random"] + counts["baseline"] + counts["verified"] <= 2_582


def test_only_files_that_must_be_left_alone_are_refused(outcome: Outcome) -> None:
    assert outcome.refused == REFUSED
    assert len(outcome.files) + len(outcome.refused) == len(list(shared_file("corpus").glob("*.xl*")))


def _is_saved(book: Book, place: Place) -> bool:
    """Tell whether Excel has saved a value for a cell that a recalculation may have changed."""
    is_uncached = place.key in book.sheets[place.sheet].uncached
    return not is_uncached and book.value(place) is not None
