"""Whether a spreadsheet program has the file open: it leaves a small file beside it."""

from __future__ import annotations

from pathlib import Path

from xlsales.workbook.refusals import refusal


def lock_files(path: Path) -> tuple[Path, ...]:
    """Return the lock files that Excel and LibreOffice would leave beside a workbook.

    Examples:
        >>> [lock.name for lock in lock_files(Path("plan.xlsx"))]
        ['~$plan.xlsx', '.~lock.plan.xlsx#']
    """
    return path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")


def refuse_open_elsewhere(path: Path) -> None:
    """Refuse to write a file that a spreadsheet program has open.

    Raises:
        RefusedFileError: WB-021.
    """
    for lock in lock_files(path):
        if lock.exists():
            raise refusal(
                "WB-021",
                str(path),
                f"the lock file {lock.name}",
                "a workbook that no program has open",
                "Close the workbook; if no program has it open, delete the lock file.",
            )
