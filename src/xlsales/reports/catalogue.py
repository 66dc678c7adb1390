"""Which report page serves which row of the catalogue: told beside the page, gathered here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules


@dataclass(frozen=True, slots=True)
class Serves:
    """A page and the rows that it serves; a module of pages lists them as ``CATALOGUE``.

    Attributes:
        report: Name of the report.
        page: Name of the page in English; blank for all of the report, or an option such as ``--archive``.
        rows: Ids of the catalogue.
    """

    report: str
    page: str
    rows: tuple[str, ...]

    def __str__(self) -> str:
        return f"report {self.report}: {self.page}" if self.page else f"report {self.report}"


def served_pages() -> Iterator[Serves]:
    """Go through what every module of this room says that its pages serve."""
    package = import_module("xlsales.reports")
    for module in sorted(iter_modules(package.__path__), key=lambda one: one.name):
        yield from getattr(import_module(f"xlsales.reports.{module.name}"), "CATALOGUE", ())
