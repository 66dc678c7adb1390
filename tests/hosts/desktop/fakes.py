"""An open book, a person and a registry that are not there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlsales.hosts.buttons.open_book import Cancelled
from xlsales.hosts.buttons.pages import Page
from xlsales.hosts.desktop.excel_book import BookFormula, Respelled


@dataclass
class FakeBook:
    """Keeps what a button does to it."""

    file: Path = Path("Plan.xlsx")
    saved: bool = True
    cells: dict[tuple[str, int, int], str] = field(default_factory=dict)
    protected: set[str] = field(default_factory=set)
    sheets: list[Page] = field(default_factory=list)
    books: list[tuple[Page, ...]] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def folder(self) -> Path | None:
        return self.file.parent if self.saved else None

    def formulas(self) -> Iterator[BookFormula]:
        for (sheet, row, column), text in list(self.cells.items()):
            yield BookFormula(sheet, row, column, text)

    def respell(self, formula: BookFormula, text: str) -> Respelled:
        if formula.sheet in self.protected:
            return "refused"
        self.cells[formula.sheet, formula.row, formula.column] = text
        return "written"

    def copy_to(self, folder: Path) -> Path:
        return Path(shutil.copy(self.file, folder / self.file.name))

    def add_sheet(self, page: Page) -> None:
        self.sheets.append(page)

    def new_book(self, pages: Sequence[Page]) -> None:
        self.books.append(tuple(pages))

    def open_file(self, path: Path) -> None:
        self.opened.append(path)


@dataclass
class FakePerson:
    """Hears everything, and stops a job after so many words."""

    patience: int = 1000
    heard: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def tell(self, text: str) -> None:
        self.heard.append(text)
        if len(self.heard) > self.patience:
            raise Cancelled

    def done(self, text: str) -> None:
        self.answers.append(text)


@dataclass
class FakeRegistry:
    """Keys and their values in a dictionary."""

    content: dict[str, dict[str, str | int | bytes]] = field(default_factory=dict)

    def values(self, key: str) -> Mapping[str, str | int | bytes]:
        return dict(self.content.get(key, {}))

    def keys(self, key: str) -> tuple[str, ...]:
        below = f"{key}\\"
        return tuple(
            dict.fromkeys(
                name.removeprefix(below).split("\\")[0] for name in self.content if name.startswith(below)
            )
        )

    def delete_value(self, key: str, name: str) -> None:
        del self.content[key][name]
