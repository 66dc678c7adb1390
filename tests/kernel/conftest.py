"""Settings of this folder's tests."""

from __future__ import annotations

from hypothesis import settings

# Exact arithmetic on a shared machine: a slow moment is no failure.
settings.register_profile("exact", deadline=None)
settings.load_profile("exact")
