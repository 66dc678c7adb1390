"""Custom functions of a project of xlwings Server: ours, and the project's own below."""

from xlsales.hosts.server import register

globals().update(register())
