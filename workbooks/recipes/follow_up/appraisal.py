"""Key figures with what was measured, past grades, promotion, titles, training."""

from datetime import date, timedelta
from random import Random

from recipes.follow_up.staff import END, JUNIOR, SELLERS, SENIOR, START

SCORECARD = (
    ("attainment|目标完成率", None, 0.35, 1, 1.2, "result|结果", "high|越高越好"),
    ("collection rate|回款率", None, 0.15, 0.95, 1.1, "result|结果", None),
    ("gross margin|毛利", None, 0.1, 150_000, 1.2, "result|结果", None),
    ("return rate|退货率", None, 0.05, 0.02, 1.2, "result|结果", None),
    ("customer satisfaction|客户满意度", None, 0.05, 0.9, 1.1, "customer|客户", None),
    ("visit rate|拜访完成率", None, 0.1, 1, 1.1, "process|过程", None),
    ("feedback in time|反馈及时率", None, 0.1, 0.9, 1.1, "process|过程", None),
    ("quotes in time|报价及时率", None, 0.1, 0.9, 1.1, "process|过程", None),
)
GRADES = (
    ("A|A", 105, 0.2),
    ("B|B", 95, 0.4),
    ("C|C", 80, 0.3),
    ("D|D", 0, 0.1),
)
PROMOTION = (
    (JUNIOR, SENIOR, 24, "A;B", 2, 3, "D", 1),
    (SENIOR, "team leader|销售组长", 36, "A", 2, 4, "D", 1),
)
TITLES = (
    ("Sales champion|销售冠军", "person|个人", "sales amount|销售额", 1, 500_000),
    ("Best score|综合之星", "person|个人", None, 1, 100),
    ("Quickest quotes|报价之星", "person|个人", "quotes in time|报价及时率", 1, 0.8),
    ("Outstanding team|优秀团队", "team|团队", None, 1, 90),
)
COURSES = (
    ("Product knowledge|产品知识", 6, 300),
    ("Negotiation|谈判技巧", 8, 600),
    ("Credit and collection|信用与回款", 4, 200),
)
Rows = list[tuple[object, ...]]


def figures(chance: Random) -> Rows:
    """Return what the accounts know of each seller and month."""
    rows: Rows = []
    for seller in SELLERS:
        for month in (1, 2, 3):
            day = date(2026, month, 1)
            if seller.hired > date(2026, month, 28):
                continue
            target = 230_000 if month != 2 else 150_000
            sales = round(target * seller.pace * chance.uniform(0.88, 1.08), -2)
            if seller.name.startswith(("Chen", "Zhou")):
                sales = target * 1.1  # equals, so that the report shows a tie
            rows += [
                (seller.name, "sales|销售额", day, sales),
                (seller.name, "target|目标", day, target),
                (seller.name, "cost|成本", day, round(sales * 0.76, -2)),
                (seller.name, "due|应收", day, round(sales * 1.05, -2)),
                (seller.name, "collected|回款", day, round(sales * chance.uniform(0.88, 1.03), -2)),
                (seller.name, "returns|退货", day, round(sales * chance.uniform(0.005, 0.035), -2)),
            ]
    rows.append(("Ma Chao|马超", "sales|销售额", date(2026, 1, 1), 88_000))
    rows.append((SELLERS[2].name, "sales|销售额", date(2026, 2, 1), "12 万"))
    return rows


def values(chance: Random) -> Rows:
    """Return key figures that are measured elsewhere: one seller's survey is not in yet."""
    rows: Rows = [
        (seller.name, "customer satisfaction|客户满意度", END, round(chance.uniform(0.82, 0.97), 3))
        for seller in SELLERS[:-1]
    ]
    return [*rows, *((seller.name, "sales amount|销售额", END, None) for seller in SELLERS[-1:])]


def past(chance: Random) -> Rows:
    """Return the grades of four quarters."""
    rows: Rows = []
    for seller in SELLERS:
        for month in (3, 6, 9, 12):
            day = date(2025, month, 28)
            if seller.hired < day - timedelta(days=80):
                score = round(96 * seller.pace * chance.uniform(0.93, 1.07), 1)
                grade = next(name for name, least, _ in GRADES if score >= float(least))
                rows.append((seller.name, day, grade, score))
    return rows


def training(chance: Random) -> Rows:
    """Return training records; two sellers had none."""
    rows: Rows = []
    for place, seller in enumerate(SELLERS):
        if place in (2, 7):
            continue
        for course, hours, cost in chance.sample(COURSES, chance.randrange(1, 4)):
            day = START + timedelta(days=chance.randrange(80))
            rows.append((seller.name, course, max(day, seller.hired), hours, chance.randrange(70, 98), cost))
    return rows
