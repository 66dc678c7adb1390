"""What is told before a workbook goes to Calc: calls whose texts are equal to nothing there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from books import make_book
from hosts.calls import CALLS
from hosts.comparing import directly
from xlsales.cli.main import main
from xlsales.functions import find_function
from xlsales.hosts.calc_texts import TEXT_RESULTS
from xlsales.hosts.converting import Conversion, HostName, convert
from xlsales.workbook import open_package

BANDS = '_xldudf_XLSALES_BANDS(95,{"A",80;"B",0})'


def converted(folder: Path, host: HostName, *formulas: str) -> Conversion:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("S")
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 0, f"={formula}")

    with open_package(make_book(folder / "book.xlsx", build)) as package:
        return convert(package, host, folder / "out.xlsx")


def gives_text(call: str) -> bool:
    return any(isinstance(value, str) and value for row in directly(call) for value in row)


def test_the_functions_with_texts_are_those_that_return_some_in_the_suite() -> None:
    names = {call.partition("(")[0] for call in CALLS if gives_text(call)}

    assert names == TEXT_RESULTS
    assert all(map(find_function, TEXT_RESULTS))


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        (BANDS, ["S!A1"]),
        (f'IF({BANDS}="A",1,0)', ["S!A1"]),
        (f'IF({BANDS}&""="A",1,0)', []),
        (f'{BANDS} & ""', []),
        ("_xldudf_XLSALES_GROW(1,2)", []),
    ],
)
def test_a_text_that_is_not_joined_is_told_with_its_cell(
    tmp_path: Path, formula: str, told: list[str]
) -> None:
    done = converted(tmp_path, "libreoffice", formula)

    assert [issue.where for issue in done.issues] == told
    assert {issue.code for issue in done.issues} <= {"CONVERT-002"}


@pytest.mark.parametrize("host", ["desktop", "lite"])
def test_nothing_is_told_where_the_host_is_excel(tmp_path: Path, host: HostName) -> None:
    assert converted(tmp_path, host, BANDS).issues == ()


def test_the_command_prints_what_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    converted(tmp_path, "desktop", BANDS)

    code = main(
        ["convert", str(tmp_path / "out.xlsx"), "--to", "libreoffice", "-o", str(tmp_path / "calc.xlsx")]
    )

    assert code == 0
    assert "CONVERT-002 at S!A1" in capsys.readouterr().out
