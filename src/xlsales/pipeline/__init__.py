"""Calculators for deals on their way: stages, weighted value, forecast."""
