"""Tests of an attribute as users write them: ``>=100``, ``=Retail``, ``in:A|B``, ``10..20``, ``blank``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Final, Literal, Protocol

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import exact, shown
from xlsales.kernel.values import CellValue, is_blank
from xlsales.kernel.words import folded

_NUMBER: Final = re.compile(r"([+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(%?)")
_RANGE: Final = re.compile(rf"{_NUMBER.pattern}\s*(?:\.\.|~|-|–|to|至)\s*{_NUMBER.pattern}")
_SIGNS: Final = {"≥": ">=", "≤": "<=", "≠": "<>", "!=": "<>", "=>": ">=", "=<": "<="}
_ORDERS: Final[dict[str, Callable[[Fraction, Fraction], bool]]] = {">=": ge, "<=": le, ">": gt, "<": lt}
_BLANK_WORDS: Final[dict[str, Literal["blank", "known"]]] = {
    "blank": "blank",
    "空白": "blank",
    "not blank": "known",
    "非空白": "known",
}
_FORMS: Final = ">=100, <5, =Retail, <>Retail, in:A|B, 10..20, blank or not blank"


class Condition(Protocol):
    """A test that a value passes, fails, or leaves open because it is blank."""

    @property
    def text(self) -> str:
        """The test as it was written."""

    def holds(self, value: CellValue) -> bool | None:
        """Tell whether a value passes; ``None`` where it is blank and that decides nothing.

        Raises:
            InvalidInputError: COND-002 a text stands where the test needs a number.
        """


@dataclass(frozen=True, slots=True)
class Presence:
    """Passes by being there, or by being blank."""

    text: str
    wants: Literal["blank", "known"]

    def holds(self, value: CellValue) -> bool | None:
        """Tell whether the value is there as wanted; never open."""
        return is_blank(value) == (self.wants == "blank")


@dataclass(frozen=True, slots=True)
class Order:
    """Passes above or below a number."""

    text: str
    sign: str
    bound: Fraction

    def holds(self, value: CellValue) -> bool | None:
        """Compare the value with the bound."""
        if is_blank(value):
            return None
        return _ORDERS[self.sign](_number_of(value, self.text), self.bound)


@dataclass(frozen=True, slots=True)
class Between:
    """Passes from one number to another, both included."""

    text: str
    low: Fraction
    high: Fraction

    def holds(self, value: CellValue) -> bool | None:
        """Tell whether the value is inside; a text passes when it is written like the range."""
        if is_blank(value):
            return None
        if isinstance(value, str) and folded(value) == folded(self.text):
            return True
        return self.low <= _number_of(value, self.text) <= self.high


@dataclass(frozen=True, slots=True)
class OneOf:
    """Passes when equal to one of some values, or to none of them."""

    text: str
    members: tuple[CellValue, ...]
    negated: bool = False

    def holds(self, value: CellValue) -> bool | None:
        """Compare the value with each member, texts without case and width."""
        if is_blank(value):
            return None
        return any(_equal(value, member) for member in self.members) != self.negated


def parse_condition(written: CellValue) -> Condition:
    """Return the test that a cell writes.

    Args:
        written: Text with a sign, a list, a range or a plain value to be equal to; signs may be full
            width, numbers may have thousands separators or a percent sign.

    Returns:
        The test.

    Raises:
        InvalidInputError: COND-001 a sign without a usable value after it.

    Examples:
        >>> parse_condition("＞＝100").holds(100), parse_condition("in:Retail|Trade").holds("trade")
        (True, True)
        >>> parse_condition("10..20").holds(21), parse_condition("<50%").holds(None)
        (False, None)
    """
    if not isinstance(written, str):
        return OneOf(_shown_value(written), (written,))
    plain = folded(written)
    text = written.strip()
    if plain in _BLANK_WORDS:
        return Presence(text, _BLANK_WORDS[plain])
    if plain.startswith("in:"):
        return OneOf(text, _members(plain[3:], text))
    sign, operand = _signed(plain)
    if sign in _ORDERS:
        return Order(text, sign, _bound(operand, text))
    if not sign and (span := _RANGE.fullmatch(operand)):
        percent = span[4]  # 10-20% means both ends
        low, high = _parsed(span[1], span[2] or percent), _parsed(span[3], percent)
        if low > high:
            raise _unusable(text, "a range from the smaller to the larger number")
        return Between(text, low, high)
    if not operand:
        raise _unusable(text, _FORMS)
    return OneOf(text, (operand,), negated=sign == "<>")


def _signed(plain: str) -> tuple[str, str]:
    """Take the sign off the front, in one spelling; the rest is what it compares with."""
    for spelling, sign in _SIGNS.items():
        if plain.startswith(spelling):
            return sign, plain[len(spelling) :].strip()
    for sign in (">=", "<=", "<>", ">", "<", "="):
        if plain.startswith(sign):
            return sign, plain[len(sign) :].strip()
    return "", plain


def _members(listed: str, text: str) -> tuple[CellValue, ...]:
    members = tuple(part.strip() for part in listed.split("|") if part.strip())
    if not members:
        raise _unusable(text, "at least one value after in:, separated by |")
    return members


def _bound(operand: str, text: str) -> Fraction:
    found = _NUMBER.fullmatch(operand)
    if found is None:
        raise _unusable(text, "a number after the sign, such as >=100 or <20%")
    return _parsed(*found.groups())


def _parsed(digits: str, percent: str) -> Fraction:
    number = Fraction(digits.replace(",", ""))
    return number / 100 if percent else number


def _number_of(value: CellValue, test: str) -> Fraction:
    if isinstance(value, (float, int)):
        return exact(value)
    raise InvalidInputError(
        Issue(
            "COND-002",
            "",
            f"the text {value!r}",
            f"a number for the test {test}",
            "Turn the text into a number, or clear the cell if it is unknown.",
        )
    )


def _equal(value: CellValue, member: CellValue) -> bool:
    if isinstance(value, (float, int)):
        if isinstance(member, (float, int)):
            return exact(value) == exact(member)
        found = _NUMBER.fullmatch(str(member))
        if found:
            return exact(value) == _parsed(*found.groups())
    return folded(_shown_value(value)) == folded(_shown_value(member))


def _shown_value(value: CellValue) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return shown(value) if isinstance(value, (float, int)) else str(value)


def _unusable(text: str, expected: str) -> InvalidInputError:
    return InvalidInputError(Issue("COND-001", "", f"the test {text!r}", expected, f"Write {_FORMS}."))
