"""Transactions and payments that do not stand in the workbook: CSV, Parquet, or a database query."""

from __future__ import annotations

import os
from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.tables import incentive_specs as specs
from xlsales.tables.raw import HEADINGS, ColumnRows, RawTable
from xlsales.tables.reading import TableReader
from xlsales.tables.specs import TableSpec

if TYPE_CHECKING:
    from pyarrow import ChunkedArray  # type: ignore[import-not-found, import-untyped, unused-ignore]

#: Rows that are taken from a file or a database at a time.
_CHUNK: Final = 50_000
#: So many different values of a column are kept once each; a column with more of them holds ids.
_SHARED: Final = 20_000
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_TABLES: Final[Mapping[str, TableSpec]] = {"transactions": specs.TRANSACTIONS, "payments": specs.PAYMENTS}


class FactSource(NamedTuple):
    """Where a table comes from.

    Attributes:
        address: A .csv or .parquet file, the address of a database such as
            ``postgresql+pg8000://host/sales``, or ``env:NAME`` for an address that the environment
            holds, so that no password stands in a workbook.
        query: SQL that selects the rows, of a database.
    """

    address: str
    query: str = ""


def with_sources(
    tables: Sequence[RawTable], folder: Path, given: Mapping[str, FactSource] | None = None
) -> list[RawTable]:
    """Return the tables of a plan with those that it takes from elsewhere.

    Args:
        tables: Tables of the workbook or YAML file.
        folder: Where it stands; files are looked for from there.
        given: Sources by table, ``transactions`` or ``payments``; those of the settings unless given.

    Raises:
        InvalidInputError: TABLE-030 no such file or another kind of file, TABLE-031 a file that
            cannot be read, TABLE-032 the database refuses, TABLE-033 a query is missing, TABLE-034 a
            variable of the environment is missing, TABLE-035 a row with too many cells, TABLE-021 a
            package is missing.
    """
    sources = _stated(tables) | dict(given or {})
    kept = [one for one in tables if not any(_TABLES[name].is_called(one.name) for name in sources)]
    return kept + [fact_table(name, source, folder) for name, source in sources.items()]


def _stated(tables: Sequence[RawTable]) -> dict[str, FactSource]:
    """Return the sources that the plan's settings name; what is wrong with them is told later."""
    if not any(specs.PLAN.is_called(table.name) for table in tables):
        return {}
    stated = TableReader(tables).settings(specs.PLAN, specs.SETTINGS)
    return {
        name: FactSource(str(stated[f"{name}_source"]), str(stated.get(f"{name}_query", "")))
        for name in _TABLES
        if f"{name}_source" in stated
    }


def fact_table(name: str, source: FactSource, folder: Path) -> RawTable:
    """Return what a source holds as a table by column; places are ``file:row heading``."""
    address = _from_environment(source.address)
    if "://" in address:
        return _queried(name, address, source)
    path = folder / address
    if not path.is_file():
        raise InvalidInputError(_issue("TABLE-030", address, "no such file", "a file beside the plan"))
    suffix = path.suffix.casefold()
    if suffix == ".csv":
        return _of_csv(name, path)
    if suffix == ".parquet":
        return _of_parquet(name, path)
    expected = ".csv, .parquet, or the address of a database"
    raise InvalidInputError(_issue("TABLE-030", address, repr(path.suffix), expected))


def _from_environment(address: str) -> str:
    if not address.startswith("env:"):
        return address
    name = address.removeprefix("env:")
    if name not in os.environ:
        fix = f"Set {name} to the address before the run."
        raise InvalidInputError(
            Issue("TABLE-034", address, "no such variable", "a variable of the environment", fix)
        )
    return os.environ[name]


def _issue(code: str, where: str, got: str, expected: str) -> Issue:
    return Issue(code, where, got, expected, "Correct the source in the settings or on the command line.")


class _Collector:
    """Columns that grow by chunks of rows; values that repeat are kept once."""

    def __init__(self, width: int) -> None:
        self.columns: list[list[Any]] = [[] for _ in range(width)]
        self._known: list[dict[Any, Any]] = [{} for _ in range(width)]

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Add rows, all of the same width."""
        for column, known, values in zip(self.columns, self._known, zip(*rows, strict=True), strict=True):
            if len(known) < _SHARED:
                column.extend(known.setdefault(value, value) for value in values)
            else:
                column.extend(values)


def _of_csv(name: str, path: Path) -> RawTable:
    for encoding in _ENCODINGS:
        try:
            return _csv(name, path, encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInputError(_issue("TABLE-031", path.name, "neither UTF-8 nor GB 18030", "a text file"))


def _csv(name: str, path: Path, encoding: str) -> RawTable:
    import csv

    with path.open(encoding=encoding, newline="") as file:
        lines = csv.reader(file)
        headings = tuple(next(lines, ()))
        collector = _Collector(len(headings))
        places = array("Q")
        chunk: list[list[str | None]] = []
        for line in lines:
            if any(line):
                chunk.append(_padded(line, headings, path, lines.line_num))
                places.append(lines.line_num)
            if len(chunk) == _CHUNK:
                collector.add(chunk)
                chunk = []
        if chunk:
            collector.add(chunk)
    place = partial(_line_place, path.name, headings, places)
    return RawTable(name, headings, ColumnRows(collector.columns), place, typed=True)


def _padded(line: list[str], headings: Sequence[str], path: Path, number: int) -> list[str | None]:
    if len(line) > len(headings):
        fix = "Put texts with commas between quotation marks."
        got = f"{len(line)} cells"
        expected = f"{len(headings)} cells, as many as headings"
        raise InvalidInputError(Issue("TABLE-035", f"{path.name}:{number}", got, expected, fix))
    return [*line, *[None] * (len(headings) - len(line))]


def _of_parquet(name: str, path: Path) -> RawTable:
    try:
        from pyarrow import ArrowException, parquet  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise InvalidInputError(_missing("pyarrow", path.name, "parquet")) from None
    try:
        table = parquet.read_table(path)
    except (ArrowException, OSError) as error:
        raise InvalidInputError(_issue("TABLE-031", path.name, str(error), "a Parquet file")) from None
    headings = tuple(table.column_names)
    columns = [_arrow_values(column) for column in table.columns]
    return RawTable(name, headings, ColumnRows(columns), partial(_row_place, path.name, headings))


def _arrow_values(column: ChunkedArray) -> list[Any]:
    """Return the values of a column; of one that is no number each different value once."""
    from pyarrow import types  # type: ignore[import-not-found, import-untyped, unused-ignore]

    if types.is_integer(column.type) or types.is_floating(column.type):
        if column.null_count == 0:
            numbers: list[Any] = column.to_numpy().tolist()
        else:
            numbers = column.to_pylist()
        # Programs write NaN where a number is missing.
        return [None if number != number else number for number in numbers]
    coded = column.combine_chunks().dictionary_encode()
    different = [_plain_value(value) for value in coded.dictionary.to_pylist()]
    places = coded.indices.fill_null(len(different)).to_numpy(zero_copy_only=False).tolist()
    different.append(None)
    return [different[place] for place in places]


def _queried(name: str, address: str, source: FactSource) -> RawTable:
    from sqlalchemy import NullPool, create_engine, text
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError

    if not source.query:
        fix = f"Give the SQL that selects the {name}."
        raise InvalidInputError(Issue("TABLE-033", f"{name} source", "no query", "a query", fix))
    try:
        shown = make_url(address).render_as_string(hide_password=True)
        engine = create_engine(address, poolclass=NullPool)
        with engine.connect().execution_options(stream_results=True) as connection:
            result = connection.execute(text(source.query))
            headings = tuple(result.keys())
            collector = _Collector(len(headings))
            for rows in result.partitions(_CHUNK):
                collector.add([tuple(map(_plain_value, row)) for row in rows])
    except ModuleNotFoundError as error:
        raise InvalidInputError(_missing(error.name or "its driver", f"{name} source", "postgres")) from None
    except (NoSuchModuleError, SQLAlchemyError) as error:
        got = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise InvalidInputError(_issue("TABLE-032", f"{name} source", got, "rows of the query")) from None
    place = partial(_row_place, shown, headings)
    return RawTable(name, headings, ColumnRows(collector.columns), place)


def _plain_value(value: Any) -> Any:
    """Return a value as cells have it: a decimal as a number where no digit is lost."""
    if isinstance(value, Decimal) and len(value.as_tuple().digits) <= 15:
        return float(value)
    if isinstance(value, datetime):
        return value.date()
    return value


def _missing(package: str, where: str, extra: str) -> Issue:
    fix = f"Install it: pip install 'xlsales[{extra}]'."
    return Issue("TABLE-021", where, f"the package {package} is missing", "the package", fix)


def _line_place(file: str, headings: Sequence[str], lines: Sequence[int], row: int, column: int) -> str:
    return f"{file}:{1 if row == HEADINGS else lines[row]} {headings[column]}"


def _row_place(source: str, headings: Sequence[str], row: int, column: int) -> str:
    return f"{source}:{1 if row == HEADINGS else row + 2} {headings[column]}"
