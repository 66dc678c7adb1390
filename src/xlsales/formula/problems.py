"""Why a formula could not be made independent of its place, told as issues."""

from __future__ import annotations

from xlsales.kernel.issues import Issue


def outside_book(written: str) -> Issue:
    """Return FORMULA-010: another workbook or a service is asked; never fetched."""
    return Issue(
        "FORMULA-010",
        written,
        "a value from outside this workbook",
        "cells of this workbook",
        "Excel's last value is kept; open it in Excel to refresh.",
        severity="warning",
    )


def unknown_table(written: str) -> Issue:
    """Return FORMULA-011: no such table or column, or the formula stands in no table."""
    return Issue(
        "FORMULA-011",
        written,
        "a table or column that this workbook does not have here",
        "the name of a table and its columns",
        "Correct the reference in Excel.",
        cell_error="#REF!",
    )


def unknown_name(written: str) -> Issue:
    """Return FORMULA-012: neither a defined name nor a parameter."""
    return Issue(
        "FORMULA-012",
        written,
        "a name that this workbook does not define",
        "a defined name",
        "Define it in Excel's name manager or correct the spelling.",
        severity="warning",
        cell_error="#NAME?",
    )


def circular_name(written: str) -> Issue:
    """Return FORMULA-013: a name that comes back to itself."""
    return Issue(
        "FORMULA-013",
        written,
        "a name defined by itself",
        "a name that ends in cells and constants",
        "Break the circle in Excel's name manager.",
    )


def moving_text(written: str) -> Issue:
    """Return FORMULA-014: a text becomes an address only while calculating, as seen from this cell."""
    return Issue(
        "FORMULA-014",
        written,
        "an address in a text, relative to this cell",
        "an address that means the same from everywhere",
        "Write the sheet into the text, or use A1 style.",
    )


def moving_intersection(written: str) -> Issue:
    """Return FORMULA-015: which cell ``@`` takes is known only while calculating."""
    return Issue(
        "FORMULA-015",
        written,
        "@ on a range that a function gives",
        "@ on a range written out",
        "Name the cell, for example with INDEX.",
        severity="warning",
    )


def inside_lambda(written: str) -> Issue:
    """Return FORMULA-016: a call of ours that needs a LAMBDA's parameters."""
    return Issue(
        "FORMULA-016",
        written,
        "a call that depends on a parameter of LAMBDA, MAP or the like",
        "a call with arguments of its own",
        "Pass the whole column to the function: it works on blocks and spills.",
    )
