"""A real run: three years of orders, eight components in two versions, month by month."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from jobs.global_pay import global_tables, people_and_quotas
from shared import needs_shared, shared_file
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


def _quotas() -> dict[tuple[str, date], float]:
    """Return targets of three years that rise and fall as the quarterly quotas of AdventureWorks do.

    Its 17 people with quotas stand for the 17 of the roster, whose own size their quotas are brought to.
    """
    history: dict[str, list[float]] = {}
    with shared_file("data", "adventureworks", "SalesPersonQuotaHistory.csv").open(encoding="utf-8") as lines:
        for person, _, quota, *_ in csv.reader(lines, delimiter="\t"):
            history.setdefault(person, []).append(float(quota))
    found = {}
    for (name, yearly), (_, quarters) in zip(people_and_quotas(), sorted(history.items()), strict=False):
        mean = sum(quarters) / len(quarters)
        for number, quota in enumerate(quarters[:12]):
            for month in range(3 * number, 3 * number + 3):
                found[name, date(2021 + month // 12, month % 12 + 1, 1)] = quota / mean * yearly / 12
    return found


@pytest.mark.slow
@pytest.mark.shared
@needs_shared
def test_three_years_paid_month_by_month_come_to_what_is_owed_in_the_end(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'pay.sqlite'}")
    quotas, late = _quotas(), _late()
    months = [date(2021 + number // 12, number % 12 + 1, 1) for number in range(36)]
    known = global_tables(2021, 2024, quotas=quotas)
    posted: dict[date, int] = {}
    for number, month in enumerate(months):
        tables = global_tables(2021, 2024, late, quotas) if number == 0 else known
        run = run_incentives(tables, month, ledger)
        _post(ledger, run)
        posted[month] = hash(tuple(ledger.entries(month)))

    paid: dict[str, Fraction] = {}
    for month in months:
        assert posted[month] == hash(tuple(ledger.entries(month)))
        for payee, amount in ledger.payments(month).items():
            paid[payee] = paid.get(payee, ZERO) + amount
    owed: dict[str, Fraction] = {}
    for (payee, _, _), amount in run.pay.sums.items():
        owed[payee] = owed.get(payee, ZERO) + amount
    assert paid == owed
    assert run.pay.columns is not None
    assert sum(entry.words == "new" for entry in ledger.entries(months[1])) >= _LATE_COUNT
    assert {one.state for month in months for one in ledger.history(month)[-1:]} == {"paid"}


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
