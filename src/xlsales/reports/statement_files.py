"""The statements of some payees as files in memory: the same bytes wherever they are made."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.kernel.words import Language
from xlsales.reports.incentive_statements import NO_FILE_NAME, statement_report
from xlsales.reports.xlsx import write_xlsx

#: Payees whose statements are made together.
PAYEES_A_PART: Final = 100


class StatementPart(NamedTuple):
    """Payees whose statements are made together.

    Attributes:
        run: The run, theirs only.
        names: Name of each one's file.
        state: Where the month stands.
        language, font: How the statements look.
    """

    run: IncentiveRun
    names: Mapping[str, str]
    state: str
    language: Language
    font: str


def statement_names(payees: Iterable[str], month: date) -> dict[str, str]:
    """Return the name of each payee's file; no two are the same, also where case does not count.

    Examples:
        >>> list(statement_names(["A/B", "A:B", "a_b"], date(2026, 1, 1)).values())
        ['2026-01 A_B.xlsx', '2026-01 A_B (2).xlsx', '2026-01 a_b (3).xlsx']
    """
    seen: dict[str, int] = {}
    names = {}
    for payee in payees:
        plain = NO_FILE_NAME.sub("_", payee).strip(" .")
        number = seen[plain.casefold()] = seen.get(plain.casefold(), 0) + 1
        names[payee] = f"{month:%Y-%m} {plain}{f' ({number})' if number > 1 else ''}.xlsx"
    return names


def statement_parts(run: IncentiveRun, state: str, language: Language, font: str) -> Iterator[StatementPart]:
    """Go through the payees of a run, some at a time; each part can be sent to another machine."""
    names = statement_names(run.payable, run.month)
    payees = iter(run.payable)
    while part := list(islice(payees, PAYEES_A_PART)):
        own = {payee: names[payee] for payee in part}
        yield StatementPart(run.part(part), own, state, language, font)


def statement_files(part: StatementPart) -> Sequence[tuple[str, bytes]]:
    """Return name and content of each statement of a part."""
    found = []
    with tempfile.TemporaryDirectory(prefix="xlsales-") as folder:
        path = Path(folder) / "statement.xlsx"
        for payee, name in part.names.items():
            report = statement_report(part.run, payee, part.state, part.language)
            write_xlsx(report, path, font=part.font)
            found.append((name, path.read_bytes()))
    return found
