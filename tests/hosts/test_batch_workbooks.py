"""Workbooks on a Dask cluster: the same files as on one machine, and clear words where it cannot be."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from books import make_sheet
from clusters import two_workers
from xlsales.cli.main import main

pytest.importorskip("distributed", reason="distributed is not installed (extra cluster)")

CELLS = {"A1": 100, "A2": "=XLSALES_COMMISSION(A1,{0,0.1;50,0.2})", "A3": "=A2*2"}


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Yield the address of a cluster."""
    with two_workers() as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of four workbooks and one that is none."""
    books = tmp_path / "books"
    (books / "north").mkdir(parents=True)
    for number in range(4):
        make_sheet(books / "north" / f"book{number}.xlsx", {**CELLS, "A1": 100 + number})
    (books / "broken.xlsx").write_text("no workbook")
    return books


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_cluster_writes_the_same_bytes_and_goes_on_after_a_bad_file(
    tmp_path: Path, folder: Path, scheduler: str, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["recalc", str(folder), "-o", str(tmp_path / "here"), "--set", "S!A1=200"]
    there = ["recalc", str(folder), "-o", str(tmp_path / "there"), "--set", "S!A1=200"]

    codes = main(here), main([*there, "--scheduler", scheduler])

    told = capsys.readouterr().out
    assert codes == (1, 1)
    assert len(files(tmp_path / "here")) == 4
    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert told.count("broken.xlsx was left alone") == 2
    assert "xlsales-" not in told  # no path of a worker


def test_a_workbook_is_replaced_in_place_with_a_backup(tmp_path: Path, folder: Path, scheduler: str) -> None:
    book = folder / "north" / "book0.xlsx"
    before = book.read_bytes()

    code = main(["recalc", str(book), "--in-place", "--scheduler", scheduler])

    assert code == 0
    (backup,) = book.parent.glob("book0.backup-*.xlsx")
    assert backup.read_bytes() == before
    assert book.read_bytes() != before


def test_a_workbook_that_changed_meanwhile_is_left_alone(tmp_path: Path, scheduler: str) -> None:
    from xlsales.hosts.batch.workbooks import recalculate_on_cluster
    from xlsales.recalculation.files import Order

    book = make_sheet(tmp_path / "book.xlsx", CELLS)
    other = make_sheet(tmp_path / "other.xlsx", {**CELLS, "A1": 7})
    work = recalculate_on_cluster(
        scheduler,
        [(book, Path(book.name))] * 5,
        Order(tmp_path / "out"),
        lambda path, stage, count: None,
    )

    next(work)
    shutil.copy(other, book)

    assert [issue.code for issue in next(work).issues] == ["WB-022"]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere"])
def test_a_scheduler_that_does_not_answer_is_named(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlsales.hosts.batch.cluster._PATIENCE", 1)
    book = make_sheet(tmp_path / "book.xlsx", CELLS)

    assert main(["recalc", str(book), "-o", str(tmp_path / "out"), "--scheduler", address]) == 2

    assert "CLUSTER-002" in capsys.readouterr().err


def test_tables_are_not_filled_on_a_cluster(
    tmp_path: Path, scheduler: str, capsys: pytest.CaptureFixture[str]
) -> None:
    book = make_sheet(tmp_path / "book.xlsx", CELLS)
    rows = tmp_path / "rows.csv"
    rows.write_text("a\n1\n")

    code = main(
        ["recalc", str(book), "-o", str(tmp_path / "out"), "--data", f"T={rows}", "--scheduler", scheduler]
    )

    assert code == 2
    assert "CLUSTER-004" in capsys.readouterr().err


def test_workers_of_another_release_are_refused(
    tmp_path: Path, scheduler: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlsales.hosts.batch.cluster._version", lambda: "0.0.9")
    book = make_sheet(tmp_path / "book.xlsx", CELLS)

    assert main(["recalc", str(book), "-o", str(tmp_path / "out"), "--scheduler", scheduler]) == 2

    told = capsys.readouterr().err
    assert "CLUSTER-003" in told
    assert "0.0.9" in told
