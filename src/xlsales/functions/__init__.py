"""Cell functions and their registry."""
