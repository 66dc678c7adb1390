"""Putting a finished file in the place of another, so that a crash leaves one or the other, whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

_COPY: Final = 1 << 20


def write_aside(destination: Path, write: Callable[[BinaryIO], None]) -> Path:
    """Write a file in the folder of ``destination`` and flush it to the disk.

    Args:
        destination: The file that it shall replace later, links followed.
        write: Writes the content.

    Returns:
        The new file; it has the mode of the destination, if that is there.

    Raises:
        OSError: The disk is full, the folder is read-only; nothing is left behind.
    """
    handle, name = tempfile.mkstemp(prefix=f".{destination.name}-", suffix=".part", dir=destination.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(mode_for(destination))
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def swap_in(aside: Path, destination: Path) -> None:
    """Put a file in the place of another and flush the folder."""
    os.replace(aside, destination)  # noqa: PTH105, the one call that is sure to replace on every system
    flush_folder(destination.parent)


def keep_backup(original: Path, moment: datetime) -> Path:
    """Copy a file beside itself under a dated name.

    Examples:
        >>> backup_name(Path("plan.xlsx"), datetime(2026, 3, 31, 9, 30)).name
        'plan.backup-20260331-093000.xlsx'
    """
    backup = backup_name(original, moment)

    def copy(out: BinaryIO) -> None:
        with original.open("rb") as source:
            shutil.copyfileobj(source, out, _COPY)

    aside = write_aside(original, copy)
    shutil.copystat(original, aside)
    swap_in(aside, backup)
    return backup


def drop_older_backups(original: Path, newest: Path) -> None:
    """Delete earlier backups of a file; only names that ``keep_backup`` gives are touched."""
    pattern = f"{_literal(original.stem)}.backup-{'[0-9]' * 8}-{'[0-9]' * 6}{_literal(original.suffix)}"
    for backup in original.parent.glob(pattern):
        if backup.name != newest.name:
            backup.unlink(missing_ok=True)


def backup_name(original: Path, moment: datetime) -> Path:
    """Return the name of a backup made at a moment, local time."""
    return original.with_name(f"{original.stem}.backup-{moment:%Y%m%d-%H%M%S}{original.suffix}")


def flush_folder(folder: Path) -> None:
    """Flush a folder's list of names, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def mode_for(destination: Path) -> int:
    """Return the mode that a file shall have: that of the one it replaces, else what the mask leaves."""
    if destination.exists():
        return destination.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _literal(text: str) -> str:
    """Return text as a pattern that matches it alone."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)
