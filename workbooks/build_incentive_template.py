"""Build the template of an incentive plan: ``python workbooks/build_incentive_template.py [FILE]``.

Every table that the job reads is a sheet with an Excel table of the same name; a small example is
filled in, so that ``xlsales run incentives`` works on the file as it is.
"""

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent
Rows = Sequence[Sequence[object]]

JANUARY = date(2026, 1, 1)
#: One component of each kind; a version is all rows of a plan with the same first day.
COMPONENTS: Sequence[Mapping[str, object]] = (
    {
        "plan": "reps",
        "effective_from": JANUARY,
        "component": "commission",
        "kind": "tiered",
        "basis": "invoice",
        "accumulator": "quarter",
        "mode": "marginal",
        "table": "reps 2026",
        "of_target": True,
        "cap": 9000,
        "cap_per": "quarter",
        "clawback_months": 12,
        "benefit_months": 24,
    },
    {
        "component": "collections",
        "kind": "flat",
        "basis": "cash",
        "accumulator": "deal",
        "rate": 0.005,
        "late_table": "by age",
    },
    {
        "component": "equipment",
        "kind": "flat",
        "basis": "margin",
        "accumulator": "month",
        "rate": 0.02,
        "holdback": 0.3,
        "release_months": 2,
        "category": "Equipment",
    },
    {
        "component": "parts",
        "kind": "matrix",
        "basis": "invoice",
        "accumulator": "quarter",
        "mode": "whole",
        "table": "parts by discount",
        "across": "discount",
        "category": "Parts",
    },
    {
        "component": "new listing",
        "kind": "new listing",
        "basis": "invoice",
        "accumulator": "month",
        "amount": 80,
        "once_per": "customer, product",
        "keep_days": 90,
    },
    {
        "component": "champion",
        "kind": "rank prize",
        "basis": "invoice",
        "accumulator": "month",
        "table": "champion",
        "minimum": 20000,
        "tie_break": "margin",
    },
    {
        "component": "quarter bonus",
        "kind": "curve",
        "basis": "invoice",
        "accumulator": "quarter",
        "table": "bonus",
        "target_pay": 6000,
    },
    {
        "component": "team pool",
        "kind": "pool",
        "basis": "margin",
        "accumulator": "quarter",
        "table": "appraisal",
        "rate": 0.01,
    },
    {
        "component": "appraisal",
        "kind": "scorecard",
        "accumulator": "quarter",
        "table": "appraisal",
        "target_pay": 1500,
        "rating_table": "ratings 2026",
        "smallest_group": 3,
    },
    {
        "component": "referral",
        "kind": "spiff",
        "basis": "invoice",
        "accumulator": "deal",
        "amount": 200,
        "credited_to": "referrer",
        "in_kind": "Maintenance voucher",
    },
    {"component": "missed visits", "kind": "penalty", "accumulator": "month", "amount": 50},
    {
        "plan": "leads",
        "component": "team",
        "kind": "override",
        "basis": "invoice",
        "accumulator": "month",
        "table": "by distance",
    },
)
PEOPLE: Sequence[Mapping[str, object]] = (
    {
        "person": "Zhang Wei",
        "plan": "reps",
        "manager": "Li Na",
        "start": date(2024, 5, 1),
        "wage": 8000,
        "team": "East",
        "weight": 1.2,
    },
    {
        "person": "Wang Fang",
        "plan": "reps",
        "manager": "Li Na",
        "start": date(2025, 3, 10),
        "wage": 7500,
        "guarantee": 800,
        "team": "East",
    },
    {
        "person": "Chen Jie",
        "plan": "reps",
        "manager": "Li Na",
        "start": date(2026, 1, 1),
        "wage": 6000,
        "draw": 1500,
        "recoverable": True,
        "recovery cap": 0.5,
        "team": "West",
    },
    {"person": "Li Na", "plan": "leads", "start": date(2022, 1, 1), "wage": 15000},
)


def table_of(rows: Sequence[Mapping[str, object]]) -> tuple[Sequence[str], Rows]:
    """Return rows as headings and cells; plan and first day go on from the row above."""
    filled = [dict(rows[0])]
    for row in rows[1:]:
        above = {name: filled[-1][name] for name in ("plan", "effective_from") if name in filled[-1]}
        filled.append({**above, **row})
    headings = tuple(dict.fromkeys(name for row in filled for name in row))
    return headings, tuple(tuple(row.get(name) for name in headings) for row in filled)


#: Sheet, heading row, rows.
TABLES: Mapping[str, tuple[Sequence[str], Rows]] = {
    "plan": (
        ("setting", "value"),
        (
            ("name", "Sales incentives 2026"),
            ("source", "Incentive plan signed 2025-12-15"),
            ("currency", "CNY"),
            ("start", date(2026, 1, 1)),
            ("period", date(2026, 3, 1)),
            ("unit", 0.01),
            ("rounding", "line"),
            ("rounding mode", "half up"),
            ("penalty limit", 0.2),
            ("rate rule", "event"),
            ("practical expedient", 12),
            ("coupons expected to be used", 0.8),
        ),
    ),
    "components": table_of(COMPONENTS),
    "people": table_of(PEOPLE),
    "tiers": (
        ("table", "bound", "rate"),
        (("reps 2026", 0, 0.02), ("reps 2026", 0.8, 0.03), ("reps 2026", 1, 0.05)),
    ),
    "curves": (
        ("table", "attainment", "payout"),
        (("bonus", 0.8, 0.5), ("bonus", 1, 1), ("bonus", 1.5, 2)),
    ),
    "steps": (
        ("table", "bound", "value"),
        (("by age", -9999, 1), ("by age", 31, 0.5), ("by age", 91, 0), ("by distance", 1, 0.004)),
    ),
    "prizes": (("table", "place", "prize"), (("champion", 1, 800), ("champion", 2, 300))),
    "matrices": (
        ("table", "bound", "across", "rate"),
        (
            ("parts by discount", 0, "0%", 0.006),
            ("parts by discount", 0, "5%", 0.004),
            ("parts by discount", 0, "10%", 0.002),
            ("parts by discount", 100000, "0%", 0.01),
            ("parts by discount", 100000, "5%", 0.007),
            ("parts by discount", 100000, "10%", 0.003),
        ),
    ),
    "weights": (
        ("table", "measure", "weight", "cap"),
        (("appraisal", "customer service", 0.6, 1.2), ("appraisal", "teamwork", 0.4, 1.2)),
    ),
    "ratings": (
        ("table", "rating", "share", "factor"),
        (("ratings 2026", "A", 0.3, 1.5), ("ratings 2026", "B", 0.5, 1), ("ratings 2026", "C", 0.2, 0.5)),
    ),
    "scores": (
        ("person", "month", "measure", "score"),
        tuple(
            (person, date(2026, 3, 1), measure, score)
            for person, scores in (("Zhang Wei", (1.1, 0.9)), ("Wang Fang", (1, 1.1)), ("Chen Jie", (0.8, 1)))
            for measure, score in zip(("customer service", "teamwork"), scores, strict=True)
        ),
    ),
    "titles": (
        ("title", "component", "bearer", "places"),
        (("Sales champion", "champion", "person", 1), ("Outstanding team", "champion", "team", 1)),
    ),
    "exchange": (
        ("currency", "start", "rate"),
        (("USD", date(2026, 1, 1), 7.05), ("USD", date(2026, 3, 1), 7.11)),
    ),
    "transactions": (
        (
            "id",
            "kind",
            "date",
            "person",
            "amount",
            "tax",
            "quantity",
            "cost",
            "due",
            "original",
            "customer",
            "product",
            "category",
            "discount",
            "currency",
            "referrer",
        ),
        (
            (
                "S001",
                "sale",
                date(2026, 1, 9),
                "Zhang Wei",
                86000,
                11180,
                2,
                61000,
                date(2026, 2, 8),
                None,
                "Hongda",
                "Press 20t",
                "Equipment",
                None,
                None,
                None,
            ),
            (
                "S002",
                "sale",
                date(2026, 1, 17),
                "Wang Fang",
                42500.5,
                5525.07,
                170,
                30100,
                date(2026, 2, 16),
                None,
                "Ruixin",
                "Seal kit",
                "Parts",
                0.05,
                None,
                None,
            ),
            (
                "S003",
                "sale",
                date(2026, 1, 28),
                "Chen Jie",
                18200,
                2366,
                70,
                13900,
                date(2026, 2, 27),
                None,
                "Hongda",
                "Seal kit",
                "Parts",
                None,
                None,
                "Wang Fang",
            ),
            (
                "S004",
                "sale",
                date(2026, 2, 5),
                "Zhang Wei",
                54000,
                7020,
                200,
                38800,
                date(2026, 3, 7),
                None,
                "Ruixin",
                "Valve",
                "Parts",
                None,
                None,
                None,
            ),
            (
                "S005",
                "sale",
                date(2026, 2, 19),
                None,
                97000,
                12610,
                1,
                70300,
                date(2026, 3, 21),
                None,
                "Tianhe",
                "Press 40t",
                "Equipment",
                None,
                None,
                None,
            ),
            (
                "S006",
                "sale",
                date(2026, 3, 3),
                "Wang Fang",
                61000,
                7930,
                240,
                44500,
                date(2026, 4, 2),
                None,
                "Tianhe",
                "Valve",
                "Parts",
                0.1,
                None,
                None,
            ),
            (
                "S007",
                "sale",
                date(2026, 3, 12),
                "Chen Jie",
                43000,
                5590,
                160,
                31000,
                date(2026, 4, 11),
                None,
                "Jinlong",
                "Valve",
                "Parts",
                None,
                None,
                None,
            ),
            (
                "S008",
                "sale",
                date(2026, 3, 18),
                "Zhang Wei",
                4200,
                0,
                12,
                2900,
                date(2026, 4, 17),
                None,
                "Lakeside Inc",
                "Valve",
                "Parts",
                None,
                "USD",
                None,
            ),
            (
                "R001",
                "return",
                date(2026, 3, 20),
                None,
                -10625.13,
                -1381.27,
                -42,
                -7525,
                None,
                "S002",
                "Ruixin",
                "Seal kit",
                "Parts",
                None,
                None,
                None,
            ),
        ),
    ),
    "payments": (
        ("id", "transaction", "date", "amount"),
        (
            ("P001", "S001", date(2026, 2, 6), 97180),
            ("P002", "S002", date(2026, 3, 25), 30000),
            ("P003", "S003", date(2026, 2, 25), 20566),
            ("P004", "S004", date(2026, 3, 5), 40000),
        ),
    ),
    "credits": (
        ("transaction", "person", "share", "overlay"),
        (("S005", "Zhang Wei", 0.6, False), ("S005", "Wang Fang", 0.4, False)),
    ),
    "targets": (
        ("person", "month", "amount"),
        tuple(
            (person, date(2026, month, 1), amount)
            for person, amount in (("Zhang Wei", 55000), ("Wang Fang", 45000), ("Chen Jie", 25000))
            for month in (1, 2, 3)
        ),
    ),
    "adjustments": (
        ("id", "date", "person", "amount", "reason", "approved by"),
        (("A001", date(2026, 3, 30), "Zhang Wei", 200, "Trade fair duty", "Li Na"),),
    ),
    "overrides": (("person", "month", "component", "amount", "reason", "by"), ()),
    "activities": (
        ("person", "month", "planned", "done"),
        (
            ("Zhang Wei", date(2026, 3, 1), 12, 12),
            ("Wang Fang", date(2026, 3, 1), 12, 10),
            ("Chen Jie", date(2026, 3, 1), 10, 10),
        ),
    ),
    "budget": (
        ("month", "amount"),
        ((date(2026, 1, 1), 8000), (date(2026, 2, 1), 12000), (date(2026, 3, 1), 15000)),
    ),
    "second log": (
        ("id", "amount"),
        tuple(
            (id_, amount)
            for id_, amount in (
                ("S001", 86000),
                ("S002", 42500.5),
                ("S003", 18200),
                ("S004", 54000),
                ("S005", 97000),
                ("S006", 60000),
                ("S007", 43000),
                ("S008", 4200),
                ("R001", -10625.13),
            )
        ),
    ),
    "coupons": (
        ("id", "issued", "value", "last day"),
        (
            ("V001", date(2026, 1, 10), 500, date(2026, 3, 15)),
            ("V002", date(2026, 2, 1), 300, date(2026, 12, 31)),
        ),
    ),
    "redemptions": (
        ("coupon", "date", "value", "transaction"),
        (("V002", date(2026, 3, 12), 120, "S007"),),
    ),
    "concessions": (
        ("transaction", "date", "amount", "text"),
        (("S001", date(2026, 2, 20), 350, "Free repair"),),
    ),
    "channel tiers": (
        ("tier", "measure", "minimum", "weight"),
        (
            ("silver", "sales", 500000, 0.7),
            ("silver", "coverage", 0.3, 0.3),
            ("gold", "sales", 1500000, None),
            ("gold", "coverage", 0.6, None),
            ("gold", "Service certificate", None, None),
        ),
    ),
    "channels": (
        ("channel", "measure", "value"),
        (
            ("Dealer North", "sales", 1620000),
            ("Dealer North", "coverage", 0.65),
            ("Dealer South", "sales", 740000),
            ("Dealer South", "coverage", 0.4),
            ("Dealer South", "Service certificate", None),
        ),
    ),
    "disputes": (
        ("id", "person", "month", "component", "claimed", "text", "status"),
        (("D001", "Wang Fang", date(2026, 3, 1), "missed visits", -50, "One visit was moved", "open"),),
    ),
}


def build_template(path: Path) -> None:
    """Write the template; the same program always writes the same bytes."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": "Incentive plan", "created": datetime(2026, 1, 1)})
        for name, (headings, rows) in TABLES.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, len(headings) - 1, 15)
            sheet.freeze_panes(1, 1)
            sheet.add_table(
                0,
                0,
                max(len(rows), 1),
                len(headings) - 1,
                {
                    "name": name.replace(" ", "_"),
                    "columns": [{"header": heading} for heading in headings],
                    "data": [list(row) for row in rows],
                    "style": "Table Style Light 9",
                },
            )


if __name__ == "__main__":
    build_template(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "incentive_plan.xlsx")
