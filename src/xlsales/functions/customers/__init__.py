"""Cell functions that grade customers."""

from xlsales.functions.customers import (
    abc,
    bands,
    bant,
    concentration,
    fit,
    grade,
    grade_why,
    migration,
    portfolio,
    regrade,
    rfm,
    rfm_segment,
    score,
    status,
    visits,
)

__all__ = [
    "abc",
    "bands",
    "bant",
    "concentration",
    "fit",
    "grade",
    "grade_why",
    "migration",
    "portfolio",
    "regrade",
    "rfm",
    "rfm_segment",
    "score",
    "status",
    "visits",
]
