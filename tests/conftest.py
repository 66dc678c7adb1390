"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# A slow moment of a shared machine is no failure.
settings.register_profile("exact", deadline=None)
settings.load_profile("exact")
