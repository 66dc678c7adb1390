"""Engines for native formulas, behind one port."""
