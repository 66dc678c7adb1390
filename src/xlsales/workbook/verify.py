"""The check before the swap: the written file is read again and held against the original."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook.archive import Archive, open_archive
from xlsales.workbook.archive_directory import Entry
from xlsales.workbook.formula_meaning import meaning_digest
from xlsales.workbook.limits import Limits
from xlsales.workbook.refusals import refusal
from xlsales.workbook.verify_sheet import ListedChanges, compare_sheets
from xlsales.workbook.xml_reading import feed, safe_parser


@dataclass(frozen=True, slots=True)
class ExpectedChanges:
    """What may differ between original and written file.

    Attributes:
        sheets: Changed sheets by entry name, with their changed cells.
        parts: Entry names of other changed parts.
        added: Names of new entries.
        removed: Names of entries that are gone.
        respelled: Among the other parts those that may differ in formulas only, in a way that this function
            makes equal.
    """

    sheets: Mapping[str, ListedChanges]
    parts: Collection[str] = ()
    added: Collection[str] = ()
    removed: Collection[str] = ()
    respelled: Mapping[str, Callable[[str], str]] = field(default_factory=dict)


def verify_written(original: Archive, written: Path, expected: ExpectedChanges, limits: Limits) -> None:
    """Refuse a written file that differs from the original in anything but what is expected.

    Every other entry must be there, in order, with the very same bytes; changed sheets are compared in
    lock-step, and only listed cells may differ in them.

    Raises:
        RefusedFileError: WB-030; or WB-004 to WB-009, when it cannot be read.
    """
    where = str(written)
    with written.open("rb") as file:
        new = open_archive(file, where, limits)
        _compare_names(original, new, expected, where)
        for entry in original.entries:
            if entry.name in expected.removed:
                continue
            twin = new.find(entry.name)
            if twin is None:
                raise failed(where, f"no {entry.name}")
            if entry.name in expected.sheets:
                compare_sheets(original, entry, new, twin, expected.sheets[entry.name])
            elif entry.name in expected.respelled:
                _compare_meaning(original, entry, new, twin, expected.respelled[entry.name])
            elif entry.name not in expected.parts:
                _compare_raw(original, entry, new, twin, where)
        for name in (*expected.parts, *expected.added):
            _check_part(new, name, limits)


def failed(where: str, got: str) -> RefusedFileError:
    """Return the refusal of a written file."""
    return refusal(
        "WB-030",
        where,
        got,
        "nothing changed but the listed cells",
        "The original is as it was; please report this with the workbook.",
    )


def _compare_names(original: Archive, new: Archive, expected: ExpectedChanges, where: str) -> None:
    names = [entry.name for entry in original.entries if entry.name not in expected.removed]
    if [entry.name for entry in new.entries] != [*names, *expected.added]:
        raise failed(where, "other parts or another order")


def _compare_raw(original: Archive, old: Entry, new: Archive, twin: Entry, where: str) -> None:
    same_record = (old.crc, old.size, old.method, old.time, old.date, old.flags, old.external) == (
        twin.crc,
        twin.size,
        twin.method,
        twin.time,
        twin.date,
        twin.flags,
        twin.external,
    )
    same_bytes = all(
        left == right for left, right in zip(original.raw(old), new.raw(twin), strict=False)
    ) and _raw_length(old) == _raw_length(twin)
    if not (same_record and same_bytes):
        raise failed(where, f"{old.name} changed")


def _compare_meaning(
    original: Archive, old: Entry, new: Archive, twin: Entry, canonical: Callable[[str], str]
) -> None:
    before = meaning_digest(original.chunks(old), old.name, canonical)
    if before != meaning_digest(new.chunks(twin), twin.name, canonical):
        raise failed(twin.name, "more than the spelling of formulas changed")


def _raw_length(entry: Entry) -> int:
    return entry.header_length + entry.packed_size + entry.descriptor_length


def _check_part(new: Archive, name: str, limits: Limits) -> None:
    entry = new.find(name)
    if entry is not None:
        feed(safe_parser(name), new.chunks(entry), name, limits)
