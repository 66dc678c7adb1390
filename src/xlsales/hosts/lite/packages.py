"""A package that only some calls need and that Lite has not installed, told in words."""

from __future__ import annotations

from xlsales.kernel.issues import Issue


def not_installed(name: str, package: str) -> Issue:
    """Return LITE-003: a package that something needs, such as ``holidays`` for a country."""
    fix = f"Add a line {package} to requirements.txt in xlwings Lite and restart it."
    return Issue("LITE-003", name, f"no package {package}", "it to be installed", fix)
