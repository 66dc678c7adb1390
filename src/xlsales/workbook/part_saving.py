"""Writing a workbook whose parts other than results changed: added, rewritten, removed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from xlsales.workbook.archive_writing import PackedPart, pack, write_archive
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.part_encoding import detect_encoding
from xlsales.workbook.patch import WriteReport
from xlsales.workbook.save import refuse_write, unwritable, write_verified
from xlsales.workbook.verify import ExpectedChanges


def write_parts(
    parts: PartEdits,
    destination: Path,
    *,
    same_formulas: Callable[[str], str] | None = None,
    allow_signed: bool = False,
) -> WriteReport:
    """Write the workbook with its parts edited and every other part byte for byte as it was.

    Args:
        parts: The edits, on the open workbook.
        destination: A new file; one that is there is replaced.
        same_formulas: Changed parts may differ in formulas only, in a way that this function makes equal.
        allow_signed: Write a signed workbook although its signature breaks.

    Returns:
        What changed. Without any change the written file is an exact copy.

    Raises:
        RefusedFileError: WB-007, WB-020 to WB-031; nothing is written then.
    """
    package = parts.package
    target = destination.resolve()
    refuse_write(package, target, in_place=False, allow_signed=allow_signed)
    with ExitStack() as waiting:
        draft = _PartDraft(parts, _changed(parts), same_formulas, waiting)
        package.parts.archive.check_sums()
        try:
            write_verified(package, target, draft, in_place=False)
        except OSError as error:
            raise unwritable(target, error) from error
        entries = package.parts.archive.entries
        return WriteReport(
            destination=target,
            parts_changed=tuple(entry.name for entry in entries if entry.name in draft.changed),
            parts_added=tuple(parts.added),
            parts_removed=tuple(sorted(parts.removed)),
        )


def _changed(parts: PartEdits) -> dict[str, bytes]:
    """Return the parts that differ from what they were, by entry name, in their own encoding."""
    archive = parts.package.parts.archive
    changed = {}
    for name in parts.changed.keys() - parts.removed:
        encoding, chunks = detect_encoding(archive.chunks(parts.package.parts.entry(name)), name)
        data = encoding.from_utf8(encoding.fitting(parts.changed[name]))
        if data != b"".join(chunks):
            changed[name] = data
    return changed


@dataclass(slots=True)
class _PartDraft:
    """The edited parts of one save."""

    parts: PartEdits
    changed: dict[str, bytes]
    same_formulas: Callable[[str], str] | None
    waiting: ExitStack

    @property
    def is_empty(self) -> bool:
        """Nothing changed."""
        return not (self.changed or self.parts.added or self.parts.removed)

    def write(self, out: BinaryIO) -> None:
        """Write the whole container."""
        changed = {name: self._packed(data) for name, data in self.changed.items()}
        added = {name: self._packed(data) for name, data in self.parts.added.items()}
        write_archive(self.parts.package.parts.archive, out, changed, added, self.parts.removed)

    def expected(self) -> ExpectedChanges:
        """Return what the written file may differ in."""
        return ExpectedChanges(
            sheets={},
            parts=tuple(self.changed),
            added=tuple(self.parts.added),
            removed=self.parts.removed,
            respelled=dict.fromkeys(self.changed, self.same_formulas) if self.same_formulas else {},
        )

    def _packed(self, data: bytes) -> PackedPart:
        packed = pack([data], size_hint=len(data))
        self.waiting.callback(packed.close)
        return packed
