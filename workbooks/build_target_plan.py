"""Build the template of a target plan: ``python workbooks/build_target_plan.py [FOLDER]``."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from recipes.orders import read_orders  # noqa: E402
from recipes.target_plan import build_target_plan  # noqa: E402

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    build_target_plan(folder / "target_plan.xlsx", read_orders())
