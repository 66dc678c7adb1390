"""The ledger in a database: drafts are replaced, locked months never change, nobody is paid twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.ledger.database import Database
from xlsales.ledger.entries import STATES, Entry, Source, State
from xlsales.ledger.schema import ENTRIES, HISTORY, MONTHS, PAYMENTS, RUNS

#: Entries that are written at a time.
_CHUNK: Final = 10_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a run was made of, each as a hash or a version; ``key`` stands for all of it."""

    key: str
    inputs: str
    plan: str
    engine: str


class Change(NamedTuple):
    """A change of a month: the state and run since then, who did it, and the moment (UTC)."""

    state: State
    run: str
    who: str
    moment: str


class Ledger:
    """A ledger behind a database address.

    Every change is one transaction that nobody else can write beside. What an approved run posted
    is kept, also when the month is opened again for another run.

    Args:
        url: Address such as ``sqlite:///pay.sqlite``; missing tables are created.

    Raises:
        InvalidInputError: LEDGER-010 it cannot be opened, LEDGER-011 its driver is missing.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)

    @classmethod
    def beside(cls, workbook: Path) -> Ledger:
        """Return the ledger in the SQLite file beside a workbook."""
        return cls(f"sqlite:///{ledger_path(workbook)}")

    def state(self, month: date) -> State | None:
        """Return the state of a month, ``None`` where nothing was posted in it."""
        with self._database.reading() as connection:
            return _state(connection, month)

    def run(self, month: date) -> str | None:
        """Return the key of the run that a month stands on."""
        with self._database.reading() as connection:
            found: str | None = connection.scalar(select(MONTHS.c.run).where(MONTHS.c.month == str(month)))
            return found

    def locked_months(self, before: date) -> list[date]:
        """Return the locked and paid months before a month, in order."""
        query = select(MONTHS.c.month).where(MONTHS.c.state.in_(("locked", "paid")))
        with self._database.reading() as connection:
            months = sorted(date.fromisoformat(month) for month in connection.scalars(query))
        return [month for month in months if month < before]

    def posted(self, locked: Sequence[date]) -> dict[Source, Fraction]:
        """Return what was posted so far, in locked months, for what was earned in them."""
        texts = [str(month) for month in locked]
        query = _standing().where(ENTRIES.c.month.in_(texts), ENTRIES.c.earned.in_(texts))
        sums: dict[Source, Fraction] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                entry = _entry(row._mapping)
                known = sums.get(entry.source)
                sums[entry.source] = entry.amount if known is None else known + entry.amount
        return sums

    def entries(self, month: date) -> list[Entry]:
        """Return what is posted in a month, in one order."""
        query = _standing().where(ENTRIES.c.month == str(month))
        with self._database.reading() as connection:
            found = [_entry(row._mapping) for row in connection.execute(query)]
        return sorted(found, key=lambda entry: entry.source)

    def payments(self, month: date) -> dict[str, Fraction]:
        """Return what was paid in a month, by payee."""
        query = select(PAYMENTS).where(PAYMENTS.c.month == str(month)).order_by(PAYMENTS.c.payee)
        with self._database.reading() as connection:
            return {row.payee: Fraction(row.amount) for row in connection.execute(query)}

    def version(self) -> int:
        """Return how often a month changed its state or run so far."""
        with self._database.reading() as connection:
            return _version(connection)

    def history(self, month: date) -> list[Change]:
        """Return every change of a month's state or run, oldest first."""
        query = select(HISTORY).where(HISTORY.c.month == str(month)).order_by(HISTORY.c.id)
        with self._database.reading() as connection:
            return [Change(row.state, row.run, row.who, row.moment) for row in connection.execute(query)]

    def snapshot(self, month: date, run: str) -> list[Entry]:
        """Return what a run posted in a month, also one that another run took the place of."""
        query = select(ENTRIES).join(RUNS).where(ENTRIES.c.month == str(month), RUNS.c.run == run)
        with self._database.reading() as connection:
            found = [_entry(row._mapping) for row in connection.execute(query)]
        return sorted(found, key=lambda entry: entry.source)

    def draft(self, month: date, entries: Iterable[Entry], stamp: Stamp, who: str = "") -> None:
        """Post the entries of an open month in place of its former draft.

        A month that stands on the very same run is left as it is, whatever its state.

        Raises:
            InvalidInputError: LEDGER-001 the month is approved, locked or paid by another run.
        """
        with self._database.changing() as connection:
            _draft(connection, month, entries, stamp, who)

    def advance(self, month: date, to: State, who: str = "") -> None:
        """Bring a month to its next state; from approved it may also go back to draft.

        Paying records one payment for each payee.

        Raises:
            InvalidInputError: LEDGER-002 the month is in another state, LEDGER-003 an earlier month
                is not locked yet, LEDGER-004 somebody was paid for the month already.
        """
        with self._database.changing() as connection:
            self._advance(connection, month, to, who)

    def reached(self, month: date, stamp: Stamp, mark: State | None) -> State:
        """Return the state in which ``posting`` would leave a month."""
        if mark is not None:
            return mark
        return self.state(month) or "draft" if self.run(month) == stamp.key else "draft"

    @contextmanager
    def posting(
        self,
        month: date,
        entries: Iterable[Entry],
        stamp: Stamp,
        *,
        mark: State | None = None,
        who: str = "",
        since: int | None = None,
    ) -> Iterator[None]:
        """Post a run and mark its month; all of it is taken back when the block within fails.

        Args:
            month: First day of the open month.
            entries: What the run posts.
            stamp: What it was made of.
            mark: State to bring the month to.
            who: Who does it.
            since: Version of the ledger that the run was worked out from.

        Raises:
            InvalidInputError: LEDGER-001 to LEDGER-004 as ``draft`` and ``advance``, LEDGER-005 a
                month changed since.
        """
        with self._database.changing() as connection:
            standing = connection.scalar(select(MONTHS.c.run).where(MONTHS.c.month == str(month)))
            if since is not None and standing != stamp.key and _version(connection) != since:
                raise InvalidInputError(_changed(month))
            if mark == "draft":
                self._advance(connection, month, mark, who)
            _draft(connection, month, entries, stamp, who)
            if mark in ("approved", "locked", "paid"):
                self._advance(connection, month, mark, who)
            yield

    def _advance(self, connection: Connection, month: date, to: State, who: str) -> None:
        state = _state(connection, month)
        before = "approved" if to == "draft" else STATES[STATES.index(to) - 1]
        if state != before:
            raise InvalidInputError(_not_in(month, state, before, to))
        if to == "locked":
            _check_earlier(connection, month)
        if to == "paid":
            self._pay(connection, month)
        connection.execute(update(MONTHS).where(MONTHS.c.month == str(month)).values(state=to))
        _note(connection, month, who)

    def _pay(self, connection: Connection, month: date) -> None:
        sums: dict[str, Fraction] = {}
        for row in connection.execute(_standing().where(ENTRIES.c.month == str(month))):
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


def ledger_path(workbook: Path) -> Path:
    """Return where the ledger of a workbook is kept.

    Examples:
        >>> ledger_path(Path("pay/plan.xlsx")).as_posix()
        'pay/plan.ledger.sqlite'
    """
    return workbook.with_suffix(".ledger.sqlite")


def _draft(connection: Connection, month: date, entries: Iterable[Entry], stamp: Stamp, who: str) -> None:
    state, text = _state(connection, month), str(month)
    standing = connection.scalar(select(MONTHS.c.run).where(MONTHS.c.month == text))
    if standing == stamp.key:
        return
    if state not in (None, "draft"):
        raise InvalidInputError(_closed(month, str(state)))
    connection.execute(delete(MONTHS).where(MONTHS.c.month == text))
    if standing is not None and not _was_approved(connection, month, standing):
        former = select(RUNS.c.id).where(RUNS.c.run == standing).scalar_subquery()
        connection.execute(delete(ENTRIES).where(ENTRIES.c.month == text, ENTRIES.c.run_id == former))
    if connection.scalar(select(RUNS.c.run).where(RUNS.c.run == stamp.key)) is None:
        connection.execute(
            insert(RUNS).values(
                run=stamp.key, month=text, inputs=stamp.inputs, plan=stamp.plan, engine=stamp.engine
            )
        )
    connection.execute(insert(MONTHS).values(month=text, state="draft", run=stamp.key))
    if not _was_approved(connection, month, stamp.key):
        number = connection.scalars(select(RUNS.c.id).where(RUNS.c.run == stamp.key)).one()
        rows = (_row(entry, number) for entry in entries)
        while chunk := list(islice(rows, _CHUNK)):
            connection.execute(insert(ENTRIES), chunk)
    _note(connection, month, who)


def _was_approved(connection: Connection, month: date, run: str) -> bool:
    """Tell whether a run was approved once, so that what it posted is kept."""
    query = select(HISTORY.c.id).where(
        HISTORY.c.month == str(month), HISTORY.c.run == run, HISTORY.c.state == "approved"
    )
    return connection.scalar(query.limit(1)) is not None


def _note(connection: Connection, month: date, who: str) -> None:
    """Add the present state of a month to its history."""
    row = connection.execute(select(MONTHS).where(MONTHS.c.month == str(month))).one()
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    values = {"month": row.month, "state": row.state, "run": row.run, "who": who, "moment": moment}
    connection.execute(insert(HISTORY).values(values))


def _version(connection: Connection) -> int:
    return connection.scalar(select(func.max(HISTORY.c.id))) or 0


def _standing() -> Select[Any]:
    """Return the entries of the runs on which the months stand."""
    standing = (MONTHS.c.run == RUNS.c.run) & (MONTHS.c.month == ENTRIES.c.month)
    return select(ENTRIES).join(RUNS).join(MONTHS, standing)


def _state(connection: Connection, month: date) -> State | None:
    found: State | None = connection.scalar(select(MONTHS.c.state).where(MONTHS.c.month == str(month)))
    return found


def _row(entry: Entry, run: int) -> dict[str, str | int]:
    return {
        "run_id": run,
        "month": _text(entry.month),
        "earned": _text(entry.source.earned),
        "payee": entry.source.payee,
        "component": entry.source.component,
        "source": entry.source.source,
        "amount": str(entry.amount),
        "words": entry.words,
    }


def _entry(row: Mapping[Any, Any]) -> Entry:
    source = Source(row["payee"], row["component"], _day(row["earned"]), row["source"])
    return Entry(_day(row["month"]), source, _amount(row["amount"]), row["words"])


@lru_cache(maxsize=1_000)
def _text(day: date) -> str:
    return str(day)


@lru_cache(maxsize=1_000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _amount(text: str) -> Fraction:
    """Return an amount as it was written, many of them quickly."""
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below or 1))


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


def _changed(month: date) -> Issue:
    fix = "Run it again; what is due may differ by now."
    return Issue(
        "LEDGER-005", f"{month:%Y-%m}", "a ledger that changed meanwhile", "the ledger as it was", fix
    )


def _not_in(month: date, state: State | None, before: str, to: str) -> Issue:
    fix = "The states are draft, approved, locked, paid, one after the other."
    got = "nothing posted" if state is None else f"a month that is {state}"
    return Issue("LEDGER-002", f"{month:%Y-%m}", got, f"{before}, before it is {to}", fix)
