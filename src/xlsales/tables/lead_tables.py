"""Leads, deals, stages and sellers of the grading job, read into rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlsales.kernel.issues import Issue
from xlsales.kernel.words import folded
from xlsales.pipeline.allocation import Seller
from xlsales.pipeline.deals import Deal, DealStage
from xlsales.tables import grading_specs as specs
from xlsales.tables.entries import attributes_of, day_of, number_of, open_rows, text_of
from xlsales.tables.grading_rows import LeadRow
from xlsales.tables.reading import TableReader


def read_leads(reader: TableReader) -> Iterator[LeadRow]:
    """Yield the leads; columns that we do not know are attributes that scores may name."""
    for entry, others, _ in open_rows(reader, specs.LEADS, "lead", "created"):
        yield LeadRow(
            str(entry["lead"]),
            entry["created"],
            text_of(entry, "source"),
            text_of(entry, "region") or None,
            day_of(entry, "answered"),
            text_of(entry, "owner"),
            tuple(number_of(entry, name) for name in ("budget", "authority", "need", "timeline")),
            text_of(entry, "outcome") or "open",
            number_of(entry, "amount"),
            text_of(entry, "referred_by"),
            day_of(entry, "contacted"),
            day_of(entry, "visited"),
            day_of(entry, "closed"),
            attributes_of(others),
        )


def read_deals(reader: TableReader) -> Iterator[Deal]:
    """Yield the deals; columns that we do not know are facts that exit criteria may name."""
    for entry, others, _ in open_rows(reader, specs.DEALS, "deal", "stage", "created"):
        outcome: Any = text_of(entry, "outcome") or "open"
        yield Deal(
            str(entry["deal"]),
            str(entry["stage"]),
            number_of(entry, "amount"),
            entry["created"],
            day_of(entry, "stage_since"),
            day_of(entry, "closed"),
            outcome,
            text_of(entry, "document"),
            text_of(entry, "source"),
            text_of(entry, "owner"),
            dict(others),
        )


def read_stages(reader: TableReader) -> Iterator[DealStage]:
    """Yield the stages of the pipeline in their order; a chance outside 0 to 1 is GRAD-003."""
    for entry, where in reader.facts(specs.STAGES, "stage", "probability"):
        chance, longest = number_of(entry, "probability"), entry.get("longest_days")
        if chance is None or not 0 <= chance <= 1:
            issue = Issue("GRAD-003", where, str(chance), "a chance from 0 to 1", "Write 0.7 for 70 %.")
            reader.issues.append(issue)
            continue
        criteria = _listed(text_of(entry, "criteria"))
        yield DealStage(entry["stage"], chance, longest if isinstance(longest, int) else None, criteria)


def read_sellers(reader: TableReader) -> Iterator[Seller]:
    """Yield the people who take leads; who has no capacity takes none."""
    for entry, _ in reader.facts(specs.PEOPLE, "person", "capacity"):
        regions = frozenset(map(folded, _listed(text_of(entry, "regions"))))
        yield Seller(entry["person"], regions, entry["capacity"], entry.get("load") or 0)


def _listed(text: str) -> tuple[str, ...]:
    """Return the words of a cell, separated by semicolons or bars of either width."""
    for sign in "；;｜":
        text = text.replace(sign, "|")
    return tuple(word.strip() for word in text.split("|") if word.strip())
