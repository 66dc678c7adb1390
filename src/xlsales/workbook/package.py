"""An open workbook: what it is, what it holds, and where each part lies."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element

from xlsales.kernel.grid import Area
from xlsales.workbook.archive import Archive, open_archive
from xlsales.workbook.archive_directory import Entry, part_key
from xlsales.workbook.document_properties import read_application, read_modified
from xlsales.workbook.encryption import decrypt
from xlsales.workbook.file_kind import container_kind
from xlsales.workbook.limits import DEFAULT_LIMITS, Limits
from xlsales.workbook.model import Calculation, DateSystem, DefinedName, Fingerprint, Sheet, Table
from xlsales.workbook.refusals import refusal
from xlsales.workbook.relationships import Relationship, read_relationships, relationships_part
from xlsales.workbook.rich_values import RichValues, read_rich_values
from xlsales.workbook.shared_strings import read_shared_strings
from xlsales.workbook.table_parts import read_table
from xlsales.workbook.workbook_part import WorkbookPart, read_workbook_part
from xlsales.workbook.xml_reading import local_name, read_tree, refuse_doctype

CONTENT_TYPES: Final = "[Content_Types].xml"
_XML_ENDINGS: Final = (".xml", ".rels", ".vml")
_READ: Final = 1 << 20


@dataclass(eq=False)
class Package:
    """An open workbook; a context manager that closes the file.

    Attributes:
        path: The file as it was named.
        sheets: Tabs in order.
        active_sheet: Name of the tab on top.
        date_system: What serial number 0 stands for.
        names: Defined names, also those of one sheet only.
        tables: Excel tables of all sheets.
        modified: When it was last saved, as it says itself.
        application: What saved it, as it says itself.
        signed: It carries a digital signature that any change breaks.
        macro_enabled: It is an .xlsm or .xltm by its content.
        calculation: How it asks to be calculated.
        has_pivots, has_charts: It holds copies of values that stay old until Excel opens it.
        fingerprint: The file as it was read.
        decrypted: It was opened with a password, so it cannot be written.
    """

    path: Path
    fingerprint: Fingerprint
    decrypted: bool
    limits: Limits
    workbook_part: str
    macro_enabled: bool
    signed: bool
    has_pivots: bool
    has_charts: bool
    sheets: tuple[Sheet, ...]
    active_sheet: str
    names: tuple[DefinedName, ...]
    date_system: DateSystem
    calculation: Calculation
    tables: tuple[Table, ...]
    modified: datetime | None
    application: str | None
    workbook_links: tuple[Relationship, ...]
    parts: PartReader = field(repr=False)

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing can be read from it after."""
        self.parts.archive.file.close()

    def sheet(self, name: str) -> Sheet:
        """Return the tab of this name, in any case as in Excel.

        Raises:
            RefusedFileError: WB-011 no such sheet.
        """
        wanted = name.casefold()
        for sheet in self.sheets:
            if sheet.name.casefold() == wanted:
                return sheet
        known = ", ".join(repr(sheet.name) for sheet in self.sheets)
        raise refusal(
            "WB-011", str(self.path), repr(name), f"one of {known}", "Name a sheet of the workbook."
        )

    def linked_part(self, kind: str) -> str | None:
        """Return the part that the workbook links with this kind, such as ``sharedStrings``."""
        return next((link.target for link in self.workbook_links if link.kind == kind), None)

    @cached_property
    def shared_strings(self) -> list[str]:
        """The texts that cells refer to by number; read when first asked for."""
        part = self.linked_part("sharedStrings")
        entry = self.parts.archive.find(part) if part else None
        if entry is None:
            return []
        return read_shared_strings(self.parts.archive.chunks(entry), entry.name, self.limits)

    @cached_property
    def rich_values(self) -> RichValues:
        """What the ``cm`` and ``vm`` marks of cells mean; read when first asked for."""
        return read_rich_values(
            self.parts.optional_tree(self.linked_part("sheetMetadata")),
            self.parts.optional_tree(self.linked_part("rdRichValue")),
            self.parts.optional_tree(self.linked_part("rdRichValueStructure")),
        )

    def tables_of(self, sheet: str) -> tuple[Table, ...]:
        """Return the tables of one sheet."""
        return tuple(table for table in self.tables if table.sheet == sheet)

    def table_areas(self, sheet: str) -> tuple[Area, ...]:
        """Return the rectangles that the tables of one sheet take."""
        return tuple(table.area for table in self.tables_of(sheet))


@dataclass(eq=False, slots=True)
class PartReader:
    """Reads small parts of a container as trees."""

    archive: Archive
    where: str
    limits: Limits

    def entry(self, part: str) -> Entry:
        """Return the entry of a part that must be there.

        Raises:
            RefusedFileError: WB-010 the part is missing.
        """
        entry = self.archive.find(part)
        if entry is None:
            raise refusal(
                "WB-010",
                self.where,
                f"no part {part}",
                "an .xlsx, .xlsm, .xltx or .xltm",
                "Open it in Excel and save it as an .xlsx workbook.",
            )
        return entry

    def tree(self, part: str) -> Element:
        """Return a part that must be there as a tree.

        Raises:
            RefusedFileError: WB-006 too large, WB-010 missing, or as ``read_tree``.
        """
        entry = self.entry(part)
        if entry.size > self.limits.small_part:
            raise refusal(
                "WB-006",
                entry.name,
                f"{entry.size} bytes",
                f"at most {self.limits.small_part}",
                "If you trust the file, raise the limits.",
            )
        return read_tree(self.archive.chunks(entry), entry.name, self.limits)

    def optional_tree(self, part: str | None) -> Element | None:
        """Return a part as a tree, or ``None`` when there is none."""
        return self.tree(part) if part and self.archive.find(part) else None

    def links(self, part: str) -> tuple[Relationship, ...]:
        """Return the relationships of a part; none when it has no relationships part."""
        tree = self.optional_tree(relationships_part(part))
        return read_relationships(tree, part) if tree is not None else ()


def open_package(path: Path, *, password: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Package:
    """Open a workbook for reading and patching.

    Args:
        path: An .xlsx, .xlsm, .xltx or .xltm.
        password: For an encrypted workbook, which can then be read but not written.
        limits: What counts as hostile.

    Raises:
        RefusedFileError: WB-001 to WB-010; the message says what the file is.
    """
    where = str(path)
    try:
        file: BinaryIO = path.open("rb")
    except OSError as error:
        raise refusal(
            "WB-001", where, error.strerror or str(error), "a readable file", "Check the name and the rights."
        ) from error
    try:
        fingerprint = take_fingerprint(file, path)
        source = file
        if container_kind(file, where) == "encrypted":
            source = decrypt(file, where, password)
            file.close()
        archive = open_archive(source, where, limits)
        return _read_package(path, PartReader(archive, where, limits), fingerprint)
    except BaseException:
        file.close()
        raise


def take_fingerprint(file: BinaryIO, path: Path) -> Fingerprint:
    """Return the fingerprint of an open file."""
    digest = hashlib.sha256()
    size = 0
    file.seek(0)
    while piece := file.read(_READ):
        digest.update(piece)
        size += len(piece)
    return Fingerprint(digest.hexdigest(), size, path.stat().st_mtime_ns)


def _read_package(path: Path, parts: PartReader, fingerprint: Fingerprint) -> Package:
    types = _content_types(parts)
    _refuse_doctypes(parts, types)
    root_links = parts.links("")
    main = _main_part(root_links, types, parts.where)
    links = parts.links(main)
    workbook = read_workbook_part(parts.tree(main), links)
    if not workbook.sheets:
        raise refusal(
            "WB-010",
            parts.where,
            "no sheet",
            "a workbook with sheets",
            "Open and save it in Excel, then retry.",
        )
    content = set(types.values())
    app = parts.optional_tree(_linked(root_links, "extended-properties", "extendedProperties"))
    core = parts.optional_tree(_linked(root_links, "core-properties", "coreProperties"))
    return Package(
        path=path,
        fingerprint=fingerprint,
        decrypted=isinstance(parts.archive.file, io.BytesIO),
        limits=parts.limits,
        workbook_part=main,
        macro_enabled="macroEnabled" in types.get(part_key(main), ""),
        signed=any("digital-signature" in kind for kind in content)
        or _linked(root_links, "origin") is not None,
        has_pivots=any("pivotTable" in kind for kind in content),
        has_charts=any(".chart+xml" in kind or ".chartex+xml" in kind for kind in content),
        sheets=workbook.sheets,
        active_sheet=workbook.sheets[workbook.active].name,
        names=workbook.names,
        date_system=1904 if workbook.date_1904 else 1900,
        calculation=workbook.calculation,
        tables=_tables(parts, workbook),
        modified=read_modified(core) if core is not None else None,
        application=read_application(app) if app is not None else None,
        workbook_links=links,
        parts=parts,
    )


def _content_types(parts: PartReader) -> dict[str, str]:
    """Return the content type of each part that has its own, by ``part_key``; defaults by ``*.ending``."""
    if parts.archive.find("mimetype"):
        raise refusal(
            "WB-003",
            parts.where,
            "an OpenDocument file",
            "an .xlsx, .xlsm, .xltx or .xltm",
            "Save it as an .xlsx workbook.",
        )
    types: dict[str, str] = {}
    for element in parts.tree(CONTENT_TYPES):
        kind = element.get("ContentType", "")
        if local_name(element.tag) == "Override":
            types[part_key(element.get("PartName", ""))] = kind
        else:
            types[f"*.{element.get('Extension', '').lower()}"] = kind
    return types


def _refuse_doctypes(parts: PartReader, types: dict[str, str]) -> None:
    """Refuse the package when any XML part declares a document type, whether we read it or not."""
    for entry in parts.archive.entries:
        kind = types.get(part_key(entry.name), "")
        if entry.name.lower().endswith(_XML_ENDINGS) or kind.endswith("xml"):
            refuse_doctype(parts.archive.chunks(entry), entry.name, parts.limits)


def _main_part(links: tuple[Relationship, ...], types: dict[str, str], where: str) -> str:
    part = _linked(links, "officeDocument")
    kind = types.get(part_key(part), "") if part else ""
    other = next((name for word, name in _OTHER_PACKAGES if word in kind), None)
    if part and not other:
        return part
    raise refusal(
        "WB-003" if other else "WB-010",
        where,
        other or "a container without a workbook part",
        "an .xlsx, .xlsm, .xltx or .xltm",
        "Open it in Excel and save it as an .xlsx workbook.",
    )


_OTHER_PACKAGES: Final = (
    ("sheet.binary", "a binary .xlsb workbook"),
    ("wordprocessingml", "a Word document"),
    ("presentationml", "a PowerPoint presentation"),
)


def _linked(links: tuple[Relationship, ...], *kinds: str) -> str | None:
    return next((link.target for link in links if link.kind in kinds), None)


def _tables(parts: PartReader, workbook: WorkbookPart) -> tuple[Table, ...]:
    found = []
    for sheet in workbook.sheets:
        for link in parts.links(sheet.part):
            tree = parts.optional_tree(link.target) if link.kind == "table" else None
            table = read_table(tree, sheet.name) if tree is not None else None
            if table is not None:
                found.append(table)
    return tuple(found)
