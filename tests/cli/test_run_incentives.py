"""``xlsales run incentives`` as a user runs it, on the template workbook."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cli.running import run
from xlsales.ledger.store import Ledger, ledger_path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "workbooks" / "incentive_plan.xlsx"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(TEMPLATE.read_bytes())
    return path


def test_the_template_is_what_its_program_builds(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location(
        "template", ROOT / "workbooks" / "build_incentive_template.py"
    )
    assert spec is not None
    assert spec.loader is not None
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)

    program.build_template(tmp_path / "built.xlsx")

    assert (tmp_path / "built.xlsx").read_bytes() == TEMPLATE.read_bytes()


def test_row_31_a_month_is_paid_and_each_payee_gets_only_own_rows(book: Path, tmp_path: Path) -> None:
    done = run("run", "incentives", book, "-o", tmp_path / "pay.xlsx", "--period", "2026-01")

    assert done.code == 0, done.err
    statements = sorted((tmp_path / "pay").iterdir())
    assert [path.name for path in statements] == [
        f"2026-01 {name}.xlsx" for name in ("Chen Jie", "Li Na", "Wang Fang", "Zhang Wei")
    ]
    words = {cell.value for row in openpyxl.load_workbook(statements[0]).active for cell in row}  # type: ignore[union-attr]
    assert not any("Zhang" in str(word) or "Wang" in str(word) for word in words)


def test_the_same_inputs_give_the_same_bytes(book: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("run", "incentives", book, "-o", tmp_path / f"{name}.xlsx").code == 0

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    for statement in (tmp_path / "one").iterdir():
        assert statement.read_bytes() == (tmp_path / "two" / statement.name).read_bytes()


def test_row_35_a_month_goes_from_draft_to_paid_in_the_ledger(book: Path, tmp_path: Path) -> None:
    for state in ("approved", "locked", "paid"):
        done = run(
            "run", "incentives", book, "-o", tmp_path / "pay.xlsx", "--period", "2026-01", "--mark", state
        )
        assert done.code == 0, done.err
    again = run(
        "run", "incentives", book, "-o", tmp_path / "pay.xlsx", "--period", "2026-01", "--mark", "paid"
    )

    assert (again.code, "LEDGER-002" in again.err) == (2, True)
    assert Ledger.beside(book).state(date(2026, 1, 1)) == "paid"


def test_row_36_another_plan_is_compared_payee_by_payee(book: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        "components:\n- {plan: reps, component: commission, kind: flat, rate: 0.05}\n", encoding="utf-8"
    )

    done = run("run", "incentives", book, "-o", tmp_path / "pay.xlsx", "--what-if", other)

    assert done.code == 2, "leads have no components in the other plan"
    assert "INC-020" in done.err
    other.write_text(
        other.read_text() + "- {plan: leads, component: team, kind: override, rate: 0.01}\n", encoding="utf-8"
    )
    assert run("run", "incentives", book, "-o", tmp_path / "pay.xlsx", "--what-if", other).code == 0
    pages = openpyxl.load_workbook(tmp_path / "pay.xlsx")
    rows = [[cell.value for cell in row] for row in pages["What if"]]
    # Her team sold 136,075.37 in January (its return taken off), 151,000, and in March 104,000 and
    # 4,200 dollars at 7.11: at 0.4 % and 1 %.
    assert ["Li Na", 1683.75, 4209.37, 2525.62] in [row[:4] for row in rows]


def test_nothing_is_written_where_the_plan_is_wrong(tmp_path: Path) -> None:
    book = tmp_path / "plan.yaml"
    book.write_text("plan: {start: 2026-01-01}\ncomponents: []\n", encoding="utf-8")

    done = run("run", "incentives", book, "-o", tmp_path / "pay.xlsx")

    assert done.code == 2
    assert "PLAN-001" in done.err
    assert list(tmp_path.iterdir()) == [book]
    assert not ledger_path(book).exists()


def test_a_chinese_report_is_labelled_in_chinese(book: Path, tmp_path: Path) -> None:
    assert run("run", "incentives", book, "-o", tmp_path / "pay.xlsx", "--lang", "zh").code == 0

    assert openpyxl.load_workbook(tmp_path / "pay.xlsx").sheetnames == [
        "提成结算表",
        "成本与预算",
        "跳档点",
        "计提与摊销",
        "荣誉榜",
        "双重记录核对",
        "优惠券",
        "渠道评估",
        "差额明细",
        "预警名单",
    ]


def test_a_write_that_fails_posts_nothing(book: Path, tmp_path: Path) -> None:
    (tmp_path / "pay.xlsx").mkdir()

    done = run("run", "incentives", book, "-o", tmp_path / "pay.xlsx", "--mark", "approved")

    assert (done.code, "INPUT-017" in done.err) == (2, True)
    assert Ledger.beside(book).history(date(2026, 1, 1)) == []
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".xlsales-")]


def test_a_run_that_is_refused_leaves_no_files(book: Path, tmp_path: Path) -> None:
    assert run("run", "incentives", book, "-o", tmp_path / "pay.xlsx", "--mark", "approved").code == 0

    again = run("run", "incentives", book, "-o", tmp_path / "new.xlsx", "--mark", "paid")

    assert (again.code, "LEDGER-002" in again.err) == (2, True)
    assert not (tmp_path / "new.xlsx").exists()
    assert not (tmp_path / "new").exists()


def test_the_ledger_knows_who_marked_a_month(book: Path, tmp_path: Path) -> None:
    done = run(
        "run", "incentives", book, "-o", tmp_path / "pay.xlsx", "--period", "2026-01",
        "--mark", "approved", "--by", "Li Na",
    )  # fmt: skip

    assert done.code == 0, done.err
    assert {one.who for one in Ledger.beside(book).history(date(2026, 1, 1))} == {"Li Na"}


def test_two_processes_make_the_statements_that_one_makes(book: Path, tmp_path: Path) -> None:
    for name, jobs in (("one", "1"), ("two", "2")):
        done = run("run", "incentives", book, "-o", tmp_path / f"{name}.xlsx", "--jobs", jobs)
        assert done.code == 0, done.err

    assert _contents(tmp_path / "one") == _contents(tmp_path / "two")


def test_a_payroll_without_statements_can_be_asked_for(book: Path, tmp_path: Path) -> None:
    done = run("run", "incentives", book, "-o", tmp_path / "pay.xlsx", "--statements", "none")

    assert done.code == 0, done.err
    assert not (tmp_path / "pay").exists()


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
