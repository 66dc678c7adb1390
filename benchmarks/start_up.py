"""One ``xlsales eval`` as a whole process, against Python that only imports what others would use."""

from __future__ import annotations

import sys
import tempfile

from measuring import Line, Usage, compare, run, show, xlsales

FORMULA = "=XLSALES.SPLIT(100,{1;1;1})"
WITH_NATIVE = "=SUM(XLSALES.SPLIT(100,{1;1;1}))"
STORED = {"PYTHONDONTWRITEBYTECODE": ""}


def lines(quick: bool = False) -> list[Line]:
    """Return the comparisons, with byte code stored before and with none."""
    turns = (3, 3) if quick else (11, 11)
    with tempfile.TemporaryDirectory() as stored:
        warm = STORED | {"PYTHONPYCACHEPREFIX": stored}
        cold = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": stored + "/none"}
        for formula in (FORMULA, WITH_NATIVE):
            evaluated(formula, warm)

        def measured(formula: str, module: str, env: dict[str, str], aim: str = "") -> Line:
            how = "" if env is warm else ", no byte code stored"
            return compare(
                f"`eval '{formula}'`{how}",
                lambda: evaluated(formula, env),
                f"`python -c 'import {module}'`",
                lambda: run(sys.executable, "-c", f"import {module}", env=STORED),
                repeats=turns,
                aim=aim,
            )

        return [
            measured(FORMULA, "openpyxl", warm, "under 0.3 s"),
            measured(WITH_NATIVE, "openpyxl", warm, "under 0.3 s"),
            measured(FORMULA, "openpyxl", cold),
        ]


def evaluated(formula: str, env: dict[str, str]) -> Usage:
    """Evaluate a formula in a process of its own."""
    return xlsales("eval", formula, "--json", env=env)


if __name__ == "__main__":
    show(lines("--quick" in sys.argv))
