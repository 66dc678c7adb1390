"""The portfolio of customers: a matrix of three by three, with a relationship and a strategy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown
from xlsales.kernel.steps import reached

THIRDS: Final = (Fraction(100, 3), Fraction(200, 3))
_LEVELS: Final = ("low", "medium", "high")

#: Attractiveness and strength, to relationship and strategy.
_ADVICE: Final[Mapping[tuple[str, str], tuple[str, str]]] = MappingProxyType(
    {
        ("high", "high"): ("alliance", "hold"),
        ("high", "medium"): ("partnership", "build"),
        ("high", "low"): ("problem-solving", "build"),
        ("medium", "high"): ("partnership", "hold"),
        ("medium", "medium"): ("problem-solving", "hold"),
        ("medium", "low"): ("transactional", "harvest"),
        ("low", "high"): ("problem-solving", "harvest"),
        ("low", "medium"): ("transactional", "harvest"),
        ("low", "low"): ("transactional", "divest"),
    }
)


@dataclass(frozen=True, slots=True)
class PortfolioPlace:
    """Where a customer stands in the portfolio.

    Attributes:
        attractiveness: low, medium or high.
        strength: low, medium or high.
        relationship: transactional, problem-solving, partnership or alliance.
        strategy: build, hold, harvest or divest.
    """

    attractiveness: str
    strength: str
    relationship: str
    strategy: str

    @property
    def cell(self) -> str:
        """The cell of the matrix, attractiveness first."""
        return f"{self.attractiveness} / {self.strength}"


def read_portfolio_cuts(cells: Sequence[Fraction | None]) -> tuple[Fraction, Fraction]:
    """Return the two cuts of the matrix.

    Raises:
        InvalidInputError: PORT-001 not two rising numbers between 0 and 100.

    Examples:
        >>> read_portfolio_cuts([Fraction(40), Fraction(70)])
        (Fraction(40, 1), Fraction(70, 1))
    """
    cuts = [cell for cell in cells if cell is not None]
    if len(cuts) != 2 or not 0 < cuts[0] < cuts[1] < 100:
        came = ", ".join(map(shown, cuts)) or "none"
        fix = "Write where medium and high begin, such as 40 and 70."
        raise InvalidInputError(Issue("PORT-001", "", came, "two rising numbers between 0 and 100", fix))
    return cuts[0], cuts[1]


def portfolio_place(
    attractiveness: Fraction, strength: Fraction, cuts: Sequence[Fraction] = THIRDS
) -> PortfolioPlace:
    """Return a customer's place in the matrix.

    Args:
        attractiveness: How attractive the customer is, 0 to 100.
        strength: How strong the relationship is, 0 to 100.
        cuts: Where medium and high begin; a score at a cut is above it.

    Raises:
        InvalidInputError: PORT-002 a score outside 0 to 100.

    References:
        Matrix by thirds of GE and McKinsey, on Fiocca's customer attractiveness and relationship
        strength; on and above the diagonal invest, below it harvest. The relationship follows the
        same diagonals, from transactional to alliance.

    Examples:
        >>> place = portfolio_place(Fraction(80), Fraction(20))
        >>> place.cell, place.relationship, place.strategy
        ('high / low', 'problem-solving', 'build')
    """
    issues = [
        Issue("PORT-002", name, shown(score), "0 to 100", "Scale the score to 0 to 100.")
        for name, score in (("attractiveness", attractiveness), ("strength", strength))
        if not 0 <= score <= 100
    ]
    if issues:
        raise InvalidInputError(*issues)
    across, along = (_LEVELS[reached(cuts, score) + 1] for score in (attractiveness, strength))
    return PortfolioPlace(across, along, *_ADVICE[across, along])
