"""A LibreOffice of our own with the extension in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from xlsales.hosts.libreoffice.extension import build_extension
from xlsales.office import OfficeProcess, find_installation

#: Where extensions for every user of a machine go; root can install no others.
_SHARED_EXTENSIONS = "UNO_SHARED_PACKAGES_CACHE"
IDENTIFIER = "org.xlsales.calc"


class Extensions:
    """The extensions of a LibreOffice that sees no others, below a folder of ours."""

    def __init__(self, folder: Path) -> None:
        self.installed = folder / "extensions"
        self.variables = {_SHARED_EXTENSIONS: self.installed.as_uri()}
        self._profile = folder / "unopkg"
        self._file = folder / "xlsales.oxt"

    def install(self) -> None:
        """Build the extension and install it as an administrator does."""
        self._file.write_bytes(build_extension())
        self.unopkg("add", str(self._file))

    def unopkg(self, *words: str) -> str:
        """Run LibreOffice's extension manager; return what it says."""
        beside = Path(find_installation().soffice).resolve().with_name("unopkg")
        program = str(beside) if beside.exists() else shutil.which("unopkg")
        assert program is not None
        done = subprocess.run(
            [program, words[0], "--shared", f"-env:UserInstallation={self._profile.as_uri()}", *words[1:]],
            env={**os.environ, **self.variables},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def calc_with_extension(folder: Path) -> Iterator[OfficeProcess]:
    """Install the extension below a folder; yield a LibreOffice that has it."""
    extensions = Extensions(folder)
    extensions.install()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in extensions.variables.items():
            patch.setenv(name, value)
        with OfficeProcess() as office:
            yield office
