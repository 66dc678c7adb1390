"""What the buttons of the ribbon do, one file a button."""
