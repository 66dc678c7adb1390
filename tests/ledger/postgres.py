"""A real PostgreSQL server for tests, in a folder of its own; skipped where Debian's package is not there."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

_DEBIAN: Final = Path("/usr/lib/postgresql")
_ACCOUNT: Final = "postgres"


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server and give its address; it listens on this machine only and is thrown away."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="xlsales-pg-"))
    data, port = folder / "data", _free_port()
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _ACCOUNT)
        _run(programs / "initdb", "-D", data, "-U", "xlsales", "--auth=trust", "-E", "UTF8", "--no-sync")
        words = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", words, "start")
        try:
            yield f"postgresql+pg8000://xlsales@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(_DEBIAN.glob("*/bin/pg_ctl"))
    if not found:
        pytest.skip("needs Debian's package postgresql")
    if importlib.util.find_spec("pg8000") is None:
        pytest.skip("needs the extra postgres (pg8000)")
    if os.geteuid() == 0:
        try:
            pwd.getpwnam(_ACCOUNT)
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no account for it")
    return found[-1].parent


def _run(*command: object) -> None:
    """Run a program, as the account that the package made where we are root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", _ACCOUNT, "--", *words]
    done = subprocess.run(
        words,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{words} failed: {done.stderr.decode(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def empty(url: str) -> None:
    """Drop the tables of a ledger."""
    from sqlalchemy import NullPool, create_engine

    from xlsales.ledger.schema import METADATA

    METADATA.drop_all(create_engine(url, poolclass=NullPool))
