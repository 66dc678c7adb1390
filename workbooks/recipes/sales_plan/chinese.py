"""Sheet 目标分解: what a sales director in China expects to see on one page."""

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.people import ROSTER
from recipes.places import COUNTRIES_ZH, REGIONS_ZH
from recipes.sales_plan.layout import PEOPLE_FIRST
from recipes.styles import CHINESE_RED, NAVY

SHEET = "目标分解"
PEOPLE_TOP = 33
PEOPLE_BOTTOM = PEOPLE_TOP + len(ROSTER) - 1
BASIS = "口径：不含税净销售额，已剔除退货、取消、无日期及数量异常的订单；目标与实际同口径。"
WARNING = '=IF(I{r}<0.9,"预警",IF(I{r}<1,"跟进","达标"))'
MONTH_HEADS = (
    "月份",
    "季节指数",
    "上年同期",
    "目标",
    "实际",
    "完成率",
    "缺口",
    "同比",
    "环比",
    "占全年",
    "累计目标",
    "累计实际",
    "累计完成率",
)
REGION_HEADS = (
    "区域",
    "预期增长",
    "上年销售额",
    "年度目标",
    "目标增长",
    "年度完成率",
    "累计目标",
    "累计实际",
    "累计完成率",
    "进度差",
    "累计缺口",
    "本月实际",
    "预警",
)
PEOPLE_HEADS = (
    "区域",
    "国家",
    "姓名",
    "上年销售额",
    "年度目标",
    "目标增长",
    "累计目标",
    "累计实际",
    "累计完成率",
    "累计缺口",
    "年度完成率",
    "排名",
    "预警",
)


def chinese_sheet(book: Book) -> None:
    """年度目标按月、区域、人员分解，与实际对比；单位可在元与万元之间切换。"""
    sheet = book.sheet(SHEET, (12, 12, 16, 13, 13, 11, 13, 13, 11, 11, 13, 13, 11), CHINESE_RED)
    book.heading(sheet, '=PlanYear&"年度销售目标分解与完成情况"', BASIS, "zh")
    _units(book, sheet)
    _months(book, sheet)
    _month_totals(book, sheet)
    _regions(book, sheet)
    _people(book, sheet)
    _people_totals(book, sheet)
    _signatures(book, sheet)
    _chart(book, sheet)
    sheet.freeze_panes(4, 0)
    sheet.print_area(f"A1:M{PEOPLE_BOTTOM + 4}")
    sheet.fit_to_pages(1, 1)


def _units(book: Book, sheet: Worksheet) -> None:
    sheet.write("A3", "单位", book.style("bold", "zh"))
    sheet.write("B3", "万元", book.style("input", "center", "zh"))
    book.choice(sheet, "B3", ("万元", "元"), "选择金额单位：万元或元")
    book.comment(sheet, "B3", "切换单位只改变本表显示的金额，不影响目标计算。")
    book.formula(sheet, "C3", '=IF(B3="万元",10000,1)', "money", "left", "subtitle")
    book.name("UnitDivisor", f"'{SHEET}'!$C$3")
    numbers = (
        ("D", "E", "截至日期", "=AsOf", "date"),
        ("G", "H", "序时进度", "=Plan!B26", "percent"),
        ("I", "J", "年度完成率", "=Plan!B27", "percent"),
        ("K", "L", "累计完成率", "=Plan!B25", "percent"),
    )
    for label_column, column, label, formula, style in numbers:
        sheet.write(f"{label_column}3", label, book.style("bold", "zh", "right"))
        book.formula(sheet, f"{column}3", formula, style, "left")


def _months(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A5", "一、月度目标分解", 13, "zh")
    book.headers(sheet, "A6", MONTH_HEADS, "zh", height=22)
    book.column(sheet, "A7", [f"{month}月" for month in range(1, 13)], "zh", "center")
    book.spill(sheet, "B7:B18", '=XL.SEASONALITY(History!F6:F29,12,"平均")', "index")
    book.fill_down(sheet, "C7", 12, "=Months!D{r}/UnitDivisor", "cents")
    book.fill_down(sheet, "D7", 12, "=Months!I{r}/UnitDivisor", "cents", "bold")
    book.fill_down(sheet, "E7", 12, '=IF(Months!K{r}="","",Months!K{r}/UnitDivisor)', "cents")
    book.spill(sheet, "F7:F18", "=XL.ATTAINMENT(E7:E18,D7:D18)", "percent")
    book.fill_down(sheet, "G7", 12, '=IF(E{r}="","",MAX(0,D{r}-E{r}))', "cents")
    book.fill_down(sheet, "H7", 12, '=IF(OR(E{r}="",C{r}=0),"",E{r}/C{r}-1)', "percent")
    for row in range(7, 19):
        before = "C18" if row == 7 else f"E{row - 1}"
        on_month = f'=IF(E{row}="","",IF({before}=0,"",E{row}/{before}-1))'
        book.formula(sheet, f"I{row}", on_month, "percent")
    book.fill_down(sheet, "J7", 12, "=Months!J{r}", "percent")
    book.fill_down(sheet, "K7", 12, "=Months!N{r}/UnitDivisor", "cents")
    book.fill_down(sheet, "L7", 12, '=IF(Months!O{r}="","",Months!O{r}/UnitDivisor)', "cents")
    book.spill(sheet, "M7:M18", "=XL.ATTAINMENT(L7:L18,K7:K18)", "percent")
    book.traffic_light(sheet, "F7:F20")
    book.traffic_light(sheet, "M7:M18")
    book.bars(sheet, "D7:D18")


def _month_totals(book: Book, sheet: Worksheet) -> None:
    for row, label, last in ((19, "1–2月合计", 8), (20, "全年合计", 18)):
        book.blanks(sheet, f"A{row}:M{row}", "total")
        sheet.write(f"A{row}", label, book.style("total", "zh", "center"))
        book.sums(sheet, row, "CDEG", 7, last, "cents")
        book.sums(sheet, row, "J", 7, last, "percent")
        whole = f'=IF(OR(E{last}="",C{row}=0),"",E{row}/C{row}-1)'
        book.formula(sheet, f"H{row}", whole, "percent", "total")
    book.spill(sheet, "F19:F20", "=XL.ATTAINMENT(E19:E20,D19:D20)", "percent", "total")
    book.comment(sheet, "A19", "春节在1月与2月之间移动，两月合并看同比才有意义。")
    sheet.write("A21", "1月环比以上年12月为基数；合计缺口只计已结账月份。", book.style("subtitle", "zh"))


def _regions(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A23", "二、区域目标完成情况", 13, "zh")
    book.headers(sheet, "A24", REGION_HEADS, "zh", height=22)
    book.column(sheet, "A25", list(REGIONS_ZH.values()), "zh", "center")
    for row, column in zip((25, 26, 27), "CDE", strict=True):
        source = row - 18
        book.formula(sheet, f"B{row}", f"=Regions!E{source}", "percent")
        book.formula(sheet, f"E{row}", f"=Regions!L{source}", "percent")
        for cell, amount in (("C", "C"), ("D", "K"), ("G", "M"), ("H", "N")):
            book.formula(sheet, f"{cell}{row}", f"=Regions!{amount}{source}/UnitDivisor", "cents")
        month = f"SUMIFS(History!${column}$30:${column}$41,History!$B$30:$B$41,MONTH(AsOf))"
        book.formula(sheet, f"L{row}", f"={month}/UnitDivisor", "cents")
    book.blanks(sheet, "A28:M28", "total")
    sheet.write("A28", "合计", book.style("total", "zh", "center"))
    book.sums(sheet, 28, "CDGHKL", 25, 27, "cents")
    book.formula(sheet, "E28", "=Regions!L10", "percent", "total")
    book.spill(sheet, "F25:F28", "=XL.ATTAINMENT(H25:H28,D25:D28)", "percent")
    book.spill(sheet, "I25:I28", "=XL.ATTAINMENT(H25:H28,G25:G28)", "percent")
    book.fill_down(sheet, "J25", 4, "=F{r}-$H$3", "percent")
    book.fill_down(sheet, "K25", 3, "=MAX(0,G{r}-H{r})", "cents")
    book.fill_down(sheet, "M25", 4, WARNING, "zh", "center")
    book.traffic_light(sheet, "I25:I28")
    book.comment(sheet, "J24", "年度完成率减序时进度；负数表示落后于时间进度。")


def _people(book: Book, sheet: Worksheet) -> None:
    top, bottom, count = PEOPLE_TOP, PEOPLE_BOTTOM, len(ROSTER)
    book.section(sheet, "A31", "三、人员目标分解（含加码）", 13, "zh")
    book.headers(sheet, "A32", PEOPLE_HEADS, "zh", height=22)
    book.column(sheet, f"A{top}", [REGIONS_ZH[person.region] for person in ROSTER], "zh", "center")
    book.column(sheet, f"B{top}", [COUNTRIES_ZH[person.country] for person in ROSTER], "zh", "center")
    for step in range(count):
        row, source = top + step, PEOPLE_FIRST + step
        book.formula(sheet, f"C{row}", f"=People!C{source}")
        for cell, amount in (("D", "E"), ("E", "I"), ("G", "K"), ("H", "L")):
            book.formula(sheet, f"{cell}{row}", f"=People!{amount}{source}/UnitDivisor", "cents")
        book.formula(sheet, f"F{row}", f"=People!J{source}", "percent")
        book.formula(sheet, f"L{row}", f"=People!O{source}", "whole", "center")
    book.spill(sheet, f"I{top}:I{bottom}", f"=XL.ATTAINMENT(H{top}:H{bottom},G{top}:G{bottom})", "percent")
    book.fill_down(sheet, f"J{top}", count, "=MAX(0,G{r}-H{r})", "cents")
    book.spill(sheet, f"K{top}:K{bottom}", f"=XL.ATTAINMENT(H{top}:H{bottom},E{top}:E{bottom})", "percent")
    book.fill_down(sheet, f"M{top}", count, WARNING, "zh", "center")
    book.traffic_light(sheet, f"I{top}:I{bottom}")


def _people_totals(book: Book, sheet: Worksheet) -> None:
    total = PEOPLE_BOTTOM + 1
    book.blanks(sheet, f"A{total}:M{total}", "total")
    sheet.write(f"A{total}", "合计", book.style("total", "zh", "center"))
    book.sums(sheet, total, "DEGHJ", PEOPLE_TOP, PEOPLE_BOTTOM, "cents")


def _signatures(book: Book, sheet: Worksheet) -> None:
    for column, text in (("A", "制表："), ("E", "审核："), ("I", "批准："), ("L", "日期：")):
        sheet.write(f"{column}{PEOPLE_BOTTOM + 4}", text, book.style("zh", "bold"))


def _chart(book: Book, sheet: Worksheet) -> None:
    chart = book.chart("column", "月度目标与实际", (620, 330))
    book.series(chart, SHEET, "目标", "$A$7:$A$18", "$D$7:$D$18", "#B4C7E7", gap=60)
    book.series(chart, SHEET, "实际", "$A$7:$A$18", "$E$7:$E$18", NAVY)
    sheet.insert_chart("O5", chart)
