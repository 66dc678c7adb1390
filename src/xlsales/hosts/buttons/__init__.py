"""What the buttons of jobs do in every host: through the port of an open book, never over a user's cells."""
