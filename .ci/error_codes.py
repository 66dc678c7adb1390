"""Print the reference of every error code, as `.ci/references` writes it.

What is wrong comes from the docstrings ("TARGET-002 a negative weight"), what is expected and how to
mend it from the place in the code where the issue is made.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "xlsales"
CODE = re.compile(r"[A-Z]{2,}-\d{3}")
TOLD = re.compile(
    r"(?P<code>[A-Z]{2,}-\d{3}) (?P<text>[^;.]+?)(?=,? (?:and )?[A-Z]{2,}-\d{3}|[;.]|$)", re.DOTALL
)
#: Places of what is expected and how to mend it among the arguments of an issue.
PLACES = {"expected": 3, "fix": 4}
#: A helper that works out the mending itself.
PLACES_OF = {"unknown_name": {"expected": 4}}
#: Words between codes that say nothing of them.
FILLERS = re.compile(r"^(?:to|and|(?:as ``|about |for ).*)$|,? and$|, and what .*$")

HEAD = """\
# Error codes

Written by `.ci/references` from the source; a test keeps it in step. A code never changes its meaning.

Every message names the place, what came, what was expected and how to mend it:
`TARGET-002 at weights[2,1]: got -1, expected 0 or more. Use weights that are not negative, …`.
Where a part depends on the case, … stands for it.
"""


@dataclass
class Entry:
    """What the source says of one code, in the order found."""

    meanings: dict[str, None] = field(default_factory=dict)
    expected: dict[str, None] = field(default_factory=dict)
    fixes: dict[str, None] = field(default_factory=dict)


def error_codes(source: Path = SOURCE) -> dict[str, Entry]:
    """Return every code that the package uses."""
    found: dict[str, Entry] = defaultdict(Entry)
    used: set[str] = set()
    for path in sorted(source.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        makers = _makers(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                _read_call(node, _texts_around(tree, node), found)
                _read_made(node, makers, tree, found)
            elif isinstance(node, ast.Dict):
                _read_meanings(node, found)
            elif isinstance(node, ast.Constant):
                used.update(_codes(node))
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module)):
                _read_docstring(ast.get_docstring(node) or "", found)
    return {code: found[code] for code in sorted(found) if code in used}


def _read_call(call: ast.Call, texts: Mapping[str, str], found: dict[str, Entry]) -> None:
    maker = call.func.id if isinstance(call.func, ast.Name) else ""
    named = {word.arg: word.value for word in call.keywords}
    for code in _codes(call.args[0]) if call.args else ():
        for name, place in PLACES_OF.get(maker, PLACES).items():
            text = _text(call.args[place] if len(call.args) > place else named.get(name), texts)
            if text:
                (found[code].expected if name == "expected" else found[code].fixes)[text] = None


def _makers(tree: ast.Module) -> dict[str, ast.Call]:
    """Return the issue that each helper makes of a code which it is given."""
    made = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            names = {argument.arg for argument in function.args.args}
            issues = (node for node in ast.walk(function) if _name_of(node) == "Issue")
            for issue in issues:
                if isinstance(issue, ast.Call) and issue.args and getattr(issue.args[0], "id", "") in names:
                    made[function.name] = issue
    return made


def _name_of(node: ast.AST) -> str:
    return getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""


def _read_made(
    call: ast.Call, makers: Mapping[str, ast.Call], tree: ast.Module, found: dict[str, Entry]
) -> None:
    issue = makers.get(call.func.id) if isinstance(call.func, ast.Name) else None
    if issue is not None and call.args:
        texts = _texts_around(tree, issue)
        for code in _codes(call.args[0]):
            for place, into in (
                (PLACES["expected"], found[code].expected),
                (PLACES["fix"], found[code].fixes),
            ):
                text = _text(issue.args[place], texts) if len(issue.args) > place else ""
                if text:
                    into[text] = None


def _codes(node: ast.expr) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and CODE.fullmatch(each.value):
            yield each.value


def _read_meanings(table: ast.Dict, found: dict[str, Entry]) -> None:
    for key, value in zip(table.keys, table.values, strict=True):
        for code in _codes(key) if key is not None else ():
            found[code].meanings[_text(value, {})] = None


def _read_docstring(doc: str, found: dict[str, Entry]) -> None:
    words = doc.partition("Examples:")[0].partition("References:")[0]
    for told in TOLD.finditer(" ".join(words.split())):
        text = FILLERS.sub("", told["text"].strip(" ,:")).replace("``", "`")
        if text:
            found[told["code"]].meanings[text] = None


def _texts_around(tree: ast.Module, call: ast.Call) -> dict[str, str]:
    """Return the texts that names stand for at a call: the module's constants, and what was assigned last."""
    texts: dict[str, str] = {}
    for scope in ast.walk(tree):
        inside = isinstance(scope, ast.FunctionDef) and scope.lineno <= call.lineno <= (scope.end_lineno or 0)
        if inside or scope is tree:
            nodes = ast.walk(scope) if inside else ast.iter_child_nodes(scope)
            assigned = (node for node in nodes if isinstance(node, (ast.Assign, ast.AnnAssign)))
            for node in sorted(assigned, key=lambda node: node.lineno):
                if inside and node.lineno > call.lineno:
                    continue
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if isinstance(target, ast.Name):
                    texts[target.id] = _text(node.value, texts) or texts.get(target.id, "")
    return texts


def _text(node: ast.expr | None, texts: Mapping[str, str]) -> str:
    """Return a literal text, with … for the parts that depend on the case."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
        return "".join(map(str, parts))
    if isinstance(node, ast.IfExp):
        return " / ".join(filter(None, (_text(node.body, texts), _text(node.orelse, texts))))
    if isinstance(node, ast.BinOp):
        return (_text(node.left, texts) or "…") + (_text(node.right, texts) or "…")
    return texts.get(node.id, "") if isinstance(node, ast.Name) else ""


def errors_markdown() -> str:
    """Return the whole page."""
    lines = [HEAD, "| code | what is wrong | expected | how to mend it |", "|---|---|---|---|"]
    for code, entry in error_codes().items():
        cells = (code, "; ".join(entry.meanings), "; ".join(entry.expected), " / ".join(entry.fixes))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(errors_markdown())
