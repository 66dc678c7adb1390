"""sales_plan.xlsx: the year's sales target, split by month, region and person, against the actuals.

Calls of ours stand as Excel stores them after Office.js has put them in (``_xldudf_XLSALES_…``).
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from recipes.house_style import NAVY, Book
from recipes.orders import Order
from recipes.people import OWNER_OF, REGIONS, ROSTER
from recipes.sales_plan_zh import chinese_sheet

PREFIX = "_xldudf_XLSALES_"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
METHODS = ("hamilton", "webster", "jefferson", "adams", "hill")
SEASON_METHODS = ("average", "moving", "trend")
# Left out of the sheet: e-mail addresses (personal, not needed) and the total (revenue plus tax).
RAW_COLUMNS = tuple(field for field in Order._fields if field not in ("email", "total"))
PEOPLE_FIRST, PEOPLE_LAST = 8, 7 + len(ROSTER)
CITY_COUNT = len(OWNER_OF)


def build_sales_plan(path: Path, orders: Sequence[Order]) -> None:
    """Write the sales plan workbook over the given raw orders."""
    with Book(path, "Sales plan", PREFIX) as book:
        plan_sheet(book)
        months_sheet(book)
        regions_sheet(book)
        people_sheet(book)
        person_months_sheet(book)
        chinese_sheet(book)
        history_sheet(book)
        territory_sheet(book)
        sales_sheet(book, orders)
        notes_sheet(book)


def plan_sheet(book: Book) -> None:
    """Inputs, headline numbers, control totals and the state of the raw data."""
    sheet = book.sheet("Plan", (36, 16, 64, 3, 30, 14, 14, 14))
    book.heading(
        sheet, '="Sales plan "&PlanYear', "Yellow cells are inputs. Green cells come from XLSALES functions."
    )
    _plan_inputs(book, sheet)
    _plan_headline(book, sheet)
    _plan_controls(book, sheet)
    _plan_data_quality(book, sheet)
    sheet.freeze_panes(2, 0)
    sheet.print_area("A1:C46")


def _plan_inputs(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A4", "Inputs", 3)
    inputs = (
        (
            "PlanYear",
            "Plan year",
            2023,
            "whole",
            "History is the two years before it; data covers 2021 to 2023.",
        ),
        ("AsOf", "Actuals up to", date(2023, 9, 30), "date", "Months that end after this day stay open."),
        (
            "AnnualTarget",
            "Annual target",
            17_800_000,
            "money",
            "Net sales, plan currency, decided by the board.",
        ),
        (
            "GrowthRate",
            "Expected market growth",
            0.03,
            "percent",
            "What the market should give without extra effort.",
        ),
        (
            "RoundingUnit",
            "Rounding unit",
            100,
            "money",
            "Smallest amount handed out; every split still sums exactly.",
        ),
        ("SplitMethod", "Rounding method", METHODS[0], "right", "Who gets the units left over by rounding."),
        (
            "SeasonMethod",
            "Seasonality method",
            SEASON_METHODS[0],
            "right",
            "How month indices come from 24 months of history.",
        ),
        (
            "MonthFloor",
            "Smallest month",
            0.07,
            "percent",
            "No month gets less than this share of the annual target.",
        ),
        (
            "PersonUplift",
            "Over-assignment to people",
            0.02,
            "percent",
            "Sum of personal targets above the regional target.",
        ),
        (
            "MaxQuantity",
            "Largest plausible quantity",
            100,
            "whole",
            "Rows above it are typing errors or tenders; not counted.",
        ),
    )
    for row, (name, label, value, style, note) in enumerate(inputs, start=5):
        sheet.write(f"A{row}", label)
        sheet.write(f"B{row}", value, book.style(style, "input"))
        sheet.write(f"C{row}", note, book.style("note"))
        book.name(name, f"Plan!$B${row}")
    book.choice(sheet, "B10", METHODS, "How units left over by rounding are handed out.")
    book.choice(
        sheet, "B11", SEASON_METHODS, "average: mean of each month; moving: ratio to the moving average."
    )
    sheet.data_validation(
        "B12", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1 / 12}
    )
    book.comment(
        sheet,
        "B7",
        "Board decision of December. Change it and recalculate: months, regions and people follow, and still sum to it.",
    )
    book.comment(sheet, "B12", "A floor above 1/12 (8.33 %) cannot be met by twelve months.")
    book.comment(
        sheet,
        "B13",
        "Covers vacancies and sick leave. 2 % means that personal targets sum to 102 % of their country's target.",
    )
    book.comment(
        sheet,
        "B14",
        "Ordinary orders have 1 to 8 pieces; 694 rows have 100 to 2,000 and would be four fifths of all revenue.",
    )


def _plan_headline(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A16", "Headline", 3)
    lines = (
        ('="Net sales "&(PlanYear-2)', "=SUM(History!F6:F17)", "money", ""),
        ('="Net sales "&(PlanYear-1)', "=SUM(History!F18:F29)", "money", ""),
        ("Growth last year", "=IF(B17=0,0,B18/B17-1)", "percent", ""),
        (
            "Last year plus market growth",
            "=ROUND(B18*(1+GrowthRate)/RoundingUnit,0)*RoundingUnit",
            "money",
            "The target without extra effort.",
        ),
        ("Target against last year", "=IF(B18=0,0,AnnualTarget/B18-1)", "percent", ""),
        (
            "Extra effort asked for",
            "=AnnualTarget-B20",
            "money",
            "Annual target less last year plus market growth.",
        ),
        ("Actual to date", "=SUM(Months!K7:K18)", "money", "Closed months only."),
        ("Target to date", '=SUMIF(Months!K7:K18,"<>",Months!P7:P18)', "money", ""),
    )
    for row, (label, text, style, note) in enumerate(lines, start=17):
        _label(book, sheet, f"A{row}", label)
        book.formula(sheet, f"B{row}", text, style)
        sheet.write(f"C{row}", note, book.style("note"))
    sheet.write("A25", "Attainment to date", book.style("bold"))
    book.spill(sheet, "B25", "=XL.ATTAINMENT(B23,B24)", "percent", "bold")
    sheet.write("A26", "Share of the year gone")
    book.formula(
        sheet, "B26", "=(AsOf-DATE(PlanYear,1,1)+1)/(DATE(PlanYear+1,1,1)-DATE(PlanYear,1,1))", "percent"
    )
    sheet.write("A27", "Attainment of the annual target")
    book.spill(sheet, "B27", "=XL.ATTAINMENT(B23,AnnualTarget)", "percent")
    sheet.write("A28", "Still to sell this year")
    book.formula(sheet, "B28", "=AnnualTarget-B23", "money")
    book.traffic_light(sheet, "B25")


def _plan_controls(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A30", "Control totals", 3)
    lines = (
        ("Months less annual target", "=SUM(Months!I7:I18)-AnnualTarget", "Must be 0."),
        ("Regions less annual target", "=SUM(Regions!K7:K9)-AnnualTarget", "Must be 0."),
        ("Region quarters less regions", "=SUM(Regions!C23:F25)-SUM(Regions!K7:K9)", "Must be 0."),
        (
            "People less regions with over-assignment",
            f"=SUM(People!I{PEOPLE_FIRST}:I{PEOPLE_LAST})-ROUND(AnnualTarget*(1+PersonUplift),2)",
            "Within a rounding unit per country.",
        ),
        (
            "Person months less people",
            f"=SUM('Person months'!C6:N{5 + len(ROSTER)})-SUM(People!I{PEOPLE_FIRST}:I{PEOPLE_LAST})",
            "Must be 0.",
        ),
        (
            "Cities less regions, last year",
            "=SUM(Territory[last_year])-B18",
            "Sales without a city in the raw data.",
        ),
    )
    for row, (label, text, note) in enumerate(lines, start=31):
        sheet.write(f"A{row}", label)
        book.formula(sheet, f"B{row}", text, "money")
        sheet.write(f"C{row}", note, book.style("note"))
    good = book.workbook.add_format({"font_color": "#2E7D32", "bold": True})
    bad = book.workbook.add_format({"font_color": "#C62828", "bold": True, "bg_color": "#F8D7DA"})
    for cells in ("B31:B33", "B35"):
        first = cells.partition(":")[0]
        sheet.conditional_format(
            cells, {"type": "formula", "criteria": f"=ABS({first})<0.005", "format": good}
        )
        sheet.conditional_format(
            cells, {"type": "formula", "criteria": f"=ABS({first})>=0.005", "format": bad}
        )


def _plan_data_quality(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A38", "Raw data", 3)
    lines = (
        ("Rows", "=ROWS(Sales[check])", "whole", ""),
        ("Counted", '=COUNTIF(Sales[check],"ok")', "whole", ""),
        ("Returned or cancelled", '=COUNTIF(Sales[check],"not a sale")', "whole", ""),
        (
            "Quantity too large",
            '=COUNTIF(Sales[check],"quantity")',
            "whole",
            "Above the largest plausible quantity.",
        ),
        (
            "Without a date",
            '=COUNTIF(Sales[check],"no date")',
            "whole",
            "Cannot be given to a month: left out.",
        ),
        (
            "Counted rows without a city",
            '=COUNTIF(Sales[check],"ok")-SUM(Territory[orders])',
            "whole",
            "In the regions, but with no owner.",
        ),
        ("Net sales, counted", "=SUM(Sales[net_sales])", "money", ""),
        ("Revenue, not counted", "=SUM(Sales[revenue])-B45", "money", ""),
    )
    for row, (label, text, style, note) in enumerate(lines, start=39):
        sheet.write(f"A{row}", label)
        book.formula(sheet, f"B{row}", text, "money" if style == "whole" else style)
        sheet.write(f"C{row}", note, book.style("note"))


def months_sheet(book: Book) -> None:
    """Targets by month: history, season index, floors and locks, target, actual, attainment."""
    sheet = book.sheet("Months", (6, 8, 13, 13, 9, 9, 12, 13, 13, 9, 13, 13, 11, 14, 14, 12, 3))
    book.heading(
        sheet,
        '="Targets by month, "&PlanYear',
        "Season index and target spill from one call each; a locked month keeps its amount, the others share the rest.",
    )
    book.formula(sheet, "K4", "=AsOf", "date", "left")
    sheet.write("J4", "Actuals to", book.style("right"))
    heads = (
        "No",
        "Month",
        "",
        "",
        "Growth",
        "Season index",
        "Floor",
        "Locked at",
        "Target",
        "Share",
        "Actual",
        "Variance",
        "Attain-\nment",
        "Target, cumulative",
        "Actual, cumulative",
        "Target of closed months",
    )
    book.headers(sheet, "A6", heads)
    book.formula(sheet, "C6", '="Net sales "&(PlanYear-2)', "header")
    book.formula(sheet, "D6", '="Net sales "&(PlanYear-1)', "header")
    book.column(sheet, "A7", list(range(1, 13)), "whole", "center")
    book.column(sheet, "B7", MONTHS)
    book.fill_down(
        sheet,
        "C7",
        12,
        "=SUMIFS(History!$F$6:$F$41,History!$A$6:$A$41,PlanYear-2,History!$B$6:$B$41,A{r})",
        "money",
    )
    book.fill_down(
        sheet,
        "D7",
        12,
        "=SUMIFS(History!$F$6:$F$41,History!$A$6:$A$41,PlanYear-1,History!$B$6:$B$41,A{r})",
        "money",
    )
    book.fill_down(sheet, "E7", 12, "=IF(C{r}=0,0,D{r}/C{r}-1)", "percent")
    book.spill(sheet, "F7:F18", "=XL.SEASONALITY(History!F6:F29,12,SeasonMethod)", "index")
    book.fill_down(sheet, "G7", 12, "=ROUND(AnnualTarget*MonthFloor/RoundingUnit,0)*RoundingUnit", "money")
    book.column(sheet, "H7", [None, 1_300_000, *[None] * 10], "money", "input")
    book.spill(
        sheet,
        "I7:I18",
        "=XL.SPLIT(AnnualTarget,F7:F18,RoundingUnit,G7:G18,,H7:H18,SplitMethod)",
        "money",
        "bold",
    )
    book.fill_down(sheet, "J7", 12, "=IF(AnnualTarget=0,0,I{r}/AnnualTarget)", "percent")
    book.fill_down(
        sheet,
        "K7",
        12,
        '=IF(DATE(PlanYear,A{r}+1,0)<=AsOf,SUMIFS(History!$F$6:$F$41,History!$A$6:$A$41,PlanYear,History!$B$6:$B$41,A{r}),"")',
        "money",
    )
    book.fill_down(sheet, "L7", 12, '=IF(K{r}="","",K{r}-I{r})', "money")
    book.spill(sheet, "M7:M18", "=XL.ATTAINMENT(K7:K18,I7:I18)", "percent")
    book.fill_down(sheet, "N7", 12, "=SUM(I$7:I{r})", "money")
    book.fill_down(sheet, "O7", 12, '=IF(K{r}="","",SUM(K$7:K{r}))', "money")
    book.fill_down(sheet, "P7", 12, '=IF(K{r}="",0,I{r})', "money")
    _months_totals(book, sheet)
    _months_marks(book, sheet)
    _months_charts(book, sheet)


def _months_totals(book: Book, sheet: Worksheet) -> None:
    sheet.write("A19", "Year", book.style("total"))
    sheet.write_blank("B19", None, book.style("total"))
    for column in "CDIKLP":
        book.formula(sheet, f"{column}19", f"=SUM({column}7:{column}18)", "money", "total")
    book.formula(sheet, "E19", "=IF(C19=0,0,D19/C19-1)", "percent", "total")
    book.formula(sheet, "F19", "=AVERAGE(F7:F18)", "index", "total")
    book.formula(sheet, "G19", "=SUM(G7:G18)", "money", "total")
    book.formula(sheet, "H19", "=SUM(H7:H18)", "money", "total")
    book.formula(sheet, "J19", "=SUM(J7:J18)", "percent", "total")
    book.spill(sheet, "M19", "=XL.ATTAINMENT(K19,P19)", "percent", "total")
    for column in "NO":
        sheet.write_blank(f"{column}19", None, book.style("total"))
    sheet.write(
        "A20", "Variance and attainment of the year compare closed months only.", book.style("subtitle")
    )


def _months_marks(book: Book, sheet: Worksheet) -> None:
    book.bars(sheet, "I7:I18")
    book.traffic_light(sheet, "M7:M19")
    book.comment(
        sheet,
        "H8",
        "Locked by the sales director: the spring fair moved from February to March. Clear the cell to let February follow the season again.",
    )
    book.comment(sheet, "G6", "Smallest month (Plan) times the annual target, to the rounding unit.")
    sheet.data_validation(
        "H7:H18",
        {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "ignore_blank": True,
            "input_title": "Locked month",
            "input_message": "An amount fixes the month; blank lets it follow the season.",
        },
    )
    sheet.freeze_panes(6, 2)
    sheet.repeat_rows(5)


def _months_charts(book: Book, sheet: Worksheet) -> None:
    chart = book.workbook.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "Target",
            "categories": "=Months!$B$7:$B$18",
            "values": "=Months!$I$7:$I$18",
            "fill": {"color": "#B4C7E7"},
            "gap": 60,
        }
    )
    chart.add_series(
        {
            "name": "Actual",
            "categories": "=Months!$B$7:$B$18",
            "values": "=Months!$K$7:$K$18",
            "fill": {"color": NAVY},
        }
    )
    line = book.workbook.add_chart({"type": "line"})
    line.add_series(
        {
            "name": "Last year",
            "categories": "=Months!$B$7:$B$18",
            "values": "=Months!$D$7:$D$18",
            "line": {"color": "#ED7D31", "width": 2},
        }
    )
    chart.combine(line)
    _finish_chart(chart, "Target and actual by month", (760, 300))
    sheet.insert_chart("A22", chart)
    cumulative = book.workbook.add_chart({"type": "line"})
    cumulative.add_series(
        {
            "name": "Target",
            "categories": "=Months!$B$7:$B$18",
            "values": "=Months!$N$7:$N$18",
            "line": {"color": "#8FB4DE", "width": 2.5},
        }
    )
    cumulative.add_series(
        {
            "name": "Actual",
            "categories": "=Months!$B$7:$B$18",
            "values": "=Months!$O$7:$O$18",
            "line": {"color": NAVY, "width": 2.5},
        }
    )
    cumulative.show_na_as_empty_cell()
    _finish_chart(cumulative, "Cumulative", (560, 300))
    sheet.insert_chart("J22", cumulative, {"x_offset": 20})


def regions_sheet(book: Book) -> None:
    """Targets by region with growth, floors, caps and locks; then by quarter."""
    sheet = book.sheet("Regions", (16, 13, 13, 13, 13, 13, 13, 13, 13, 13, 14, 10, 13, 13, 11, 8))
    book.heading(
        sheet,
        '="Targets by region, "&PlanYear',
        "Weight is last year's sales at the growth expected in the region; floors, caps and locks are optional.",
    )
    book.headers(
        sheet,
        "A6",
        (
            "Region",
            "",
            "",
            "Growth last year",
            "Market growth",
            "Weight",
            "Floor",
            "Cap",
            "Locked at",
            "Potential gap",
            "Target",
            "Target growth",
            "Target to date",
            "Actual to date",
            "Attain-\nment",
            "Rank",
        ),
    )
    book.formula(sheet, "B6", '="Net sales "&(PlanYear-2)', "header")
    book.formula(sheet, "C6", '="Net sales "&(PlanYear-1)', "header")
    book.column(sheet, "A7", REGIONS)
    for column, back in (("B", 2), ("C", 1)):
        for row, history in zip((7, 8, 9), "CDE", strict=True):
            book.formula(
                sheet,
                f"{column}{row}",
                f"=SUMIFS(History!${history}$6:${history}$41,History!$A$6:$A$41,PlanYear-{back})",
                "money",
            )
    book.fill_down(sheet, "D7", 3, "=IF(B{r}=0,0,C{r}/B{r}-1)", "percent")
    book.column(sheet, "E7", [0.05, 0.02, 0.03], "percent", "input")
    book.fill_down(sheet, "F7", 3, "=C{r}*(1+E{r})", "money")
    book.column(sheet, "G7", [None, 5_500_000, None], "money", "input")
    book.column(sheet, "H7", [6_600_000, None, None], "money", "input")
    book.column(sheet, "I7", [None, None, None], "money", "input")
    book.fill_down(sheet, "J7", 3, "=K{r}-F{r}", "money")
    book.spill(
        sheet,
        "K7:K9",
        "=XL.SPLIT(AnnualTarget,F7:F9,RoundingUnit,G7:G9,H7:H9,I7:I9,SplitMethod)",
        "money",
        "bold",
    )
    book.fill_down(sheet, "L7", 3, "=IF(C{r}=0,0,K{r}/C{r}-1)", "percent")
    book.fill_down(sheet, "M7", 3, "=K{r}*Months!$P$19/AnnualTarget", "money")
    for row, history in zip((7, 8, 9), "CDE", strict=True):
        book.formula(
            sheet, f"N{row}", f"=SUMIFS(History!${history}$30:${history}$41,History!$G$30:$G$41,1)", "money"
        )
    book.spill(sheet, "O7:O9", "=XL.ATTAINMENT(N7:N9,M7:M9)", "percent")
    book.fill_down(sheet, "P7", 3, "=RANK(O{r},O$7:O$9)", "whole", "center")
    sheet.write("A10", "All regions", book.style("total"))
    for column in "BCFGHIJKMN":
        book.formula(sheet, f"{column}10", f"=SUM({column}7:{column}9)", "money", "total")
    book.formula(sheet, "D10", "=IF(B10=0,0,C10/B10-1)", "percent", "total")
    book.formula(sheet, "E10", "=IF(C10=0,0,F10/C10-1)", "percent", "total")
    book.formula(sheet, "L10", "=IF(C10=0,0,K10/C10-1)", "percent", "total")
    book.spill(sheet, "O10", "=XL.ATTAINMENT(N10,M10)", "percent", "total")
    sheet.write_blank("P10", None, book.style("total"))
    book.bars(sheet, "K7:K9")
    book.traffic_light(sheet, "O7:O10")
    book.comment(sheet, "E7", "Regional sales heads, November: demand is strongest in Asia Pacific.")
    book.comment(sheet, "G8", "Europe carries a fixed cost base: not less than 5.5 million.")
    book.comment(sheet, "H7", "Delivery capacity in Asia Pacific this year.")
    _regions_quarters(book, sheet)
    sheet.freeze_panes(6, 1)


def _regions_quarters(book: Book, sheet: Worksheet) -> None:
    book.section(
        sheet, "A13", "Quarters: last year's sales as weights, then each region's target by quarter", 10
    )
    for first, title in ((14, "Weight"), (21, "Target")):
        book.headers(sheet, f"A{first + 1}", ("Region", title, "Q1", "Q2", "Q3", "Q4", "Sum"), height=20)
        book.column(sheet, f"A{first + 2}", REGIONS)
    for row, history in zip((16, 17, 18), "CDE", strict=True):
        for quarter, column in enumerate("CDEF"):
            months = f"{history}{18 + 3 * quarter}:{history}{20 + 3 * quarter}"
            book.formula(sheet, f"{column}{row}", f"=SUM(History!{months})", "money")
    book.fill_down(sheet, "G16", 3, "=SUM(C{r}:F{r})", "money")
    book.spill(sheet, "C23:F25", "=XL.SPLIT(K7:K9,C16:F18,RoundingUnit,,,,SplitMethod)", "money")
    book.fill_down(sheet, "G23", 3, "=SUM(C{r}:F{r})", "money")
    sheet.write("A26", "All regions", book.style("total"))
    sheet.write_blank("B26", None, book.style("total"))
    for column in "CDEFG":
        book.formula(sheet, f"{column}26", f"=SUM({column}23:{column}25)", "money", "total")
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for row, colour in zip((23, 24, 25), (NAVY, "#8FB4DE", "#ED7D31"), strict=True):
        chart.add_series(
            {
                "name": f"=Regions!$A${row}",
                "categories": "=Regions!$C$22:$F$22",
                "values": f"=Regions!$C${row}:$F${row}",
                "fill": {"color": colour},
                "gap": 70,
            }
        )
    _finish_chart(chart, "Target by quarter and region", (560, 290))
    sheet.insert_chart("I14", chart, {"y_offset": 8})


def people_sheet(book: Book) -> None:
    """Personal targets: the tree region, country, person, over-assigned at the last level."""
    sheet = book.sheet("People", (15, 12, 18, 13, 13, 10, 10, 13, 14, 10, 13, 13, 13, 11, 8, 3, 14, 14, 14))
    book.heading(
        sheet,
        '="Targets by person, "&PlanYear',
        "A person's weight is the regional target times the share of the region's sales last year; one SPLIT_TREE call hands out all targets.",
    )
    sheet.write("A4", "Over-assignment by level", book.style("bold"))
    book.headers(sheet, "A5", ("region", "country", "person"), height=16)
    sheet.write("A6", 0, book.style("percent", "input"))
    sheet.write("B6", 0, book.style("percent", "input"))
    book.formula(sheet, "C6", "=PersonUplift", "percent")
    book.headers(
        sheet,
        "A7",
        (
            "Region",
            "Country",
            "Sales person",
            "",
            "",
            "Growth",
            "Share of region",
            "Weight",
            "Target",
            "Target growth",
            "Target to date",
            "Actual to date",
            "Variance",
            "Attain-\nment",
            "Rank",
        ),
    )
    book.formula(sheet, "D7", '="Net sales "&(PlanYear-2)', "header")
    book.formula(sheet, "E7", '="Net sales "&(PlanYear-1)', "header")
    _people_rows(book, sheet)
    _people_totals(book, sheet)
    book.traffic_light(sheet, f"N{PEOPLE_FIRST}:N{PEOPLE_LAST + 1}")
    book.bars(sheet, f"I{PEOPLE_FIRST}:I{PEOPLE_LAST}")
    book.comment(sheet, "C6", "From Plan: over-assignment to people. Region and country add nothing.")
    sheet.freeze_panes(7, 3)
    sheet.repeat_rows(6)


def _people_rows(book: Book, sheet: Worksheet) -> None:
    first, last, count = PEOPLE_FIRST, PEOPLE_LAST, len(ROSTER)
    book.column(sheet, f"A{first}", [person.region for person in ROSTER])
    book.column(sheet, f"B{first}", [person.country for person in ROSTER])
    book.column(sheet, f"C{first}", [person.name for person in ROSTER])
    book.fill_down(
        sheet, f"D{first}", count, "=SUMIFS(Territory[year_before],Territory[salesperson],C{r})", "money"
    )
    book.fill_down(
        sheet, f"E{first}", count, "=SUMIFS(Territory[last_year],Territory[salesperson],C{r})", "money"
    )
    book.fill_down(sheet, f"F{first}", count, "=IF(D{r}=0,0,E{r}/D{r}-1)", "percent")
    book.fill_down(
        sheet, f"G{first}", count, f"=E{{r}}/SUMIF(A${first}:A${last},A{{r}},E${first}:E${last})", "percent"
    )
    book.fill_down(
        sheet, f"H{first}", count, "=INDEX(Regions!$K$7:$K$9,MATCH(A{r},Regions!$A$7:$A$9,0))*G{r}", "money"
    )
    tree = f"=XL.SPLIT_TREE(AnnualTarget,A{first}:C{last},H{first}:H{last},RoundingUnit,,,,SplitMethod,A6:C6)"
    book.spill(sheet, f"I{first}:I{last}", tree, "money", "bold")
    book.fill_down(sheet, f"J{first}", count, "=IF(E{r}=0,0,I{r}/E{r}-1)", "percent")
    book.fill_down(sheet, f"K{first}", count, "=I{r}*Months!$P$19/AnnualTarget", "money")
    book.fill_down(
        sheet, f"L{first}", count, "=SUMIFS(Territory[actual_to_date],Territory[salesperson],C{r})", "money"
    )
    book.fill_down(sheet, f"M{first}", count, "=L{r}-K{r}", "money")
    book.spill(sheet, f"N{first}:N{last}", f"=XL.ATTAINMENT(L{first}:L{last},K{first}:K{last})", "percent")
    book.fill_down(sheet, f"O{first}", count, f"=RANK(N{{r}},N${first}:N${last})", "whole", "center")


def _people_totals(book: Book, sheet: Worksheet) -> None:
    first, last, total = PEOPLE_FIRST, PEOPLE_LAST, PEOPLE_LAST + 1
    sheet.write(f"A{total}", "All people", book.style("total"))
    for column in "BCG":
        sheet.write_blank(f"{column}{total}", None, book.style("total"))
    for column in "DEHIKLM":
        book.formula(sheet, f"{column}{total}", f"=SUM({column}{first}:{column}{last})", "money", "total")
    book.formula(sheet, f"F{total}", f"=IF(D{total}=0,0,E{total}/D{total}-1)", "percent", "total")
    book.formula(sheet, f"J{total}", f"=IF(E{total}=0,0,I{total}/E{total}-1)", "percent", "total")
    book.spill(sheet, f"N{total}", f"=XL.ATTAINMENT(L{total},K{total})", "percent", "total")
    sheet.write_blank(f"O{total}", None, book.style("total"))
    book.headers(sheet, "Q7", ("Region", "Target of people", "Region with over-assignment"))
    for row, region in enumerate(REGIONS, start=first):
        sheet.write(f"Q{row}", region)
        book.formula(sheet, f"R{row}", f"=SUMIF(A${first}:A${last},Q{row},I${first}:I${last})", "money")
        book.formula(sheet, f"S{row}", f"=Regions!K{row - 1}*(1+PersonUplift)", "money")


def person_months_sheet(book: Book) -> None:
    """Each person's target by month, in the season of the company."""
    sheet = book.sheet("Person months", (18, 14, *[11] * 12, 13, 9))
    book.heading(
        sheet,
        '="Targets by person and month, "&PlanYear',
        "One SPLIT call: every row sums exactly to the person's target.",
    )
    book.headers(sheet, "A4", ("Sales person", "Target", *MONTHS, "Sum", "Check"), height=20)
    sheet.write("A5", "Month's share", book.style("subtitle"))
    for month in range(12):
        column = "CDEFGHIJKLMN"[month]
        book.formula(sheet, f"{column}5", f"=INDEX(Months!$J$7:$J$18,{month + 1})", "percent")
    count, last = len(ROSTER), 5 + len(ROSTER)
    book.fill_down(sheet, "A6", count, "=INDEX(People!$C$8:$C$24,ROW()-5)")
    book.fill_down(sheet, "B6", count, "=INDEX(People!$I$8:$I$24,ROW()-5)", "money", "bold")
    book.spill(sheet, f"C6:N{last}", f"=XL.SPLIT(B6:B{last},C5:N5,RoundingUnit,,,,SplitMethod)", "money")
    book.fill_down(sheet, "O6", count, "=SUM(C{r}:N{r})", "money")
    book.fill_down(sheet, "P6", count, '=IF(ABS(O{r}-B{r})<0.005,"ok","check")', "center")
    sheet.write(f"A{last + 1}", "All people", book.style("total"))
    for column in "BCDEFGHIJKLMNO":
        book.formula(sheet, f"{column}{last + 1}", f"=SUM({column}6:{column}{last})", "money", "total")
    sheet.conditional_format(
        f"C6:N{last}", {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#8FB4DE"}
    )
    sheet.freeze_panes(5, 2)
    sheet.repeat_rows(3, 4)


def history_sheet(book: Book) -> None:
    """Net sales by month and region over three years, straight from the raw rows."""
    sheet = book.sheet("History", (8, 8, 14, 14, 16, 14, 9, 10, 3), "#7F7F7F")
    book.heading(
        sheet,
        "Net sales by month and region",
        "SUMIFS over the raw rows: counted sales only, see column check on Sales.",
    )
    book.headers(sheet, "A5", ("Year", "Month", *REGIONS, "All", "Closed", "On last year"))
    for place in range(36):
        sheet.write(5 + place, 1, place % 12 + 1, book.style("whole", "center"))
        book.formula(sheet, f"A{6 + place}", f"=PlanYear-{2 - place // 12}", "whole", "center")
    for column, region in zip("CDE", REGIONS, strict=True):
        text = f"=SUMIFS(Sales[net_sales],Sales[year],$A{{r}},Sales[month],$B{{r}},Sales[region],{column}$5)"
        book.fill_down(sheet, f"{column}6", 36, text, "money")
    book.fill_down(sheet, "F6", 36, "=SUM(C{r}:E{r})", "money", "bold")
    book.fill_down(sheet, "G6", 36, "=IF(DATE(A{r},B{r}+1,0)<=AsOf,1,0)", "whole", "center")
    for row in range(18, 42):
        book.formula(sheet, f"H{row}", f"=IF(F{row - 12}=0,0,F{row}/F{row - 12}-1)", "percent")
    chart = book.workbook.add_chart({"type": "line"})
    for column, region, colour in zip("CDE", REGIONS, (NAVY, "#8FB4DE", "#ED7D31"), strict=True):
        chart.add_series(
            {
                "name": region,
                "categories": "=History!$A$6:$B$41",
                "values": f"=History!${column}$6:${column}$41",
                "line": {"color": colour, "width": 2},
            }
        )
    _finish_chart(chart, "Net sales by region", (760, 340))
    sheet.insert_chart("J5", chart)
    sheet.freeze_panes(5, 2)
    sheet.repeat_rows(4)


def territory_sheet(book: Book) -> None:
    """Which city belongs to whom, and what it sold."""
    sheet = book.sheet("Territory", (16, 13, 16, 18, 14, 14, 15, 10), "#7F7F7F")
    book.heading(sheet, "Territories", "Change an owner here and the personal targets follow.")
    cities = [(person, city) for person in ROSTER for city in person.cities]
    heads = (
        "region",
        "country",
        "city",
        "salesperson",
        "year_before",
        "last_year",
        "actual_to_date",
        "orders",
    )
    last = 5 + CITY_COUNT
    sheet.add_table(
        f"A5:H{last}",
        {
            "name": "Territory",
            "style": "Table Style Light 9",
            "columns": [{"header": head} for head in heads],
        },
    )
    book.column(sheet, "A6", [person.region for person, _ in cities])
    book.column(sheet, "B6", [person.country for person, _ in cities])
    book.column(sheet, "C6", [city for _, city in cities])
    book.column(sheet, "D6", [person.name for person, _ in cities], "input")
    where = "Sales[country],$B{r},Sales[city],$C{r}"
    book.fill_down(
        sheet, "E6", CITY_COUNT, f"=SUMIFS(Sales[net_sales],Sales[year],PlanYear-2,{where})", "money"
    )
    book.fill_down(
        sheet, "F6", CITY_COUNT, f"=SUMIFS(Sales[net_sales],Sales[year],PlanYear-1,{where})", "money"
    )
    closed = 'Sales[year],PlanYear,Sales[timestamp],"<"&AsOf+1'
    book.fill_down(sheet, "G6", CITY_COUNT, f"=SUMIFS(Sales[net_sales],{closed},{where})", "money")
    book.fill_down(sheet, "H6", CITY_COUNT, f'=COUNTIFS(Sales[check],"ok",{where})', "money")
    names = [person.name for person in ROSTER]
    sheet.data_validation(
        f"D6:D{last}",
        {
            "validate": "list",
            "source": f"=People!$C${PEOPLE_FIRST}:$C${PEOPLE_LAST}",
            "input_message": f"One of the {len(names)} sales people.",
        },
    )
    book.bars(sheet, f"F6:F{last}")
    sheet.freeze_panes(5, 0)
    sheet.repeat_rows(4)


def sales_sheet(book: Book, orders: Sequence[Order]) -> None:
    """The raw rows as an Excel table, dirt included, and two helper columns."""
    sheet = book.sheet(
        "Sales", (11, 15, 12, 16, 14, 11, 15, 16, 10, 8, 8, 10, 10, 11, 12, 11, 14, 14, 12, 12), "#7F7F7F"
    )
    last = 1 + len(orders)
    heads = [*RAW_COLUMNS, "check", "net_sales"]
    columns = [{"header": head} for head in heads]
    columns[-2]["formula"] = _check_formula()
    columns[-1]["formula"] = _net_formula()
    sheet.add_table(
        0, 0, last - 1, len(heads) - 1, {"name": "Sales", "style": "Table Style Light 1", "columns": columns}
    )
    cents, moment, whole = book.style("cents"), book.style("moment"), book.style("money")
    for row, order in enumerate(orders, start=1):
        for column, field in enumerate(RAW_COLUMNS):
            value = getattr(order, field)
            if value is None or value == "":
                continue
            if field == "timestamp":
                sheet.write_datetime(row, column, value, moment)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value, cents if isinstance(value, float) else None)
    book.fill_down(sheet, "S2", len(orders), _check_formula())
    book.fill_down(sheet, "T2", len(orders), _net_formula(), "cents")
    sheet.set_column("L:L", 10, cents)
    sheet.set_column("M:M", 10, whole)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.conditional_format(
        f"S2:S{last}",
        {
            "type": "cell",
            "criteria": "!=",
            "value": '"ok"',
            "format": book.workbook.add_format({"font_color": "#C62828"}),
        },
    )
    book.comment(
        sheet,
        "S1",
        "Why a row counts or not:\nno date, quantity (above Plan's largest plausible quantity), not a sale (returned or cancelled), ok.",
    )


def _check_formula() -> str:
    def here(column: str) -> str:
        return f"Sales[[#This Row],[{column}]]"

    no_sale = f'OR({here("status")}="returned",{here("status")}="cancelled")'
    return (
        f'=IF({here("timestamp")}="","no date",IF({here("quantity")}>MaxQuantity,"quantity",'
        f'IF({no_sale},"not a sale","ok")))'
    )


def _net_formula() -> str:
    return '=IF(Sales[[#This Row],[check]]="ok",Sales[[#This Row],[revenue]],0)'


def notes_sheet(book: Book) -> None:
    """Where the numbers come from and what was decided about them."""
    sheet = book.sheet("Notes", (110,), "#7F7F7F")
    book.heading(sheet, "Notes", "Sources and decisions")
    lines = (
        "Raw rows: global_sales of the Python package pointblank (MIT licence, Posit Software, PBC), 50,000 rows as shipped, synthetic and dirty on purpose. Only the time stamps were turned into Excel dates.",
        "Left as found: missing dates, cities, customer and product ids, quarters that do not fit the month, revenue that does not fit price times quantity, quantities of 100 to 2,000.",
        "Counted as net sales: revenue (without tax) of rows with a date, with a plausible quantity, neither returned nor cancelled.",
        "Sales people and territories are invented: the raw rows name none.",
        "A month is closed when its last day is not after the day in Actuals up to (Plan).",
        "Targets to date use the company's season: the share of the closed months in the annual target.",
    )
    book.column(sheet, "A4", lines, "wrap")


def _label(book: Book, sheet: Worksheet, cell: str, text: str) -> None:
    if text.startswith("="):
        book.formula(sheet, cell, text)
    else:
        sheet.write(cell, text)


def _finish_chart(chart: object, title: str, size: tuple[int, int]) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12, "color": NAVY}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis(
        {
            "num_format": "#,##0",
            "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}},
            "line": {"none": True},
        }
    )
    chart.set_size({"width": size[0], "height": size[1]})
