"""The commands of the menu and the toolbar."""

import platform
import sys
from urllib.parse import quote

import unohelper
from com.sun.star.awt.MessageBoxButtons import BUTTONS_OK
from com.sun.star.awt.MessageBoxType import INFOBOX
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import XServiceInfo
from com.sun.star.sheet.FormulaResult import ERROR
from com.sun.star.task import XJobExecutor

IMPLEMENTATION = "org.xlsales.calc.CommandsImplementation"
SERVICES = ("org.xlsales.calc.Commands",)
OLDEST_PYTHON = (3, 11)
MOST_CELLS = 1000
BOLD = 150.0
HEADER_BLUE = 0xDDE8F3


class Commands(unohelper.Base, XJobExecutor, XServiceInfo):
    """Does what a menu entry asks for."""

    def __init__(self, context):
        self.context = context

    def getImplementationName(self):  # noqa: N802
        """Return our name in ``xlsales.components``."""
        return IMPLEMENTATION

    def supportsService(self, name):  # noqa: N802
        """Tell whether this is the service of a name."""
        return name in SERVICES

    def getSupportedServiceNames(self):  # noqa: N802
        """Return the service that the menu names."""
        return SERVICES

    def trigger(self, command):
        """Run a command of the menu on the document in front."""
        office = Office(self.context)
        if sys.version_info < OLDEST_PYTHON:
            office.say(f"xlsales needs LibreOffice with Python 3.11 or later, this is {sys.version}")
            return
        own = {
            "recalculate": recalculate,
            "insert": insert,
            "reference": reference,
            "errors": errors,
            "about": about,
        }
        if command in own:
            own[command](office)
        else:
            job(office, command)


class Office:
    """What the commands need of LibreOffice."""

    def __init__(self, context):
        self.context = context
        self.desktop = self.service("com.sun.star.frame.Desktop")

    def service(self, name):
        """Return a new service of LibreOffice."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    @property
    def document(self):
        """The document in front."""
        return self.desktop.getCurrentComponent()

    @property
    def language(self):
        """The language of the menus: Chinese, or English for everyone else."""
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        place = PropertyValue("nodepath", 0, "/org.openoffice.Setup/L10N", 0)
        reader = "com.sun.star.configuration.ConfigurationAccess"
        settings = provider.createInstanceWithArguments(reader, (place,))
        return "zh" if settings.getByName("ooLocale").startswith("zh") else "en"

    def dispatch(self, command):
        """Run a command of LibreOffice itself."""
        frame = self.desktop.getCurrentFrame()
        self.service("com.sun.star.frame.DispatchHelper").executeDispatch(frame, command, "", 0, ())

    def say(self, text):
        """Show a text in a window with one button."""
        window = self.desktop.getCurrentFrame().getContainerWindow()
        box = window.getToolkit().createMessageBox(window, INFOBOX, BUTTONS_OK, "XLSALES", text)
        box.execute()
        box.dispose()


def recalculate(office):
    """Compute every formula again; what was said before is forgotten."""
    from xlsales.hosts.libreoffice.messages import forget

    forget()
    office.dispatch(".uno:CalculateHard")


def insert(office):
    """Open the function wizard, which has our functions among the add-ins."""
    office.dispatch(".uno:FunctionDialog")


def reference(office):
    """Write every function with its arguments into a new document."""
    from xlsales.hosts.libreoffice.pages import reference_page

    show(office, [reference_page(office.language)])


def errors(office):
    """Compute everything, then list the cells that show an error, and what the functions said."""
    from xlsales.hosts.libreoffice.messages import forget, messages
    from xlsales.hosts.libreoffice.pages import errors_page, messages_page, no_errors_text

    document, language = office.document, office.language
    forget()
    document.calculateAll()
    cells, said = error_cells(document), messages()
    if not cells and not said:
        office.say(no_errors_text(language))
        return
    show(office, [errors_page(cells, said, language), messages_page(said, language)], document.URL)


def error_cells(document):
    """Return the cells of a document that call us and show an error, the first thousand."""
    from xlsales.hosts.libreoffice.pages import ErrorCell

    found = []
    for sheet in document.Sheets:
        for area in sheet.queryFormulaCells(ERROR).getRangeAddresses():
            for row in range(area.StartRow, area.EndRow + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    cell = sheet.getCellByPosition(column, row)
                    formula = cell.getFormula()
                    if "XLSALES." in formula.upper():
                        found.append(ErrorCell(address_of(cell), formula, cell.getString()))
                        if len(found) == MOST_CELLS:
                            return found
    return found


def address_of(cell):
    """Return where a cell is, such as ``Plan.B2`` or ``'Plan 2'.B2``."""
    sheet, _, place = cell.AbsoluteName.rpartition(".")
    return f"{sheet[1:]}.{place.replace('$', '')}"


def about(office):
    """Say what this is and what it runs on."""
    from xlsales.hosts.libreoffice.pages import about_text

    office.say(about_text(office.language, platform.python_version()))


def job(office, name):
    """Run a job on a copy of the document; reports open beside it."""
    from xlsales_jobs import run_job

    run_job(office, name, show)


def show(office, pages, links_to=""):
    """Write pages into a new document, one sheet each; first cells lead to a saved document."""
    document = office.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    sheets = document.Sheets
    while sheets.Count < len(pages):
        sheets.insertNewByName(f"xlsales {sheets.Count}", sheets.Count)
    for i, page in enumerate(pages):
        write_page(document, sheets.getByIndex(i), page)
        if links_to:
            link_cells(document, sheets.getByIndex(i), page, links_to)
    document.CurrentController.setActiveSheet(sheets.getByIndex(0))
    document.UndoManager.clear()
    document.setModified(False)


def write_page(document, sheet, page):
    """Write a page as text: header in bold, long texts in several lines, the header kept in view."""
    sheet.setName(page.name)
    width = len(page.header)
    cells = sheet.getCellRangeByPosition(0, 0, width - 1, len(page.rows))
    cells.setDataArray((page.header, *(tuple(map(plain, row)) for row in page.rows)))
    cells.IsTextWrapped = True
    cells.VertJustify = 1  # at the top
    for column, millimetres in enumerate(page.widths):
        sheet.Columns.getByIndex(column).Width = millimetres * 100
    header = sheet.getCellRangeByPosition(0, 0, width - 1, 0)
    header.CharWeight = header.CharWeightAsian = BOLD
    header.CellBackColor = HEADER_BLUE
    sheet.Rows.OptimalHeight = True
    controller = document.CurrentController
    controller.setActiveSheet(sheet)
    controller.freezeAtPosition(0, 1)


def plain(cell):
    """Return a cell of a page without its link."""
    return getattr(cell, "text", cell)


def link_cells(document, sheet, page, url):
    """Turn the cells of a page that name a place into links to the document that they are of."""
    for row, cells in enumerate(page.rows, start=1):
        for column, place in enumerate(cells):
            if hasattr(place, "place"):
                field = document.createInstance("com.sun.star.text.TextField.URL")
                field.URL, field.Representation = f"{url}#{quote(place.place)}", place.text
                cell = sheet.getCellByPosition(column, row)
                cell.setString("")
                cell.insertTextContent(cell.createTextCursor(), field, False)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
g_ImplementationHelper.addImplementation(Commands, IMPLEMENTATION, SERVICES)
