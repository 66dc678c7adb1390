"""Words of VBA: names it accepts and texts in quotes."""

from __future__ import annotations

from typing import Final

_WORDS: Final = """
    abs any array as base binary boolean byref byte byval call case cbool cdate cdbl cint clng close
    compare const cstr currency cvar cverr date day debug decimal declare defbool dim dir do doevents
    double each else elseif empty end endif enum erase error event exit explicit false fix for format
    friend function get global gosub goto if imp implements in input int is left len let lib like line
    lock long loop lset me mid mod module month name new next not nothing null object on open option
    optional or output paramarray preserve print private property public put raiseevent random redim rem
    resume return right rset scale seek select set sgn shared single space spc static step stop string
    sub tab text then time to true type ubound unlock until variant wend while width with withevents
    write xor year
"""
#: Words that VBA keeps for itself and that could be the name of an argument.
RESERVED: Final = frozenset(_WORDS.split())


def literal(text: str) -> str:
    """Return a text in quotes.

    Raises:
        ValueError: A sign that a VBA module, which knows only its code page, cannot hold.

    Examples:
        >>> literal('a"b')
        '"a""b"'
    """
    if not text.isascii() or not text.isprintable():
        raise ValueError(f"no text for a VBA module: {text!r}")
    return '"' + text.replace('"', '""') + '"'


def argument_name(name: str) -> str:
    """Return the name of an argument as VBA accepts it.

    Examples:
        >>> argument_name("weights"), argument_name("date")
        ('weights', 'date_')
    """
    return f"{name}_" if name.lower() in RESERVED else name


def module_text(lines: list[str]) -> str:
    """Return the lines of a module as a VBA project stores them."""
    return "".join(f"{line}\r\n" for line in lines)
