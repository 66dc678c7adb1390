"""One LibreOffice for the whole program: starting one takes longer than most questions."""

from __future__ import annotations

import atexit
from functools import cache

from xlsales.office.process import OfficeProcess


@cache
def shared_office() -> OfficeProcess:
    """Return the program's LibreOffice; it starts when it is first asked, and ends with the program."""
    office = OfficeProcess()
    atexit.register(office.close)
    return office
