"""The registry: one typed, documented Python function becomes one cell function on every host."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, Final, Literal, ParamSpec, TypeVar, get_type_hints

from xlsales.functions.kinds import Kind
from xlsales.kernel.issues import InvalidInputError, Issue

P = ParamSpec("P")
R = TypeVar("R")

Group = Literal["Targets", "Incentives", "Customers"]
GROUPS: Final[Mapping[str, str]] = {"Targets": "目标分解", "Incentives": "激励提成", "Customers": "客户分级"}


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a cell function, as help shows it.

    Attributes:
        name: The name in the contract.
        kind: How it is read.
        doc: English help, one line.
        chinese: Chinese help, one line.
        required: Whether it must be given.
        default: What a blank stands for.
    """

    name: str
    kind: Kind
    doc: str
    chinese: str
    required: bool
    default: Any


@dataclass(frozen=True, slots=True)
class CellFunction:
    """A function that can stand in a cell.

    Attributes:
        name: The name without a namespace, such as ``SPLIT``.
        group: Category of the function wizard.
        words: Chinese words that find it.
        catalogue: Rows of the catalogue that it serves.
        summary: First line of its docstring.
        chinese: The same in Chinese.
        arguments: In order.
        implementation: The typed Python function.
        width: Columns of one result row, where a result is a row.
        bulk: A quicker way for large blocks; it may decline with ``None``.
        header: Labels of the columns, on top of the result where ``headers`` is TRUE.
    """

    name: str
    group: Group
    words: tuple[str, ...]
    catalogue: tuple[str, ...]
    summary: str
    chinese: str
    arguments: tuple[Argument, ...]
    implementation: Callable[..., Any]
    width: int
    bulk: Callable[..., Any] | None
    header: tuple[str, ...] = ()

    @property
    def doc(self) -> str:
        """The whole docstring."""
        return inspect.getdoc(self.implementation) or ""

    @property
    def signature(self) -> str:
        """The call as help shows it.

        Examples:
            >>> from xlsales.functions import find_function
            >>> find_function("ATTAINMENT").signature
            'ATTAINMENT(actual, target, [lower_is_better], [baseline])'
        """
        names = (a.name if a.required else f"[{a.name}]" for a in self.arguments)
        return f"{self.name}({', '.join(names)})"


#: What a block path puts in a cell that the plain path shall compute, such as one that holds text.
PLAIN: Final = object()

_REGISTRY: dict[str, CellFunction] = {}
_PACKAGES: Final = ("targets", "incentives", "customers")


def cell_function(
    name: str,
    *,
    group: Group,
    chinese: str,
    words: tuple[str, ...] = (),
    catalogue: tuple[str, ...] = (),
    width: int = 1,
    bulk: Callable[..., Any] | None = None,
    header: tuple[str, ...] = (),
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a typed function as a cell function; the function itself stays as it is.

    Args:
        name: Name in the cell, capital letters.
        group: Category of the function wizard.
        chinese: One line of help in Chinese.
        words: Chinese words that find the function.
        catalogue: Rows of the catalogue that it serves, such as ``PL1``.
        width: Columns of a result row, for functions that return a tuple a row.
        bulk: Called first for large blocks with the same keyword arguments, varying ones as raw
            blocks; returns a block of cell values, or ``None`` to leave it to the plain path. A cell
            that is ``PLAIN`` is left to the plain path alone.
        header: Labels of the columns; the argument ``headers`` puts them on top.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        if name in _REGISTRY and _REGISTRY[name].implementation.__module__ != function.__module__:
            raise ValueError(f"{name} is registered twice")
        doc = inspect.getdoc(function) or ""
        _REGISTRY[name] = CellFunction(
            name=name,
            group=group,
            words=words,
            catalogue=catalogue,
            summary=doc.partition("\n")[0],
            chinese=chinese,
            arguments=tuple(_arguments(function)),
            implementation=function,
            width=width,
            bulk=bulk,
            header=header,
        )
        return function

    return register


def _arguments(function: Callable[..., Any]) -> Iterator[Argument]:
    hints = get_type_hints(function, include_extras=True)
    for parameter in inspect.signature(function).parameters.values():
        kind: Kind | None = None
        texts: dict[str, str] = {}
        for extra in getattr(hints[parameter.name], "__metadata__", ()):
            if isinstance(extra, Kind):
                kind = extra
            elif isinstance(extra, dict):
                texts = extra
        if kind is None or "doc" not in texts:
            raise TypeError(f"{function.__name__}: argument {parameter.name} needs a kind and a doc")
        required = parameter.default is inspect.Parameter.empty
        yield Argument(
            parameter.name,
            kind,
            texts["doc"],
            texts.get("zh", ""),
            required,
            None if required else parameter.default,
        )


@lru_cache(maxsize=len(_PACKAGES))
def _load(package: str) -> None:
    import_module(f"xlsales.functions.{package}")


def _registered(name: str) -> CellFunction | None:
    """Return a function, loading one package after the other until it is there."""
    for package in _PACKAGES:
        if name in _REGISTRY:
            break
        _load(package)
    return _REGISTRY.get(name)


def all_functions() -> tuple[CellFunction, ...]:
    """Return every cell function, in the order of the groups and then as written."""
    for package in _PACKAGES:
        _load(package)
    groups = list(GROUPS)
    return tuple(sorted(_REGISTRY.values(), key=lambda function: groups.index(function.group)))


def find_function(name: str) -> CellFunction:
    """Return the function of a name, in any case, without its namespace.

    Raises:
        InvalidInputError: FUNC-001 there is no such function; the nearest name is told.
    """
    found = _registered(name.upper())
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(name.upper(), _REGISTRY, n=1)
        fix = f"Did you mean {near[0]}?" if near else "See xlsales functions for the list."
        raise InvalidInputError(
            Issue("FUNC-001", "formula", name, "a function of xlsales", fix, cell_error="#NAME?")
        )
    return found
