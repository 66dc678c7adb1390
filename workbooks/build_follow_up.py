"""Build the example of four reports: ``python workbooks/build_follow_up.py [FOLDER] [--chinese]``.

It holds the tables that ``xlsales report`` pipeline, activity, appraisal and market read.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from recipes.follow_up import build_follow_up  # noqa: E402


def main() -> None:
    """Build into the given folder, by default beside this script; the Chinese one on request."""
    parser = argparse.ArgumentParser(description="Build the example of four reports.")
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--chinese", action="store_true", help="the same tables in Chinese too")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    build_follow_up(options.folder / "follow_up.xlsx")
    if options.chinese:
        build_follow_up(options.folder / "follow_up_zh.xlsx", "zh")


if __name__ == "__main__":
    main()
