"""The blank forms of the sales summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from xlsales.kernel.words import Language
from xlsales.reports.forms import Form, write_forms
from xlsales.tables import summary_specs as specs
from xlsales.tables.report_settings import FIELDS
from xlsales.tables.summary_tables import SIDE

#: Settings of all reports that the summary reads; its own come with them.
_GENERAL: Final = (
    "company",
    "version",
    "currency",
    "prepared_by",
    "reviewed_by",
    "approved_by",
    "period_start",
    "period_end",
)
_TITLES: Final[dict[Language, str]] = {"en": "Sales summary: forms", "zh": "销售总结：填报表格"}


def summary_forms(rows: Mapping[str, Sequence[Mapping[str, object]]] | None = None) -> tuple[Form, ...]:
    """Return the tables of a summary.

    Args:
        rows: Rows to fill in, by the name of the table; all are blank unless given.
    """
    given = rows or {}
    others = {field.name for field in FIELDS} - set(_GENERAL)
    settings = tuple(field for field in specs.SETTING_FIELDS if field.name not in others)
    return (
        Form(specs.SETTINGS, "Settings", settings, given.get(specs.SETTINGS.name, ())),
        Form(specs.LEDGER, "Sales", rows=given.get(specs.LEDGER.name, ())),
        *(Form(spec, feeds, rows=given.get(spec.name, ())) for spec, _, feeds in SIDE),
    )


def write_blank(path: Path, language: Language) -> None:
    """Write the blank forms to a new workbook.

    Raises:
        OSError: The file cannot be written.
    """
    write_forms(summary_forms(), path, _TITLES[language], language)
