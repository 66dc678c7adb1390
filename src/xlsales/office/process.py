"""A LibreOffice process of our own: started when first asked, ended for sure."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from xlsales.office import worker
from xlsales.office.faults import OfficeError, could_not, not_running, too_slow
from xlsales.office.installation import Installation, find_installation
from xlsales.office.profile import write_profile

_SECONDS_TO_START: Final = 180
_SECONDS_TO_END: Final = 30


class OfficeProcess:
    """LibreOffice and the worker that speaks to it, in a temporary folder that is removed at the end.

    Usable as a context manager. After ``close`` the next request starts another process.

    Attributes:
        seconds: How long an answer may take; then the process is ended.
    """

    def __init__(self, seconds: float = 600, installation: Installation | None = None) -> None:
        self.seconds = seconds
        self._installation = installation
        self._running: _Running | None = None
        self._lock = threading.RLock()

    def __enter__(self) -> OfficeProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def generation(self) -> int:
        """A number that is another one after every start: what was open before is gone."""
        running = self._running
        return running.worker.pid if running and running.owner == os.getpid() else 0

    def ask(self, request: str, **arguments: object) -> Any:
        """Ask the worker and wait for its answer.

        Args:
            request: What to do: a method ``do_…`` of the worker's ``Requests``.
            arguments: Its arguments, as JSON can hold them.

        Raises:
            OfficeError: OFFICE-001 to OFFICE-005.
        """
        with self._lock:
            running = self._started()
            try:
                return running.ask(request, arguments, self.seconds)
            except OfficeError as error:
                if error.issues[0].code != "OFFICE-005":
                    self.close()
                raise

    def temporary_file(self, suffix: str) -> Path:
        """Return the path of a new file in the process' folder; whoever asks removes it."""
        with self._lock:
            handle, name = tempfile.mkstemp(suffix, dir=self._started().folder)
            os.close(handle)
            return Path(name)

    def close(self) -> None:
        """End LibreOffice and remove everything that it left."""
        with self._lock:
            running, self._running = self._running, None
            if running is not None:
                running.end()

    def _started(self) -> _Running:
        if self._running is not None and self._running.owner != os.getpid():
            self._running = None  # a forked process must not speak with its parent's office
        if self._running is None:
            running = _Running(self._installation or find_installation())
            try:
                running.wait_until_ready()
            except BaseException:
                running.end()
                raise
            self._running = running
        return self._running


class _Running:
    """One started worker."""

    def __init__(self, installation: Installation) -> None:
        self.owner = os.getpid()
        self.folder = Path(tempfile.mkdtemp(prefix="xlsales-office-"))
        write_profile(self.folder / "profile")
        # From its own folder, so that it imports nothing that stands beside it here.
        script = shutil.copy(worker.__file__, self.folder)
        self._said: IO[bytes] = (self.folder / "said.txt").open("w+b")
        environment = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
        self.worker = subprocess.Popen(
            [installation.python, str(script), installation.soffice, str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            start_new_session=True,
            env=environment,
        )
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="xlsales office", daemon=True)
        self._reader.start()

    def wait_until_ready(self) -> None:
        self._next_answer("start LibreOffice", _SECONDS_TO_START)

    def ask(self, request: str, arguments: dict[str, object], seconds: float) -> Any:
        line = json.dumps({"do": request, **arguments}).encode() + b"\n"
        assert self.worker.stdin is not None
        try:
            self.worker.stdin.write(line)
            self.worker.stdin.flush()
        except OSError:
            raise not_running(self._last_words()) from None
        answer = self._next_answer(request, seconds)
        if "failed" in answer:
            raise could_not(str(arguments.get("path", request)), answer["failed"])
        return answer["answer"]

    def end(self) -> None:
        """Let the worker end LibreOffice; where it does not, end both by force."""
        assert self.worker.stdin is not None
        assert self.worker.stdout is not None
        with contextlib.suppress(OSError):
            self.worker.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.worker.wait(_SECONDS_TO_END)
        if self.worker.poll() != 0:
            self._end_by_force()
        self._reader.join()
        self.worker.stdout.close()
        self._said.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end_by_force(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            worker.kill_tree(int((self.folder / worker.PID_FILE).read_text()))
        worker.kill_tree(self.worker.pid)
        self.worker.wait()

    def _read(self) -> None:
        assert self.worker.stdout is not None
        for line in self.worker.stdout:
            self._answers.put(line)
        self._answers.put(None)

    def _next_answer(self, asked: str, seconds: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise too_slow(asked, seconds) from None
        if line is None:
            raise not_running(self._last_words())
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _last_words(self) -> str:
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")
