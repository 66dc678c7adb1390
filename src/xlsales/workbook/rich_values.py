"""What the marks ``cm`` and ``vm`` of a cell mean: a spilling array, an error that is newer than the format.

References:
    MS-XLSX 2.3.6 (rich values), 2.6.167 (dynamicArrayProperties).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from xlsales.workbook.xml_reading import is_true, local_name

DYNAMIC_TYPE: Final = "XLDAPR"
RICH_TYPE: Final = "XLRICHVALUE"
#: Numbers of the newer errors in a rich value: Excel's ERROR.TYPE less one.
ERROR_TYPES: Final = {
    8: "#SPILL!",
    9: "#CONNECT!",
    10: "#BLOCKED!",
    11: "#UNKNOWN!",
    12: "#FIELD!",
    13: "#CALC!",
    14: "#BUSY!",
}


@dataclass(frozen=True, slots=True)
class RichValues:
    """Marks by their number, as cells write it, from 1.

    Attributes:
        dynamic: Values of ``cm`` that mean a spilling array.
        errors: Values of ``vm`` that mean an error, with its code.
    """

    dynamic: frozenset[int] = frozenset()
    errors: dict[int, str] = field(default_factory=dict)


def read_rich_values(
    metadata: Element | None, values: Element | None, structures: Element | None
) -> RichValues:
    """Read the trees of the metadata, rich value and rich value structure parts."""
    if metadata is None:
        return RichValues()
    return RichValues(
        dynamic=frozenset(_dynamic_marks(metadata)),
        errors=dict(_error_marks(metadata, _rich_errors(values, structures))),
    )


def metadata_types(metadata: Element) -> list[str]:
    """Return the names of the metadata types, in the order in which marks count them from 1."""
    return [kind.get("name", "") for listing in _all(metadata, "metadataTypes") for kind in listing]


def future_blocks(metadata: Element, name: str) -> list[Element]:
    """Return the blocks that a metadata type of this name refers to by number from 0."""
    return [
        block
        for listing in _all(metadata, "futureMetadata")
        if listing.get("name") == name
        for block in listing
    ]


def is_dynamic_block(block: Element) -> bool:
    """Tell whether a block of the dynamic array type means a spilling array."""
    return any(
        local_name(inner.tag) == "dynamicArrayProperties"
        and is_true(inner.get("fDynamic"))
        and not is_true(inner.get("fCollapsed"))
        for inner in block.iter()
    )


def _all(tree: Element, local: str) -> Iterator[Element]:
    return (element for element in tree if local_name(element.tag) == local)


def _dynamic_marks(metadata: Element) -> Iterator[int]:
    blocks = future_blocks(metadata, DYNAMIC_TYPE)
    for mark, block in _marks(metadata, "cellMetadata", DYNAMIC_TYPE):
        if block < len(blocks) and is_dynamic_block(blocks[block]):
            yield mark


def _error_marks(metadata: Element, rich_errors: dict[int, str]) -> Iterator[tuple[int, str]]:
    blocks = future_blocks(metadata, RICH_TYPE)
    for mark, block in _marks(metadata, "valueMetadata", RICH_TYPE):
        if block >= len(blocks):
            continue
        for inner in blocks[block].iter():
            code = rich_errors.get(_number(inner.get("i"))) if local_name(inner.tag) == "rvb" else None
            if code:
                yield mark, code


def _marks(metadata: Element, listing_name: str, type_name: str) -> Iterator[tuple[int, int]]:
    """Yield the marks of one type with the number of the block they refer to."""
    types = metadata_types(metadata)
    mark = 0
    for listing in _all(metadata, listing_name):
        for block in listing:
            mark += 1
            for record in block:
                kind = _number(record.get("t"))
                if 1 <= kind <= len(types) and types[kind - 1] == type_name:
                    yield mark, _number(record.get("v"))


def _rich_errors(values: Element | None, structures: Element | None) -> dict[int, str]:
    """Return the codes of the rich values that are errors, by their number from 0."""
    if values is None or structures is None:
        return {}
    shapes = [
        [key.get("n") for key in shape] if shape.get("t") == "_error" else []
        for shape in structures
        if local_name(shape.tag) == "s"
    ]
    codes = {}
    for number, value in enumerate(_all(values, "rv")):
        shape_number = _number(value.get("s"))
        shape = shapes[shape_number] if 0 <= shape_number < len(shapes) else []
        if "errorType" in shape and shape.index("errorType") < len(value):
            error_type = _number(value[shape.index("errorType")].text)
            codes[number] = ERROR_TYPES.get(error_type, "#VALUE!")
    return codes


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1
