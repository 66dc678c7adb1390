"""Writing a container: untouched entries byte for byte, changed ones in their old place.

References:
    PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from xlsales.workbook.archive import DEFLATED, STORED, Archive
from xlsales.workbook.archive_directory import (
    CENTRAL,
    DESCRIPTOR_FLAG,
    END,
    END64,
    END64_LOCATOR,
    END_MARK,
    IN_ZIP64,
    LOCAL,
    UTF8_FLAG,
    ZIP64_FIELD,
    Entry,
)

_IN_MEMORY: Final = 4 << 20
_COPY: Final = 1 << 18
_BIG_PART: Final = 8 << 20
_NEEDS_DEFLATE: Final = 20
_NEEDS_ZIP64: Final = 45
#: 1980-01-01, the earliest that a container can tell; added parts carry no time of their own.
_NO_DATE: Final = 33


@dataclass(slots=True)
class PackedPart:
    """A new content, packed, waiting on disk when it is large; sizes in bytes."""

    method: int
    crc: int
    size: int
    packed_size: int
    spool: tempfile.SpooledTemporaryFile[bytes]

    def packed(self) -> Iterator[bytes]:
        """Yield the packed bytes."""
        self.spool.seek(0)
        while piece := self.spool.read(_COPY):
            yield piece

    def close(self) -> None:
        """Let the waiting bytes go."""
        self.spool.close()


def pack(chunks: Iterable[bytes], method: int = DEFLATED, *, size_hint: int = 0) -> PackedPart:
    """Pack a content.

    Args:
        chunks: The content.
        method: ``STORED`` or ``DEFLATED``.
        size_hint: About how large it is; large ones are packed a little less, but in half the time.
    """
    spool: tempfile.SpooledTemporaryFile[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        return _pack_into(spool, chunks, method, 3 if size_hint > _BIG_PART else 6)
    except BaseException:
        spool.close()
        raise


def _pack_into(
    spool: tempfile.SpooledTemporaryFile[bytes], chunks: Iterable[bytes], method: int, level: int
) -> PackedPart:
    crc = size = packed_size = 0
    packer = None if method == STORED else zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    for chunk in chunks:
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        packed = chunk if packer is None else packer.compress(chunk)
        packed_size += len(packed)
        spool.write(packed)
    if packer is not None:
        packed = packer.flush()
        packed_size += len(packed)
        spool.write(packed)
    return PackedPart(method, crc, size, packed_size, spool)


def write_archive(
    archive: Archive,
    out: BinaryIO,
    changed: Mapping[str, PackedPart],
    added: Mapping[str, PackedPart],
    removed: Collection[str] = (),
) -> None:
    """Write the container anew.

    Args:
        archive: The container as it is.
        out: Empty file to write to.
        changed: New contents by entry name.
        added: Contents of new entries, which come last.
        removed: Names of entries to leave out.
    """
    written = []
    for entry in archive.entries:
        if entry.name in removed:
            continue
        part = changed.get(entry.name)
        if part is None:
            written.append(replace(entry, offset=out.tell()))
            _copy(archive.raw(entry), out)
        else:
            written.append(_write_part(out, entry, part))
    written += [_write_part(out, _new_entry(name), part) for name, part in added.items()]
    _write_directory(out, written, archive.directory.comment)


def _copy(pieces: Iterable[bytes], out: BinaryIO) -> None:
    for piece in pieces:
        out.write(piece)


def _write_part(out: BinaryIO, old: Entry, part: PackedPart) -> Entry:
    """Write a local header and a packed content; return the entry, with the old one's times and marks."""
    entry = replace(
        old,
        flags=old.flags & ~DESCRIPTOR_FLAG,
        method=part.method,
        crc=part.crc,
        size=part.size,
        packed_size=part.packed_size,
        offset=out.tell(),
    )
    big = max(part.size, part.packed_size) >= IN_ZIP64
    extra = struct.pack("<HHQQ", ZIP64_FIELD, 16, part.size, part.packed_size) if big else b""
    header = LOCAL.pack(
        b"PK\x03\x04",
        max(entry.needs, _NEEDS_ZIP64) if big else entry.needs,
        entry.flags,
        entry.method,
        entry.time,
        entry.date,
        entry.crc,
        IN_ZIP64 if big else entry.packed_size,
        IN_ZIP64 if big else entry.size,
        len(entry.raw_name),
        len(extra),
    )
    out.write(header + entry.raw_name + extra)
    _copy(part.packed(), out)
    return entry


def _new_entry(name: str) -> Entry:
    return Entry(
        name=name,
        raw_name=name.encode(),
        made_by=_NEEDS_DEFLATE,
        needs=_NEEDS_DEFLATE,
        flags=0 if name.isascii() else UTF8_FLAG,
        method=DEFLATED,
        time=0,
        date=_NO_DATE,
        crc=0,
        packed_size=0,
        size=0,
        extra=b"",
        comment=b"",
        internal=0,
        external=0,
        offset=0,
    )


def _write_directory(out: BinaryIO, entries: list[Entry], comment: bytes) -> None:
    start = out.tell()
    for entry in entries:
        out.write(_central_record(entry))
    length = out.tell() - start
    count = len(entries)
    if count > 0xFFFF or start >= IN_ZIP64 or length >= IN_ZIP64:
        record = out.tell()
        needs = _NEEDS_ZIP64
        out.write(END64.pack(b"PK\x06\x06", 44, needs, needs, 0, 0, count, count, length, start))
        out.write(END64_LOCATOR.pack(b"PK\x06\x07", 0, record, 1))
    short_count = min(count, 0xFFFF)
    ends = (min(length, IN_ZIP64), min(start, IN_ZIP64), len(comment))
    out.write(END.pack(END_MARK, 0, 0, short_count, short_count, *ends) + comment)


def _central_record(entry: Entry) -> bytes:
    wide = [value for value in (entry.size, entry.packed_size, entry.offset) if value >= IN_ZIP64]
    extra = _without_zip64(entry.extra)
    if wide:
        extra = struct.pack(f"<HH{len(wide)}Q", ZIP64_FIELD, 8 * len(wide), *wide) + extra
    record = CENTRAL.pack(
        b"PK\x01\x02",
        entry.made_by,
        max(entry.needs, _NEEDS_ZIP64) if wide else entry.needs,
        entry.flags,
        entry.method,
        entry.time,
        entry.date,
        entry.crc,
        min(entry.packed_size, IN_ZIP64),
        min(entry.size, IN_ZIP64),
        len(entry.raw_name),
        len(extra),
        len(entry.comment),
        0,
        entry.internal,
        entry.external,
        min(entry.offset, IN_ZIP64),
    )
    return record + entry.raw_name + extra + entry.comment


def _without_zip64(extra: bytes) -> bytes:
    """Return the extra fields of a directory record without the one that widens its numbers."""
    kept = b""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind != ZIP64_FIELD:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:]
