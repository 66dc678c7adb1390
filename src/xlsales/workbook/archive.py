"""The zip container, read by hand: every entry's raw bytes, and nothing trusted that it says.

References:
    PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.14 (zip64).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from xlsales.workbook.archive_directory import Entry, RawDirectory, part_key, read_directory
from xlsales.workbook.limits import Limits
from xlsales.workbook.refusals import refusal

STORED: Final = 0
DEFLATED: Final = 8
_READ: Final = 1 << 17
_INFLATE: Final = 1 << 18


@dataclass(slots=True)
class Archive:
    """An open container.

    Attributes:
        file: Where the bytes come from, seekable.
        directory: Its entries, in the order of the file's own directory.
        sound: Names of the entries whose check sum was found right.
    """

    file: BinaryIO
    directory: RawDirectory
    sound: set[str]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, in directory order."""
        return self.directory.entries

    def find(self, part: str) -> Entry | None:
        """Return the entry of a part, named as Excel allows: any case, either slash."""
        return self.directory.by_key.get(part_key(part))

    def raw(self, entry: Entry) -> Iterator[bytes]:
        """Yield local header, data and descriptor of an entry as they stand in the file."""
        position = entry.offset
        left = entry.header_length + entry.packed_size + entry.descriptor_length
        while left:
            self.file.seek(position)
            piece = self.file.read(min(left, _READ))
            if not piece:
                raise _damaged(entry, "the file ends inside it")
            position += len(piece)
            left -= len(piece)
            yield piece

    def chunks(self, entry: Entry) -> Iterator[bytes]:
        """Yield the inflated bytes of an entry, at most 256 KiB each.

        Raises:
            RefusedFileError: WB-007 size or check sum differ from the directory; nothing past the
                declared size is ever inflated.
        """
        size = crc = 0
        for piece in self._inflated(entry):
            size += len(piece)
            if size > entry.size:
                raise _damaged(entry, "it is larger than the directory says")
            crc = zlib.crc32(piece, crc)
            yield piece
        if size != entry.size or crc != entry.crc:
            raise _damaged(entry, "its size or check sum is wrong")
        self.sound.add(entry.name)

    def read(self, entry: Entry) -> bytes:
        """Return all inflated bytes of an entry; for small parts."""
        return b"".join(self.chunks(entry))

    def check_sums(self) -> None:
        """Refuse the container unless every entry's check sum is right.

        Raises:
            RefusedFileError: WB-007.
        """
        for entry in self.entries:
            if entry.name not in self.sound:
                for _ in self.chunks(entry):
                    pass

    def _packed(self, entry: Entry) -> Iterator[bytes]:
        position = entry.offset + entry.header_length
        left = entry.packed_size
        while left:
            self.file.seek(position)
            piece = self.file.read(min(left, _READ))
            if not piece:
                raise _damaged(entry, "the file ends inside it")
            position += len(piece)
            left -= len(piece)
            yield piece

    def _inflated(self, entry: Entry) -> Iterator[bytes]:
        if entry.method == STORED:
            yield from self._packed(entry)
            return
        if entry.method != DEFLATED:
            raise _damaged(entry, f"compression method {entry.method}")
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for packed in self._packed(entry):
                rest = packed
                while rest:
                    yield inflater.decompress(rest, _INFLATE)
                    rest = inflater.unconsumed_tail
            yield inflater.flush()
        except zlib.error as error:
            raise _damaged(entry, str(error)) from error


def open_archive(file: BinaryIO, where: str, limits: Limits) -> Archive:
    """Read the directory of a container and check every claim it makes.

    Raises:
        RefusedFileError: WB-004 damaged, WB-005 hostile, WB-006 too large.
    """
    return Archive(file, read_directory(file, where, limits), set())


def _damaged(entry: Entry, what: str) -> Exception:
    return refusal(
        "WB-007", entry.name, what, "a part that unpacks as listed", "Restore the workbook from a backup."
    )
