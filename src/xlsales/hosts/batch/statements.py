"""Statements made on several processors or machines: each part of the payees by itself."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, Protocol, TypeAlias

from xlsales.hosts.batch.cluster import connected, workers
from xlsales.reports.statement_files import StatementPart, statement_files

#: Name and content of a file.
MadeFile: TypeAlias = tuple[str, bytes]


class _Result(Protocol):
    def result(self) -> Any: ...


def made_here(parts: Iterable[StatementPart], jobs: int) -> Iterator[MadeFile]:
    """Go through the statements of all parts, made by some processes of this machine.

    Args:
        parts: Payees, some at a time; at most twice as many parts as processes wait.
        jobs: Number of processes; 1 makes them in this one.
    """
    if jobs == 1:
        for part in parts:
            yield from statement_files(part)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        running: deque[Future[Any]] = deque()
        for part in parts:
            running.append(pool.submit(statement_files, part))
            if len(running) > 2 * jobs:
                yield from running.popleft().result()
        for one in running:
            yield from one.result()


def made_on_cluster(parts: Iterable[StatementPart], address: str) -> Iterator[MadeFile]:
    """Go through the statements of all parts, made by the workers of a Dask cluster.

    The workers need neither the workbook nor the ledger; the files have the same bytes.

    Args:
        parts: Payees, some at a time.
        address: Of the scheduler, such as ``tcp://10.0.0.5:8786``.

    Raises:
        InvalidInputError: CLUSTER-001 to CLUSTER-003 as ``connected``.
    """
    with connected(address) as client:
        most = 2 * workers(client)
        running: deque[_Result] = deque()
        for part in parts:
            running.append(client.submit(statement_files, part, pure=False))
            if len(running) > most:
                yield from running.popleft().result()
        for one in running:
            yield from one.result()
