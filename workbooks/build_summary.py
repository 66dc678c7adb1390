"""Build the sample of the sales summary: ``python workbooks/build_summary.py [FILE] [--lang zh]``.

It is the blank forms of ``xlsales report summary --blank``, filled with two invented years.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from recipes.summary import sample  # noqa: E402

from xlsales.reports.forms import write_forms  # noqa: E402
from xlsales.reports.summary_blank import summary_forms  # noqa: E402

TITLES = {"en": "Sales summary: a filled example", "zh": "销售总结：填写示例"}


def build_summary(path: Path, language: str) -> None:
    """Write the sample; the same language gives the same bytes."""
    write_forms(summary_forms(sample(language)), path, TITLES[language], "zh" if language == "zh" else "en")


def main() -> None:
    """Build into the given file, by default beside this script."""
    parser = argparse.ArgumentParser(description="Build the sample of the sales summary.")
    parser.add_argument("file", type=Path, nargs="?", default=HERE / "sales_summary.xlsx")
    parser.add_argument("--lang", choices=("en", "zh"), default="en")
    options = parser.parse_args()
    build_summary(options.file, options.lang)
    print(f"{options.file.name}: {options.file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
