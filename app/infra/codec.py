"""Commands, events and rows as JSON and back, by their declared types."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from cattrs import Converter

T = TypeVar("T")

_converter = Converter(forbid_extra_keys=False)
for _kind, _read in (
    (UUID, UUID),
    (datetime, datetime.fromisoformat),
    (date, date.fromisoformat),
    (time, time.fromisoformat),
    (Decimal, Decimal),
):
    _converter.register_structure_hook(_kind, lambda value, _type, read=_read: read(value))
    _converter.register_unstructure_hook(_kind, str if _kind in (UUID, Decimal) else lambda v: v.isoformat())


def plain(value: object) -> Any:
    """A value (dataclass, id, date, enum, list…) as JSON-shaped data."""
    return _converter.unstructure(value)


def typed(data: Any, kind: type[T]) -> T:
    """JSON-shaped data as a value of a declared type; raises on data that does not fit."""
    return _converter.structure(data, kind)


def cell(value: object) -> Any:
    """One column's value as JSON-shaped data."""
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
    if isinstance(data, float) and data.is_integer():
        return int(Decimal(repr(data)))
    if isinstance(data, dict):
        return {key: _whole_numbers(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_whole_numbers(value) for value in data]
    return data
