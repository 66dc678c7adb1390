"""Clicks through our menu in a visible Calc and tells what happened, as one JSON object.

Run by a Python that can import ``uno``: what to click (``functions`` or ``jobs``), soffice, profile folder,
workbook, folder for pictures. The screen is an Xvfb of its own; xdotool moves its mouse, so nothing here
takes a way that a user has not. XLSALES_HOLD names a file: while it is there, no job begins.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import uno
from com.sun.star.accessibility import AccessibleRole
from com.sun.star.connection import NoConnectException

SECONDS = 30
SCREEN = (1400, 900)
POSITION_AND_SIZE = 15


def wait_for(look: Callable[[], Any]) -> Any:
    """Return what a look gives once it gives something."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    raise TimeoutError(f"waited {SECONDS} seconds in vain")


class Screen:
    """An X server of its own with a mouse and a keyboard."""

    def __init__(self, pictures: Path) -> None:
        self._pictures = pictures
        self._server = subprocess.Popen(
            ["Xvfb", "-noreset", "-displayfd", "1", "-screen", "0", "{}x{}x24".format(*SCREEN)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._server.stdout is not None
        self.environment = {**os.environ, "DISPLAY": f":{self._server.stdout.readline().strip()}"}

    def click(self, x: int, y: int) -> None:
        """Click with the left button."""
        self._do("mousemove", str(x), str(y), "click", "1")

    def press(self, key: str) -> None:
        """Press a key."""
        self._do("key", key)

    def photograph(self, name: str) -> None:
        """Keep a picture, where ImageMagick is there."""
        if shutil.which("import"):
            time.sleep(1)
            target = str(self._pictures / f"{name}.png")
            subprocess.run(["import", "-window", "root", target], env=self.environment, check=True)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True)

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait(SECONDS)


class Calc:
    """A visible LibreOffice with one workbook."""

    def __init__(self, soffice: str, profile: str, book: str, screen: Screen) -> None:
        self.screen = screen
        pipe = f"pipe,name=xlsales{os.getpid()};urp;"
        self._process = subprocess.Popen(
            [
                *(soffice, f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}"),
                *("--norestore", "--nologo", "--nolockcheck", f"--accept={pipe}", book),
            ],
            env=screen.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            context = wait_for(lambda: connected(pipe))
            self._manager, self._context = context.ServiceManager, context
            self.desktop = self._service("com.sun.star.frame.Desktop")
            self.document = wait_for(self._first_document)
            self.window = self.document.CurrentController.Frame.ContainerWindow
            self.window.setPosSize(0, 0, *SCREEN, POSITION_AND_SIZE)
            time.sleep(2)
        except BaseException:
            self.close()
            raise

    def _service(self, name: str) -> Any:
        return self._manager.createInstanceWithContext(name, self._context)

    def _first_document(self) -> Any:
        document = self.desktop.getCurrentComponent()
        return document if document is not None and document.getCurrentController() else None

    def other_documents(self) -> list[Any]:
        """Return the documents that our commands opened."""
        return [each for each in self.desktop.Components if each.RuntimeUID != self.document.RuntimeUID]

    def windows(self) -> list[Any]:
        """Return the windows and dialogs on the screen."""
        toolkit = self._service("com.sun.star.awt.Toolkit")
        tops = [toolkit.getTopWindow(i) for i in range(toolkit.getTopWindowCount())]
        return [context for each in tops if (context := each.getAccessibleContext())]

    def named(self, role: int, name: str) -> Any:
        """Return what is shown in a role and under a name."""
        for each in shown(self.window.getAccessibleContext()):
            if each.getAccessibleRole() == role and each.getAccessibleName() == name:
                return each
        raise LookupError(f"nothing in role {role} is called {name}")

    def take_focus(self) -> None:
        """Bring the workbook to the front: there is no window manager that would."""
        self.window.toFront()
        self.window.setFocus()
        time.sleep(1)

    def menu(self, *titles: str) -> None:
        """Open our menu and choose an entry, through the menus inside it."""
        self.take_focus()
        place = self.named(AccessibleRole.MENU, "XLSALES")
        self.click(place)
        for title in titles:
            self.screen.photograph(f"menu {title}")
            place = child(place, title)
            self.click(place)

    def click(self, target: Any) -> None:
        """Click into the middle of something that is shown."""
        place, size = target.getLocationOnScreen(), target.getSize()
        self.screen.click(place.X + size.Width // 2, place.Y + size.Height // 2)
        time.sleep(1)

    def close(self) -> None:
        """End LibreOffice, by force where it asks back."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(SECONDS)


def connected(pipe: str) -> Any:
    """Return LibreOffice's context, or nothing as long as it starts."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    try:
        return resolver.resolve(f"uno:{pipe}StarOffice.ComponentContext")
    except NoConnectException:
        return None


def shown(parent: Any, depth: int = 6) -> Iterator[Any]:
    """Go through everything that has a name, from the outside in; a sheet's cells are too many."""
    for i in range(min(parent.getAccessibleChildCount(), 100)):
        child = parent.getAccessibleChild(i)
        if child is not None:
            context = child.getAccessibleContext()
            yield context
            if depth:
                yield from shown(context, depth - 1)


def names(parent: Any) -> list[str]:
    """Return the names directly inside something."""
    children = [parent.getAccessibleChild(i) for i in range(parent.getAccessibleChildCount())]
    return [child.getAccessibleContext().getAccessibleName() for child in children]


def texts(document: Any, sheet: int) -> list[list[str]]:
    """Return the texts of a sheet that one of our commands wrote."""
    cells = document.Sheets.getByIndex(sheet)
    cursor = cells.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    used = cells.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
    return [[str(value) for value in row] for row in used.getDataArray()]


def child(parent: Any, name: str) -> Any:
    """Return what is directly inside something under a name."""
    return parent.getAccessibleChild(names(parent).index(name)).getAccessibleContext()


def click_through(calc: Calc) -> dict[str, object]:
    """Use every command; return what was seen."""
    toolbar = calc.named(AccessibleRole.TOOL_BAR, "XLSALES")
    told: dict[str, object] = {
        "menu": names(calc.named(AccessibleRole.MENU, "XLSALES")),
        "toolbar": names(toolbar),
        "before": texts(calc.document, 0),
    }
    calc.menu("Recalculate everything")
    told["after"] = texts(calc.document, 0)
    calc.menu("About XLSALES")
    told["about"] = words_of_dialog(calc, "OK")
    calc.menu("Insert function...")
    told["wizard"] = words_of_dialog(calc, "Cancel")
    calc.menu("Show errors")
    report = wait_for(calc.other_documents)[0]
    calc.screen.photograph("errors")
    told["errors"], told["messages"] = texts(report, 0), texts(report, 1)
    report.close(True)
    calc.take_focus()
    calc.click(child(toolbar, "Function reference"))
    told["reference"] = texts(wait_for(calc.other_documents)[0], 0)
    calc.screen.photograph("reference")
    return told


def run_jobs(calc: Calc) -> dict[str, object]:
    """Run jobs and a report on a plan; return what was opened and said."""
    told: dict[str, object] = {"menu": names(calc.named(AccessibleRole.MENU, "XLSALES"))}
    calc.menu("Set targets")
    told["targets"] = opened(calc, "targets")
    calc.menu("Reports", "Targets")
    told["report"] = opened(calc, "report")
    calc.menu("Grade customers")
    told["issues"] = opened(calc, "issues")
    add_error(calc)
    calc.menu("Check")
    told["check"] = opened(calc, "check")
    calc.take_focus()
    calc.click(child(calc.named(AccessibleRole.TOOL_BAR, "XLSALES"), "Set targets"))
    told["changed"] = opened(calc, "changed")
    told["stopped"] = stopped(calc, Path(os.environ["XLSALES_HOLD"]))
    return told


def stopped(calc: Calc, hold: Path) -> list[str]:
    """Press Esc while a job begins; return what is said."""
    hold.touch()
    calc.menu("Set targets")
    calc.screen.photograph("status bar")
    calc.click(child(calc.named(AccessibleRole.TOOL_BAR, "XLSALES"), "Set targets"))  # in vain
    calc.screen.press("Escape")
    time.sleep(1)
    hold.unlink()
    return words_of_dialog(calc, "OK")


def opened(calc: Calc, name: str) -> dict[str, object]:
    """Return the document that a job opens: its address, and the texts of its sheets."""
    document = wait_for(calc.other_documents)[0]
    wait_for(lambda: document.CurrentController)
    calc.screen.photograph(name)
    sheets = {each: texts(document, i) for i, each in enumerate(document.Sheets.ElementNames)}
    links = [
        field.URL
        for row in range(1, 4)
        for field in document.Sheets.getByIndex(0).getCellByPosition(0, row).TextFields
    ]
    told = {"url": document.URL, "sheets": sheets, "links": links}
    document.close(True)
    return told


def add_error(calc: Calc) -> None:
    """Change the document, so that its file is no longer what the window shows: a cell that is an error."""
    sheet = calc.document.Sheets.getByIndex(0)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    sheet.getCellByPosition(cursor.RangeAddress.EndColumn + 3, 0).setFormula("=1/0")


def words_of_dialog(calc: Calc, button: str) -> list[str]:
    """Return the words in the dialog that has come, and click a button of it."""
    dialog = wait_for(lambda: dialogs(calc))[0]
    parts = list(shown(dialog))
    words = [dialog.getAccessibleName(), *(part.getAccessibleName() for part in parts)]
    calc.screen.photograph(f"dialog {button}")
    calc.click(next(part for part in parts if part.getAccessibleName() == button))
    wait_for(lambda: not dialogs(calc))
    return words


def dialogs(calc: Calc) -> list[Any]:
    """Return the dialogs and alerts on the screen."""
    roles = (AccessibleRole.DIALOG, AccessibleRole.ALERT)
    return [window for window in calc.windows() if window.getAccessibleRole() in roles]


def main(what: str, soffice: str, profile: str, book: str, pictures: str) -> None:
    """Start a screen and Calc, click, tell, end both."""
    clicked = {"functions": click_through, "jobs": run_jobs}[what]
    screen = Screen(Path(pictures))
    try:
        calc = Calc(soffice, profile, book, screen)
        try:
            print(json.dumps(clicked(calc)))
        finally:
            calc.close()
    finally:
        screen.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
