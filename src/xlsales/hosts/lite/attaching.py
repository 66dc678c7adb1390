"""Adding our code to a workbook's xlwings Lite part, and taking it out again."""

from __future__ import annotations

import ast
import posixpath
from typing import Final

from xlsales.functions import all_functions
from xlsales.hosts.lite.extension import (
    EXTENSION_LINK,
    EXTENSION_TYPE,
    OURS,
    PANES_LINK,
    PANES_TYPE,
    LiteExtension,
    extension_folder,
    find_extension,
    find_property,
    new_extension,
    new_panes,
    pane_element,
    property_element,
)
from xlsales.hosts.lite.program import BLOCK, lite_program, python_name
from xlsales.hosts.lite.property_text import replaced
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.workbook.outline import Node, with_child, without
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.splice import Change, splice

PROGRAM: Final = "main.py"
REQUIREMENTS: Final = "requirements.txt"
#: What Lite installs for us; xlwings is its own and is always asked for.
_NEEDED: Final = "xlwings\nnumpy\n"
_ALSO_NEEDED: Final = "\n# xlsales\nnumpy\n"
#: Between a user's code and ours, even where that code is empty.
_GAP: Final = "\n\n\n"


def attach_lite(parts: PartEdits) -> None:
    """Add our program to a workbook, or renew it; a user's own Lite code stays.

    Raises:
        InvalidInputError: LITE-001 the workbook's Lite code cannot be read, LITE-002 it uses a name of ours.
    """
    extension = find_extension(parts)
    if extension is None:
        _add_extension(parts)
    else:
        _merge_program(parts, extension.part)
        _merge_requirements(parts, extension.part)


def _add_extension(parts: PartEdits) -> None:
    folder = extension_folder(parts)
    panes = next(parts.linked_parts("", "webextensiontaskpanes"), None)
    if panes is None or parts.read(panes) is None:
        panes = f"{folder}/taskpanes.xml"
        parts.add_part(panes, new_panes(), PANES_TYPE)
        parts.add_link("", panes, PANES_LINK)
    part = parts.free_part(f"{folder}/webextension{{}}.xml")
    content = new_extension({PROGRAM: lite_program(), REQUIREMENTS: _NEEDED})
    parts.add_part(part, content, EXTENSION_TYPE)
    target = posixpath.relpath(part, posixpath.dirname(panes))
    link = parts.add_link(panes, target, EXTENSION_LINK)
    data, root = parts.outline(panes)
    row = len(root.children)
    parts.write(panes, with_child(data, root, pane_element(root.span.prefix, link, row)))


def _merge_program(parts: PartEdits, part: str) -> None:
    data, root = parts.outline(part)
    found = find_property(data, root, PROGRAM)
    if found is None:
        _add_property(parts, part, PROGRAM, lite_program())
        return
    text = found.text
    if text is None:
        raise _unreadable(part)
    block = BLOCK.search(text)
    if block is None:
        _refuse_clashes(text, part)
        raw = replaced(found.raw, len(text), len(text), _GAP + lite_program())
    elif block[0] != lite_program():
        raw = replaced(found.raw, block.start(), block.end(), lite_program())
    else:
        return
    parts.write(part, found.with_raw(data, raw))


def _merge_requirements(parts: PartEdits, part: str) -> None:
    data, root = parts.outline(part)
    found = find_property(data, root, REQUIREMENTS)
    if found is None:
        _add_property(parts, part, REQUIREMENTS, _NEEDED)
        return
    text = found.text
    if text is None:
        raise _unreadable(part)
    if not any(_package(line) == "numpy" for line in text.splitlines()):
        raw = replaced(found.raw, len(text), len(text), _ALSO_NEEDED)
        parts.write(part, found.with_raw(data, raw))


def _package(line: str) -> str:
    """Return the package that a line of requirements asks for."""
    name = line.strip()
    for i, sign in enumerate(name):
        if not (sign.isalnum() or sign in "-_."):
            name = name[:i]
            break
    return name.lower()


def _add_property(parts: PartEdits, part: str, name: str, text: str) -> None:
    data, root = parts.outline(part)
    listing = root.first("properties")
    if listing is None:
        raise _unreadable(part)
    parts.write(part, with_child(data, listing, property_element(listing.span.prefix, name, text)))


def _refuse_clashes(text: str, part: str) -> None:
    """Refuse user code that gives one of our functions' names to something else."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise _unreadable(part, f"code that Python cannot read (line {error.lineno})") from None
    ours = {python_name(function) for function in all_functions()} | {"arg", "func"}
    clashes = sorted(ours & _bound_names(tree))
    if clashes:
        raise InvalidInputError(
            Issue(
                "LITE-002",
                PROGRAM,
                f"own definitions of {', '.join(clashes)}",
                "names that xlsales does not use",
                "Rename them in xlwings Lite, then attach again.",
            )
        )


def _bound_names(tree: ast.Module) -> set[str]:
    """Return every name that a module gives a meaning, but for those it imports from xlwings."""
    bound: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bound.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.Import):
            bound |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module != "xlwings":
            bound |= {alias.asname or alias.name for alias in node.names}
    return bound


def _unreadable(part: str, got: str = "something else than a text") -> InvalidInputError:
    fix = "Open the workbook with xlwings Lite, mend its main.py, save, then attach again."
    return InvalidInputError(Issue("LITE-001", part, got, "the code of xlwings Lite", fix))


def detach_lite(parts: PartEdits) -> bool:
    """Take our program out; what attaching added is gone, what a user wrote stays.

    Returns:
        Whether there was anything of ours.
    """
    extension = find_extension(parts)
    if extension is None:
        return False
    data, root = parts.outline(extension.part)
    found = find_property(data, root, PROGRAM)
    text = found.text if found else None
    block = BLOCK.search(text) if text else None
    if found is None or text is None or block is None:
        return False
    start = block.start()
    if text[:start].endswith(_GAP):
        start -= len(_GAP)
    if block[0] != text:
        parts.write(extension.part, found.with_raw(data, replaced(found.raw, start, block.end(), "")))
        _withdraw_requirements(parts, extension.part)
    elif root.get("id") == OURS:
        _remove_extension(parts, extension)
    else:
        _remove_property(parts, extension.part, PROGRAM)
        _withdraw_requirements(parts, extension.part)
    return True


def _withdraw_requirements(parts: PartEdits, part: str) -> None:
    data, root = parts.outline(part)
    found = find_property(data, root, REQUIREMENTS)
    text = found.text if found else None
    if found is None or text is None:
        return
    if text == _NEEDED and root.get("id") != OURS:
        _remove_property(parts, part, REQUIREMENTS)
    elif text.endswith(_ALSO_NEEDED):
        raw = replaced(found.raw, len(text) - len(_ALSO_NEEDED), len(text), "")
        parts.write(part, found.with_raw(data, raw))


def _remove_property(parts: PartEdits, part: str, name: str) -> None:
    data, root = parts.outline(part)
    listing = root.first("properties")
    assert listing is not None
    gone = [node for node in listing.all("property") if node.get("name") == name]
    if gone == listing.children:
        parts.write(part, _emptied(data, listing))
    else:
        parts.write(part, without(data, gone))


def _emptied(data: bytes, node: Node) -> bytes:
    """Return the part with an element as Office writes an empty one."""
    opening = data[node.span.start : node.span.content_start]
    empty = opening.removesuffix(b"/>").removesuffix(b">") + b"/>"
    return splice(data, 0, len(data), [Change(node.span.start, node.span.end, empty)])


def _remove_extension(parts: PartEdits, extension: LiteExtension) -> None:
    parts.remove_part(extension.part)
    links = parts.remove_links(extension.panes, extension.part)
    data, root = parts.outline(extension.panes)
    gone = [pane for pane in root.all("taskpane") if _shows(pane, links)]
    if len(gone) < len(root.children):
        parts.write(extension.panes, without(data, gone))
        return
    parts.remove_part(extension.panes)
    parts.remove_links("", extension.panes)


def _shows(pane: Node, links: list[str]) -> bool:
    return any(
        node.local == "webextensionref" and any(value in links for value in node.span.attributes.values())
        for node in pane.inside()
    )
