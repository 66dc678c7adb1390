"""Excel on the desktop: the add-in, its ribbon, its functions and its installation, over BSD xlwings."""
