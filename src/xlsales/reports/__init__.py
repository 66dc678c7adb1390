"""Pages as values, and renderers that write them."""
