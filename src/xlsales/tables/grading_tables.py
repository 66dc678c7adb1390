"""The tables of the grading job, read into a policy and rows; every problem is told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlsales.customers.directory import Directory
from xlsales.customers.ladder import Standing
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.words import folded
from xlsales.plans import grading as plan
from xlsales.plans.grading_checks import check_policies
from xlsales.tables import grading_specs as specs
from xlsales.tables.activity_tables import read_activity_tables
from xlsales.tables.customer_sheets import read_customer_sheets
from xlsales.tables.entries import CustomerKeys, attributes_of, day_of, number_of, open_rows, text_of
from xlsales.tables.grading_policy_tables import PolicyReader
from xlsales.tables.grading_rows import CustomerFile, GradingTables, Invoice
from xlsales.tables.lead_tables import read_deals, read_leads, read_sellers, read_stages
from xlsales.tables.market_tables import read_market_tables
from xlsales.tables.matching import matched
from xlsales.tables.quoting_tables import read_quoting_tables
from xlsales.tables.raw import RawTable
from xlsales.tables.reading import TableReader
from xlsales.tables.transactions import LedgerReading, file_table


def read_grading_tables(
    tables: Sequence[RawTable], folder: Path | None = None
) -> tuple[GradingTables, list[Issue]]:
    """Read everything that the grading job is told.

    Args:
        tables: Tables of a workbook or a YAML file.
        folder: Where a transactions file named in the policy is looked for.

    Returns:
        What was read, and every problem: TABLE-001 to TABLE-008 and TABLE-020 to TABLE-035 about tables,
        cells, files and databases, PLAN-001 about fields, GPOL-001 to GPOL-011 about the policy, GRAD-001
        to GRAD-003 about customers.
    """
    reader = _Reader(TableReader(tables), folder)
    found = reader.read()
    return found, list(dict.fromkeys(reader.tables.issues))


@dataclass(slots=True)
class _Reader:
    tables: TableReader
    folder: Path | None
    directory: Directory = field(default_factory=Directory)

    def read(self) -> GradingTables:
        tables, issues = self.tables, self.tables.issues
        policy = PolicyReader(tables)
        policies = policy.read()
        customers = self._customers()
        ledger = self._ledger(policies, policy)
        issues += check_policies(policies, policy.where)
        activity = read_activity_tables(tables, self.directory)
        return GradingTables(
            policies,
            customers,
            ledger,
            self._previous(),
            self._overrides(policies),
            tuple(self._invoices()),
            activity.visits,
            tuple(read_leads(tables)),
            tuple(read_deals(tables)),
            tuple(read_stages(tables)),
            tuple(read_sellers(tables)),
            activity,
            read_customer_sheets(tables, self.directory),
            read_quoting_tables(tables, self.directory),
            read_market_tables(tables, self.directory),
            tuple(dict.fromkeys(issue for issue in issues if issue.severity != "error")),
            tuple(dict.fromkeys(tables.readings)),
            bool(customers),
        )

    def _customers(self) -> dict[str, CustomerFile]:
        found: dict[str, CustomerFile] = {}
        for entry, others, where in open_rows(self.tables, specs.CUSTOMERS):
            name, identity = text_of(entry, "customer"), text_of(entry, "customer_id")
            aliases = text_of(entry, "alias").replace("；", ";").split(";")
            key = self.directory.add(identity or None, name or None, aliases)
            if key is None:
                self.tables.issues.append(_twice(where, identity or name))
                continue
            fit = entry.get("fit")
            found[key] = CustomerFile(
                key,
                name or identity or key,
                identity or None,
                text_of(entry, "owner") or None,
                text_of(entry, "region") or None,
                day_of(entry, "assigned"),
                day_of(entry, "last_contact"),
                entry.get("protected") is True,
                fit if isinstance(fit, bool) else None,
                attributes_of(others),
            )
        return found

    def _ledger(self, policies: plan.GradingPolicies, policy: PolicyReader) -> LedgerReading:
        settings = policies.settings[-1].settings if policies.settings else plan.GradingSettings()
        if not settings.transactions_file:
            table = self.tables.find(specs.TRANSACTIONS)
        else:
            try:
                raw = self._source(settings)
            except InvalidInputError as error:
                where = policy.where(("settings", "transactions_file"))
                self.tables.issues += (issue.at(where) for issue in error.issues)
                return LedgerReading()
            table, issues = matched(specs.TRANSACTIONS, raw, self.tables.mappings)
            self.tables.issues += issues
            self.tables.readings += table.readings()
        if table is None or not {"date", "amount"} <= set(table.columns):
            return LedgerReading()
        from xlsales.tables.ledger_reading import read_ledger

        return read_ledger(table, self.directory)

    def _source(self, settings: plan.GradingSettings) -> RawTable:
        """Return the transactions of a file beside the workbook, or of a database."""
        address, folder = settings.transactions_file, self.folder or Path()
        if "://" in address or address.startswith("env:"):
            from xlsales.tables.fact_sources import FactSource, fact_table

            return fact_table("transactions", FactSource(address, settings.transactions_query), folder)
        return file_table(folder / address)

    def _previous(self) -> dict[str, Standing]:
        return {
            self._named(entry["customer"]): Standing(entry["grade"], day_of(entry, "since"))
            for entry, _ in self.tables.facts(specs.PREVIOUS, "customer", "grade")
        }

    def _overrides(self, policies: plan.GradingPolicies) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for index, row in enumerate(policies.overrides):
            key = self._named(row.customer)
            found[key] = (*found.get(key, ()), index)
        return found

    def _named(self, text: str) -> str:
        """Return the customer that one column of ids or names means."""
        match = self.directory.match(text, text)
        return match.key if match else folded(text)

    def _invoices(self) -> Iterator[Invoice]:
        keys = CustomerKeys(self.directory, self.tables.issues)
        for entry, where in self.tables.facts(specs.INVOICES, "due", "amount"):
            key, amount = keys.key(entry, where), number_of(entry, "amount")
            if key is None or amount is None:
                continue
            paid, rest = day_of(entry, "paid"), number_of(entry, "open")
            if rest is None:
                rest = amount * (paid is None)
            name = text_of(entry, "invoice") or where
            yield Invoice(key, name, day_of(entry, "date"), entry["due"], amount, paid, rest)


def _twice(where: str, who: str) -> Issue:
    fix = "Remove one of them, or give it an id of its own."
    came = f"{who!r} again" if who else "neither an id nor a name"
    return Issue("GRAD-001", where, came, "each customer once, with an id or a name", fix)
