"""Copies computed by several processes side by side, the results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context

from xlsales.recalculation.engines.port import CalculationCopy, Checker, Clock, Results


def results_in_order(
    checker: Checker, copies: Iterable[CalculationCopy], clock: Clock, processes: int
) -> Iterator[Results | None]:
    """Compute copies and yield the results of each, ``None`` where the checker failed.

    Args:
        checker: Computes them; one that does not travel does so here.
        copies: Made one by one, no more of them at a time than there are processes and one.
        clock: The moment that they see.
        processes: How many may work at a time; one copy, or one process, is computed here.
    """
    waiting = iter(copies)
    first = list(islice(waiting, 2))
    if processes < 2 or len(first) < 2 or not checker.travels:
        for copy in chain(first, waiting):
            yield results_or_none(checker, copy, clock)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        under_way: deque[Future[Results | None] | None] = deque()
        for copy in chain(first, waiting):
            under_way.append(_sent(pool, checker, copy, clock))
            if len(under_way) > processes:
                yield _awaited(under_way.popleft())
        while under_way:
            yield _awaited(under_way.popleft())


def results_or_none(checker: Checker, copy: CalculationCopy, clock: Clock) -> Results | None:
    """Return what every formula of a copy gives; ``None`` where the checker failed, whatever the reason."""
    try:
        return checker.results(copy, clock)
    except Exception:
        return None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # an engine written in Rust gave up
            return None
        raise


def _sent(
    pool: ProcessPoolExecutor, checker: Checker, copy: CalculationCopy, clock: Clock
) -> Future[Results | None] | None:
    """Give a copy to a process; ``None`` once a process has died, which leaves the pool of no use."""
    try:
        return pool.submit(results_or_none, checker, copy, clock)
    except BrokenProcessPool:
        return None


def _awaited(task: Future[Results | None] | None) -> Results | None:
    try:
        return None if task is None else task.result()
    except BrokenProcessPool:
        return None
