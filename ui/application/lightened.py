"""What a start leaves out of its libraries' own beginnings: work at each import that this program never uses.

Both steps are about how modules are loaded, not about what they do; a desk whose Python or Qt no longer has
these places starts without them, only slower.
"""

import builtins
import dataclasses
from collections.abc import Callable
from functools import update_wrapper
from typing import Any

LATER = frozenset({"__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"})


def load_qt() -> None:
    """Load Qt, but not the step that PySide6 puts before each import of the process.

    That step reads the source of every module imported later, in search of `__feature__`, which nothing here
    uses: a fifth of the way to the first screen.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401, PLC0415 - Qt, not on the way of a headless verb

    builtins.__import__ = plain


def make_dataclasses_lazily() -> None:
    """Let Python compile the methods of each dataclass but its `__init__` when they are first called.

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

        def method(*given: Any) -> Any:
            nonlocal made
            if made is None:
                made = make(name, *text, **places)
            return made(*given)

        method.__name__ = name
        return method

    return update_wrapper(create, make)
