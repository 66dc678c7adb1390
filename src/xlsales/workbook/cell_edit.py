"""What shall happen to one stored cell, once patches and spills are worked out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from xlsales.kernel.grid import Area
from xlsales.kernel.values import RICH_ERRORS, CellError, CellValue


class Role(Enum):
    """What kind of change it is, and so what must stand in the cell before."""

    #: New cached result; a formula must be there.
    RESULT = auto()
    #: A constant; no formula may be there.
    INPUT = auto()
    #: A constant in place of whatever is there.
    FORCED_INPUT = auto()
    #: First cell of an array formula, whose area may change.
    ANCHOR = auto()
    #: Another cell of an array's result.
    MEMBER = auto()
    #: A cell that a spill no longer covers.
    CLEARED = auto()


INPUTS: Final = (Role.INPUT, Role.FORCED_INPUT)


@dataclass(frozen=True, slots=True)
class RichError:
    """An error with the particulars that Excel stores: why, and where the blocker is from the anchor."""

    code: str
    sub_type: int = 1
    row_offset: int = 0
    column_offset: int = 0


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One change.

    Attributes:
        role: See ``Role``.
        value: New value, already storable.
        area: New rectangle, for an anchor.
        error: Particulars of a newer error.
        volatile: A member of a volatile array, which carries an empty formula mark.
    """

    role: Role
    value: CellValue
    area: Area | None = None
    error: RichError | None = None
    volatile: bool = False

    @property
    def rich_error(self) -> RichError | None:
        """The particulars to store, if the value is an error newer than the format."""
        if not isinstance(self.value, CellError) or self.value.code not in RICH_ERRORS:
            return None
        return self.error or RichError(self.value.code)
