"""What the tests of customer functions share: plain and block path side by side, and the cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import pytest
import yaml

from shared import shared_file
from xlsales.functions import Outcome, call_function

_SWITCHES = (
    "xlsales.functions.calling.BLOCK_FROM",
    "xlsales.functions.customers.rfm_block.BLOCK_FROM",
    "xlsales.functions.customers.abc.BLOCK_FROM",
)

Both = Callable[[str, Sequence[object]], tuple[Outcome, Outcome]]


def _call_from(limit: int, name: str, arguments: Sequence[object]) -> Outcome:
    with ExitStack() as patches:
        for switch in _SWITCHES:
            patches.enter_context(patch(switch, limit))
        return call_function(name, arguments)


@pytest.fixture(scope="session")
def both_paths() -> Both:
    """Return a call that computes by the plain path, then by the block path."""

    def call(name: str, arguments: Sequence[object]) -> tuple[Outcome, Outcome]:
        return _call_from(10**9, name, arguments), _call_from(1, name, arguments)

    return call


@pytest.fixture(scope="session")
def grading_cases() -> dict[str, dict[str, Any]]:
    """Return the worked cases of customer grading by id."""
    cases = yaml.safe_load(shared_file("cases", "grading.yaml").read_text(encoding="utf-8"))
    return {case["id"]: case for case in cases}
