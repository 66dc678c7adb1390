"""The web extension of xlwings Lite: added to any workbook, renewed, taken out again without a trace."""

from __future__ import annotations

import ast
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import make_sheet
from hosts.web_extension import parts_of_file, properties_of, with_extension
from shared import SHARED
from xlsales.functions import all_functions
from xlsales.hosts.lite.attaching import attach_lite
from xlsales.hosts.lite.bundle import library_archive, packed_library
from xlsales.hosts.lite.detaching import detach_lite
from xlsales.hosts.lite.program import lite_program
from xlsales.hosts.lite.property_text import decoded, encoded, replaced
from xlsales.kernel.issues import InvalidInputError, RefusedFileError
from xlsales.workbook import open_package
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.part_saving import write_parts

MOST_CODE = 256 * 1024
LISTED = {"[Content_Types].xml", "_rels/.rels"}
ADDED = {
    "xl/webextensions/taskpanes.xml",
    "xl/webextensions/_rels/taskpanes.xml.rels",
    "xl/webextensions/webextension1.xml",
}
USER_CODE = (
    'from xlwings import func\n\n\n@func\ndef hello(name):\n    return f"Hello {name} <&> 你好 \\u00e9"\n'
)
CORPUS = sorted((SHARED / "corpus").glob("*.xls[xm]")) + sorted((SHARED / "corpus").glob("*.xlt[xm]"))


def attached(book: Path, out: Path) -> Path:
    with open_package(book) as package:
        parts = PartEdits(package)
        attach_lite(parts)
        return write_parts(parts, out, allow_signed=True).destination


def detached(book: Path, out: Path) -> Path:
    with open_package(book) as package:
        parts = PartEdits(package)
        assert detach_lite(parts)
        return write_parts(parts, out, allow_signed=True).destination


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return make_sheet(tmp_path / "plain.xlsx", {"A1": 1, "B1": "=A1*2"})


def test_only_the_listed_parts_change(plain: Path, tmp_path: Path) -> None:
    before = parts_of_file(plain)

    after = parts_of_file(attached(plain, tmp_path / "out.xlsx"))

    assert after.keys() - before.keys() == ADDED
    assert {name for name in before if before[name] != after[name]} == LISTED


def test_the_part_has_the_layout_of_public_workbooks(plain: Path, tmp_path: Path) -> None:
    out = attached(plain, tmp_path / "out.xlsx")

    texts = properties_of(out)
    parts = parts_of_file(out)
    assert texts.keys() == {"main.py", "requirements.txt", "pyodideVersion", "addinVersion"}
    assert texts["requirements.txt"].split() == ["xlwings", "numpy"]
    types = parts["[Content_Types].xml"].decode()
    assert 'PartName="/xl/webextensions/taskpanes.xml"' in types
    assert "application/vnd.ms-office.webextension+xml" in types
    assert "office/2011/relationships/webextensiontaskpanes" in parts["_rels/.rels"].decode()
    assert b'id="wa200008175"' in parts["xl/webextensions/webextension1.xml"]


def test_the_program_is_small_and_has_every_function_with_its_help() -> None:
    tree = ast.parse(lite_program())

    defined = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert len(encoded(lite_program()).encode()) < MOST_CODE
    for function in all_functions():
        node = defined[function.name.lower()]
        assert [argument.arg for argument in node.args.args] == [a.name for a in function.arguments]
        assert (ast.get_docstring(node) or "").startswith(function.summary)


def test_the_library_is_the_same_text_every_time() -> None:
    first = packed_library()
    packed_library.cache_clear()

    assert packed_library() == first
    with zipfile.ZipFile(io.BytesIO(library_archive())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_library_holds_what_a_call_or_a_script_can_need_and_no_file_reader() -> None:
    with zipfile.ZipFile(io.BytesIO(library_archive())) as archive:
        names = archive.namelist()

    rooms = {name.split("/")[1] for name in names} - {"__init__.py"}
    light = {"functions", "hosts", "kernel", "customers", "incentives", "targets", "receivables", "pipeline"}
    assert rooms == light | {"jobs", "plans", "reports", "tables"}
    assert {name.removeprefix("xlsales/hosts/") for name in names if "/hosts/" in name} == {
        "__init__.py",
        "buttons/__init__.py",
        "buttons/pages.py",
        "buttons/sheets.py",
        "lite/__init__.py",
        "office_js.py",
        *(f"lite/{name}.py" for name in ("answering", "open_tables", "packages", "rendering", "scripts")),
    }


def test_attached_twice_is_attached_once(plain: Path, tmp_path: Path) -> None:
    once = attached(plain, tmp_path / "once.xlsx")

    twice = attached(once, tmp_path / "twice.xlsx")

    assert twice.read_bytes() == once.read_bytes()


def test_detaching_gives_back_every_part(plain: Path, tmp_path: Path) -> None:
    out = detached(attached(plain, tmp_path / "out.xlsx"), tmp_path / "back.xlsx")

    assert parts_of_file(out) == parts_of_file(plain)


@pytest.mark.parametrize(
    "properties",
    [
        {"main.py": USER_CODE, "requirements.txt": "xlwings==0.33.20\npandas\n"},
        {"main.py": USER_CODE.rstrip(), "requirements.txt": "numpy>=1.26"},
        {"main.py": USER_CODE},
        {"main.py": "", "requirements.txt": ""},
        {"requirements.txt": "pandas"},
        {},
    ],
    ids=["own code", "own numpy", "no requirements", "empty", "no program", "nothing"],
)
def test_a_user_s_own_code_stays(properties: dict[str, str], plain: Path, tmp_path: Path) -> None:
    book = with_extension(plain, tmp_path / "lite.xlsx", properties)

    out = attached(book, tmp_path / "out.xlsx")

    texts = properties_of(out)
    assert texts["main.py"].startswith(properties.get("main.py", ""))
    assert texts["main.py"].endswith(lite_program())
    assert "numpy" in texts["requirements.txt"]
    assert texts["requirements.txt"].startswith(properties.get("requirements.txt", ""))
    changed = {n for n, data in parts_of_file(book).items() if data != parts_of_file(out)[n]}
    assert changed == {"xl/webextensions/webextension1.xml"}
    assert attached(out, tmp_path / "twice.xlsx").read_bytes() == out.read_bytes()
    assert parts_of_file(detached(out, tmp_path / "back.xlsx")) == parts_of_file(book)


def test_an_older_edition_of_our_code_is_renewed(plain: Path, tmp_path: Path) -> None:
    older = "# >>> xlsales 0.0.1 >>>\nold = True\n# <<< xlsales <<<\n"
    book = with_extension(plain, tmp_path / "lite.xlsx", {"main.py": f"{USER_CODE}\n\n\n{older}# mine\n"})

    out = attached(book, tmp_path / "out.xlsx")

    assert properties_of(out)["main.py"] == f"{USER_CODE}\n\n\n{lite_program()}# mine\n"


@pytest.mark.parametrize(
    "own",
    [
        "def split(text): ...",
        "import abc",
        "from os import path as price",
        "if True:\n    for price in (1, 2): ...",
        "def f():\n    global margin\n    margin = 1",
        "func = print",
    ],
)
def test_a_name_of_ours_in_a_user_s_code_is_refused(own: str, plain: Path, tmp_path: Path) -> None:
    book = with_extension(plain, tmp_path / "lite.xlsx", {"main.py": own})

    with pytest.raises(InvalidInputError, match=r"LITE-002 .*Rename them"):
        attached(book, tmp_path / "out.xlsx")

    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(
    "own",
    [
        "def f(split):\n    price = split\n    return [margin for margin in price]",
        "from xlwings import arg, func",
        "class Plan:\n    def grade(self): ...",
    ],
)
def test_names_inside_a_user_s_functions_are_no_matter(own: str, plain: Path, tmp_path: Path) -> None:
    book = with_extension(plain, tmp_path / "lite.xlsx", {"main.py": own})

    assert properties_of(attached(book, tmp_path / "out.xlsx"))["main.py"].startswith(own)


@pytest.mark.parametrize("own", ["def broken(:", None])
def test_code_that_cannot_be_read_is_refused(own: str | None, plain: Path, tmp_path: Path) -> None:
    book = with_extension(plain, tmp_path / "lite.xlsx", {"main.py": own})

    with pytest.raises(InvalidInputError, match="LITE-001"):
        attached(book, tmp_path / "out.xlsx")


def test_a_workbook_without_ours_has_nothing_to_detach(plain: Path, tmp_path: Path) -> None:
    own = with_extension(plain, tmp_path / "lite.xlsx", {"main.py": USER_CODE})

    for book in (plain, own):
        with open_package(book) as package:
            assert not detach_lite(PartEdits(package))


@given(before=st.text(), inserted=st.text(), after=st.text())
def test_a_text_is_inserted_where_it_shall_stand(before: str, inserted: str, after: str) -> None:
    plain = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
    before, inserted, after = (plain.sub("", text) for text in (before, inserted, after))

    raw = replaced(encoded(before + after), len(before), len(before), inserted)

    assert decoded(raw) == before + inserted + after
    assert replaced(raw, len(before), len(before) + len(inserted), "") == encoded(before + after)


def test_escapes_of_another_writer_stay_letter_by_letter() -> None:
    raw = "&#34;\\u4f60\\/&#x3c;&quot;".replace("&quot;", "&#34;")

    assert decoded(raw) == "你/<"
    assert replaced(raw, 3, 3, "!") == "&#34;\\u4f60\\/&#x3c;!&#34;"


def test_half_characters_written_apart_keep_their_meaning() -> None:
    raw = '"' + json.dumps("😀a").strip('"') + '"'

    assert decoded(replaced(raw, 2, 2, "b")) == "😀ab"


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not CORPUS, reason="the corpus is not beside the checkout")
def test_the_corpus_is_attached_and_detached_part_by_part(tmp_path: Path) -> None:
    done = 0
    for book in CORPUS:
        out, twice, back = (tmp_path / f"{name}{book.suffix}" for name in ("out", "twice", "back"))
        try:
            attached(book, out)
        except RefusedFileError:
            continue
        before, after = parts_of_file(book), parts_of_file(out)
        changed = {name for name in before if before[name] != after[name]}
        assert {name.replace("\\", "/") for name in changed} <= LISTED | ADDED, book.name
        assert len(after.keys() - before.keys()) in {1, 2, 3}, book.name
        assert attached(out, twice).read_bytes() == out.read_bytes(), book.name
        assert parts_of_file(detached(out, back)) == before, book.name
        done += 1
    assert done >= 100


@pytest.mark.shared
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("name", ["IronCalc__gantt_project_tracker.xlsx", "xlwings__integration_write.xlsm"])
def test_openpyxl_still_opens_an_attached_workbook(name: str, tmp_path: Path) -> None:
    book = SHARED / "corpus" / name
    if not book.exists():
        pytest.skip("the corpus is not beside the checkout")

    out = attached(book, tmp_path / name)

    assert openpyxl.load_workbook(out).sheetnames == openpyxl.load_workbook(book).sheetnames
