"""The process starts, answers, and is gone afterwards, whatever happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from needs_office import NEEDS_OFFICE, needs_process_list, processes_that_mention, soon
from xlsales.office import OfficeError, OfficeProcess, find_installation, values_of

_ASK = "from xlsales.office import shared_office as shared; shared().ask('functions')"

pytestmark = [*NEEDS_OFFICE, needs_process_list]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of the test, so that whatever is left can be found."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def office(folder: Path) -> Iterator[OfficeProcess]:
    """A process of the test's own."""
    with OfficeProcess() as process:
        yield process


def _is_clean(folder: Path) -> bool:
    return not processes_that_mention(str(folder)) and not list(folder.glob("xlsales-office-*"))


def _error_code(office: OfficeProcess, request: str, **arguments: object) -> str:
    with pytest.raises(OfficeError) as caught:
        office.ask(request, **arguments)
    return caught.value.issues[0].code


def test_where_it_stands_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    found = find_installation()
    monkeypatch.setenv("XLSALES_SOFFICE", found.soffice)
    monkeypatch.setenv("XLSALES_OFFICE_PYTHON", found.python)

    assert find_installation() == found


def test_nothing_starts_before_the_first_question(office: OfficeProcess, folder: Path) -> None:
    assert office.generation == 0
    assert _is_clean(folder)


def test_it_answers_and_leaves_no_process_and_no_file(office: OfficeProcess, folder: Path) -> None:
    functions = office.ask("functions")
    running = processes_that_mention(str(folder))
    office.close()

    assert {"SUM", "_xlfn.NORM.S.DIST"} <= set(functions)
    assert any("soffice.bin" in words for words in running.values())
    assert _is_clean(folder)


def test_closing_twice_is_as_closing_once(office: OfficeProcess) -> None:
    office.ask("functions")

    office.close()
    office.close()

    assert office.generation == 0


def test_after_closing_the_next_question_starts_another_process(office: OfficeProcess) -> None:
    office.ask("functions")
    first = office.generation
    office.close()

    office.ask("functions")

    assert office.generation not in (0, first)


def test_too_late_an_answer_ends_the_process(folder: Path) -> None:
    office = OfficeProcess(seconds=0.001)

    assert _error_code(office, "functions") == "OFFICE-004"
    assert _is_clean(folder)


def test_a_damaged_file_is_told_and_the_process_serves_on(office: OfficeProcess, folder: Path) -> None:
    damaged = folder / "damaged.xlsx"
    damaged.write_bytes(b"PK\x03\x04 and no more")

    assert _error_code(office, "values", path=str(damaged)) == "OFFICE-005"
    first = office.generation
    assert office.ask("functions")
    assert office.generation == first


def test_an_absent_file_is_told(folder: Path, office: OfficeProcess) -> None:
    with pytest.raises(OfficeError, match="OFFICE-005"):
        values_of(folder / "absent.xlsx", office)


@pytest.mark.parametrize("victim", ["soffice.bin", "worker.py"])
def test_a_process_that_dies_is_told_and_cleared_away(
    victim: str, office: OfficeProcess, folder: Path
) -> None:
    office.ask("functions")
    running = processes_that_mention(str(folder))
    os.kill(next(number for number, words in running.items() if victim in words), signal.SIGKILL)

    assert _error_code(office, "functions") == "OFFICE-003"
    assert soon(lambda: _is_clean(folder))
    assert office.ask("functions")


def test_when_our_own_process_is_killed_nothing_is_left(folder: Path) -> None:
    with _our_process(f"{_ASK}; print('on', flush=True); input()", folder) as ours:
        assert ours.stdout is not None
        assert ours.stdout.readline() == b"on\n"
        assert processes_that_mention(str(folder / "xlsales-office-"))
        ours.kill()

    assert soon(lambda: _is_clean(folder))


def test_when_our_own_process_is_killed_while_libreoffice_starts_nothing_is_left(folder: Path) -> None:
    with _our_process(_ASK, folder) as ours:
        assert soon(
            lambda: any("--accept" in words for words in processes_that_mention(str(folder)).values())
        )
        ours.kill()

    assert soon(lambda: _is_clean(folder))


def _our_process(script: str, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder)},
    )


def test_the_shared_process_ends_with_the_program(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", _ASK], check=True, env={**os.environ, "TMPDIR": str(folder)})

    assert _is_clean(folder)


def test_a_forked_process_starts_an_office_of_its_own(office: OfficeProcess) -> None:
    office.ask("functions")
    mine = office.generation

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking with threads is what we test
        child = os.fork()
    if child == 0:
        fresh = office.generation == 0
        os._exit(0 if fresh else 1)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert office.generation == mine
    assert office.ask("functions")
