"""What LibreOffice makes of a file."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from books import make_book, make_sheet, put
from needs_office import NEEDS_OFFICE
from xlsales.kernel.values import CellError
from xlsales.office import convert_to_pdf, values_of

pytestmark = NEEDS_OFFICE


def test_values_are_computed_and_not_taken_from_the_file(tmp_path: Path) -> None:
    def build(book: object) -> None:
        page = book.add_worksheet("Plan")  # type: ignore[attr-defined]
        put(page, "A1", 2)
        put(page, "B1", "=A1*21", 7)

    assert values_of(make_book(tmp_path / "stale.xlsx", build)) == {"Plan": [[2, 42]]}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1=1", True),
        ("=1=2", False),
        ("=1", 1),
        ('="a"&"b"', "ab"),
        ('=""', None),
        ("=1/0", CellError("#DIV/0!")),
        ("=NA()", CellError("#N/A")),
        ("=UNHEARD_OF()", CellError("#NAME?")),
        ("=#REF!", CellError("#REF!")),
        ('=""+1', CellError("#VALUE!")),
        ("=A1", CellError("Err:522")),
        ("=DATE(2026,1,1)", 46023),
    ],
)
def test_every_kind_of_value_is_kept_apart(tmp_path: Path, formula: str, value: object) -> None:
    found = values_of(make_sheet(tmp_path / "kinds.xlsx", {"A1": formula}))["S"][0][0]

    assert found == value
    assert isinstance(found, bool) == isinstance(value, bool)


def test_more_errors_than_are_asked_one_by_one_are_told_as_well(tmp_path: Path) -> None:
    cells = {f"A{row}": "=NA()" if row % 2 else "=1/0" for row in range(1, 101)}

    rows = values_of(make_sheet(tmp_path / "errors.xlsx", cells))["S"]

    assert rows == [[CellError("#N/A")], [CellError("#DIV/0!")]] * 50


def test_a_sheet_becomes_a_pdf_and_the_workbook_stays_as_it_was(tmp_path: Path) -> None:
    path = make_sheet(tmp_path / "report 1.xlsx", {"A1": "Total", "B1": "=1+1"})
    before = path.read_bytes()

    made = convert_to_pdf(path, tmp_path)

    assert made == tmp_path / "report 1.pdf"
    assert made.read_bytes().startswith(b"%PDF-")
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["report 1.pdf", "report 1.xlsx"]


def test_a_workbook_that_asks_a_web_service_is_not_given_what_it_wants(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"secret")

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        formula = f'=_xlfn.WEBSERVICE("http://127.0.0.1:{server.server_port}/")'
        value = values_of(make_sheet(tmp_path / "web.xlsx", {"A1": formula}))["S"][0][0]
        server.shutdown()
        thread.join()

    assert isinstance(value, CellError)
    assert asked == []
