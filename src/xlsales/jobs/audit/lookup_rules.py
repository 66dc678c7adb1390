"""The rules about lookups, which share what was found of them."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding
from xlsales.jobs.audit.lookup_keys import repeated_keys, unclean_keys
from xlsales.jobs.audit.lookup_order import lookup_order
from xlsales.jobs.audit.lookups import all_lookups
from xlsales.jobs.audit.tier_tables import tier_tables


def lookup_rules(audited: AuditedBook) -> Iterator[Finding]:
    """Find what is wrong with lookups and with the tables that they read."""
    lookups = all_lookups(audited)
    yield from unclean_keys(audited, lookups)
    yield from repeated_keys(lookups)
    yield from lookup_order(lookups)
    yield from tier_tables(audited, lookups)
