"""Commands, events and rows as JSON and back, by their declared types."""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar
from uuid import UUID

T = TypeVar("T")

# How a value that JSON does not know is read.
_READ: dict[type[Any], Callable[[Any], object]] = {
    UUID: UUID,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
}


# What is JSON as it is; most cells are, and asking for the exact type is much quicker than isinstance.
_PLAIN = frozenset({str, int, bool, type(None)})


@cache
def _converter() -> Any:
    from cattrs import Converter  # noqa: PLC0415 - heavy, not on the way to the first screen

    made = Converter(forbid_extra_keys=False)
    for kind, read in _READ.items():
        made.register_structure_hook(kind, partial(_read_as, read))
        made.register_unstructure_hook(kind, cell)
    return made


def _read_as(read: Callable[[Any], object], value: Any, _type: object) -> object:
    return read(value)


def plain(value: object) -> Any:
    """A value (dataclass, id, date, enum, list…) as JSON-shaped data."""
    return _converter().unstructure(value)


def typed(data: Any, kind: type[T]) -> T:
    """JSON-shaped data as a value of a declared type; raises on data that does not fit."""
    value: T = _converter().structure(data, kind)
    return value


def cell(value: object) -> Any:
    """One column's value as JSON-shaped data."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def canonical(data: object) -> str:
    """JSON with sorted keys and no blanks: the form that is hashed and stored."""
    return json.dumps(
        _whole_numbers(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=cell
    )


def _whole_numbers(data: object) -> object:
    """A float without a fraction as an integer: Postgres gives 1e22 and -0.0 back in that form."""
    if isinstance(data, dict):
        if _PLAIN.issuperset(map(type, data.values())):
            return data
        return {key: value if type(value) in _PLAIN else _whole_numbers(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_whole_numbers(value) for value in data]
    if isinstance(data, float) and data.is_integer():
        return int(Decimal(repr(data)))
    return data
