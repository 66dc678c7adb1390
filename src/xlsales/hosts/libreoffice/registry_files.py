"""Files of LibreOffice's configuration: localized texts in a tree of nodes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:component-data xmlns:oor="http://openoffice.org/2001/registry"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name={name} oor:package={package}>\n'
)


def configuration(name: str, *content: str, package: str = "org.openoffice.Office") -> str:
    """Return a file of settings, such as ``CalcAddIns``."""
    head = _HEAD.format(name=quoteattr(name), package=quoteattr(package))
    return head + "\n".join(content) + "\n</oor:component-data>\n"


def group(name: str, *content: str) -> str:
    """Return a node that is there already."""
    return _node(f"<node oor:name={quoteattr(name)}>", content)


def entry(name: str, *content: str) -> str:
    """Return a node that we add."""
    return _node(f'<node oor:name={quoteattr(name)} oor:op="replace">', content)


def _node(start: str, content: tuple[str, ...]) -> str:
    return "\n".join((start, *content, "</node>"))


def setting(name: str, value: str) -> str:
    """Return a property of one value.

    Examples:
        >>> setting("Target", "_self")
        '<prop oor:name="Target"><value>_self</value></prop>'
    """
    return f"<prop oor:name={quoteattr(name)}><value>{escape(value)}</value></prop>"


def texts(name: str, by_language: Mapping[str, str]) -> str:
    """Return a property with a text for each language.

    Examples:
        >>> texts("Title", {"en": "Errors", "zh": "错误"})
        '<prop oor:name="Title"><value xml:lang="en">Errors</value><value xml:lang="zh">错误</value></prop>'
    """
    values = "".join(
        f"<value xml:lang={quoteattr(language)}>{escape(text)}</value>"
        for language, text in by_language.items()
    )
    return f"<prop oor:name={quoteattr(name)}>{values}</prop>"
