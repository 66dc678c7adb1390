"""A job of the menu: the document is copied, another Python computes, its reports are opened."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import uno
import unohelper
from com.sun.star.awt import XKeyHandler
from com.sun.star.awt.Key import ESCAPE
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import DisposedException

from xlsales.hosts.libreoffice.jobs import failed_text, no_python_text, page_from, working_text
from xlsales.hosts.libreoffice.outside import OutsideJob, find_python

EXCEL_FILTER = "Calc MS Excel 2007 XML"
EXCEL_FILES = (".xlsx", ".xlsm")
#: The indicator moves at each stage; how many there are, only the job knows.
MOST_STAGES = 10


def run_job(office, name, show):
    """Run a job on the document in front, one at a time: the window hears the mouse meanwhile.

    Arguments are the office, the name of the button, and what shows pages in a new document.
    """
    if Watch.is_busy:
        return
    Watch.is_busy = True
    try:
        run_one(office, name, show)
    finally:
        Watch.is_busy = False


def run_one(office, name, show):
    """Copy the document, and do what the job says until it ends."""
    document, language = office.document, office.language
    python = find_python(os.environ)
    if python is None:
        office.say(no_python_text(language))
        return
    with TemporaryDirectory() as scratch, Watch(office, document) as watch:
        url = document.URL
        words = [name, str(copy_of(document, Path(scratch))), "--lang", language, "--name", title(document)]
        if url.startswith("file:"):
            words += ["--folder", str(Path(uno.fileUrlToSystemPath(url)).parent)]
        try:
            with OutsideJob(python, words) as job:
                for message in job.messages(watch.look):
                    obey(office, message, job, watch, show, url)
        except (OSError, RuntimeError) as error:
            watch.close()
            office.say(failed_text(str(error), language))


def obey(office, message, job, watch, show, url):
    """Do what a line of the job asks for."""
    if "tell" in message:
        watch.show(working_text(message["tell"], office.language))
        job.answer(go_on=not watch.is_stopped)
    elif "pages" in message:
        show(office, [page_from(page) for page in message["pages"]], url)
    elif "open" in message:
        target = uno.systemPathToFileUrl(message["open"])
        office.desktop.loadComponentFromURL(target, "_blank", 0, ())
    elif "done" in message:
        watch.close()
        office.say(message["done"])


def title(document):
    """Return the name of the document's file, or of the document where it has none."""
    if document.URL.startswith("file:"):
        return Path(uno.fileUrlToSystemPath(document.URL)).name
    return f"{document.Title}.xlsx"


def copy_of(document, folder):
    """Write the document as it is now: its own file where nothing was changed, else as Excel has it."""
    if document.URL.startswith("file:") and not document.isModified():
        path = Path(uno.fileUrlToSystemPath(document.URL))
        if path.suffix.lower() in EXCEL_FILES:
            return Path(shutil.copy(path, folder / f"copy{path.suffix.lower()}"))
    target = folder / "copy.xlsx"
    document.storeToURL(
        uno.systemPathToFileUrl(str(target)), (PropertyValue("FilterName", 0, EXCEL_FILTER, 0),)
    )
    return target


class Watch(unohelper.Base, XKeyHandler):
    """Shows what goes on in the status bar, keeps the window alive, and listens for Esc."""

    is_busy = False

    def __init__(self, office, document):
        self.is_stopped = False
        self.stages = 0
        self.controller = document.CurrentController
        self.toolkit = self.controller.Frame.ContainerWindow.getToolkit()
        self.indicator = self.controller.Frame.createStatusIndicator()
        self.is_open = True

    def __enter__(self):
        self.controller.addKeyHandler(self)
        self.indicator.start("XLSALES", MOST_STAGES)
        return self

    def __exit__(self, *_):
        self.close()

    def show(self, text):
        """Show a stage."""
        self.stages += 1
        self.indicator.setText(text)
        self.indicator.setValue(min(self.stages, MOST_STAGES - 1))
        self.look()

    def look(self):
        """Let the window draw itself and hear the keyboard."""
        if hasattr(self.toolkit, "processEventsToIdle"):
            self.toolkit.processEventsToIdle()

    def close(self):
        """Give the status bar and the keyboard back."""
        if self.is_open:
            self.is_open = False
            with suppress(DisposedException):  # the window was closed meanwhile
                self.controller.removeKeyHandler(self)
                self.indicator.end()

    def keyPressed(self, event):  # noqa: N802
        """Note Esc."""
        if event.KeyCode == ESCAPE:
            self.is_stopped = True
        return event.KeyCode == ESCAPE

    def keyReleased(self, event):  # noqa: N802
        """Nothing to do."""
        return False

    def disposing(self, event):
        """The window was closed: the job shall stop."""
        self.is_stopped = True
