"""Recalculating a workbook without Excel, trusting Excel's own results."""
