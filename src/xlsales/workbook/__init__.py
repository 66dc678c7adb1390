"""The bytes of a workbook: read, scan, patch, spill, save."""
