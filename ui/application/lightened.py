"""What a start leaves out of its libraries' own beginnings: work at each import that this program never uses.

All steps are about how modules are loaded, not about what they do; a desk whose Python or Qt no longer has
these places starts without them, only slower.
"""

import builtins
import dataclasses
import re
import sys
from collections.abc import Callable
from functools import cache, partial, update_wrapper
from importlib import import_module
from types import ModuleType
from typing import Any

# What SQLAlchemy imports and a desk does not use, with the functions that it takes out at once.
UNUSED = {"asyncio": ("iscoroutine",), "importlib.metadata": ()}
# By name: screens know nothing of SQL, here only the moment of its loading is chosen.
DATABASE = ("sqlalchemy.dialects.sqlite", "sqlalchemy.orm")
LATER = frozenset({"__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"})
# The part of Qt's binding that reads signatures, for its messages about wrong arguments.
OF_SIGNATURES = "shibokensupport."


def load_qt() -> None:
    """Load Qt, but neither the step that PySide6 puts before each import of the process, nor large patterns.

    That step reads the source of every module imported later, in search of `__feature__`, which nothing here
    uses: a fifth of the way to the first screen. The patterns are for messages about wrong arguments.
    """
    plain, pattern = builtins.__import__, re.compile
    vars(re)["compile"] = _compile_later
    try:
        import PySide6.QtCore  # noqa: F401, PLC0415 - Qt, not on the way of a headless verb
    finally:
        vars(re)["compile"] = pattern
        builtins.__import__ = plain


class LatePattern:
    """A pattern whose methods compile it when they are first called."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = cache(make)

    def __getattr__(self, method: str) -> Any:
        return lambda *given: getattr(self._make(), method)(*given)


_compile = re.compile


def _compile_later(*given: Any, **named: Any) -> Any:
    asking = str(sys._getframe(1).f_globals.get("__name__"))
    make = partial(_compile, *given, **named)
    return LatePattern(make) if asking.startswith(OF_SIGNATURES) else make()


def load_sqlalchemy() -> None:
    """Load SQLAlchemy without what it imports for servers with an event loop and for plug-ins.

    It holds stand-ins then, which load the real modules when they are asked for anything; everybody else gets
    the real ones.
    """
    absent = {name: StandIn(name) for name in UNUSED if name not in sys.modules}
    sys.modules.update(absent)
    try:
        for name in DATABASE:
            import_module(name)
    finally:
        for module in absent.values():
            module.step_aside()


class StandIn(ModuleType):
    """A module that is another one from the first question on; functions taken at once ask it later."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        for function in UNUSED.get(name, ()):
            vars(self)[function] = partial(self._call, function)

    def __getattr__(self, asked: str) -> Any:
        self.step_aside()
        return getattr(import_module(self.__name__), asked)

    def step_aside(self) -> None:
        """Whoever imports the module from now on gets the real one."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]

    def _call(self, function: str, *given: Any) -> Any:
        return self.__getattr__(function)(*given)


def make_dataclasses_lazily() -> None:
    """Let Python compile the methods of each dataclass when they are first called.

    It writes six methods of each as text and compiles that, two hundred times before the first screen and for
    hardly any call. From Python 3.13 on it compiles once for each class, and has nothing to put off here.
    """
    make: Callable[..., Any] | None = getattr(dataclasses, "_create_fn", None)
    if make is not None and not hasattr(make, "__wrapped__"):
        vars(dataclasses)["_create_fn"] = _put_off(make)


def _put_off(make: Callable[..., Any]) -> Callable[..., Any]:
    def create(name: str, *text: Any, **places: Any) -> Any:
        if name not in LATER:
            return make(name, *text, **places)
        made: Any = None

        def method(*given: Any, **named: Any) -> Any:
            nonlocal made
            if made is None:
                made = make(name, *text, **places)
                _put_in_place(method, made, type(given[0]))
            return made(*given, **named)

        method.__name__ = name
        return method

    return update_wrapper(create, make)


def _put_in_place(stand_in: Callable[..., Any], made: Callable[..., Any], kind: type) -> None:
    """Let a class that has the stand-in have the method itself from now on."""
    for owner in kind.__mro__:
        if vars(owner).get(made.__name__) is stand_in:
            made.__qualname__ = stand_in.__qualname__
            setattr(owner, made.__name__, made)
