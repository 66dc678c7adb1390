"""What the field sees: feedback, competitors, promotions, prices, shelves, margins, displays, markets."""

from datetime import date, timedelta
from random import Random

from recipes.follow_up.pipeline import PRODUCTS
from recipes.follow_up.staff import END, REGION_OF, SELLERS, START

BRANDS = [
    "Anda|安达",
    "Boli|博利",
    "Chuanfeng|川峰",
    "Deshi|德士",
    "Enhui|恩汇",
    "Fuda|富达",
    "Gaoke|高科",
    "Haige|海格",
    "Jiahe|嘉禾",
    "Kunpeng|鲲鹏",
]
TYPES = (
    "market trend|市场动向",
    "consumer needs|消费者需求",
    "competitor change|竞争对手变化",
    "dealer request|经销商要求",
)
SUBJECTS = (
    (
        "Two distributors build up stock before the season|两家经销商在旺季前备货",
        "Small tenders move online|小额招标转到线上",
    ),
    ("Smaller packs wanted|希望小包装", "Certificates with every batch|每批次要求附质保书"),
    (
        "New sales office opened nearby|附近新设销售处",
        "Competitor hires two of our dealers' staff|竞品招走经销商人员",
    ),
    ("Longer terms asked for|要求延长账期", "Wants a display stand|要求陈列架"),
)
FORMS = ("price cut|降价", "bundle|捆绑", "gift|赠品", "free trial|免费试用")
OUTLETS = tuple(f"Shop {place:02d}|门店{place:02d}" for place in range(1, 17))
STANDARD = (
    ("facings|排面", 4),
    ("eye level|视平线", "yes|是"),
    ("price tag|价格牌", "yes|是"),
    ("stock behind|后备货", 6),
)
FACTORS = (
    ("resources|企业资源", 4, 1, 2),
    ("product alike|产品同质性", 4, 2, 2),
    ("market alike|市场同质性", 4, 1, 2),
    ("early life|产品生命周期", 2, 1, 3),
    ("few rivals|竞争者数目", 2, 1, 4),
    ("rivals alike|竞争者战略", 3, 1, 2),
)
MARKETS = ("Workshops|维修厂", "Export|出口")
TRAITS = (
    (0, "many buyers|客户多而分散"),
    (0, "small orders|单价低"),
    (0, "simple product|产品标准化"),
    (0, "negotiated price|价格可议"),
    (1, "few buyers|客户少而集中"),
    (1, "large orders|订单金额大"),
    (1, "complex product|产品复杂"),
)
Rows = list[tuple[object, ...]]


def feedback(chance: Random) -> Rows:
    """Return the register; some entries wait, one has a type of its own."""
    rows: Rows = []
    for place in range(38):
        day = START + timedelta(days=place * 2 + chance.randrange(8))
        kind = chance.choices(range(4), (9, 7, 12, 6))[0]
        seller = SELLERS[place % 9]
        answered = day + timedelta(days=chance.randrange(1, 15)) if chance.random() < 0.7 else None
        subject = chance.choice(SUBJECTS[kind])
        rows.append((day, TYPES[kind], seller.name, REGION_OF[seller.team], subject, answered))
    rows.append(
        (date(2026, 3, 5), "gossip|传闻", SELLERS[1].name, "North|华北", "Heard at the fair|展会听说", None)
    )
    return rows


def competitors() -> Rows:
    """Return two lists: nine brands before the quarter, one gone and two new at its end."""
    before = [(brand, date(2025, 12, 31)) for brand in BRANDS[:8]]
    after = [(brand, END) for brand in (*BRANDS[:3], *BRANDS[4:8], *BRANDS[8:10])]
    return [(brand, day, "tools|工具", "East|华东") for brand, day in (*before, *after)]


def promotions(chance: Random) -> Rows:
    """Return promotions; one ends before it starts."""
    rows: Rows = []
    for place in range(14):
        start = date(2025, 12, 15) + timedelta(days=place * 8)
        end = start + timedelta(days=chance.choice((6, 9, 13, 20))) if place != 11 else None
        brand, product = BRANDS[chance.randrange(8)], chance.choice(PRODUCTS)
        form = chance.choice(FORMS)
        discount = chance.choice((0.05, 0.08, 0.1, 0.15)) if form.startswith("price") else None
        rows.append((brand, product, start, end, form, discount, chance.choice(tuple(REGION_OF.values()))))
    rows.append((BRANDS[2], PRODUCTS[0], date(2026, 3, 20), date(2026, 3, 2), FORMS[1], None, "East|华东"))
    return rows


def prices(chance: Random) -> Rows:
    """Return prices of four brands by month, with our own; one price is 0."""
    own = dict(zip(PRODUCTS, (86.0, 12.5, 240.0, 410.0), strict=True))
    rows: Rows = []
    for brand in BRANDS[:4]:
        for product in PRODUCTS[:3]:
            price = own[product] * chance.uniform(0.88, 1.1)
            for month in (date(2025, 12, 15), date(2026, 1, 15), date(2026, 2, 14), date(2026, 3, 16)):
                price *= chance.choice((1, 1, 1.01, 0.985, 0.93, 1.06))
                rows.append((brand, product, month, round(price, 2), own[product]))
    rows.append((BRANDS[4], PRODUCTS[0], date(2026, 3, 16), 0, own[PRODUCTS[0]]))
    return rows


def shelves(chance: Random) -> Rows:
    """Return goods on shelves; one was made after it was seen."""
    rows: Rows = []
    for place in range(28):
        seen = date(2026, 3, 2) + timedelta(days=place % 25)
        made = seen - timedelta(days=chance.choice((15, 30, 45, 58, 75, 120, 170, 190, 240)))
        sold = chance.choice((0, 1, 2, 3, 4))
        outlet = OUTLETS[place % 16]
        rows.append((PRODUCTS[place % 4], outlet, made, seen, chance.randrange(4, 150), sold))
    rows.append((PRODUCTS[1], OUTLETS[2], date(2026, 3, 30), date(2026, 3, 10), 20, 2))
    return rows


def peers(chance: Random) -> Rows:
    """Return our margin of each product, and those of peers."""
    rows: Rows = []
    for product, own in zip(PRODUCTS, (0.26, 0.19, 0.31, 0.24), strict=True):
        rows.append((product, own, None, None))
        rows += [(product, None, brand, round(own * chance.uniform(0.8, 1.15), 3)) for brand in BRANDS[:5]]
    return rows


def outlets(chance: Random) -> Rows:
    """Return which shop carries what."""
    turnover = {outlet: round(chance.lognormvariate(11, 0.6), -3) for outlet in OUTLETS}
    return [
        (outlet, product, turnover[outlet], "yes|是" if chance.random() < part else "no|否")
        for product, part in zip(PRODUCTS[:3], (0.8, 0.6, 0.35), strict=True)
        for outlet in OUTLETS
    ]


def displays(chance: Random) -> Rows:
    """Return displays as they were seen."""
    return [
        (
            outlet,
            date(2026, 3, 3) + timedelta(days=place),
            chance.randrange(2, 7),
            chance.choice(("yes|是", "yes|是", "no|否")),
            chance.choice(("yes|是", "yes|是", "yes|是", "no|否")),
            chance.randrange(3, 14),
        )
        for place, outlet in enumerate(OUTLETS)
    ]


def ratings() -> Rows:
    """Return the rated factors of two markets."""
    return [
        (MARKETS[side], factor, scores[side], scores[2]) for side in (0, 1) for factor, *scores in FACTORS
    ]


def traits() -> Rows:
    """Return the traits of both markets."""
    return [(MARKETS[side], trait) for side, trait in TRAITS]
