"""Option words and labels in both languages."""

from __future__ import annotations

import re

import pytest

from shared import shared_file
from xlsales.kernel.words import CHINESE, choose, folded, label

MODES = ("marginal", "whole")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("marginal", "marginal"),
        ("WHOLE", "whole"),
        (" Whole ", "whole"),
        ("ｗｈｏｌｅ", "whole"),
        ("超额累进", "marginal"),
        ("全额累进 ", "whole"),
        ("hole", None),
        ("", None),
        ("含下限", None),
    ],
)
def test_options_are_read_in_both_languages_in_any_case_and_width(text: str, word: str | None) -> None:
    assert choose(text, MODES) == word


def test_an_option_without_a_translation_is_its_own_word() -> None:
    assert choose("4-4-5", ("month", "4-4-5")) == "4-4-5"


def test_labels_are_translated_where_a_translation_exists() -> None:
    assert label("key", "zh") == "目标大客户"
    assert label("key") == "key"
    assert label("Champions", "zh") == "Champions"


def test_full_width_signs_are_half_width() -> None:
    assert folded("＞＝１００") == ">=100"


def test_no_two_options_share_a_chinese_word() -> None:
    words = list(CHINESE.values())

    assert {word for word in words if words.count(word) > 1} == set()


def test_the_glossary_is_followed() -> None:
    text = shared_file("facts", "glossary.md").read_text(encoding="utf-8")
    rows = [
        line for line in text.splitlines() if line.startswith(("| grades", "| option words", "| relation"))
    ]

    for row in rows:
        for entry in row.split("|")[2].split("·"):
            english, chinese = re.fullmatch(r"\s*(\S+)\s+(\S+)\s*", entry).groups()  # type: ignore[union-attr]
            assert CHINESE[english] == chinese
