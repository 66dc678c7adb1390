"""Visits with their plan, feedback and sign-offs, and complaints."""

from datetime import date, datetime, time, timedelta
from random import Random

from recipes.follow_up.staff import ACCOUNTS, END, HUANG, SELLERS, SHEN, START, WU, Account

OUTCOMES = (
    ("listens|听介绍", 35),
    ("lukewarm|反应平淡", 30),
    ("impatient|不耐烦", 20),
    ("order|下单", 10),
    ("hostile|极端反感", 5),
)
CONTENTS = (
    "asked for the new price list|索要新价目表",
    "stock checked, reorder in two weeks|核对库存，两周后补货",
    "sample handed over|已交样品",
    "delivery date discussed|讨论交货期",
    "wants a joint promotion|希望联合促销",
)
KINDS = ("delivery|交期", "quality|质量", "invoice|发票", "service|服务")
#: Weekdays of the quarter on which China does not work, and days of the weekend on which it does.
OFF = {date(2026, 1, 1), date(2026, 1, 2)} | {date(2026, 2, 16) + timedelta(days=day) for day in range(8)}
Rows = list[tuple[object, ...]]


def workdays() -> list[date]:
    """Return the weekdays of the quarter that are no holidays."""
    days = [START + timedelta(days=step) for step in range((END - START).days + 1)]
    return [day for day in days if day.weekday() < 5 and day not in OFF]


def visits(chance: Random) -> tuple[Rows, Rows]:
    """Return visits and the plan they were made by; four visits cannot have been as they are logged."""
    made: Rows = []
    plan: Rows = []
    for seller in SELLERS:
        own = [account for account in ACCOUNTS if account.owner == seller.name]
        for day in workdays():
            if day < seller.hired:
                continue
            count = min(4, max(0, round(chance.gauss(seller.daily_visits * (0.35 + 0.6 * seller.pace), 0.7))))
            seen = [account for account in own if not _is_neglected(account, day)]
            today = chance.sample(seen, min(count, len(seen)))
            missed = [account for account in own if account not in today]
            planned = today[: seller.daily_visits - 1] + missed[: 1 if chance.random() < 0.7 else 0]
            plan += [(account.identity, account.name, seller.name, day) for account in planned]
            for number, account in enumerate(today):
                start = datetime.combine(day, time(9)) + timedelta(minutes=95 * number + chance.randrange(25))
                end = start + timedelta(minutes=chance.choice((20, 30, 40, 60)))
                same_day = chance.random() < 0.6 + 0.3 * (seller.pace - 0.5)
                outcome = chance.choices(*zip(*OUTCOMES, strict=True))[0]
                content = chance.choice(CONTENTS) if chance.random() < 0.9 else None
                reported = day if same_day else day + timedelta(days=chance.randrange(1, 4))
                made.append(_visit(account, seller.name, start, end, reported, outcome, content))
    made += _odd()
    made.sort(key=lambda row: (str(row[3]), str(row[2])))
    return made, plan


def _is_neglected(account: Account, day: date) -> bool:
    """Tell whether nobody goes to a customer: to one in thirteen at all, to one in six since January."""
    place = int(account.identity[1:])
    return place % 13 == 7 or (place % 6 == 2 and day >= date(2026, 1, 23 + place % 8))


def _odd() -> Rows:
    """Return visits that overlap, come twice, end before they start; and one without a day."""
    customer, other = ACCOUNTS[1], ACCOUNTS[10]
    noon = datetime(2026, 3, 24, 13)
    three_hours = _visit(customer, customer.owner, noon, noon + timedelta(hours=3), noon.date())
    inside = noon + timedelta(hours=1)
    return [
        three_hours,
        _visit(other, customer.owner, inside, inside + timedelta(minutes=30), noon.date()),
        three_hours,
        _visit(other, other.owner, inside, noon, noon.date()),
        (customer.identity, customer.name, customer.owner, "yesterday|昨天", *[None] * 5),
        (None, None, other.owner, noon.date(), *[None] * 5),
    ]


def _visit(
    account: Account,
    person: str,
    start: datetime,
    end: datetime,
    reported: date,
    outcome: str | None = None,
    content: str | None = None,
) -> tuple[object, ...]:
    return (
        account.identity,
        account.name,
        person,
        start.date(),
        start.time(),
        end.time(),
        reported,
        outcome,
        content,
    )


def sign_offs(chance: Random) -> Rows:
    """Return what leaders signed: most days in time, some late, some never."""
    rows: Rows = []
    for leader, care in ((WU, 0.95), (SHEN, 0.85), (HUANG, 0.6)):
        for day in workdays():
            if chance.random() < care:
                rows.append((leader, day, day + timedelta(days=chance.choice((0, 0, 0, 1, 1, 3)))))
    return rows


def complaints(chance: Random) -> Rows:
    """Return complaints, some of them still open."""
    rows: Rows = []
    for place in range(22):
        account = ACCOUNTS[chance.randrange(48)]
        opened = date(2025, 12, 20) + timedelta(days=place * 5 - chance.randrange(4))
        opened = min(opened, END - timedelta(days=2))
        closed = opened + timedelta(days=chance.choice((1, 2, 3, 5, 7, 8, 14)))
        is_open = closed > END or place in (6, 13, 19)
        rows.append(
            (
                f"K{place + 1:02d}",
                account.identity,
                account.name,
                opened,
                None if is_open else closed,
                account.owner,
                KINDS[chance.randrange(4)],
            )
        )
    return rows
