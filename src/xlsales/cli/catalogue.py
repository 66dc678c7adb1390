"""What does each row of the catalogue: cell functions and report pages, told beside themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: Areas of the catalogue: what they are about, and how many rows they have.
AREAS: Final[dict[str, tuple[str, str, int]]] = {
    "PL": ("Planning and target decomposition", "计划与目标分解", 17),
    "FC": ("Forecasting", "预测", 4),
    "AP": ("Performance appraisal", "绩效考核", 12),
    "IN": ("Incentives, rewards, penalties", "激励与奖惩", 11),
    "CG": ("Customer grading and relationship", "客户分级与关系", 17),
    "LD": ("Leads, BANT, pipeline", "线索与销售漏斗", 11),
    "CR": ("Credit and risk", "信用与风险", 6),
    "RP": ("Summary reporting", "总结报告", 12),
    "PR": ("Price and quoting", "价格与报价", 8),
    "OR": ("Organisation and roll-up", "组织与汇总", 6),
    "FU": ("Follow-up and visit compliance", "跟进与拜访", 6),
    "IF": ("Information feedback", "信息反馈", 7),
}


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A row of the catalogue.

    Attributes:
        id: Its stable id, such as ``RP1``.
        functions: Cell functions that serve it.
        pages: Pages of reports that do.
    """

    id: str
    functions: tuple[str, ...]
    pages: tuple[str, ...]

    @property
    def is_served(self) -> bool:
        """Tell whether anything does it."""
        return bool(self.functions or self.pages)

    @property
    def area(self) -> str:
        """The letters before its number."""
        return self.id.rstrip("0123456789")


def catalogue_rows() -> tuple[CatalogueRow, ...]:
    """Return every row of the catalogue, served or not, in its order."""
    from xlsales.functions import all_functions
    from xlsales.reports.catalogue import served_pages

    functions: dict[str, list[str]] = {}
    for function in all_functions():
        for row in function.catalogue:
            functions.setdefault(row, []).append(function.name)
    pages: dict[str, list[str]] = {}
    for page in served_pages():
        for row in page.rows:
            pages.setdefault(row, []).append(str(page))
    return tuple(
        CatalogueRow(row, tuple(functions.get(row, ())), tuple(pages.get(row, ()))) for row in _ids()
    )


def catalogue_text() -> str:
    """Return the rows as text: one line each, those that nothing serves said as such."""
    rows = catalogue_rows()
    lines = []
    for area, (english, chinese, _) in AREAS.items():
        lines.append(f"\n{english} {chinese}")
        for row in rows:
            if row.area == area:
                done_by = "; ".join(part for part in (", ".join(row.functions), "; ".join(row.pages)) if part)
                lines.append(f"  {row.id:<5} {done_by or 'not yet served'}")
    served = sum(row.is_served for row in rows)
    return "\n".join((*lines, f"\n{served} of {len(rows)} rows of the catalogue are served."))


def catalogue_markdown() -> str:
    """Return the rows as a document of their own."""
    rows = catalogue_rows()
    lines = [
        "# What does each row of the catalogue",
        "",
        "Written by `.ci/references` from what functions and pages say of themselves; a test keeps it so.",
        "Functions are cell functions, pages those of `xlsales report NAME`.",
    ]
    for area, (english, chinese, _) in AREAS.items():
        lines += ["", f"## {english} {chinese}", "", "| row | functions | pages |", "|---|---|---|"]
        lines += [_line(row) for row in rows if row.area == area]
    served = sum(row.is_served for row in rows)
    return "\n".join((*lines, "", f"{served} of {len(rows)} rows are served."))


def _line(row: CatalogueRow) -> str:
    functions = ", ".join(f"[{name}](functions.md#{name.lower()})" for name in row.functions)
    pages = "; ".join(page.removeprefix("report ") for page in row.pages)
    return f"| {row.id} | {functions} | {pages if row.is_served else 'not yet served'} |"


def _ids() -> Iterator[str]:
    for area, (_, _, count) in AREAS.items():
        yield from (f"{area}{number}" for number in range(1, count + 1))
