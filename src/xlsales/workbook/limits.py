"""What a workbook may ask of the machine before it counts as hostile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds that are checked before memory is spent; sizes in bytes.

    Attributes:
        entries: Files inside the workbook.
        part: Size of one part after inflating.
        total: Size of all parts after inflating.
        ratio: How often a part may grow when inflated, once it is past ``ratio_from``.
        ratio_from: Size below which the growth is no matter.
        small_part: Size of a part that is held as a tree (workbook, tables, metadata).
        token: Size of one tag or one comment.
        text: Size of the text of one cell or one name.
        row: Size of one row that is to be changed.
        depth: Nesting of elements in a part that is held as a tree.
        cells: Cells with a value or a formula on one sheet.
    """

    entries: int = 20_000
    part: int = 2048 * MEBIBYTE
    total: int = 4096 * MEBIBYTE
    ratio: int = 250
    ratio_from: int = 32 * MEBIBYTE
    small_part: int = 64 * MEBIBYTE
    token: int = 4 * MEBIBYTE
    text: int = 4 * MEBIBYTE
    row: int = 16 * MEBIBYTE
    depth: int = 256
    cells: int = 30_000_000


DEFAULT_LIMITS: Final = Limits()
