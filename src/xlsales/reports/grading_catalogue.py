"""Which rows of the catalogue the pages of the grading serve."""

from __future__ import annotations

from typing import Final

from xlsales.reports.catalogue import Serves

#: Pages by their English names, in the order of the report.
CATALOGUE: Final = (
    Serves("customers", "Summary", ("CG4", "CG8", "CG12", "CG13", "OR3")),
    Serves("customers", "Customers", ("CG1", "CG2", "CG3", "CG5")),
    Serves(
        "customers",
        "Customer data",
        ("CG6", "CG7", "CG9", "CG10", "CG11", "CG14", "CG16", "CG17", "CR1", "CR3", "CR5", "CR6", "FU5"),
    ),
    Serves("customers", "Factors", ("LD1", "LD2")),
    Serves("customers", "Migration", ("CG5",)),
    Serves("customers", "Up and down", ("CG5",)),
    Serves("customers", "Follow-up", ("FU2", "FU4", "FU5")),
    Serves("customers", "Visit log", ("FU1", "FU4", "LD8", "OR4")),
    Serves("customers", "To be asked", ("FU3", "FU6")),
    Serves("customers", "Cards", ("FC2",)),
    Serves("customers", "Customer files", ("CG10", "CG14", "CG16", "CG17", "CR4")),
    Serves("customers", "Outlook", ("CG9", "CR5", "FC1", "FC4")),
    Serves("customers", "Credit", ("CR1", "CR2")),
    Serves("customers", "Leads", ("LD3", "LD4", "LD6", "LD7")),
    Serves("customers", "Pipeline", ("LD5", "LD9", "LD11")),
    Serves("customers", "Quotes", ("PR1", "PR3", "PR5", "PR6", "PR7")),
    Serves("customers", "Market", ("FC3", "FC4", "IF4", "IF5", "IF6", "IF7", "PR4", "PR8")),
)
