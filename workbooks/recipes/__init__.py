"""The recipes of the demo workbooks: one module a workbook, one function a sheet."""
