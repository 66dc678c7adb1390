"""The Python that runs the jobs, and the conversation with it. Runs inside LibreOffice."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any, Final

#: Names the Python in which xlsales is installed, where ``xlsales`` is not on the path.
VARIABLE: Final = "XLSALES_PYTHON"
_COMMAND: Final = "xlsales"
_SECONDS_BETWEEN_LOOKS: Final = 0.1
_SECONDS_TO_END: Final = 10
#: LibreOffice's own settings would lead another Python to LibreOffice's libraries.
_OF_LIBREOFFICE: Final = ("PYTHONHOME", "PYTHONPATH", "LD_LIBRARY_PATH")


def find_python(environment: Mapping[str, str]) -> str | None:
    """Return the Python in which xlsales is installed, ``None`` where nothing leads to it."""
    if environment.get(VARIABLE):
        return environment[VARIABLE]
    command = shutil.which(_COMMAND, path=environment.get("PATH"))
    return next(_pythons_of(Path(command)), None) if command else None


def _pythons_of(command: Path) -> Iterator[str]:
    """Go through the Pythons that a command may belong to: the one it names, then those around it."""
    with command.open("rb") as file:
        first = file.readline(512)
    if first.startswith(b"#!"):
        yield first[2:].decode("utf-8", "replace").strip()
    for folder in (command.parent, command.parent.parent):
        for name in ("python.exe", "python3", "python"):
            if (folder / name).is_file():
                yield str(folder / name)


class OutsideJob:
    """A button that runs in another process; a context manager, which ends it.

    Args:
        python: A Python in which xlsales is installed.
        words: What ``python -m xlsales.hosts.buttons`` is told.
    """

    def __init__(self, python: str, words: Sequence[str]) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in _OF_LIBREOFFICE}
        self._process = subprocess.Popen(
            [python, "-m", "xlsales.hosts.buttons", *words],
            env={**environment, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        self._complaint = b""
        self._ears = [Thread(target=ear, daemon=True) for ear in (self._listen, self._hear_complaints)]
        for ear in self._ears:
            ear.start()

    def __enter__(self) -> OutsideJob:
        return self

    def __exit__(self, *_: object) -> None:
        """End the conversation; a job that goes on alone stops at its next stage, or is ended."""
        with contextlib.suppress(BrokenPipeError):
            self._pipe(self._process.stdin).close()
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for ear in self._ears:
            ear.join()
        for pipe in (self._process.stdout, self._process.stderr):
            self._pipe(pipe).close()

    def messages(self, meanwhile: Callable[[], None]) -> Iterator[dict[str, Any]]:
        """Yield what the job says, in its order.

        Args:
            meanwhile: Called about ten times a second while there is nothing.

        Raises:
            RuntimeError: The process ended badly; the text is the last line of what it said.
        """
        while True:
            try:
                line = self._lines.get(timeout=_SECONDS_BETWEEN_LOOKS)
            except Empty:
                meanwhile()
                continue
            if not line:
                break
            yield json.loads(line)
        code = self._process.wait()
        for ear in self._ears:
            ear.join()
        if code:
            lines = self._complaint.decode("utf-8", "replace").strip().splitlines()
            raise RuntimeError(lines[-1] if lines else f"exit code {code}")

    def answer(self, go_on: bool) -> None:
        """Answer to a stage."""
        stream = self._pipe(self._process.stdin)
        stream.write(b"go on\n" if go_on else b"stop\n")
        stream.flush()

    def _listen(self) -> None:
        for line in self._pipe(self._process.stdout):
            self._lines.put(line)
        self._lines.put(b"")

    def _hear_complaints(self) -> None:
        self._complaint = self._pipe(self._process.stderr).read()

    @staticmethod
    def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
        assert stream is not None  # all three were asked for
        return stream
