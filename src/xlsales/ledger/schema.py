"""The tables of the ledger, the same for SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

METADATA: Final = MetaData()

#: A run: which inputs, which plan, which engine. The same ones have the same key.
RUNS: Final = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("run", String(64), nullable=False, unique=True),
    Column("month", String(10), nullable=False),
    Column("inputs", String(64), nullable=False),
    Column("plan", String(64), nullable=False),
    Column("engine", String(40), nullable=False),
)
MONTHS: Final = Table(
    "months",
    METADATA,
    Column("month", String(10), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("run", ForeignKey(RUNS.c.run), nullable=False),
)
#: What each run posted. Amounts are exact fractions, written as text such as 1051/100.
ENTRIES: Final = Table(
    "entries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey(RUNS.c.id), nullable=False, index=True),
    Column("month", String(10), nullable=False),
    Column("earned", String(10), nullable=False),
    Column("payee", String, nullable=False),
    Column("component", String, nullable=False),
    Column("source", String, nullable=False),
    Column("amount", String, nullable=False),
    Column("words", String, nullable=False),
)
#: A payee is paid once a month: the key makes a second time impossible.
PAYMENTS: Final = Table(
    "payments",
    METADATA,
    Column("month", String(10), primary_key=True),
    Column("payee", String, primary_key=True),
    Column("amount", String, nullable=False),
)
#: Every change of a month's state or run: nothing in it is ever changed or deleted.
HISTORY: Final = Table(
    "history",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("month", String(10), nullable=False),
    Column("state", String(10), nullable=False),
    Column("run", ForeignKey(RUNS.c.run), nullable=False),
    Column("who", String, nullable=False),
    Column("moment", String(32), nullable=False),
)
