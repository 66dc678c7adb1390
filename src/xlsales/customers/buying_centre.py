"""The buying centre: which of its roles we know at a customer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlsales.kernel.words import folded

#: Roles of the handbook, English to Chinese.
ROLES: Final = {"initiator": "发起者", "user": "使用者", "influencer": "影响者", "decider": "决定者"}
_KEYS: Final = {folded(word): role for role, chinese in ROLES.items() for word in (role, chinese)}


@dataclass(frozen=True, slots=True)
class RoleCoverage:
    """Which roles have a contact.

    Attributes:
        share: Part of the roles, 0 to 1.
        missing: Roles without a contact, in the order of ``ROLES``.
        unread: Words that are no role, as they were written.
    """

    share: Fraction
    missing: tuple[str, ...]
    unread: tuple[str, ...]


def role_coverage(contacts: Iterable[str]) -> RoleCoverage:
    """Tell how well we know those who decide (CG10).

    Args:
        contacts: Role of each contact, in English or Chinese.

    References:
        Webster and Wind (1972), buying centre; the handbook names four roles.

    Examples:
        >>> role_coverage(["User", "决定者", "boss"])
        RoleCoverage(share=Fraction(1, 2), missing=('initiator', 'influencer'), unread=('boss',))
    """
    written = list(contacts)
    known = {_KEYS[folded(word)] for word in written if folded(word) in _KEYS}
    missing = tuple(role for role in ROLES if role not in known)
    unread = tuple(word for word in written if folded(word) not in _KEYS)
    return RoleCoverage(Fraction(len(known), len(ROLES)), missing, unread)
