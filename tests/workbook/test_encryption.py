"""Workbooks behind a password."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from shared import shared_file
from workbook.vocabulary import at, plan_book
from xlsales.kernel.grid import Cell
from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook import InputPatch, encryption, open_package, scan_sheet, write_workbook

msoffcrypto = pytest.importorskip("msoffcrypto", reason="needs the extra encrypted")

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'


def encrypted(folder: Path, password: str) -> Path:
    plain = plan_book(folder, ROWS, parts={"xl/media/image1.png": random.Random(5).randbytes(9000)})
    path = folder / "secret.xlsx"
    with plain.open("rb") as file, path.open("wb") as out:
        msoffcrypto.OfficeFile(file).encrypt(password, out)
    return path


def test_the_password_opens_it_for_reading_only(tmp_path: Path) -> None:
    path = encrypted(tmp_path, "open sesame")
    new = tmp_path / "new.xlsx"

    with open_package(path, password="open sesame") as package:
        assert package.decrypted
        assert scan_sheet(package, "Plan").values == {at("A1"): 1.0}
        with pytest.raises(RefusedFileError, match="WB-029"):
            write_workbook(package, new, [InputPatch("Plan", Cell(1, 1), 2)])

    assert not new.exists()


def test_the_default_password_of_excel_is_tried(tmp_path: Path) -> None:
    with open_package(encrypted(tmp_path, encryption.DEFAULT_PASSWORD)) as package:
        assert scan_sheet(package, "Plan").values == {at("A1"): 1.0}


@pytest.mark.parametrize(("password", "word"), [(None, "no password"), ("sesame", "does not fit")])
def test_a_password_is_asked_for(tmp_path: Path, password: str | None, word: str) -> None:
    with pytest.raises(RefusedFileError, match=word) as caught:
        open_package(encrypted(tmp_path, "open sesame"), password=password)

    assert caught.value.issues[0].code == "WB-002"


def test_without_the_extra_the_message_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = encrypted(tmp_path, "open sesame")

    def absent(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(encryption, "import_module", absent)

    with pytest.raises(RefusedFileError, match=r"xlsales\[encrypted\]"):
        open_package(path, password="open sesame")


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["excelize__encryptAES.xlsx", "excelize__encryptSHA1.xlsx", "excelize__encryptSHA512.xlsx"]
)
def test_files_of_other_programs_open_with_their_password(name: str) -> None:
    """The password stands in excelize's crypt_test.go."""
    with open_package(shared_file("corpus", name), password="password") as package:
        assert package.sheets
