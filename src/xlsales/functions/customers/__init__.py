"""Cell functions that grade customers."""

from xlsales.functions.customers import abc, bands, fit, grade, grade_why, rfm, rfm_segment

__all__ = ["abc", "bands", "fit", "grade", "grade_why", "rfm", "rfm_segment"]
