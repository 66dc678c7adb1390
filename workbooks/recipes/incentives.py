"""incentives.xlsm: a year of large deals, what they earn, why, and the appraisal beside it.

The calls stand as VBA functions in the workbook leave them (``XLSALES_…``).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from recipes.house_style import NAVY, Book
from recipes.orders import Order, in_year
from recipes.people import OWNER_OF, ROSTER

PREFIX = "XLSALES_"
VBA_PROJECT = Path(__file__).parents[1] / "data" / "vbaProject.bin"
PLAN_YEAR, LARGE_DEAL, REFUND_AFTER = 2023, 3_500, timedelta(days=30)
TIERS = ((0, 0.03), (0.8, 0.05), (1, 0.07), (1.2, 0.1))
CURVE = ((0.7, 0.5), (1, 1), (1.3, 2))
CHANNEL_SHARES = (("Online", 0.9), ("Phone", 1.0), ("In-store", 1.0), ("Partner", 0.7), ("Distributor", 0.8))
MANAGER_RATING = (88, 76, 91, 70, 85, None, 79, 93, 66, 82, 74, 87, 90, 81, 77, 68, 95)
PICKED = "Hugo Laurent"
COUNT = len(ROSTER)
FIRST, LAST = 8, 7 + COUNT


class Deal(NamedTuple):
    """A line of the deal list; a refund is a line of its own with a negative amount."""

    number: str
    day: date
    kind: str
    customer_id: str
    city: str
    sales_channel: str
    product_category: str
    salesperson: str
    amount: float


def large_deals(orders: Sequence[Order]) -> list[Deal]:
    """Return the year's large deals by day; a returned one comes back 30 days later."""
    lines = []
    for number, order in enumerate(in_year(orders, PLAN_YEAR), start=1):
        assert order.timestamp is not None
        owner = OWNER_OF.get(order.city)
        if owner is None or order.revenue < LARGE_DEAL or order.quantity > 100 or order.status == "cancelled":
            continue
        sale = Deal(
            f"D{number:05d}",
            order.timestamp.date(),
            "sale",
            order.customer_id,
            order.city,
            order.sales_channel,
            order.product_category,
            owner,
            order.revenue,
        )
        lines.append(sale)
        back = sale.day + REFUND_AFTER
        if order.status == "returned" and back.year == PLAN_YEAR:
            lines.append(sale._replace(day=back, kind="refund", amount=-sale.amount))
    return sorted(lines, key=lambda deal: (deal.day, deal.number))


def build_incentives(path: Path, orders: Sequence[Order]) -> None:
    """Write the incentive workbook over the large deals among the raw orders."""
    deals = large_deals(orders)
    with Book(path, "Incentives", PREFIX) as book:
        book.workbook.add_vba_project(str(VBA_PROJECT))
        book.workbook.set_vba_name("ThisWorkbook")
        plan_sheet(book)
        payees_sheet(book, deals)
        statement_sheet(book, deals)
        scorecard_sheet(book, deals)
        deals_sheet(book, deals)
        notes_sheet(book)


def plan_sheet(book: Book) -> None:
    """The incentive plan: options, tiers with their check, bonus curve, credit shares."""
    sheet = book.sheet("Plan", (30, 14, 14, 14, 4, 26, 12, 12, 12, 12))
    book.heading(
        sheet,
        f"Incentive plan {PLAN_YEAR}",
        "Yellow cells are inputs. Green cells come from XLSALES functions.",
    )
    _plan_options(book, sheet)
    _plan_tiers(book, sheet)
    _plan_curve(book, sheet)
    _plan_credit(book, sheet)
    sheet.freeze_panes(2, 0)


def _plan_options(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A4", "Options", 4)
    options = (
        ("CommissionMode", "Commission mode", "marginal", "right"),
        ("TierBoundary", "Amount on a bound belongs to", "lower", "right"),
        ("PayUnit", "Smallest amount paid", 0.01, "cents"),
        ("QuarterBonus", "Target bonus a quarter", 1_500, "money"),
        ("BelowCurve", "Below the first knot", "zero", "right"),
        ("AboveCurve", "Above the last knot", "cap", "right"),
    )
    for row, (name, label, value, style) in enumerate(options, start=5):
        sheet.write(f"A{row}", label)
        sheet.write(f"B{row}", value, book.style(style, "input"))
        book.name(name, f"Plan!$B${row}")
    book.choice(
        sheet,
        "B5",
        ("marginal", "whole"),
        "marginal: each slice at its own rate; whole: the reached rate on everything.",
    )
    book.choice(
        sheet, "B6", ("lower", "upper"), "lower: an amount equal to a bound earns the upper tier's rate."
    )
    book.choice(sheet, "B9", ("zero", "first", "extend"), "What an attainment below the first knot pays.")
    book.choice(sheet, "B10", ("cap", "extend"), "What an attainment above the last knot pays.")
    book.comment(
        sheet,
        "B5",
        "marginal 超额累进, whole 全额累进. With whole, reaching a bound re-rates the whole year.",
    )
    book.comment(
        sheet,
        "B6",
        "lower 含下限 (>=), upper 含上限 (>). Matters with whole only: marginal pay is continuous.",
    )


def _plan_tiers(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A13", "Commission tiers", 4)
    book.headers(sheet, "A14", ("Tier", "From, times quota", "Rate", "For a quota of 100,000"))
    first, last = 15, 14 + len(TIERS)
    book.column(sheet, f"A{first}", ("base", "near quota", "accelerator 1", "accelerator 2"))
    book.column(sheet, f"B{first}", [bound for bound, _ in TIERS], "percent", "input")
    book.column(sheet, f"C{first}", [rate for _, rate in TIERS], "percent", "input")
    book.fill_down(sheet, f"D{first}", len(TIERS), "=B{r}*100000", "money")
    book.name("Tiers", f"Plan!$B${first}:$C${last}")
    sheet.write(f"A{last + 2}", "Check of the tiers", book.style("bold"))
    book.spill(sheet, f"B{last + 2}", "=XL.TIERS_CHECK(Tiers)")
    sheet.write(f"A{last + 3}", "100,000 sold at that quota pays")
    book.spill(
        sheet,
        f"B{last + 3}",
        "=XL.COMMISSION(100000,Tiers,CommissionMode,0,TierBoundary,PayUnit,100000)",
        "cents",
    )
    sheet.write(f"A{last + 4}", "130,000 sold at that quota pays")
    book.spill(
        sheet,
        f"B{last + 4}",
        "=XL.COMMISSION(130000,Tiers,CommissionMode,0,TierBoundary,PayUnit,100000)",
        "cents",
    )
    book.comment(
        sheet,
        "B15",
        "Lower bound as a multiple of the yearly quota; bounds must rise. The check below says what is wrong.",
    )


def _plan_curve(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "F4", "Quarterly bonus curve", 5)
    book.headers(sheet, "F5", ("Knot", "Attainment", "Share of target bonus"))
    book.column(sheet, "F6", ("threshold", "target", "excellence"))
    book.column(sheet, "G6", [attainment for attainment, _ in CURVE], "percent", "input")
    book.column(sheet, "H6", [share for _, share in CURVE], "percent", "input")
    book.name("BonusCurve", "Plan!$G$6:$H$8")
    book.headers(sheet, "F14", ("What the curve pays", "Attainment", "Share", "Bonus"))
    steps = [0.6 + 0.1 * step for step in range(9)]
    book.column(sheet, "G15", [round(step, 1) for step in steps], "percent")
    book.spill(sheet, "H15:H23", "=XL.PAYOUT_CURVE(G15:G23,BonusCurve,BelowCurve,AboveCurve)", "percent")
    book.fill_down(sheet, "I15", 9, "=ROUND(H{r}*QuarterBonus,2)", "cents")
    chart = book.workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    chart.add_series(
        {
            "name": "Bonus",
            "categories": "=Plan!$G$15:$G$23",
            "values": "=Plan!$I$15:$I$23",
            "line": {"color": NAVY},
            "marker": {"type": "circle", "fill": {"color": NAVY}},
        }
    )
    chart.set_title({"name": "Bonus by attainment", "name_font": {"size": 12, "color": NAVY}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"min": 0.5, "max": 1.5, "num_format": "0%"})
    chart.set_y_axis(
        {"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}}}
    )
    chart.set_size({"width": 520, "height": 260})
    sheet.insert_chart("F26", chart)


def _plan_credit(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A25", "Credit by channel", 4)
    book.headers(sheet, "A26", ("Channel", "Owner", "Channel manager", "Sum"))
    book.column(sheet, "A27", [channel for channel, _ in CHANNEL_SHARES])
    book.column(sheet, "B27", [share for _, share in CHANNEL_SHARES], "percent", "input")
    book.fill_down(sheet, "C27", len(CHANNEL_SHARES), "=1-B{r}", "percent")
    book.fill_down(sheet, "D27", len(CHANNEL_SHARES), "=B{r}+C{r}", "percent")
    book.comment(
        sheet,
        "B30",
        "Partner deals are won together with the channel manager, who gets the rest of the credit.",
    )
    sheet.data_validation(
        "B27:B31",
        {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 1,
            "error_message": "A share between 0 % and 100 %.",
        },
    )


def payees_sheet(book: Book, deals: Sequence[Deal]) -> None:
    """Everything a person earns: credited sales, attainment, commission, quarterly bonus."""
    sheet = book.sheet("Payees", (18, 11, *[11] * 5, 11, 13, 13, 9, *[10] * 4, *[9] * 4, 11, 12, 7))
    book.heading(
        sheet,
        "Earnings by payee",
        "Commission runs deal by deal on Deals; here it is computed once more from the yearly sum and must agree.",
    )
    _payee_headings(book, sheet)
    last_deal = 5 + len(deals)
    owner, day, credit = (
        f"Deals!$H$6:$H${last_deal}",
        f"Deals!$C$6:$C${last_deal}",
        f"Deals!$O$6:$O${last_deal}",
    )
    paid = f"Deals!$R$6:$R${last_deal}"
    book.column(sheet, f"A{FIRST}", [person.name for person in ROSTER])
    book.column(sheet, f"B{FIRST}", [person.quota for person in ROSTER], "money", "input")
    for quarter, column in enumerate("CDEF", start=1):
        book.fill_down(
            sheet, f"{column}{FIRST}", COUNT, f"=SUMIFS({credit},{owner},$A{{r}},{day},{quarter})", "money"
        )
    book.fill_down(sheet, f"G{FIRST}", COUNT, "=SUM(C{r}:F{r})", "money", "bold")
    book.spill(sheet, f"H{FIRST}:H{LAST}", f"=XL.ATTAINMENT(G{FIRST}:G{LAST},B{FIRST}:B{LAST})", "percent")
    book.fill_down(sheet, f"I{FIRST}", COUNT, f"=SUMIFS({paid},{owner},$A{{r}})", "cents")
    once = f"=XL.COMMISSION(G{FIRST}:G{LAST},Tiers,CommissionMode,0,TierBoundary,PayUnit,B{FIRST}:B{LAST})"
    book.spill(sheet, f"J{FIRST}:J{LAST}", once, "cents")
    book.fill_down(sheet, f"K{FIRST}", COUNT, "=ROUND(I{r}-J{r},2)", "cents")
    book.spill(
        sheet,
        f"L{FIRST}:O{LAST}",
        f"=XL.ATTAINMENT(C{FIRST}:F{LAST},P{FIRST - 4}*B{FIRST}:B{LAST})",
        "percent",
    )
    book.spill(
        sheet,
        f"P{FIRST}:S{LAST}",
        f"=XL.PAYOUT_CURVE(L{FIRST}:O{LAST},BonusCurve,BelowCurve,AboveCurve)",
        "percent",
    )
    book.fill_down(sheet, f"T{FIRST}", COUNT, "=ROUND(SUM(P{r}:S{r})*QuarterBonus,2)", "cents")
    book.fill_down(sheet, f"U{FIRST}", COUNT, "=I{r}+T{r}", "cents", "bold")
    book.fill_down(sheet, f"V{FIRST}", COUNT, f"=RANK(U{{r}},U${FIRST}:U${LAST})", "whole", "center")
    _payee_totals(book, sheet)
    _payee_marks(book, sheet)


def _payee_headings(book: Book, sheet: Worksheet) -> None:
    sheet.write("N4", "Quarter's part of the quota", book.style("right"))
    sheet.write("P4", 0.25, book.style("percent", "input"))
    groups = (
        ("C6:G6", "Credited sales"),
        ("I6:K6", "Commission"),
        ("L6:O6", "Attainment by quarter"),
        ("P6:S6", "Share of target bonus"),
    )
    for cells, text in groups:
        sheet.merge_range(cells, text, book.style("header"))
    heads = (
        "Payee",
        "Quota",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "Year",
        "Attain-\nment",
        "deal by deal",
        "from the year",
        "differ-\nence",
        *("Q1", "Q2", "Q3", "Q4") * 2,
        "Bonus",
        "Earnings",
        "Rank",
    )
    book.headers(sheet, "A7", heads)
    book.comment(sheet, "B7", "Yearly quota for large deals; input of the sales directors.")
    book.comment(sheet, "P4", "Quarterly quota as a part of the yearly one.")


def _payee_totals(book: Book, sheet: Worksheet) -> None:
    total = LAST + 1
    sheet.write(f"A{total}", "All payees", book.style("total"))
    for column in "BCDEFG":
        book.formula(sheet, f"{column}{total}", f"=SUM({column}{FIRST}:{column}{LAST})", "money", "total")
    for column in "IJKTU":
        book.formula(sheet, f"{column}{total}", f"=SUM({column}{FIRST}:{column}{LAST})", "cents", "total")
    for column in "LMNOPQRSV":
        sheet.write_blank(f"{column}{total}", None, book.style("total"))
    book.spill(sheet, f"H{total}", f"=XL.ATTAINMENT(G{total},B{total})", "percent", "total")
    sheet.write(f"A{total + 1}", "Commission of credited sales", book.style("subtitle"))
    book.formula(sheet, f"I{total + 1}", f"=IF(G{total}=0,0,I{total}/G{total})", "percent")
    sheet.write(f"A{total + 2}", "Payees above quota", book.style("subtitle"))
    book.formula(sheet, f"I{total + 2}", f'=COUNTIF(H{FIRST}:H{LAST},">=1")', "whole")


def _payee_marks(book: Book, sheet: Worksheet) -> None:
    book.traffic_light(sheet, f"H{FIRST}:H{LAST + 1}")
    book.traffic_light(sheet, f"L{FIRST}:O{LAST}", low=0.7)
    book.bars(sheet, f"U{FIRST}:U{LAST}")
    alarm = book.workbook.add_format({"bg_color": "#F8D7DA", "font_color": "#C62828", "bold": True})
    sheet.conditional_format(
        f"K{FIRST}:K{LAST}", {"type": "formula", "criteria": f"=ABS(K{FIRST})>=0.005", "format": alarm}
    )
    sheet.freeze_panes(7, 1)
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for column, label, colour in (("I", "Commission", NAVY), ("T", "Bonus", "#ED7D31")):
        chart.add_series(
            {
                "name": label,
                "categories": f"=Payees!$A${FIRST}:$A${LAST}",
                "values": f"=Payees!${column}${FIRST}:${column}${LAST}",
                "fill": {"color": colour},
                "gap": 40,
            }
        )
    chart.set_title({"name": "Earnings by payee", "name_font": {"size": 12, "color": NAVY}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis(
        {"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}}}
    )
    chart.set_size({"width": 760, "height": 400})
    sheet.insert_chart(f"A{LAST + 5}", chart)


def statement_sheet(book: Book, deals: Sequence[Deal]) -> None:
    """One person's statement: what was paid, tier by tier, deal by deal."""
    sheet = book.sheet("Statement", (12, 14, 12, 16, 18, 16, 16, 16))
    sheet.set_portrait()
    book.heading(
        sheet,
        "Commission statement 提成明细单",
        "Choose a payee in the yellow cell; the tiers, the deals and the sums follow.",
        "zh",
    )
    sheet.write("A4", "Payee 领取人", book.style("bold", "zh"))
    sheet.write("C4", PICKED, book.style("input", "bold"))
    sheet.data_validation(
        "C4",
        {"validate": "list", "source": f"=Payees!$A${FIRST}:$A${LAST}", "input_message": "Choose a payee."},
    )
    book.name("StatementPayee", "Statement!$C$4")
    _statement_summary(book, sheet)
    _statement_steps(book, sheet, deals)
    _statement_lines(book, sheet, deals)
    book.comment(sheet, "C4", "The list comes from Payees. Print one page a person.")


def _statement_summary(book: Book, sheet: Worksheet) -> None:
    lines = (
        ("Quota 配额", "B", "money"),
        ("Credited sales 业绩", "G", "cents"),
        ("Attainment 完成率", "H", "percent"),
        ("Commission 提成", "I", "cents"),
        ("Bonus 季度奖金", "T", "cents"),
        ("Earnings 合计", "U", "cents"),
    )
    for row, (label, column, style) in enumerate(lines, start=5):
        sheet.write(f"A{row}", label, book.style("zh"))
        lookup = f"=INDEX(Payees!${column}${FIRST}:${column}${LAST},MATCH(StatementPayee,Payees!$A${FIRST}:$A${LAST},0))"
        book.formula(sheet, f"C{row}", lookup, style, *(["bold"] if row == 10 else []))
    book.traffic_light(sheet, "C7")


def _statement_steps(book: Book, sheet: Worksheet, deals: Sequence[Deal]) -> None:
    book.section(sheet, "A12", "How the commission comes about 计算过程", 8, "zh")
    book.headers(
        sheet, "A13", ("From 起", "To 止", "Rate 比例", "Amount in tier 档内业绩", "Payout 提成"), "zh"
    )
    last = 13 + tiers_used(deals, PICKED)
    steps = "=XL.COMMISSION_STEPS(C6,Tiers,CommissionMode,0,TierBoundary,PayUnit,C5)"
    book.spill(sheet, f"A14:E{last}", steps, "cents")
    sheet.write("A19", "Sum 合计", book.style("total", "zh"))
    for column in "BC":
        sheet.write_blank(f"{column}19", None, book.style("total"))
    book.formula(sheet, "D19", "=SUM(D14:D18)", "cents", "total")
    book.formula(sheet, "E19", "=SUM(E14:E18)", "cents", "total")
    sheet.write("F19", "Difference to the commission above 差异", book.style("right", "zh"))
    book.formula(sheet, "H19", "=ROUND(E19-C8,2)", "cents", "total")


def _statement_lines(book: Book, sheet: Worksheet, deals: Sequence[Deal]) -> None:
    book.section(sheet, "A21", "Deals 业绩明细", 8, "zh")
    heads = (
        "No 序号",
        "Deal 单号",
        "Date 日期",
        "Kind 类型",
        "Customer 客户",
        "Amount 金额",
        "Credited 计入业绩",
        "Commission 提成",
    )
    book.headers(sheet, "A22", heads, "zh")
    last_deal = 5 + len(deals)
    sheet.write("F4", "Deals of the payee 单数", book.style("zh", "right"))
    book.formula(sheet, "H4", f"=MAX(Deals!$S$6:$S${last_deal})", "whole")
    count = max(most_lines(deals), 1) + 5
    book.fill_down(sheet, "A23", count, '=IF(ROW()-22<=$H$4,ROW()-22,"")', "whole", "center")
    columns = (
        ("B", "A", "left"),
        ("C", "B", "date"),
        ("D", "D", "center"),
        ("E", "E", "left"),
        ("F", "K", "cents"),
        ("G", "O", "cents"),
        ("H", "R", "cents"),
    )
    for column, source, style in columns:
        line = f"INDEX(Deals!${source}$6:${source}${last_deal},MATCH($A{{r}},Deals!$S$6:$S${last_deal},0))"
        book.fill_down(sheet, f"{column}23", count, f'=IF($A{{r}}="","",{line})', style)
    total = 23 + count
    sheet.write(f"A{total}", "Sum 合计", book.style("total", "zh"))
    for column in "BCDE":
        sheet.write_blank(f"{column}{total}", None, book.style("total"))
    for column in "FGH":
        book.formula(sheet, f"{column}{total}", f"=SUM({column}23:{column}{total - 1})", "cents", "total")
    for column, text in (("A", "Prepared 制表"), ("D", "Reviewed 审核"), ("G", "Approved 批准")):
        sheet.write(f"{column}{total + 3}", text, book.style("zh", "bold"))
    sheet.freeze_panes(22, 0)
    sheet.print_area(f"A1:H{total + 3}")


def scorecard_sheet(book: Book, deals: Sequence[Deal]) -> None:
    """The yearly appraisal: weighted, capped scores, grades, and the forced distribution."""
    sheet = book.sheet("Scorecard", (20, 13, 13, 13, 13, 13, 11, 4, 12, 10, 11, 12, 12))
    book.heading(
        sheet,
        f"Appraisal {PLAN_YEAR}",
        "Four scores, weighted and capped; a missing rating leaves the result blank.",
    )
    book.headers(
        sheet, "A4", ("", "Attainment", "Deals kept", "Number of deals", "Manager's rating", "Score", "Grade")
    )
    sheet.write("A5", "Weight", book.style("bold"))
    sheet.write("A6", "Cap", book.style("bold"))
    for column, weight, cap in zip("BCDE", (0.5, 0.15, 0.15, 0.2), (120, 100, 120, 100), strict=True):
        sheet.write(f"{column}5", weight, book.style("percent", "input"))
        sheet.write(f"{column}6", cap, book.style("money", "input"))
    book.formula(sheet, "F5", "=SUM(B5:E5)", "percent")
    last_deal = 5 + len(deals)
    owner, kind = f"Deals!$H$6:$H${last_deal}", f"Deals!$D$6:$D${last_deal}"
    amount = f"Deals!$K$6:$K${last_deal}"
    book.fill_down(sheet, f"A{FIRST}", COUNT, "=Payees!A{r}")
    book.fill_down(sheet, f"B{FIRST}", COUNT, "=ROUND(Payees!H{r}*100,1)", "cents")
    sold = f'SUMIFS({amount},{owner},A{{r}},{kind},"sale")'
    book.fill_down(
        sheet,
        f"C{FIRST}",
        COUNT,
        f"=IF({sold}=0,0,ROUND(SUMIFS({amount},{owner},A{{r}})/{sold}*100,1))",
        "cents",
    )
    mean = f'COUNTIF({kind},"sale")/{COUNT}'
    book.fill_down(
        sheet, f"D{FIRST}", COUNT, f'=ROUND(COUNTIFS({owner},A{{r}},{kind},"sale")/({mean})*100,1)', "cents"
    )
    book.column(sheet, f"E{FIRST}", MANAGER_RATING, "whole", "input")
    book.spill(sheet, f"F{FIRST}:F{LAST}", f"=XL.SCORECARD(B5:E5,B{FIRST}:E{LAST},B6:E6)", "cents", "bold")
    book.spill(sheet, f"G{FIRST}:G{LAST}", f"=XL.BANDS(F{FIRST}:F{LAST},I8:J11)", "center")
    _scorecard_grades(book, sheet)
    book.bars(sheet, f"F{FIRST}:F{LAST}")
    book.comment(
        sheet, "E7", "Rating of the direct manager, 0 to 100. Blank while the interview is outstanding."
    )
    book.comment(sheet, "C4", "Sold amount less refunds, of the sold amount, times 100.")
    sheet.freeze_panes(7, 1)


def _scorecard_grades(book: Book, sheet: Worksheet) -> None:
    book.headers(sheet, "I7", ("From score", "Grade", "People", "Share", "At most"), height=20)
    book.column(sheet, "I8", (0, 70, 85, 95), "whole", "input")
    book.column(sheet, "J8", ("D", "C", "B", "A"), "input", "center")
    book.fill_down(sheet, "K8", 4, f"=COUNTIF(G${FIRST}:G${LAST},J{{r}})", "whole")
    book.fill_down(sheet, "L8", 4, "=IF(SUM(K$8:K$11)=0,0,K{r}/SUM(K$8:K$11))", "percent")
    book.column(sheet, "M8", (0.1, 1, 0.5, 0.2), "percent", "input")
    sheet.write("I12", "Rated", book.style("total"))
    sheet.write_blank("J12", None, book.style("total"))
    book.formula(sheet, "K12", "=SUM(K8:K11)", "whole", "total")
    book.formula(sheet, "L12", "=SUM(L8:L11)", "percent", "total")
    sheet.write_blank("M12", None, book.style("total"))
    alarm = book.workbook.add_format({"bg_color": "#F8D7DA", "font_color": "#C62828"})
    sheet.conditional_format("L8:L11", {"type": "formula", "criteria": "=L8>M8", "format": alarm})
    book.comment(
        sheet, "M7", "Forced distribution 强制分布: a share above this is marked red and must be explained."
    )
    chart = book.workbook.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "People",
            "categories": "=Scorecard!$J$8:$J$11",
            "values": "=Scorecard!$K$8:$K$11",
            "fill": {"color": NAVY},
            "gap": 60,
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": "People by grade", "name_font": {"size": 12, "color": NAVY}})
    chart.set_legend({"none": True})
    chart.set_size({"width": 420, "height": 240})
    sheet.insert_chart("I14", chart)


def deals_sheet(book: Book, deals: Sequence[Deal]) -> None:
    """The deal list as a table; beside it credit and running commission, one call each."""
    sheet = book.sheet(
        "Deals", (10, 12, 9, 9, 13, 15, 14, 18, 8, 11, 13, 10, 10, 3, 13, 13, 11, 13, 11), "#7F7F7F"
    )
    book.heading(
        sheet,
        f"Large deals {PLAN_YEAR}",
        f"Deals of {LARGE_DEAL:,} and more by day; a returned deal comes back as a refund 30 days later.",
    )
    heads = (
        "deal",
        "date",
        "quarter",
        "kind",
        "customer_id",
        "city",
        "sales_channel",
        "salesperson",
        "year",
        "category",
        "amount",
        "owner_share",
        "manager_share",
    )
    last = 5 + len(deals)
    sheet.add_table(
        f"A5:M{last}",
        {"name": "Deals", "style": "Table Style Light 9", "columns": [{"header": head} for head in heads]},
    )
    _deal_rows(book, sheet, deals)
    book.headers(
        sheet,
        "O5",
        ("Owner's credit", "Manager's credit", "Quota", "Commission", "Line of statement"),
        height=30,
    )
    book.spill(
        sheet,
        f"O6:P{last}",
        "=XL.CREDIT(Deals[amount],Deals[[owner_share]:[manager_share]],PayUnit)",
        "cents",
    )
    running = f"=XL.COMMISSION_RUNNING(O6:O{last},Tiers,CommissionMode,0,TierBoundary,PayUnit,Q6:Q{last},Deals[[salesperson]:[year]])"
    book.spill(sheet, f"R6:R{last}", running, "cents")
    quota = f"=INDEX(Payees!$B${FIRST}:$B${LAST},MATCH(H{{r}},Payees!$A${FIRST}:$A${LAST},0))"
    book.fill_down(sheet, "Q6", len(deals), quota, "money")
    for row in range(6, last + 1):
        before = "0" if row == 6 else f"S{row - 1}"
        book.formula(sheet, f"S{row}", f"={before}+IF(H{row}=StatementPayee,1,0)", "whole")
    book.formula(sheet, "O4", f"=SUM(O6:O{last})", "cents", "bold")
    book.formula(sheet, "P4", f"=SUM(P6:P{last})", "cents", "bold")
    book.formula(sheet, "R4", f"=SUM(R6:R{last})", "cents", "bold")
    book.formula(sheet, "K4", "=SUM(Deals[amount])", "cents", "bold")
    refund = book.workbook.add_format({"font_color": "#C62828"})
    sheet.conditional_format(
        f"A6:M{last}", {"type": "formula", "criteria": '=$D6="refund"', "format": refund}
    )
    sheet.freeze_panes(5, 1)
    sheet.repeat_rows(4)


def _deal_rows(book: Book, sheet: Worksheet, deals: Sequence[Deal]) -> None:
    book.column(sheet, "A6", [deal.number for deal in deals])
    book.column(sheet, "B6", [deal.day for deal in deals], "date")
    book.fill_down(sheet, "C6", len(deals), "=INT((MONTH(B{r})+2)/3)", "whole", "center")
    for column, field in (
        ("D", "kind"),
        ("E", "customer_id"),
        ("F", "city"),
        ("G", "sales_channel"),
        ("H", "salesperson"),
    ):
        book.column(sheet, f"{column}6", [getattr(deal, field) or None for deal in deals])
    book.fill_down(sheet, "I6", len(deals), "=YEAR(B{r})", "whole", "center")
    book.column(sheet, "J6", [deal.product_category for deal in deals])
    book.column(sheet, "K6", [deal.amount for deal in deals], "cents")
    share = "=VLOOKUP(Deals[[#This Row],[sales_channel]],Plan!$A$27:$C$31,{column},FALSE)"
    book.fill_down(sheet, "L6", len(deals), share.replace("{column}", "2"), "percent")
    book.fill_down(sheet, "M6", len(deals), share.replace("{column}", "3"), "percent")


def notes_sheet(book: Book) -> None:
    """Where the numbers come from and what was assumed."""
    sheet = book.sheet("Notes", (110,), "#7F7F7F")
    book.heading(sheet, "Notes", "Sources and decisions")
    lines = (
        "Deals: rows of global_sales (Python package pointblank, MIT licence, Posit Software, PBC) of 2023 with a city, a revenue of 3,500 or more and a quantity of 100 or less, not cancelled.",
        "The raw rows tell that a deal was returned, not when: the refund is booked 30 days later, and left out when that is in the next year.",
        "Sales people, quotas, ratings, rates and shares are invented.",
        "The commission accumulates through the year by payee: each deal is paid at the tiers that the year has reached by then; a refund goes back down the same tiers.",
        "The macro project of this workbook comes from the examples of XlsxWriter (BSD 2-Clause licence, John McNamara).",
    )
    book.column(sheet, "A4", lines, "wrap")


def tiers_used(deals: Sequence[Deal], payee: str) -> int:
    """Return how many tiers a payee's year reaches, which is how far the explanation spills."""
    shares = dict(CHANNEL_SHARES)
    credited = sum(
        round(deal.amount * shares[deal.sales_channel], 2) for deal in deals if deal.salesperson == payee
    )
    quota = next(person.quota for person in ROSTER if person.name == payee)
    return max(1, sum(credited > bound * quota for bound, _ in TIERS))


def most_lines(deals: Sequence[Deal]) -> int:
    """Return the largest number of deal lines that one payee has."""
    owners = [deal.salesperson for deal in deals]
    return max((owners.count(person.name) for person in ROSTER), default=0)
