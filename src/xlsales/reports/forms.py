"""Blank forms: a workbook with every table that a report reads, each column checked as it is typed (RP7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xlsales.kernel.words import Language
from xlsales.reports.forms_words import KIND_HELP, form_words
from xlsales.reports.whole_file import whole_file
from xlsales.reports.xlsx import FONTS
from xlsales.reports.xlsx_formats import Formats
from xlsales.reports.xlsx_measures import lines_of, text_length
from xlsales.tables.specs import FieldSpec, TableSpec

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped, unused-ignore]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped, unused-ignore]

#: Empty rows of a table, and rows that are checked as they are typed.
_EMPTY, _CHECKED = 15, 5_000
_CREATED: Final = datetime(2000, 1, 1)
#: A list of words in a check may be so long.
_LONGEST_LIST: Final = 255


@dataclass(frozen=True, slots=True)
class Form:
    """A table to fill in.

    Attributes:
        spec: The table.
        feeds: What it is for, a label in English.
        settings: Names that a table of settings takes; none for other tables.
        rows: Rows that are filled in, by our names of the columns.
    """

    spec: TableSpec
    feeds: str
    settings: tuple[FieldSpec, ...] = ()
    rows: Sequence[Mapping[str, object]] = ()


def write_forms(forms: Sequence[Form], path: Path, title: str, language: Language = "en") -> None:
    """Write the forms to a new workbook, whole or not at all; filled in, it is read as it is.

    Args:
        forms: The tables, one sheet each.
        path: File to write.
        title: Title of the first sheet, which says what each table is for.
        language: Of headings, words and help.

    Raises:
        OSError: The file cannot be written.
    """
    import xlsxwriter

    options = {"default_date_format": "yyyy-mm-dd"}
    with whole_file(path) as scratch, xlsxwriter.Workbook(str(scratch), options) as workbook:
        workbook.set_properties({"title": title, "created": _CREATED})
        formats = Formats(workbook, FONTS[language], language, 1)
        writer = _FormWriter(workbook, formats, language)
        writer.guide(forms, title)
        for form in forms:
            writer.form(form)


def named(spec: TableSpec | FieldSpec, language: Language) -> str:
    """Return what a table or a column is called in a language.

    Examples:
        >>> from xlsales.tables.summary_specs import STAFF
        >>> named(STAFF, "en"), named(STAFF, "zh"), named(STAFF.fields[1], "zh")
        ('staff', '人员名单', '入职日期')
    """
    chinese = next((word for word in spec.words if not word.isascii()), spec.name)
    return chinese if language == "zh" else spec.name


class _FormWriter:
    def __init__(self, workbook: Workbook, formats: Formats, language: Language) -> None:
        self._workbook = workbook
        self._formats = formats
        self._language = language
        self._say = form_words(language)

    def guide(self, forms: Sequence[Form], title: str) -> None:
        """Write the first sheet: each table, what it is for, and its columns."""
        sheet = self._workbook.add_worksheet(self._say("Guide"))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for at, width in enumerate((24, 26, 90)):
            sheet.set_column(at, at, width)
        sheet.write_string(0, 0, title, self._formats.style("title"))
        sheet.write_string(1, 0, self._say("Fill in what you have"), self._formats.style("subtitle"))
        for at, heading in enumerate(("Sheet", "What it is for", "Columns")):
            sheet.write_string(3, at, self._say(heading), self._formats.style("header"))
        for row, form in enumerate(forms, start=4):
            name = named(form.spec, self._language)
            columns = ", ".join(
                named(one, self._language) + ("*" if one.required else "") for one in form.spec.fields
            )
            style = self._formats.cell("text", "plain", link=True)
            sheet.write_url(row, 0, f"internal:'{name}'!A1", style, string=name)
            sheet.write_string(row, 1, self._say(form.feeds), self._formats.cell("long", "plain"))
            sheet.write_string(row, 2, columns, self._formats.cell("long", "plain"))
            sheet.set_row(row, 15 * lines_of(columns, 90))
        sheet.freeze_panes(4, 1)
        sheet.repeat_rows(3)

    def form(self, form: Form) -> None:
        """Write one table as a sheet of its name."""
        name = named(form.spec, self._language)
        sheet = self._workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        rows = self._rows(form)
        last = max(len(rows), 1) if form.settings else len(rows) + _EMPTY
        columns = [
            {"header": named(one, self._language), "header_format": self._formats.style("header")}
            for one in form.spec.fields
        ]
        options = {"name": name.replace(" ", "_"), "columns": columns, "style": "Table Style Light 1"}
        sheet.add_table(0, 0, last, len(columns) - 1, options)
        for at, field in enumerate(form.spec.fields):
            values = [row.get(field.name) for row in rows]
            self._column(sheet, at, field, values, last)
        if form.settings:
            self._check_settings(sheet, form)

    def _rows(self, form: Form) -> list[Mapping[str, object]]:
        """Return the rows that are filled in; settings are all named, with the values that are given."""
        if not form.settings:
            return list(form.rows)
        given = {str(row["setting"]): row.get("value") for row in form.rows}
        return [
            {"setting": named(one, self._language), "value": given.get(one.name)} for one in form.settings
        ]

    def _column(
        self, sheet: Worksheet, at: int, field: FieldSpec, values: Sequence[object], last: int
    ) -> None:
        longest = max((text_length(value) for value in values if value is not None), default=0)
        heading = named(field, self._language)
        is_day = field.kind == "day"
        width = max(12, text_length(heading) + 4, min(longest + 2, 48))
        sheet.set_column(at, at, width, self._formats.plain_day() if is_day else None)
        needed = self._say("needed") if field.required else self._say("may stay blank")
        sheet.write_comment(0, at, f"{KIND_HELP[self._language][field.kind]} {needed}", {"x_scale": 1.5})
        check = _check_of(field, self._language)
        if check is not None:
            sheet.data_validation(1, at, _CHECKED, at, check | {"error_title": heading})
        for row in range(1, last + 1):
            value = values[row - 1] if row <= len(values) else None
            style = self._formats.typed(is_day=is_day or isinstance(value, date))
            if isinstance(value, date):
                sheet.write_datetime(row, at, value, style)
            elif isinstance(value, (int, float)):
                sheet.write_number(row, at, value, style)
            elif value is None:
                sheet.write_blank(row, at, None, style)
            else:
                sheet.write_string(row, at, str(value), style)

    def _check_settings(self, sheet: Worksheet, form: Form) -> None:
        """Check the value of each setting by its own kind."""
        for row, one in enumerate(form.settings, start=1):
            check = _check_of(one, self._language)
            if check is not None:
                sheet.data_validation(row, 1, row, 1, check)


def _check_of(field: FieldSpec, language: Language) -> dict[str, Any] | None:
    """Return how a column is checked as it is typed."""
    checks: dict[str, dict[str, Any]] = {
        "number": {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15},
        "whole": {"validate": "integer", "criteria": "between", "minimum": -1_000_000, "maximum": 1_000_000},
        "day": {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1990, 1, 1),
            "maximum": date(2199, 12, 31),
        },
        "flag": {"validate": "list", "source": ["是", "否"] if language == "zh" else ["yes", "no"]},
    }
    found = checks.get(field.kind)
    if field.kind == "choice":
        words = [chinese if language == "zh" else english for english, chinese in field.options]
        if sum(len(word) + 1 for word in words) <= _LONGEST_LIST:
            found = {"validate": "list", "source": words}
    if found is None:
        return None
    return found | {"ignore_blank": True, "error_message": KIND_HELP[language][field.kind]}
