"""Files and folders: each workbook is recalculated and written, and a bad one stops no other."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, Literal

from xlsales.kernel.issues import InvalidInputError, Issue, XlSalesError
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.port import Checker, Engine
from xlsales.recalculation.recalculate import Options, recalculate
from xlsales.recalculation.report import Progress, Recalculation, no_progress
from xlsales.workbook import Package, WriteReport, open_package, write_workbook
from xlsales.workbook.save import changed_since, refuse_write, replace_workbook

EngineChoice = Literal["auto", "cellrune", "libreoffice"]
SUFFIXES: Final = (".xlsx", ".xlsm", ".xltx", ".xltm")
#: Each of them holds its part of a large workbook.
_MOST_PROCESSES: Final = 4
_BACKUP: Final = re.compile(r"\.backup-[0-9]{8}-[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Order:
    """What to do with every workbook.

    Attributes:
        folder: Where results go; ``None`` replaces each workbook and keeps a backup.
        settings: Inputs to write first.
        today: The day that volatile formulas see.
        full: Compute every formula.
        engine: Which engines may be used.
        data: Tables to fill from files first, such as ``Sales=sales.csv``.
        processes: How many may work on one workbook, where it is large.
    """

    folder: Path | None
    settings: tuple[str, ...] = ()
    today: date | None = None
    full: bool = False
    engine: EngineChoice = "auto"
    data: tuple[str, ...] = ()
    processes: int = 1


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one workbook.

    Attributes:
        path: The workbook.
        recalculation: What was computed; ``None`` when it failed.
        written: What was written.
        issues: Why it failed.
        seconds: How long it took.
    """

    path: Path
    recalculation: Recalculation | None
    written: WriteReport | None
    issues: tuple[Issue, ...]
    seconds: float


def find_workbooks(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """Return workbooks with the place that each has below an output folder.

    Args:
        paths: Workbooks and folders; folders are searched with everything below them, but for the
            backups that ``--in-place`` keeps, lock files and hidden files.

    Raises:
        InvalidInputError: FILE-001 a path that does not exist, FILE-002 no workbook at all.
    """
    found: dict[Path, Path] = {}
    issues: list[Issue] = []
    paths = list(paths)
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if _is_workbook(file):
                    found.setdefault(file, file.relative_to(path))
        elif path.exists():
            found.setdefault(path, Path(path.name))
        else:
            issues.append(
                Issue(
                    "FILE-001",
                    str(path),
                    "nothing",
                    "a workbook or a folder",
                    "Check the path and its spelling.",
                )
            )
    if not issues and not found:
        issues.append(
            Issue(
                "FILE-002",
                ", ".join(map(str, paths)),
                "no workbook",
                " or ".join(SUFFIXES),
                "Name another folder.",
            )
        )
    if issues:
        raise InvalidInputError(*issues)
    return list(found.items())


def _is_workbook(file: Path) -> bool:
    kept_aside = file.name.startswith(("~$", ".")) or _BACKUP.search(file.name)
    return file.suffix.lower() in SUFFIXES and not kept_aside and file.is_file()


def recalculate_file(path: Path, below: Path, order: Order, progress: Progress = no_progress) -> FileOutcome:
    """Recalculate one workbook and write it; whatever goes wrong is told, not raised.

    Args:
        path: The workbook.
        below: Its place below the output folder.
        order: What to do.
        progress: Told of each stage.
    """

    def work() -> tuple[Recalculation, WriteReport]:
        destination = _destination(path, below, order)
        with open_package(path) as package:
            recalculated = _with_data if order.data else _as_it_is
            return recalculated(package, destination, order, _options(order, progress))

    return outcome_of(path, work)


def compute_file(path: Path, order: Order) -> Recalculation:
    """Recalculate one workbook without writing it.

    Raises:
        XlSalesError: It cannot be read, or the order does not fit it.
    """
    with open_package(path) as package:
        return recalculate(package, _options(order, no_progress))


def write_computed(path: Path, below: Path, order: Order, found: Recalculation, digest: str) -> WriteReport:
    """Write what was computed elsewhere.

    Args:
        path: The workbook.
        below: Its place below the output folder.
        order: What was to be done.
        found: What was computed.
        digest: SHA-256 of the workbook that it was computed from.

    Raises:
        RefusedFileError: WB-022 it changed since; what ``write_workbook`` raises.
    """
    destination = _destination(path, below, order)
    with open_package(path) as package:
        if package.fingerprint.digest != digest:
            raise changed_since(path)
        destination.parent.mkdir(parents=True, exist_ok=True)
        return write_workbook(package, destination, found.patches, in_place=order.folder is None)


def outcome_of(path: Path, work: Callable[[], tuple[Recalculation, WriteReport]]) -> FileOutcome:
    """Do the work on a workbook; whatever goes wrong is told, not raised."""
    start = time.perf_counter()
    try:
        found, written = work()
        return FileOutcome(path, found, written, (), time.perf_counter() - start)
    except XlSalesError as error:
        return FileOutcome(path, None, None, error.issues, time.perf_counter() - start)
    except (OSError, MemoryError, RecursionError) as error:
        return FileOutcome(path, None, None, (_unexpected(path, error),), time.perf_counter() - start)


def _options(order: Order, progress: Progress) -> Options:
    return Options(
        engines_for(order.engine),
        order.settings,
        order.today,
        order.full,
        progress,
        checker=checker_for(order.engine),
        processes=order.processes,
    )


def _as_it_is(
    package: Package, destination: Path, order: Order, options: Options
) -> tuple[Recalculation, WriteReport]:
    found = recalculate(package, options)
    options.progress("writing", len(found.patches))
    destination.parent.mkdir(parents=True, exist_ok=True)
    return found, write_workbook(package, destination, found.patches, in_place=order.folder is None)


def _with_data(
    package: Package, destination: Path, order: Order, options: Options
) -> tuple[Recalculation, WriteReport]:
    """Fill tables in a copy, recalculate it, and put the result in its place."""
    from xlsales.recalculation.refilled import refilled

    in_place = order.folder is None
    refuse_write(package, destination.resolve(), in_place=in_place, allow_signed=False)
    with refilled(package, order.data, options) as copy:
        found = recalculate(copy.package, copy.options)
        found.refilled = copy.tables
        options.progress("writing", len(found.patches))
        destination.parent.mkdir(parents=True, exist_ok=True)
        if not in_place:
            return found, write_workbook(copy.package, destination, found.patches)
        return found, replace_workbook(package, copy.package, found.patches)


def recalculate_files(
    workbooks: Sequence[tuple[Path, Path]], order: Order, jobs: int, tell: Callable[[Path, str, int], None]
) -> Iterator[FileOutcome]:
    """Recalculate workbooks, several at a time, in the order given."""
    if jobs <= 1 or len(workbooks) < 2:
        order = replace(order, processes=min(os.cpu_count() or 1, _MOST_PROCESSES))
        for path, below in workbooks:
            yield recalculate_file(path, below, order, partial(tell, path))
        return
    with ProcessPoolExecutor(min(jobs, len(workbooks))) as pool:
        tasks = [pool.submit(recalculate_file, path, below, order) for path, below in workbooks]
        for task in tasks:
            yield task.result()


def engines_for(choice: EngineChoice) -> tuple[Engine, ...]:
    """Return the engines that may be elected, the default one first."""
    engines: list[Engine] = [CellruneEngine()]
    if choice != "cellrune":
        from xlsales.office import is_available
        from xlsales.recalculation.engines.libreoffice import LibreOfficeEngine

        if is_available():
            engines.append(LibreOfficeEngine())
        elif choice == "libreoffice":
            raise InvalidInputError(
                Issue(
                    "ENGINE-001",
                    "--engine",
                    "libreoffice",
                    "an installed LibreOffice",
                    "Install it, or use auto.",
                )
            )
    return tuple(engines)


def checker_for(choice: EngineChoice) -> Checker | None:
    """Return the quick engine that may check saved results, where it is installed."""
    from xlsales.recalculation.engines.formualizer import FormualizerChecker, is_installed

    return FormualizerChecker() if choice != "cellrune" and is_installed() else None


def _destination(path: Path, below: Path, order: Order) -> Path:
    if order.folder is None:
        return path
    destination = order.folder / below
    if destination.exists() and destination.resolve() == path.resolve():
        raise InvalidInputError(
            Issue(
                "FILE-003",
                str(path),
                "itself as the output",
                "another folder",
                "Use --in-place to replace it.",
            )
        )
    return destination


def _unexpected(path: Path, error: BaseException) -> Issue:
    return Issue(
        "FILE-004",
        str(path),
        f"{type(error).__name__}: {error}",
        "a workbook that can be read and written",
        "The original is as it was.",
    )
