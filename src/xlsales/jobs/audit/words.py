"""Findings in words, in either language."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.audit.chinese import CHINESE
from xlsales.jobs.audit.english import ENGLISH
from xlsales.jobs.audit.finding import Finding
from xlsales.jobs.audit.rule_words import Words
from xlsales.jobs.audit.titles import TITLES
from xlsales.kernel.issues import Issue, Severity
from xlsales.kernel.words import Language

_WORDS: Final[dict[Language, dict[str, Words]]] = {
    "en": {words.code: words for words in ENGLISH},
    "zh": {words.code: words for words in CHINESE},
}
#: Not wrong today, and wrong as soon as something changes.
_WARNINGS: Final = frozenset(
    f"CHECK-{number}"
    for number in ("003", "012", "013", "014", "023", "024", "031", "035", "041", "044", "050")
)
_NOTES: Final = frozenset({"CHECK-015"})
#: Facts that are words themselves.
_CHINESE_FACTS: Final = {
    "order": "次序",
    "gap": "空档",
    "overlap": "重叠",
    "text": "文本",
    "blank": "空白",
}


def severity_of(rule: str) -> Severity:
    """Return how bad a finding of a rule is.

    Examples:
        >>> severity_of("CHECK-001"), severity_of("CHECK-012"), severity_of("CHECK-015")
        ('error', 'warning', 'note')
    """
    if rule in _NOTES:
        return "note"
    return "warning" if rule in _WARNINGS else "error"


def told(finding: Finding, language: Language = "en") -> Issue:
    """Return a finding as an issue in a language.

    Examples:
        >>> from xlsales.kernel.grid import Area
        >>> finding = Finding("CHECK-006", "Plan", (Area(2, 2, 5, 2),), (("total", "98 %"), ("miss", "-2 %")))
        >>> told(finding).where, told(finding).got
        ('Plan!B2:B5', '98 % in all, -2 % off')
        >>> told(finding, "zh").got
        '合计 98 %，偏差 -2 %'
    """
    words = _WORDS[language][finding.rule]
    facts = dict(finding.facts)
    if language == "zh" and "problem" in facts:
        facts["problem"] = _CHINESE_FACTS.get(facts["problem"], facts["problem"])
    return Issue(
        finding.rule,
        finding.where,
        words.got.format_map(facts),
        words.expected.format_map(facts),
        words.fix.format_map(facts),
        severity_of(finding.rule),
    )


def title_of(rule: str, language: Language = "en") -> str:
    """Return what a rule finds.

    Examples:
        >>> title_of("CHECK-016"), title_of("CHECK-016", "zh")
        ('Circular reference', '循环引用')
    """
    return TITLES[language][rule]


def subject_of(rule: str, language: Language = "en") -> str:
    """Return what a rule looks at, such as totals or links.

    Examples:
        >>> subject_of("CHECK-016"), subject_of("CHECK-016", "zh")
        ('formulas', '公式')
    """
    return _WORDS[language][rule].about
