"""A parsed formula: small frozen nodes, each with its span in the text.

Trees of long sums are deep, so nothing here recurses: use ``walk`` and compare spans, not nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import get_annotations
from typing import ClassVar, NamedTuple, NoReturn, dataclass_transform

from xlsales.kernel.grid import Area


@dataclass_transform(frozen_default=True, eq_default=False)
class _Frozen:
    """What a frozen dataclass would give, without the 0.2 ms that each one costs at import.

    The annotations are the fields, in order, those of the parent first. Equal only to itself.
    """

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls._fields = (*cls._fields, *get_annotations(cls))

    def __init__(self, *values: object) -> None:
        self.__dict__.update(zip(self._fields, values, strict=True))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} cannot be changed")


class Node(_Frozen):
    """Any part of a formula; shows itself by its span, because trees can be deep.

    Attributes:
        start: Offset of its first character in the text.
        end: Offset behind its last character.
    """

    start: int
    end: int

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.start}, {self.end})"

    @property
    def children(self) -> tuple[Node, ...]:
        """The parts of this node, in the order of the text."""
        return ()


class Number(Node):
    """A number; inside an array constant it carries its sign."""

    value: int | float


class Text(Node):
    """A text in quotes; ``value`` is what the quotes enclose, ``""`` read as one quote."""

    value: str


class Logical(Node):
    """TRUE or FALSE without brackets."""

    value: bool


class ErrorValue(Node):
    """An error value such as ``#N/A``, upper-case."""

    code: str


class Array(Node):
    """An array constant: rows of numbers, texts, logicals and errors, all of one width."""

    rows: tuple[tuple[Number | Text | Logical | ErrorValue, ...], ...]


class Missing(Node):
    """An argument left empty, as the second in ``IF(A1,,2)``."""


class Fixed(NamedTuple):
    """Which edges of a reference are held by ``$`` (true for the ones that a whole row or column spans)."""

    top: bool
    left: bool
    bottom: bool
    right: bool


class Reference(Node):
    """A cell, a range, whole rows or whole columns, written out.

    Attributes:
        sheet: Sheet name without quotes, ``None`` for the formula's own sheet.
        last_sheet: Last sheet of a 3-D reference such as ``Jan:Dec!A1``.
        book: Another workbook: the number of ``[1]``, a file name or a path.
        area: The rectangle, in full height or width for whole columns or rows; ``None`` for ``Sheet1!#REF!``.
        fixed: Which edges are absolute.
        whole_columns: Written like ``A:C``.
        whole_rows: Written like ``1:3``.
    """

    sheet: str | None
    last_sheet: str | None
    book: str | None
    area: Area | None
    fixed: Fixed
    whole_columns: bool
    whole_rows: bool


class Name(Node):
    """A defined name, a LET name or a LAMBDA parameter, as written (``_xlpm.`` included)."""

    name: str
    sheet: str | None
    book: str | None


class TableReference(Node):
    """A structured reference.

    Attributes:
        table: Table name, ``None`` where the formula stands inside the table that it means.
        items: Lower-case items without ``#``: all, data, headers, totals, this row (also for ``@``).
        first_column: First or only column, unescaped; ``None`` for all columns.
        last_column: Last column of a range of columns; ``None`` for one.
        book: Another workbook, as in ``Reference``.
    """

    table: str | None
    items: tuple[str, ...]
    first_column: str | None
    last_column: str | None
    book: str | None

    @property
    def this_row(self) -> bool:
        """Whether only the formula's own row is meant."""
        return "this row" in self.items


class Call(Node):
    """A function called by name.

    Attributes:
        function: Upper-case name without ``_xlfn.`` and ``_xlws.``, with any workbook or sheet in front.
        arguments: Arguments, ``Missing`` where one is left empty; none for ``NOW()``.
        name_start: Offset of the name, prefix included.
        name_end: Offset behind the name, where the bracket stands.
        written: The name as it stands in the text.
    """

    function: str
    arguments: tuple[Node, ...]
    name_start: int
    name_end: int
    written: str

    @property
    def children(self) -> tuple[Node, ...]:
        """The arguments."""
        return self.arguments


class Invocation(Node):
    """A call of what a formula gives, as in ``LAMBDA(x,x+1)(2)``."""

    function: Node
    arguments: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        """What is called, then the arguments."""
        return (self.function, *self.arguments)


class _OneOperand(Node):
    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        """The operand."""
        return (self.operand,)


class Unary(_OneOperand):
    """A sign, ``+`` or ``-``, in front of its operand."""

    operator: str


class Percent(_OneOperand):
    """An operand followed by ``%``."""


class Parenthesis(_OneOperand):
    """Something in brackets of its own."""


class SpillReference(_OneOperand):
    """A spilled range by its anchor: ``A1#`` or ``ANCHORARRAY(A1)``."""


class ImplicitIntersection(_OneOperand):
    """One value out of many: ``@A1:A9`` or ``SINGLE(A1:A9)``."""


class _TwoOperands(Node):
    left: Node
    right: Node

    @property
    def children(self) -> tuple[Node, ...]:
        """Left and right operand."""
        return (self.left, self.right)


class Binary(_TwoOperands):
    """An arithmetic operator, a comparison or ``&``."""

    operator: str


class Union(_TwoOperands):
    """Two references joined by a comma."""


class Intersection(_TwoOperands):
    """Two references with a blank between them."""


class RangeOperator(_TwoOperands):
    """A colon that joins more than two plain addresses, as in ``A1:INDEX(B:B,3)``."""


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it, outer before inner, in the order of the text.

    Examples:
        >>> from xlsales.formula.parser import parse
        >>> [type(part).__name__ for part in walk(parse("SUM(A1,2)"))]
        ['Call', 'Reference', 'Number']
    """
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(current.children))
