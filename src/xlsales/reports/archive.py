"""The archive: frozen copies of reports, day and hash in their names, and a list of them (RP8)."""

from __future__ import annotations

import csv
import hashlib
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlsales.reports.made import MadeReport
from xlsales.reports.xlsx import write_xlsx

#: Folder of the copies, beside the report.
FOLDER: Final = "archive"
#: The list of copies in that folder.
LIST: Final = "archive.csv"
_HEADINGS: Final = ("date", "report", "period", "file", "sha256", "source", "source_sha256")
#: Digits of the hash that a name carries.
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Archived:
    """Copies that were made; ``files`` holds the workbook first, then its PDF where there is one."""

    files: tuple[Path, ...]


def archive_report(
    name: str, made: MadeReport, source: Path, output: Path, today: date, pdf: Path | None = None
) -> Archived:
    """Put a copy of a report into the archive: values only, protected, never overwritten.

    Args:
        name: Name of the report.
        made: The report.
        source: The workbook that it comes from; its hash goes into the list.
        output: The report's own file; the archive stands beside it.
        today: Day of the copy; names begin with it, so that they sort.
        pdf: The printed report, copied along.

    Returns:
        The copies: ``2026-03-31 summary 2026-03 0a1b2c3d4e5f.xlsx``; the digits begin the SHA-256
        of the file itself, so that anybody can tell whether it was changed.

    Raises:
        OSError: The folder cannot be written.
    """
    folder = output.parent / FOLDER
    folder.mkdir(exist_ok=True)
    stem = " ".join(part for part in (f"{today}", name, made.period) if part)
    with TemporaryDirectory(dir=folder) as scratch:
        copy = Path(scratch) / "copy.xlsx"
        write_xlsx(made.report, copy, frozen=True)
        copies = [copy]
        if pdf is not None:
            copies.append(Path(shutil.copyfile(pdf, Path(scratch) / "copy.pdf")))
        files = [_put(one, folder, stem) for one in copies]
    source_hash = _hash(source)
    for path, is_new in files:
        if is_new:
            _list(folder, (f"{today}", name, made.period, path.name, _hash(path), source.name, source_hash))
    return Archived(tuple(path for path, _ in files))


def _put(copy: Path, folder: Path, stem: str) -> tuple[Path, bool]:
    """Move a copy to its name; the same bytes are kept once."""
    target = folder / f"{stem} {_hash(copy)[:_DIGITS]}{copy.suffix}"
    if target.exists():
        return target, False
    copy.replace(target)
    target.chmod(0o444)
    return target, True


def _list(folder: Path, row: tuple[str, ...]) -> None:
    path = folder / LIST
    is_new = not path.exists()
    with path.open("a", encoding="utf-8-sig" if is_new else "utf-8", newline="") as file:
        lines = csv.writer(file)
        if is_new:
            lines.writerow(_HEADINGS)
        lines.writerow(row)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
