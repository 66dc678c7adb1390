"""The Chinese sheet of the customer workbook: grades, reasons and what they are worth."""

from collections.abc import Sequence
from typing import Protocol

from xlsxwriter.worksheet import Worksheet

from recipes.house_style import Book

SHEET = "客户分级"
GRADES_ZH = ("潜在客户", "目标客户", "目标大客户", "待评级")
ADVICE_ZH = ("保持联系，跟踪需求变化", "巩固供货，挖掘增量", "专人负责，定期高层拜访", "补全资料后评级")
COUNTRIES_ZH = {
    "Australia": "澳大利亚",
    "Japan": "日本",
    "France": "法国",
    "Germany": "德国",
    "UK": "英国",
    "Canada": "加拿大",
    "USA": "美国",
}
TOP = 16


class HasCountry(Protocol):
    """Anything with a country in English."""

    @property
    def country(self) -> str:
        """Return the country's English name."""


def chinese_sheet(book: Book, people: Sequence[HasCountry], first: int) -> None:
    """客户分级汇总与明细：等级、原因、分类；金额以万元表示。"""
    sheet = book.sheet(SHEET, (12, 11, 13, 10, 10, 10, 13, 66, 9, 16), "#C00000")
    last = first - 1 + len(people)
    book.heading(
        sheet,
        "客户分级",
        "单位：万元　口径：不含税净销售额（已剔除退货、取消及异常数量订单）。需求不能满足为潜在客户；能满足为目标客户；采购量、频率、利润率、诚信度均达标为目标大客户。",
        "zh",
    )
    _summary(book, sheet, TOP, TOP - 1 + len(people))
    _details(book, sheet, people, first, last)
    sheet.freeze_panes(TOP - 1, 1)
    sheet.repeat_rows(TOP - 2)


def _summary(book: Book, sheet: Worksheet, top: int, bottom: int) -> None:
    sheet.write("A3", "截至日期", book.style("bold", "zh"))
    book.formula(sheet, "B3", "=AsOf", "date", "left")
    book.section(sheet, "A4", "一、分级汇总", 8, "zh")
    book.headers(
        sheet,
        "A5",
        ("等级", "客户数", "客户占比", "销售额", "销售占比", "户均", "平均利润率", "策略"),
        "zh",
        height=22,
    )
    book.column(sheet, "A6", GRADES_ZH, "zh")
    grade, volume, margin = f"$G${top}:$G${bottom}", f"$C${top}:$C${bottom}", f"$E${top}:$E${bottom}"
    book.fill_down(sheet, "B6", 4, f"=COUNTIF({grade},A{{r}})", "money")
    book.fill_down(sheet, "C6", 4, "=IF(B$10=0,0,B{r}/B$10)", "percent")
    book.fill_down(sheet, "D6", 4, f"=SUMIF({grade},A{{r}},{volume})", "cents")
    book.fill_down(sheet, "E6", 4, "=IF(D$10=0,0,D{r}/D$10)", "percent")
    book.fill_down(sheet, "F6", 4, "=IF(B{r}=0,0,D{r}/B{r})", "cents")
    book.fill_down(
        sheet, "G6", 4, f"=IF(D{{r}}=0,0,SUMPRODUCT(({grade}=A{{r}})*{volume}*{margin})/D{{r}})", "percent"
    )
    book.column(sheet, "H6", ADVICE_ZH, "zh")
    sheet.write("A10", "合计", book.style("total", "zh"))
    for column, style in zip("BCDE", ("money", "percent", "cents", "percent"), strict=True):
        book.formula(sheet, f"{column}10", f"=SUM({column}6:{column}9)", style, "total")
    book.formula(sheet, "F10", "=IF(B10=0,0,D10/B10)", "cents", "total")
    book.formula(sheet, "G10", f"=IF(D10=0,0,SUMPRODUCT({volume}*{margin})/D10)", "percent", "total")
    sheet.write_blank("H10", None, book.style("total"))
    book.bars(sheet, "B6:B9")
    for column, text in (("A", "制表："), ("D", "审核："), ("G", "批准：")):
        sheet.write(f"{column}12", text, book.style("zh", "bold"))


def _details(book: Book, sheet: Worksheet, people: Sequence[HasCountry], first: int, last: int) -> None:
    book.section(sheet, "A14", "二、客户明细", 10, "zh")
    heads = ("客户", "国家", "采购额", "采购次数", "利润率", "诚信分", "等级", "评级说明", "ABC", "RFM 细分")
    book.headers(sheet, f"A{TOP - 1}", heads, "zh", height=22)
    shift = TOP - first
    bottom = last + shift
    book.column(
        sheet,
        f"B{TOP}",
        [COUNTRIES_ZH.get(customer.country, customer.country) for customer in people],
        "zh",
        "center",
    )
    for column, source, style in (
        ("A", "A", "left"),
        ("D", "G", "money"),
        ("E", "H", "percent"),
        ("F", "I", "money"),
        ("I", "O", "center"),
        ("J", "T", "left"),
    ):
        for row in range(TOP, bottom + 1):
            book.formula(sheet, f"{column}{row}", f"=Customers!{source}{row - shift}", style)
    for row in range(TOP, bottom + 1):
        book.formula(sheet, f"C{row}", f"=Customers!F{row - shift}/10000", "cents")
    columns = ",".join(f"Customers!{column}{first}:{column}{last}" for column in "JFGHI")
    labels = "{" + ",".join(f'"{grade}"' for grade in GRADES_ZH) + "}"
    book.spill(sheet, f"G{TOP}:G{bottom}", f"=XL.GRADE({columns},KeyThresholds,{labels})", "zh", "center")
    book.spill(sheet, f"H{TOP}:H{bottom}", f'=XL.GRADE_WHY({columns},KeyThresholds,{labels},"zh")', "zh")
    for label, background, colour in (
        ("目标大客户", "#D9EAD3", "#2E7D32"),
        ("潜在客户", "#F8D7DA", "#C62828"),
    ):
        style = book.workbook.add_format({"bg_color": background, "font_color": colour})
        sheet.conditional_format(
            f"G{TOP}:G{bottom}", {"type": "cell", "criteria": "==", "value": f'"{label}"', "format": style}
        )
    book.bars(sheet, f"C{TOP}:C{bottom}")
    sheet.autofilter(f"A{TOP - 1}:J{bottom}")
