"""Reading the parts of a demo workbook without any of our own rooms: the tests' second opinion."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*?)(?:/>|>(.*?)</c>)', re.S)
FORMULA = re.compile(r"<f([^>]*?)(?:/>|>(.*?)</f>)", re.S)
CALL = re.compile(r"(_xldudf_XL_XLSALES_|_xldudf_XLSALES_|XLSALES_)([A-Z_]+)\(")


class Cell(NamedTuple):
    """A cell as stored: formula and value are texts, ``None`` where there is none."""

    sheet: str
    ref: str
    type: str
    formula: str | None
    array: str | None
    value: str | None


def sheet_parts(path: Path) -> dict[str, str]:
    """Return the part name of each sheet."""
    with zipfile.ZipFile(path) as archive:
        workbook = archive.read("xl/workbook.xml").decode()
        links = archive.read("xl/_rels/workbook.xml.rels").decode()
    targets = {}
    for link in re.findall(r"<Relationship [^>]*>", links):
        name, target = re.search(r'Id="([^"]+)"', link), re.search(r'Target="([^"]+)"', link)
        if name and target:
            targets[name[1]] = "xl/" + target[1]
    sheets = re.findall(r'<sheet name="([^"]*)"[^>]*r:id="([^"]+)"', workbook)
    return {unescape(name): targets[link] for name, link in sheets}


def defined_names(path: Path) -> dict[str, str]:
    """Return what each workbook name refers to."""
    with zipfile.ZipFile(path) as archive:
        workbook = archive.read("xl/workbook.xml").decode()
    names = re.findall(r'<definedName name="([^"]+)"[^>]*>([^<]*)<', workbook)
    return {name: unescape(refers_to) for name, refers_to in names}


def cells(path: Path, sheet: str) -> Iterator[Cell]:
    """Return every stored cell of a sheet."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read(sheet_parts(path)[sheet]).decode()
    for ref, attributes, content in CELL.findall(text):
        kind = re.search(r'\bt="([^"]+)"', attributes)
        formula = FORMULA.search(content)
        array = re.search(r'\bref="([^"]+)"', formula[1]) if formula else None
        value = re.search(r"<v>(.*?)</v>|<is>(.*?)</is>", content, re.S)
        yield Cell(
            sheet,
            ref,
            kind[1] if kind else "n",
            unescape(formula[2]) if formula else None,
            array[1] if array else None,
            unescape(value[1] or value[2] or "") if value else None,
        )


def formulas(path: Path) -> Iterator[Cell]:
    """Return every formula of a workbook."""
    for sheet in sheet_parts(path):
        yield from (cell for cell in cells(path, sheet) if cell.formula)


class Call(NamedTuple):
    """One of our calls in a formula: the spelling in front, the name, the number of arguments."""

    prefix: str
    name: str
    arguments: int


def calls(formula: str) -> list[Call]:
    """Return our calls in a formula, nested ones included."""
    return [
        Call(found[1], found[2], count_arguments(formula, found.end())) for found in CALL.finditer(formula)
    ]


def count_arguments(formula: str, start: int) -> int:
    """Count the arguments of a call whose opening parenthesis stands before ``start``.

    Examples:
        >>> count_arguments('F(1,"a,b",G(2,3),{1,2})', 2)
        4
    """
    depth, count, quoted = 1, 1, False
    for sign in formula[start:]:
        if sign == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif sign in "({[":
            depth += 1
        elif sign in ")}]":
            depth -= 1
            if depth == 0:
                break
        elif sign == "," and depth == 1:
            count += 1
    return 0 if formula[start] == ")" else count
