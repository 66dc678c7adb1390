"""Calculators for customer grading: fit, grade, scores, RFM, ABC."""
