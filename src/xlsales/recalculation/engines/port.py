"""What an engine for native formulas must do: calculate a copy, never the user's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple, Protocol, TypeAlias

from xlsales.kernel.dates import DateSystem, serial_of_date
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellValue

_SECONDS_A_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Unavailable:
    """What an engine says of a cell that it cannot compute; it does not guess.

    Attributes:
        reason: In the engine's words.
        blocked: The cell waits for another one that has no value yet.
    """

    reason: str
    blocked: bool = False


Computed: TypeAlias = CellValue | Unavailable


#: A function that no engine knows, so that what depends on it has to wait.
PENDING_FORMULA: Final = "XLSALES_PENDING()"


class Place(NamedTuple):
    """A cell of a workbook: sheet name and packed row and column."""

    sheet: str
    key: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as the copy holds it.

    Attributes:
        text: Without the leading ``=``.
        area: Cells of an array formula, else ``None``.
        dynamic: An array that spills; else an array of fixed size.
    """

    text: str
    area: Area | None = None
    dynamic: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment a calculation sees.

    Attributes:
        now: Serial number of date and time.
        seed: Makes random draws repeatable.
    """

    now: float
    seed: int = 20_260_101

    @classmethod
    def on(cls, day: date, system: DateSystem = 1900) -> Clock:
        """Return the clock at the start of a day."""
        return cls(float(serial_of_date(day, system)))

    @classmethod
    def at(cls, moment: datetime, system: DateSystem = 1900) -> Clock:
        """Return the clock of a moment.

        Examples:
            >>> Clock.at(datetime(2026, 1, 1, 12)).now
            46023.5
        """
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return cls(serial_of_date(moment.date(), system) + seconds / _SECONDS_A_DAY)

    @property
    def today(self) -> float:
        """Serial number of the day."""
        return float(int(self.now))


@dataclass(slots=True)
class CalculationCopy:
    """The cells an engine needs, and no more: values as they are, formulas made self-contained.

    Attributes:
        sheets: Names of all sheets, in order.
        values: By sheet and packed place; a blank cell is absent.
        formulas: By sheet and packed place.
        system: Date system of the workbook.
    """

    sheets: tuple[str, ...]
    system: DateSystem = 1900
    values: dict[str, dict[int, CellValue]] = field(default_factory=dict)
    formulas: dict[str, dict[int, Formula]] = field(default_factory=dict)

    def put(self, place: Place, value: CellValue) -> None:
        """Put a value into a cell; ``None`` leaves it blank."""
        if value is not None:
            self.values.setdefault(place.sheet, {})[place.key] = value

    def put_formula(self, place: Place, formula: Formula) -> None:
        """Put a formula into a cell."""
        self.formulas.setdefault(place.sheet, {})[place.key] = formula


Change: TypeAlias = tuple[Place, CellValue | Formula]


class Calculation(Protocol):
    """A copy that has been loaded into an engine."""

    def change(self, changes: Sequence[Change]) -> None:
        """Replace cells by values or formulas."""

    def calculate(self, clock: Clock) -> Mapping[Place, Computed]:
        """Bring every formula up to date; return the results that changed, the first time all."""

    def read(self, places: Iterable[Place]) -> dict[Place, Computed]:
        """Return what stands in some cells now."""

    def read_area(self, sheet: str, area: Area) -> list[list[Computed]]:
        """Return what stands in a rectangle now."""

    def spilled(self, place: Place) -> Area | None:
        """Return the cells that a spilling formula fills now."""

    def close(self) -> None:
        """Let go of the engine."""


class Engine(Protocol):
    """Loads copies."""

    name: str

    def load(self, copy: CalculationCopy) -> Calculation:
        """Return the copy, ready to calculate."""


#: Results of a whole copy, by sheet and packed place.
Results: TypeAlias = Mapping[str, Mapping[int, Computed]]


class Checker(Protocol):
    """Computes a copy once, so that the results can be held against saved ones.

    Attributes:
        name: For people.
        most: How many formulas it takes at a time.
        takes_arrays: Whether it knows array formulas of fixed size.
        travels: Whether other processes can be sent it.
    """

    name: str
    most: int
    takes_arrays: bool
    travels: bool

    def results(self, copy: CalculationCopy, clock: Clock) -> Results:
        """Return what every formula of a copy gives, by sheet and packed place.

        Raises:
            Exception: It failed; nothing is known then.
        """
