"""How a file is written: whole or not at all, and with what is around it left as it was."""

from __future__ import annotations

import errno
import os
import stat
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbook.test_patch import FORMULA, constant, result
from workbook.vocabulary import PACKAGE, plan_book, raw_entries, scanned, value_at
from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook import WriteReport, open_package, safe_file, save, write_workbook
from xlsales.workbook.archive_writing import write_archive
from xlsales.workbook.verify import verify_written

posix_only = pytest.mark.skipif(os.name == "nt", reason="modes and links are those of POSIX")
not_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write into a read-only folder"
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return plan_book(tmp_path, FORMULA, parts={"xl/media/image1.png": b"pixels"})


def save_in_place(path: Path, value: float = 9) -> WriteReport:
    with open_package(path) as package:
        return write_workbook(package, path, [result("A1", value)], in_place=True)


def refusal(path: Path, destination: Path, **options: bool) -> str:
    with open_package(path) as package, pytest.raises(RefusedFileError) as caught:
        write_workbook(package, destination, [result("A1", 9)], **options)
    return caught.value.issues[0].code


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_other_parts_keep_their_bytes_times_and_order(book: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"

    with open_package(book) as package:
        write_workbook(package, new, [result("A1", 9)])

    before, after = raw_entries(book), raw_entries(new)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    assert zipfile.ZipFile(new).testzip() is None


def test_in_place_keeps_one_dated_backup(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = book.read_bytes()

    first = save_in_place(book)

    assert first.backup is not None
    assert first.backup.read_bytes() == original
    assert value_at(scanned(book), "A1") == 9.0
    between = book.read_bytes()
    monkeypatch.setattr(
        safe_file, "backup_name", lambda path, _: path.with_name("plan.backup-29991231-235959.xlsx")
    )

    second = save_in_place(book, 10)

    assert names(book.parent) == ["plan.backup-29991231-235959.xlsx", "plan.xlsx"]
    assert second.backup is not None
    assert second.backup.read_bytes() == between


def test_backups_of_other_workbooks_are_left_alone(book: Path) -> None:
    others = ["plan2.backup-20260101-000000.xlsx", "plan.backup-20260101-000000.xlsm", "plan.backup-old.xlsx"]
    for name in others:
        (book.parent / name).write_bytes(b"mine")

    save_in_place(book)

    assert set(others) < set(names(book.parent))


def test_in_place_without_a_change_touches_nothing(book: Path) -> None:
    before = book.stat()

    report = save_in_place(book, 4)

    assert (report.changed, report.backup) == ((), None)
    assert book.stat().st_mtime_ns == before.st_mtime_ns
    assert book.stat().st_ino == before.st_ino


@pytest.mark.parametrize("lock", ["~$plan.xlsx", ".~lock.plan.xlsx#"])
def test_a_workbook_that_is_open_elsewhere_is_not_written(book: Path, lock: str) -> None:
    original = book.read_bytes()
    (book.parent / lock).write_bytes(b"")

    assert refusal(book, book, in_place=True) == "WB-021"
    assert book.read_bytes() == original


def test_a_new_file_may_be_written_while_the_original_is_open(book: Path, tmp_path: Path) -> None:
    (book.parent / "~$plan.xlsx").write_bytes(b"")
    new = tmp_path / "new.xlsx"

    with open_package(book) as package:
        write_workbook(package, new, [result("A1", 9)])

    assert value_at(scanned(new), "A1") == 9.0


def test_a_lock_that_appears_while_writing_stops_the_swap(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = book.read_bytes()

    def lock_and_write(*arguments: object) -> None:
        (book.parent / "~$plan.xlsx").write_bytes(b"")
        write_archive(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(save, "write_archive", lock_and_write)

    assert refusal(book, book, in_place=True) == "WB-021"
    assert book.read_bytes() == original
    assert names(book.parent) == ["plan.xlsx", "~$plan.xlsx"]


def test_a_file_that_changed_since_it_was_read_is_not_written(book: Path, tmp_path: Path) -> None:
    with open_package(book) as package:
        data = bytearray(book.read_bytes())
        data[len(data) // 2] ^= 1
        stamp = book.stat()
        book.write_bytes(data)
        os.utime(book, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        with pytest.raises(RefusedFileError, match="WB-022"):
            write_workbook(package, tmp_path / "new.xlsx", [result("A1", 9)])

    assert names(tmp_path) == ["plan.xlsx"]


def test_a_file_that_was_only_touched_is_written(book: Path, tmp_path: Path) -> None:
    with open_package(book) as package:
        os.utime(book, ns=(1, 1))
        report = write_workbook(package, tmp_path / "new.xlsx", [result("A1", 9)])

    assert len(report.changed) == 1


def test_a_file_that_was_moved_away_is_not_written(book: Path, tmp_path: Path) -> None:
    with open_package(book) as package:
        book.rename(tmp_path / "away.xlsx")
        with pytest.raises(RefusedFileError, match="WB-022"):
            write_workbook(package, tmp_path / "new.xlsx", [result("A1", 9)])


@pytest.mark.parametrize(("in_place", "name"), [(False, "plan.xlsx"), (True, "new.xlsx")])
def test_the_destination_must_fit_the_wish(book: Path, in_place: bool, name: str) -> None:
    assert refusal(book, book.parent / name, in_place=in_place) == "WB-023"


def test_a_signed_workbook_is_written_only_when_asked(tmp_path: Path) -> None:
    origin = f"{PACKAGE}/relationships/digital-signature/origin"
    root = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="x/officeDocument" '
        f'Target="xl/workbook.xml"/><Relationship Id="rId2" Type="{origin}" Target="_xmlsignatures/o"/>'
        "</Relationships>"
    )
    path = plan_book(tmp_path, FORMULA, parts={"_rels/.rels": root, "_xmlsignatures/o": b""})
    new = tmp_path / "new.xlsx"

    assert refusal(path, new) == "WB-020"
    with open_package(path) as package:
        assert package.signed
        assert len(write_workbook(package, new, [result("A1", 9)], allow_signed=True).changed) == 1


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_the_mode_of_the_file_is_kept(book: Path, mode: int) -> None:
    book.chmod(mode)

    save_in_place(book)

    assert stat.S_IMODE(book.stat().st_mode) == mode


@posix_only
def test_a_link_stays_a_link_to_the_new_content(book: Path, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "link.xlsx"
    link.symlink_to(book)

    report = save_in_place(link)

    assert link.is_symlink()
    assert report.destination == book.resolve()
    assert value_at(scanned(book), "A1") == 9.0
    assert names(tmp_path / "links") == ["link.xlsx"]


@posix_only
@not_root
def test_a_read_only_folder_is_told(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o500)

    assert refusal(book, folder / "new.xlsx") == "WB-031"


def test_a_missing_folder_is_told(book: Path, tmp_path: Path) -> None:
    assert refusal(book, tmp_path / "none" / "new.xlsx") == "WB-031"


class FullDisk:
    """Lets some calls of a function pass, then has no room left."""

    def __init__(self, function: object, calls: int) -> None:
        self._function = function
        self._left = calls

    def __call__(self, *arguments: object) -> object:
        if self._left <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self._left -= 1
        return self._function(*arguments)  # type: ignore[operator]


FAILURES = {
    "no file can be made": (safe_file.tempfile, "mkstemp", 0),
    "the flush of the new file": (safe_file.os, "fsync", 0),
    "the backup cannot be made": (safe_file.tempfile, "mkstemp", 1),
    "the copying of the backup": (safe_file.shutil, "copyfileobj", 0),
    "the flush of the backup": (safe_file.os, "fsync", 1),
    "the swap": (safe_file.os, "replace", 1),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_full_disk_leaves_the_original_and_no_litter(
    book: Path, monkeypatch: pytest.MonkeyPatch, failure: str
) -> None:
    module, name, calls = FAILURES[failure]
    original = book.read_bytes()
    full = FullDisk(getattr(module, name), calls)
    if name == "mkstemp":
        monkeypatch.setattr(module, name, lambda **options: _made(full, options))
    else:
        monkeypatch.setattr(module, name, full)

    code = refusal(book, book, in_place=True)

    monkeypatch.undo()
    assert code == "WB-031"
    assert book.read_bytes() == original
    litter = [entry for entry in names(book.parent) if entry.endswith(".part")]
    assert litter == []


def _made(full: FullDisk, options: dict[str, object]) -> object:
    held = full._function
    full._function = lambda: held(**options)  # type: ignore[operator]
    try:
        return full()
    finally:
        full._function = held


def test_a_disk_that_fills_while_the_parts_are_written(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = book.read_bytes()

    def fill(archive: object, out: object, *_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(save, "write_archive", fill)

    assert refusal(book, book, in_place=True) == "WB-031"
    assert book.read_bytes() == original
    assert names(book.parent) == ["plan.xlsx"]


Damage = tuple[bytes, bytes]


@pytest.fixture(
    params=[
        (b"<v>2</v>", b"<v>3</v>"),
        (b"<f>B1*2</f>", b"<f>B1*3</f>"),
        (b'r="B1"', b'r="C1"'),
        (b's="2"', b's="3"'),
        (b"<v>9</v>", b"<v>8</v>"),
        (b"</sheetData>", b"</sheetData><x/>"),
        (b"<sheetData>", b"<cols/><sheetData>"),
        (b'<row r="1">', b'<row r="1" ht="5">'),
    ],
    ids=lambda damage: damage[1].decode(),
)
def damage(request: pytest.FixtureRequest) -> Damage:
    return request.param


def test_a_sheet_that_was_written_wrong_is_never_swapped_in(
    book: Path, monkeypatch: pytest.MonkeyPatch, damage: Damage
) -> None:
    original = book.read_bytes()
    pack = save.pack

    def pack_damaged(chunks: Iterator[bytes], *arguments: object, **options: object) -> object:
        data = b"".join(chunks)
        assert damage[0] in data
        return pack([data.replace(*damage)], *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(save, "pack", pack_damaged)

    assert refusal(book, book, in_place=True) in {"WB-030", "WB-009"}
    assert book.read_bytes() == original
    assert names(book.parent) == ["plan.xlsx"]


@pytest.mark.parametrize("trick", ["another part changed", "a part is gone", "a part is new"])
def test_a_container_that_was_written_wrong_is_never_swapped_in(
    book: Path, monkeypatch: pytest.MonkeyPatch, trick: str
) -> None:
    original = book.read_bytes()

    def tampered(archive: object, written: Path, expected: object, limits: object) -> None:
        parts = {info.filename: info for info in zipfile.ZipFile(written).infolist()}
        with zipfile.ZipFile(written) as source:
            contents = {name: source.read(name) for name in parts}
        if trick == "another part changed":
            contents["xl/media/image1.png"] = b"pixelz"
        elif trick == "a part is gone":
            del contents["xl/media/image1.png"]
        else:
            contents["xl/new.xml"] = b"<x/>"
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as container:
            for name, data in contents.items():
                container.writestr(parts.get(name, name), data)
        verify_written(archive, written, expected, limits)  # type: ignore[arg-type]

    monkeypatch.setattr(save, "verify_written", tampered)

    assert refusal(book, book, in_place=True) == "WB-030"
    assert book.read_bytes() == original


def test_stale_charts_and_pivot_tables_are_told(tmp_path: Path) -> None:
    chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    pivot = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml"
    kinds = {"/a.xml": chart, "/b.xml": pivot}
    types = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    path = plan_book(tmp_path, FORMULA, types=types)

    with open_package(path) as package:
        assert (package.has_charts, package.has_pivots) == (True, True)
        report = write_workbook(package, tmp_path / "new.xlsx", [result("A1", 9)])
        same = write_workbook(package, tmp_path / "same.xlsx", [result("A1", 4)])

    assert report.stale == ("charts", "pivot tables")
    assert same.stale == ()


def test_an_input_and_a_result_are_written_together(book: Path, tmp_path: Path) -> None:
    with open_package(book) as package:
        report = write_workbook(package, tmp_path / "new.xlsx", [constant("B1", 5), result("A1", 10)])

    assert [str(change.cell) for change in report.changed] == ["A1", "B1"]


@pytest.mark.skipif(sys.platform == "win32", reason="umask is that of POSIX")
def test_a_new_file_has_the_mode_that_any_new_file_has(book: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"
    plain = tmp_path / "plain.txt"
    plain.write_text("x")

    with open_package(book) as package:
        write_workbook(package, new, [result("A1", 9)])

    assert new.stat().st_mode == plain.stat().st_mode
