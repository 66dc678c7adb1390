"""What feeds each section of a summary, and how many rows of the period it has."""

from __future__ import annotations

from xlsales.jobs.summary_sections import Fed
from xlsales.jobs.summary_sums import LedgerSums
from xlsales.tables import summary_specs as specs
from xlsales.tables.appraisal_specs import TRAINING
from xlsales.tables.specs import TableSpec
from xlsales.tables.summary_tables import SummaryTables


def fed_of(tables: SummaryTables, sums: LedgerSums) -> dict[str, Fed]:
    """Return what feeds each section, by its English name."""
    rows = sums.rows_of(sums.spans.now)
    sold = int(rows.sum())

    def column(*names: str) -> Fed:
        known = [name for name in names if name in tables.ledger.labels]
        filled = sum(int((tables.ledger.labels[name].codes[rows] >= 0).sum()) for name in known)
        return Fed(f"sales ledger: {' / '.join(names)}", bool(known), filled)

    def table(*needed: TableSpec, dated: str = "") -> Fed:
        there = all(tables.has(spec) for spec in needed)
        counts = [
            sum(1 for row in tables.rows[spec.name] if not dated or sums.spans.now.holds(row.day(dated)))
            for spec in needed
        ]
        return Fed(" + ".join(spec.name for spec in needed), there, min(counts))

    returned = int((sums.ledger.returned[rows] > 0).sum())  # type: ignore[operator]
    return {
        "Sales": Fed(specs.LEDGER.name, True, sold),
        "Cash collected": table(specs.COLLECTIONS, dated="date"),
        "Targets": table(specs.TARGETS, dated="date"),
        "Regions and provinces": column("region", "province", "country"),
        "Dealers": column("dealer"),
        "Products": column("product", "category"),
        "New products": table(specs.PRODUCTS),
        "Customers": column("customer"),
        "Returns": Fed("sales ledger: returned / status", bool(returned), returned),
        "Channels": column("channel"),
        "Staff": table(specs.STAFF),
        "Training": table(TRAINING, dated="date"),
        "Satisfaction": table(specs.SATISFACTION, dated="date"),
        "Market share and return": table(specs.MARKET, dated="date"),
        "Expenses and budget": table(specs.EXPENSES, specs.BUDGET, dated="date"),
        "SWOT": table(specs.SWOT),
        "Competitors": table(specs.COMPETITORS),
        "Product development": table(specs.DEVELOPMENT),
        "Conclusions": table(specs.CONCLUSIONS),
    }
