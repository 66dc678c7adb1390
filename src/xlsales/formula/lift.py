"""Taking our calls out of a formula, so that any engine can calculate the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xlsales.formula.context import BookNames, Place
from xlsales.kernel.issues import Issue


@dataclass(frozen=True, slots=True)
class LiftedCall:
    """One call of ours, to be made with what its arguments turn out to be.

    Attributes:
        index: Its number in the formula; ``{{index}}`` stands in its place.
        function: Plain name, such as ``SPLIT``.
        arguments: Self-contained texts, ``""`` where one is left empty; may hold placeholders.
        uses: Numbers of the calls whose placeholders stand in the arguments, all smaller than ``index``.
    """

    index: int
    function: str
    arguments: tuple[str, ...]
    uses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LiftedFormula:
    """A formula without calls of ours, and the calls that it needs.

    Attributes:
        text: Self-contained, with a placeholder for each call.
        calls: Innermost first, each after the calls that it uses; equal calls stand once.
        whole: The formula is exactly one call of ours and nothing around it.
        problems: What could not be resolved or lifted; such parts stand as they were.
    """

    text: str
    calls: tuple[LiftedCall, ...]
    whole: bool
    problems: tuple[Issue, ...] = ()


def lift(text: str, place: Place, book: BookNames) -> LiftedFormula:
    """Make a formula self-contained and replace each call of ours by a placeholder."""
    raise NotImplementedError


def fill(lifted_text: str, replacement: Callable[[int], str]) -> str:
    """Put something, such as the address of a result, in the place of each placeholder."""
    raise NotImplementedError
