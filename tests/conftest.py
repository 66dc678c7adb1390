"""Settings of all tests."""

from __future__ import annotations

from pathlib import Path

from hypothesis import settings

# A slow moment of a shared machine is no failure.
settings.register_profile("exact", deadline=None)
settings.load_profile("exact")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave what helps the tests alone: it holds none, and other programs run some of it."""
    helps = collection_path.suffix == ".py" and not collection_path.name.startswith(("test_", "conftest"))
    return True if helps else None
