"""Which column is what: guessed from its heading and its values, to be shown and confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from xlsales.kernel.values import CellError, is_blank, is_number
from xlsales.tables.raw import HEADINGS, RawTable, RawValue
from xlsales.tables.synonyms import EXACT, Meaning, ValueKind, meanings_of
from xlsales.tables.values import UnreadableError, read_day

#: Rows that are looked at; more tell nothing new.
LOOKED_AT: Final = 200
#: The part of the filled cells that must be of the meaning's kind.
_MOST: Final = 0.8
#: Serial numbers that a sales date can be: 1 January 1980 to 31 December 2099.
_FIRST_DAY: Final = 29_221
_LAST_DAY: Final = 73_050
_EMPTY: Final = 0.5
_SAMPLES: Final = 3
_SAMPLE_LENGTH: Final = 24


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to be.

    Attributes:
        table: Table or sheet, as it is called in the workbook.
        column: Heading as it is written.
        meaning: Our name, or ``""`` where nothing fits.
        certainty: From 0 to 1: how well the heading says so, less where there are no values to tell.
        where: Place of the heading.
        sample: First values, as text.
    """

    table: str
    column: str
    meaning: str
    certainty: float
    where: str
    sample: tuple[str, ...]


def guess_columns(tables: Iterable[RawTable]) -> list[Guess]:
    """Return a guess for every column; no two columns of a table mean the same.

    Examples:
        >>> orders = RawTable("Orders", ("客户", "金额", "备注"), [["A", 5.0, None]], lambda row, column: "")
        >>> [(guess.column, guess.meaning) for guess in guess_columns([orders])]
        [('客户', 'customer'), ('金额', 'amount'), ('备注', '')]
    """
    return [guess for table in tables for guess in _guess_table(table)]


def _guess_table(table: RawTable) -> list[Guess]:
    columns = [[row[i] for row in table.rows[:LOOKED_AT]] for i in range(len(table.headings))]
    claims = sorted(
        (
            (-fit, i, meaning.name)
            for i, heading in enumerate(table.headings)
            for meaning, fit in _fitting(heading, columns[i], table)
        ),
    )
    taken: dict[int, tuple[str, float]] = {}
    for fit, i, name in claims:
        if i not in taken and name not in {meaning for meaning, _ in taken.values()}:
            taken[i] = (name, -fit)
    guesses = []
    for i, heading in enumerate(table.headings):
        meaning, certainty = taken.get(i, ("", 0.0))
        where = table.place(HEADINGS, i)
        guesses.append(Guess(table.name, heading, meaning, round(certainty, 2), where, _sample(columns[i])))
    return guesses


def _fitting(heading: str, values: Sequence[RawValue], table: RawTable) -> Iterable[tuple[Meaning, float]]:
    """Yield the meanings of a heading that its values do not speak against."""
    filled = [value for value in values if not is_blank(value) and not isinstance(value, CellError)]
    for meaning, fit in meanings_of(heading):
        if not filled:
            yield meaning, fit * _EMPTY
        else:
            codes = fit == EXACT or meaning.name.endswith("_id")
            fitting = sum(_is_kind(value, meaning.kind, table, codes) for value in filled)
            if fitting >= _MOST * len(filled):
                yield meaning, fit


def _is_kind(value: RawValue, kind: ValueKind, table: RawTable, codes: bool) -> bool:
    """Tell whether a value is of a kind; with ``codes`` a number may stand for a text."""
    if kind == "number":
        return is_number(value)
    if kind == "text":
        return isinstance(value, str) or (codes and is_number(value))
    if is_number(value):
        return _FIRST_DAY <= value <= _LAST_DAY  # type: ignore[operator]
    try:
        read_day(value, table.dates)
    except UnreadableError:
        return False
    return True


def _sample(values: Sequence[RawValue]) -> tuple[str, ...]:
    shown = dict.fromkeys(_shown(value) for value in values if not is_blank(value))
    return tuple(shown)[:_SAMPLES]


def _shown(value: RawValue) -> str:
    text = f"{value:.10g}" if isinstance(value, float) else " ".join(str(value).split())
    return text if len(text) <= _SAMPLE_LENGTH else f"{text[: _SAMPLE_LENGTH - 1]}…"
