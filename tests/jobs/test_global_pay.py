"""A real run: three years of orders, eight components in two versions, month by month."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from jobs.global_pay import global_tables
from xlsales.jobs.incentives.job import IncentiveRun, run_incentives
from xlsales.kernel.numbers import ZERO
from xlsales.ledger.store import Ledger
from xlsales.reports.incentive_statements import statement_report
from xlsales.reports.xlsx import write_xlsx

#: Orders of January 2021 that arrive only after January is locked.
_LATE_COUNT = 40


def _late() -> list[str]:
    transactions = next(table for table in global_tables(2021, 2021) if table.name == "transactions")
    january = [row[0] for row in transactions.rows if row[1] == "sale" and row[2] < date(2021, 2, 1)]  # type: ignore[operator]
    return [str(id_) for id_ in january[:_LATE_COUNT]]


def _post(ledger: Ledger, run: IncentiveRun) -> None:
    ledger.draft(run.month, run.entries, run.stamp)
    for state in ("approved", "locked", "paid"):
        ledger.advance(run.month, state)  # type: ignore[arg-type]


@pytest.mark.slow
def test_months_paid_one_by_one_with_late_orders_come_to_what_is_worked_out_at_the_end(
    tmp_path: Path,
) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'pay.sqlite'}")
    months = [date(2021, month, 1) for month in (1, 2, 3)]
    _post(ledger, run_incentives(global_tables(2021, 2021, _late()), months[0], ledger))
    january = ledger.entries(months[0])
    for month in months[1:]:
        run = run_incentives(global_tables(2021, 2021), month, ledger)
        _post(ledger, run)

    paid: dict[str, Fraction] = {}
    for month in months:
        for payee, amount in ledger.payments(month).items():
            paid[payee] = paid.get(payee, ZERO) + amount
    owed: dict[str, Fraction] = {}
    for line in run.pay.lines:
        owed[line.payee] = owed.get(line.payee, ZERO) + line.amount

    assert paid == owed
    assert ledger.entries(months[0]) == january
    assert sum(entry.words == "new" for entry in ledger.entries(months[1])) >= _LATE_COUNT


@pytest.mark.slow
def test_statements_add_up_to_the_payroll_to_the_cent(tmp_path: Path) -> None:
    run = run_incentives(global_tables(2021, 2021), date(2021, 7, 1))
    path = tmp_path / "statement.xlsx"
    total = lines_total = ZERO

    for payee in run.payable:
        write_xlsx(statement_report(run, payee, "draft"), path)
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert not any(isinstance(value, str) and value.startswith("=") for row in rows for value in row)
        heads = [number for number, row in enumerate(rows) if row[:2] == ["Component", "Amount"]]
        total += next(_cents(row[1]) for row in rows if row[0] == "Payable")
        lines_total += sum((_cents(row[1]) for row in rows[heads[1] + 1 :] if row[2] is not None), ZERO)

    assert total == lines_total == sum(run.payable.values())
    assert {line.component for line in run.lines} == {
        "commission",
        "volume",
        "cash",
        "big tickets",
        "bonus",
        "champion",
        "gross",
        "team",
    }


def _cents(value: object) -> Fraction:
    return Fraction(f"{value:.2f}")
