"""Which report page serves which row of the catalogue: told beside the page, gathered here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Serves:
    """A page and the rows that it serves; a module of pages lists them as ``CATALOGUE``, in literals.

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
    """Go through what every module of this room says that its pages serve.

    The modules are read, not imported: a list of functions waits for none of the libraries of reports.
    """
    for path in sorted(Path(__file__).parent.glob("*.py")):
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.AnnAssign) and _name(statement.target) == "CATALOGUE":
                assert isinstance(statement.value, ast.Tuple)
                yield from map(_entry, statement.value.elts)


def _entry(node: ast.expr) -> Serves:
    assert isinstance(node, ast.Call)
    assert _name(node.func) == Serves.__name__
    return Serves(*map(ast.literal_eval, node.args))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
