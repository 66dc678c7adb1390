"""Cell functions that grade customers."""
