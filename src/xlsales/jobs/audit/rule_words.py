"""The form in which the words of a rule are written down."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """What a rule says; facts stand in braces.

    Attributes:
        code: The rule.
        about: What it looks at.
        got: What came.
        expected: What was expected.
        fix: How to mend it.
    """

    code: str
    about: str
    got: str
    expected: str
    fix: str
