"""What money is shown in: 元, 万元, thousands."""

from __future__ import annotations

from typing import Final

from xlsales.kernel.words import Language

#: Words of ``--unit``, English and Chinese, and how much of the currency's unit one of them is.
UNITS: Final[dict[str, int]] = {
    "one": 1,
    "元": 1,
    "thousand": 1_000,
    "千元": 1_000,
    "wan": 10_000,
    "万元": 10_000,
    "million": 1_000_000,
    "百万元": 1_000_000,
}
_YUAN: Final = {
    "": "元",
    "cny": "元",
    "rmb": "元",
    "usd": "美元",
    "eur": "欧元",
    "jpy": "日元",
    "hkd": "港元",
}
_PREFIX: Final = {1: "", 1_000: "千", 10_000: "万", 1_000_000: "百万"}
_ENGLISH: Final = {1: "", 1_000: "thousand", 10_000: "10,000", 1_000_000: "million"}


def unit_text(scale: int, currency: str, language: Language) -> str:
    """Return what money is shown in.

    Examples:
        >>> unit_text(10_000, "CNY", "zh"), unit_text(1, "USD", "zh"), unit_text(1, "", "zh")
        ('万元', '美元', '元')
        >>> unit_text(1000, "USD", "en"), unit_text(1, "", "en"), unit_text(1, "EUR", "en")
        ('thousand USD', '', 'EUR')
    """
    if language == "zh":
        return _PREFIX[scale] + _YUAN.get(currency.casefold(), currency)
    return f"{_ENGLISH[scale]} {currency}".strip()
