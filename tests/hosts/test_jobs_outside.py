"""A button whose job runs in another process: the conversation, a stop, and where the Python is found."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from xlsales.hosts.buttons.__main__ import main
from xlsales.hosts.buttons.copied_book import AskedPerson, CopiedBook
from xlsales.hosts.buttons.open_book import Cancelled
from xlsales.hosts.buttons.pages import Link, Page
from xlsales.hosts.libreoffice.jobs import failed_text, no_python_text, page_from
from xlsales.hosts.libreoffice.outside import VARIABLE, OutsideJob, find_python
from xlsales.hosts.libreoffice.pages import CellLink
from xlsales.resources import resource_folder


def plan(folder: Path) -> Path:
    return Path(shutil.copy(resource_folder("workbooks") / "target_plan.xlsx", folder / "copy.xlsx"))


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def words(folder: Path, button: str = "targets", copy: Path | None = None) -> list[str]:
    given = [button, str(copy or plan(folder)), "--name", "My plan.ods", "--folder", str(folder)]
    return [*given, "--lang", "zh"]


def test_a_job_tells_its_stages_and_asks_to_open_its_report(tmp_path: Path) -> None:
    out = io.StringIO()

    main(words(tmp_path), out, io.StringIO("go on\n" * 9))

    *told, opened = lines(out)
    assert [each["tell"] for each in told] == ["xlsales: 读取表格", "xlsales: 计算", "xlsales: 写报表"]
    assert opened == {"open": str(tmp_path / "My plan 目标.xlsx")}
    assert (tmp_path / "My plan 目标.xlsx").is_file()


@pytest.mark.parametrize("answers", ["go on\nstop\n", "go on\n"])
def test_a_job_stops_when_the_host_says_so_or_is_gone(tmp_path: Path, answers: str) -> None:
    out = io.StringIO()

    main(words(tmp_path), out, io.StringIO(answers))

    assert lines(out)[-1] == {"done": "已停止。"}
    assert [path.name for path in tmp_path.iterdir()] == ["copy.xlsx"]


def test_problems_are_handed_over_as_a_page(tmp_path: Path) -> None:
    out = io.StringIO()

    main(words(tmp_path, "incentives"), out, io.StringIO("go on\n" * 9))

    (page,) = lines(out)[-1]["pages"]
    assert page["columns"] == ["位置", "代码", "实际", "应为", "怎么办"]
    assert page_from(page).header == tuple(page["columns"])
    assert not list(tmp_path.glob("*.sqlite"))


def test_a_link_survives_the_conversation() -> None:
    out = io.StringIO()

    CopiedBook(Path("c.xlsx"), "a.xlsx", None, out).add_sheet(
        Page("P", ("A", "B"), ((Link("x 1", "B2"), 2.5),))
    )

    (told,) = lines(out)[0]["pages"]
    assert page_from(told).rows == ((CellLink("x 1!B2", "$'x 1'.B2"), 2.5),)


def test_columns_of_a_page_are_as_wide_as_their_texts_within_limits() -> None:
    page = page_from({"title": "P", "columns": ["A", "B", "C"], "rows": [["x", "word " * 5, "字" * 50]]})

    assert page.widths == (22, 62, 90)


def test_a_person_who_does_not_answer_stops_the_job() -> None:
    with pytest.raises(Cancelled):
        AskedPerson(io.StringIO(), io.StringIO()).tell("stage")


def test_another_process_runs_the_job_while_the_host_looks_around(tmp_path: Path) -> None:
    looks, messages = [], []

    with OutsideJob(sys.executable, words(tmp_path)) as job:
        for message in job.messages(lambda: looks.append(1)):
            messages.append(message)
            if "tell" in message:
                job.answer(go_on=True)

    assert [next(iter(each)) for each in messages] == ["tell", "tell", "tell", "open"]
    assert looks


def test_another_process_that_fails_says_why(tmp_path: Path) -> None:
    with (
        OutsideJob(sys.executable, ["no such button"]) as job,
        pytest.raises(RuntimeError, match="invalid choice"),
    ):
        list(job.messages(lambda: None))


def test_a_job_that_nobody_listens_to_any_more_ends_without_a_report(tmp_path: Path) -> None:
    with OutsideJob(sys.executable, words(tmp_path)) as job:
        first = next(job.messages(lambda: None))

    assert "tell" in first
    assert [path.name for path in tmp_path.iterdir()] == ["copy.xlsx"]


def test_libreoffices_own_settings_do_not_reach_the_other_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))

    with OutsideJob(sys.executable, words(tmp_path)) as job:
        first = next(job.messages(lambda: None))

    assert "tell" in first


def test_the_python_is_the_one_that_a_variable_names() -> None:
    assert find_python({VARIABLE: "/a/python", "PATH": ""}) == "/a/python"


def test_without_a_command_there_is_no_python() -> None:
    assert find_python({"PATH": ""}) is None


def test_the_python_of_a_command_is_the_one_it_names(tmp_path: Path) -> None:
    command = tmp_path / "xlsales"
    command.write_text("#!/opt/venv/bin/python3.11\nimport x\n")
    command.chmod(0o755)

    assert find_python({"PATH": str(tmp_path)}) == "/opt/venv/bin/python3.11"


@pytest.mark.parametrize("place", ["Scripts/python.exe", "python.exe"])
def test_the_python_of_a_windows_command_stands_beside_it_or_above(tmp_path: Path, place: str) -> None:
    command = tmp_path / "Scripts" / "xlsales"
    command.parent.mkdir()
    command.write_bytes(b"MZ program")
    command.chmod(0o755)
    (tmp_path / place).write_bytes(b"")

    assert find_python({"PATH": str(command.parent)}) == str(tmp_path / place)


def test_what_is_said_names_the_way_out() -> None:
    for language in ("en", "zh"):
        assert "pip install xlsales" in no_python_text(language)
        assert VARIABLE in no_python_text(language)
        assert "why" in failed_text("why", language)
