"""The audit of a workbook: what a careful analyst would look for, told with its cell."""
