"""Kinds of arguments: how the values of a cell become what a calculator wants.

Coercion happens here and nowhere else. A kind says what it expects, whether it varies
from cell to cell, and how to read one value or one whole block.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, Protocol, TypeAlias

from xlsales.kernel.blocks import Block
from xlsales.kernel.dates import DateSystem, date_of_serial
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import exact, shown
from xlsales.kernel.values import CellError, CellValue, is_blank
from xlsales.kernel.words import CHINESE, choose, folded

#: ``cell``: one value a result cell; ``row``: one row a result row; ``whole``: all at once.
Spread = Literal["cell", "row", "whole"]

_TO_NUMBER: Final = "Turn the text into a number (Data, Text to Columns)."


class ArgumentIsError(Exception):
    """An argument holds an error value, which comes back as it is."""

    def __init__(self, error: CellError) -> None:
        super().__init__(error.code)
        self.error = error


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a value is being read, for messages, and in which date system."""

    where: str
    system: DateSystem = 1900

    def cell(self, row: int, column: int) -> Reading:
        """Return the reading of one cell of a block, rows and columns from 0."""
        return Reading(f"{self.where}[{row + 1},{column + 1}]", self.system)


class ItemKind(Protocol):
    """Reads one cell."""

    @property
    def expects(self) -> str:
        """What a cell must hold."""

    def read(self, value: CellValue, reading: Reading) -> Any:
        """Return the value as the calculator wants it, ``None`` for a blank."""


def describe(value: CellValue) -> str:
    """Say what came, in a form that tells text from numbers."""
    if value is None:
        return "a blank cell"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return f"the text {value!r}" if len(value) <= 40 else f"the text {value[:37]!r}..."
    return shown(value) if not isinstance(value, CellError) else value.code


def wrong(
    reading: Reading, value: CellValue, expected: str, fix: str, code: str = "ARG-001"
) -> InvalidInputError:
    """Return the error for a value of the wrong kind."""
    return InvalidInputError(Issue(code, reading.where, describe(value), expected, fix))


@dataclass(frozen=True, slots=True)
class NumberKind:
    """An exact number; TRUE counts as 1 and FALSE as 0, text is refused."""

    expects: str = "a number"

    def read(self, value: CellValue, reading: Reading) -> Fraction | None:
        """Return the number at 15 digits."""
        if isinstance(value, (float, int)):
            return exact(value)
        if is_blank(value):
            return None
        raise wrong(reading, value, self.expects, _TO_NUMBER)


@dataclass(frozen=True, slots=True)
class CellNumberKind:
    """A number as the cell holds it, for functions that read large blocks at once themselves."""

    expects: str = "a number"

    def read(self, value: CellValue, reading: Reading) -> float | None:
        """Return the number, not yet read at 15 digits."""
        if isinstance(value, (float, int)):
            return value
        if is_blank(value):
            return None
        raise wrong(reading, value, self.expects, _TO_NUMBER)


@dataclass(frozen=True, slots=True)
class WholeNumberKind:
    """A whole number within limits."""

    low: int
    high: int

    @property
    def expects(self) -> str:
        """What the argument must be."""
        return f"a whole number from {self.low} to {self.high}"

    def read(self, value: CellValue, reading: Reading) -> int | None:
        """Return the whole number."""
        number = NumberKind(self.expects).read(value, reading)
        if number is None:
            return None
        if number.denominator != 1 or not self.low <= number <= self.high:
            raise wrong(reading, value, self.expects, "Give a whole number in this range.")
        return int(number)


@dataclass(frozen=True, slots=True)
class DateKind:
    """A day; a blank, the empty text and 0 are no day."""

    expects: str = "a date"

    def read(self, value: CellValue, reading: Reading) -> date | None:
        """Return the day of the serial number."""
        if is_blank(value) or (value == 0 and not isinstance(value, bool)):
            return None
        if isinstance(value, bool) or not isinstance(value, (float, int)):
            raise wrong(reading, value, self.expects, "Type the date as a date, for example 2026-01-31.")
        try:
            return date_of_serial(value, reading.system)
        except InvalidInputError as error:
            raise InvalidInputError(error.issues[0].at(reading.where)) from None


@dataclass(frozen=True, slots=True)
class TextKind:
    """A label; a number is written as Excel shows it."""

    expects: str = "a text"

    def read(self, value: CellValue, reading: Reading) -> str | None:
        """Return the text."""
        if is_blank(value):
            return None
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        return shown(value) if isinstance(value, (float, int)) else str(value)


@dataclass(frozen=True, slots=True)
class FlagKind:
    """Yes or no: TRUE, FALSE, 1, 0 or the words for them."""

    expects: str = "TRUE or FALSE"

    def read(self, value: CellValue, reading: Reading) -> bool | None:
        """Return the flag."""
        if is_blank(value):
            return None
        if isinstance(value, str):
            word = folded(value)
            if word in ("true", "yes", "y", "1", "是", "真"):
                return True
            if word in ("false", "no", "n", "0", "否", "假"):
                return False
        elif value in (0, 1):
            return bool(value)
        raise wrong(reading, value, self.expects, "Give TRUE or FALSE.")


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """An option word, in English or Chinese."""

    words: tuple[str, ...]

    @property
    def expects(self) -> str:
        """What the argument must be."""
        return "one of " + ", ".join(
            f"{word} ({CHINESE[word]})" if word in CHINESE else word for word in self.words
        )

    def read(self, value: CellValue, reading: Reading) -> str | None:
        """Return the English word."""
        if is_blank(value):
            return None
        word = choose(TextKind().read(value, reading) or "", self.words)
        if word is None:
            raise wrong(reading, value, self.expects, "Type one of these words.", "ARG-002")
        return word


@dataclass(frozen=True, slots=True)
class AnyKind:
    """Any value, as the cell holds it."""

    expects: str = "any value"

    def read(self, value: CellValue, reading: Reading) -> CellValue:
        """Return the value; the empty text is blank."""
        return None if value == "" else value


@dataclass(frozen=True, slots=True)
class Kind:
    """How an argument is taken: its items, how it spreads, how a whole block is made of it.

    Attributes:
        item: Reads one cell.
        spread: One value a cell, one row a row, or the whole block at once.
        build: For ``whole``: makes an object of the block that was read.
        blank_is_value: A blank is a value of its own and does not make the result blank; a whole
            block that is one blank cell is then ``None``.
        blank_spoils: For an argument that need not be given: where a range is given, a blank in it
            is unknown and makes that result blank.
        unread: For ``whole``: hand over the block as it came, with its errors, as an ``Unread``.
    """

    item: ItemKind
    spread: Spread = "cell"
    build: Callable[[Block[Any]], Any] | None = None
    blank_is_value: bool = False
    blank_spoils: bool = False
    unread: bool = False

    @property
    def expects(self) -> str:
        """What the argument must be, for help and messages."""
        whole = ", one for the whole call" if self.build is only_value else ", a whole block"
        many = {"cell": "", "row": ", one row for each result", "whole": whole}
        return self.item.expects + many[self.spread]

    def read_cell(self, block: Block[CellValue], row: int, column: int, reading: Reading) -> Any:
        """Return the value that stands for a result cell.

        Raises:
            ArgumentIsError: The cell holds an error value.
            InvalidInputError: ARG-001 a value of the wrong kind, ARG-002 an option word that is none.
        """
        value = block.at(row, column)
        if isinstance(value, CellError):
            raise ArgumentIsError(value)
        return self.item.read(value, reading.cell(row, column) if block.size > 1 else reading)

    def read_row(self, block: Block[CellValue], row: int, reading: Reading) -> tuple[Any, ...]:
        """Return the row that stands for a result row.

        Raises:
            ArgumentIsError: A cell of the row holds an error value.
        """
        line = block.rows[row if block.height > 1 else 0]
        for value in line:
            if isinstance(value, CellError):
                raise ArgumentIsError(value)
        return tuple(self.item.read(value, reading.cell(row, i)) for i, value in enumerate(line))

    def read_whole(self, block: Block[CellValue], reading: Reading) -> Any:
        """Return the whole block, read cell by cell.

        Raises:
            ArgumentIsError: A cell holds an error value.
            InvalidInputError: Any cell cannot be read; all of them are named.
        """
        if self.unread:
            return Unread(block, reading, replace(self, unread=False))
        for value in block.cells():
            if isinstance(value, CellError):
                raise ArgumentIsError(value)
        read = self.item.read
        issues: list[Issue] = []
        rows: list[tuple[Any, ...]] = []
        for i, line in enumerate(block.rows):
            try:
                rows.append(tuple([read(value, reading) for value in line]))
            except InvalidInputError:
                issues += self._issues_of_row(line, i, block, reading)
        if issues:
            raise InvalidInputError(*issues)
        whole: Block[Any] = Block(tuple(rows))
        return self._built(whole, reading) if self.build else whole

    def _issues_of_row(
        self, line: tuple[CellValue, ...], row: int, block: Block[CellValue], reading: Reading
    ) -> list[Issue]:
        issues: list[Issue] = []
        for column, value in enumerate(line):
            try:
                self.item.read(value, reading.cell(row, column) if block.size > 1 else reading)
            except InvalidInputError as error:
                issues += error.issues
        return issues

    def _built(self, whole: Block[Any], reading: Reading) -> Any:
        assert self.build is not None
        try:
            return self.build(whole)
        except InvalidInputError as error:
            raise InvalidInputError(*(_placed(issue, reading.where) for issue in error.issues)) from None


@dataclass(frozen=True, slots=True)
class Unread:
    """A whole block as it came, for functions that read large ones in a quicker way or row by row.

    Attributes:
        block: Values of the host, error values among them.
        reading: Name of the argument and date system.
        kind: How the plain path reads it.
    """

    block: Block[CellValue]
    reading: Reading
    kind: Kind

    def read(self) -> Any:
        """Read every cell, as a kind for whole blocks does.

        Raises:
            ArgumentIsError: A cell holds an error value.
            InvalidInputError: Any cell cannot be read; all of them are named.
        """
        return self.kind.read_whole(self.block, self.reading)


def _placed(issue: Issue, argument: str) -> Issue:
    """Put the argument's name before a place inside it, such as ``[3,2]`` or ``row 3``."""
    if issue.where.startswith(argument):
        return issue
    joint = "" if issue.where.startswith("[") else " "
    return issue.at(f"{argument}{joint}{issue.where}" if issue.where else argument)


def only_value(block: Block[Any]) -> Any:
    """Return the value of an argument that a pooled function takes once.

    Raises:
        InvalidInputError: ARG-007 it is a range.

    Examples:
        >>> only_value(Block.cell(5))
        5
    """
    if block.size > 1:
        came = f"{block.height} x {block.width} cells"
        raise InvalidInputError(Issue("ARG-007", "", came, "one value", "Name a single cell."))
    return block.rows[0][0]


_NUMBER = NumberKind()

# One value for each result cell; a blank makes the result blank.
Number: TypeAlias = Annotated[Fraction, Kind(_NUMBER)]
Money: TypeAlias = Number
Day: TypeAlias = Annotated[date, Kind(DateKind())]
Text: TypeAlias = Annotated[str, Kind(TextKind())]
Flag: TypeAlias = Annotated[bool, Kind(FlagKind())]
Any_: TypeAlias = Annotated[CellValue, Kind(AnyKind())]

# The same, where a blank is an answer of its own: not given, unknown.
MaybeNumber: TypeAlias = Annotated[Fraction | None, Kind(_NUMBER, blank_is_value=True)]
MaybeDay: TypeAlias = Annotated[date | None, Kind(DateKind(), blank_is_value=True)]
MaybeText: TypeAlias = Annotated[str | None, Kind(TextKind(), blank_is_value=True)]
MaybeFlag: TypeAlias = Annotated[bool | None, Kind(FlagKind(), blank_is_value=True)]
MaybeAny: TypeAlias = Annotated[CellValue, Kind(AnyKind(), blank_is_value=True)]

# One row for each result row.
NumberRow: TypeAlias = Annotated[tuple[Fraction | None, ...], Kind(_NUMBER, "row")]
TextRow: TypeAlias = Annotated[tuple[str | None, ...], Kind(TextKind(), "row")]
AnyRow: TypeAlias = Annotated[tuple[CellValue, ...], Kind(AnyKind(), "row")]

# The whole block at once; blanks are ``None``.
Numbers: TypeAlias = Annotated[Block[Fraction | None], Kind(_NUMBER, "whole")]
MaybeNumbers: TypeAlias = Annotated[
    Block[Fraction | None] | None, Kind(_NUMBER, "whole", blank_is_value=True)
]
Days: TypeAlias = Annotated[Block[date | None], Kind(DateKind(), "whole")]
Texts: TypeAlias = Annotated[Block[str | None], Kind(TextKind(), "whole")]
Values: TypeAlias = Annotated[Block[CellValue], Kind(AnyKind(), "whole")]
CellNumbers: TypeAlias = Annotated[Block[float | None], Kind(CellNumberKind(), "whole")]
MaybeCellNumbers: TypeAlias = Annotated[
    Block[float | None] | None, Kind(CellNumberKind(), "whole", blank_is_value=True)
]

# One value for the whole call of a function that pools its rows.
OneNumber: TypeAlias = Annotated[Fraction, Kind(_NUMBER, "whole", only_value)]
MaybeOneNumber: TypeAlias = Annotated[
    Fraction | None, Kind(_NUMBER, "whole", only_value, blank_is_value=True)
]
OneDay: TypeAlias = Annotated[date, Kind(DateKind(), "whole", only_value)]
OneText: TypeAlias = Annotated[str, Kind(TextKind(), "whole", only_value)]
MaybeOneText: TypeAlias = Annotated[str | None, Kind(TextKind(), "whole", only_value, blank_is_value=True)]
OneFlag: TypeAlias = Annotated[bool, Kind(FlagKind(), "whole", only_value)]


def one_of(*words: str) -> Kind:
    """Return the kind of an option word that stands for the whole call."""
    return Kind(ChoiceKind(words), "whole", only_value)
