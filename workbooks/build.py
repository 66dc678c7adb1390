"""Build the demo workbooks: ``python workbooks/build.py [FOLDER]``.

The first step writes the workbooks as an analyst would have made them, every formula without a
result; the same data always gives the same bytes. The second step recalculates them, so that what
is committed opens with numbers in every viewer.
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from recipes.customers import build_customers  # noqa: E402
from recipes.incentives import build_incentives  # noqa: E402
from recipes.orders import Order, read_orders  # noqa: E402
from recipes.sales_plan import build_sales_plan  # noqa: E402

RECIPES: dict[str, Callable[[Path, Sequence[Order]], None]] = {
    "sales_plan.xlsx": build_sales_plan,
    "incentives.xlsm": build_incentives,
    "customers.xlsx": build_customers,
}


def build_all(folder: Path, orders: Sequence[Order]) -> list[Path]:
    """Write every demo workbook into a folder; return the files."""
    paths = []
    for name, recipe in RECIPES.items():
        path = folder / name
        recipe(path, orders)
        paths.append(path)
    return paths


# ----------------------------------------------------------------------------------------------
# Second step: the results. Kept apart, because only the recalculation may put numbers in.
# ----------------------------------------------------------------------------------------------
def fill_results(path: Path) -> None:
    """Recalculate a built workbook in place, so that every formula carries its result.

    Raises:
        RuntimeError: the recalculation is not part of this installation yet.
    """
    try:
        recalculation = importlib.import_module("xlsales.recalculation")
        recalculate = recalculation.recalculate_in_place
    except (ImportError, AttributeError) as error:
        raise RuntimeError(
            f"{path.name}: results are not available yet: xlsales.recalculation cannot be imported ({error}). "
            "The workbook is complete without them; install xlsales with its recalculation and build again."
        ) from error
    recalculate(path)


def main() -> None:
    """Build into the given folder, by default beside this script."""
    parser = argparse.ArgumentParser(description="Build the demo workbooks of xlsales.")
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--results", action="store_true", help="recalculate them afterwards")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for path in build_all(options.folder, read_orders()):
        if options.results:
            fill_results(path)
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
