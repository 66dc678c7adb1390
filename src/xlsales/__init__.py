"""Sales targets, incentives and customer grades, computed in your own workbook."""

__version__ = "0.1.0"
