"""The LibreOffice process, started, spoken to and ended."""
