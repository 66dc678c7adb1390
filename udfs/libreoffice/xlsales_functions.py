"""The cell functions as Calc calls them: one method each, all through the library beside this file."""

import sys

import unohelper
from com.sun.star.lang import XServiceInfo
from org.xlsales.calc import XFunctions

OLDEST_PYTHON = (3, 11)
if sys.version_info < OLDEST_PYTHON:
    raise ImportError("xlsales needs LibreOffice with Python 3.11 or later, this is " + sys.version)

from xlsales.functions import all_functions  # noqa: E402
from xlsales.hosts.libreoffice.answering import answer  # noqa: E402

IMPLEMENTATION = "org.xlsales.calc.FunctionsImplementation"
SERVICES = ("XLSALES",)


class Functions(unohelper.Base, XFunctions, XServiceInfo):
    """Every function of the registry is a method, see below."""

    def __init__(self, context):
        self.context = context

    def getImplementationName(self):  # noqa: N802
        """Return our name in ``xlsales.components``."""
        return IMPLEMENTATION

    def supportsService(self, name):  # noqa: N802
        """Tell whether this is the service of a name."""
        return name in SERVICES

    def getSupportedServiceNames(self):  # noqa: N802
        """Return the service before the dot of ``XLSALES.SPLIT``."""
        return SERVICES


def method(name):
    """Return the method of a function; Calc puts the document in front of the arguments."""

    def call(self, document, *arguments):
        return answer(name, arguments, date_system(document))

    return call


def date_system(document):
    """Return the date system of a document, as Excel counts."""
    return 1904 if document is not None and document.NullDate.Year == 1904 else 1900


for function in all_functions():
    setattr(Functions, function.name, method(function.name))

g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
g_ImplementationHelper.addImplementation(Functions, IMPLEMENTATION, SERVICES)
