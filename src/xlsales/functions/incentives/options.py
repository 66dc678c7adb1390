"""Arguments that the commission functions share."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, TypeAlias

from xlsales.functions.kinds import AnyKind, ChoiceKind, Kind, NumberKind, Reading, only_value, wrong
from xlsales.incentives.payout_curve import ABOVE, BELOW
from xlsales.incentives.tier_tables import read_tiers
from xlsales.incentives.tiers import BOUNDARIES, MODES, Mode, Tiers
from xlsales.kernel.steps import Boundary
from xlsales.kernel.values import CellValue


@dataclass(frozen=True, slots=True)
class UnitKind:
    """The smallest amount handed out; 0 does not round."""

    expects: str = "a number, 0 or more"

    def read(self, value: CellValue, reading: Reading) -> Fraction | None:
        """Return the unit."""
        number = NumberKind(self.expects).read(value, reading)
        if number is not None and number < 0:
            raise wrong(reading, value, self.expects, "Give the smallest amount, such as 0.01; 0 is exact.")
        return number


MODE = ChoiceKind(MODES)
BELOW_WORD = ChoiceKind(BELOW)
ABOVE_WORD = ChoiceKind(ABOVE)
BOUNDARY = ChoiceKind(BOUNDARIES)
TIERS = Kind(AnyKind("numbers: lower bound, rate and perhaps a fixed amount"), "whole", read_tiers)

_PRIOR_DOC = {"doc": "Already credited in the period", "zh": "本期此前已计业绩"}
_QUOTA_DOC = {"doc": "The bounds are multiples of it", "zh": "任务额，档位下限为其倍数"}
_UNIT_DOC = {"doc": "Payouts are multiples of it; 0 does not round", "zh": "支付的最小单位，0 为不取整"}

TierTable: TypeAlias = Annotated[
    Tiers,
    TIERS,
    {"doc": "Lower bound and rate, rising; a third column pays once", "zh": "档位表：下限、比率、定额"},
]
ModeWord: TypeAlias = Annotated[
    Mode,
    Kind(MODE),
    {"doc": "marginal: each slice at its rate; whole: all at the reached rate", "zh": "超额累进或全额累进"},
]
BoundaryWord: TypeAlias = Annotated[
    Boundary,
    Kind(BOUNDARY),
    {"doc": "An amount equal to a bound: lower, in the tier above; upper, below", "zh": "含下限或含上限"},
]
Prior: TypeAlias = Annotated[Fraction, Kind(NumberKind()), _PRIOR_DOC]
Unit: TypeAlias = Annotated[Fraction, Kind(UnitKind()), _UNIT_DOC]
OneUnit: TypeAlias = Annotated[Fraction, Kind(UnitKind(), "whole", only_value), _UNIT_DOC]
Quota: TypeAlias = Annotated[
    Fraction | None, Kind(NumberKind(), blank_is_value=True, blank_spoils=True), _QUOTA_DOC
]


def has_quota(quota: Fraction | None) -> bool:
    """Tell whether tiers can be applied: a quota of 0 is none yet, and the result stays blank."""
    return quota is None or quota != 0
