"""The tables of the market: shelves, prices, peers, channels, outlets, and what decides how to cover it."""

from __future__ import annotations

from typing import Final

from xlsales.tables.activity_specs import CUSTOMER, CUSTOMER_ID
from xlsales.tables.specs import TableSpec, field, listed

_PRODUCT: Final = field("product", "text", "sku, item, model, 产品, 品名, 型号", required=True)
_OUTLET: Final = field("outlet", "text", "shop, store, 网点, 门店, 终端", required=True)
_DAY: Final = field("date", "day", "day, seen, checked, 日期, 检查日期", required=True)

SHELVES: Final = TableSpec(
    "shelf checks",
    listed("shelf age, shelves, production dates, 货龄, 生产日期检查, 货架检查"),
    (
        _PRODUCT,
        field("outlet", "text", "shop, store, 网点, 门店, 终端"),
        field("made", "day", "production date, produced, 生产日期", required=True),
        field("seen", "day", "date, checked, 检查日期, 日期"),
    ),
)
PRICES: Final = TableSpec(
    "competitor prices",
    listed("prices, price log, 竞品价格, 竞争价格"),
    (
        field("competitor", "text", "brand, rival, 竞品, 竞争对手, 品牌"),
        _PRODUCT,
        _DAY,
        field("price", "number", "amount, 价格", required=True),
    ),
)
PEERS: Final = TableSpec(
    "peer margins",
    listed("margins of peers, 同行毛利, 同行利润率"),
    (
        _PRODUCT,
        field("own", "number", "own margin, our margin, 本公司毛利率, 自有毛利率"),
        field("peer", "text", "competitor, who, 同行, 经营者"),
        field("margin", "number", "peer margin, 毛利率, 同行毛利率"),
    ),
)
CHANNELS: Final = TableSpec(
    "channels",
    listed("channel stock, sell-through, dealers, 渠道, 渠道进销存, 经销商库存"),
    (
        CUSTOMER_ID,
        field("customer", "text", "channel, dealer, name, 渠道, 经销商, 客户", required=True),
        field("date", "day", "month, period, 月份, 日期, 期间", required=True),
        field("sold", "number", "sell-through, sell out, 销量, 出货, 实销", required=True),
        field("stock", "number", "on hand, inventory, 库存"),
    ),
)
OUTLETS: Final = TableSpec(
    "outlets",
    listed("shops, stores, distribution, 网点, 门店, 终端, 铺货"),
    (
        _OUTLET,
        field("product", "text", "sku, item, model, 产品, 品名, 型号"),
        field("turnover", "number", "category sales, 品类销售额, 营业额"),
        field("stocks", "flag", "listed, carries, 铺货, 在售, 上样"),
    ),
)
STANDARD: Final = TableSpec(
    "display standard",
    listed("display points, 陈列标准"),
    (
        field("point", "text", "item, 检查项, 项目", required=True),
        field("wanted", "any", "standard, least, 标准, 要求", required=True),
    ),
)
DISPLAYS: Final = TableSpec(
    "display checks",
    listed("displays, 陈列检查"),
    (_OUTLET, field("date", "day", "day, seen, checked, 日期, 检查日期")),
    is_open=True,
)
RATINGS: Final = TableSpec(
    "market ratings",
    listed("decision sheet, market factors, 市场评分, 决策表"),
    (
        field("market", "text", "segment, 市场"),
        field("factor", "text", "item, 因素", required=True),
        field("rating", "number", "score, 评分, 得分", required=True),
        field("weight", "number", "权重"),
    ),
)
TRAITS: Final = TableSpec(
    "market traits",
    listed("traits, 市场特征"),
    (
        field("market", "text", "segment, 市场"),
        field("trait", "text", "feature, 特征", required=True),
    ),
)
FEES: Final = TableSpec(
    "entry fees",
    listed("listing fees, slotting fees, 进场费, 进场费用"),
    (
        CUSTOMER_ID,
        CUSTOMER,
        _OUTLET,
        field("fee", "number", "amount, 费用, 进场费", required=True),
        field("monthly_margin", "number", "margin a month, 月毛利", required=True),
        field("longest_months", "number", "pays back within, 最长月数"),
    ),
)
PRODUCTS: Final = TableSpec(
    "product sales",
    listed("sales by product, 产品销售, 产品销量"),
    (
        _PRODUCT,
        field("date", "day", "month, period, year, 月份, 日期, 期间, 年份", required=True),
        field("amount", "number", "sales, revenue, 金额, 销售额, 销量", required=True),
        field("market", "number", "market size, 市场容量"),
    ),
)
