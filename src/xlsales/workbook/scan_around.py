"""What a sheet holds around its cells: merges, conditional formats, data validations."""

from __future__ import annotations

from xlsales.kernel.grid import Area, parse_area
from xlsales.kernel.issues import InvalidInputError
from xlsales.workbook.limits import Limits
from xlsales.workbook.model import OtherFormula, OtherKind
from xlsales.workbook.shared_strings import endless_text
from xlsales.workbook.xml_reading import SEPARATOR

_HOLDERS: dict[str, OtherKind] = {
    "conditionalFormatting": "conditional format",
    "dataValidation": "data validation",
}
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})


class AroundCells:
    """Handlers of a parser that runs over a sheet; the extensions of 2010 are told like the old forms."""

    def __init__(self, where: str, limits: Limits) -> None:
        self.where = where
        self.merges: list[Area] = []
        self.other_formulas: list[OtherFormula] = []
        self._limits = limits
        self._kind: OtherKind | None = None
        self._holder = ""
        self._areas = ""
        self._formulas: list[str] = []
        self._pieces: list[str] | None = None
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        local = name.rpartition(SEPARATOR)[2]
        if local == "mergeCell":
            self._add_merge(attributes.get("ref", ""))
        elif local in _HOLDERS:
            self._kind, self._holder = _HOLDERS[local], name
            self._areas = attributes.get("sqref", "")
            self._formulas = []
        elif self._kind and local == "cfvo" and attributes.get("type") == "formula" and "val" in attributes:
            self._formulas.append(attributes["val"])
        elif self._kind and (local in _FORMULAS or local == "sqref"):
            self._pieces = []
            self._size = 0

    def data(self, text: str) -> None:
        """Take text.

        Raises:
            RefusedFileError: WB-006 more text than a formula may hold.
        """
        if self._pieces is not None:
            self._size += len(text)
            if self._size > self._limits.text:
                raise endless_text(self.where, self._limits)
            self._pieces.append(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if not self._kind:
            return
        if name == self._holder:
            self.other_formulas += (
                OtherFormula(self._kind, self._areas, formula) for formula in self._formulas
            )
            self._kind = None
            return
        local = name.rpartition(SEPARATOR)[2]
        text = "".join(self._pieces or ()).strip()
        if local == "sqref":
            self._areas = text
        elif local in _FORMULAS and text:
            self._formulas.append(text)
        self._pieces = None

    def _add_merge(self, reference: str) -> None:
        try:
            self.merges.append(parse_area(reference))
        except InvalidInputError:
            return
