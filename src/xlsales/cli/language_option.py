"""The option ``--lang``, which also takes the names of the languages."""

from __future__ import annotations

import argparse
from typing import Final

_NAMES: Final = {"english": "en", "英文": "en", "chinese": "zh", "中文": "zh"}


def add_language(command: argparse.ArgumentParser, of_what: str, name: str = "--lang") -> None:
    """Add the option; English unless given."""
    command.add_argument(name, type=language_word, choices=("en", "zh"), default="en", help=of_what)


def language_word(text: str) -> str:
    """Return the code of a language that is named; anything else as it is.

    Examples:
        >>> language_word("中文"), language_word("English"), language_word("fr")
        ('zh', 'en', 'fr')
    """
    return _NAMES.get(text.casefold(), text)
