"""The places where our functions run; each is rendered from the registry."""
