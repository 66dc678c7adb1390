"""xlwings Server: the cell functions from a server of one's own; optional, and under a licence of its own."""

from xlsales.hosts.server.registration import register, xlwings_server

__all__ = ["register", "xlwings_server"]
