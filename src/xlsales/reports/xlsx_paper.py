"""Where printed pages end, and which way the paper lies."""

from __future__ import annotations

from typing import Final

#: A paper of A4 lying, without margins, in pixels.
PAPER_WIDTH, _PAPER_HEIGHT = 1045, 630
#: The same paper upright.
_UPRIGHT_WIDTH, _UPRIGHT_HEIGHT = 715, 950
#: Printed smaller than this, letters are hard to read.
_SMALLEST: Final = 0.65
#: Long sheets up to this wide are printed upright.
_UPRIGHT_ROOM: Final = 1_020
#: Title, subtitle and the row below them stand on every page.
TITLE_HEIGHT: Final = 75
#: What takes no more than this part of a page is not cut; of longer things so many pixels stay together.
_KEPT_TOGETHER: Final = 0.95
_FIRST_LINES: Final = 200
#: So near to the end of a page it is not certain on which side of it something stands.
_DOUBT: Final = 160


class Paper:
    """Which way the paper lies, and where printed pages end, so that no chart and no small table is cut.

    Args:
        room: Width of the sheet in pixels; a wide one is printed smaller, and more of it fits a page.
        height: Height of all that stands on it.

    Attributes:
        is_upright: Long pages that are not too wide are printed upright.
        is_one: All of it is printed on one page, a little smaller where that is needed.
        breaks: Rows before which a new page begins.
        is_cut: What began last goes on on another page.
    """

    def __init__(self, room: int, height: int) -> None:
        self.breaks: list[int] = []
        self.is_cut = False
        lying, upright = (_scale_of_one(room, height, upright=way) for way in (False, True))
        fits = lying == min(1.0, PAPER_WIDTH / max(room, 1))
        self.is_one = fits or max(lying, upright) >= _SMALLEST
        long = room <= _UPRIGHT_ROOM and height > _capacity(room, upright=False)
        self.is_upright = upright > lying if self.is_one else long
        self._height = _capacity(room, upright=self.is_upright)
        self._used = TITLE_HEIGHT
        self._is_near_end = False

    def start(self, row: int, height: int, after: int = 0) -> None:
        """Begin something in a row that is so many pixels high; what fits a page is not cut.

        What belongs to it and comes ``after`` it, such as its charts, stays on its page if it can.

        Where pages end is not known to the pixel: after something long that ends near the end of a
        page, the next thing begins on a new one.
        """
        if self.is_one:
            return
        a_page = self._height - TITLE_HEIGHT
        if height + after <= a_page and self._used + height + after > self._height:
            self._begin_page(row)
        together = height if height <= _KEPT_TOGETHER * a_page else min(height, _FIRST_LINES)
        is_over = self._used + together > self._height
        if is_over or self._is_near_end:
            self._begin_page(row)
        self._used += height
        pages = max(0, self._used - TITLE_HEIGHT - 1) // a_page
        self._used -= pages * a_page
        self.is_cut = pages > 0
        self._is_near_end = pages > 0 and self._used - TITLE_HEIGHT < _DOUBT

    def _begin_page(self, row: int) -> None:
        if self._used > TITLE_HEIGHT:
            self.breaks.append(row)
            self._used = TITLE_HEIGHT
            self._is_near_end = False


def _capacity(room: int, *, upright: bool) -> int:
    """Return how many pixels of a sheet's height a page takes, once its width fits."""
    width, height = (_UPRIGHT_WIDTH, _UPRIGHT_HEIGHT) if upright else (PAPER_WIDTH, _PAPER_HEIGHT)
    return int(height / min(1.0, width / max(room, 1)))


def _scale_of_one(room: int, height: int, *, upright: bool) -> float:
    """Return how large a sheet is printed that is to fit one page."""
    width, most = (_UPRIGHT_WIDTH, _UPRIGHT_HEIGHT) if upright else (PAPER_WIDTH, _PAPER_HEIGHT)
    return min(1.0, width / max(room, 1), most / max(height, 1))
