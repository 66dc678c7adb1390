"""Sheet Plan: inputs, headline numbers, control totals, the state of the raw data."""

from datetime import date

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.people import ROSTER
from recipes.sales_plan.layout import PEOPLE_FIRST, PEOPLE_LAST, PERSON_MONTHS_FIRST, PERSON_MONTHS_LAST

COUNTRIES = len({person.country for person in ROSTER})
METHODS = ("hamilton", "webster", "jefferson", "adams", "hill")
SEASON_METHODS = ("average", "moving", "trend")
SHEETS = (
    ("Months", "Targets by month, attainment, charts"),
    ("Regions", "Targets by region and quarter"),
    ("People", "Targets by region, country and person"),
    ("Person months", "Each person's target by month"),
    ("目标分解", "目标分解与完成情况（万元）"),
    ("History", "Net sales by month and region"),
    ("Territory", "Which city belongs to whom"),
    ("Sales", "50,000 raw rows with helper columns"),
    ("Notes", "Sources and decisions"),
)
HOW_TO_USE = (
    "1. Change a yellow cell, here or on the sheets behind.\n"
    "2. Recalculate: months, regions and people follow.\n"
    "3. The control totals below must stay green."
)


def plan_sheet(book: Book) -> None:
    """Write inputs, headline, controls and the check of the raw data; link to the other sheets."""
    sheet = book.sheet("Plan", (38, 16, 58, 3, 18, 40))
    legend = "Yellow cells are inputs. Green cells come from XLSALES functions."
    book.heading(sheet, '="Sales plan "&PlanYear', legend)
    _inputs(book, sheet)
    _input_rules(book, sheet)
    _headline(book, sheet)
    _controls(book, sheet)
    _raw_data(book, sheet)
    _contents(book, sheet)
    sheet.freeze_panes(2, 0)
    sheet.print_area("A1:C46")
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)


def _inputs(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A4", "Inputs", 3)
    inputs: tuple[tuple[str, str, object, str, str], ...] = (
        (
            "PlanYear",
            "Plan year",
            2023,
            "whole",
            "History is the two years before; data covers 2021 to 2023.",
        ),
        ("AsOf", "Actuals up to", date(2023, 9, 30), "date", "Months that end after this day stay open."),
        (
            "AnnualTarget",
            "Annual target",
            17_800_000,
            "money",
            "Net sales in plan currency, set by the board.",
        ),
        (
            "GrowthRate",
            "Expected market growth",
            0.03,
            "percent",
            "What the market gives without extra effort.",
        ),
        ("RoundingUnit", "Rounding unit", 100, "money", "Smallest amount handed out; sums stay exact."),
        ("SplitMethod", "Rounding method", METHODS[0], "right", "Who gets the units left over by rounding."),
        (
            "SeasonMethod",
            "Seasonality method",
            SEASON_METHODS[0],
            "right",
            "From 24 months to 12 month indices.",
        ),
        (
            "MonthFloor",
            "Smallest month",
            0.065,
            "percent",
            "Share of the annual target that no month goes below.",
        ),
        (
            "PersonUplift",
            "Over-assignment to people",
            0.02,
            "percent",
            "Personal targets above the regional target.",
        ),
        (
            "MaxQuantity",
            "Largest plausible quantity",
            100,
            "whole",
            "Rows above it are tenders or typing errors.",
        ),
    )
    for row, (name, label, value, style, note) in enumerate(inputs, start=5):
        sheet.write(f"A{row}", label)
        sheet.write(f"B{row}", value, book.style(style, "input"))
        sheet.write(f"C{row}", note, book.style("note"))
        book.name(name, f"Plan!$B${row}")


def _input_rules(book: Book, sheet: Worksheet) -> None:
    book.choice(sheet, "B10", METHODS, "How units left over by rounding are handed out.")
    book.choice(
        sheet, "B11", SEASON_METHODS, "average: mean of each month; moving: ratio to the moving average."
    )
    share = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 0.0833}
    sheet.data_validation("B12", {**share, "error_message": "Twelve months cannot all get more than 1/12."})
    day = {
        "validate": "date",
        "criteria": "between",
        "minimum": date(2021, 1, 1),
        "maximum": date(2023, 12, 31),
    }
    sheet.data_validation("B6", {**day, "error_message": "A day from 2021 to 2023."})
    comments = {
        "B7": "Decided by the board in December. Months, regions and people follow and still sum to it.",
        "B9": "Targets are handed out in whole units of this amount. 1 or 0.01 work as well.",
        "B12": "A floor above 1/12 (8.33 %) cannot be met by twelve months.",
        "B13": "Covers vacancies: 2 % lets personal targets sum to 102 % of their country's target.",
        "B14": "Ordinary orders have 1 to 8 pieces; 694 rows above 100 would be four fifths of revenue.",
    }
    for cell, text in comments.items():
        book.comment(sheet, cell, text)


def _headline(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A16", "Headline", 3)
    market = "=ROUND(B18*(1+GrowthRate)/RoundingUnit,0)*RoundingUnit"
    lines = (
        ('="Net sales "&(PlanYear-2)', "=SUM(History!F6:F17)", "money", ""),
        ('="Net sales "&(PlanYear-1)', "=SUM(History!F18:F29)", "money", ""),
        ("Growth last year", "=IF(B17=0,0,B18/B17-1)", "percent", ""),
        ("Last year plus market growth", market, "money", "The target without extra effort."),
        ("Target against last year", "=IF(B18=0,0,AnnualTarget/B18-1)", "percent", ""),
        ("Extra effort asked for", "=AnnualTarget-B20", "money", "Above last year plus market growth."),
        ("Actual to date", "=Months!K19", "money", "Closed months only."),
        ("Target to date", "=Months!P19", "money", "Targets of the closed months."),
    )
    _lines(book, sheet, 17, lines)
    sheet.write("A25", "Attainment to date", book.style("bold"))
    book.spill(sheet, "B25", "=XL.ATTAINMENT(B23,B24)", "percent", "bold")
    sheet.write("A26", "Share of the year gone")
    gone = "=(AsOf-DATE(PlanYear,1,1)+1)/(DATE(PlanYear+1,1,1)-DATE(PlanYear,1,1))"
    book.formula(sheet, "B26", gone, "percent")
    sheet.write("A27", "Attainment of the annual target")
    book.spill(sheet, "B27", '=IFERROR(XL.ATTAINMENT(B23,AnnualTarget),"")', "percent")
    sheet.write("A28", "Still to sell this year")
    book.formula(sheet, "B28", "=MAX(0,AnnualTarget-B23)", "money")
    book.traffic_light(sheet, "B25")


def _controls(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A30", "Control totals", 3)
    people = f"SUM(People!I{PEOPLE_FIRST}:I{PEOPLE_LAST})"
    person_months = f"SUM('Person months'!C{PERSON_MONTHS_FIRST}:N{PERSON_MONTHS_LAST})"
    lines = (
        ("Months less annual target", "=SUM(Months!I7:I18)-AnnualTarget", "difference", "Must be 0."),
        ("Regions less annual target", "=SUM(Regions!K7:K9)-AnnualTarget", "difference", "Must be 0."),
        ("Quarters less regions", "=SUM(Regions!C23:F25)-SUM(Regions!K7:K9)", "difference", "Must be 0."),
        (
            "People less over-assigned target",
            f"=ROUND({people}-AnnualTarget*(1+PersonUplift),2)",
            "difference",
            "Rounding to the unit, country by country.",
        ),
        ("Person months less people", f"={person_months}-{people}", "difference", "Must be 0."),
        (
            "Cities less regions, last year",
            "=SUM(Territory[last_year])-B18",
            "money",
            "Sales without a city in the raw data.",
        ),
    )
    _lines(book, sheet, 31, lines)
    for cells in ("B31:B33", "B35"):
        first = cells.partition(":")[0]
        book.mark(sheet, cells, f"ABS({first})<0.005", "good")
        book.mark(sheet, cells, f"ABS({first})>=0.005", "bad")
    book.mark(sheet, "B34", f"ABS(B34)<={COUNTRIES}*RoundingUnit/2", "good")
    book.mark(sheet, "B34", f"ABS(B34)>{COUNTRIES}*RoundingUnit/2", "bad")


def _raw_data(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A38", "Raw data", 3)
    orphans = '=COUNTIF(Sales[check],"ok")-SUM(Territory[orders])'
    lines = (
        ("Rows", "=ROWS(Sales[check])", "money", ""),
        ("Counted", '=COUNTIF(Sales[check],"ok")', "money", ""),
        ("Returned or cancelled", '=COUNTIF(Sales[check],"not a sale")', "money", ""),
        (
            "Quantity too large",
            '=COUNTIF(Sales[check],"quantity")',
            "money",
            "Above the largest plausible quantity.",
        ),
        ("Without a date", '=COUNTIF(Sales[check],"no date")', "money", "Belong to no month: left out."),
        ("Counted, without a city", orphans, "money", "In their region, but owned by nobody."),
        ("Net sales, counted", "=SUM(Sales[net_sales])", "money", ""),
        ("Revenue, not counted", "=SUM(Sales[revenue])-B45", "money", ""),
    )
    _lines(book, sheet, 39, lines)


def _lines(book: Book, sheet: Worksheet, first: int, lines: tuple[tuple[str, str, str, str], ...]) -> None:
    """Write label, formula and note, one line each."""
    for row, (label, formula, style, note) in enumerate(lines, start=first):
        book.text(sheet, f"A{row}", label, "left")
        book.formula(sheet, f"B{row}", formula, style)
        sheet.write(f"C{row}", note, book.style("note"))


def _contents(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "E4", "Sheets", 2)
    for row, (name, what) in enumerate(SHEETS, start=5):
        sheet.write_url(f"E{row}", f"internal:'{name}'!A1", book.style("link"), name)
        sheet.write(f"F{row}", what, book.style("note"))
    box = {"width": 400, "height": 86, "fill": {"color": "#F2F6FC"}, "line": {"color": "#8FB4DE"}}
    sheet.insert_textbox("E16", HOW_TO_USE, box)
