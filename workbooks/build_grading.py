"""Build the workbooks of the grading job: ``python workbooks/build_grading.py [FOLDER] [--global-sales]``.

Without an option it writes the template beside this script; with it, the three years of global_sales too,
which are too large to be kept.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from recipes.grading import build_global_sales, build_template  # noqa: E402
from recipes.orders import read_orders  # noqa: E402


def main() -> None:
    """Build into the given folder, by default beside this script."""
    parser = argparse.ArgumentParser(description="Build the workbooks of the grading job.")
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--global-sales", action="store_true", help="three years of orders too")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    build_template(options.folder / "grading_template.xlsx")
    if options.global_sales:
        build_global_sales(options.folder / "global_sales_grading.xlsx", read_orders())


if __name__ == "__main__":
    main()
