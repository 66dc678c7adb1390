"""Calls whose texts Calc holds for unequal to every other text, found before a workbook goes there.

Calc enters the texts of a block that a function of an extension returns not into its table of texts, and
compares texts by their place in it. A block of texts alone would be entered, but then it could hold no
number and no error value; so the formula has to join its text with nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from xlsales.formula.spelling import respellings
from xlsales.kernel.issues import Issue
from xlsales.workbook.formula_texts import FormulaChange
from xlsales.workbook.model import Sheet

#: Functions whose results are, or hold, texts that workbooks compare.
TEXT_RESULTS: Final = frozenset(
    {
        "ABC",
        "AGEING",
        "BALANCE",
        "BANDS",
        "BANT",
        "CONCENTRATION",
        "FIT",
        "GRADE",
        "GRADE_WHY",
        "MIGRATION",
        "PACE",
        "PIPELINE",
        "PORTFOLIO",
        "REGRADE",
        "RFM",
        "RFM_SEGMENT",
        "SCORE_WHY",
        "STATUS",
        "TARGET_CHECK",
        "TIERS_CHECK",
    }
)
_JOINED: Final = '&""'
_NAMESPACE: Final = "XLSALES."


def unequal_texts(changes: Iterable[FormulaChange], sheets: Iterable[Sheet]) -> Iterator[Issue]:
    """Yield CONVERT-002 for each formula that calls such a function and does not join its text."""
    names = {sheet.part: sheet.name for sheet in sheets}
    for change in changes:
        calls = (respelling.text for respelling in respellings(change.before, "dot"))
        found = sorted({call.removeprefix(_NAMESPACE).rstrip("(") for call in calls} & TEXT_RESULTS)
        if found and _JOINED not in change.after.replace(" ", ""):
            yield Issue(
                "CONVERT-002",
                "!".join(part for part in (names.get(change.part, change.part), change.where) if part),
                f"a text of {', '.join(found)}, which Calc holds for unequal to every other text",
                f"the text joined with nothing: {_NAMESPACE}{found[0]}(…){_JOINED}",
                "Where it is compared or looked up in Calc, join it; where it is only read, leave it.",
                severity="note",
            )
