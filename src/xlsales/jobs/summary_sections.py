"""What a whole summary has, and what this one lacks: data, owner, deadline (RP10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from xlsales.tables.row_intake import SourceRow
from xlsales.tables.specs import plain
from xlsales.tables.summary_specs import SECTION_WORDS

State: TypeAlias = Literal["complete", "empty", "missing", "late"]


@dataclass(frozen=True, slots=True)
class Fed:
    """What feeds a section.

    Attributes:
        needs: The table or the column, a label in English.
        is_there: The file has it.
        rows: Rows of the period that count.
    """

    needs: str
    is_there: bool
    rows: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the summary.

    Attributes:
        name: In English, as in ``SECTION_WORDS``.
        state: ``missing`` has no table or column, ``empty`` none of the period; either is ``late`` once
            the deadline has passed.
        fed: What feeds it.
        owner: Who is responsible; blank where nobody is.
        deadline: Day until which it is due.
        done: Day on which it was reported done.
    """

    name: str
    state: State
    fed: Fed
    owner: str
    deadline: date | None
    done: date | None

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is missing, neither data nor somebody who answers for them."""
        return self.state == "complete" and bool(self.owner)


def sections_of(
    fed: Mapping[str, Fed], duties: Sequence[SourceRow], deadline: date | None, today: date
) -> tuple[Section, ...]:
    """Return every section of a whole summary with its state.

    Args:
        fed: What feeds each section, by its English name.
        duties: Who is responsible for which, by its English or Chinese name.
        deadline: Deadline of sections that have none of their own.
        today: Day of the check.
    """
    by_name: dict[str, SourceRow] = {}
    for row in duties:
        by_name.setdefault(plain(row.text("section")), row)
    found = []
    for english, chinese in SECTION_WORDS:
        duty = by_name.get(plain(english)) or by_name.get(plain(chinese))
        due = (duty.day("deadline") if duty else None) or deadline
        found.append(
            Section(
                english,
                _state(fed[english], due, today),
                fed[english],
                duty.text("owner") if duty else "",
                due,
                duty.day("done") if duty else None,
            )
        )
    return tuple(found)


def unknown_sections(duties: Sequence[SourceRow]) -> tuple[SourceRow, ...]:
    """Return the duties for sections that no summary has."""
    known = {plain(word) for words in SECTION_WORDS for word in words}
    return tuple(row for row in duties if plain(row.text("section")) not in known)


def _state(fed: Fed, deadline: date | None, today: date) -> State:
    if fed.is_there and fed.rows:
        return "complete"
    if deadline is not None and today > deadline:
        return "late"
    return "empty" if fed.is_there else "missing"
