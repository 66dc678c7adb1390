"""The workbook itself: a guide and one sheet a table, in English or in Chinese."""

import tomllib
from collections.abc import Callable, Sequence
from datetime import date, time
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.follow_up import activity, appraisal, market, pipeline
from recipes.follow_up.staff import ACCOUNTS, END, GRADES, REGION_OF, SELLERS, START

Language = Literal["en", "zh"]
Rows = Sequence[Sequence[object]]
HEAD = 3
_SEED = 20260331
TIMES = {"num_format": "hh:mm"}
SETTINGS = (
    ("company|公司", "Huadong Tools|华东工具"),
    ("version|版本", "2026-Q1"),
    ("currency|币种", "CNY"),
    ("prepared_by|制表", "Zheng Li|郑丽"),
    ("reviewed_by|审核", "He Jun|何军"),
    ("approved_by|批准", "Tang Yi|唐毅"),
    ("period_start|期间开始", START),
    ("period_end|期间结束", END),
    ("country|国家", "CN"),
    ("quote_days|报价天数", 3),
    ("complaint_days|投诉处理天数", 7),
    ("team_weight|团队权重", 0.2),
    ("recognised|表彰人数", 2),
    ("coached|辅导人数", 2),
    ("forecast_months|预测月数", 3),
)


class Sheet(NamedTuple):
    """A table to be written: its name, what it is for, its headings and rows."""

    name: str
    purpose: str
    heads: str
    rows: Rows


def build_follow_up(path: Path, language: Language = "en") -> None:
    """Write the workbook; the same language always gives the same bytes."""

    def say(text: str) -> str:
        return text.split("|")[0 if language == "en" else -1]

    sheets = _sheets(Random(_SEED))
    with Book(path, say("Follow-up, an example|跟进示例"), "") as book:
        _guide(book, sheets, say)
        for sheet in sheets:
            _table(book, sheet, say)


def _sheets(chance: Random) -> tuple[Sheet, ...]:
    rows = _rows(chance)
    listed = tomllib.loads((Path(__file__).parent / "sheets.toml").read_text("utf-8"))["sheet"]
    return tuple(Sheet(one["name"], one["purpose"], one["heads"], rows[one["rows"]]) for one in listed)


def _rows(chance: Random) -> dict[str, Rows]:
    """Return the rows of every sheet, by the name that ``sheets.toml`` uses."""
    visits, plan = activity.visits(chance)
    return {
        "report_settings": SETTINGS,
        "grading_policy": (
            ("proforma_stage|形式发票阶段", "proforma|形式发票"),
            ("bant_cutoff|BANT合格线", 60),
            ("answer_days|响应天数", 1),
        ),
        "people": _people(),
        "customers": [tuple(account) for account in ACCOUNTS],
        "actions": ((GRADES[0], 24, 20), (GRADES[1], 12, 40), (GRADES[2], 6, 75)),
        "leads": pipeline.leads(chance),
        "deals": pipeline.deals(chance),
        "stages": pipeline.STAGES,
        "quotes": pipeline.quotes(chance),
        "order_steps": pipeline.order_steps(chance),
        "history": pipeline.history(chance),
        "visits": visits,
        "visit_plan": plan,
        "sign_offs": activity.sign_offs(chance),
        "complaints": activity.complaints(chance),
        "kpis": appraisal.SCORECARD,
        "figures": appraisal.figures(chance),
        "kpi_values": appraisal.values(chance),
        "appraisal_grades": appraisal.GRADES,
        "past_appraisals": appraisal.past(chance),
        "promotion_rules": appraisal.PROMOTION,
        "titles": appraisal.TITLES,
        "training": appraisal.training(chance),
        "feedback": market.feedback(chance),
        "competitors": market.competitors(),
        "competitor_promotions": market.promotions(chance),
        "competitor_prices": market.prices(chance),
        "shelf_checks": market.shelves(chance),
        "peer_margins": market.peers(chance),
        "outlets": market.outlets(chance),
        "display_standard": market.STANDARD,
        "display_checks": market.displays(chance),
        "market_ratings": market.ratings(),
        "market_traits": market.traits(),
    }


def _people() -> list[tuple[object, ...]]:
    return [
        (
            seller.name,
            seller.team,
            seller.leader,
            seller.position,
            seller.hired,
            seller.since,
            seller.daily_visits,
            REGION_OF[seller.team],
            8,
            2 + place % 6,
        )
        for place, seller in enumerate(SELLERS)
    ]


def _guide(book: Book, sheets: Sequence[Sheet], say: Callable[[str], str]) -> None:
    sheet = book.sheet(say("Guide|说明"), (26, 90))
    title = say("Pipeline, activity, appraisal, market: an example|漏斗、拜访、考核、市场：示例")
    book.heading(
        sheet,
        title,
        say("All invented: type your own rows over it, then run|数据均为虚构，请换成自己的数据后运行"),
    )
    for row, name in enumerate(("pipeline", "activity", "appraisal", "market"), start=3):
        command = f"xlsales report {name} {say('follow_up.xlsx|跟进.xlsx')} -o {name}.xlsx"
        sheet.write_string(row, 0, command + say("| --lang zh"), book.style("bold"))
    book.headers(sheet, "A9", (say("Sheet|工作表"), say("What it holds|内容")))
    for row, one in enumerate(sheets, start=9):
        sheet.write_string(row, 0, say(one.name))
        sheet.write_string(row, 1, say(one.purpose))
    note = say(
        "Some rows have faults on purpose; every report names them on a page of its own.|"
        "部分行有意留有错误，每份报告都在单独一页列出。"
    )
    sheet.write_string(len(sheets) + 10, 0, note)


def _table(book: Book, table: Sheet, say: Callable[[str], str]) -> None:
    heads = [say(head) for head in table.heads.split(";")]
    rows = [[say(value) if isinstance(value, str) else value for value in row] for row in table.rows]
    sheet = book.sheet(say(table.name), [_width(heads, rows, at) for at in range(len(heads))])
    book.heading(sheet, say(table.name), say(table.purpose))
    last = HEAD + max(len(rows), 1)
    name = say(table.name).replace(" ", "_").replace("-", "_")
    columns = [{"header": head, "header_format": book.style("header")} for head in heads]
    options = {"name": name, "style": "Table Style Light 1", "columns": columns}
    sheet.add_table(HEAD, 0, last, len(heads) - 1, options)
    times = book.workbook.add_format(TIMES)
    for step, values in enumerate(rows, start=HEAD + 1):
        for column, value in enumerate(values):
            if isinstance(value, time):
                sheet.write_datetime(step, column, value, times)
            else:
                _write(book, sheet, step, column, value)
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.repeat_rows(HEAD)


def _write(book: Book, sheet: Worksheet, row: int, column: int, value: object) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, book.style("date"))
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value)


def _width(heads: Sequence[str], rows: Rows, at: int) -> float:
    """Return the room that a column needs; Chinese signs take twice the room of others."""
    texts = [heads[at], *(row[at] for row in rows if isinstance(row[at], str))]
    longest = max(sum(2 if ord(sign) > 0x2E80 else 1 for sign in str(text)) for text in texts)
    return min(max(longest + 3, 11), 44)
