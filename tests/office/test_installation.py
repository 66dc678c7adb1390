"""Finding LibreOffice, and saying so where it is not found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from xlsales.office import OfficeError, OfficeProcess, find_installation, is_available


def test_a_wrong_path_to_soffice_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLSALES_SOFFICE", "/nowhere/soffice")

    with pytest.raises(OfficeError) as caught:
        find_installation()

    issue = caught.value.issues[0]
    assert issue.code == "OFFICE-001"
    assert "XLSALES_SOFFICE" in issue.fix
    assert "/nowhere/soffice" in issue.got
    assert not is_available()


def test_without_soffice_on_the_path_and_in_the_usual_places_there_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("XLSALES_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("xlsales.office.installation._USUAL_PLACES", ())

    with pytest.raises(OfficeError) as caught:
        OfficeProcess().ask("functions")

    assert caught.value.issues[0].code == "OFFICE-001"


def test_a_python_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLSALES_SOFFICE", sys.executable)
    monkeypatch.setenv("XLSALES_OFFICE_PYTHON", "/nowhere/python")

    with pytest.raises(OfficeError) as caught:
        find_installation()

    assert caught.value.issues[0].code == "OFFICE-002"
    assert "XLSALES_OFFICE_PYTHON" in caught.value.issues[0].fix
