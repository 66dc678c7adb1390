"""The port for a host that runs Python elsewhere: a copy in, lines of JSON out, an answer to each stage."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from xlsales.hosts.buttons.open_book import Cancelled
from xlsales.hosts.buttons.pages import Page

#: What the host answers to a stage when the job may go on; anything else stops it, so does its end.
GO_ON = "go on"


class CopiedBook:
    """The open book as the host has copied it; what the button shows goes back as lines.

    Args:
        copy: The workbook as it is now.
        name: Name of the user's own file.
        folder: Where that file is, ``None`` where it was never saved.
        out: Where lines go.
    """

    def __init__(self, copy: Path, name: str, folder: Path | None, out: TextIO) -> None:
        self._copy = copy
        self._name = name
        self._folder = folder
        self._out = out

    @property
    def name(self) -> str:
        """Name of the user's file."""
        return self._name

    @property
    def folder(self) -> Path | None:
        """Folder of the user's file."""
        return self._folder

    def copy_to(self, folder: Path) -> Path:
        """Copy the copy, under the name that jobs shall see."""
        return Path(shutil.copy(self._copy, folder / Path(self._name).with_suffix(self._copy.suffix)))

    def add_sheet(self, page: Page) -> None:
        """Hand over a page."""
        self.new_book((page,))

    def new_book(self, pages: Sequence[Page]) -> None:
        """Hand over pages that belong together."""
        write_line(self._out, {"pages": [asdict(page) for page in pages]})

    def open_file(self, path: Path) -> None:
        """Ask the host to open a file."""
        write_line(self._out, {"open": str(path)})


class AskedPerson:
    """The person in front of the host, who is told each stage and asked whether to go on."""

    def __init__(self, out: TextIO, answers: TextIO) -> None:
        self._out = out
        self._answers = answers

    def tell(self, text: str) -> None:
        """Say what goes on and wait for the answer.

        Raises:
            Cancelled: The host says stop, or is no longer there.
        """
        write_line(self._out, {"tell": text})
        if self._answers.readline().strip() != GO_ON:
            raise Cancelled

    def done(self, text: str) -> None:
        """Say what came of it."""
        write_line(self._out, {"done": text})


def write_line(out: TextIO, message: dict[str, object]) -> None:
    """Write a message as one line, at once."""
    out.write(json.dumps(message, ensure_ascii=True) + "\n")
    out.flush()
