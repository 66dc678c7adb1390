"""Cell functions for commission, curves, credit, draws and prices."""

from xlsales.functions.incentives import commission, credit, curves, planning, running, scorecard

__all__ = ["commission", "credit", "curves", "planning", "running", "scorecard"]
