"""Taking our calls out of a formula, so that any engine can calculate the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from xlsales.formula import problems as told
from xlsales.formula.contained import self_contained
from xlsales.formula.context import BookNames, Place
from xlsales.formula.faults import FormulaError
from xlsales.formula.ours import OurCall, mentions_us, our_calls, our_function
from xlsales.formula.parser import parse
from xlsales.formula.tree import Call, Parenthesis
from xlsales.kernel.issues import Issue

#: Texts in quotes, sheets in quotes and table columns may hold anything; elsewhere two braces never meet.
_PLACEHOLDER = re.compile(
    r"\"(?:[^\"]|\"\")*+\"|'(?:[^']|'')*+'!|\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*+\])*+\]|\{\{([0-9]+)\}\}"
)


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


def lift(text: str, place: Place, book: BookNames, *, plain: bool = False) -> LiftedFormula:
    """Make a formula self-contained and replace each call of ours by a placeholder.

    A call that needs a parameter of LAMBDA, MAP and the like cannot be made on its own: it stays in the text
    and is reported. Arguments are as in ``self_contained``.

    Examples:
        >>> from xlsales.kernel.grid import Cell
        >>> lifted = lift("SUM(XLSALES.SPLIT(A1,{1;2}))*2", Place("Plan", Cell(1, 2)), BookNames(("Plan",)))
        >>> lifted.text, lifted.calls[0].function, lifted.calls[0].arguments
        ('SUM({{0}})*2', 'SPLIT', ('Plan!A1', '{1;2}'))
    """
    contained = self_contained(text, place, book, plain=plain)
    if not mentions_us(contained.text):
        return LiftedFormula(contained.text, (), False, contained.problems)
    try:
        tree = parse(contained.text)
    except FormulaError as error:
        return LiftedFormula(contained.text, (), False, (*contained.problems, *error.issues))
    while isinstance(tree, Parenthesis):
        tree = tree.operand
    lifting = _Lifting(contained.text)
    for call in our_calls(tree):
        lifting.take(call)
    whole = isinstance(tree, Call) and our_function(tree.written) is not None
    start, end = (tree.start, tree.end) if whole else (0, len(contained.text))
    lifted_text = lifting.text_between(start, end, lifting.taken)
    problems = dict.fromkeys((*contained.problems, *lifting.problems))
    return LiftedFormula(lifted_text, tuple(lifting.calls), whole, tuple(problems))


def fill(lifted_text: str, replacement: Callable[[int], str]) -> str:
    """Put something, such as the address of a result, in the place of each placeholder.

    Examples:
        >>> fill('SUM({{0}})&"{{0}}"', lambda index: f"scratch!A{index + 1}")
        'SUM(scratch!A1)&"{{0}}"'
    """
    return _PLACEHOLDER.sub(lambda found: replacement(int(found[1])) if found[1] else found[0], lifted_text)


def placeholder(index: int) -> str:
    """Return what stands in a lifted text for the call of that number."""
    return "{{" + str(index) + "}}"


class _Taken(NamedTuple):
    """Where a call stood, and its number."""

    start: int
    end: int
    number: int


@dataclass
class _Lifting:
    """Calls taken out so far, and the spans that they leave, outermost only, in the order of the text."""

    text: str
    calls: list[LiftedCall] = field(default_factory=list)
    taken: list[_Taken] = field(default_factory=list)
    problems: list[Issue] = field(default_factory=list)
    known: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)

    def take(self, call: OurCall) -> None:
        if call.inside_lambda:
            self.problems.append(told.inside_lambda(self.text[call.start : call.end]))
            return
        nested: list[_Taken] = []
        while self.taken and self.taken[-1].start >= call.start:
            nested.insert(0, self.taken.pop())
        arguments = tuple(self.text_between(each.start, each.end, nested) for each in call.arguments)
        uses = tuple(sorted({each.number for each in nested}))
        self.taken.append(_Taken(call.start, call.end, self._index(call.function, arguments, uses)))

    def _index(self, function: str, arguments: tuple[str, ...], uses: tuple[int, ...]) -> int:
        index = self.known.setdefault((function, arguments), len(self.calls))
        if index == len(self.calls):
            self.calls.append(LiftedCall(index, function, arguments, uses))
        return index

    def text_between(self, start: int, end: int, taken: list[_Taken]) -> str:
        pieces: list[str] = []
        for each in taken:
            if start <= each.start and each.end <= end:
                pieces += (self.text[start : each.start], placeholder(each.number))
                start = each.end
        pieces.append(self.text[start:end])
        return "".join(pieces)
