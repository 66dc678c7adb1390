"""Every function of the registry as a custom function of xlwings Server."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from inspect import Parameter, Signature
from typing import Any, Final, Protocol, cast

from xlsales.functions import CellFunction, all_functions
from xlsales.hosts.office_js import OfficeValue
from xlsales.hosts.server.answering import answer
from xlsales.kernel.issues import InvalidInputError, Issue

NAMESPACE: Final = "xlsales"
CustomFunction = Callable[..., list[list[OfficeValue]]]


class Decorators(Protocol):
    """What of ``xlwings.server`` is used."""

    def func(self, *, namespace: str) -> Callable[[CustomFunction], CustomFunction]:
        """Register a function."""

    def arg(self, name: str, **options: Any) -> Callable[[CustomFunction], CustomFunction]:
        """Say how an argument is handed over, and its help."""


def xlwings_server() -> Decorators:
    """Return ``xlwings.server``, which asks for a licence key as soon as it is imported.

    Raises:
        InvalidInputError: SERVER-001 xlwings is not installed, SERVER-002 there is no valid key.
    """
    try:
        return cast(Decorators, import_module("xlwings.server"))
    except ModuleNotFoundError as error:
        raise _not_installed(error.name or "") from None
    except Exception as error:  # its own class cannot be named without it
        if type(error).__name__ != "LicenseError":
            raise
        raise _no_key(str(error)) from None


def _not_installed(module: str) -> InvalidInputError:
    fix = "Install it: pip install xlwings xlwings-server. The desktop add-in and Lite do without."
    return InvalidInputError(
        Issue("SERVER-001", "xlwings.server", f"no module {module}", "xlwings Server", fix)
    )


def _no_key(got: str) -> InvalidInputError:
    fix = (
        "Set XLWINGS_LICENSE_KEY to a key from xlwings.org: paid, or free for non-commercial use. "
        "The desktop add-in and xlwings Lite need none."
    )
    return InvalidInputError(
        Issue("SERVER-002", "xlwings.server", got, "a licence key for xlwings Server", fix)
    )


def register(server: Decorators | None = None) -> dict[str, CustomFunction]:
    """Register every function of the registry.

    Args:
        server: What registers them; ``xlwings.server`` unless given.

    Returns:
        The functions by their Python names, for the names of a module that the server looks through.

    Raises:
        InvalidInputError: SERVER-001, SERVER-002 as ``xlwings_server``.
    """
    server = server or xlwings_server()
    functions = (_custom_function(function) for function in all_functions())
    made = zip(all_functions(), functions, strict=True)
    return {function.name.lower(): _decorated(custom, function, server) for function, custom in made}


def _custom_function(function: CellFunction) -> CustomFunction:
    def call(*arguments: object) -> list[list[OfficeValue]]:
        return answer(function.name, arguments)

    call.__name__ = call.__qualname__ = function.name.lower()
    call.__doc__ = f"{function.summary} {function.chinese}".strip()
    call.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Parameter(
                argument.name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=Parameter.empty if argument.required else None,
            )
            for argument in function.arguments
        ]
    )
    return call


def _decorated(custom: CustomFunction, function: CellFunction, server: Decorators) -> CustomFunction:
    """Return the function registered, its arguments as rows with errors as texts, and with their help."""
    custom = server.func(namespace=NAMESPACE)(custom)
    for argument in function.arguments:
        help_text = f"{argument.doc} {argument.chinese}".strip()
        custom = server.arg(argument.name, ndim=2, err_to_str=True, doc=help_text)(custom)
    return custom
