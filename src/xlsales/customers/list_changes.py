"""Two lists of names: what came, what went, what stayed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlsales.customers.directory import name_key


@dataclass(frozen=True, slots=True)
class ListChanges:
    """How a list changed; names in their order, each once, as first written."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def before(self) -> int:
        """How many names there were."""
        return len(self.kept) + len(self.removed)

    @property
    def after(self) -> int:
        """How many names there are."""
        return len(self.kept) + len(self.added)


def list_changes(before: Iterable[str], after: Iterable[str]) -> ListChanges:
    """Compare two lists of names, such as of competing brands (IF2).

    Args:
        before: The older list; width, case and blanks make no difference, blank names count nowhere.
        after: The newer list.

    References:
        Handbook: competing makers rose from 28 to 29; which one came?

    Examples:
        >>> found = list_changes(["Alpha", "Beta"], ["ＢＥＴＡ", "Gamma"])
        >>> found.added, found.removed, found.before, found.after
        (('Gamma',), ('Alpha',), 2, 2)
    """
    old, new = _by_key(before), _by_key(after)
    return ListChanges(
        tuple(name for key, name in new.items() if key not in old),
        tuple(name for key, name in old.items() if key not in new),
        tuple(name for key, name in new.items() if key in old),
    )


def _by_key(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        if key := name_key(name):
            found.setdefault(key, name.strip())
    return found
