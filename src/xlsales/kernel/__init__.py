"""Exact numbers, cell values and blocks, apportionment, bands and steps, dates, issues."""
