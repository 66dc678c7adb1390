"""Calculators for money owed: ageing, days sales outstanding, payment scores."""
