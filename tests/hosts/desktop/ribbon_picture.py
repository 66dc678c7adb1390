"""Draw the ribbon from its XML as Excel would lay it out, to look at it.

``python tests/hosts/desktop/ribbon_picture.py ribbon.svg en`` writes a drawing; an icon of Office is
shown by its name, because its pictures are Office's.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from xlsales.hosts.desktop.ribbon import groups
from xlsales.hosts.desktop.ribbon_xml import NAMESPACE_2010, ribbon_xml
from xlsales.hosts.desktop.texts import text_rows

TAG = f"{{{NAMESPACE_2010}}}"
LARGE_WIDTH, SMALL_WIDTH, SMALL_HEIGHT, HEIGHT = 92, 128, 26, 118
SMALL_IN_A_COLUMN = 3


def ribbon_svg(language: str) -> str:
    """Return the tab as a drawing: groups side by side, small buttons three to a column."""
    words = {str(row[0]): str(row[2 if language == "zh" else 1]) for row in text_rows(groups())}
    tab = ElementTree.fromstring(ribbon_xml(groups())).find(f".//{TAG}tab")
    assert tab is not None
    x, shapes = 8, []
    for group in tab:
        drawn, width = _group(group, x, words)
        shapes += drawn
        x += width + 10
    title = _text(20, 18, words[tab.get("id") or ""], 13, "#217346", "start")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{x}" height="{HEIGHT + 40}">'
        f'<rect width="100%" height="100%" fill="#f3f2f1"/>{title}{"".join(shapes)}</svg>'
    )


def _group(group: ElementTree.Element, left: int, words: dict[str, str]) -> tuple[list[str], int]:
    shapes, x, small = [], left + 6, 0
    for control in group:
        label = words[control.get("id") or ""]
        if control.get("size") == "large":
            arrow = " ▾" if control.tag == f"{TAG}menu" else ""
            shapes += _large(x, label + arrow, control.get("imageMso") or "")
            x += LARGE_WIDTH
        else:
            row = small % SMALL_IN_A_COLUMN
            shapes += _small(x, 34 + row * SMALL_HEIGHT, label)
            small += 1
            x += SMALL_WIDTH if row == SMALL_IN_A_COLUMN - 1 else 0
    if small % SMALL_IN_A_COLUMN:
        x += SMALL_WIDTH
    width = x - left + 6
    frame = (
        f'<rect x="{left}" y="28" width="{width}" height="{HEIGHT}" fill="white" stroke="#d2d0ce" rx="4"/>'
    )
    name = _text(left + width // 2, HEIGHT + 20, words[group.get("id") or ""], 11, "#605e5c")
    return [frame, *shapes, name], width


def _large(x: int, label: str, image: str) -> Iterator[str]:
    yield f'<rect x="{x + 28}" y="36" width="36" height="36" fill="#dfe9e3" stroke="#217346" rx="4"/>'
    yield _text(x + LARGE_WIDTH // 2, 59, image[:2], 15, "#217346")
    for number, line in enumerate(_lines(label)):
        yield _text(x + LARGE_WIDTH // 2, 88 + 14 * number, line, 11, "#323130")


def _small(x: int, y: int, label: str) -> Iterator[str]:
    yield f'<rect x="{x + 4}" y="{y + 4}" width="16" height="16" fill="#dfe9e3" stroke="#217346" rx="2"/>'
    yield _text(x + 26, y + 17, label, 11, "#323130", "start")


def _lines(label: str) -> list[str]:
    """Break a label once, at the blank nearest to its middle, as Office does."""
    blanks = [i for i, sign in enumerate(label) if sign == " "]
    if len(label) <= 10 or not blanks:
        return [label]
    cut = min(blanks, key=lambda i: abs(i - len(label) / 2))
    return [label[:cut], label[cut + 1 :]]


def _text(x: int, y: int, text: str, size: int, fill: str, anchor: str = "middle") -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" '
        f'font-family="Noto Sans CJK SC, Segoe UI, sans-serif">{escape(text)}</text>'
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(ribbon_svg(sys.argv[2]), encoding="utf-8")
