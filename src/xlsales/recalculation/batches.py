"""Calls of one kind made as one: a column of ten thousand calls is one broadcast call.

A call with a column of amounts gives in each row what a call with that amount alone gives; the
functions room promises it. So the calls of a column that differ in single cells only are made
together, in the quicker way for large blocks. Whatever is special is left to a call by itself: a blank,
an error, anything that a function has to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from xlsales.functions import Argument, CellFunction, call_function, find_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.dates import DateSystem
from xlsales.kernel.values import CellError
from xlsales.recalculation.calls import Rows

#: Fewer calls are not worth gathering.
FEWEST: Final = 32

#: The most calls made at once.
_MOST: Final = 4_096
#: After so many times in a row that a function had something to say, the others are left alone too.
_PATIENCE: Final = 2
_VARIES: Final = "varies"
_SAME: Final = "same"

Arguments: TypeAlias = tuple[object, ...]
_Kind: TypeAlias = tuple[tuple[str, object], ...]


class Ready(NamedTuple):
    """A call that could be made.

    Attributes:
        key: Tells it from other calls.
        function: Plain name.
        arguments: What it would be given.
    """

    key: int
    function: str
    arguments: Arguments


@dataclass(frozen=True, slots=True)
class Made:
    """The result of a call that was made with others."""

    arguments: Arguments
    rows: Rows


def make_together(calls: Iterable[Ready], system: DateSystem) -> dict[int, Made]:
    """Make calls that differ in single cells only as one.

    Args:
        calls: Any calls; blocks that are the same object are taken for equal.
        system: Date system of the workbook.

    Returns:
        Results by key, each the very one that the call by itself has. Calls that must be made by
        themselves are missing.

    Examples:
        >>> table = Block(((0, 0.05), (100, 0.1)))
        >>> calls = [Ready(n, "COMMISSION", (float(n), table)) for n in range(200)]
        >>> make_together(calls, 1900)[150].rows
        ((10.0,),)
    """
    groups: dict[tuple[str, _Kind], list[Ready]] = defaultdict(list)
    for call in calls:
        kind = _kind(find_function(call.function), call.arguments)
        if kind is not None:
            groups[call.function, kind].append(call)
    made: dict[int, Made] = {}
    for (name, kind), group in groups.items():
        if len(group) >= FEWEST:
            varying = [i for i, (how, _) in enumerate(kind) if how == _VARIES]
            made.update(_made(find_function(name), group, varying, system))
    return made


def _kind(function: CellFunction, arguments: Arguments) -> _Kind | None:
    """Return what calls have in common that can be made together, ``None`` for one that must stand alone."""
    if function.header or len(arguments) > len(function.arguments):
        return None
    kinds = [_how(spec, given) for spec, given in zip(function.arguments, arguments, strict=False)]
    known = tuple(kind for kind in kinds if kind is not None)
    return known if len(known) == len(kinds) and any(how == _VARIES for how, _ in known) else None


def _how(spec: Argument, given: object) -> tuple[str, object] | None:
    """Tell whether an argument may vary among calls made together, or what it must be."""
    if given is None:
        return _SAME, None
    if isinstance(given, Block):
        if spec.kind.spread == "whole":
            return _SAME, id(given)
        fits = spec.kind.spread == "row" and given.height == 1 and not any(map(_is_special, given.cells()))
        return (_VARIES, given.width) if fits else None
    if isinstance(given, tuple):
        return (_SAME, repr(given)) if spec.kind.spread == "whole" else None
    if spec.kind.spread == "whole":
        return _SAME, (type(given), given)
    return None if _is_special(given) else (_VARIES, 1)


def _is_special(value: object) -> bool:
    return value is None or value == "" or isinstance(value, CellError)


def _made(
    function: CellFunction, group: Sequence[Ready], varying: Sequence[int], system: DateSystem
) -> Iterator[tuple[int, Made]]:
    """Make calls, so many at a time; where a function has something to say, none of these."""
    start, size, said = 0, FEWEST, 0
    while start < len(group) and said < _PATIENCE:
        part = group[start : start + size]
        outcome = call_function(function.name, _columns(part, varying), system)
        if outcome.issues or len(outcome.rows) != len(part):
            said += 1
        else:
            said = 0
            for call, row in zip(part, outcome.rows, strict=True):
                if len(row) == function.width and not any(isinstance(value, CellError) for value in row):
                    yield call.key, Made(call.arguments, (row,))
        start, size = start + size, _MOST


def _columns(calls: Sequence[Ready], varying: Sequence[int]) -> list[object]:
    """Return the arguments of all calls: columns where they vary."""
    arguments = list(calls[0].arguments)
    for i in varying:
        given = [call.arguments[i] for call in calls]
        arguments[i] = Block(tuple(one.rows[0] if isinstance(one, Block) else (one,) for one in given))
    return arguments
