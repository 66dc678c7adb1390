"""Why a file was left alone: every refusal of this room, each with its stable code."""

from __future__ import annotations

from typing import Final

from xlsales.kernel.issues import Issue, RefusedFileError

#: Codes and what they stand for; the texts are told where the problem is found.
CODES: Final = {
    "WB-001": "no such file, or it cannot be read",
    "WB-002": "a password is needed",
    "WB-003": "another kind of file",
    "WB-004": "the container is damaged",
    "WB-005": "the container is hostile",
    "WB-006": "too large, or it grows too much",
    "WB-007": "a part is damaged",
    "WB-008": "a part declares a document type",
    "WB-009": "a part is no well-formed XML",
    "WB-010": "a part that every workbook has is missing",
    "WB-011": "no such sheet",
    "WB-012": "an address outside the sheet",
    "WB-013": "more than a sheet can hold",
    "WB-020": "digitally signed",
    "WB-021": "open elsewhere",
    "WB-022": "changed since it was read",
    "WB-023": "the destination is the workbook itself",
    "WB-024": "no such cell",
    "WB-025": "no formula in the cell",
    "WB-026": "a formula in the cell",
    "WB-027": "part of an array",
    "WB-028": "rows or cells out of order",
    "WB-029": "encrypted workbooks are read only",
    "WB-030": "the written file failed the check",
    "WB-031": "the file could not be written",
    "WB-032": "a table header",
    "WB-033": "the first cell of a shared formula",
    "WB-034": "two patches for one cell",
    "WB-035": "no array formula in the cell",
    "WB-036": "a sheet that others stand behind",
    "WB-037": "the rows of a table could not be found",
}


def refusal(code: str, where: str, got: str, expected: str, fix: str) -> RefusedFileError:
    """Return the error to raise; ``code`` must be one of ``CODES``.

    Examples:
        >>> str(refusal("WB-011", "plan.xlsx", "'Plan'", "one of 'Data'", "Name a sheet of the workbook."))
        "WB-011 at plan.xlsx: got 'Plan', expected one of 'Data'. Name a sheet of the workbook."
    """
    if code not in CODES:
        raise KeyError(code)
    return RefusedFileError(Issue(code, where, got, expected, fix))
