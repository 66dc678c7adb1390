"""The add-in's VBA, run by pyOpenVBA's interpreter; only the module that touches Excel is replaced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter._objects import VBAObject, method
from pyopenvba.interpreter._values import EMPTY, MISSING, VBAArray, VBADate, VBAErrorValue, VBAInt, error

from xlsales.functions import all_functions
from xlsales.hosts.desktop.com_values import COM_ERROR, ERROR_NUMBERS
from xlsales.hosts.desktop.wrappers import functions_module
from xlsales.kernel.grid import column_letters
from xlsales.kernel.values import CellError
from xlsales.resources import resource_folder

Ask = Callable[[str, str, tuple[Any, ...]], Any]

FAKE_EXCEL = """
Public Server As Object
Public WizardOpen As Boolean
Public Address As String
Public Forgotten As Long

Public Sub Connect(given As Object)
    Set Server = given
End Sub
Public Sub OpenWizard()
    WizardOpen = True
End Sub
Public Function XsServer() As Object
    Set XsServer = Server
End Function
Public Sub XsForgetServer()
    Forgotten = Forgotten + 1
End Sub
Public Function TimesForgotten() As Long
    TimesForgotten = Forgotten
End Function
Public Function XsWizardIsOpen() As Boolean
    XsWizardIsOpen = WizardOpen
End Function
Public Function XsCallerAddress() As String
    XsCallerAddress = "[Plan.xlsx]S!$A$1"
End Function
Public Function XsDateSystem() As Long
    XsDateSystem = 1900
End Function
"""


class ServerFailedError(Exception):
    """What a test's server raises to be seen as a COM error of a number."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(text)
        self.number = number


class UdfServer(VBAObject):
    """Stands where VBA expects the Python process."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.asked: list[tuple[Any, ...]] = []

    @method
    def CallUDF(self, module: object, function: object, arguments: object) -> object:  # noqa: N802
        given = tuple(_to_com(each) for each in arguments.elements())  # type: ignore[attr-defined]
        self.asked.append((str(module), str(function), *given))
        try:
            return _from_com(self.ask(str(module), str(function), given))
        except ServerFailedError as failed:
            raise error(failed.number, str(failed)) from None


def _to_com(value: object) -> Any:
    """Return a value of VBA as pywin32 hands it to Python."""
    if isinstance(value, VBAArray):
        (top, bottom), (left, right) = value.bounds
        return tuple(
            tuple(_to_com(value.get([row, column])) for column in range(left, right + 1))
            for row in range(top, bottom + 1)
        )
    if isinstance(value, VBAErrorValue):
        return COM_ERROR + value.number
    if isinstance(value, VBADate):
        return value.to_datetime()
    if value is EMPTY or value is MISSING:
        return None
    return int(value) if isinstance(value, VBAInt) else value


def _from_com(value: Any) -> Any:
    """Return a result of Python as pywin32 hands it to VBA."""
    if not isinstance(value, (list, tuple)):
        return value
    if not isinstance(value[0], (list, tuple)):
        return VBAArray([(0, len(value) - 1)], items=list(value))
    height, width = len(value), len(value[0])
    columns = [row[column] for column in range(width) for row in value]
    return VBAArray([(0, height - 1), (0, width - 1)], items=columns)


class VbaMachine:
    """Excel's VBA with our modules in it."""

    def __init__(self, ask: Ask) -> None:
        self.excel = ExcelApplication()
        self.excel.add_workbook()
        self.server = UdfServer(ask)
        self.excel.add_module(FAKE_EXCEL, name="XlsalesExcel")
        self.excel.add_module(vba_source("XlsalesCalls.bas"), name="XlsalesCalls")
        self.excel.add_module(functions_module(all_functions()), name="XlsalesFunctions")
        self.excel.run("Connect", self.server)

    def call(self, function: str, *arguments: Any) -> Any:
        """Call a wrapper; ``None`` among the arguments leaves that place empty."""
        given = [MISSING if each is None else to_vba(each) for each in arguments]
        return _plain(self.excel.interpreter.run(f"XLSALES_{function}", given))

    def clear(self) -> None:
        """Empty the sheet."""
        self.excel.workbook.sheets_[0].cells_.clear()

    def cells(self, rows: tuple[tuple[Any, ...], ...], corner: tuple[int, int] = (1, 1)) -> VBAObject:
        """Write rows onto the sheet and return their range."""
        sheet = self.excel.workbook.sheets_[0]
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                sheet.cell(corner[0] + i, corner[1] + j, create=True).value = to_vba(value)
        first, last = corner, (corner[0] + len(rows) - 1, corner[1] + len(rows[0]) - 1)
        address = f"{_address(first)}:{_address(last)}"
        found = sheet.vba_get("Range", [address])
        assert isinstance(found, VBAObject)
        return found


def to_vba(value: Any) -> Any:
    """Return a cell value as VBA holds it."""
    if value is None:
        return EMPTY
    if isinstance(value, CellError):
        return VBAErrorValue(ERROR_NUMBERS[value.code])
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _address(cell: tuple[int, int]) -> str:
    return f"{column_letters(cell[1])}{cell[0]}"


def _plain(value: Any) -> Any:
    if isinstance(value, VBAErrorValue):
        return ("error", value.number)
    if isinstance(value, VBAArray):
        if value.dimensions == 1:
            return [tuple(map(_plain, value.elements()))]
        (top, bottom), (left, right) = value.bounds
        return [
            tuple(_plain(value.get([row, column])) for column in range(left, right + 1))
            for row in range(top, bottom + 1)
        ]
    return None if value is EMPTY else value


def vba_source(name: str) -> str:
    """Return the text of a module written by hand."""
    return (resource_folder("udfs") / "desktop" / "vba" / name).read_text(encoding="ascii")
