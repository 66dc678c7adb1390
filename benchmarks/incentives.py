"""A month's pay of many transactions, against pandas and a spreadsheet's SUMPRODUCT.

``python benchmarks/incentives.py [--quick]``. The plan pays 10,000 people by eight components; ours reads
the Parquet file, checks every row, pays every line exactly and stamps the run. What pandas does in doubles
are the sums by payee and component only, without checks, lines or reasons. Calc computes one SUMPRODUCT for
each payee and component.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from measuring import Line, Usage, alone, compare, show, timed
from xlsales.jobs.incentives.job import IncentiveRun, run_incentives
from xlsales.office import OfficeProcess, is_available
from xlsales.tables.fact_sources import FactSource, fact_table
from xlsales.tables.raw import RawTable

SIZES = (10_000, 100_000, 1_000_000)
ROWS_A_PAYEE = 100
SHEET_ROWS, SHEET_PAYEES = 20_000, 200
START = date(2026, 1, 1)
TARGET = ROWS_A_PAYEE * 2_500
CATEGORIES = ("Technology", "Furniture", "Office")
COMPONENTS: tuple[dict[str, object], ...] = (
    {"component": "commission", "kind": "tiered", "accumulator": "year", "table": "first", "of target": True},
    {
        "component": "volume",
        "kind": "tiered",
        "basis": "quantity",
        "mode": "whole",
        "table": "units",
        "cap": 300,
    },
    {"component": "gross", "kind": "flat", "rate": 0.002, "holdback": 0.3, "release months": 2},
    {"component": "lines", "kind": "flat", "table": "by category"},
    {"component": "big tickets", "kind": "spiff", "amount": 5, "minimum": 4000, "category": "Technology"},
    {"component": "bonus", "kind": "curve", "accumulator": "quarter", "table": "curve", "target pay": 1500},
    {"component": "champion", "kind": "rank prize", "table": "best"},
    {"plan": "leads", "component": "team", "kind": "override", "rate": 0.004},
)


def lines(quick: bool = False) -> list[Line]:
    """Return the comparisons; those for which pandas, pyarrow or LibreOffice is missing are left out."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for rows in SIZES[: 2 if quick else 3]:
            file = folder / f"{rows}.parquet"
            try:
                write_month(file, rows)
            except ImportError as error:
                print(f"{error.name} is not installed: no month from Parquet", file=sys.stderr)
                break
            found.append(month_line(file, rows, quick))
        found += sheet_lines(folder, SHEET_ROWS // (10 if quick else 1), SHEET_PAYEES // (10 if quick else 1))
    return found


def month_line(file: Path, rows: int, quick: bool) -> Line:
    """Compare a month from Parquet to payroll, each side a process of its own."""
    payees = rows // ROWS_A_PAYEE
    aim = "10 s and 2 GB" if rows == SIZES[-1] else "a tenth of the next"
    return compare(
        f"pay of {rows:,} transactions, {payees:,} payees, 8 components: checked, exact, explained",
        lambda: alone("incentives.py", "--ours", file),
        "pandas: the sums alone, in doubles",
        lambda: alone("incentives.py", "--pandas", file),
        repeats=(1, 1) if quick else (3, 3),
        aim=aim,
    )


def sheet_lines(folder: Path, rows: int, payees: int) -> list[Line]:
    """Compare a month with a sheet of SUMPRODUCT formulas, in Calc without a window."""
    book = folder / "sumproduct.xlsx"
    write_sheet(book, rows, payees)
    if not is_available():
        print("LibreOffice is not installed: no comparison with SUMPRODUCT", file=sys.stderr)
        return []
    with OfficeProcess() as office:
        number = office.ask("load", path=str(book))

        def theirs() -> Usage:
            clock = timed(lambda: office.ask("calculate", document=number, areas=[])).wall
            return Usage(clock, clock)

        return [
            compare(
                f"{rows:,} transactions, {payees} payees: 8 components exact against 3 sums in doubles",
                lambda: timed(lambda: pay(of_arrays(rows, payees), payees).payable),
                f"Calc: {3 * payees} SUMPRODUCT formulas, the workbook being open",
                theirs,
                repeats=(3, 2),
            )
        ]


def columns(rows: int, payees: int) -> dict[str, Any]:
    """Return invented sales of January: places of payee and category, days, cents, units."""
    random = np.random.default_rng(5)
    return {
        "person": random.integers(0, payees, rows),
        "day": random.integers(0, 31, rows),
        "cents": random.integers(1_000, 500_000, rows),
        "quantity": random.integers(1, 20, rows),
        "category": random.integers(0, len(CATEGORIES), rows),
    }


def write_month(file: Path, rows: int) -> None:
    """Write the sales of a month to Parquet."""
    import pyarrow
    from pyarrow import parquet

    found = columns(rows, rows // ROWS_A_PAYEE)
    days = [START + timedelta(days=day) for day in range(31)]
    table = pyarrow.table(
        {
            "id": [f"T{number:07d}" for number in range(rows)],
            "date": [days[day] for day in found["day"].tolist()],
            "person": [f"Rep {place:05d}" for place in found["person"].tolist()],
            "amount": found["cents"] / 100,
            "quantity": found["quantity"],
            "category": [CATEGORIES[place] for place in found["category"].tolist()],
        }
    )
    parquet.write_table(table, file)


def of_arrays(rows: int, payees: int) -> RawTable:
    """Return the same sales as the rows of a sheet."""
    found = columns(rows, payees)
    listed = (found[name].tolist() for name in ("day", "person", "cents", "quantity", "category"))
    sales = [
        (f"T{n:07d}", START + timedelta(days=day), f"Rep {who:05d}", cents / 100, quantity, CATEGORIES[place])
        for n, (day, who, cents, quantity, place) in enumerate(zip(*listed, strict=True))
    ]
    return table_of("transactions", ("id", "date", "person", "amount", "quantity", "category"), sales)


def pay(transactions: RawTable, payees: int | None = None) -> IncentiveRun:
    """Pay the month under the plan of eight components."""
    count = payees or len({row[2] for row in transactions.rows})
    return run_incentives([*plan_tables(count), transactions], START)


def plan_tables(payees: int) -> list[RawTable]:
    """Return the plan: payees, their fifty times fewer heads, tiers, curve, prizes and targets."""
    names = [f"Rep {number:05d}" for number in range(payees)]
    heads = [f"Head {number:03d}" for number in range(max(payees // 50, 1))]
    people = [(name, "reps", heads[place % len(heads)]) for place, name in enumerate(names)]
    people += [(head, "leads", "") for head in heads]
    fields = tuple(dict.fromkeys(["plan", *(name for one in COMPONENTS for name in one)]))
    components = [[{"plan": "reps", **one}.get(name) for name in fields] for one in COMPONENTS]
    tiers = [("first", 0, 0.01), ("first", 0.5, 0.015), ("first", 1, 0.02)]
    tiers += [("units", 0, 0.01), ("units", 200, 0.02)]
    return [
        table_of("plan", ("setting", "value"), [("start", START), ("currency", "USD")]),
        table_of("components", fields, components),
        table_of("people", ("person", "plan", "manager"), people),
        table_of("tiers", ("table", "bound", "rate"), tiers),
        table_of("curves", ("table", "attainment", "payout"), [("curve", 0.5, 0), ("curve", 2, 3)]),
        table_of("prizes", ("table", "place", "prize"), [("best", 1, 400), ("best", 2, 150)]),
        table_of(
            "rates",
            ("table", "rate", "category"),
            [("by category", 0.001, None), ("by category", 0.003, "Technology")],
        ),
        table_of("targets", ("person", "month", "amount"), [(name, START, TARGET) for name in names]),
    ]


def table_of(name: str, headings: tuple[str, ...], rows: Sequence[Sequence[object]]) -> RawTable:
    """Return rows as a table."""
    return RawTable(name, headings, rows, partial(_place, name))


def _place(name: str, row: int, column: int) -> str:
    return f"{name}:{row + 2},{column + 1}"


def in_pandas(file: Path) -> dict[str, float]:
    """Return what each component pays in all, as one writes it in pandas."""
    import pandas as pd

    sales = pd.read_parquet(file)
    people = sorted(sales["person"].unique())
    heads = max(len(people) // 50, 1)
    manager = {name: f"Head {place % heads:03d}" for place, name in enumerate(people)}
    by_person = sales.groupby("person").agg(amount=("amount", "sum"), quantity=("quantity", "sum"))
    share = by_person["amount"] / TARGET
    slices = share.clip(0, 0.5) * 0.01 + (share - 0.5).clip(0, 0.5) * 0.015 + (share - 1).clip(0) * 0.02
    units = by_person["quantity"]
    rates = sales["category"].map({"Technology": 0.003}).fillna(0.001)
    big = sales[(sales["category"] == "Technology") & (sales["amount"] >= 4000)]
    team = sales.assign(head=sales["person"].map(manager)).groupby("head")["amount"].sum()
    found = {
        "commission": (slices * TARGET).round(2),
        "volume": (units * np.where(units >= 200, 0.02, 0.01)).clip(upper=300),
        "gross": (by_person["amount"] * 0.002).round(2) * 0.7,
        "lines": (sales["amount"] * rates).groupby(sales["person"]).sum().round(2),
        "big tickets": big.groupby("person").size() * 5.0,
        "bonus": 1500 * ((share - 0.5).clip(0, 1.5) * 2).round(4),
        "champion": pd.Series([400.0, 150.0]),
        "team": (team * 0.004).round(2),
    }
    return {name: float(paid.sum()) for name, paid in found.items()}


def write_sheet(book: Path, rows: int, payees: int) -> None:
    """Write the sales and one SUMPRODUCT for each payee and each of three components."""
    import xlsxwriter

    found = columns(rows, payees)
    with xlsxwriter.Workbook(str(book)) as workbook:
        sales, sums = workbook.add_worksheet("Sales"), workbook.add_worksheet("Pay")
        sales.write_column(1, 0, [f"Rep {place:05d}" for place in found["person"].tolist()])
        sales.write_column(1, 1, (found["cents"] / 100).tolist())
        sales.write_column(1, 2, [CATEGORIES[place] for place in found["category"].tolist()])
        last = rows + 1
        mine = f"(Sales!$A$2:$A${last}=A{{row}})"
        for row in range(2, payees + 2):
            sums.write_string(row - 1, 0, f"Rep {row - 2:05d}")
            amount, technology = f"Sales!$B$2:$B${last}", f'(Sales!$C$2:$C${last}="Technology")'
            own = mine.format(row=row)
            sums.write_formula(row - 1, 1, f"=ROUND(SUMPRODUCT({own}*{amount})*0.002,2)")
            sums.write_formula(row - 1, 2, f"=ROUND(SUMPRODUCT({own}*{amount}*(0.001+0.002*{technology})),2)")
            sums.write_formula(row - 1, 3, f"=SUMPRODUCT({own}*({amount}>=4000)*{technology})*5")


def check(file: Path) -> None:
    """Compare both in what they sum up; pandas rounds a payee's sum, we round as the plan says."""
    theirs = in_pandas(file)
    ours: dict[str, float] = {}
    for (_, component), amount in _from_parquet(file).sums.items():
        ours[component] = ours.get(component, 0.0) + float(amount)
    for name, amount in theirs.items():
        assert abs(ours[name] - amount) <= 1 + abs(amount) * 0.001, (name, ours[name], amount)


def _from_parquet(file: Path) -> IncentiveRun:
    transactions = fact_table("transactions", FactSource(file.name), file.parent)
    return pay(transactions, len(set(transactions.rows.columns[2])))  # type: ignore[attr-defined]


if __name__ == "__main__":
    if "--ours" in sys.argv:
        print(len(_from_parquet(Path(sys.argv[-1])).payable))
    elif "--pandas" in sys.argv:
        in_pandas(Path(sys.argv[-1]))
    elif "--check" in sys.argv:
        check(Path(sys.argv[-1]))
    else:
        show(lines("--quick" in sys.argv))
