"""The Chinese sheet of the sales plan: what a sales director in China expects to see on one page."""

from xlsxwriter.worksheet import Worksheet

from recipes.house_style import NAVY, Book
from recipes.people import ROSTER

REGION_NAMES = ("亚太", "欧洲", "北美")
COUNTRY_NAMES = {
    "Australia": "澳大利亚",
    "Japan": "日本",
    "France": "法国",
    "Germany": "德国",
    "UK": "英国",
    "Canada": "加拿大",
    "USA": "美国",
}
REGION_OF = dict(zip(("Asia Pacific", "Europe", "North America"), REGION_NAMES, strict=True))
SHEET = "目标分解"


def chinese_sheet(book: Book) -> None:
    """年度目标按月、区域、人员分解，与实际对比；单位可在元与万元之间切换。"""
    sheet = book.sheet(SHEET, (12, 12, 16, 12, 12, 11, 12, 12, 10, 10, 13, 13, 11), "#C00000")
    book.heading(
        sheet,
        '=PlanYear&"年度销售目标分解与完成情况"',
        "口径：不含税净销售额，已剔除退货、取消、无日期及数量异常的订单；目标与实际同口径。",
        "zh",
    )
    _units(book, sheet)
    _months(book, sheet)
    _regions(book, sheet)
    _people(book, sheet)
    _signatures(book, sheet)
    sheet.freeze_panes(4, 0)
    sheet.print_area(f"A1:M{_signature_row()}")


def _units(book: Book, sheet: Worksheet) -> None:
    sheet.write("A3", "单位", book.style("bold", "zh"))
    sheet.write("B3", "万元", book.style("input", "center", "zh"))
    book.choice(sheet, "B3", ("万元", "元"), "选择金额单位：万元或元")
    book.name("UnitDivisor", f"'{SHEET}'!$C$3")
    book.formula(sheet, "C3", '=IF(B3="万元",10000,1)', "money", "left", "subtitle")
    sheet.write("D3", "截至日期", book.style("bold", "zh", "right"))
    book.formula(sheet, "E3", "=AsOf", "date", "left")
    sheet.write("G3", "序时进度", book.style("bold", "zh", "right"))
    book.formula(sheet, "H3", "=Plan!B26", "percent", "left")
    sheet.write("I3", "年度完成率", book.style("bold", "zh", "right"))
    book.formula(sheet, "J3", "=Plan!B27", "percent", "left")
    sheet.write("K3", "累计完成率", book.style("bold", "zh", "right"))
    book.formula(sheet, "L3", "=Plan!B25", "percent", "left")
    book.comment(sheet, "B3", "切换单位只改变显示金额，不影响目标计算。")


def _months(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A5", "一、月度目标分解", 13, "zh")
    heads = (
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
    book.headers(sheet, "A6", heads, "zh", height=22)
    book.column(sheet, "A7", [f"{month}月" for month in range(1, 13)], "zh", "center")
    book.spill(sheet, "B7:B18", '=XL.SEASONALITY(History!F6:F29,12,"平均")', "index")
    for row in range(7, 19):
        book.formula(sheet, f"C{row}", f"=Months!D{row}/UnitDivisor", "cents")
        book.formula(sheet, f"D{row}", f"=Months!I{row}/UnitDivisor", "cents", "bold")
        book.formula(sheet, f"E{row}", f'=IF(Months!K{row}="","",Months!K{row}/UnitDivisor)', "cents")
        book.formula(sheet, f"G{row}", f'=IF(E{row}="","",MAX(0,D{row}-E{row}))', "cents")
        book.formula(sheet, f"H{row}", f'=IF(OR(E{row}="",C{row}=0),"",E{row}/C{row}-1)', "percent")
        previous = "Months!D18/UnitDivisor" if row == 7 else f"E{row - 1}"
        book.formula(
            sheet, f"I{row}", f'=IF(E{row}="","",IF({previous}=0,"",E{row}/{previous}-1))', "percent"
        )
        book.formula(sheet, f"J{row}", f"=Months!J{row}", "percent")
        book.formula(sheet, f"K{row}", f"=Months!N{row}/UnitDivisor", "cents")
        book.formula(sheet, f"L{row}", f'=IF(Months!O{row}="","",Months!O{row}/UnitDivisor)', "cents")
    book.spill(sheet, "F7:F18", "=XL.ATTAINMENT(E7:E18,D7:D18)", "percent")
    book.spill(sheet, "M7:M18", "=XL.ATTAINMENT(L7:L18,K7:K18)", "percent")
    _month_totals(book, sheet)
    book.traffic_light(sheet, "F7:F20")
    book.traffic_light(sheet, "M7:M18")
    book.bars(sheet, "D7:D18")


def _month_totals(book: Book, sheet: Worksheet) -> None:
    for row, label, last in ((19, "1–2月合计", 8), (20, "全年合计", 18)):
        sheet.write(f"A{row}", label, book.style("total", "zh", "center"))
        sheet.write_blank(f"B{row}", None, book.style("total"))
        for column in "CDEG":
            book.formula(sheet, f"{column}{row}", f"=SUM({column}7:{column}{last})", "cents", "total")
        book.formula(sheet, f"J{row}", f"=SUM(J7:J{last})", "percent", "total")
        for column in "IKLM":
            sheet.write_blank(f"{column}{row}", None, book.style("total"))
    book.formula(sheet, "H19", '=IF(OR(E8="",C19=0),"",E19/C19-1)', "percent", "total")
    book.formula(sheet, "H20", '=IF(OR(E18="",C20=0),"",E20/C20-1)', "percent", "total")
    book.spill(sheet, "F19:F20", "=XL.ATTAINMENT(E19:E20,D19:D20)", "percent", "total")
    book.comment(sheet, "A19", "春节在1月与2月之间移动，两月合并看同比才有意义。")


def _regions(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A23", "二、区域目标完成情况", 13, "zh")
    heads = (
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
        "缺口",
        "本月实际",
        "预警",
    )
    book.headers(sheet, "A24", heads, "zh", height=22)
    for row, (region, history) in enumerate(zip(REGION_NAMES, "CDE", strict=True), start=25):
        source = row - 18
        sheet.write(f"A{row}", region, book.style("zh", "center"))
        book.formula(sheet, f"B{row}", f"=Regions!E{source}", "percent")
        book.formula(sheet, f"C{row}", f"=Regions!C{source}/UnitDivisor", "cents")
        book.formula(sheet, f"D{row}", f"=Regions!K{source}/UnitDivisor", "cents", "bold")
        book.formula(sheet, f"E{row}", f"=Regions!L{source}", "percent")
        book.formula(sheet, f"G{row}", f"=Regions!M{source}/UnitDivisor", "cents")
        book.formula(sheet, f"H{row}", f"=Regions!N{source}/UnitDivisor", "cents")
        month = f"SUMIFS(History!${history}$30:${history}$41,History!$B$30:$B$41,MONTH(AsOf))"
        book.formula(sheet, f"L{row}", f"={month}/UnitDivisor", "cents")
    sheet.write("A28", "合计", book.style("total", "zh", "center"))
    sheet.write_blank("B28", None, book.style("total"))
    for column in "CDGHKL":
        book.formula(sheet, f"{column}28", f"=SUM({column}25:{column}27)", "cents", "total")
    book.formula(sheet, "E28", "=Regions!L10", "percent", "total")
    book.spill(sheet, "F25:F28", "=XL.ATTAINMENT(H25:H28,D25:D28)", "percent")
    book.spill(sheet, "I25:I28", "=XL.ATTAINMENT(H25:H28,G25:G28)", "percent")
    book.fill_down(sheet, "J25", 4, "=F{r}-$H$3", "percent")
    book.fill_down(sheet, "K25", 3, "=MAX(0,G{r}-H{r})", "cents")
    book.fill_down(sheet, "M25", 4, '=IF(I{r}<0.9,"预警",IF(I{r}<1,"跟进","达标"))', "zh", "center")
    book.traffic_light(sheet, "I25:I28")


def _people(book: Book, sheet: Worksheet) -> None:
    first = 33
    last = first + len(ROSTER) - 1
    book.section(sheet, "A31", "三、人员目标分解（含加码）", 13, "zh")
    heads = (
        "区域",
        "国家",
        "姓名",
        "上年销售额",
        "年度目标",
        "目标增长",
        "累计目标",
        "累计实际",
        "完成率",
        "缺口",
        "年度完成率",
        "排名",
        "预警",
    )
    book.headers(sheet, "A32", heads, "zh", height=22)
    book.column(sheet, f"A{first}", [REGION_OF[person.region] for person in ROSTER], "zh", "center")
    book.column(sheet, f"B{first}", [COUNTRY_NAMES[person.country] for person in ROSTER], "zh", "center")
    for row in range(first, last + 1):
        source = row - first + 8
        book.formula(sheet, f"C{row}", f"=People!C{source}")
        book.formula(sheet, f"D{row}", f"=People!E{source}/UnitDivisor", "cents")
        book.formula(sheet, f"E{row}", f"=People!I{source}/UnitDivisor", "cents", "bold")
        book.formula(sheet, f"F{row}", f"=People!J{source}", "percent")
        book.formula(sheet, f"G{row}", f"=People!K{source}/UnitDivisor", "cents")
        book.formula(sheet, f"H{row}", f"=People!L{source}/UnitDivisor", "cents")
        book.formula(sheet, f"J{row}", f"=MAX(0,G{row}-H{row})", "cents")
        book.formula(sheet, f"L{row}", f"=People!O{source}", "whole", "center")
    book.spill(sheet, f"I{first}:I{last}", f"=XL.ATTAINMENT(H{first}:H{last},G{first}:G{last})", "percent")
    book.spill(sheet, f"K{first}:K{last}", f"=XL.ATTAINMENT(H{first}:H{last},E{first}:E{last})", "percent")
    book.fill_down(
        sheet, f"M{first}", len(ROSTER), '=IF(I{r}<0.9,"预警",IF(I{r}<1,"跟进","达标"))', "zh", "center"
    )
    sheet.write(f"A{last + 1}", "合计", book.style("total", "zh", "center"))
    for column in "BCFIKLM":
        sheet.write_blank(f"{column}{last + 1}", None, book.style("total"))
    for column in "DEGHJ":
        book.formula(sheet, f"{column}{last + 1}", f"=SUM({column}{first}:{column}{last})", "cents", "total")
    book.traffic_light(sheet, f"I{first}:I{last}")
    chart = book.workbook.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "目标",
            "categories": f"='{SHEET}'!$A$7:$A$18",
            "values": f"='{SHEET}'!$D$7:$D$18",
            "fill": {"color": "#B4C7E7"},
            "gap": 60,
        }
    )
    chart.add_series(
        {
            "name": "实际",
            "categories": f"='{SHEET}'!$A$7:$A$18",
            "values": f"='{SHEET}'!$E$7:$E$18",
            "fill": {"color": NAVY},
        }
    )
    chart.set_title({"name": "月度目标与实际", "name_font": {"size": 12, "name": "Microsoft YaHei"}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 620, "height": 330})
    sheet.insert_chart("O5", chart)


def _signature_row() -> int:
    return 33 + len(ROSTER) + 3


def _signatures(book: Book, sheet: Worksheet) -> None:
    row = _signature_row()
    for column, text in (("A", "制表："), ("E", "审核："), ("I", "批准："), ("L", "日期：")):
        sheet.write(f"{column}{row}", text, book.style("zh", "bold"))
