"""Run by LibreOffice's own Python: open a workbook, calculate all of it, save it."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path


def main(worker: str, soffice: str, folder: str, book: str, saved: str) -> None:
    """Start LibreOffice with a fresh profile, as the office room does, and end it."""
    spec = spec_from_file_location("worker", worker)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["worker"] = module
    spec.loader.exec_module(module)
    office = module.Office(soffice, Path(folder))
    try:
        import uno
        from com.sun.star.beans import PropertyValue

        office.connect()
        document = office.open(book)
        document.calculateAll()
        as_xlsx = (PropertyValue("FilterName", 0, "Calc MS Excel 2007 XML", 0),)
        document.storeToURL(uno.systemPathToFileUrl(saved), as_xlsx)
        document.close(True)
    finally:
        office.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
