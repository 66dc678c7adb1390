"""Builds a plan's models from fields, and tells what each refused field lacks, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from xlsales.plans.base import Location, PlanModel

Model = TypeVar("Model", bound=PlanModel)


class RefusedField(NamedTuple):
    """A field that a model refuses.

    Attributes:
        location: Where it stands in the plan.
        got: What came, ``None`` where it is missing.
        expected: What was expected instead.
    """

    location: Location
    got: str | None
    expected: str


def built(model: type[Model], content: Mapping[str, Any]) -> tuple[Model | None, list[RefusedField]]:
    """Build a model, or return every field that it refuses.

    Examples:
        >>> from xlsales.plans.targets import RampStep
        >>> refused = built(RampStep, {"ramp": "new", "month": 0})[1][0]
        >>> refused.location, refused.got, refused.expected
        (('month',), '0', 'month: input should be greater than or equal to 1')
    """
    try:
        return model.model_validate(content), []
    except ValidationError as error:
        return None, [
            RefusedField(
                details["loc"],
                None if details["type"] == "missing" else repr(details["input"]),
                _expected(details),
            )
            for details in error.errors()
        ]


def _expected(details: Any) -> str:
    name = details["loc"][-1] if details["loc"] else "plan"
    if details["type"] == "too_short":
        return f"at least one row of {name}"
    return f"{name}: {details['msg'][0].lower()}{details['msg'][1:]}"
