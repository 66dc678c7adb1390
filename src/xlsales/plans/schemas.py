"""JSON Schemas of plans, for editors that check a YAML plan while it is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from xlsales.plans.incentives import IncentivePlan

#: The committed schema; ``python -m xlsales.plans.schemas`` writes it anew.
INCENTIVE_SCHEMA: Final = Path(__file__).with_name("incentive_plan.schema.json")


def incentive_schema() -> str:
    """Return the schema of an incentive plan as it follows from the models."""
    return json.dumps(IncentivePlan.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    INCENTIVE_SCHEMA.write_text(incentive_schema(), encoding="utf-8")
