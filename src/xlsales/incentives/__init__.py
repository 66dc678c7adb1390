"""Calculators for incentives: commission, curves, credit, draws."""
