"""Whole tables as a few long texts that numpy reads: no Python object per row.

The database glues each field of all rows into one string; `read` gives them back as arrays with one line
per row. Most fields have the same width in every row: ids are their 32 hexadecimal digits, dates ISO text,
codes one digit. Rows are parted by commas, texts by a sign of their own. A plain column or a constant is
glued several times faster than a text that has to be made, and each glued field costs as much as the next:
two small numbers are better one.
What SQLite and Postgres do differently is hidden here.
"""

import ctypes
import platform
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
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
    UnaryExpression,
    case,
    cast,
    func,
    literal_column,
    type_coerce,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import custom_op

from app.infra.tables import REVISION

NO_ID: Final = "0" * 32
_SPREAD: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
_BUCKET_BITS, _SPARE_BITS = 20, 3
_MIDNIGHT: Final = "00:00:00.000000"
_FEW: Final = 64
COMMA: Final = ","
# A scan of whole tables uses each page once: a large cache would only be filled and emptied.
_SCAN_CACHE: Final = "-2048"


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of every row: its SQL text, its width in all rows (0 when they differ), what parts rows."""

    text: ColumnElement[Any]
    width: int
    between: str = COMMA


def said(text: str) -> ColumnElement[str]:
    """A text in the words of the statement: SQLite fetches a bound value anew for each row."""
    quoted = text.replace("'", "''")
    return literal_column(f"'{quoted}'", String)


class Packer:
    """Makes fields for the engine of a session and reads them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_sqlite = session.get_bind().dialect.name == "sqlite"

    def id(self, column: Any, instead: Any = None) -> Field:
        """An id as its 32 digits; for none another one, or zeros."""
        value = column if instead is None else func.coalesce(column, instead)
        text = type_coerce(value, String) if self._is_sqlite else func.replace(cast(value, Text), "-", "")
        return Field(func.coalesce(text, said(NO_ID)) if column.nullable and instead is None else text, 32)

    def day(self, column: Any) -> Field:
        """A date as ISO text."""
        return Field(type_coerce(column, String) if self._is_sqlite else cast(column, String), 10)

    def clock(self, column: Any) -> Field:
        """A time of day, midnight for none; `as_minutes` reads it."""
        if self._is_sqlite:
            return Field(func.coalesce(type_coerce(column, String), said(_MIDNIGHT)), len(_MIDNIGHT))
        return Field(func.coalesce(func.substr(cast(column, String), 1, 5), said(_MIDNIGHT[:5])), 5)

    def flag(self, condition: ColumnElement[bool]) -> Field:
        """1 where a condition holds, else 0."""
        return Field(case((condition, said("1")), else_=said("0")), 1)

    def digit(
        self, word: Any, codes: Mapping[str, int], otherwise: int, raised: ColumnElement[bool], by: int
    ) -> Field:
        """The code of a word, raised where a condition holds, 0 to 9 in all; `as_numbers` reads it."""

        def code(more: int) -> ColumnElement[str]:
            whens = ((said(known), said(str(int(number) + more))) for known, number in codes.items())
            return case(*whens, value=word, else_=said(str(int(otherwise) + more)))

        return Field(case((raised, code(by)), else_=code(0)), 1)

    def number(self, value: Any) -> Field:
        """A whole number; `as_whole` reads it."""
        return Field(type_coerce(value, String) if self._is_sqlite else cast(value, String), 0)

    def word(self, value: Any) -> Field:
        """A word without a comma; `as_codes` reads it."""
        return Field(value, 0)

    def text(self, value: Any, between: str) -> Field:
        """Any text, parted by what does not stand in it."""
        return Field(value, 0, between)

    def all_of(self, table: FromClause) -> ColumnElement[bool]:
        """The condition of the session's tenant, in a form that makes SQLite read a table as it lies.

        An index on the tenant would be used otherwise, and cost a jump for each row. Statements on tables are
        not fenced by the session as those on models are, so each one here carries this condition.
        """
        if not self._is_sqlite:
            return self.some_of(table)
        tenant = table.c.tenant_id
        by_no_index = UnaryExpression(tenant, operator=custom_op("+"), type_=tenant.type)
        scanned: ColumnElement[bool] = by_no_index == self._session.info["tenant_id"]
        return scanned

    def some_of(self, table: FromClause) -> ColumnElement[bool]:
        """The condition of the session's tenant, for statements that find a few rows by an index."""
        mine: ColumnElement[bool] = table.c.tenant_id == self._session.info["tenant_id"]
        return mine

    def _glued(self, field: Field) -> ColumnElement[Any]:
        """The text of all rows in one, as bytes; NULL when there is none."""
        if not self._is_sqlite:
            whole = func.string_agg(field.text, said(field.between))
            return func.convert_to(whole, "UTF8", type_=LargeBinary)
        # SQLite parts by commas unless it is told a sign, and is quicker where it is not told.
        sign = () if field.between == COMMA else (said(field.between),)
        return cast(func.group_concat(field.text, *sign), LargeBinary)

    def read(self, statement: Select[Any], fields: Mapping[str, Field]) -> dict[str, NDArray[Any]]:
        """Run a statement (its FROM and WHERE) and give each field as lines of bytes."""
        glued = [self._glued(field) for field in fields.values()]
        texts = self._session.execute(statement.with_only_columns(*glued)).one()
        out = {}
        for (name, field), text in zip(fields.items(), texts, strict=True):
            if not field.width:
                out[name] = np.frombuffer(text or b"", np.uint8)
                continue
            rows, more = divmod(len(text) + 1, field.width + 1) if text else (0, 0)
            if more:
                raise ValueError(f"the field {name} has rows of another width")
            # Lines of the text itself, each a comma after the one before; the last has none.
            lines = np.ndarray((rows, field.width), np.uint8, text or b"", 0, (field.width + 1, 1))
            out[name] = lines
        if len({len(out[name]) for name, field in fields.items() if field.width}) > 1:
            raise ValueError("the fields of a packed table have different lengths")
        return out


def joinable(digits: NDArray[Any]) -> NDArray[Any]:
    """Ids as one number each, equal when the ids are equal: enough to join by."""
    words: NDArray[Any] = digits.view(np.uint64)
    numbers: NDArray[Any] = words[:, 0] * np.uint64(_SPREAD[0])
    for word, spread in enumerate(_SPREAD[1:], 1):
        numbers += words[:, word] * np.uint64(spread)
    return numbers


def as_key(digits: NDArray[Any]) -> NDArray[Any]:
    """Ids as their two halves, most significant first, in numbers of 64 bits."""
    values = (digits & np.uint8(15)) + (digits >> np.uint8(6)) * np.uint8(9)
    pairs = np.ascontiguousarray(values).view("<u2")
    octets: NDArray[Any] = ((pairs << np.uint16(4)) | (pairs >> np.uint16(8))).astype(np.uint8)
    return octets.view(">u8").astype(np.uint64)


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
    """Whole numbers parted by commas; quicker where all have the same width and none is negative."""
    if not len(raw):
        return np.zeros(0, np.int64)
    width = int((raw == ord(COMMA)).argmax()) or len(raw)
    rows, more = divmod(len(raw) + 1, width + 1)
    if not more and bool((raw[width :: width + 1] == ord(COMMA)).all()):
        lines: NDArray[Any] = np.ndarray((rows, width), np.uint8, raw, 0, (width + 1, 1))
        if bool((lines >= ord("0")).all()):
            return as_numbers(lines)
    return np.fromstring(raw.tobytes().decode("ascii"), np.int64, sep=COMMA)


def as_codes(raw: NDArray[Any], codes: Mapping[str, int], otherwise: int, rows: int) -> NDArray[Any]:
    """Words of some rows as their codes; few words are different.

    They are told apart by their length, first eight and last eight bytes.
    """
    if len(raw) == max(rows - 1, 0):  # no word at all
        return np.full(rows, codes.get("", otherwise), np.int64)
    ends = np.append(np.flatnonzero(raw == ord(",")), len(raw))
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
    size = ends - starts
    # Every position of the text as the number that its eight bytes make, without a copy for each.
    padded = np.concatenate((np.zeros(8, np.uint8), raw, np.zeros(8, np.uint8)))
    eights = np.ndarray((len(raw) + 9,), "<u8", padded, 0, (1,))
    outside = np.where(size < 8, 64 - 8 * size, 0).astype(np.uint64)
    long = size > 0
    first = np.where(long, eights[starts + 8] << outside, 0)
    words = first * np.uint64(_SPREAD[0]) ^ np.where(long, eights[ends] >> outside, 0)
    words ^= size.astype(np.uint64) * np.uint64(_SPREAD[1])
    out = np.full(len(words), -1, np.int64)
    for _ in range(_FEW):
        left = np.flatnonzero(out < 0)
        if not len(left):
            return out
        at = left[0]
        word = raw[starts[at] : ends[at]].tobytes().decode("utf-8", "replace")
        out[words == words[at]] = codes.get(word, otherwise)
    out[out < 0] = otherwise
    return out


def match(keys: NDArray[Any], wanted: NDArray[Any]) -> NDArray[Any]:
    """For each wanted key its position among `keys`, −1 where it is missing.

    Tables that were written together lie in the same order, so that is tried first; else a hash table whose
    rare collisions are matched again with another hash.
    """
    if not len(wanted):
        return np.zeros(0, np.int64)
    if len(keys) == len(wanted) and bool((keys == wanted).all()):
        return np.arange(len(keys))
    if len(keys) < _FEW:
        return _match_few(keys, wanted)
    # A short table of few keys stays in the processor's cache.
    bits = min(len(keys).bit_length() + _SPARE_BITS, _BUCKET_BITS)
    shift = np.uint64(64 - bits)
    table = np.full(1 << bits, -1, np.int32)
    order, bucket = np.arange(len(keys), dtype=np.int32), (keys >> shift).astype(np.int32)
    table[bucket] = order
    at = table[(wanted >> shift).astype(np.int32)].astype(np.int64)
    missed = np.flatnonzero((at < 0) | (keys[at] != wanted))
    at[missed] = -1
    hidden = np.flatnonzero(table[bucket] != order)
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
        if other.scalar(REVISION) != session.scalar(REVISION):
            return [read(session) for read in reads]
        left = deque(enumerate(reads))
        with ThreadPoolExecutor(1, "keyrack-packed") as pool:
            second = pool.submit(_read_next, other, left)
            answers = _read_next(session, left) | second.result()
        return [answers[number] for number in range(len(reads))]


def give_back() -> None:
    """Let the system have the memory of long reads, which the C library would keep for later (Linux)."""
    if platform.system() != "Linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _read_next(session: Session, left: deque[tuple[int, Callable[[Session], Any]]]) -> dict[int, Any]:
    """Do what is left, one read after the other, while another thread does the same."""
    answers: dict[int, Any] = {}
    with _passing(session):
        while left:
            try:
                number, read = left.popleft()
            except IndexError:
                break
            answers[number] = read(session)
    return answers


@contextmanager
def _passing(session: Session) -> Iterator[None]:
    """Let the pages of long reads pass by the cache of the connection."""
    execute = session.connection().exec_driver_sql
    usual = int(execute("PRAGMA cache_size").scalar_one())
    execute(f"PRAGMA cache_size={_SCAN_CACHE}")
    try:
        yield
    finally:
        execute(f"PRAGMA cache_size={usual}")
