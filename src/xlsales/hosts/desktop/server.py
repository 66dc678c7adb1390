"""What the xlwings UDF server loads: ``call``, which the VBA wrappers ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from xlsales.hosts.desktop.answering import answer


def __getattr__(name: str) -> Any:
    if name == "call":
        return _exposed()
    raise AttributeError(name)


@lru_cache(maxsize=1)
def _exposed() -> Callable[..., Any]:
    """Give ``answer`` to xlwings, values raw on both ways: reading and writing them is ours."""
    from xlwings import arg, func, ret

    def call(*arguments: Any) -> list[list[float | str | bool]]:
        return answer(*arguments)

    exposed: Callable[..., Any] = func(arg("arguments", "raw")(ret("raw")(call)))
    return exposed
