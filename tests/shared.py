"""Where the reference files are, if they are there: tests use them and skip without them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("XLSALES_SHARED", Path(__file__).resolve().parents[2] / "shared"))

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the reference files are not beside the checkout (set XLSALES_SHARED)"
)


def shared_file(*parts: str) -> Path:
    """Return a reference file, or skip the test where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the reference file {'/'.join(parts)} is not beside the checkout")
    return path
