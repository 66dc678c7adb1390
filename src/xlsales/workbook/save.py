"""Writing a workbook: patch, pack, verify, swap in; or leave everything as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook.archive_writing import PackedPart, pack, write_archive
from xlsales.workbook.cell_edit import CellEdit
from xlsales.workbook.error_marks import ErrorMarks
from xlsales.workbook.keys import cell_place
from xlsales.workbook.locks import refuse_open_elsewhere
from xlsales.workbook.package import Package, take_fingerprint
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.patch import CellChange, Patch, WriteReport
from xlsales.workbook.refusals import refusal
from xlsales.workbook.row_edit import EditLog
from xlsales.workbook.safe_file import drop_older_backups, keep_backup, swap_in, write_aside
from xlsales.workbook.scan_plain import NotPlainError
from xlsales.workbook.sheet_edits import SheetEdits, edits_of
from xlsales.workbook.sheet_patch import SheetPatcher
from xlsales.workbook.stored_values import ValueReader
from xlsales.workbook.verify import ExpectedChanges, verify_written
from xlsales.workbook.verify_sheet import ListedChanges


def write_workbook(
    package: Package,
    destination: Path,
    patches: Sequence[Patch],
    *,
    in_place: bool = False,
    allow_signed: bool = False,
) -> WriteReport:
    """Write the workbook with patches made and everything else byte for byte as it was.

    Args:
        package: The open workbook.
        destination: The file to write. One that is there is replaced, links followed, mode kept.
        patches: What shall change; a value equal to 15 digits is no change.
        in_place: The destination is the workbook itself; one dated backup is kept beside it, and the
            package must be opened anew after.
        allow_signed: Write a signed workbook although its signature breaks.

    Returns:
        What changed. Without any change the written file is an exact copy.

    Raises:
        RefusedFileError: WB-007 to WB-013, WB-020 to WB-035; nothing is written then.
    """
    target = destination.resolve()
    refuse_write(package, target, in_place=in_place, allow_signed=allow_signed)
    with ExitStack() as waiting:
        draft = _Draft(package, waiting)
        for edits in edits_of(package, patches):
            draft.patch_sheet(edits)
        package.parts.archive.check_sums()
        try:
            backup = write_verified(package, target, draft, in_place=in_place)
        except OSError as error:
            raise unwritable(target, error) from error
        return draft.report(target, backup)


def replace_workbook(original: Package, copy: Package, patches: Sequence[Patch]) -> WriteReport:
    """Put an edited copy of a workbook in its place, patched; one dated backup is kept beside it.

    Args:
        original: The workbook; it must be opened anew after.
        copy: The edited copy, open.
        patches: What shall change in the copy.

    Raises:
        RefusedFileError: As ``write_workbook``; the workbook is as it was then.
    """
    target = original.path.resolve()
    refuse_write(original, target, in_place=True, allow_signed=False)
    try:
        aside = target.with_name(f".{target.name}-{copy.fingerprint.digest[:8]}.part")
        report = write_workbook(copy, aside, patches)
        try:
            _refuse_changed(original)
            refuse_open_elsewhere(target)
            backup = keep_backup(target, datetime.now())
            aside.chmod(target.stat().st_mode & 0o777)
            original.close()
            swap_in(aside, target)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritable(target, error) from error
    drop_older_backups(target, backup)
    return replace(report, destination=target, backup=backup)


class Draft(Protocol):
    """New contents that wait to be written."""

    @property
    def is_empty(self) -> bool:
        """Nothing changed."""

    def write(self, out: BinaryIO) -> None:
        """Write the whole container."""

    def expected(self) -> ExpectedChanges:
        """Return what the written file may differ in."""


@dataclass(slots=True)
class _PatchedSheet:
    edits: SheetEdits
    log: EditLog
    packed: PackedPart


class _Draft:
    """The new contents of one save, until they are written."""

    def __init__(self, package: Package, waiting: ExitStack) -> None:
        self._package = package
        self._waiting = waiting
        self._parts = PartEdits(package)
        self._marks = ErrorMarks(self._parts)
        self._sheets: dict[str, _PatchedSheet] = {}
        self._unchanged = 0
        self._reader = ValueReader(lambda: package.shared_strings, package.rich_values, package.date_system)

    @property
    def is_empty(self) -> bool:
        """Nothing changed."""
        return not self._sheets

    def patch_sheet(self, edits: SheetEdits) -> None:
        """Patch one sheet.

        Raises:
            RefusedFileError: WB-024 a cell was not found, and what the edits raise.
        """
        sheet = self._package.sheet(edits.sheet)
        entry = self._package.parts.entry(sheet.part)
        patcher = SheetPatcher(
            where=entry.name,
            sheet=sheet.name,
            edits=edits.rows,
            spills=edits.spills,
            reader=self._reader,
            marks=self._marks,
            limits=self._package.limits,
        )
        try:
            log, packed = self._packed(patcher, plain=True)
        except NotPlainError:
            log, packed = self._packed(patcher, plain=False)
        missing = patcher.missing(log)
        if missing:
            raise _not_found(sheet.name, missing)
        self._unchanged += len(log.same)
        if log.changed:
            self._sheets[entry.name] = _PatchedSheet(edits, log, packed)
        if log.formulas_replaced:
            self._parts.remove_linked_part("calcChain")

    def _packed(self, patcher: SheetPatcher, *, plain: bool) -> tuple[EditLog, PackedPart]:
        archive = self._package.parts.archive
        entry = self._package.parts.entry(patcher.where)
        log = EditLog()
        content = patcher.patch(archive.chunks(entry), log, plain=plain)
        packed = pack(content, entry.method, size_hint=entry.size)
        self._waiting.callback(packed.close)
        return log, packed

    def write(self, out: BinaryIO) -> None:
        """Write the whole container."""
        changed = {name: sheet.packed for name, sheet in self._sheets.items()}
        changed |= {name: self._pack_small(data) for name, data in self._parts.changed.items()}
        added = {name: self._pack_small(data) for name, data in self._parts.added.items()}
        write_archive(self._package.parts.archive, out, changed, added, self._parts.removed)

    def _pack_small(self, data: bytes) -> PackedPart:
        packed = pack([data])
        self._waiting.callback(packed.close)
        return packed

    def expected(self) -> ExpectedChanges:
        """Return what the written file may differ in."""
        return ExpectedChanges(
            sheets={name: _listed(sheet) for name, sheet in self._sheets.items()},
            parts=tuple(self._parts.changed),
            added=tuple(self._parts.added),
            removed=self._parts.removed,
        )

    def report(self, target: Path, backup: Path | None) -> WriteReport:
        """Return what was written."""
        package = self._package
        different = self._sheets.keys() | self._parts.changed.keys()
        stale = (("charts", package.has_charts), ("pivot tables", package.has_pivots))
        return WriteReport(
            destination=target,
            changed=tuple(
                CellChange(sheet.edits.sheet, cell_place(key), before, after)
                for sheet in self._sheets.values()
                for key, (before, after) in sorted(sheet.log.changed.items())
            ),
            unchanged=self._unchanged,
            parts_changed=tuple(
                entry.name for entry in package.parts.archive.entries if entry.name in different
            ),
            parts_added=tuple(self._parts.added),
            parts_removed=tuple(sorted(self._parts.removed)),
            backup=backup,
            stale=tuple(name for name, is_there in stale if is_there and not self.is_empty),
        )


def _listed(sheet: _PatchedSheet) -> ListedChanges:
    """Return the edits that changed something."""
    listed: dict[int, dict[int, CellEdit]] = {}
    for key in sheet.log.changed:
        place = cell_place(key)
        listed.setdefault(place.row, {})[place.column] = sheet.edits.rows[place.row][place.column]
    return ListedChanges(listed, sheet.log.claims)


def write_verified(package: Package, target: Path, draft: Draft, *, in_place: bool) -> Path | None:
    """Write, verify, keep a backup, swap in; return the backup."""
    if draft.is_empty:
        if not in_place:
            swap_in(write_aside(target, _copier(package)), target)
        return None
    aside = write_aside(target, draft.write)
    try:
        verify_written(package.parts.archive, aside, draft.expected(), package.limits)
        _refuse_changed(package)
        refuse_open_elsewhere(target)
        backup = None
        if in_place:
            backup = keep_backup(target, datetime.now())
            package.close()
        swap_in(aside, target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    if backup is not None:
        drop_older_backups(target, backup)
    return backup


def _copier(package: Package) -> Callable[[BinaryIO], None]:
    def copy(out: BinaryIO) -> None:
        file = package.parts.archive.file
        file.seek(0)
        while piece := file.read(1 << 20):
            out.write(piece)

    return copy


def refuse_write(package: Package, target: Path, *, in_place: bool, allow_signed: bool) -> None:
    """Refuse to write what must stay as it is, or where it must not go.

    Raises:
        RefusedFileError: WB-020 to WB-023, WB-029.
    """
    where = str(package.path)
    if package.decrypted:
        raise refusal(
            "WB-029",
            where,
            "a workbook opened with a password",
            "one without",
            "Save it without a password in Excel, then retry.",
        )
    if package.signed and not allow_signed:
        raise refusal(
            "WB-020",
            where,
            "a digital signature",
            "a workbook whose signature may break",
            "Allow it, and sign the result anew.",
        )
    if (target == package.path.resolve()) != in_place:
        raise refusal(
            "WB-023",
            str(target),
            "the workbook itself" if not in_place else "another file",
            "a new file, or the workbook itself when written in place",
            "Name a new file, or ask for writing in place.",
        )
    refuse_open_elsewhere(target)
    _refuse_changed(package)


def _refuse_changed(package: Package) -> None:
    try:
        with package.path.open("rb") as file:
            now = take_fingerprint(file, package.path)
    except OSError:
        now = None
    if now is None or now.digest != package.fingerprint.digest:
        raise changed_since(package.path)


def changed_since(path: Path) -> RefusedFileError:
    """Return the refusal of a workbook that is no longer what was read."""
    got, expected = "a file that changed since it was read", "the file as it was read"
    return refusal("WB-022", str(path), got, expected, "Run again.")


def _not_found(sheet: str, keys: Iterable[int]) -> RefusedFileError:
    places = [f"{sheet}!{cell_place(key)}" for key in sorted(keys)]
    return refusal(
        "WB-024",
        places[0],
        f"no cell ({len(places)} not found in all)",
        "a cell that the sheet holds",
        "Nothing was written; open and save the workbook in Excel, then retry.",
    )


def unwritable(target: Path, error: OSError) -> RefusedFileError:
    """Return the refusal for a disk that is full or a folder that is read-only."""
    return refusal(
        "WB-031",
        str(target),
        error.strerror or str(error),
        "a folder with room and the right to write",
        "Nothing was changed; make room, or name another folder.",
    )
