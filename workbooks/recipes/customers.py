"""customers.xlsx: every customer measured, fitted, graded, banded and segmented, with the reasons.

The calls stand as a host leaves them whose manifest puts a namespace in front
(``_xldudf_XL_XLSALES_…``).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from recipes.customers_zh import chinese_sheet
from recipes.house_style import NAVY, Book
from recipes.orders import NOT_A_SALE, Order, in_year

PREFIX = "_xldudf_XL_XLSALES_"
YEAR, MAX_QUANTITY = 2023, 100
CATEGORIES = ("Finance", "Healthcare", "Manufacturing", "Retail", "Technology")
CHANNELS = ("Online", "Phone", "In-store", "Partner", "Distributor")
MARGINS = (
    (0.34, 0.33, 0.31, 0.27, 0.25),
    (0.38, 0.36, 0.34, 0.30, 0.28),
    (0.29, 0.28, 0.26, 0.22, 0.20),
    (0.31, 0.30, 0.29, 0.24, 0.22),
    (0.42, 0.40, 0.38, 0.33, 0.31),
)
GRADES = ("potential", "target", "key", "ungraded")
SEGMENTS = (
    ("Champions", 4, 5, 4, 5, 4, 5),
    ("Loyal", 3, 5, 3, 5, 3, 5),
    ("Big spenders", 1, 5, 1, 5, 5, 5),
    ("Promising", 4, 5, 1, 2, 1, 3),
    ("Needs attention", 3, 3, 1, 5, 1, 5),
    ("At risk", 1, 2, 3, 5, 2, 5),
    ("Hibernating", 1, 2, 1, 2, 1, 4),
)
FIRST = 7


class Customer(NamedTuple):
    """What the customer file says about a customer, beside the orders."""

    customer_id: str
    segment: str
    country: str
    main_category: str
    largest_request: int | None


def build_customers(path: Path, orders: Sequence[Order]) -> None:
    """Write the customer workbook over one year of the raw orders."""
    year = [order for order in in_year(orders, YEAR) if order.customer_id and order.quantity]
    sold = [order for order in year if order.status not in NOT_A_SALE and order.quantity <= MAX_QUANTITY]
    returned = [order for order in year if order.status in NOT_A_SALE and order.quantity <= MAX_QUANTITY]
    known = {order.customer_id for order in sold}
    people = [customer for customer in customer_file(year) if customer.customer_id in known]
    last = FIRST - 1 + len(people)
    with Book(path, "Customers", PREFIX) as book:
        summary_sheet(book, last)
        policy_sheet(book)
        customers_sheet(book, people)
        chinese_sheet(book, people, FIRST)
        rfm_sheet(book, len(known))
        orders_sheet(book, sold)
        returns_sheet(book, returned)
        notes_sheet(book)


def customer_file(year: Sequence[Order]) -> list[Customer]:
    """Return one row a customer by id: main country and category, largest quantity ever asked for.

    A largest request whose row lacks the city or the product is incomplete: the quantity is unknown.
    """
    by_customer: dict[str, list[Order]] = defaultdict(list)
    for order in year:
        by_customer[order.customer_id].append(order)
    return [_customer(name, rows) for name, rows in sorted(by_customer.items())]


def _customer(name: str, rows: Sequence[Order]) -> Customer:
    largest = max(rows, key=lambda order: order.quantity)
    complete = bool(largest.city and largest.product_id)
    return Customer(
        customer_id=name,
        segment=rows[0].customer_segment,
        country=_commonest([order.country for order in rows]),
        main_category=_commonest([order.product_category for order in rows]),
        largest_request=largest.quantity if complete else None,
    )


def _commonest(words: Sequence[str]) -> str:
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], word))


def summary_sheet(book: Book, last: int) -> None:
    """How many customers stand in each grade, class and segment, and what they are worth."""
    sheet = book.sheet("Summary", (20, 12, 12, 16, 12, 14, 4, 16, 12, 12, 16, 12))
    book.heading(sheet, f"Customers {YEAR}", "Counted with COUNTIFS and SUMIFS over the graded list.")
    _summary_grades(book, sheet, last)
    _summary_abc(book, sheet, last)
    _summary_cross(book, sheet, last)
    _summary_segments(book, sheet, last)
    _summary_charts(book, sheet)


def _counted(book: Book, sheet: Worksheet, first: str, words: Sequence[str], column: str, last: int) -> None:
    """Write label, number, share, volume, share of volume for the words found in a customer column."""
    letters = "ABCDE" if first[0] == "A" else "HIJKL"
    row, count = int(first[1:]), len(words)
    end = row + count - 1
    found = f"Customers!${column}${FIRST}:${column}${last}"
    book.column(sheet, first, words)
    book.fill_down(sheet, f"{letters[1]}{row}", count, f"=COUNTIF({found},{letters[0]}{{r}})", "money")
    share = "=IF({c}${e}=0,0,{c}{r}/{c}${e})"
    book.fill_down(
        sheet,
        f"{letters[2]}{row}",
        count,
        share.replace("{c}", letters[1]).replace("{e}", str(end + 1)),
        "percent",
    )
    volume = f"=SUMIFS(Customers!$F${FIRST}:$F${last},{found},{letters[0]}{{r}})"
    book.fill_down(sheet, f"{letters[3]}{row}", count, volume, "money")
    book.fill_down(
        sheet,
        f"{letters[4]}{row}",
        count,
        share.replace("{c}", letters[3]).replace("{e}", str(end + 1)),
        "percent",
    )
    sheet.write(f"{letters[0]}{end + 1}", "All", book.style("total"))
    for letter, style in zip(letters[1:], ("money", "percent", "money", "percent"), strict=True):
        book.formula(sheet, f"{letter}{end + 1}", f"=SUM({letter}{row}:{letter}{end})", style, "total")


def _summary_grades(book: Book, sheet: Worksheet, last: int) -> None:
    book.section(sheet, "A4", "By grade", 5)
    book.headers(sheet, "A5", ("Grade", "Customers", "Share", "Volume", "Share of volume"))
    _counted(book, sheet, "A6", GRADES, "L", last)
    book.bars(sheet, "B6:B9")


def _summary_abc(book: Book, sheet: Worksheet, last: int) -> None:
    book.section(sheet, "H4", "By ABC class", 5)
    book.headers(sheet, "H5", ("Class", "Customers", "Share", "Volume", "Share of volume"))
    _counted(book, sheet, "H6", ("A", "B", "C"), "O", last)
    book.bars(sheet, "I6:I8")


def _summary_cross(book: Book, sheet: Worksheet, last: int) -> None:
    book.section(sheet, "A13", "Grade by ABC class", 5)
    book.headers(sheet, "A14", ("Grade", "A", "B", "C", "All"), height=20)
    book.column(sheet, "A15", GRADES)
    grade, abc = f"Customers!$L${FIRST}:$L${last}", f"Customers!$O${FIRST}:$O${last}"
    for column in "BCD":
        book.fill_down(sheet, f"{column}15", 4, f"=COUNTIFS({grade},$A{{r}},{abc},{column}$14)", "money")
    book.fill_down(sheet, "E15", 4, "=SUM(B{r}:D{r})", "money", "bold")
    sheet.write("A19", "All", book.style("total"))
    for column in "BCDE":
        book.formula(sheet, f"{column}19", f"=SUM({column}15:{column}18)", "money", "total")
    sheet.conditional_format(
        "B15:D18", {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#8FB4DE"}
    )


def _summary_segments(book: Book, sheet: Worksheet, last: int) -> None:
    book.section(sheet, "H13", "By RFM segment", 5)
    book.headers(sheet, "H14", ("Segment", "Customers", "Share", "Volume", "Share of volume"), height=20)
    _counted(book, sheet, "H15", (*[name for name, *_ in SEGMENTS], "Others"), "T", last)
    book.bars(sheet, "I15:I22")


def _summary_charts(book: Book, sheet: Worksheet) -> None:
    grades = book.workbook.add_chart({"type": "doughnut"})
    colours = ("#8FB4DE", "#ED7D31", NAVY, "#BFBFBF")
    grades.add_series(
        {
            "name": "Customers",
            "categories": "=Summary!$A$6:$A$9",
            "values": "=Summary!$B$6:$B$9",
            "points": [{"fill": {"color": colour}} for colour in colours],
            "data_labels": {"value": True},
        }
    )
    grades.set_title({"name": "Customers by grade", "name_font": {"size": 12, "color": NAVY}})
    grades.set_legend({"position": "bottom"})
    grades.set_size({"width": 480, "height": 280})
    sheet.insert_chart("A26", grades)
    segments = book.workbook.add_chart({"type": "bar"})
    segments.add_series(
        {
            "name": "Volume",
            "categories": "=Summary!$H$15:$H$22",
            "values": "=Summary!$K$15:$K$22",
            "fill": {"color": NAVY},
            "gap": 50,
        }
    )
    segments.set_title({"name": "Volume by RFM segment", "name_font": {"size": 12, "color": NAVY}})
    segments.set_legend({"none": True})
    segments.set_y_axis({"reverse": True})
    segments.set_x_axis(
        {"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}}}
    )
    segments.set_size({"width": 560, "height": 280})
    sheet.insert_chart("G26", segments, {"x_offset": 20})


def policy_sheet(book: Book) -> None:
    """Thresholds, capability, bands, classes, segments, margins: everything one may want to change."""
    sheet = book.sheet("Policy", (22, 16, 13, 13, 13, 13, 13, 4, 18, 12))
    book.heading(sheet, "Grading policy", "Yellow cells are inputs. Green cells come from XLSALES functions.")
    _policy_thresholds(book, sheet)
    _policy_fit(book, sheet)
    _policy_classes(book, sheet)
    _policy_segments(book, sheet)
    _policy_margins(book, sheet)
    sheet.freeze_panes(2, 0)


def _policy_thresholds(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A4", "Key account: all four at or above", 7)
    book.headers(sheet, "B5", ("Volume", "Orders a year", "Margin", "Credit"), height=20)
    sheet.write("A6", "Threshold")
    for column, value, style in zip(
        "BCDE", (38_000, 24, 0.30, 70), ("money", "money", "percent", "money"), strict=True
    ):
        sheet.write(f"{column}6", value, book.style(style, "input"))
    book.name("KeyThresholds", "Policy!$B$6:$E$6")
    sheet.write("A7", "Labels")
    for column, label in zip("BCDE", GRADES, strict=True):
        sheet.write(f"{column}7", label, book.style("input", "center"))
    book.name("GradeLabels", "Policy!$B$7:$E$7")
    sheet.write("A8", "As of")
    sheet.write("B8", date(YEAR, 12, 31), book.style("date", "input"))
    book.name("AsOf", "Policy!$B$8")
    book.comment(sheet, "B6", "Net sales of the year in plan currency. A blank threshold is not used.")
    book.comment(
        sheet,
        "E6",
        "Credit 0 to 100: orders neither returned nor cancelled, of all orders. Stands in for payment behaviour, which the raw rows do not have.",
    )


def _policy_fit(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A11", "Can we serve the customer? Otherwise: potential", 7)
    book.headers(sheet, "A12", ("Attribute", "Test", "Why"), height=20)
    tests = (
        ("main_category", "in:Finance|Manufacturing|Retail|Technology", "No certificate for healthcare yet"),
        ("largest_request", "<=1500", "Largest lot that the plant delivers at once"),
    )
    for row, (attribute, test, why) in enumerate(tests, start=13):
        sheet.write(f"A{row}", attribute, book.style("input"))
        sheet.write(f"B{row}", test, book.style("input"))
        sheet.write(f"C{row}", why, book.style("note"))
    sheet.set_column("B:B", 40)
    book.name("Capability", "Policy!$A$13:$B$14")
    book.comment(sheet, "B13", "Tests: >=100, <=1500, =Retail, in:A|B. An unknown need gives an unknown fit.")


def _policy_classes(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A17", "Credit bands, ABC cuts and RFM", 7)
    book.headers(sheet, "A18", ("From credit", "Band"), height=20)
    book.column(sheet, "A19", (0, 65, 72, 80), "money", "input")
    book.column(sheet, "B19", ("D", "C", "B", "A"), "input", "center")
    book.name("CreditBands", "Policy!$A$19:$B$22")
    options = (
        ("ABC: A up to", "AbcA", 0.7, "percent"),
        ("ABC: B up to", "AbcB", 0.9, "percent"),
        ("RFM bins", "RfmBins", 5, "whole"),
        ("RFM rule", "RfmRule", "quantile", "right"),
    )
    for row, (label, name, value, style) in enumerate(options, start=19):
        sheet.write(f"D{row}", label)
        sheet.write(f"E{row}", value, book.style(style, "input"))
        book.name(name, f"Policy!$E${row}")
    book.choice(
        sheet,
        "E22",
        ("quantile", "r", "rank"),
        "quantile: equal values, equal score; r: as the R package rfm; rank: by rank.",
    )


def _policy_segments(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A25", "RFM segments: the first row that fits wins", 7)
    book.headers(sheet, "A26", ("Segment", "R from", "R to", "F from", "F to", "M from", "M to"), height=20)
    for row, (name, *limits) in enumerate(SEGMENTS, start=27):
        sheet.write(f"A{row}", name, book.style("input"))
        for column, limit in zip("BCDEFG", limits, strict=True):
            sheet.write(f"{column}{row}", limit, book.style("whole", "input", "center"))
    book.name("Segments", f"Policy!$A$27:$G${26 + len(SEGMENTS)}")


def _policy_margins(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A37", "Margin by category and channel (finance, standard rates)", 7)
    book.headers(sheet, "A38", ("Category", *CHANNELS), height=20)
    book.column(sheet, "A39", CATEGORIES)
    for row, rates in enumerate(MARGINS, start=39):
        for column, rate in zip("BCDEF", rates, strict=True):
            sheet.write(f"{column}{row}", rate, book.style("percent", "input"))
    book.name("MarginRates", "Policy!$B$39:$F$43")
    book.name("MarginCategories", "Policy!$A$39:$A$43")
    book.name("MarginChannels", "Policy!$B$38:$F$38")


def customers_sheet(book: Book, people: Sequence[Customer]) -> None:
    """One row a customer: needs, measures, fit, grade with the reason, bands, classes, segment."""
    widths = (11, 12, 12, 15, 14, 12, 9, 9, 9, 8, 22, 11, 60, 8, 7, 9, 5, 5, 5, 16)
    sheet = book.sheet("Customers", widths)
    last = FIRST - 1 + len(people)
    book.heading(
        sheet,
        f"Customers {YEAR}",
        "One call a column: fit, grade, reason, credit band, ABC class and segment spill over all rows.",
    )
    groups = (
        ("A5:C5", "Customer"),
        ("D5:E5", "Needs"),
        ("F5:I5", "Measures"),
        ("J5:K5", "Fit"),
        ("L5:M5", "Grade"),
        ("P5:T5", "RFM"),
    )
    for cells, text in groups:
        sheet.merge_range(cells, text, book.style("header"))
    heads = (
        "customer",
        "segment",
        "country",
        "main_category",
        "largest_request",
        "volume",
        "orders",
        "margin",
        "credit",
        "fit",
        "needs that fail",
        "grade",
        "why",
        "credit band",
        "ABC",
        "days",
        "R",
        "F",
        "M",
        "segment",
    )
    book.headers(sheet, f"A{FIRST - 1}", heads)
    book.column(sheet, f"A{FIRST}", [customer.customer_id for customer in people])
    book.column(sheet, f"B{FIRST}", [customer.segment for customer in people])
    book.column(sheet, f"C{FIRST}", [customer.country for customer in people])
    book.column(sheet, f"D{FIRST}", [customer.main_category for customer in people])
    book.column(sheet, f"E{FIRST}", [customer.largest_request for customer in people], "money")
    _measures(book, sheet, len(people))
    _judgements(book, sheet, last)
    _recency(book, sheet, len(people))
    _customer_marks(book, sheet, last)


def _measures(book: Book, sheet: Worksheet, count: int) -> None:
    mine = 'Orders[customer_id],$A{r},Orders[order_date],"<="&AsOf'
    book.fill_down(sheet, f"F{FIRST}", count, f"=SUMIFS(Orders[amount],{mine})", "money")
    book.fill_down(sheet, f"G{FIRST}", count, f"=COUNTIFS({mine})", "money")
    profit = f"SUMIFS(Orders[profit],{mine})"
    book.fill_down(sheet, f"H{FIRST}", count, f'=IF(F{{r}}=0,"",ROUND({profit}/F{{r}},4))', "percent")
    back = 'COUNTIFS(Returns[customer_id],$A{r},Returns[order_date],"<="&AsOf)'
    book.fill_down(
        sheet, f"I{FIRST}", count, f'=IF(G{{r}}=0,"",ROUND(100*G{{r}}/(G{{r}}+{back}),0))', "money"
    )


def _judgements(book: Book, sheet: Worksheet, last: int) -> None:
    def rows(column: str) -> str:
        return f"{column}{FIRST}:{column}{last}"

    measures = f"{rows('J')},{rows('F')},{rows('G')},{rows('H')},{rows('I')}"
    book.spill(sheet, f"J{FIRST}:K{last}", f"=XL.FIT(D{FIRST - 1}:E{last},Capability)")
    book.spill(sheet, rows("L"), f"=XL.GRADE({measures},KeyThresholds,GradeLabels)", "center")
    book.spill(sheet, rows("M"), f"=XL.GRADE_WHY({measures},KeyThresholds,GradeLabels)")
    book.spill(sheet, rows("N"), f"=XL.BANDS({rows('I')},CreditBands)", "center")
    book.spill(sheet, rows("O"), f"=XL.ABC({rows('F')},Policy!E19:E20)", "center")
    book.spill(sheet, rows("T"), f"=XL.RFM_SEGMENT({rows('Q')},{rows('R')},{rows('S')},Segments)")


def _recency(book: Book, sheet: Worksheet, count: int) -> None:
    end = 5 + count
    for column, source in (("P", "B"), ("Q", "E"), ("R", "F"), ("S", "G")):
        line = f'=IFERROR(INDEX(RFM!${source}$6:${source}${end},MATCH($A{{r}},RFM!$A$6:$A${end},0)),"")'
        book.fill_down(sheet, f"{column}{FIRST}", count, line, "whole", "center")


def _customer_marks(book: Book, sheet: Worksheet, last: int) -> None:
    for label, background, colour in (
        ("key", "#D9EAD3", "#2E7D32"),
        ("potential", "#F8D7DA", "#C62828"),
        ("ungraded", "#E7E6E6", "#7F7F7F"),
    ):
        style = book.workbook.add_format({"bg_color": background, "font_color": colour})
        sheet.conditional_format(
            f"L{FIRST}:L{last}", {"type": "cell", "criteria": "==", "value": f'"{label}"', "format": style}
        )
    book.bars(sheet, f"F{FIRST}:F{last}")
    sheet.conditional_format(
        f"Q{FIRST}:S{last}",
        {"type": "3_color_scale", "min_color": "#F8CBAD", "mid_color": "#FFFFFF", "max_color": "#A9D08E"},
    )
    book.comment(
        sheet,
        "E6",
        "Largest quantity asked for in one order, refused ones included; blank where the request was incomplete.",
    )
    book.comment(sheet, "I6", "Orders neither returned nor cancelled, of all orders, times 100.")
    sheet.autofilter(f"A{FIRST - 1}:T{last}")
    sheet.freeze_panes(FIRST - 1, 1)
    sheet.repeat_rows(FIRST - 2)


def rfm_sheet(book: Book, count: int) -> None:
    """Recency, frequency and monetary value of every customer: one call over all orders."""
    sheet = book.sheet("RFM", (12, 13, 9, 14, 6, 6, 6, 8), "#7F7F7F")
    book.heading(sheet, "RFM", "One call over the order table; it brings its own header row.")
    call = (
        "=XL.RFM(Orders[customer_id],Orders[order_date],Orders[amount],AsOf,RfmBins,RfmRule,Orders[order_no])"
    )
    book.spill(sheet, f"A5:H{5 + count}", call)
    amounts = f"D6:D{5 + count}"
    sheet.set_column("D:D", 14, book.style("cents"))
    sheet.write("J5", "Customers", book.style("bold"))
    book.formula(sheet, "K5", f"=COUNT(B6:B{5 + count})", "money")
    sheet.write("J6", "Amount", book.style("bold"))
    book.formula(sheet, "K6", f"=SUM({amounts})", "money")
    sheet.write("J7", "Orders table", book.style("bold"))
    book.formula(sheet, "K7", '=SUMIFS(Orders[amount],Orders[order_date],"<="&AsOf)', "money")
    sheet.write("J8", "Difference", book.style("bold"))
    book.formula(sheet, "K8", "=ROUND(K6-K7,2)", "cents")
    sheet.set_column("J:K", 14)
    sheet.freeze_panes(5, 1)
    sheet.repeat_rows(4)


def orders_sheet(book: Book, sold: Sequence[Order]) -> None:
    """The year's orders as a table, with the profit at standard margins."""
    sheet = book.sheet("Orders", (10, 12, 12, 15, 14, 9, 10, 12, 12), "#7F7F7F")
    heads = (
        "order_no",
        "customer_id",
        "order_date",
        "category",
        "channel",
        "quantity",
        "price",
        "amount",
        "profit",
    )
    last = 1 + len(sold)
    columns = [{"header": head} for head in heads]
    columns[-1]["formula"] = _profit_formula()
    sheet.add_table(f"A1:I{last}", {"name": "Orders", "style": "Table Style Light 1", "columns": columns})
    day, cents = book.style("date"), book.style("cents")
    for row, order in enumerate(sold, start=1):
        sheet.write_string(row, 0, f"S{row:05d}")
        sheet.write_string(row, 1, order.customer_id)
        sheet.write_datetime(row, 2, _day(order), day)
        sheet.write_string(row, 3, order.product_category)
        sheet.write_string(row, 4, order.sales_channel)
        sheet.write_number(row, 5, order.quantity)
        sheet.write_number(row, 6, order.price, cents)
        sheet.write_number(row, 7, order.revenue, cents)
    book.fill_down(sheet, "I2", len(sold), _profit_formula(), "cents")
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _profit_formula() -> str:
    def here(column: str) -> str:
        return f"Orders[[#This Row],[{column}]]"

    rate = f"INDEX(MarginRates,MATCH({here('category')},MarginCategories,0),MATCH({here('channel')},MarginChannels,0))"
    return f"=ROUND({here('amount')}*{rate},2)"


def returns_sheet(book: Book, returned: Sequence[Order]) -> None:
    """Orders returned or cancelled in the year."""
    sheet = book.sheet("Returns", (10, 12, 12, 12, 12), "#7F7F7F")
    heads = ("order_no", "customer_id", "order_date", "status", "amount")
    sheet.add_table(
        f"A1:E{1 + len(returned)}",
        {"name": "Returns", "style": "Table Style Light 1", "columns": [{"header": head} for head in heads]},
    )
    for row, order in enumerate(returned, start=1):
        sheet.write_string(row, 0, f"R{row:05d}")
        sheet.write_string(row, 1, order.customer_id)
        sheet.write_datetime(row, 2, _day(order), book.style("date"))
        sheet.write_string(row, 3, order.status)
        sheet.write_number(row, 4, order.revenue, book.style("cents"))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _day(order: Order) -> date:
    assert order.timestamp is not None
    return order.timestamp.date()


def notes_sheet(book: Book) -> None:
    """Where the numbers come from and what was assumed."""
    sheet = book.sheet("Notes", (110,), "#7F7F7F")
    book.heading(sheet, "Notes", "Sources and decisions")
    lines = (
        "Orders: rows of global_sales (Python package pointblank, MIT licence, Posit Software, PBC) dated 2023, with a customer and a quantity of 100 or less.",
        "Orders holds the rows that are sales, Returns the returned and cancelled ones.",
        "Largest request: the customer's largest quantity of the year, implausible and refused ones included; unknown where its row lacks the city or the product.",
        "Margins by category and channel, thresholds and capability are invented.",
        "Credit stands in for payment behaviour: the share of a customer's orders that was neither returned nor cancelled.",
    )
    book.column(sheet, "A4", lines, "wrap")
