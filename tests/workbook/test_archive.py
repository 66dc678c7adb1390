"""The container: read by hand, copied raw, written so that others read it."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from workbook.test_patch import FORMULA, result, written
from workbook.vocabulary import book_parts, part_bytes, raw_entries, scanned, sheet, value_at, write_book
from xlsales.workbook import DEFAULT_LIMITS, archive_writing
from xlsales.workbook.archive import DEFLATED, STORED, open_archive
from xlsales.workbook.archive_writing import pack, write_archive

ROWS = FORMULA
PICTURE = random.Random(3).randbytes(5000)


class Unseekable(io.BytesIO):
    """Makes zipfile write data descriptors, as programs that stream do."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def with_descriptors(path: Path, parts: dict[str, bytes]) -> Path:
    out = Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in parts.items():
            container.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


def with_zip64_fields(path: Path, parts: dict[str, bytes]) -> Path:
    """Write every entry as if it might grow past 4 GiB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in parts.items():
            with container.open(name, "w", force_zip64=True) as entry:
                entry.write(data)
    return path


def with_comments(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as container:
        for number, (name, data) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6))
            info.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
            info.external_attr = 0o640 << 16
            info.comment = b"a comment"
            info.extra = struct.pack("<HH4s", 0xCAFE, 4, b"more")
            container.writestr(info, data)
        container.comment = b"of the whole container"
    return path


WRITERS = {
    "deflated": write_book,
    "stored": lambda path, parts: write_book(path, parts, method=zipfile.ZIP_STORED),
    "descriptors": with_descriptors,
    "zip64 fields": with_zip64_fields,
    "comments and extras": with_comments,
}


@pytest.mark.parametrize("writer", WRITERS)
def test_every_kind_of_container_is_copied_raw(tmp_path: Path, writer: str) -> None:
    parts = book_parts(
        sheet(ROWS), parts={"xl/media/image1.png": PICTURE, "xl/图.bin": b"", "xl/z.xml": b"<z/>"}
    )
    path = WRITERS[writer](tmp_path / "plan.xlsx", parts)

    new, _ = written(path, result("A1", 9))

    before, after = raw_entries(path), raw_entries(new)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    old_info = zipfile.ZipFile(path).getinfo("xl/worksheets/sheet1.xml")
    new_info = zipfile.ZipFile(new).getinfo("xl/worksheets/sheet1.xml")
    assert (old_info.compress_type, old_info.date_time, old_info.external_attr, old_info.comment) == (
        new_info.compress_type,
        new_info.date_time,
        new_info.external_attr,
        new_info.comment,
    )
    with zipfile.ZipFile(new) as container:
        assert container.testzip() is None
        assert container.comment == zipfile.ZipFile(path).comment
        assert {name: container.read(name) for name in parts if "sheet1" not in name} == {
            name: data for name, data in parts.items() if "sheet1" not in name
        }
    assert value_at(scanned(new), "A1") == 9.0


def test_offsets_past_four_gigabytes_go_into_zip64_fields(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a small bound in place of 4 GiB, the same code writes fields that zipfile and we read."""
    monkeypatch.setattr(archive_writing, "IN_ZIP64", 3000)
    path = write_book(
        tmp_path / "plan.xlsx", book_parts(sheet(ROWS), parts={"a.bin": PICTURE, "b.bin": b"b"})
    )
    with path.open("rb") as file:
        archive = open_archive(file, "plan.xlsx", DEFAULT_LIMITS)
        out = io.BytesIO()
        write_archive(archive, out, {}, {})

    data = out.getvalue()
    data = data.replace(struct.pack("<L", 3000), b"\xff" * 4)

    assert b"PK\6\6" in data
    assert b"PK\6\7" in data
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        assert container.read("b.bin") == b"b"
        assert container.read("a.bin") == PICTURE
    again = open_archive(io.BytesIO(data), "plan.xlsx", DEFAULT_LIMITS)
    assert [again.read(entry) for entry in again.entries[-2:]] == [PICTURE, b"b"]


@pytest.mark.parametrize("method", [STORED, DEFLATED])
@pytest.mark.parametrize("size", [0, 1, 5 << 20])
def test_a_packed_part_unpacks(tmp_path: Path, method: int, size: int) -> None:
    data = (b"0123456789" * (size // 10 + 1))[:size]
    path = write_book(tmp_path / "a.zip", {"a": b"old", "b": b"other"})
    with path.open("rb") as file, (tmp_path / "b.zip").open("w+b") as out:
        archive = open_archive(file, "a.zip", DEFAULT_LIMITS)
        with closing(pack([data], method)) as changed, closing(pack([data])) as added:
            write_archive(archive, out, {"a": changed}, {"c/ü": added}, removed={"b"})

    with zipfile.ZipFile(tmp_path / "b.zip") as container:
        assert container.namelist() == ["a", "c/ü"]
        assert container.testzip() is None
    assert part_bytes(tmp_path / "b.zip", "a") == data


def test_a_comment_that_looks_like_an_end_is_no_end(tmp_path: Path) -> None:
    path = write_book(tmp_path / "plan.xlsx", book_parts(sheet(ROWS)))
    comment = b"PK\5\6" + b"\0" * 30
    data = path.read_bytes()
    path.write_bytes(data[:-2] + struct.pack("<H", len(comment)) + comment)

    assert value_at(scanned(path), "A1") == 4.0
