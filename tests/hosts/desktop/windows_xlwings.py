"""xlwings' own COM server and converters without Windows: pywin32 is stubbed, xlwings is not."""

from __future__ import annotations

import ctypes
import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock, patch

_PYWIN32 = (
    "pythoncom",
    "pywintypes",
    "win32api",
    "win32com",
    "win32com.client",
    "win32com.client.dynamic",
    "win32com.client.gencache",
    "win32com.server",
    "win32com.server.dispatcher",
    "win32com.server.policy",
    "win32com.server.util",
    "win32con",
    "win32event",
    "win32gui",
    "win32process",
    "win32timezone",
    "winerror",
)

#: Of ctypes on Windows alone.
_CTYPES = ("oledll", "windll", "WinDLL", "HRESULT")


class _ComError(Exception):
    pass


class _Dispatch:
    pass


def _not_wrapped(value: object) -> None:
    raise TypeError("no Python object behind COM")


def _stubs() -> dict[str, ModuleType | MagicMock]:
    modules = {name: MagicMock(name=name) for name in _PYWIN32}
    for name, module in modules.items():
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(modules[parent], child, module)
    modules["pythoncom"].__file__ = "pythoncom"
    modules["pywintypes"].com_error = _ComError
    modules["pywintypes"].TimeType = type("TimeType", (), {})
    modules["win32timezone"].TimeZoneInfo.utc = lambda: dt.UTC
    modules["win32com.client"].CDispatch = _Dispatch
    modules["win32com.client"].Dispatch = lambda value=None, **options: value
    modules["win32com.server.util"].unwrap = _not_wrapped
    return modules


@contextmanager
def _windows() -> Iterator[None]:
    """Put the stubs in place while xlwings is imported; what it imported stays."""
    sys.modules.update(_stubs())
    for name in _CTYPES:
        setattr(ctypes, name, MagicMock(name=name))
    try:
        with patch.object(ctypes, "PyDLL", MagicMock()):
            yield
    finally:
        for name in _PYWIN32:
            del sys.modules[name]
        for name in _CTYPES:
            delattr(ctypes, name)


@lru_cache(maxsize=1)
def com_server() -> Any:
    """Return xlwings' ``XLPython`` object, which VBA reaches as ``XLPy`` on Windows."""
    with _windows():
        xlwings = import_module("xlwings")
        on_windows = import_module("xlwings._xlwindows")
        udfs = import_module("xlwings.udfs")
        server = import_module("xlwings.com_server")
    server.loop.close()
    on_windows.is_range_instance = lambda value: False
    xlwings._xlwindows = on_windows
    xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
    engine = xlwings.Engine(impl=on_windows.engine)
    xlwings.engines.add(engine)
    xlwings.engines.active = engine
    return server.XLPython()


def call_through_xlwings(module: str, function: str, arguments: tuple[Any, ...]) -> Any:
    """Call a function of a UDF module as the COM server does."""
    call: Callable[..., Any] = com_server().CallUDF
    return call(module, function, arguments)
