"""The database behind a ledger: one change at a time, whoever else works in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, NullPool, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.ledger.schema import METADATA

#: What PostgreSQL locks for as long as somebody changes a ledger: any number, the same for all.
_LOCK: Final = 0x786C73616C6573
#: Seconds that SQLite waits for another's change to end.
_PATIENCE: Final = 60


class Database:
    """A database by its address; missing tables are created.

    Args:
        url: Address such as ``sqlite:///pay.sqlite`` or ``postgresql+pg8000://host/pay``.

    Raises:
        InvalidInputError: LEDGER-010 it cannot be opened, LEDGER-011 its driver is missing.
    """

    def __init__(self, url: str) -> None:
        try:
            is_file = make_url(url).get_backend_name() == "sqlite"
            waiting = {"timeout": _PATIENCE} if is_file else {}
            self._engine: Engine = create_engine(url, poolclass=NullPool, connect_args=waiting)
            with self.changing() as connection:
                METADATA.create_all(connection)
        except (NoSuchModuleError, ModuleNotFoundError) as error:
            raise InvalidInputError(_no_driver(str(error))) from None
        except (ArgumentError, SQLAlchemyError) as error:
            raise InvalidInputError(_closed(url, str(getattr(error, "orig", None) or error))) from None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees what is there."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Give a connection within one transaction that nobody else can change anything beside.

        SQLite takes its write lock before anything is read, PostgreSQL a lock of ours that is given
        back with the transaction.
        """
        if self._engine.dialect.name == "sqlite":
            with self._immediate() as connection:
                yield connection
            return
        with self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection

    @contextmanager
    def _immediate(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")


def ledger_url(ledger: str) -> str:
    """Return the address of a ledger that is given as a file or as an address.

    Examples:
        >>> ledger_url("pay.sqlite"), ledger_url("postgresql+pg8000://host/pay")
        ('sqlite:///pay.sqlite', 'postgresql+pg8000://host/pay')
    """
    return ledger if "://" in ledger else f"sqlite:///{Path(ledger)}"


def _closed(url: str, got: str) -> Issue:
    try:
        where = make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        where = "--ledger"
    fix = "Check the address, the user's rights and that the server runs."
    return Issue("LEDGER-010", where, got.splitlines()[0], "a database that can be opened", fix)


def _no_driver(got: str) -> Issue:
    fix = "Install it: pip install 'xlsales[postgres]', and begin the address with postgresql+pg8000://."
    return Issue("LEDGER-011", "--ledger", got, "a driver for the database", fix)
