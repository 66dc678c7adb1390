"""The ledger in a database: drafts are replaced, locked months never change, nobody is paid twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, NullPool, create_engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.ledger.entries import STATES, Entry, Source, State
from xlsales.ledger.schema import ENTRIES, METADATA, MONTHS, PAYMENTS, RUNS


#: Entries that are written at a time.
_CHUNK: Final = 10_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a run was made of, each as a hash or a version; ``key`` stands for all of it."""

    key: str
    inputs: str
    plan: str
    engine: str


class Ledger:
    """A ledger behind a database address.

    Every change is one transaction. SQLite takes its write lock before anything is read; other
    databases run it as serializable.

    Args:
        url: Address such as ``sqlite:///pay.sqlite``; missing tables are created.
    """

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, poolclass=NullPool)
        METADATA.create_all(self._engine)

    @classmethod
    def beside(cls, workbook: Path) -> Ledger:
        """Return the ledger in the SQLite file beside a workbook."""
        return cls(f"sqlite:///{ledger_path(workbook)}")

    def state(self, month: date) -> State | None:
        """Return the state of a month, ``None`` where nothing was posted in it."""
        with self._engine.connect() as connection:
            return _state(connection, month)

    def run(self, month: date) -> str | None:
        """Return the key of the run that a month stands on."""
        with self._engine.connect() as connection:
            found: str | None = connection.scalar(select(MONTHS.c.run).where(MONTHS.c.month == str(month)))
            return found

    def locked_months(self, before: date) -> list[date]:
        """Return the locked and paid months before a month, in order."""
        query = select(MONTHS.c.month).where(MONTHS.c.state.in_(("locked", "paid")))
        with self._engine.connect() as connection:
            months = sorted(date.fromisoformat(month) for month in connection.scalars(query))
        return [month for month in months if month < before]

    def posted(self, locked: Sequence[date]) -> dict[Source, Fraction]:
        """Return what was posted so far, in locked months, for what was earned in them."""
        texts = [str(month) for month in locked]
        query = select(ENTRIES).where(ENTRIES.c.month.in_(texts), ENTRIES.c.earned.in_(texts))
        sums: dict[Source, Fraction] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                entry = _entry(row._mapping)
                sums[entry.source] = sums.get(entry.source, Fraction(0)) + entry.amount
        return sums

    def entries(self, month: date) -> list[Entry]:
        """Return what is posted in a month, in one order."""
        query = select(ENTRIES).where(ENTRIES.c.month == str(month))
        with self._engine.connect() as connection:
            found = [_entry(row._mapping) for row in connection.execute(query)]
        return sorted(found, key=lambda entry: entry.source)

    def payments(self, month: date) -> dict[str, Fraction]:
        """Return what was paid in a month, by payee."""
        query = select(PAYMENTS).where(PAYMENTS.c.month == str(month)).order_by(PAYMENTS.c.payee)
        with self._engine.connect() as connection:
            return {row.payee: Fraction(row.amount) for row in connection.execute(query)}

    def draft(self, month: date, entries: Iterable[Entry], stamp: Stamp) -> None:
        """Post the entries of an open month in place of its former draft.

        A month that stands on the very same run is left as it is, whatever its state.

        Raises:
            InvalidInputError: LEDGER-001 the month is approved, locked or paid by another run.
        """
        with self._writing() as connection:
            state = _state(connection, month)
            text = str(month)
            if state not in (None, "draft"):
                standing = connection.scalar(select(MONTHS.c.run).where(MONTHS.c.month == text))
                if standing == stamp.key:
                    return
                raise InvalidInputError(_closed(month, str(state)))
            connection.execute(delete(ENTRIES).where(ENTRIES.c.month == text))
            connection.execute(delete(MONTHS).where(MONTHS.c.month == text))
            if connection.scalar(select(RUNS.c.run).where(RUNS.c.run == stamp.key)) is None:
                values = {
                    "run": stamp.key,
                    "month": text,
                    "inputs": stamp.inputs,
                    "plan": stamp.plan,
                    "engine": stamp.engine,
                }
                connection.execute(insert(RUNS).values(values))
            connection.execute(insert(MONTHS).values(month=text, state="draft", run=stamp.key))
            rows = map(_row, entries)
            while chunk := list(islice(rows, _CHUNK)):
                connection.execute(insert(ENTRIES), chunk)

    def advance(self, month: date, to: State) -> None:
        """Bring a month to its next state; from approved it may also go back to draft.

        Paying records one payment for each payee.

        Raises:
            InvalidInputError: LEDGER-002 the month is in another state, LEDGER-003 an earlier month
                is not locked yet, LEDGER-004 somebody was paid for the month already.
        """
        with self._writing() as connection:
            state = _state(connection, month)
            before = "approved" if to == "draft" else STATES[STATES.index(to) - 1]
            if state != before:
                raise InvalidInputError(_not_in(month, state, before, to))
            if to == "locked":
                _check_earlier(connection, month)
            if to == "paid":
                self._pay(connection, month)
            connection.execute(update(MONTHS).where(MONTHS.c.month == str(month)).values(state=to))

    def _pay(self, connection: Connection, month: date) -> None:
        sums: dict[str, Fraction] = {}
        for row in connection.execute(select(ENTRIES).where(ENTRIES.c.month == str(month))):
            sums[row.payee] = sums.get(row.payee, Fraction(0)) + Fraction(row.amount)
        rows = [
            {"month": str(month), "payee": payee, "amount": str(amount)}
            for payee, amount in sorted(sums.items())
        ]
        if not rows:
            return
        try:
            connection.execute(insert(PAYMENTS), rows)
        except IntegrityError:
            fix = "Nothing was paid now; look at what was paid before."
            where = f"{month:%Y-%m}"
            raise InvalidInputError(
                Issue("LEDGER-004", where, "a second payment", "one payment a payee", fix)
            ) from None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a connection within one transaction that nobody else can write beside."""
        if self._engine.dialect.name != "sqlite":
            serial = self._engine.execution_options(isolation_level="SERIALIZABLE")
            with serial.begin() as connection:
                yield connection
            return
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")


def ledger_path(workbook: Path) -> Path:
    """Return where the ledger of a workbook is kept.

    Examples:
        >>> ledger_path(Path("pay/plan.xlsx")).as_posix()
        'pay/plan.ledger.sqlite'
    """
    return workbook.with_suffix(".ledger.sqlite")


def _state(connection: Connection, month: date) -> State | None:
    found: State | None = connection.scalar(select(MONTHS.c.state).where(MONTHS.c.month == str(month)))
    return found


def _row(entry: Entry) -> dict[str, str]:
    return {
        "month": str(entry.month),
        "earned": str(entry.source.earned),
        "payee": entry.source.payee,
        "component": entry.source.component,
        "source": entry.source.source,
        "amount": str(entry.amount),
        "words": entry.words,
    }


def _entry(row: Mapping[Any, Any]) -> Entry:
    source = Source(row["payee"], row["component"], date.fromisoformat(row["earned"]), row["source"])
    return Entry(date.fromisoformat(row["month"]), source, Fraction(row["amount"]), row["words"])


def _check_earlier(connection: Connection, month: date) -> None:
    query = select(MONTHS.c.month).where(MONTHS.c.state.in_(("draft", "approved")))
    open_months = sorted(text for text in connection.scalars(query) if text < str(month))
    if open_months:
        got = f"{open_months[0][:7]} still open"
        fix = "Lock the months in order."
        raise InvalidInputError(Issue("LEDGER-003", f"{month:%Y-%m}", got, "every earlier month locked", fix))


def _closed(month: date, state: str) -> Issue:
    fix = "Run the next month: what changed since is posted there. An approved month can go back to draft."
    return Issue("LEDGER-001", f"{month:%Y-%m}", f"a month that is {state}", "an open month", fix)


def _not_in(month: date, state: State | None, before: str, to: str) -> Issue:
    fix = "The states are draft, approved, locked, paid, one after the other."
    got = "nothing posted" if state is None else f"a month that is {state}"
    return Issue("LEDGER-002", f"{month:%Y-%m}", got, f"{before}, before it is {to}", fix)
