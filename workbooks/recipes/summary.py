"""The sample of the sales summary: two invented years of a small company, in English or Chinese."""

from collections.abc import Iterator
from datetime import date

Row = dict[str, object]
#: Region, province, base sales a month, growth, dealer; English and Chinese.
PLACES = (
    (("East", "华东"), ("Jiangsu", "江苏"), 42_000, 0.12, ("Suzhou Trading", "苏州商贸")),
    (("East", "华东"), ("Zhejiang", "浙江"), 36_000, 0.05, ("Ningbo Supply", "宁波供应")),
    (("East", "华东"), ("Shanghai", "上海"), 51_000, -0.03, ("", "")),
    (("North", "华北"), ("Beijing", "北京"), 39_000, 0.08, ("", "")),
    (("North", "华北"), ("Hebei", "河北"), 18_000, -0.18, ("Baoding Partners", "保定伙伴")),
    (("South", "华南"), ("Guangdong", "广东"), 58_000, 0.15, ("Foshan Depot", "佛山仓配")),
    (("South", "华南"), ("Fujian", "福建"), 22_000, 0.21, ("Xiamen Trade", "厦门贸易")),
    (("West", "西部"), ("Sichuan", "四川"), 27_000, 0.02, ("Chengdu Agency", "成都代理")),
)
#: Product, category, part of a month's sales, part of sales that is cost, first month on sale.
PRODUCTS = (
    ("P100", ("Pumps", "水泵"), 0.45, 0.62, date(2023, 1, 1)),
    ("V200", ("Valves", "阀门"), 0.35, 0.55, date(2023, 1, 1)),
    ("S300", ("Sensors", "传感器"), 0.20, 0.48, date(2023, 1, 1)),
    ("S310", ("Sensors", "传感器"), 0.12, 0.44, date(2025, 5, 1)),
)
SEASON = (0.8, 0.7, 1.0, 1.05, 1.1, 1.05, 0.95, 0.9, 1.1, 1.05, 1.1, 1.2)
CHANNELS = (("Direct", "直销"), ("Dealer", "经销商"), ("Online", "线上"))
PEOPLE = (("Li Na", "李娜"), ("Zhang Wei", "张伟"), ("Chen Jie", "陈杰"), ("Wang Fang", "王芳"))
CUSTOMERS = (
    ("Huadong Machinery", "华东机械"),
    ("Northern Tools", "北方工具"),
    ("Coast Trading", "海岸贸易"),
    ("Delta Pumps", "三角泵业"),
    ("Western Works", "西部工程"),
    ("Harbour Water", "港口水务"),
)
REASONS = (("damaged in transit", "运输损坏"), ("wrong model", "型号不符"), ("quality", "质量问题"))
YEAR = 2025


def sample(language: str) -> dict[str, list[Row]]:
    """Return the rows of every table, by its name; the same language gives the same rows."""
    at = 1 if language == "zh" else 0
    return {
        "summary settings": _settings(at),
        "sales ledger": [*_ledger(at), *_dirty(at)],
        "collections": list(_collections(at)),
        "sales targets": [
            {"date": date(YEAR, month, 1), "target": round(330_000 * SEASON[month - 1], -3)}
            for month in range(1, 13)
        ],
        "products": [
            {"product": code, "name": category[at], "listed": listed}
            for code, category, _, _, listed in PRODUCTS
        ],
        "listings": [
            {
                "date": date(YEAR, 5 + number, 9),
                "product": "S310",
                "dealer": place[4][at],
                "quantity": 4 + number,
            }
            for number, place in enumerate(place for place in PLACES if place[4][0])
        ],
        **_people(at),
        **_market(at),
        **_typed(at),
    }


def _settings(at: int) -> list[Row]:
    stated = (
        ("company", ("Example Flow Control Ltd", "示例流体设备有限公司")[at]),
        ("version", "1.0"),
        ("currency", "CNY"),
        ("prepared_by", PEOPLE[0][at]),
        ("period_start", date(YEAR, 1, 1)),
        ("period_end", date(YEAR, 12, 31)),
        ("tax_basis", ("excluded", "不含税")[at]),
        ("next_growth", 0.08),
        ("deadline", date(YEAR + 1, 1, 15)),
    )
    return [
        {"setting": name, "value": f"{value}" if isinstance(value, date) else value} for name, value in stated
    ]


def _ledger(at: int) -> Iterator[Row]:
    number = 0
    for year in (YEAR - 1, YEAR):
        for month in range(1, 13):
            for place, (region, province, base, growth, dealer) in enumerate(PLACES):
                for product, (code, category, part, cost, listed) in enumerate(PRODUCTS):
                    day = date(year, month, 1 + (5 * place + 7 * product + month) % 27)
                    if day < listed:
                        continue
                    number += 1
                    swing = 0.9 + 0.05 * ((place * 3 + product * 5 + month * 7) % 5)
                    grown = 1 + growth if year == YEAR else 1
                    amount = round(base * SEASON[month - 1] * part * swing * grown, 2)
                    returned = round(0.04 * amount, 2) if number % 9 == 0 else None
                    channel = 1 if dealer[0] and product != 2 else (2 if product == 2 else 0)
                    yield {
                        "date": day,
                        "order": f"S{year}{number:04d}",
                        "customer": CUSTOMERS[(place * 2 + product) % len(CUSTOMERS)][at],
                        "segment": (("Industry", "工业"), ("Municipal", "市政"))[(place + product) % 2][at],
                        "product": code,
                        "category": category[at],
                        "region": region[at],
                        "province": province[at],
                        "dealer": dealer[at] if channel == 1 else None,
                        "channel": CHANNELS[channel][at],
                        "person": PEOPLE[place % len(PEOPLE)][at],
                        "quantity": max(1, round(amount / 950)),
                        "amount": amount,
                        "tax": round(0.13 * amount, 2),
                        "cost": round(cost * amount, 2),
                        "returned": returned,
                        "reason": REASONS[number // 9 % 3][at] if returned else None,
                    }


def _dirty(at: int) -> list[Row]:
    """Return rows as they come: no date, an amount in words, cancelled, a return, without customer."""
    row = {"product": "P100", "category": PRODUCTS[0][1][at], "region": "East" if not at else "华东"}
    return [
        {**row, "order": "X1", "date": None, "amount": 1_250.0, "customer": CUSTOMERS[0][at]},
        {**row, "order": "X2", "date": date(YEAR, 3, 3), "amount": "about 900", "customer": CUSTOMERS[1][at]},
        {
            **row,
            "order": "X3",
            "date": date(YEAR, 4, 4),
            "amount": 3_000.0,
            "status": ("cancelled", "已取消")[at],
        },
        {**row, "order": "X4", "date": date(YEAR, 6, 6), "amount": -480.5, "customer": CUSTOMERS[2][at]},
        {**row, "order": "X5", "date": date(YEAR, 8, 8), "amount": 760.0},
    ]


def _collections(at: int) -> Iterator[Row]:
    for year in (YEAR - 1, YEAR):
        for month in range(1, 13):
            for place, (region, _, base, growth, _) in enumerate(PLACES):
                grown = 1 + growth if year == YEAR else 1
                amount = round(base * SEASON[month - 2] * 1.13 * grown * (0.90 + 0.02 * (place % 4)), 2)
                yield {
                    "date": date(year, month, 20),
                    "amount": amount,
                    "customer": CUSTOMERS[place % len(CUSTOMERS)][at],
                    "region": region[at],
                }


def _people(at: int) -> dict[str, list[Row]]:
    regions = [place[0][at] for place in PLACES]
    sales = ("Sales", "销售")[at]
    staff: list[Row] = [
        {
            "person": name[at],
            "joined": date(2022, 3 + number, 1),
            "region": regions[2 * number],
            "position": sales,
        }
        for number, name in enumerate(PEOPLE)
    ]
    staff += [
        {
            "person": ("Zhao Min", "赵敏")[at],
            "joined": date(2023, 9, 1),
            "left": date(YEAR, 6, 30),
            "region": regions[3],
            "position": sales,
            "reason": ("moved away", "迁居")[at],
        },
        {
            "person": ("Liu Yang", "刘洋")[at],
            "joined": date(YEAR, 7, 14),
            "region": regions[3],
            "position": sales,
        },
    ]
    courses = (("Solution selling", "方案式销售"), ("Key accounts", "大客户管理"))
    training: list[Row] = [
        {
            "person": name[at],
            "course": courses[number % 2][at],
            "date": date(year, 4 + 3 * (number % 2), 12),
            "hours": 8 + 4 * (number % 2),
            "score": 72 + 5 * number + (6 if year == YEAR else 0),
            "cost": 900 + 300 * (number % 2),
        }
        for year in (YEAR - 1, YEAR)
        for number, name in enumerate(PEOPLE)
    ]
    questions = (("Quality", "产品质量"), ("Delivery", "交货及时"), ("Service", "售后服务"))
    ratings: list[Row] = [
        {
            "date": date(year, 11, 10 + place),
            "score": 2 + (place * (number + 1) + year) % 4,
            "question": question[at],
            "region": region[at],
        }
        for year in (YEAR - 1, YEAR)
        for place, (region, *_) in enumerate(PLACES)
        for number, question in enumerate(questions)
    ]
    return {"staff": staff, "training": training, "satisfaction": ratings}


def _market(at: int) -> dict[str, list[Row]]:
    regions = list(dict.fromkeys(place[0] for place in PLACES))
    sizes = {"East": 14_000_000, "North": 6_500_000, "South": 9_000_000, "West": 4_200_000}
    items = (("Travel", "差旅费", 9_000), ("Advertising", "广告费", 14_000), ("Exhibitions", "展会费", 6_000))
    market: list[Row] = [
        {
            "date": date(year, 12, 31),
            "region": region[at],
            "size": sizes[region[0]] * (1 if year == YEAR else 0.94),
        }
        for year in (YEAR - 1, YEAR)
        for region in regions
    ]
    expenses: list[Row] = [
        {
            "date": date(year, month, 28),
            "item": item[at],
            "amount": round(amount * SEASON[month - 1] * (1.06 if year == YEAR else 1) * (1 + place / 10), 2),
            "region": region[at],
        }
        for year in (YEAR - 1, YEAR)
        for month in range(3, 13, 3)
        for place, region in enumerate(regions)
        for *item, amount in items
    ]
    budget: list[Row] = [
        {"date": date(YEAR, month, 1), "item": item[at], "amount": 1.1 * amount, "region": region[at]}
        for month in range(3, 13, 3)
        for region in regions
        for *item, amount in items
    ]
    return {"market size": market, "expenses": expenses, "expense budget": budget}


def _typed(at: int) -> dict[str, list[Row]]:
    kinds = (("strength", "优势"), ("weakness", "劣势"), ("opportunity", "机会"), ("threat", "威胁"))
    points = (
        ("Delivery within five days in the East", "华东五日交货", "Extend to the South", "推广到华南"),
        ("Few dealers in the West", "西部经销商少", "Two dealers by June", "六月前新增两家"),
        (
            "Municipal renewal of pumping stations",
            "市政泵站更新",
            "A team of two for tenders",
            "两人投标小组",
        ),
        ("Cheaper sensors from new makers", "新厂家低价传感器", "S310 as the entry model", "以S310作入门款"),
    )
    regions = {place[0][0]: place[0][at] for place in PLACES}
    return {
        "swot": [
            {"kind": kind[at], "point": point[at], "answer": point[2 + at], "owner": PEOPLE[number][at]}
            for number, (kind, point) in enumerate(zip(kinds, points, strict=True))
        ],
        "competitor analysis": [
            {
                "competitor": ("Blue River", "蓝河")[at],
                "strength": ("own service stations", "自有服务站")[at],
                "weakness": ("narrow range of valves", "阀门品种少")[at],
                "move": ("cut prices of pumps by 6 % in May", "五月水泵降价6%")[at],
                "answer": ("bundle pump and valve", "泵阀组合报价")[at],
            }
        ],
        "product development": [
            {
                "product": PRODUCTS[2][1][at],
                "trend": ("wireless reading becomes the rule", "无线抄表成为主流")[at],
                "answer": ("S310 with radio module", "S310加装无线模块")[at],
                "date": date(YEAR + 1, 3, 1),
            }
        ],
        "conclusions": [
            {
                "conclusion": ("The South grows faster than its market", "华南增长快于市场")[at],
                "evidence": ("share up, returns steady", "份额上升，退货平稳")[at],
                "feeds": ("both", "两者")[at],
                "dimension": ("region", "区域")[at],
                "member": regions["South"],
                "growth": 0.15,
                "bonus_factor": 1.2,
                "owner": PEOPLE[2][at],
                "deadline": date(YEAR + 1, 1, 20),
            },
            {
                "conclusion": ("Hebei has to be rebuilt with a new dealer", "河北须更换经销商重建")[at],
                "evidence": ("sales fell by a fifth", "销售下降近两成")[at],
                "feeds": ("plan", "计划")[at],
                "dimension": ("province", "省份")[at],
                "member": PLACES[4][1][at],
                "growth": 0.05,
            },
        ],
        "summary sections": [
            {"section": name, "owner": PEOPLE[number % 4][at], "deadline": date(YEAR + 1, 1, 10)}
            for number, name in enumerate(
                (
                    ("Sales", "Cash collected", "Regions and provinces", "Customers", "SWOT", "Conclusions"),
                    ("销售额", "回款额", "区域与省份", "客户别", "SWOT分析", "总结结论"),
                )[at]
            )
        ],
        "organisation forms": [
            {
                "form": ("Territories", "大区")[at],
                "kind": ("region", "地域型")[at],
                "levels": ("region, province", "区域, 省份")[at],
            },
            {
                "form": ("Product lines", "产品线")[at],
                "kind": ("product", "产品型")[at],
                "levels": ("category, product", "品类, 产品")[at],
            },
            {
                "form": ("Markets", "行业")[at],
                "kind": ("customer", "顾客型")[at],
                "levels": ("segment, customer", "segment, 客户")[at],
            },
            {
                "form": ("Sales teams", "销售组")[at],
                "kind": ("function", "职能型")[at],
                "levels": ("person", "人员")[at],
            },
            {
                "form": ("Region by line", "区域×产品线")[at],
                "kind": ("mixed", "复合型")[at],
                "levels": ("region, category", "区域, 品类")[at],
            },
        ],
        "organisation units": [
            {"form": ("Sales teams", "销售组")[at], "unit": PEOPLE[0][at], "parent": ("Team A", "一组")[at]},
            {
                "form": ("Sales teams", "销售组")[at],
                "unit": PEOPLE[1][at],
                "parent": ("Team A", "一组")[at],
                "end": date(YEAR, 6, 30),
            },
            {
                "form": ("Sales teams", "销售组")[at],
                "unit": PEOPLE[1][at],
                "parent": ("Team B", "二组")[at],
                "start": date(YEAR, 7, 1),
            },
            {"form": ("Sales teams", "销售组")[at], "unit": PEOPLE[2][at], "parent": ("Team B", "二组")[at]},
            {"form": ("Sales teams", "销售组")[at], "unit": PEOPLE[3][at], "parent": ("Team B", "二组")[at]},
        ],
    }
