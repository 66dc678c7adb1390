"""Phrases: remarks that know their parts, so that a report can say them in another language."""

from __future__ import annotations

from collections.abc import Callable, Iterable


class Phrase(str):
    """An English remark, with the template and the parts that it was made of.

    It is a text like any other: it compares, sorts and joins as its English words.

    Attributes:
        template: Words with ``{}`` for each part.
        parts: What stands for them; a part may be a phrase of its own.

    Examples:
        >>> phrase = Phrase("cap {} per {}", "100", Phrase("month"))
        >>> phrase, phrase.template
        ('cap 100 per month', 'cap {} per {}')
    """

    template: str
    parts: tuple[str, ...]

    def __new__(cls, template: str, *parts: str) -> Phrase:
        """Return the phrase of a template and its parts."""
        phrase = super().__new__(cls, template.format(*parts))
        phrase.template = template
        phrase.parts = parts
        return phrase

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, ...]]:
        """Return what makes the same phrase in another process."""
        return Phrase, (self.template, *self.parts)


def joined(parts: Iterable[str], separator: str = "; ") -> str:
    """Return the parts that say something, one after the other.

    Examples:
        >>> joined(["first", "", Phrase("of {}", "T1")])
        'first; of T1'
    """
    kept = [part for part in parts if part]
    return kept[0] if len(kept) == 1 else Phrase(separator.join("{}" for _ in kept), *kept)


def told(text: str, say: Callable[[str], str]) -> str:
    """Return a text in the language of ``say``, which knows templates; plain texts stay as they are.

    Examples:
        >>> say = {"cap {} per {}": "每{1}封顶 {0}", "month": "月"}.get
        >>> told(Phrase("cap {} per {}", "100", Phrase("month")), lambda words: say(words, words))
        '每月封顶 100'
    """
    if not isinstance(text, Phrase):
        return text
    return say(text.template).format(*(told(part, say) for part in text.parts))
