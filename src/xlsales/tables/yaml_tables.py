"""Tables of a YAML file: a list of rows is a table, a mapping is a table of names and values."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.tables.raw import HEADINGS, RawTable, RawValue

if TYPE_CHECKING:
    from yaml import MappingNode, Node, SequenceNode


def yaml_tables(path: Path) -> list[RawTable]:
    """Return the tables of a YAML file; places are ``file:line``.

    Args:
        path: A file whose top level is a mapping of table names.

    Raises:
        InvalidInputError: TABLE-010 it is no YAML, TABLE-011 it does not hold tables.
    """
    import yaml

    try:
        loader = yaml.SafeLoader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        raise InvalidInputError(
            Issue(
                "TABLE-010",
                where,
                str(getattr(error, "problem", None) or error),
                "YAML in UTF-8",
                "Correct the line; indent with blanks.",
            )
        ) from None
    if not isinstance(root, yaml.MappingNode):
        raise InvalidInputError(_no_tables(path.name))
    reader = _Reader(path.name, loader)
    return [reader.table(name, content) for name, content in root.value]


def _no_tables(where: str) -> Issue:
    return Issue(
        "TABLE-011",
        where,
        "something else",
        "names of tables, each with a list of rows",
        "Write the table's name and below it its rows, such as: steps: [{dimension: region}].",
    )


class _Reader:
    def __init__(self, file: str, loader: object) -> None:
        self._file = file
        self._loader = loader

    def table(self, name: Node, content: Node) -> RawTable:
        import yaml

        title = str(name.value)
        if isinstance(content, yaml.MappingNode):
            return self._settings(title, content)
        if isinstance(content, yaml.SequenceNode):
            return self._rows(title, content)
        raise InvalidInputError(_no_tables(self._at(content)))

    def _settings(self, title: str, content: MappingNode) -> RawTable:
        rows = [(str(key.value), self._value(value)) for key, value in content.value]
        lines = [self._at(key) for key, _ in content.value]
        first = self._at(content)
        return RawTable(title, ("setting", "value"), rows, partial(_line_of_row, lines, first), typed=True)

    def _rows(self, title: str, content: SequenceNode) -> RawTable:
        import yaml

        headings: list[str] = []
        entries: list[dict[str, Node]] = []
        for row in content.value:
            if not isinstance(row, yaml.MappingNode):
                raise InvalidInputError(_no_tables(self._at(row)))
            entry = {str(key.value): value for key, value in row.value}
            headings += (name for name in entry if name not in headings)
            entries.append(entry)
        rows = [
            [self._value(entry[name]) if name in entry else None for name in headings] for entry in entries
        ]
        lines = [
            [self._at(entry.get(name, row)) for name in headings]
            for entry, row in zip(entries, content.value, strict=True)
        ]
        place = partial(_line_of_cell, lines, self._at(content))
        return RawTable(title, tuple(headings), rows, place, typed=True)

    def _value(self, node: Node) -> RawValue:
        value: object = self._loader.construct_object(node, deep=True)  # type: ignore[attr-defined]
        return value

    def _at(self, node: Node) -> str:
        return f"{self._file}:{node.start_mark.line + 1}"


def _line_of_row(lines: list[str], first: str, row: int, column: int) -> str:
    return first if row == HEADINGS else lines[row]


def _line_of_cell(lines: list[list[str]], first: str, row: int, column: int) -> str:
    return first if row == HEADINGS else lines[row][column]
