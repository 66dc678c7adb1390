"""xlwings Lite: the functions inside the workbook, for Mac, web and Windows without Python."""
