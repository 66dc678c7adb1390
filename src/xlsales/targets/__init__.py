"""Calculators for targets: splits, trees, seasons, pace."""
