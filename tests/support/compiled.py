"""Compiled statements that every engine of a test process shares.

SQLAlchemy keeps them per engine, which suits a program that opens one house. A test opens a house of its own
and would compile each statement anew: that was half of the suite's work.
"""

from typing import Any, cast

from sqlalchemy import Connection, Engine, event

MOST = 6_000


class SharedStatements(dict[tuple[Any, ...], Any]):
    """A cache whose keys begin with the dialect's name, where SQLAlchemy puts the engine's own dialect."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        """What was compiled for any engine of this kind."""
        return super().get(_shared(key), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        if len(self) >= MOST:
            self.clear()
        super().__setitem__(_shared(key), compiled)


def _shared(key: tuple[Any, ...]) -> tuple[Any, ...]:
    return (key[0].name, *key[1:])


STATEMENTS = SharedStatements()


def share_compiled_statements() -> None:
    """From now on every connection of this process looks into one cache."""
    if not event.contains(Engine, "engine_connect", _share):
        event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=cast(Any, STATEMENTS))
