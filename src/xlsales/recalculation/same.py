"""Whether two arguments or results are the same: by value and by type, so that 1 is not TRUE."""

from __future__ import annotations

from xlsales.kernel.blocks import Block


def same_arguments(left: tuple[object, ...], right: tuple[object, ...]) -> bool:
    """Tell whether two calls are given the same.

    Examples:
        >>> same_arguments((1, Block(((2.0,),))), (1, Block(((2.0,),)))), same_arguments((1,), (True,))
        (True, False)
    """
    return left == right and all(map(_alike, left, right))


def same_rows(left: tuple[tuple[object, ...], ...] | None, right: tuple[tuple[object, ...], ...]) -> bool:
    """Tell whether two results are the same.

    Examples:
        >>> same_rows(((1,),), ((1,),)), same_rows(((1,),), ((True,),)), same_rows(None, ((1,),))
        (True, False, False)
    """
    return left is not None and left == right and _alike(left, right)


def _alike(left: object, right: object) -> bool:
    """Tell whether two equal values have the same types all through."""
    if left is right:
        return True
    if isinstance(left, Block) and isinstance(right, Block):
        return _alike(left.rows, right.rows)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return all(map(_alike, left, right))
    return type(left) is type(right)
