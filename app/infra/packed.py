"""Whole tables as a few long texts that numpy reads: no Python object per row.

The database glues each field of all rows into one string; `read` gives them back as arrays with one line
per row. Most fields have the same width in every row: ids are their 32 hexadecimal digits, dates ISO text;
numbers and words are parted by commas (a plain column is glued five times faster than a computed one).
What SQLite and Postgres do differently is hidden here.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    ColumnElement,
    FromClause,
    LargeBinary,
    Select,
    String,
    Text,
    case,
    cast,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from app.infra.tables import TenantRev

NO_ID: Final = "0" * 32
_SPREAD: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
_BUCKET_BITS: Final = 20
_FEW: Final = 64


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of every row: its SQL text and the width it has in all rows, 0 where commas part the rows."""

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

    def flag(self, condition: ColumnElement[bool]) -> Field:
        """1 where a condition holds, else 0."""
        return Field(case((condition, "1"), else_="0"), 1)

    def number(self, value: Any) -> Field:
        """A whole number; `as_whole` reads it."""
        return Field(type_coerce(value, String) if self._is_sqlite else cast(value, String), 0)

    def word(self, value: Any) -> Field:
        """A word without a comma; `as_codes` reads it."""
        return Field(value, 0)

    def all_of(self, table: FromClause) -> ColumnElement[bool]:
        """The condition of the session's tenant, in a form that makes SQLite read a table as it lies.

        An index on the tenant would be used otherwise, and cost a jump for each row. Statements on tables are
        not fenced by the session as those on models are, so each one here carries this condition.
        """
        tenant = table.c.tenant_id
        mine: ColumnElement[bool] = tenant == self._session.info["tenant_id"]
        if not self._is_sqlite:
            return mine
        scanned: ColumnElement[bool] = (
            type_coerce(tenant, String).concat("") == self._session.info["tenant_id"].hex
        )
        return scanned

    def some_of(self, table: FromClause) -> ColumnElement[bool]:
        """The condition of the session's tenant, for statements that find a few rows by an index."""
        mine: ColumnElement[bool] = table.c.tenant_id == self._session.info["tenant_id"]
        return mine

    def glued(self, text: ColumnElement[Any], between: str = "") -> ColumnElement[Any]:
        """The text of all rows in one, as bytes; NULL when there is none."""
        whole = func.aggregate_strings(text, between)
        return (
            cast(whole, LargeBinary) if self._is_sqlite else func.convert_to(whole, "UTF8", type_=LargeBinary)
        )

    def read(self, statement: Select[Any], fields: Mapping[str, Field]) -> dict[str, NDArray[Any]]:
        """Run a statement (its FROM and WHERE) and give each field as lines of bytes."""
        glued = [self.glued(field.text, "" if field.width else ",") for field in fields.values()]
        texts = self._session.execute(statement.with_only_columns(*glued)).one()
        out = {}
        for (name, field), text in zip(fields.items(), texts, strict=True):
            raw = bytes(text or b"")
            if not field.width:
                out[name] = np.frombuffer(raw, np.uint8)
                continue
            if len(raw) % field.width:
                raise ValueError(f"the field {name} has rows of another width")
            out[name] = np.frombuffer(raw, np.uint8).reshape(-1, field.width)
        if len({len(out[name]) for name, field in fields.items() if field.width}) > 1:
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


def as_whole(raw: NDArray[Any]) -> NDArray[Any]:
    """Whole numbers parted by commas."""
    return (
        np.fromstring(raw.tobytes().decode("ascii"), np.int64, sep=",") if len(raw) else np.zeros(0, np.int64)
    )


def as_codes(raw: NDArray[Any], codes: Mapping[str, int], otherwise: int, rows: int) -> NDArray[Any]:
    """Words of some rows as their codes, told apart by their last eight letters; few words are different."""
    ends = np.append(np.flatnonzero(raw == ord(",")), len(raw))
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
    at = ends[:, None] - np.arange(8, 0, -1)
    if not len(raw):
        return np.full(rows, codes.get("", otherwise), np.int64)
    letters = np.where(at >= starts[:, None], raw[np.maximum(at, 0)], np.uint8(ord(" ")))
    words = np.ascontiguousarray(letters.astype(np.uint8)).view(np.uint64).reshape(-1)
    known = {word[-8:]: code for word, code in codes.items()}
    out = np.full(len(words), -1, np.int64)
    for _ in range(_FEW):
        left = np.flatnonzero(out < 0)
        if not len(left):
            return out
        word = words[left[0]]
        out[words == word] = known.get(word.tobytes().decode("utf-8", "replace").strip(), otherwise)
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


def side_by_side(session: Session, reads: Sequence[Callable[[Session], Any]], *, together: bool) -> list[Any]:
    """The answers of some long reads, in order; on SQLite two run at a time, as each keeps a core busy.

    The second connection is used only where it sees the revision that the session sees, so that all reads
    tell of one state. With `together` they run one after the other: short reads are not worth a thread.
    """
    if together or session.get_bind().dialect.name != "sqlite":
        return [read(session) for read in reads]
    with Session(session.get_bind(), autoflush=False, info=dict(session.info)) as other:
        if other.scalar(select(TenantRev.rev)) != session.scalar(select(TenantRev.rev)):
            return [read(session) for read in reads]
        with ThreadPoolExecutor(1, "keyrack-packed") as pool:
            second = pool.submit(lambda: [read(other) for read in reads[1::2]])
            first = [read(session) for read in reads[::2]]
            return [answer for pair in zip_longest(first, second.result()) for answer in pair][: len(reads)]
