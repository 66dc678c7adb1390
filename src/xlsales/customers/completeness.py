"""How complete a file or a quote is: the fields that are filled, and those that are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlsales.kernel.values import is_blank

#: What a quote in export trade has to say, English to Chinese.
QUOTE_FIELDS: Final = {
    "name": "名称",
    "address": "地址",
    "people": "人数",
    "output": "产量",
    "delivery": "交货期",
    "least order": "最少订货量",
    "packaging": "包装",
    "port": "港口",
    "payment terms": "付款方式",
}


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what is wanted is there.

    Attributes:
        share: Filled weight by wanted weight, 0 to 1.
        missing: Fields that are not filled, in the order wanted.
    """

    share: Fraction
    missing: tuple[str, ...]


def completeness(values: Mapping[str, object], wanted: Mapping[str, Fraction]) -> Completeness:
    """Tell how complete the file of a customer, or a quote, is (CG16, PR6).

    Args:
        values: What is known, by field; blanks and texts of blanks are not known, 0 is.
        wanted: Weight of each field, above 0.

    Examples:
        >>> wanted = dict.fromkeys(["name", "tax id", "contact"], Fraction(1))
        >>> completeness({"name": "Acme", "tax id": " "}, wanted)
        Completeness(share=Fraction(1, 3), missing=('tax id', 'contact'))
    """
    missing = tuple(name for name in wanted if _unknown(values.get(name)))
    whole = sum(wanted.values(), Fraction(0))
    lacking = sum((wanted[name] for name in missing), Fraction(0))
    return Completeness((whole - lacking) / whole if whole else Fraction(1), missing)


def _unknown(value: object) -> bool:
    return is_blank(value) or (isinstance(value, str) and not value.strip())
