"""A workbook for another host: our calls spelled as that host writes them, nothing else touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from xlsales.formula.spelling import Style, respell, respellings
from xlsales.hosts.calc_texts import unequal_texts
from xlsales.kernel.issues import Issue, raise_if_any
from xlsales.workbook.formula_texts import FormulaChange, rewrite_formulas
from xlsales.workbook.package import Package
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.part_saving import write_parts
from xlsales.workbook.patch import WriteReport

HostName: TypeAlias = Literal["desktop", "lite", "libreoffice"]

#: How each host writes our calls into a file.
STYLES: Final[dict[HostName, Style]] = {
    "desktop": "underscore",
    "lite": "xldudf",
    "libreoffice": "dot",
}
#: Characters of a formula that Excel opens.
LONGEST: Final = 8_192
_OURS: Final = re.compile(rb"xlsales[._]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What was converted.

    Attributes:
        changes: Every formula that is spelled differently now.
        links_left: Parts that link to other workbooks; one may be the add-in that no call names any more.
        written: What was written.
        issues: CONVERT-002 calls whose texts the host compares otherwise.
    """

    changes: tuple[FormulaChange, ...]
    links_left: tuple[str, ...]
    written: WriteReport
    issues: tuple[Issue, ...] = ()


def convert(package: Package, host: HostName, destination: Path, *, allow_signed: bool = False) -> Conversion:
    """Write the workbook with our calls as a host spells them.

    Cells, defined names, conditional formats, validation and table columns are rewritten; saved results
    and everything else stay byte for byte.

    Args:
        package: The open workbook.
        host: Where it shall be used.
        destination: A new file.
        allow_signed: Write a signed workbook although its signature breaks.

    Raises:
        InvalidInputError: CONVERT-001 a formula would become longer than Excel takes.
        RefusedFileError: WB-007, WB-020 to WB-031; nothing is written then.
    """
    style = STYLES[host]
    parts = PartEdits(package)
    changes = rewrite_formulas(parts, _OURS, lambda text: respellings(text, style))
    raise_if_any(_too_long(changes))
    report = write_parts(
        parts, destination, same_formulas=lambda text: respell(text, "dot"), allow_signed=allow_signed
    )
    issues = tuple(unequal_texts(changes, package.sheets)) if host == "libreoffice" else ()
    return Conversion(tuple(changes), _links_left(package, changes), report, issues)


def _too_long(changes: list[FormulaChange]) -> Iterator[Issue]:
    for change in changes:
        if len(change.after) > LONGEST >= len(change.before):
            yield Issue(
                "CONVERT-001",
                change.where or change.part,
                f"{len(change.after)} characters once its calls are respelled",
                f"at most {LONGEST}",
                "Split the formula over two cells, then convert again.",
            )


def _links_left(package: Package, changes: list[FormulaChange]) -> tuple[str, ...]:
    """Return the links to other workbooks, where a call was freed from one."""
    if not any(_names_a_workbook(change.before) for change in changes):
        return ()
    return tuple(link.target for link in package.workbook_links if link.kind == "externalLink")


def _names_a_workbook(text: str) -> bool:
    """Tell whether a call of ours stands behind another workbook, as in ``[1]!XLSALES_SPLIT(``."""
    return any("!" in text[start:end] for start, end, _ in respellings(text, "dot"))
