"""The template of a target plan: next year's targets from three years of orders.

Every table can be renamed, moved or cut down; the sheets say what each is for. ``xlsales run
targets target_plan.xlsx -o targets.xlsx`` reads it. People, potential, dates and the first quarter
of the new year are invented; the history is that of the orders.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.orders import NOT_A_SALE, Order
from recipes.people import OWNER_OF, ROSTER

Cell = str | float | int | date | None
LARGEST_PLAUSIBLE_QUANTITY = 100
PLAN_YEAR = 2024
DIRECTORS = {"Asia Pacific": "Grace Chen", "Europe": "Marta Keller", "North America": "Daniel Brooks"}
HEAD = "Victor Lang"

GUIDE = (
    ("What this workbook is", "", "section"),
    ("A target plan as tables: fill them in, then run", "", ""),
    (
        "    xlsales run targets target_plan.xlsx -o targets.xlsx",
        "or with --lang zh for a Chinese report",
        "bold",
    ),
    ("The report is a new workbook; this one is never changed.", "", ""),
    ("Sheet", "What it holds", "section"),
    (
        "Plan",
        "One goal: total, or growth, or market with share, or profit with margin. Version, author, reason.",
        "",
    ),
    ("Steps", "How the total is split, one step below the other. Rows of one dimension are blended.", ""),
    ("Organisation", "Who carries targets, from when to when, under whom. A transfer is two rows.", ""),
    ("Members", "Other dimensions: categories, channels, customers, with coefficients.", ""),
    ("Ramps", "Part of a full target in each month of service.", ""),
    ("Limits", "Floors, caps and locks of a path: fill the labels from the top of the split down.", ""),
    ("History", "Past sales by month and dimension; what is missing is left blank.", ""),
    ("Actuals", "Sales of the plan's own year; contribution is the part that counts for the person.", ""),
    ("Commitments, Goals", "What people commit to (bottom up), and what they want for themselves.", ""),
    ("Milestones, Improvements, Discounts", "Side tables; each gives a table of the report.", ""),
    (
        "Also understood",
        "Margins (totals by month, region, product together), Previous (last version), Columns.",
        "",
    ),
    ("Weights of a step", "", "section"),
    ("even", "The same for all.", ""),
    ("column", "The numbers of the column named in 'column', from Organisation or Members.", ""),
    ("last year, trailing", "Sales of the year before, of the latest twelve months.", ""),
    ("growth", "Last year x (1 + growth rate in the column named).", ""),
    ("season", "For months: seasonal indices of up to five years.", ""),
    ("working days, 4-4-5, 4-5-4, 5-4-4", "For months: by the country's calendar, or by weeks.", ""),
    ("Columns of a step", "", "section"),
    ("factor", "Part of this row in a blend.", ""),
    ("coefficient", "Column that the weight is multiplied by: ability, demand of an industry.", ""),
    ("scope", "path: history of the whole path; member: of the member alone, the same everywhere.", ""),
    ("without_history", "average: as the others on average; zero: nothing.", ""),
    (
        "unit, method, over_assignment",
        "Rounding of this level; what it gets on top of its parent's target.",
        "",
    ),
    ("", "", ""),
    ("Column names may be yours, in English or Chinese; the report shows how each was read.", "", "note"),
    ("People, potential, dates and the first quarter of 2024 are invented.", "", "note"),
)

PLAN = (
    ("name", "Sales targets 2024", "Title of the report"),
    ("version", "1.0", "Named in the report and in the table of changes"),
    ("author", "Sales operations", "Who prepared it"),
    ("reason", "First version", "Why this version was made"),
    ("currency", "USD, net of tax", "One stated basis"),
    ("start", date(PLAN_YEAR, 1, 1), "First month of the plan"),
    ("periods", 12, "Months"),
    ("growth", 0.08, "Goal: sales of the year before x 1.08"),
    ("unit", 1, "Smallest amount handed out"),
    ("country", "US", "Working days and holidays for the pace"),
    ("as_of", date(PLAN_YEAR, 3, 31), "Day of the count"),
    ("carry", 1, "Part of a gap that the open months take over"),
    ("alert_below", 0.9, "Progress that raises an alert"),
)

STEP_HEADINGS = (
    "effective_from",
    "dimension",
    "weights",
    "column",
    "factor",
    "coefficient",
    "scope",
    "unit",
    "over_assignment",
)
STEPS: tuple[tuple[Cell, ...], ...] = (
    (date(2024, 1, 1), "region", "last year", None, 0.7, None, None, 1000, None),
    (date(2024, 1, 1), "region", "column", "potential", 0.3, None, None, None, None),
    (date(2024, 1, 1), "person", "last year", None, 0.8, "ability", None, 100, 0.03),
    (date(2024, 1, 1), "person", "column", "potential", 0.2, None, None, None, None),
    (date(2024, 1, 1), "category", "last year", None, None, "demand", None, None, None),
    (date(2024, 1, 1), "month", "season", None, None, None, "member", None, None),
)
MEMBERS = (
    ("category", "Manufacturing", 1.0),
    ("category", "Finance", 0.95),
    ("category", "Technology", 1.15),
    ("category", "Retail", 0.9),
    ("category", "Healthcare", 1.05),
)
RAMPS = (("new hire", 1, 0), ("new hire", 2, 0.25), ("new hire", 3, 0.5), ("new hire", 4, 0.75))
LIMITS = (
    ("North America", "Chloe Tremblay", None, 600_000, None),
    ("Europe", "Camille Moreau", 150_000, None, None),
)
COMMITMENTS = (
    ("Asia Pacific", "Olivia Hart", 420_000),
    ("Asia Pacific", "Jack Nolan", 380_000),
    ("Europe", None, 3_000_000),
)
GOALS = (("Yui Tanaka", 450_000), ("Harry Reid", 700_000))
MILESTONES = (
    ("Targets signed by every person", HEAD, date(2024, 1, 15), date(2024, 1, 12)),
    ("Key account plans written", "Marta Keller", date(2024, 2, 29), None),
    ("Second vacancy in Germany filled", "Marta Keller", date(2024, 3, 31), None),
    ("Half-year review", HEAD, date(2024, 7, 12), None),
)
IMPROVEMENTS = (
    ("Sales cycle, days", 60, -0.15, 55),
    ("Customer satisfaction", 0.8, 0.1, 0.82),
    ("Selling costs, % of sales", 0.12, -0.05, 0.121),
)
DISCOUNTS = (("Spring offer, technology", 240, 150, 0.1, 900), ("Clearance, retail", 90, 70, 0.25, 400))


def build_target_plan(path: Path, orders: Sequence[Order]) -> None:
    """Write the template workbook."""
    sales = _sales(orders)
    with Book(path, "Target plan", "_xldudf_XLSALES_") as book:
        _guide(book)
        _table(book, "Plan", ("setting", "value", "meaning"), PLAN, (18, 24, 58), "Fill in the column value.")
        _table(
            book,
            "Steps",
            STEP_HEADINGS,
            STEPS,
            (15, 14, 14, 13, 10, 13, 12, 10, 16),
            "One row for each element.",
        )
        _table(
            book,
            "Organisation",
            ("person", "manager", "region", "from", "to", "ramp", "potential", "ability", "capacity"),
            _people(),
            (20, 18, 16, 12, 12, 12, 12, 10, 10),
            "One row for each person and place; blank dates are open.",
        )
        _table(
            book,
            "Members",
            ("dimension", "member", "demand"),
            MEMBERS,
            (16, 20, 12),
            "Coefficients of demand.",
        )
        _table(book, "Ramps", ("ramp", "month", "fraction"), RAMPS, (16, 12, 12), "Part of a full target.")
        _table(
            book,
            "Limits",
            ("region", "person", "floor", "cap", "lock"),
            LIMITS,
            (18, 20, 14, 14, 14),
            "For the year.",
        )
        _table(
            book,
            "Actuals",
            ("date", "region", "person", "category", "amount", "contribution"),
            _actuals(sales),
            (12, 16, 20, 18, 14, 14),
            "Invented: the first quarter of 2023 with another wind.",
        )
        _table(book, "Commitments", ("region", "person", "amount"), COMMITMENTS, (18, 20, 14), "Bottom up.")
        _table(book, "Goals", ("person", "goal"), GOALS, (20, 14), "Self-set.")
        _table(
            book,
            "Milestones",
            ("milestone", "owner", "due", "done"),
            MILESTONES,
            (36, 18, 12, 12),
            "Late ones are listed.",
        )
        _table(
            book,
            "Improvements",
            ("goal", "baseline", "change", "actual"),
            IMPROVEMENTS,
            (28, 12, 12, 12),
            "From a baseline.",
        )
        _table(
            book,
            "Discounts",
            ("offer", "price", "cost", "discount", "volume"),
            DISCOUNTS,
            (28, 12, 12, 12, 12),
            "Break-even.",
        )
        _table(
            book,
            "History",
            ("month", "region", "person", "category", "amount"),
            _history(sales),
            (12, 16, 20, 18, 14),
            "Net sales 2021 to 2023; rows without a city belong to no person.",
        )


def _guide(book: Book) -> None:
    sheet = book.sheet("Read me", (44, 88))
    book.heading(
        sheet, "Target plan", "Yellow cells are yours; every table may be renamed in either language."
    )
    for row, (left, right, style) in enumerate(GUIDE, start=3):
        styles = (style,) if style else ()
        sheet.write_string(row, 0, left, book.style(*styles))
        sheet.write_string(row, 1, right, book.style(*styles))


def _table(
    book: Book,
    name: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    hint: str,
) -> None:
    sheet: Worksheet = book.sheet(name, widths)
    book.heading(sheet, name, hint)
    columns = [{"header": heading, "header_format": book.style("header")} for heading in headings]
    sheet.add_table(
        3,
        0,
        3 + len(rows),
        len(headings) - 1,
        {"name": name, "columns": columns, "style": "Table Style Light 1"},
    )
    for at, row in enumerate(rows, start=4):
        for column, value in enumerate(row):
            _write(book, sheet, at, column, value)
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)


def _write(book: Book, sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    if value is None:
        sheet.write_blank(row, column, None, book.style("input"))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, book.style("input", "date"))
    elif isinstance(value, str):
        sheet.write_string(row, column, value, book.style("input"))
    else:
        kind = "money" if abs(value) >= 1000 else ""
        sheet.write_number(row, column, value, book.style(*("input", kind) if kind else ("input",)))


def _people() -> list[tuple[Cell, ...]]:
    end, start = date(PLAN_YEAR, 6, 30), date(PLAN_YEAR, 7, 1)
    rows: list[tuple[Cell, ...]] = [(HEAD, None, None, None, None, None, None, None, None)]
    rows += ((name, HEAD, region, None, None, None, None, None, None) for region, name in DIRECTORS.items())
    for number, person in enumerate(ROSTER):
        own = (person.quota * 4, (1.0, 1.05, 0.95, 1.1)[number % 4], len(person.cities) * 60)
        boss = DIRECTORS[person.region]
        if person.name == "Hugo Laurent":
            rows.append((person.name, boss, person.region, None, end, None, *own))
        elif person.name == "Noah Bennett":
            rows.append((person.name, boss, person.region, None, end, None, *own))
            rows.append((person.name, DIRECTORS["Europe"], "Europe", start, None, None, *own))
        else:
            rows.append((person.name, boss, person.region, None, None, None, *own))
    rows.append(
        (
            "Sofia Lang",
            DIRECTORS["Europe"],
            "Europe",
            date(PLAN_YEAR, 4, 1),
            None,
            "new hire",
            360_000,
            1.0,
            120,
        )
    )
    return rows


_Sales = dict[tuple[date, str, str, str], float]


def _sales(orders: Sequence[Order]) -> _Sales:
    """Return net sales by month, region, person and category."""
    sums: _Sales = defaultdict(float)
    for order in orders:
        if (
            order.timestamp is None
            or order.status in NOT_A_SALE
            or order.quantity > LARGEST_PLAUSIBLE_QUANTITY
        ):
            continue
        month = order.timestamp.date().replace(day=1)
        sums[month, order.region, OWNER_OF.get(order.city, ""), order.product_category] += order.revenue
    return sums


def _history(sales: _Sales) -> list[tuple[Cell, ...]]:
    return [
        (month, region, person or None, category, round(amount, 2))
        for (month, region, person, category), amount in sorted(sales.items())
    ]


def _actuals(sales: _Sales) -> list[tuple[Cell, ...]]:
    """Return the first quarter of the plan's year: that of the year before, each person's own wind."""
    wind = {person.name: (1.12, 0.78, 1.05, 0.97, 1.2)[number % 5] for number, person in enumerate(ROSTER)}
    return [
        (month.replace(year=PLAN_YEAR, day=28), region, person, category, round(amount * wind[person], 2), 1)
        for (month, region, person, category), amount in sorted(sales.items())
        if month.year == PLAN_YEAR - 1 and month.month <= 3 and person
    ]
