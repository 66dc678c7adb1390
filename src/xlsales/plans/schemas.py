"""JSON Schemas of plans, for editors that check a YAML plan while it is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from xlsales.plans.grading_file import GradingPolicyFile
from xlsales.plans.incentives import IncentivePlan

#: The committed schemas; ``python -m xlsales.plans.schemas`` writes them anew.
INCENTIVE_SCHEMA: Final = Path(__file__).with_name("incentive_plan.schema.json")
GRADING_SCHEMA: Final = Path(__file__).with_name("grading_policy.schema.json")


def incentive_schema() -> str:
    """Return the schema of an incentive plan as it follows from the models."""
    return _written(IncentivePlan.model_json_schema())


def grading_schema() -> str:
    """Return the schema of a grading policy as it follows from the models."""
    return _written(GradingPolicyFile.model_json_schema())


def _written(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    INCENTIVE_SCHEMA.write_text(incentive_schema(), encoding="utf-8")
    GRADING_SCHEMA.write_text(grading_schema(), encoding="utf-8")
