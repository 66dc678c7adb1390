"""What every plan model shares: frozen, strict about names, exact numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field


class PlanModel(BaseModel):
    """A validated, immutable piece of a plan; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


EffectiveFrom = Annotated[date, Field(strict=True, description="First day in force, inclusive.")]
Day = Annotated[date, Field(strict=True, description="A day of the calendar.")]
Amount = Annotated[Decimal, Field(description="An amount in the plan's currency, any sign.")]
Weight = Annotated[Decimal, Field(ge=0, description="A weight or an amount that is not negative.")]
Share = Annotated[Decimal, Field(ge=0, le=1, description="A fraction, 0.05 is 5 %.")]
Growth = Annotated[Decimal, Field(gt=-1, description="Growth as a fraction, 0.05 is 5 %.")]
Word = Annotated[str, Field(min_length=1, description="A name or a label.")]

#: Where something stands in a plan: ``("steps", 2, "factor")``.
Location: TypeAlias = tuple[str | int, ...]
#: Names the cell of a location.
Where: TypeAlias = Callable[[Location], str]
