"""Leads, deals, quotes, orders and past sales."""

from datetime import date, timedelta
from random import Random

from recipes.follow_up.staff import ACCOUNTS, END, REGION_OF, SELLERS, START

STAGES = (
    ("enquiry|询价", 0.1, 20, "need|需求"),
    ("visit|拜访", 0.2, 25, "need;budget|需求;预算"),
    ("quote|报价", 0.4, 30, "decision maker|决策人"),
    ("proforma|形式发票", 0.5, 20, "deposit|定金"),
    ("contract|合同", 0.8, 30, ""),
    ("order|订单", 0.95, None, ""),
)
SOURCES = ("trade fair|展会", "website|网站", "referral|转介绍", "cold call|电话", "dealer|经销商")
STEPS = [
    "contract|合同",
    "deposit|定金",
    "production|生产",
    "inspection|验货",
    "shipment|发货",
    "documents|单证",
    "invoice|开票",
    "payment|收款",
]
PRODUCTS = ("bearing|轴承", "fastener|紧固件", "cutter|刀具", "gauge|量具")
TRADES = ("Precision|精密件", "Motor|电机", "Pump|水泵", "Valve|阀门")
Rows = list[tuple[object, ...]]


def deals(chance: Random) -> Rows:
    """Return deals of fifteen months; three of them have faults that the report tells."""
    rows: Rows = []
    for place in range(96):
        created = date(2025, 3, 10) + timedelta(days=place * 4 + chance.randrange(6))
        seller = SELLERS[place % 8]
        stage = chance.randrange(6)
        amount = round(chance.lognormvariate(11.6, 0.7), -2)
        age = (END - created).days
        outcome, closed = "open|进行中", None
        if age > 60 and chance.random() < 0.75:
            outcome = "won|赢单" if chance.random() < 0.3 + 0.22 * seller.pace else "lost|丢单"
            closed = created + timedelta(days=30 + chance.randrange(min(age - 30, 110)))
            stage = 5 if outcome.startswith("won") else stage
        since = min(created + timedelta(days=chance.randrange(45)), closed or END)
        known = ["yes|是" if chance.random() < 0.94 or outcome.startswith("won") else None for _ in range(4)]
        document = (
            "P/I" if stage in (4, 5) and outcome.startswith("open") and place % 3 == 0 else "contract|合同"
        )
        expected = END + timedelta(days=chance.randrange(-20, 100)) if outcome.startswith("open") else None
        if place % 13 == 5:
            expected = None
        rows.append(
            (
                _numbered(f"D{place + 1:03d}", PRODUCTS[place % 4]),
                STAGES[stage][0],
                amount if place != 17 else None,
                created,
                since,
                closed,
                outcome,
                document if stage >= 4 else "quote|报价单" if stage >= 2 else None,
                SOURCES[chance.randrange(5)],
                seller.name,
                expected,
                *known,
            )
        )
    rows.append(("D097 bearing|D097 轴承", "promised|口头承诺", 80_000, date(2026, 2, 2), *[None] * 11))
    rows.append(("D098 cutter|D098 刀具", STAGES[1][0], 65_000, "next week|下周", *[None] * 11))
    rows.append((rows[80][0], *rows[80][1:]))
    return rows


def _numbered(number: str, name: str) -> str:
    """Return a name in both languages with a number in front."""
    english, chinese = name.split("|")
    return f"{number} {english}|{number} {chinese}"


def leads(chance: Random) -> Rows:
    """Return leads of the quarter, some of them referred, most of the late ones still waiting."""
    rows: Rows = []
    for place in range(42):
        created = START + timedelta(days=place * 2 + chance.randrange(3))
        answered = created + timedelta(days=chance.choice((0, 0, 1, 1, 2, 4)))
        source = SOURCES[chance.randrange(5)]
        fate = chance.random()
        outcome = "won|赢单" if fate < 0.25 else "lost|丢单" if fate < 0.5 else "open|进行中"
        waits = outcome.startswith("open") and place % 3 == 0
        closed = answered + timedelta(days=20) if outcome.startswith("won") else None
        if closed is not None and closed > END:
            outcome, closed = "open|进行中", None
        visited = answered + timedelta(days=6) if fate < 0.6 and answered + timedelta(days=6) <= END else None
        referrer = ACCOUNTS[place % 5].name if source.startswith("referral") else None
        seller = None if waits else SELLERS[place % 9]
        rows.append(
            (
                _numbered(f"L{place + 1:03d}", chance.choice(TRADES)),
                source,
                chance.choice(tuple(REGION_OF.values())),
                created,
                None if waits else answered,
                seller.name if seller else None,
                *(chance.choice((None, 1, 2, 3)) for _ in range(4)),
                outcome,
                round(chance.lognormvariate(10.8, 0.5), -2) if outcome.startswith("won") else None,
                referrer,
                None if waits else answered,
                visited,
                closed,
            )
        )
    rows.append((_numbered("L043", TRADES[2]), SOURCES[1], "East|华东", None, *[None] * 12))
    return rows


def quotes(chance: Random) -> Rows:
    """Return quotes; one was answered before it was asked for."""
    rows: Rows = []
    for place in range(84):
        asked = START + timedelta(days=place + chance.randrange(4))
        seller = SELLERS[place % 9]
        days = chance.choice((0, 1, 1, 2, 2, 3, 3, 3, 4, 6)) if seller.pace >= 1 else chance.randrange(8)
        answered = asked + timedelta(days=days)
        late = answered > END
        customer = ACCOUNTS[chance.randrange(48)].name
        rows.append(
            (
                f"Q26-{place + 1:03d}",
                customer,
                seller.name,
                chance.randrange(3, 30),
                min(asked, END),
                None if late else answered,
                round(chance.lognormvariate(10.5, 0.6), -2),
            )
        )
    rows.append(
        ("Q26-085", ACCOUNTS[3].name, SELLERS[0].name, 12, date(2026, 2, 9), date(2026, 1, 9), 40_000)
    )
    return rows


def order_steps(chance: Random) -> Rows:
    """Return the steps of orders, planned a fortnight apart, some of them late."""
    rows: Rows = []
    for place in range(10):
        first = date(2025, 12, 8) + timedelta(days=place * 9)
        reached = chance.randrange(2, 9)
        amount = round(chance.lognormvariate(11.8, 0.5), -2)
        delay = 0
        for step, name in enumerate(STEPS):
            planned = first + timedelta(days=14 * step)
            delay += chance.choice((0, 0, 1, 3, 7))
            done = planned + timedelta(days=delay)
            is_done = step < reached and done <= END and not (place == 4 and step == 2)
            account = ACCOUNTS[place * 4]
            rows.append(
                (
                    f"SO26-{place + 1:02d}",
                    account.name,
                    account.owner,
                    name,
                    planned,
                    done if is_done else None,
                    amount,
                )
            )
    return rows


def history(chance: Random) -> Rows:
    """Return sales of 27 months: a season, a slow trend, little noise."""
    season = (0.8, 0.62, 1.08, 1.05, 1.1, 1.12, 0.95, 0.92, 1.06, 1.08, 1.1, 1.12)
    return [
        (
            date(2024 + month // 12, month % 12 + 1, 1),
            round(1_450_000 * season[month % 12] * (1 + 0.008 * month) * chance.uniform(0.95, 1.05), -2),
        )
        for month in range(27)
    ]
