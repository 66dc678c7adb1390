"""What the columns of a sales workbook are called, in English and Chinese: one list for every guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from xlsales.kernel.words import folded
from xlsales.tables.dimensions import dimension_name
from xlsales.tables.specs import listed, plain

ValueKind: TypeAlias = Literal["text", "number", "day"]

#: How well a heading says what a column is; a part of a heading says less the shorter it is.
EXACT: Final = 1.0
_PART: Final = 0.6
#: Marks a word that counts as a whole heading only: ``Orders a year`` is no order number.
_WHOLE: Final = "="
_WORDS: Final = re.compile(r"[a-z]+|[0-9]+|%")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column can be.

    Attributes:
        name: Our name for it.
        kind: What stands in its cells.
        words: Other names, English and Chinese; a sign in front marks those that count as a whole only.
    """

    name: str
    kind: ValueKind
    words: tuple[str, ...]


def _meaning(name: str, kind: ValueKind, words: str) -> Meaning:
    return Meaning(name, kind, listed(words))


def _tokens(text: str) -> list[str]:
    """Return the English words of a text, without the sign of the plural."""
    return [word.removesuffix("s") for word in _WORDS.findall(folded(text.replace("_", " ")))]


MEANINGS: Final = (
    _meaning(
        "customer", "text", "customer name, account name, client name, buyer, 客户名称, 客户名, 购货单位"
    ),
    _meaning("customer_id", "text", "customer no, customer code, account id, 客户编号, 客户代码, 客户编码"),
    _meaning("person", "text", "seller, =owner, account manager, payee, 销售员, 负责人, 销售代表, 客户经理"),
    _meaning("person_id", "text", "employee id, staff no, rep id, 工号, 员工编号, 人员编号"),
    _meaning("manager", "text", "line manager, =经理, 直接上级"),
    _meaning("region", "text", "sales region, district, 销售区域, 销售大区"),
    _meaning("territory", "text", "sales territory, 销售片区"),
    _meaning("country", "text", "nation, 国别"),
    _meaning("province", "text", "=state, 省市, 省区"),
    _meaning("city", "text", "town, 地市"),
    _meaning("team", "text", "sales team, =department, =branch, =部门, 分公司, 销售团队"),
    _meaning(
        "product", "text", "product name, =item, =article, =model, 产品名称, 品名, 商品, 商品名称, 型号"
    ),
    _meaning("product_id", "text", "product code, item no, sku code, 产品编号, 产品编码, 物料编码"),
    _meaning("category", "text", "product line, product group, product family, 产品线, 产品大类, 商品类别"),
    _meaning("channel", "text", "sales channel, route to market, 渠道类型"),
    _meaning("industry", "text", "=sector, vertical, =segment, 客户行业"),
    _meaning("grade", "text", "=class, =tier, customer grade, =等级, 客户等级, =级别, 评级"),
    _meaning("stage", "text", "sales stage, pipeline stage, opportunity stage, =阶段, 销售阶段, 商机阶段"),
    _meaning("month", "text", "=period, fiscal period, 会计期间, 年月"),
    _meaning(
        "date",
        "day",
        "order date, invoice date, sales date, transaction date, posting date, closed date, 日期, 订单日期, "
        "开票日期, 销售日期, 成交日期, 下单日期, 发货日期",
    ),
    _meaning("due_date", "day", "=due, due on, payment due, maturity, 到期日, 应收日期, 到期日期"),
    _meaning("paid_date", "day", "payment date, received on, collection date, 收款日期, 回款日期, 付款日期"),
    _meaning(
        "start_date", "day", "=start, hire date, effective from, valid from, 开始日期, 入职日期, 生效日期"
    ),
    _meaning("end_date", "day", "=end, leaving date, effective to, valid to, 结束日期, 离职日期, 失效日期"),
    _meaning(
        "order_id",
        "text",
        "=order, order no, order number, order id, invoice no, =deal, 订单号, 订单编号, 发票号, 合同号",
    ),
    _meaning(
        "amount",
        "number",
        "sales, revenue, net sales, sales amount, turnover, invoice amount, deal value, =value, =total, "
        "金额, 销售额, 销售金额, 销售收入, 营业额, 成交额, =收入, 开票金额, 合同金额, 业绩",
    ),
    _meaning("quantity", "number", "qty, units, volume, units sold, pieces, 数量, 销量, 件数, 销售数量"),
    _meaning("price", "number", "unit price, list price, net price, 单价, 价格, 销售单价"),
    _meaning("cost", "number", "cost of sales, cogs, unit cost, total cost, 成本, 销售成本, 成本价"),
    _meaning("profit", "number", "gross profit, margin amount, contribution, 毛利, 利润, 毛利额"),
    _meaning("margin", "number", "gross margin, margin rate, 毛利率, 利润率"),
    _meaning("discount", "number", "discount rate, rebate, 折扣, 折扣率, 返利"),
    _meaning(
        "target",
        "number",
        "quota, goal, =plan, budget, sales target, 目标, 指标, =任务, 销售目标, 销售指标, 预算",
    ),
    _meaning("actual", "number", "actuals, achieved, =result, 实际, 实绩, =完成, 实际完成, 完成额"),
    _meaning("attainment", "number", "achievement, attainment rate, % of target, 完成率, 达成率"),
    _meaning("last_year", "number", "previous year, prior year, ly, 去年, 上年, =同期, 去年同期"),
    _meaning("potential", "number", "market potential, 潜力, 市场潜力, 潜在需求"),
    _meaning(
        "commission", "number", "commission amount, bonus, incentive, payout, 提成, 佣金, 奖金, 提成金额"
    ),
    _meaning("rate", "number", "commission rate, percentage, 提成比例, =比例, 费率, 提成率"),
    _meaning(
        "paid", "number", "amount paid, received, collected, =payment, 已收, 回款, 收款, 回款金额, 已收金额"
    ),
    _meaning(
        "balance", "number", "open amount, outstanding, receivable, 余额, 应收账款, 未收, 欠款, 应收余额"
    ),
    _meaning("probability", "number", "win rate, likelihood, 概率, 赢率, 成功率"),
    _meaning("share", "number", "credit share, =split, =weight, 占比, 份额, 权重, 分摊比例"),
)

_BY_NAME: Final = {meaning.name: meaning for meaning in MEANINGS}
_EXACT: Final = {
    plain(word.removeprefix(_WHOLE)): meaning
    for meaning in reversed(MEANINGS)  # the first meaning keeps a word that two have
    for word in (*meaning.words, meaning.name)
}
_ENGLISH_PARTS: Final = tuple(
    (_tokens(word), meaning)
    for meaning in MEANINGS
    for word in (*meaning.words, meaning.name.replace("_", " "))
    if word.isascii() and not word.startswith(_WHOLE)
)
_CHINESE_PARTS: Final = tuple(
    (plain(word), meaning)
    for meaning in MEANINGS
    for word in meaning.words
    if not word.isascii() and not word.startswith(_WHOLE)
)


def meanings_of(heading: str) -> Iterator[tuple[Meaning, float]]:
    """Yield what a heading can mean, and how well it says so, from 0 to 1; the best first.

    Examples:
        >>> [(meaning.name, fit) for meaning, fit in meanings_of("客户名称")]
        [('customer', 1.0)]
        >>> [meaning.name for meaning, fit in meanings_of("Net sales amount (CNY)")][:1]
        ['amount']
        >>> list(meanings_of("Orders a year"))
        []
    """
    exact = _EXACT.get(plain(heading)) or _BY_NAME.get(dimension_name(heading))
    if exact is not None:
        yield exact, EXACT
        return
    found: dict[str, float] = {}
    for name, part in _parts(heading):
        found[name] = max(_PART + (EXACT - _PART) * part, found.get(name, 0))
    for name, fit in sorted(found.items(), key=lambda pair: -pair[1]):
        yield _BY_NAME[name], fit


def _parts(heading: str) -> Iterator[tuple[str, float]]:
    """Yield the meanings of parts of a heading, and how much of it each part is."""
    tokens = _tokens(heading)
    for words, meaning in _ENGLISH_PARTS:
        if any(tokens[i : i + len(words)] == words for i in range(len(tokens))):
            yield meaning.name, len(words) / (len(tokens) + 1)
    text = plain(heading)
    for word, meaning in _CHINESE_PARTS:
        if word in text:
            yield meaning.name, len(word) / (len(text) + 1)
