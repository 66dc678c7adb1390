"""Reports are written whole or not at all, as a user's other files are."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from xlsales.reports.whole_file import whole_file


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "report.xlsx"

    with whole_file(path) as scratch:
        scratch.write_text("all")

    assert path.read_text() == "all"
    assert list(path.parent.iterdir()) == [path]


def write_half(path: Path) -> None:
    with whole_file(path) as scratch:
        scratch.write_text("ha")
        raise ValueError("half")


def test_what_goes_wrong_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_text("old")

    with pytest.raises(ValueError, match="half"):
        write_half(path)

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_others_may_read_it_as_far_as_the_mask_lets_them(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    old = os.umask(0o027)
    try:
        with whole_file(path) as scratch:
            scratch.write_text("all")
    finally:
        os.umask(old)

    assert stat.S_IMODE(path.stat().st_mode) == 0o640
