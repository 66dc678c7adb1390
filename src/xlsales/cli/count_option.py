"""A whole number from 1, as options take it."""

from __future__ import annotations

import argparse


def count(text: str) -> int:
    """Return the number; argparse names the option in its message.

    Raises:
        argparse.ArgumentTypeError: No whole number, or one below 1.

    Examples:
        >>> count("4")
        4
    """
    if not text.strip().isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"got {text!r}, expected a whole number from 1, such as 2")
    return int(text)
