"""The engine by columns: the same lines as the plain one, for a million events and more."""
