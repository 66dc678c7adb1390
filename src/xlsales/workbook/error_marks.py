"""Marks for errors that are newer than the format: metadata, rich value and structure, made as needed.

References:
    MS-XLSX 2.3.6 (rich values) and 2.4.82 (rvb); the shapes are those that Excel writes.
"""

from __future__ import annotations

from typing import Final

from xlsales.workbook.cell_edit import RichError
from xlsales.workbook.outline import Node, with_child, with_sibling
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.rich_values import ERROR_TYPES, RICH_TYPE

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RICH: Final = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RICH_LINKS: Final = "http://schemas.microsoft.com/office/2017/06/relationships"
_RVB: Final = "{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}"
_NUMBERS: Final = {code: number for number, code in ERROR_TYPES.items()}
_SPILL_KEYS: Final = ("colOffset", "errorType", "rwOffset", "subType")
_ERROR_KEYS: Final = ("errorType", "subType")
_TYPE_MARKS: Final = (
    "copy pasteAll pasteValues merge splitFirst rowColShift clearFormats clearComments assign coerce"
)
#: What may stand before each list in a metadata part, nearest last.
_BEFORE: Final = {
    "metadataTypes": (),
    "futureMetadata": ("metadataTypes", "metadataStrings", "mdxMetadata", "futureMetadata"),
    "valueMetadata": (
        "metadataTypes",
        "metadataStrings",
        "mdxMetadata",
        "futureMetadata",
        "cellMetadata",
    ),
}


class ErrorMarks:
    """Hands out ``vm`` marks; equal errors share one."""

    def __init__(self, edits: PartEdits) -> None:
        self._edits = edits
        self._marks: dict[RichError, int] = {}

    def error_mark(self, error: RichError) -> int:
        """Return the mark of an error, made when it is not there yet."""
        if error not in self._marks:
            value = self._rich_value(error)
            self._marks[error] = self._value_mark(value)
        return self._marks[error]

    def _rich_value(self, error: RichError) -> int:
        """Return the number of the rich value that is this error."""
        keys = _SPILL_KEYS if error.code == "#SPILL!" else _ERROR_KEYS
        numbers = {
            "colOffset": error.column_offset,
            "errorType": _NUMBERS[error.code],
            "rwOffset": error.row_offset,
            "subType": error.sub_type,
        }
        shape = str(self._structure(keys))
        texts = [str(numbers[key]) for key in keys]
        part = self._part("rdRichValue", "richData/rdrichvalue.xml", "rvData")
        data, root = self._edits.outline(part)
        values = list(root.all("rv"))
        for number, value in enumerate(values):
            if value.get("s") == shape and [field.text for field in value.children] == texts:
                return number
        prefix = root.span.prefix
        fields = "".join(f"<{prefix}v>{text}</{prefix}v>" for text in texts)
        self._edits.write(part, with_child(data, root, f'<{prefix}rv s="{shape}">{fields}</{prefix}rv>'))
        return len(values)

    def _structure(self, keys: tuple[str, ...]) -> int:
        """Return the number of the structure of errors with these keys."""
        part = self._part("rdRichValueStructure", "richData/rdrichvaluestructure.xml", "rvStructures")
        data, root = self._edits.outline(part)
        shapes = list(root.all("s"))
        for number, shape in enumerate(shapes):
            if shape.get("t") == "_error" and tuple(key.get("n") for key in shape.children) == keys:
                return number
        prefix = root.span.prefix
        fields = "".join(f'<{prefix}k n="{key}" t="i"/>' for key in keys)
        self._edits.write(part, with_child(data, root, f'<{prefix}s t="_error">{fields}</{prefix}s>'))
        return len(shapes)

    def _part(self, kind: str, name: str, root: str) -> str:
        """Return the name of a rich value part, made when it is not there."""
        part = self._edits.linked_part(kind)
        if part is not None:
            return part
        stem = name.rpartition("/")[2].removesuffix(".xml")
        data = f'{_DECLARATION}<{root} xmlns="{_RICH}" count="0"></{root}>'.encode()
        return self._edits.add_linked_part(
            name, data, f"application/vnd.ms-excel.{stem}+xml", f"{_RICH_LINKS}/{kind}"
        )

    def _value_mark(self, rich_value: int) -> int:
        """Return the mark that points to a rich value."""
        part = self._metadata_part()
        kind = self._type_number(part)
        block = self._block(part, rich_value)
        data, listing = self._listing(part, "valueMetadata", "")
        for number, mark in enumerate(listing.children, start=1):
            records = [(record.get("t"), record.get("v")) for record in mark.children]
            if records == [(str(kind), str(block))]:
                return number
        prefix = listing.span.prefix
        mark_text = f'<{prefix}bk><{prefix}rc t="{kind}" v="{block}"/></{prefix}bk>'
        self._edits.write(part, with_child(data, listing, mark_text))
        return len(listing.children) + 1

    def _metadata_part(self) -> str:
        part = self._edits.linked_part("sheetMetadata")
        if part is not None:
            return part
        data = f'{_DECLARATION}<metadata xmlns="{_MAIN}"></metadata>'.encode()
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml"
        return self._edits.add_linked_part(
            "metadata.xml", data, content_type, f"{_OFFICE_LINKS}/sheetMetadata"
        )

    def _type_number(self, part: str) -> int:
        """Return the number, from 1, of the metadata type of rich values."""
        data, listing = self._listing(part, "metadataTypes", "")
        names = [kind.get("name") for kind in listing.children]
        if RICH_TYPE in names:
            return names.index(RICH_TYPE) + 1
        marks = " ".join(f'{mark}="1"' for mark in _TYPE_MARKS.split())
        kind = f'<{listing.span.prefix}metadataType name="{RICH_TYPE}" minSupportedVersion="120000" {marks}/>'
        self._edits.write(part, with_child(data, listing, kind))
        return len(names) + 1

    def _block(self, part: str, rich_value: int) -> int:
        """Return the number, from 0, of the block that points to a rich value."""
        data, listing = self._listing(part, "futureMetadata", f' name="{RICH_TYPE}"')
        for number, block in enumerate(listing.children):
            if any(node.local == "rvb" and node.get("i") == str(rich_value) for node in block.inside()):
                return number
        p = listing.span.prefix
        pointer = f'<xlrd:rvb xmlns:xlrd="{_RICH}" i="{rich_value}"/>'
        inner = f'<{p}extLst><{p}ext uri="{_RVB}">{pointer}</{p}ext></{p}extLst>'
        self._edits.write(part, with_child(data, listing, f"<{p}bk>{inner}</{p}bk>"))
        return len(listing.children)

    def _listing(self, part: str, local: str, attributes: str) -> tuple[bytes, Node]:
        """Return a list of the metadata part, made in its place when it is not there."""
        data, root = self._edits.outline(part)
        found = _named(root, local, attributes)
        if found is None:
            prefix = root.span.prefix
            text = f'<{prefix}{local}{attributes} count="0"></{prefix}{local}>'
            before = [node for node in root.children if node.local in _BEFORE[local]]
            if before:
                data = with_sibling(data, before[-1], text)
            elif root.children:
                first = root.children[0].span.start
                data = data[:first] + text.encode() + data[first:]
            else:
                data = with_child(data, root, text)
            self._edits.write(part, data)
            data, root = self._edits.outline(part)
            found = _named(root, local, attributes)
        assert found is not None
        return data, found


def _named(root: Node, local: str, attributes: str) -> Node | None:
    """Return the list of this name; one of future metadata has the name of its type beside."""
    for node in root.all(local):
        if not attributes or node.get("name") == RICH_TYPE:
            return node
    return None
