"""What a button or a command does: read tables, calculate, return results."""
