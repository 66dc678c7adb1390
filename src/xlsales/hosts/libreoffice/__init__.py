"""LibreOffice: the functions in Calc, with help, a menu and a toolbar, as one extension file."""
