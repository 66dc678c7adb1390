"""Plans as data: frozen models and the checks of what they say together."""
