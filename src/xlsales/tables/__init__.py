"""Worksheet and YAML tables, read into plans and rows; every field keeps its cell for messages."""
