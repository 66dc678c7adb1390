"""Where a policy and its transactions may come from: YAML, an encrypted workbook, files, a database."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from house.repository import README, code_blocks
from jobs.grading_tables import by_key, conditions, graded, policy, table, transactions
from xlsales.cli.main import main
from xlsales.jobs.grading import Grading, run_grading
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.issues import InvalidInputError, RefusedFileError
from xlsales.plans.schemas import GRADING_SCHEMA
from xlsales.tables.raw import RawTable
from xlsales.workbook.encryption import DEFAULT_PASSWORD

TEMPLATE = Path(__file__).parents[2] / "workbooks" / "grading_template.xlsx"
YAML = """\
settings:
  as_of: 2025-12-31
  basis: conditions
  tenure_days: 181
conditions:
  - {measure: volume, threshold: 100}
  - {effective_from: 2025-07-01, measure: volume, threshold: 300, demote: 0.1}
capability:
  - {attribute: process, test: "in:forged|turned"}
overrides:
  - {customer: d, grade: key, until: 2026-03-31, reason: frame contract}
客户:
  - {客户编号: a, 名称: 华东（上海）, process: forged}
  - {客户编号: b, 名称: Nord, process: cast}
  - {客户编号: d, 名称: Delta, process: turned}
交易:
  - {客户: 华东(上海), 日期: 2025-06-01, 金额: 300}
  - {客户: NORD, 日期: 2025-06-01, 金额: 900}
"""


def grades(result: Grading) -> dict[str, str]:
    return {key: one.given.grade for key, one in by_key(result).items()}


def test_a_policy_in_yaml_grades_as_its_tables_do(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(YAML, "utf-8")
    limits = [[None, "volume", 100, None], [date(2025, 7, 1), "volume", 300, 0.1]]
    override = [["d", "key", date(2026, 3, 31), "frame contract"]]
    rows = [[name, date(2025, 6, 1), amount, None, None, None] for name, amount in (("a", 300), ("b", 900))]
    tables = (
        policy({"tenure_days": 181}),
        table("conditions", ("effective_from", "measure", "threshold", "demote"), limits),
        table("capability", ("attribute", "test"), [["process", "in:forged|turned"]]),
        table("overrides", ("customer", "grade", "until", "reason"), override),
        table("customers", ("customer_id", "process"), [["a", "forged"], ["b", "cast"], ["d", "turned"]]),
        transactions(rows),
    )

    found = run_grading(read_plan_file(file))

    assert grades(found) == grades(graded(*tables)) == {"a": "key", "b": "potential", "d": "key"}


def test_a_mistake_in_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(YAML.replace("basis: conditions", "basis: luck").replace("threshold: 100", "treshold: 1"))

    with pytest.raises(InvalidInputError) as caught:
        run_grading(read_plan_file(file))

    assert {(issue.code, issue.where) for issue in caught.value.issues} >= {
        ("TABLE-003", "policy.yaml:3"),
        ("TABLE-006", "policy.yaml:6"),
    }


def test_the_schema_knows_every_setting_and_table_of_the_yaml() -> None:
    schema = json.loads(GRADING_SCHEMA.read_text("utf-8"))
    settings = schema["$defs"]["GradingSettings"]["properties"]

    assert {"as_of", "basis", "tenure_days"} <= set(settings)
    assert {"settings", "conditions", "capability", "overrides"} <= set(schema["properties"])
    assert "reason" in schema["$defs"]["OverrideRow"]["required"]


def test_the_policy_of_the_readme_grades_customers(tmp_path: Path) -> None:
    (text,) = [
        block for block in code_blocks(README, "yaml") if "conditions:" in block and "measure" in block
    ]
    file = tmp_path / "grading.yaml"
    file.write_text(text, "utf-8")
    rows = "customer,date,amount\n" + "华东机械,2025-03-01,60000\n" * 9 + "Coast Trading,2025-03-01,500\n"
    (tmp_path / "orders.csv").write_text(rows, "utf-8")

    assert main(["run", "grading", str(file), "-o", str(tmp_path / "out.xlsx")]) == 0

    assert grades(run_grading(read_plan_file(file), tmp_path)) == {
        "华东机械": "key",
        "coasttrading": "target",
    }


@pytest.mark.parametrize("password", [DEFAULT_PASSWORD, "open sesame"])
def test_an_encrypted_workbook_grades_as_the_plain_one_does(tmp_path: Path, password: str) -> None:
    msoffcrypto = pytest.importorskip("msoffcrypto", reason="needs the extra encrypted")
    file = tmp_path / "secret.xlsx"
    with TEMPLATE.open("rb") as plain, file.open("wb") as out:
        msoffcrypto.OfficeFile(plain).encrypt(password, out)
    given = None if password == DEFAULT_PASSWORD else password

    found = run_grading(read_plan_file(file, given))

    assert found.last.customers == run_grading(read_plan_file(TEMPLATE)).last.customers
    if given:
        with pytest.raises(RefusedFileError, match="no password"):
            read_plan_file(file)
    else:
        assert main(["run", "grading", str(file), "-o", str(tmp_path / "out.xlsx")]) == 0


def _database(folder: Path) -> str:
    with sqlite3.connect(folder / "sales.db") as database:
        database.execute("create table orders (who text, day text, money numeric)")
        rows = [("ＡＣＭＥ", "2025-05-01", 120.25), ("acme", "2025-06-01", 80), (None, "2025-06-01", 1)]
        database.executemany("insert into orders values (?, ?, ?)", rows)
    return f"sqlite:///{folder / 'sales.db'}"


def test_transactions_come_from_a_database_and_dirty_rows_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALES_DATABASE", _database(tmp_path))
    stated = {
        "transactions_file": "env:SALES_DATABASE",
        "transactions_query": 'select who as customer, day as "date", money as amount from orders',
    }

    result = run_grading([policy(stated), conditions([["volume", 200]])], tmp_path)

    assert grades(result) == {"acme": "key"}
    assert [note.reason for note in result.tables.ledger.notes] == ["no customer"]


def test_a_database_without_a_query_is_told_at_the_cell_of_the_policy(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"TABLE-033 at policy!3,3"):
        run_grading([policy({"transactions_file": _database(tmp_path)}), conditions()], tmp_path)


@pytest.mark.parametrize("count", [3, 3_000])
def test_a_ledger_of_any_size_is_read_from_csv_and_parquet_alike(tmp_path: Path, count: int) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="needs the extra parquet")
    from pyarrow import parquet

    names = [f"c{place % 7}" for place in range(count)]
    days = [date(2025, 1 + place % 12, 1) for place in range(count)]
    amounts = [place / 4 for place in range(count)]
    lines = (f"{name},{day},{amount}" for name, day, amount in zip(names, days, amounts, strict=True))
    (tmp_path / "a.csv").write_text("\n".join(["customer,date,amount", *lines, ",2025-01-01,9"]), "utf-8")
    columns = {"customer": [*names, None], "date": [*days, days[0]], "amount": [*amounts, 9.0]}
    parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")

    results = [_of_file(tmp_path, name) for name in ("a.csv", "a.parquet")]

    assert results[0].last.customers == results[1].last.customers
    assert [len(result.tables.ledger.notes) for result in results] == [1, 1]
    assert results[0].tables.ledger.notes[0].where == f"a.csv:{count + 2}"


def _of_file(folder: Path, name: str) -> Grading:
    tables: list[RawTable] = [policy({"transactions_file": name}), conditions([["volume", 100]])]
    return run_grading(tables, folder)
