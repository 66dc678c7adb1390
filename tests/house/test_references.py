"""The function reference and the error codes are in step with the code, and complete."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from types import ModuleType

import pytest

from house.repository import ROOT, SOURCE
from xlsales.cli.reference import reference_markdown
from xlsales.cli.worked_examples import call_text, worked_examples
from xlsales.functions import GROUPS, CellFunction, all_functions
from xlsales.kernel.values import CellError
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.port import Clock
from xlsales.recalculation.evaluate import evaluate

REFERENCE = (SOURCE / "reference" / "functions.md").read_text("utf-8")
ERRORS = (SOURCE / "reference" / "errors.md").read_text("utf-8")

each_function = pytest.mark.parametrize("function", all_functions(), ids=lambda function: function.name)


def error_codes_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("error_codes", ROOT / ".ci" / "error_codes.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["error_codes"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_function_reference_is_what_the_registry_says() -> None:
    assert reference_markdown(all_functions()) + "\n" == REFERENCE, "run .ci/references"


def test_the_function_reference_holds_every_function_once_in_its_group() -> None:
    groups = re.split(r"^## ", REFERENCE, flags=re.MULTILINE)[1:]

    found = {group.split()[0]: re.findall(r"^### (\w+)$", group, re.MULTILINE) for group in groups}

    assert found == {
        group: [function.name for function in all_functions() if function.group == group] for group in GROUPS
    }


@each_function
def test_a_function_is_documented_in_english_and_chinese(function: CellFunction) -> None:
    assert re.fullmatch(r"[A-Z].{10,}\.", function.summary), "one sentence in the first line"
    assert re.search(r"[一-鿿]", function.chinese)
    assert function.words, "Chinese words that find it"
    assert function.catalogue, "rows of the catalogue"
    assert all(argument.doc and argument.chinese for argument in function.arguments)


@each_function
def test_a_function_has_an_example_that_gives_a_result(function: CellFunction) -> None:
    examples = worked_examples(function)

    assert examples
    assert any(not isinstance(value, CellError) for row in examples[0].rows for value in row)


@each_function
def test_the_example_gives_the_same_when_typed_as_a_formula(function: CellFunction) -> None:
    for example in worked_examples(function):
        answered = evaluate(example.formula, CellruneEngine(), Clock(46023.0)).rows
        assert [[value or None for value in row] for row in answered] == [
            [value or None for value in row] for row in example.rows
        ]


def test_a_call_is_written_as_a_formula() -> None:
    arguments = [1.5, None, [["a", None], [True, 'say "hi"']], CellError("#N/A")]

    assert call_text("X", arguments) == '=XLSALES.X(1.5,,{"a","";TRUE,"say ""hi"""},#N/A)'


def test_the_error_codes_are_what_the_source_says() -> None:
    assert error_codes_script().errors_markdown() + "\n" == ERRORS, "run .ci/references"


def test_every_code_in_the_source_is_listed_with_a_word_about_it() -> None:
    used = set()
    for path in SOURCE.rglob("*.py"):
        constants = (
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant)
        )
        used |= {
            value for value in constants if isinstance(value, str) and re.fullmatch(r"[A-Z]{2,}-\d{3}", value)
        }

    listed = dict(re.findall(r"^\| ([A-Z]{2,}-\d{3}) \| (.*) \|$", ERRORS, re.MULTILINE))

    assert set(listed) == used
    assert [code for code, words in listed.items() if not words.strip("| ")] == []
