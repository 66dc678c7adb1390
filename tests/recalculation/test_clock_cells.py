"""NOW and TODAY become references, and nothing else does."""

from __future__ import annotations

import pytest

from xlsales.recalculation.engines.clock_cells import with_clock_cells


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("TODAY()", "T"),
        ("now()", "N"),
        ("Today( )+NOW(\n)", "T+N"),
        ("EDATE(TODAY(),1)", "EDATE(T,1)"),
        ('"TODAY()"&TODAY()', '"TODAY()"&T'),
        ("'NOW()'!A1+NOW()", "'NOW()'!A1+N"),
        ("TODAY(1)", "TODAY(1)"),
        ("MYTODAY()", "MYTODAY()"),
        ("NOW.X()", "NOW.X()"),
        ("tbl[NOW()]", "tbl[NOW()]"),
        ("NOW", "NOW"),
        ("1+1", "1+1"),
    ],
)
def test_only_the_calls_become_references(text: str, told: str) -> None:
    assert with_clock_cells(text, "T", "N") == told
