"""``xlsales eval``: what it prints, to the letter, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.plan_book import make_plan
from cli.running import run, run_apart

JSON_ANSWERS = {
    # as promised for the command
    "=XLSALES.SPLIT(100,{1;1;1})": '{"value": [[33.34],[33.33],[33.33]]}',
    "=SUM(XLSALES_SPLIT(100,{1;1;1}))": '{"value": 100}',
    '=IFERROR(XLSALES.SPLIT(100,{1;-1}),"bad")': '{"value": "bad"}',
    "=LET(x,{1;1},SUM(XLSALES.SPLIT(100,x)))": '{"value": 100}',
    '=IF(FALSE,XLSALES.SPLIT("x",{1}),5)': '{"value": 5}',
    # one line for every kind of value
    "=1+1": '{"value": 2}',
    "=0.5": '{"value": 0.5}',
    "={1,2;3,4}*2": '{"value": [[2,4],[6,8]]}',
    "=1>0": '{"value": true}',
    "=DATE(2026,1,31)": '{"value": 46053}',
    '="目标"&1': '{"value": "目标1"}',
    '="say ""hi"""': '{"value": "say \\"hi\\""}',
    "=XLSALES.ATTAINMENT(5,0)": '{"value": null}',
    "=XLSALES.ATTAINMENT({5;1},{0;2})": '{"value": [[null],[0.5]]}',
    '=XLSALES.COMMISSION({100;"x"},{0,0.1})': '{"value": [[10],["#VALUE!"]]}',
    "=9007199254740992": '{"value": 9007199254740990}',
    # every stored spelling, any case
    "=xlsales.split(10,{1;1})": '{"value": [[5],[5]]}',
    "=_xldudf_XLSALES_SPLIT(10,{1;1})": '{"value": [[5],[5]]}',
    "=_xldudf_XL_XLSALES_SPLIT(10,{1;1})": '{"value": [[5],[5]]}',
    "=_xll.XLSALES.SPLIT(10,{1;1})": '{"value": [[5],[5]]}',
    "XLSALES.SPLIT(10,{1;1})": '{"value": [[5],[5]]}',
    '=XLSALES.SPLIT(10,{1;1},1,,,,"最大余额法")': '{"value": [[5],[5]]}',
}


@pytest.mark.parametrize(("formula", "line"), JSON_ANSWERS.items())
def test_a_formula_is_answered_by_one_line_of_json(formula: str, line: str) -> None:
    done = run("eval", formula, "--json")

    assert (done.code, done.out, done.err.count("Traceback")) == (0, line + "\n", 0)


def test_the_installed_command_prints_the_same_bytes() -> None:
    done = run_apart("eval", "=XLSALES.SPLIT(100,{1;1;1})", "--json")

    assert (done.code, done.out, done.err) == (0, '{"value": [[33.34],[33.33],[33.33]]}\n', "")


def test_without_json_rows_are_lines_and_columns_are_tabs() -> None:
    done = run("eval", '={1,"a";TRUE,0.25}')

    assert (done.code, done.out, done.err) == (0, "1\ta\nTRUE\t0.25\n", "")


@pytest.mark.parametrize(
    ("formula", "error", "message"),
    [
        ("=1/0", "#DIV/0!", "The formula gives #DIV/0!."),
        ("=XLSALES.SPLIT(100,{1;-1})", "#VALUE!", "TARGET-002 at weights[2,1]: got -1, expected 0 or more."),
        ("=XLSALES.SPLIT(100)", "#VALUE!", "ARG-004 at weights: got nothing"),
        ("=XLSALES.SPLI(100,{1;1})", "#NAME?", "Did you mean SPLIT?"),
        ("=XLSALES.SPLIT(#N/A,{1;1})", "#N/A", "The formula gives #N/A."),
        ("=SUM(", "#NAME?", "FORMULA-003 at character 5 of the formula"),
        ("=", "#NAME?", "FORMULA-003"),
        ("=NOSUCHFUNCTION(1)", "#NAME?", "EVAL-001"),
    ],
)
def test_an_error_value_comes_with_its_reason_and_exit_code_1(formula: str, error: str, message: str) -> None:
    done = run("eval", formula, "--json")

    answer = done.json()
    assert done.code == 1
    assert list(answer) == ["error", "message"]
    assert answer["error"] == error
    assert message in answer["message"]
    assert done.out.count("\n") == 1


def test_without_json_the_error_value_is_printed_and_the_reason_goes_beside_it() -> None:
    done = run("eval", "=XLSALES.SPLIT(100,{1;-1})")

    assert (done.code, done.out) == (1, "#VALUE!\n")
    assert done.err.startswith("TARGET-002 at weights[2,1]: got -1, expected 0 or more. ")


def test_an_error_in_one_cell_of_many_is_told_beside_the_result() -> None:
    done = run("eval", '=XLSALES.COMMISSION({100;"x"},{0,0.1})')

    assert (done.code, done.out) == (0, "10\n#VALUE!\n")
    assert "ARG-001 at amount[2,1]: got the text 'x', expected a number." in done.err


def test_each_line_of_the_input_is_answered_by_one_line() -> None:
    formulas = [
        "=1+1",
        "",
        "=XLSALES.SPLIT(1,{-1;1})",
        "SUM(",
        "=XLSALES.SPLIT(100,{1;1;1})",
        '="中"',
        "=1/0",
    ]

    done = run_apart("eval", "-", "--json", lines="\n".join(formulas))

    answers = done.out.splitlines()
    assert done.code == 0
    assert [answer[:9] for answer in answers] == [
        '{"value":',
        '{"error":',
        '{"error":',
        '{"value":',
        '{"value":',
        '{"error":',
    ]
    assert answers[0] == '{"value": 2}'
    assert answers[3] == '{"value": [[33.34],[33.33],[33.33]]}'
    assert answers[4] == '{"value": "中"}'


def test_a_wrong_cell_among_many_is_told_with_the_line_of_its_formula() -> None:
    done = run("eval", "-", lines='=1+1\n=XLSALES.COMMISSION({100;"x"},{0,0.1})\n=XLSALES.SPLIT(1,{-1;1})\n')

    assert done.out.splitlines()[1] == '{"value": [[10],["#VALUE!"]]}'
    assert done.err.startswith("line 2: ARG-001 at amount[2,1]: got the text 'x', expected a number.")
    assert done.err.count("\n") == 1


def test_a_byte_order_mark_before_the_first_line_is_no_part_of_it() -> None:
    assert run("eval", "-", lines="\ufeff=1+1\r\n=2+2\r\n").out == '{"value": 2}\n{"value": 4}\n'


def test_a_formula_reads_cells_and_names_of_a_workbook(tmp_path: Path) -> None:
    book = make_plan(tmp_path / "plan.xlsx")

    answers = [
        run("eval", formula, "--json", "--book", book).out
        for formula in (
            "=Plan!B2*2",
            "=AnnualTarget",
            "=SUM(XLSALES.SPLIT(AnnualTarget,Plan!C2:C4))",
            "=计划!A1",
        )
    ]

    assert answers == [f'{{"value": {value}}}\n' for value in ("200", "100", "100", "66.68")]


def test_an_address_without_a_sheet_means_the_first_or_the_one_named(tmp_path: Path) -> None:
    book = make_plan(tmp_path / "plan.xlsx")

    first = run("eval", "=B2", "--json", "--book", book)
    named = run("eval", "=A1", "--json", "--book", book, "--sheet", "计划")

    assert (first.out, named.out) == ('{"value": 100}\n', '{"value": 66.68}\n')


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("eval", "=A1", "--book", "nowhere.xlsx"), "WB-001 at "),
        (("eval", "=A1", "--sheet", "Plan"), "INPUT-006 at --sheet: got 'Plan'"),
        (("eval",), "FORMULA"),
        (("evil", "=1"), "invalid choice"),
        ((), "COMMAND"),
    ],
)
def test_a_wrong_command_ends_with_2_and_says_why(arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)

    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_sheet_that_is_none_of_the_workbook_names_those_that_are(tmp_path: Path) -> None:
    done = run("eval", "=A1", "--book", make_plan(tmp_path / "plan.xlsx"), "--sheet", "Nope")

    assert done.code == 2
    assert "The sheets are Plan, 计划." in done.err


def test_a_workbook_is_only_read(tmp_path: Path) -> None:
    book = make_plan(tmp_path / "plan.xlsx")
    before = book.read_bytes()

    run("eval", "=XLSALES.SPLIT(Plan!B2,Plan!C2:C4)", "--book", book)

    assert book.read_bytes() == before
    assert list(tmp_path.iterdir()) == [book]


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    lines = tmp_path / "formulas.txt"
    lines.write_text("=1+1\n" * 2000, "utf-8")
    with (
        lines.open("rb") as formulas,
        subprocess.Popen(
            [sys.executable, "-m", "xlsales", "eval", "-"],
            stdin=formulas,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as child,
    ):
        assert child.stdout is not None
        assert child.stderr is not None
        first = child.stdout.readline()
        child.stdout.close()
        error = child.stderr.read()
        child.wait(timeout=60)

    assert first == b'{"value": 2}\n'
    assert b"Traceback" not in error
