"""Who sells in the example, and to whom. Texts are English and Chinese, parted by a bar."""

from datetime import date
from typing import NamedTuple

START, END = date(2026, 1, 1), date(2026, 3, 31)


class Seller(NamedTuple):
    """Somebody who sells; ``pace`` makes some busier than others in everything that is invented."""

    name: str
    team: str
    leader: str
    position: str
    hired: date
    since: date
    daily_visits: int
    pace: float


class Account(NamedTuple):
    """A customer."""

    identity: str
    name: str
    grade: str
    owner: str
    region: str
    last_contact: date | None


NORTH, EAST, SOUTH = "North team|北方组", "East team|华东组", "South team|南方组"
WU, SHEN, HUANG = "Wu Gang|吴刚", "Shen Yan|沈燕", "Huang Tao|黄涛"
JUNIOR, SENIOR = "sales representative|销售代表", "senior representative|高级销售代表"
SELLERS = (
    Seller("Li Wei|李伟", NORTH, WU, SENIOR, date(2021, 3, 1), date(2024, 1, 1), 3, 1.15),
    Seller("Wang Fang|王芳", NORTH, WU, JUNIOR, date(2023, 7, 3), date(2023, 7, 3), 3, 1.05),
    Seller("Zhao Lei|赵磊", NORTH, WU, JUNIOR, date(2025, 10, 8), date(2025, 10, 8), 3, 0.75),
    Seller("Chen Jie|陈洁", EAST, SHEN, SENIOR, date(2020, 5, 6), date(2022, 7, 1), 3, 1.2),
    Seller("Zhou Min|周敏", EAST, SHEN, JUNIOR, date(2022, 9, 1), date(2022, 9, 1), 3, 1.2),
    Seller("Sun Hao|孙浩", EAST, SHEN, JUNIOR, date(2024, 2, 26), date(2024, 2, 26), 3, 0.95),
    Seller("Xu Ling|徐玲", SOUTH, HUANG, SENIOR, date(2019, 4, 1), date(2023, 1, 1), 3, 1.0),
    Seller("Gao Peng|高鹏", SOUTH, HUANG, JUNIOR, date(2024, 8, 5), date(2024, 8, 5), 3, 0.85),
    Seller("Lin Yue|林悦", SOUTH, HUANG, JUNIOR, date(2026, 1, 12), date(2026, 1, 12), 2, 0.7),
)
REGION_OF = {NORTH: "North|华北", EAST: "East|华东", SOUTH: "South|华南"}
_NAMES = [
    "Huaxin|华信",
    "Hengli|恒力",
    "Ruida|瑞达",
    "Jinma|金马",
    "Dongfang|东方",
    "Xinghai|星海",
    "Botong|博通",
    "Yongsheng|永盛",
    "Tianyu|天宇",
    "Kaixuan|凯旋",
    "Lianchuang|联创",
    "Weiye|伟业",
]
_TRADES = ("Machinery|机械", "Tools|工具", "Trading|商贸", "Electric|电气")
GRADES = ("key|目标大客户", "target|目标客户", "potential|潜在客户")


def _account(place: int) -> Account:
    english, chinese = _NAMES[place % 12].split("|")
    trade, its_chinese = _TRADES[place // 12].split("|")
    seller = SELLERS[place % 9]
    return Account(
        f"C{place + 1:03d}",
        f"{english} {trade}|{chinese}{its_chinese}",
        GRADES[0] if place % 6 == 0 else GRADES[1] if place % 3 else GRADES[2],
        seller.name,
        REGION_OF[seller.team],
        None if place == 44 else date(2025, 12, 1 + place % 28),
    )


ACCOUNTS = tuple(map(_account, range(48)))
