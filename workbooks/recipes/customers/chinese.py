"""Sheet 客户分级: grades, reasons and what they are worth, in Chinese."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.customers.layout import FIRST, last_row
from recipes.places import COUNTRIES_ZH
from recipes.styles import CHINESE_RED

SHEET = "客户分级"
TOP = 17
BASIS = "单位：万元　口径：不含税净销售额，已剔除退货、取消及数量异常的订单"
RULE = "规则：暂不能满足需求为潜在客户；能满足为目标客户；采购额、频率、利润率、诚信度均达标为目标大客户。"
GRADES = ("潜在客户", "目标客户", "目标大客户", "待评级")
ADVICE = (
    "保持联系，跟踪需求变化，列入研发与工艺改进清单",
    "巩固供货，按缺口逐项提升",
    "专人负责，定期高层拜访",
    "补全客户资料后评级",
)
SUMMARY_HEADS = ("等级", "客户数", "客户占比", "销售额", "销售占比", "户均", "平均利润率", "策略")
DETAIL_HEADS = (
    "客户",
    "国家",
    "采购额",
    "采购次数",
    "利润率",
    "诚信分",
    "等级",
    "ABC",
    "RFM 细分",
    "评级说明：缺哪些条件，差距小者在前",
)
COPIED = (
    ("A", "A", "left"),
    ("D", "G", "money"),
    ("E", "H", "percent"),
    ("F", "I", "money"),
    ("H", "N", "center"),
    ("I", "S", "left"),
)


def chinese_sheet(book: Book, countries: Sequence[str]) -> None:
    """客户分级汇总与明细：等级、原因、分类；金额以万元表示。"""
    sheet = book.sheet(SHEET, (12, 11, 12, 12, 10, 10, 13, 8, 16, 110), CHINESE_RED)
    book.heading(sheet, "客户分级", BASIS, "zh")
    sheet.write("A3", RULE, book.style("subtitle", "zh"))
    bottom = TOP - 1 + len(countries)
    _summary(book, sheet, bottom)
    _details(book, sheet, countries, bottom)
    _grades(book, sheet, bottom)
    sheet.freeze_panes(TOP - 1, 1)
    sheet.repeat_rows(TOP - 2)
    sheet.set_paper(8)


def _summary(book: Book, sheet: Worksheet, bottom: int) -> None:
    book.section(sheet, "A5", "一、分级汇总", 8, "zh")
    sheet.write("G4", "截至", book.style("bold", "zh", "right"))
    book.formula(sheet, "H4", "=AsOf", "date", "left")
    book.headers(sheet, "A6", SUMMARY_HEADS, "zh", height=22)
    book.column(sheet, "A7", GRADES, "zh")
    grade, volume, margin = (f"${column}${TOP}:${column}${bottom}" for column in "GCE")
    book.fill_down(sheet, "B7", 4, f"=COUNTIF({grade},A{{r}})", "money")
    book.fill_down(sheet, "C7", 4, "=IF(B$11=0,0,B{r}/B$11)", "percent")
    book.fill_down(sheet, "D7", 4, f"=SUMIF({grade},A{{r}},{volume})", "cents")
    book.fill_down(sheet, "E7", 4, "=IF(D$11=0,0,D{r}/D$11)", "percent")
    book.fill_down(sheet, "F7", 5, "=IF(B{r}=0,0,D{r}/B{r})", "cents")
    weighted = f"SUMPRODUCT(({grade}=A{{r}})*{volume},{margin})"
    book.fill_down(sheet, "G7", 4, f"=IF(D{{r}}=0,0,{weighted}/D{{r}})", "percent")
    book.column(sheet, "H7", ADVICE, "zh")
    book.blanks(sheet, "A11:H11", "total")
    sheet.write("A11", "合计", book.style("total", "zh"))
    book.sums(sheet, 11, "B", 7, 10, "money")
    book.sums(sheet, 11, "D", 7, 10, "cents")
    for column in "CE":
        book.sums(sheet, 11, column, 7, 10, "percent")
    book.formula(sheet, "F11", "=IF(B11=0,0,D11/B11)", "cents", "total")
    book.formula(sheet, "G11", f"=IF(D11=0,0,SUMPRODUCT({volume},{margin})/D11)", "percent", "total")
    book.bars(sheet, "B7:B10")
    for column, text in (("A", "制表："), ("D", "审核："), ("G", "批准：")):
        sheet.write(f"{column}13", text, book.style("zh", "bold"))


def _details(book: Book, sheet: Worksheet, countries: Sequence[str], bottom: int) -> None:
    book.section(sheet, f"A{TOP - 2}", "二、客户明细", 10, "zh")
    book.headers(sheet, f"A{TOP - 1}", DETAIL_HEADS, "zh", height=22)
    book.column(sheet, f"B{TOP}", [COUNTRIES_ZH[country] for country in countries], "zh", "center")
    for row in range(TOP, bottom + 1):
        source = row - TOP + FIRST
        for column, measure, style in COPIED:
            book.formula(sheet, f"{column}{row}", f"=Customers!{measure}{source}", style)
        book.formula(sheet, f"C{row}", f"=Customers!F{source}/10000", "cents")
    book.bars(sheet, f"C{TOP}:C{bottom}")
    sheet.autofilter(f"A{TOP - 1}:J{bottom}")


def _grades(book: Book, sheet: Worksheet, bottom: int) -> None:
    last = last_row(bottom - TOP + 1)
    measures = ",".join(f"Customers!{column}{FIRST}:{column}{last}" for column in "JFGHI")
    labels = "{" + ",".join(f'"{grade}"' for grade in GRADES) + "}"
    terms = f"{measures},KeyThresholds,{labels}"
    grades = f"G{TOP}:G{bottom}"
    book.spill(sheet, grades, f"=XL.GRADE({terms})", "zh", "center")
    book.spill(sheet, f"J{TOP}:J{bottom}", f'=XL.GRADE_WHY({terms},"zh")', "zh")
    for label, style in ((GRADES[2], "green_mark"), (GRADES[0], "red_mark"), (GRADES[3], "grey_mark")):
        book.mark(sheet, grades, f'G{TOP}="{label}"', style)
