"""Build the demo workbooks: ``python workbooks/build.py [FOLDER] [--without-results]``.

The first step writes the workbooks as an analyst would have made them, every formula without a
result; the same data always gives the same bytes. The second step recalculates them, so that what
is committed opens with numbers in every viewer. The second step takes about two minutes.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

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
    """Write every demo workbook into a folder, without results; return the files."""
    paths = []
    for name, recipe in RECIPES.items():
        path = folder / name
        recipe(path, orders)
        paths.append(path)
    return paths


# ------------------------------------------------------------------------------------------------
# Second step: the results. Only the recalculation puts numbers in, nothing here invents them.
# ------------------------------------------------------------------------------------------------
def fill_results(path: Path) -> None:
    """Recalculate a built workbook, so that every formula carries its result.

    Raises:
        RuntimeError: the recalculation is not available, failed, or left a formula without a result.
    """
    try:
        from xlsales.recalculation.files import Order as Recalculation
        from xlsales.recalculation.files import recalculate_file
    except ImportError as error:
        raise RuntimeError(
            f"{path.name}: results are not available yet, xlsales cannot be imported ({error}). "
            "Install this checkout, or build with --without-results."
        ) from error
    with TemporaryDirectory(dir=path.parent) as folder:
        outcome = recalculate_file(path, Path(path.name), Recalculation(Path(folder), engine="cellrune"))
        if outcome.recalculation is None or outcome.recalculation.kept:
            raise RuntimeError(
                f"{path.name}: not every formula has a result: {outcome.issues or outcome.recalculation}"
            )
        Path(folder, path.name).replace(path)


def main() -> None:
    """Build into the given folder, by default beside this script."""
    parser = argparse.ArgumentParser(description="Build the demo workbooks of xlsales.")
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--without-results", action="store_true", help="leave out the recalculation")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for path in build_all(options.folder, read_orders()):
        if not options.without_results:
            fill_results(path)
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
