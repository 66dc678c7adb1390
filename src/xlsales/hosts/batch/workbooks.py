"""Workbooks recalculated on a cluster: workers get bytes and give patches; only this process writes files."""

from __future__ import annotations

import hashlib
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xlsales.hosts.batch.cluster import connected, workers
from xlsales.kernel.issues import InvalidInputError, Issue, XlSalesError
from xlsales.recalculation.files import FileOutcome, Order, compute_file, outcome_of, write_computed
from xlsales.recalculation.report import Recalculation
from xlsales.workbook import WriteReport

if TYPE_CHECKING:
    from distributed import Client, Future  # type: ignore[import-untyped, unused-ignore]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A workbook that a worker has."""

    path: Path
    below: Path
    digest: str
    future: Future[Recalculation | tuple[Issue, ...]]


def recalculate_on_cluster(
    address: str,
    workbooks: Sequence[tuple[Path, Path]],
    order: Order,
    tell: Callable[[Path, str, int], None],
) -> Iterator[FileOutcome]:
    """Recalculate workbooks on a cluster, in the order given; the files are the same as without it.

    The workers need not see the files. At most twice as many workbooks as there are workers are on their way.

    Args:
        address: Of the scheduler.
        workbooks: Each with its place below the output folder.
        order: What to do.
        tell: Told of each workbook that is sent.

    Raises:
        InvalidInputError: CLUSTER-001 to CLUSTER-003; CLUSTER-004 tables are to be filled from files.
    """
    if order.data:
        fix = "Fill the tables without --scheduler; --jobs uses the processors of this machine."
        raise InvalidInputError(
            Issue("CLUSTER-004", "--data", "together with --scheduler", "one of them", fix)
        )
    with connected(address) as client:
        most = 2 * workers(client)
        waiting: deque[_Waiting | FileOutcome] = deque()
        for path, below in workbooks:
            if len(waiting) >= most:
                yield _finished(waiting.popleft(), order)
            tell(path, "sending", 0)
            waiting.append(_sent(client, path, below, order))
        while waiting:
            yield _finished(waiting.popleft(), order)


def _sent(client: Client, path: Path, below: Path, order: Order) -> _Waiting | FileOutcome:
    try:
        content = path.read_bytes()
    except OSError as error:
        issue = Issue("FILE-004", str(path), str(error), "a workbook that can be read", "Check its rights.")
        return FileOutcome(path, None, None, (issue,), 0)
    task = client.submit(recalculate_bytes, str(path), content, order, pure=False)
    return _Waiting(path, below, hashlib.sha256(content).hexdigest(), task)


def _finished(sent: _Waiting | FileOutcome, order: Order) -> FileOutcome:
    if isinstance(sent, FileOutcome):
        return sent

    def work() -> tuple[Recalculation, WriteReport]:
        found = sent.future.result()
        if not isinstance(found, Recalculation):
            raise InvalidInputError(*found)
        return found, write_computed(sent.path, sent.below, order, found, sent.digest)

    return outcome_of(sent.path, work)


def recalculate_bytes(name: str, content: bytes, order: Order) -> Recalculation | tuple[Issue, ...]:
    """Recalculate the bytes of a workbook; a worker does this.

    Args:
        name: The file, as messages shall name it.
        content: Its bytes.
        order: What to do.

    Returns:
        What changed, or why it failed.
    """
    with tempfile.TemporaryDirectory(prefix="xlsales-") as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        try:
            return compute_file(path, order)
        except XlSalesError as error:
            return tuple(replace(issue, where=issue.where.replace(str(path), name)) for issue in error.issues)
