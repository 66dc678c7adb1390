"""Sheet Statement: what one person was paid, tier by tier and deal by deal."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.incentives.large_deals import Deal, most_lines, tiers_used
from recipes.incentives.layout import deal_column, payee_column

PICKED = "Hugo Laurent"
LINES_FIRST = 24
SUMMARY = (
    ("Quota 配额", "B", "money"),
    ("Credited sales 业绩", "G", "cents"),
    ("Attainment 完成率", "H", "percent"),
    ("Commission 提成", "I", "cents"),
    ("Bonus 季度奖金", "T", "cents"),
    ("Earnings 合计", "U", "cents"),
)
STEP_HEADS = ("From 起", "To 止", "Rate 比例", "Amount in tier 档内业绩", "Payout 提成")
LINE_HEADS = (
    "No 序号",
    "Deal 单号",
    "Date 日期",
    "Kind 类型",
    "Customer 客户",
    "Amount 金额",
    "Credited 计入业绩",
    "Commission 提成",
)
LINE_COLUMNS = (
    ("B", "A", "left"),
    ("C", "B", "date"),
    ("D", "D", "center"),
    ("E", "E", "left"),
    ("F", "K", "cents"),
    ("G", "O", "cents"),
    ("H", "R", "cents"),
)


def statement_sheet(book: Book, deals: Sequence[Deal]) -> None:
    """Write the statement of the payee in the yellow cell."""
    sheet = book.sheet("Statement", (12, 14, 14, 16, 16, 15, 16, 16))
    about = "Choose a payee in the yellow cell: tiers, deals and sums follow."
    book.heading(sheet, "Commission statement 提成明细单", about, "zh")
    sheet.write("A4", "Payee 领取人", book.style("bold", "zh"))
    sheet.write("C4", PICKED, book.style("input", "bold"))
    people = {"validate": "list", "source": f"={payee_column('A')}"}
    sheet.data_validation("C4", {**people, "input_message": "Choose a payee."})
    book.comment(sheet, "C4", "The names come from Payees. Print one page a person.")
    book.name("StatementPayee", "Statement!$C$4")
    _summary(book, sheet, len(deals))
    _steps(book, sheet, tiers_used(deals, PICKED))
    _lines(book, sheet, len(deals), most_lines(deals) + 4)
    sheet.freeze_panes(4, 0)
    sheet.set_portrait()


def _summary(book: Book, sheet: Worksheet, deals: int) -> None:
    for row, (label, column, style) in enumerate(SUMMARY, start=5):
        sheet.write(f"A{row}", label, book.style("zh"))
        text = f"=INDEX({payee_column(column)},MATCH(StatementPayee,{payee_column('A')},0))"
        book.formula(sheet, f"C{row}", text, style)
    sheet.write("E4", "Lines 单数", book.style("zh"))
    book.formula(sheet, "F4", f"=MAX({deal_column('S', deals)})", "whole")
    sheet.write("E5", "Rank 排名", book.style("zh"))
    book.formula(
        sheet, "F5", f"=INDEX({payee_column('V')},MATCH(StatementPayee,{payee_column('A')},0))", "whole"
    )
    book.traffic_light(sheet, "C7")


def _steps(book: Book, sheet: Worksheet, used: int) -> None:
    book.section(sheet, "A12", "How the commission comes about 计算过程", 8, "zh")
    book.headers(sheet, "A13", STEP_HEADS, "zh")
    steps = "=XL.COMMISSION_STEPS(C6,Tiers,CommissionMode,0,TierBoundary,PayUnit,C5)"
    book.blanks(sheet, "A14:E18", "cents")
    book.spill(sheet, f"A14:E{13 + used}", steps, "cents")
    book.blanks(sheet, f"C14:C{13 + used}", "percent", "ours")
    book.blanks(sheet, f"C{14 + used}:C18", "percent")
    book.blanks(sheet, "A19:E19", "total")
    sheet.write("A19", "Sum 合计", book.style("total", "zh"))
    book.sums(sheet, 19, "DE", 14, 18, "cents")
    sheet.write("A20", "Difference to the commission above 差异", book.style("zh", "subtitle"))
    book.formula(sheet, "E20", "=ROUND(E19-C8,2)", "cents")
    book.mark(sheet, "E20", "ABS(E20)>=0.005", "bad")


def _lines(book: Book, sheet: Worksheet, deals: int, count: int) -> None:
    first, total = LINES_FIRST, LINES_FIRST + count
    book.section(sheet, f"A{first - 2}", "Deals 业绩明细", 8, "zh")
    book.headers(sheet, f"A{first - 1}", LINE_HEADS, "zh")
    book.formula(sheet, f"A{first}", '=IF($F$4>0,1,"")', "whole", "center")
    for row in range(first + 1, total):
        following = f'=IF(A{row - 1}="","",IF(A{row - 1}<$F$4,A{row - 1}+1,""))'
        book.formula(sheet, f"A{row}", following, "whole", "center")
    place = f"MATCH($A{{r}},{deal_column('S', deals)},0)"
    for column, source, style in LINE_COLUMNS:
        text = f'=IF($A{{r}}="","",INDEX({deal_column(source, deals)},{place}))'
        book.fill_down(sheet, f"{column}{first}", count, text, style)
    book.blanks(sheet, f"A{total}:H{total}", "total")
    sheet.write(f"A{total}", "Sum 合计", book.style("total", "zh"))
    book.sums(sheet, total, "FGH", first, total - 1, "cents")
    for column, text in (("A", "Prepared 制表："), ("D", "Reviewed 审核："), ("G", "Approved 批准：")):
        sheet.write(f"{column}{total + 3}", text, book.style("zh", "bold"))
    sheet.print_area(f"A1:H{total + 3}")
    sheet.fit_to_pages(1, 1)
