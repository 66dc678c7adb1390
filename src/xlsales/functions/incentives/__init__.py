"""Cell functions that pay."""
