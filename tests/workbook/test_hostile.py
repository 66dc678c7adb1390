"""Bad input, row by row of the table in facts/lossless.md: refused with a clear word, or read right."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from workbook.vocabulary import (
    MAIN,
    SHEET_PART,
    at,
    book_parts,
    part_bytes,
    plan_book,
    scanned,
    sheet,
    write_book,
)
from xlsales.kernel.grid import Cell
from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook import InputPatch, open_package, scan_sheet, write_workbook

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
MOST_MEMORY = 50  # MiB
MOST_SECONDS = 5

#: Opens and scans a workbook in a process of its own; tells the code of the refusal and what it took.
CHILD = """
import json, sys, time
from pathlib import Path
from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook import open_package, scan_sheet
begun, code = time.monotonic(), None
try:
    with open_package(Path(sys.argv[1])) as package:
        for tab in package.sheets:
            scan_sheet(package, tab.name)
except RefusedFileError as error:
    code = error.issues[0].code
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else ()
memory = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)
print(json.dumps([code, memory, time.monotonic() - begun]))
"""


def refused_in_child(path: Path) -> str | None:
    """Return the code of the refusal, which must keep the limits; what is read may take twice the memory."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, timeout=60, check=True
    )
    code, memory, seconds = json.loads(done.stdout)
    assert memory < (MOST_MEMORY if code else 2 * MOST_MEMORY)
    assert seconds < MOST_SECONDS
    assert code is None or isinstance(code, str)
    return code


def refusal_code(path: Path) -> str:
    """Return the code with which opening or scanning is refused."""
    with pytest.raises(RefusedFileError) as caught:
        scanned(path)
    return caught.value.issues[0].code


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20)
)
DOCTYPES = {
    "billion laughs": LAUGHS + "]>",
    "file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "network": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "plain": "<!DOCTYPE x>",
    "behind a comment": f"<!-- {'x' * 100_000} --><!DOCTYPE x>",
}


@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize(
    "part",
    [
        SHEET_PART,
        "xl/workbook.xml",
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/drawings/drawing1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "customXml/item1.xml",
    ],
)
def test_a_doctype_in_any_part_is_refused(tmp_path: Path, doctype: str, part: str) -> None:
    parts = book_parts(sheet(ROWS))
    text = parts.get(part, b"<root/>").decode().removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n')
    parts[part] = (DOCTYPES[doctype] + text).encode()

    assert refusal_code(write_book(tmp_path / "plan.xlsx", parts)) == "WB-008"


def test_a_doctype_in_utf_16_is_refused_too(tmp_path: Path) -> None:
    parts = book_parts(sheet(ROWS), parts={"docProps/app.xml": "<!DOCTYPE x><x/>".encode("utf-16")})

    assert refusal_code(write_book(tmp_path / "plan.xlsx", parts)) == "WB-008"


def test_an_undeclared_entity_is_refused(tmp_path: Path) -> None:
    assert refusal_code(plan_book(tmp_path, '<row r="1"><c r="A1"><v>&lol;</v></c></row>')) == "WB-009"


def bomb(piece: bytes, times: int, first: bytes = b"") -> bytes:
    """Return the deflated form of ``first`` and ``piece`` repeated, made without ever holding it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * times + packer.flush()


def forged(path: Path, packed: bytes, size: int) -> Path:
    """Write a workbook whose sheet has these packed bytes and this claimed size."""
    write_book(path, book_parts("PLACE"), method=zipfile.ZIP_STORED)
    entry = zipfile.ZipFile(path).getinfo(SHEET_PART)
    data = bytearray(path.read_bytes())
    start = data.index(b"PLACE")
    data[start : start + 5] = packed
    grown = len(packed) - 5
    local = entry.header_offset
    struct.pack_into("<H", data, local + 8, 8)
    struct.pack_into("<LL", data, local + 18, len(packed), size & 0xFFFFFFFF)
    end = data.rindex(b"PK\5\6")
    directory = struct.unpack_from("<L", data, end + 16)[0] + grown
    struct.pack_into("<L", data, end + 16, directory)
    record = data.index(b"PK\1\2", directory)
    while record >= 0:
        name_length = struct.unpack_from("<H", data, record + 28)[0]
        offset = struct.unpack_from("<L", data, record + 42)[0]
        if data[record + 46 : record + 46 + name_length] == SHEET_PART.encode():
            struct.pack_into("<H", data, record + 10, 8)
            struct.pack_into("<LL", data, record + 20, len(packed), size & 0xFFFFFFFF)
        elif offset > local:
            struct.pack_into("<L", data, record + 42, offset + grown)
        record = data.find(b"PK\1\2", record + 4)
    path.write_bytes(data)
    return path


def test_a_sheet_of_three_gigabytes_is_refused(tmp_path: Path) -> None:
    packed = bomb(b" " * (1 << 20), 3000)

    assert refused_in_child(forged(tmp_path / "plan.xlsx", packed, 3000 << 20)) == "WB-006"


@pytest.mark.parametrize("claimed", [100, 20 << 20])
def test_a_sheet_that_lies_about_its_size_is_refused(tmp_path: Path, claimed: int) -> None:
    packed = bomb(b" " * (1 << 20), 3000, sheet(ROWS).encode())

    assert refused_in_child(forged(tmp_path / "plan.xlsx", packed, claimed)) == "WB-007"


def test_sixty_thousand_entries_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as container:
        for number in range(60_000):
            container.writestr(f"x/{number}", b"")

    assert refused_in_child(path) == "WB-006"


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "xl/../../evil.xml", "..\\evil.xml", "C:\\evil.xml", "c:/evil.xml", "//host/share.xml"],
)
def test_names_that_leave_the_container_are_refused(tmp_path: Path, name: str) -> None:
    parts = book_parts(sheet(ROWS), parts={name: "<x/>"})

    assert refusal_code(write_book(tmp_path / "plan.xlsx", parts)) == "WB-005"


def test_a_name_with_a_nul_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "plan.xlsx", book_parts(sheet(ROWS), parts={"xl/evilX.xml": "<x/>"}))
    path.write_bytes(path.read_bytes().replace(b"evilX", b"evil\0"))

    assert refusal_code(path) == "WB-005"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "twin", [SHEET_PART, SHEET_PART.upper(), SHEET_PART.replace("/", "\\"), "/" + SHEET_PART]
)
def test_two_parts_of_one_name_are_refused(tmp_path: Path, twin: str) -> None:
    path = write_book(tmp_path / "plan.xlsx", book_parts(sheet(ROWS)))
    with zipfile.ZipFile(path, "a") as container:
        container.writestr(twin, sheet(ROWS))

    assert refusal_code(path) == "WB-005"


def test_overlapping_parts_are_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "plan.xlsx", book_parts(sheet(ROWS)))
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", first + 4)
    struct.pack_into("<LL", data, second + 20, *struct.unpack_from("<LL", data, second + 20))
    struct.pack_into("<L", data, first + 20, struct.unpack_from("<L", data, first + 20)[0] + 200)
    path.write_bytes(data)

    assert refusal_code(path) == "WB-005"


def test_a_part_under_two_names_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "plan.xlsx", book_parts(sheet(ROWS)))
    data = path.read_bytes()
    directory = data.index(b"PK\1\2")
    path.write_bytes(data[:directory] + data[directory:].replace(b"sheet1.xml", b"sheet9.xml"))

    assert refusal_code(path) == "WB-005"


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "WB-003", "empty"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "WB-003", "HTML"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", "WB-003", "HTML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "WB-003",
            "2003",
        ),
        (b"Region,Sales\r\nNorth,5\r\n", "WB-003", "CSV"),
        ("地区;销售\n北;5\n".encode(), "WB-003", "CSV"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook\0".encode("utf-16-le"),
            "WB-003",
            ".xls",
        ),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 50, "WB-003", ".xls"),
        (b"%PDF-1.7\n\0\1", "WB-003", "PDF"),
        (b"\0\1\2\3\4", "WB-004", "no workbook"),
        (b"PK\3\4 and then nothing", "WB-004", "cut off"),
    ],
)
def test_other_files_are_called_by_their_name(tmp_path: Path, content: bytes, code: str, word: str) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)

    with pytest.raises(RefusedFileError, match=word) as caught:
        open_package(path)

    assert caught.value.issues[0].code == code


@pytest.mark.parametrize(
    ("parts", "code", "word"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "WB-003", "OpenDocument"),
        (
            {"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>"},
            "WB-010",
            "without a workbook",
        ),
        ({"a.txt": "b"}, "WB-010", "Content_Types"),
    ],
)
def test_other_containers_are_called_by_their_name(
    tmp_path: Path, parts: dict[str, str], code: str, word: str
) -> None:
    path = write_book(tmp_path / "plan.xlsx", {name: text.encode() for name, text in parts.items()})

    with pytest.raises(RefusedFileError, match=word) as caught:
        open_package(path)

    assert caught.value.issues[0].code == code


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError, match="WB-001"):
        open_package(tmp_path / "none.xlsx")


def test_a_file_cut_off_anywhere_is_refused_or_read_right(tmp_path: Path) -> None:
    path = plan_book(tmp_path, ROWS)
    whole = path.read_bytes()

    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        assert refusal_code(path) in {"WB-003", "WB-004", "WB-005", "WB-007"}


def test_a_flipped_bit_is_refused_or_harmless_and_never_written(tmp_path: Path) -> None:
    path = plan_book(tmp_path, ROWS, parts={"xl/media/image1.png": b"\x89PNG" + bytes(range(256)) * 4})
    whole = path.read_bytes()
    new = tmp_path / "new.xlsx"

    for place in range(0, len(whole), 11):
        data = bytearray(whole)
        data[place] ^= 1 << place % 8
        path.write_bytes(data)
        try:
            with open_package(path) as package:
                cells = scan_sheet(package, package.sheets[0].name)
                assert cells.values == {at("A1"): 1.0}
                write_workbook(package, new, [InputPatch(package.sheets[0].name, Cell(1, 1), 2)])
        except RefusedFileError:
            assert not new.exists()
        else:
            assert zipfile.ZipFile(new).testzip() is None
            new.unlink()


def test_a_damaged_part_that_nobody_reads_still_keeps_the_file_from_being_written(tmp_path: Path) -> None:
    path = plan_book(tmp_path, ROWS, parts={"xl/media/image1.png": b"pixels"})
    data = path.read_bytes()
    entry = zipfile.ZipFile(path).getinfo("xl/media/image1.png")
    start = entry.header_offset + 30 + len(entry.filename)
    path.write_bytes(data[:start] + b"\x03\x00" + data[start + 2 :])

    with open_package(path) as package:
        assert scan_sheet(package, "Plan").values == {at("A1"): 1.0}
        with pytest.raises(RefusedFileError, match="WB-007"):
            write_workbook(package, tmp_path / "new.xlsx", [InputPatch("Plan", Cell(1, 1), 2)])
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.xlsx"]


DEEP = "<a>" * 200_000 + "</a>" * 200_000
LONG = "x" * 1024
SHARED = ' t="shared" ref="A1:A2" si="0"'


def cell(inside: str, attributes: str = "") -> str:
    return sheet(f'<row r="1"><c r="A1"{attributes}>{inside}</c></row>')


def parentheses(attributes: str = "") -> str:
    return f"<f{attributes}>{'(' * 20_000}B1{')' * 20_000}</f>"


WEIRD: dict[str, tuple[Callable[[], str], str | None]] = {
    "nesting in a sheet": (lambda: sheet(ROWS, tail=DEEP), None),
    "nesting in a row": (lambda: sheet(f'<row r="1">{DEEP}</row>'), None),
    "nesting in a cell": (lambda: cell(DEEP), None),
    "endless attribute in a cell": (lambda: cell("", f' note="{LONG * (60 << 10)}"'), "WB-006"),
    "endless attribute in the head": (
        lambda: sheet(ROWS, head=f'<sheetPr note="{LONG * (60 << 10)}"/>'),
        "WB-006",
    ),
    "endless comment": (lambda: sheet(f"<!--{LONG * (60 << 10)}-->{ROWS}"), "WB-006"),
    "endless text": (lambda: cell(f"<v>{LONG * (60 << 10)}</v>", ' t="str"'), "WB-006"),
    "long formula": (lambda: cell(f"<f>{'1+' * 500_000}1</f><v>1</v>"), None),
    "parentheses": (lambda: cell(parentheses()), None),
    "parentheses shared": (
        lambda: sheet(
            f'<row r="1"><c r="A1">{parentheses(SHARED)}</c></row>'
            '<row r="2"><c r="A2"><f t="shared" si="0"/></c></row>'
        ),
        None,
    ),
    "circle": (lambda: sheet('<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>A1</f></c></row>'), None),
    "whole grid": (
        lambda: sheet(
            '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row>',
            tail='<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="wrong"/></mergeCells>',
        ),
        None,
    ),
}


@pytest.mark.parametrize("name", WEIRD)
def test_weird_sheets_take_little_memory_and_time(tmp_path: Path, name: str) -> None:
    text, code = WEIRD[name]
    path = write_book(tmp_path / "plan.xlsx", book_parts(text()), method=zipfile.ZIP_STORED)

    assert refused_in_child(path) == code


@pytest.mark.parametrize("part", ["xl/workbook.xml", "_rels/.rels", "xl/tables/table1.xml"])
def test_deep_nesting_in_a_small_part_is_refused(tmp_path: Path, part: str) -> None:
    link = '<Relationship Id="r" Type="x/table" Target="/xl/tables/table1.xml"/>'
    parts = book_parts(
        sheet(ROWS), parts={"xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{link}</Relationships>"}
    )
    parts[part] = DEEP.encode()

    assert refused_in_child(write_book(tmp_path / "plan.xlsx", parts)) == "WB-006"


@pytest.mark.parametrize(
    "target", ["../../../etc/passwd", "/../x", "%2e%2e/%2e%2e/%2e%2e/x", "..\\..\\..\\x"]
)
def test_links_that_leave_the_package_are_refused(tmp_path: Path, target: str) -> None:
    links = f'<Relationships><Relationship Id="r" Type="x/table" Target="{target}"/></Relationships>'
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": links}
    path = plan_book(tmp_path, ROWS, parts=parts)

    if target == "/../x":
        assert scanned(path).values == {at("A1"): 1.0}
    else:
        assert refusal_code(path) == "WB-005"


def test_what_would_reach_out_is_kept_and_never_followed(tmp_path: Path) -> None:
    """Nothing listens on port 9: following any of these would fail or hang."""
    far = "http://127.0.0.1:9/x"
    outside = (
        f'<Relationships><Relationship Id="r1" Type="x/externalLink" TargetMode="External" Target="{far}"/>'
    )
    parts = {
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"><ddeLink/></externalLink>',
        "xl/worksheets/_rels/sheet1.xml.rels": outside + "</Relationships>",
        "xl/connections.xml": f'<connections xmlns="{MAIN}"><connection url="{far}"/></connections>',
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro",
    }
    formulas = (
        f'<row r="1"><c r="A1"><f>_xlfn.WEBSERVICE("{far}")</f><v>1</v></c>'
        "<c r=\"B1\"><f>cmd|'/C calc'!A0</f><v>2</v></c>"
        r"<c r='C1'><f>'\\127.0.0.1\share\[x.xlsx]S'!A1</f><v>3</v></c></row>"
    )
    path = plan_book(tmp_path, formulas, parts=parts)
    new = tmp_path / "new.xlsx"

    with open_package(path) as package:
        write_workbook(package, new, [InputPatch("Plan", Cell(2, 1), 5)])

    assert len(scanned(new).formulas) == 3
    for name, data in parts.items():
        assert part_bytes(new, name) == (data if isinstance(data, bytes) else data.encode())
