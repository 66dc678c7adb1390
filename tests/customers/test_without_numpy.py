"""Large blocks without numpy: the plain path does everything."""

from __future__ import annotations

from contextlib import ExitStack
from unittest.mock import patch

import pytest

from xlsales.functions import call_function

_ROWS = 300
_NUMBERS = [[(7 * i) % 101] for i in range(_ROWS)]
_FLAGS = [[i % 3 > 0] for i in range(_ROWS)]
_CALLS = {
    "ABC": [_NUMBERS],
    "BANDS": [_NUMBERS, [["A", 80], ["B", 0]]],
    "GRADE": [_FLAGS, _NUMBERS, _NUMBERS, 1, 1, [[50, 20, 1, None]]],
    "RFM": [_NUMBERS, [[46000 + i % 40] for i in range(_ROWS)], _NUMBERS, 46040],
    "RFM_SEGMENT": [_NUMBERS, 5, 5, [["best", 50, None, 1, 5, 1, 5]]],
}


@pytest.mark.parametrize("name", _CALLS)
def test_results_are_the_same_without_numpy(name: str) -> None:
    with_numpy = call_function(name, _CALLS[name])

    with ExitStack() as patches:
        patches.enter_context(patch.dict("sys.modules", {"numpy": None}))
        without = call_function(name, _CALLS[name])

    assert without == with_numpy
