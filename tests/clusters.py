"""A small Dask cluster for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def two_workers() -> Iterator[str]:
    """Yield the address of a cluster of two workers in this process, at ports that are free."""
    distributed = pytest.importorskip("distributed", reason="distributed is not installed (extra cluster)")
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": False, "dashboard_address": ":0"}
    with distributed.LocalCluster(protocol="tcp", host="127.0.0.1", **options) as cluster:
        yield cluster.scheduler_address
