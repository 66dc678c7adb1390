"""Whatever is in the cells, a function answers with values, never with an exception."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentives.calls import call
from xlsales.functions import CellFunction, all_functions
from xlsales.kernel.values import CellError

FUNCTIONS = [function for function in all_functions() if function.group == "Incentives"]

junk = st.one_of(
    st.sampled_from([None, "", 0, 1, -1, 0.5, 100, -0.0, 1e308, -1e308, 5e-324, 1e15, 46023, True, False]),
    st.sampled_from(
        ["x", "marginal", "whole", "upper", "1", "全额累进", CellError("#N/A"), "share", "carry"]
    ),
    st.integers(-1000, 1000),
)
blocks = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(junk, min_size=width, max_size=width), min_size=1, max_size=4)
)
tables = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from([0, 0.05, 0.1, 1, 2])), min_size=1, max_size=4
)
options = st.sampled_from([None, None, None, "marginal", "lower", 0.01, True, 0.5])
arguments = st.one_of(junk, blocks, tables.map(sorted), options, options)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_junk_gives_values_and_messages(function: CellFunction) -> None:
    needed = sum(argument.required for argument in function.arguments)

    @settings(max_examples=60)
    @given(st.lists(arguments, min_size=needed, max_size=len(function.arguments)))
    def try_junk(given_arguments: list[object]) -> None:
        outcome = call(function.name, *given_arguments)

        width = len(outcome.rows[0])
        assert all(len(row) == width for row in outcome.rows)
        for issue in outcome.issues:
            assert issue.where
            assert issue.fix.endswith(".")

    try_junk()
