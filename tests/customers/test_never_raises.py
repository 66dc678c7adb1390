"""Whatever is in the cells, a customer function answers with values, never with an exception."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsales.functions import CellFunction, all_functions
from xlsales.kernel.values import CellError

FUNCTIONS = [function for function in all_functions() if function.group == "Customers"]

numbers = st.sampled_from([0, 1, 2, 3, -1, 0.5, 0.8, 100, -0.0, 1e308, -1e308, 5e-324, 1e15, 46023, 46010.5])
words = st.sampled_from(["", "x", "a", "A", ">=1", "in:x|a", "blank", "=", "rank", "r", "up", "row", "zh"])
others = st.sampled_from([None, True, False, CellError("#N/A"), 10**20, "upper", "block", "countback"])
junk = st.one_of(numbers, words, others)


def columns(cells: st.SearchStrategy[Any], width: int) -> st.SearchStrategy[list[list[Any]]]:
    return st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=4)


blocks = st.integers(1, 5).flatmap(lambda width: columns(junk, width))
tables = columns(numbers, 2).map(lambda rows: [["a", "x"], *rows])
rules = st.lists(st.tuples(words, words, numbers), min_size=1, max_size=4)
bands = st.lists(st.tuples(words, st.integers(0, 9)), min_size=1, max_size=4)
limits = columns(st.integers(0, 5), 4)
arguments = st.one_of(junk, junk, columns(numbers, 1), blocks, tables, rules, bands, limits)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_junk_gives_values_and_messages_on_both_paths(
    function: CellFunction, both_paths: Callable[..., tuple[Any, Any]]
) -> None:
    needed = sum(argument.required for argument in function.arguments)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(arguments, min_size=needed, max_size=len(function.arguments)))
    def try_junk(given_arguments: list[object]) -> None:
        plain, block = both_paths(function.name, given_arguments)

        assert plain == block
        width = len(plain.rows[0])
        assert all(len(row) == width for row in plain.rows)
        for issue in plain.issues:
            assert issue.where
            assert issue.got
            assert issue.expected
            assert issue.fix.endswith((".", "?"))

    try_junk()
