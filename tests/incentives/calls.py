"""How the tests of this folder call functions and look at what comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from xlsales.functions import Outcome, call_function
from xlsales.kernel.dates import serial_of_date
from xlsales.kernel.values import CellError

TIERS = [[0, 0.05], [100, 0.08]]


def column(*values: object) -> list[list[object]]:
    return [[value] for value in values]


def day(text: str) -> int:
    return serial_of_date(date.fromisoformat(text))


def call(name: str, *arguments: object) -> Outcome:
    return call_function(name, arguments)


def value(name: str, *arguments: object) -> Any:
    """Return the result of a call that gives one cell."""
    outcome = call(name, *arguments)
    assert not isinstance(outcome.value, tuple), outcome.rows
    return outcome.value


def cells(name: str, *arguments: object) -> list[Any]:
    """Return every cell of a result, row by row; errors as their codes."""
    outcome = call(name, *arguments)
    return [cell.code if isinstance(cell, CellError) else cell for row in outcome.rows for cell in row]


def error(name: str, *arguments: object) -> str:
    """Return the message of a call that fails whole, with its error value in front."""
    outcome = call(name, *arguments)
    assert isinstance(outcome.value, CellError), outcome.rows
    return f"{outcome.value.code} {outcome.issues[0] if outcome.issues else ''}"


#: Amounts compared to the cent, as money is.
def money(*amounts: float | None) -> list[Any]:
    return [None if amount is None else pytest.approx(amount, abs=1e-9) for amount in amounts]
