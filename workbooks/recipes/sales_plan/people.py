"""Sheet People: personal targets in the tree region, country, person."""

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.people import REGIONS, ROSTER
from recipes.sales_plan.layout import PEOPLE_FIRST, PEOPLE_LAST

COUNT, FIRST, LAST, TOTAL = len(ROSTER), PEOPLE_FIRST, PEOPLE_LAST, PEOPLE_LAST + 1
HEADS = (
    "Region",
    "Country",
    "Sales person",
    '="Net sales "&(PlanYear-2)',
    '="Net sales "&(PlanYear-1)',
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
)


def people_sheet(book: Book) -> None:
    """Hand the regional targets to people, over-assigned at the last level."""
    sheet = book.sheet("People", (15, 12, 18, 13, 13, 10, 10, 13, 14, 10, 13, 13, 13, 11, 8))
    about = (
        "Weight is the regional target times the person's share of the region last year; one SPLIT_TREE call."
    )
    book.heading(sheet, '="Targets by person, "&PlanYear', about)
    _uplift(book, sheet)
    book.headers(sheet, f"A{FIRST - 1}", HEADS)
    _past(book, sheet)
    _targets(book, sheet)
    _actuals(book, sheet)
    _totals(book, sheet)
    _reconciliation(book, sheet)
    book.traffic_light(sheet, f"N{FIRST}:N{TOTAL}")
    book.bars(sheet, f"I{FIRST}:I{LAST}")
    sheet.freeze_panes(FIRST - 1, 3)
    sheet.fit_to_pages(1, 1)


def _uplift(book: Book, sheet: Worksheet) -> None:
    sheet.write("A4", "Over-assignment by level", book.style("bold"))
    book.headers(sheet, "A5", ("region", "country", "person"), height=16)
    book.row(sheet, "A6", (0, 0), "percent", "input")
    book.formula(sheet, "C6", "=PersonUplift", "percent")
    book.comment(sheet, "C6", "From Plan: over-assignment to people. Region and country add nothing.")


def _past(book: Book, sheet: Worksheet) -> None:
    book.column(sheet, f"A{FIRST}", [person.region for person in ROSTER])
    book.column(sheet, f"B{FIRST}", [person.country for person in ROSTER])
    book.column(sheet, f"C{FIRST}", [person.name for person in ROSTER])
    for column, sales in (("D", "year_before"), ("E", "last_year")):
        text = f"=SUMIFS(Territory[{sales}],Territory[salesperson],C{{r}})"
        book.fill_down(sheet, f"{column}{FIRST}", COUNT, text, "money")
    book.fill_down(sheet, f"F{FIRST}", COUNT, "=IF(D{r}=0,0,E{r}/D{r}-1)", "percent")


def _targets(book: Book, sheet: Worksheet) -> None:
    region = f"SUMIF(A${FIRST}:A${LAST},A{{r}},E${FIRST}:E${LAST})"
    book.fill_down(sheet, f"G{FIRST}", COUNT, f"=IF({region}=0,0,E{{r}}/{region})", "percent")
    weight = "=INDEX(Regions!$K$7:$K$9,MATCH(A{r},Regions!$A$7:$A$9,0))*G{r}"
    book.fill_down(sheet, f"H{FIRST}", COUNT, weight, "money")
    levels, weights = f"A{FIRST}:C{LAST}", f"H{FIRST}:H{LAST}"
    tree = f"=XL.SPLIT_TREE(AnnualTarget,{levels},{weights},RoundingUnit,,,,SplitMethod,A6:C6)"
    book.spill(sheet, f"I{FIRST}:I{LAST}", tree, "money", "bold")
    book.fill_down(sheet, f"J{FIRST}", COUNT, "=IF(E{r}=0,0,I{r}/E{r}-1)", "percent")


def _actuals(book: Book, sheet: Worksheet) -> None:
    book.fill_down(sheet, f"K{FIRST}", COUNT, "=I{r}*Months!$P$19/AnnualTarget", "money")
    sold = "=SUMIFS(Territory[actual_to_date],Territory[salesperson],C{r})"
    book.fill_down(sheet, f"L{FIRST}", COUNT, sold, "money")
    book.fill_down(sheet, f"M{FIRST}", COUNT, "=L{r}-K{r}", "money")
    book.spill(sheet, f"N{FIRST}:N{LAST}", f"=XL.ATTAINMENT(L{FIRST}:L{LAST},K{FIRST}:K{LAST})", "percent")
    book.fill_down(sheet, f"O{FIRST}", COUNT, f"=RANK(N{{r}},N${FIRST}:N${LAST})", "whole", "center")


def _totals(book: Book, sheet: Worksheet) -> None:
    book.blanks(sheet, f"A{TOTAL}:O{TOTAL}", "total")
    sheet.write(f"A{TOTAL}", "All people", book.style("total"))
    book.sums(sheet, TOTAL, "DEHIKLM", FIRST, LAST, "money")
    for column, now, before in (("F", "E", "D"), ("J", "I", "E")):
        growth = f"=IF({before}{TOTAL}=0,0,{now}{TOTAL}/{before}{TOTAL}-1)"
        book.formula(sheet, f"{column}{TOTAL}", growth, "percent", "total")
    book.spill(sheet, f"N{TOTAL}", f"=XL.ATTAINMENT(L{TOTAL},K{TOTAL})", "percent", "total")


def _reconciliation(book: Book, sheet: Worksheet) -> None:
    top = TOTAL + 3
    book.section(sheet, f"A{top}", "Regions and their people", 6)
    heads = ("Region", "Target", "Over-\nassigned", "People", "Difference", "People above target")
    book.headers(sheet, f"A{top + 1}", heads, height=46)
    first, last = top + 2, top + 1 + len(REGIONS)
    book.column(sheet, f"A{first}", REGIONS)
    book.fill_down(
        sheet, f"B{first}", 3, "=INDEX(Regions!$K$7:$K$9,MATCH(A{r},Regions!$A$7:$A$9,0))", "money"
    )
    book.fill_down(sheet, f"C{first}", 3, "=B{r}*(1+$A$6)*(1+$B$6)*(1+$C$6)", "money")
    people = f"=SUMIF(A${FIRST}:A${LAST},A{{r}},I${FIRST}:I${LAST})"
    book.fill_down(sheet, f"D{first}", 3, people, "money")
    book.fill_down(sheet, f"E{first}", 3, "=ROUND(D{r}-C{r},2)", "difference")
    above = f'=COUNTIFS(A${FIRST}:A${LAST},A{{r}},N${FIRST}:N${LAST},">=1")'
    book.fill_down(sheet, f"F{first}", 3, above, "whole", "center")
    # Over-assigned amounts are rounded to the unit, country by country: at most three in a region.
    book.mark(sheet, f"E{first}:E{last}", f"ABS(E{first})<=1.5*RoundingUnit", "good")
    book.mark(sheet, f"E{first}:E{last}", f"ABS(E{first})>1.5*RoundingUnit", "bad")
