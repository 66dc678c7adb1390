"""Text of formulas: parsing with spans, references, our calls in every stored spelling."""
