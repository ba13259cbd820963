"""Whole tables as a few long texts that numpy reads: no Python object per row.

The database glues each field of all rows into one string; `read` gives them back as arrays with one line
per row. A field has the same width in every row: ids are their 32 hexadecimal digits, dates ISO text, numbers
carry an offset that keeps their length. What SQLite and Postgres do differently is hidden here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, LargeBinary, Select, String, Text, cast, func, type_coerce
from sqlalchemy.orm import Session

NUMBER_BASE: Final = 10**12
NO_ID: Final = "0" * 32
_SPREAD: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
_BUCKET_BITS: Final = 20
_FEW: Final = 64


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of every row: its SQL text and the width it has in all rows."""

    text: ColumnElement[Any]
    width: int


class Packer:
    """Makes fields for the engine of a session and reads them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_sqlite = session.get_bind().dialect.name == "sqlite"

    def id(self, column: Any) -> Field:
        """An id as its 32 digits, zeros for none."""
        text = type_coerce(column, String) if self._is_sqlite else func.replace(cast(column, Text), "-", "")
        return Field(func.coalesce(text, NO_ID) if column.nullable else text, 32)

    def day(self, column: Any) -> Field:
        """A date as ISO text."""
        return Field(type_coerce(column, String) if self._is_sqlite else cast(column, String), 10)

    def clock(self, column: Any) -> Field:
        """A time of day to the minute, 00:00 for none."""
        text = type_coerce(column, String) if self._is_sqlite else cast(column, String)
        return Field(func.coalesce(func.substr(text, 1, 5), "00:00"), 5)

    def number(self, value: Any) -> Field:
        """A whole number from 0 to a million million."""
        return Field(cast(value + NUMBER_BASE, String), 13)

    def small(self, value: Any) -> Field:
        """A whole number from 0 to 899."""
        return Field(cast(value + 100, String), 3)

    def word(self, value: Any, start: int, width: int) -> Field:
        """Letters `start` (from 1) onward of a text, filled with blanks."""
        return Field(func.substr(value + " " * width, start, width), width)

    def glued(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """The text of all rows in one, as bytes; NULL when there is none."""
        whole = func.aggregate_strings(text, "")
        return (
            cast(whole, LargeBinary) if self._is_sqlite else func.convert_to(whole, "UTF8", type_=LargeBinary)
        )

    def read(self, statement: Select[Any], fields: Mapping[str, Field]) -> dict[str, NDArray[Any]]:
        """Run a statement (its FROM and WHERE) and give each field as lines of bytes."""
        glued = [self.glued(field.text) for field in fields.values()]
        texts = self._session.execute(statement.with_only_columns(*glued)).one()
        out = {}
        for (name, field), text in zip(fields.items(), texts, strict=True):
            raw = bytes(text or b"")
            if len(raw) % field.width:
                raise ValueError(f"the field {name} has rows of another width")
            out[name] = np.frombuffer(raw, np.uint8).reshape(-1, field.width)
        if len({len(lines) for lines in out.values()}) > 1:
            raise ValueError("the fields of a packed table have different lengths")
        return out


def joinable(digits: NDArray[Any]) -> NDArray[Any]:
    """Ids as one number each, equal when the ids are equal: enough to join by."""
    words = np.ascontiguousarray(digits).view(np.uint64)
    out = np.zeros(len(digits), np.uint64)
    for column in range(words.shape[1]):
        out ^= words[:, column]
        out *= np.uint64(_SPREAD[column])
        out ^= out >> np.uint64(29)
    return out


def as_key(digits: NDArray[Any]) -> NDArray[Any]:
    """Ids as their two halves, most significant first, in numbers of 64 bits."""
    words = np.ascontiguousarray(digits).view(">u8").astype(np.uint64)
    letters = (words >> np.uint64(6)) & np.uint64(0x0101010101010101)
    words = (words & np.uint64(0x0F0F0F0F0F0F0F0F)) + letters * np.uint64(9)
    for shift, mask in ((4, 0x00FF00FF00FF00FF), (8, 0x0000FFFF0000FFFF), (16, 0x00000000FFFFFFFF)):
        words = (words | (words >> np.uint64(shift))) & np.uint64(mask)
    halves: NDArray[Any] = (words[:, 0::2] << np.uint64(32)) | words[:, 1::2]
    return halves


def as_numbers(digits: NDArray[Any]) -> NDArray[Any]:
    """Digits of each line as a whole number."""
    out = np.zeros(len(digits), np.int64)
    for position in range(digits.shape[1]):
        out *= 10
        out += digits[:, position]
        out -= ord("0")
    return out


def as_days(digits: NDArray[Any]) -> NDArray[Any]:
    """ISO dates as days since 1970."""
    months: NDArray[Any] = (as_numbers(digits[:, :4]) - 1970) * 12 + as_numbers(digits[:, 5:7]) - 1
    if not len(months):
        return months
    low = int(months.min())
    span = np.datetime64("1970-01", "M") + np.arange(low, int(months.max()) + 1)
    first: NDArray[Any] = span.astype("datetime64[D]").astype(np.int64)[months - low]
    first += as_numbers(digits[:, 8:10]) - 1
    return first


def as_minutes(digits: NDArray[Any]) -> NDArray[Any]:
    """Times of day as minutes."""
    minutes: NDArray[Any] = as_numbers(digits[:, :2]) * 60 + as_numbers(digits[:, 3:5])
    return minutes


def as_codes(letters: NDArray[Any], codes: Mapping[str, int], otherwise: int) -> NDArray[Any]:
    """Words as their codes; for columns with few different words."""
    size = letters.shape[1]
    lines = np.ascontiguousarray(letters).view(f"S{size}").reshape(-1)
    keys = joinable(letters) if size % 8 == 0 else lines
    out = np.full(len(lines), -1, np.int64)
    for _ in range(_FEW):
        left = np.flatnonzero(out < 0)
        if not len(left):
            return out
        word = lines[left[0]].decode().strip()
        out[keys == keys[left[0]]] = codes.get(word, otherwise)
    out[out < 0] = otherwise
    return out


def match(keys: NDArray[Any], wanted: NDArray[Any]) -> NDArray[Any]:
    """For each wanted key its position among `keys`, −1 where it is missing.

    Tables that were written together lie in the same order, so that is tried first; else a hash table whose
    rare collisions are matched again with another hash.
    """
    if len(keys) == len(wanted) and bool((keys == wanted).all()):
        return np.arange(len(keys))
    if len(keys) < _FEW:
        return _match_few(keys, wanted)
    shift = np.uint64(64 - _BUCKET_BITS)
    table = np.full(1 << _BUCKET_BITS, -1, np.int64)
    table[(keys >> shift).astype(np.int64)] = np.arange(len(keys))
    at = table[(wanted >> shift).astype(np.int64)]
    missed = np.flatnonzero((at < 0) | (keys[at] != wanted))
    at[missed] = -1
    hidden = np.flatnonzero(table[(keys >> shift).astype(np.int64)] != np.arange(len(keys)))
    if len(missed) and len(hidden):
        again = _match_few(keys[hidden], wanted[missed])
        at[missed] = np.where(again >= 0, hidden[again], -1)
    return at


def _match_few(keys: NDArray[Any], wanted: NDArray[Any]) -> NDArray[Any]:
    """By sorting."""
    if not len(keys):
        return np.full(len(wanted), -1, np.int64)
    order = np.argsort(keys)
    found = order[np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)]
    return np.where(keys[found] == wanted, found, -1)
