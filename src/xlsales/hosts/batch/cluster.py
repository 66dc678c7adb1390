"""A Dask cluster to work on, and what its workers must have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import xlsales
from xlsales.kernel.issues import InvalidInputError, Issue

if TYPE_CHECKING:
    from distributed import Client  # type: ignore[import-untyped, unused-ignore]

#: Seconds to wait for a scheduler that does not answer.
_PATIENCE: Final = 10


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """Yield a client of a cluster whose workers all have this release of xlsales.

    Args:
        address: Of the scheduler, such as ``tcp://10.0.0.5:8786``.

    Raises:
        InvalidInputError: CLUSTER-001 distributed is not installed, CLUSTER-002 nobody answers there,
            CLUSTER-003 there are no workers, or some with another release.
    """
    try:
        from distributed import Client
    except ImportError:
        fix = "Install it: pip install 'xlsales[cluster]'."
        raise _problem("CLUSTER-001", "no package distributed", "the package distributed", fix) from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        fix = "Start one with: dask scheduler; and name the address that it prints."
        raise _problem("CLUSTER-002", f"{address}: {error}", "a Dask scheduler that answers", fix) from None
    with client:
        _check_workers(client)
        yield client


def workers(client: Client) -> int:
    """Return how many tasks a cluster does at a time."""
    return sum(client.nthreads().values())


def _check_workers(client: Client) -> None:
    versions = client.run(_version)
    wrong = {worker: version for worker, version in versions.items() if version != xlsales.__version__}
    if not versions or wrong:
        got = ", ".join(f"{worker} has {version}" for worker, version in wrong.items()) or "no workers"
        fix = f"Install xlsales {xlsales.__version__} where they run, and start them: dask worker ADDRESS."
        raise _problem("CLUSTER-003", got, f"workers with xlsales {xlsales.__version__}", fix)


def _version() -> str:
    """Return the release that a worker has; other releases may compute other results."""
    return xlsales.__version__


def _problem(code: str, got: str, expected: str, fix: str) -> InvalidInputError:
    return InvalidInputError(Issue(code, "--scheduler", got, expected, fix))
