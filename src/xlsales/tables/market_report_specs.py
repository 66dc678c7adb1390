"""The tables of the market report that the watch of the market does not know."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlsales.tables import market_specs
from xlsales.tables.specs import TableSpec, choice, field, listed

_COMPETITOR: Final = field("competitor", "text", "brand, rival, who, 竞品, 竞争对手, 品牌", required=True)
#: What the field reports, English to Chinese.
FEEDBACK_TYPES: Final = {
    "market trend": "市场动向",
    "consumer needs": "消费者需求",
    "competitor change": "竞争对手变化",
    "dealer request": "经销商要求",
}

FEEDBACK: Final = TableSpec(
    "feedback",
    listed("feedback register, market feedback, 信息反馈, 市场反馈, 反馈登记"),
    (
        field("date", "day", "day, received, 日期, 反馈日期", required=True),
        choice("type", FEEDBACK_TYPES.items(), "kind, 类型, 信息类型"),
        field("person", "text", "sales person, reported by, 业务员, 反馈人"),
        field("region", "text", "area, 区域, 地区"),
        field("subject", "text", "about, text, content, 内容, 主题"),
        field("answered", "day", "answered on, dealt with, 处理日期, 回复日期"),
    ),
)
COMPETITORS: Final = TableSpec(
    "competitors",
    listed("competitor list, rivals, 竞争对手, 竞品名单, 竞争品牌"),
    (
        _COMPETITOR,
        field("date", "day", "as of, seen, list of, 日期, 统计日期", required=True),
        field("category", "text", "product, 品类, 类别"),
        field("region", "text", "area, 区域, 地区"),
    ),
)
PROMOTIONS: Final = TableSpec(
    "competitor promotions",
    listed("promotions, promotion log, 促销活动, 竞品促销"),
    (
        _COMPETITOR,
        field("product", "text", "sku, item, model, 产品, 品名, 型号"),
        field("start", "day", "from, begins, 开始日期, 开始", required=True),
        field("end", "day", "to, ends, until, 结束日期, 结束"),
        field("form", "text", "kind, type, 形式, 方式"),
        field("discount", "number", "off, 折扣, 让利"),
        field("region", "text", "area, 区域, 地区"),
    ),
)
#: Shelf checks with the goods on hand and what is sold a day.
SHELVES: Final[TableSpec] = replace(
    market_specs.SHELVES,
    fields=(
        *market_specs.SHELVES.fields,
        field("stock", "number", "on hand, quantity, 库存, 库存数量"),
        field("daily_sales", "number", "sold a day, daily sell-out, 日均销量, 日销量"),
    ),
)
#: Competitor prices with our own beside them.
PRICES: Final[TableSpec] = replace(
    market_specs.PRICES,
    fields=(*market_specs.PRICES.fields, field("own_price", "number", "our price, 本公司价格, 我方价格")),
)
