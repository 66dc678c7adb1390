"""A file that is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a place to write to, and put it in the place of a file once nothing went wrong.

    Args:
        path: The file; an older one stays as it is until the new one is complete.

    Raises:
        OSError: The folder cannot be written.
    """
    handle, name = tempfile.mkstemp(suffix=path.suffix, dir=path.parent or None)
    os.close(handle)
    try:
        yield Path(name)
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise
