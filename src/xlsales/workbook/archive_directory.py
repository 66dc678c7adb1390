"""The directory of a zip container, with every claim checked against the bytes.

References:
    PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16 and 4.5.3.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook.limits import Limits
from xlsales.workbook.refusals import refusal

END_MARK: Final = b"PK\x05\x06"
END = struct.Struct("<4s4H2LH")
END64_LOCATOR = struct.Struct("<4sLQL")
END64 = struct.Struct("<4sQ2H2L4Q")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
IN_ZIP64: Final = 0xFFFFFFFF
ZIP64_FIELD: Final = 1
ENCRYPTED_FLAG: Final = 0x0001
DESCRIPTOR_FLAG: Final = 0x0008
UTF8_FLAG: Final = 0x0800
#: Version 6.3 of the format, the newest that any program asks for.
_NEWEST_VERSION: Final = 63
_LONGEST_COMMENT: Final = 0xFFFF


@dataclass(slots=True, eq=False)
class Entry:
    """One file in the container, as the central directory tells; sizes and offsets in bytes.

    ``header_length`` counts the local header with name and extra field, ``descriptor_length``
    what may follow the data.
    """

    name: str
    raw_name: bytes
    made_by: int
    needs: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed_size: int
    size: int
    extra: bytes
    comment: bytes
    internal: int
    external: int
    offset: int
    header_length: int = 0
    descriptor_length: int = 0

    @property
    def end(self) -> int:
        """Offset behind the packed data."""
        return self.offset + self.header_length + self.packed_size


@dataclass(frozen=True, slots=True)
class RawDirectory:
    """The entries in order, the same by name, and the container's own comment."""

    entries: tuple[Entry, ...]
    by_key: dict[str, Entry]
    comment: bytes


@dataclass(frozen=True, slots=True)
class _End:
    count: int
    size: int
    offset: int
    comment: bytes


def part_key(name: str) -> str:
    """Return the form in which part names are compared.

    Examples:
        >>> part_key("\\\\XL\\\\Workbook.xml") == part_key("/xl/workbook.xml")
        True
    """
    return name.replace("\\", "/").lstrip("/").lower()


def read_directory(file: BinaryIO, where: str, limits: Limits) -> RawDirectory:
    """Read the directory; refuse what is damaged, hostile or too large.

    Raises:
        RefusedFileError: WB-004 damaged, WB-005 hostile, WB-006 too large.
    """
    size = file.seek(0, 2)
    try:
        end = _find_end(file, size, where)
        if end.count > limits.entries:
            raise _too_large(where, f"{end.count} parts", f"at most {limits.entries}")
        if end.offset + end.size > size:
            raise _damaged(where, "a directory outside the file")
        file.seek(end.offset)
        entries = _entries(file.read(end.size), end.count, where)
        _check_names(entries, where)
        _check_sizes(entries, where, limits)
        for entry in entries:
            _read_local_header(file, entry, end.offset, where)
    except (struct.error, UnicodeDecodeError) as error:
        raise _damaged(where, f"a broken directory ({error})") from error
    _check_overlaps(entries, where)
    return RawDirectory(entries, {part_key(entry.name): entry for entry in entries}, end.comment)


def _find_end(file: BinaryIO, size: int, where: str) -> _End:
    tail_size = min(size, _LONGEST_COMMENT + END.size + END64_LOCATOR.size)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    at = _end_place(tail)
    if at < 0:
        raise _damaged(where, "no end of the directory: the file is cut off")
    _, disk, first_disk, _, count, length, offset, comment_length = END.unpack_from(tail, at)
    comment = tail[at + END.size : at + END.size + comment_length]
    locator = at - END64_LOCATOR.size
    if locator >= 0 and tail[locator : locator + 4] == b"PK\x06\x07":
        file.seek(END64_LOCATOR.unpack_from(tail, locator)[2])
        fields = END64.unpack(file.read(END64.size))
        if fields[0] != b"PK\x06\x06":
            raise _damaged(where, "a broken zip64 record")
        count, length, offset = fields[7:10]
    elif disk not in (0, 0xFFFF) or first_disk not in (0, 0xFFFF):
        raise _damaged(where, "one piece of a container in several pieces")
    return _End(count, length, offset, comment)


def _end_place(tail: bytes) -> int:
    """Return where the end record begins: the last one whose comment ends with the file, else the last."""
    last = at = tail.rfind(END_MARK, 0, max(len(tail) - END.size + len(END_MARK), 0))
    while at >= 0:
        if at + END.size + END.unpack_from(tail, at)[7] == len(tail):
            return at
        at = tail.rfind(END_MARK, 0, at)
    return last


def _entries(data: bytes, count: int, where: str) -> tuple[Entry, ...]:
    entries = []
    at = 0
    for _ in range(count):
        fields = CENTRAL.unpack_from(data, at)
        if fields[0] != b"PK\x01\x02" or fields[2] > _NEWEST_VERSION:
            raise _damaged(where, "a broken directory")
        name_length, extra_length, comment_length = fields[10:13]
        name_at = at + CENTRAL.size
        extra_at = name_at + name_length
        comment_at = extra_at + extra_length
        at = comment_at + comment_length
        raw_name = data[name_at:extra_at]
        entry = Entry(
            name=raw_name.decode("utf-8" if fields[3] & UTF8_FLAG else "cp437"),
            raw_name=raw_name,
            made_by=fields[1],
            needs=fields[2],
            flags=fields[3],
            method=fields[4],
            time=fields[5],
            date=fields[6],
            crc=fields[7],
            packed_size=fields[8],
            size=fields[9],
            extra=data[extra_at:comment_at],
            comment=data[comment_at:at],
            internal=fields[14],
            external=fields[15],
            offset=fields[16],
        )
        _apply_zip64(entry)
        entries.append(entry)
    return tuple(entries)


def _apply_zip64(entry: Entry) -> None:
    """Take sizes and offset from the zip64 field where the directory has no room for them."""
    at = 0
    while at + 4 <= len(entry.extra):
        kind, length = struct.unpack_from("<HH", entry.extra, at)
        at += 4
        if kind == ZIP64_FIELD:
            for attribute in ("size", "packed_size", "offset"):
                if getattr(entry, attribute) == IN_ZIP64:
                    setattr(entry, attribute, struct.unpack_from("<Q", entry.extra, at)[0])
                    at += 8
            return
        at += length


def _check_names(entries: tuple[Entry, ...], where: str) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.name.replace("\\", "/")
        leaves_folder = ".." in name.split("/") or name.startswith("//") or name[1:2] == ":"
        if leaves_folder or "\0" in name:
            raise _hostile(where, f"a part named {entry.name!r}")
        key = part_key(name)
        if key in seen:
            raise _hostile(where, f"two parts named {entry.name!r}")
        seen.add(key)
        if entry.flags & ENCRYPTED_FLAG:
            raise refusal(
                "WB-002",
                where,
                "a container with a zip password",
                "a workbook saved by a spreadsheet program",
                "Unpack it with the password and pack it without one.",
            )


def _check_sizes(entries: tuple[Entry, ...], where: str, limits: Limits) -> None:
    total = 0
    for entry in entries:
        total += entry.size
        if entry.size > limits.part:
            raise _too_large(
                where, f"{entry.name} of {entry.size} bytes", f"at most {limits.part} bytes a part"
            )
        grows = entry.size > limits.ratio * max(entry.packed_size, 1)
        if grows and entry.size > limits.ratio_from:
            raise _too_large(
                where,
                f"{entry.name}, which grows from {entry.packed_size} to {entry.size} bytes",
                f"growth of at most {limits.ratio} times",
            )
    if total > limits.total:
        raise _too_large(where, f"{total} bytes unpacked", f"at most {limits.total}")


def _read_local_header(file: BinaryIO, entry: Entry, directory_offset: int, where: str) -> None:
    file.seek(entry.offset)
    header = file.read(LOCAL.size)
    fields = LOCAL.unpack(header)
    if fields[0] != b"PK\x03\x04" or file.read(fields[9]) != entry.raw_name:
        raise _hostile(where, f"{entry.name!r} under another name in the file than in its directory")
    entry.header_length = LOCAL.size + fields[9] + fields[10]
    if entry.end > directory_offset:
        raise _hostile(where, f"{entry.name!r} reaching into the directory")
    if entry.flags & DESCRIPTOR_FLAG:
        file.seek(entry.end)
        entry.descriptor_length = _descriptor_length(file.read(24), entry)


def _descriptor_length(data: bytes, entry: Entry) -> int:
    """Return the length of the data descriptor, which comes with or without a mark, in two widths."""
    mark = 4 if data[:4] == b"PK\x07\x08" else 0
    for layout in ("<LLL", "<LQQ"):
        length = struct.calcsize(layout)
        if len(data) >= mark + length:
            crc, packed_size, size = struct.unpack_from(layout, data, mark)
            if (crc, packed_size, size) == (entry.crc, entry.packed_size, entry.size):
                return mark + length
    return 0


def _check_overlaps(entries: tuple[Entry, ...], where: str) -> None:
    last_end = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if entry.offset < last_end:
            raise _hostile(where, f"{entry.name!r} overlapping another part")
        last_end = entry.end


def _damaged(where: str, got: str) -> RefusedFileError:
    return refusal("WB-004", where, got, "a whole .xlsx or .xlsm", "Restore the workbook from a backup.")


def _hostile(where: str, got: str) -> RefusedFileError:
    return refusal(
        "WB-005",
        where,
        got,
        "parts with plain, single names that lie apart",
        "Do not open this file; ask who sent it.",
    )


def _too_large(where: str, got: str, expected: str) -> RefusedFileError:
    return refusal("WB-006", where, got, expected, "If you trust the file, raise the limits.")
