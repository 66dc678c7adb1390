"""People or advertisements: which of them moves a market."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from xlsales.kernel.words import folded

Push = Literal["personal selling", "advertising"]

#: Traits of a market and what each speaks for, English to Chinese.
TRAITS: Final[Mapping[str, tuple[Push, str]]] = {
    "few buyers": ("personal selling", "客户少而集中"),
    "large orders": ("personal selling", "订单金额大"),
    "complex product": ("personal selling", "产品复杂"),
    "negotiated price": ("personal selling", "价格可议"),
    "fast feedback": ("personal selling", "需要快速反馈"),
    "many buyers": ("advertising", "客户多而分散"),
    "small orders": ("advertising", "单价低"),
    "simple product": ("advertising", "产品标准化"),
    "fixed price": ("advertising", "价格固定"),
    "new brand": ("advertising", "品牌需要知名度"),
}


@dataclass(frozen=True, slots=True)
class PushAdvice:
    """What traits of a market speak for.

    Attributes:
        push: Personal selling, advertising, or both where they are even.
        personal: Traits that speak for people.
        advertising: Traits that speak for advertisements.
        unread: Words that are no trait.
    """

    push: Push | Literal["both"]
    personal: tuple[str, ...]
    advertising: tuple[str, ...]
    unread: tuple[str, ...]


def push_advice(traits: Iterable[str], rules: Mapping[str, tuple[Push, str]] = TRAITS) -> PushAdvice:
    """Tell whether people or advertisements should push (IF7).

    Args:
        traits: Traits of the market, in English or Chinese, whatever their width and case; each counts once.
        rules: What each trait speaks for.

    References:
        Handbook: flexibility, timeliness and speed of information decide between the two.

    Examples:
        >>> push_advice(["few buyers", "产品复杂", "fixed price"]).push
        'personal selling'
    """
    known = {
        folded(word): (name, push) for name, (push, chinese) in rules.items() for word in (name, chinese)
    }
    sides: dict[Push, list[str]] = {"personal selling": [], "advertising": []}
    unread = []
    for key, trait in {folded(word): word.strip() for word in traits}.items():
        if key not in known:
            unread.append(trait)
            continue
        name, push = known[key]
        if name not in sides[push]:
            sides[push].append(name)
    people, adverts = sides["personal selling"], sides["advertising"]
    push_word: Push | Literal["both"] = "both"
    if len(people) != len(adverts):
        push_word = "personal selling" if len(people) > len(adverts) else "advertising"
    return PushAdvice(push_word, tuple(people), tuple(adverts), tuple(unread))
