"""Search over `search_term`: keep the terms of a thing in step, find things by the beginnings of words.

Terms are plain rows under a plain key, so that a search is a range of the key's index on both engines, behind
row-level security too (a full-text operator could not use an index there).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased
from sqlalchemy.orm.util import AliasedClass

from app.infra.tables import SearchTerm
from app.infra.unit_of_work import UnitOfWork
from app.kernel.search_words import Reading, Wanted, readings, terms_of

# The kinds of things that are found.
GUEST, RESERVATION = "guest", "reservation"
# So many terms of the rarest word are looked through. Where each typed word has more matches than this
# (single letters), there are matches of all words among the first ones; where there are none, all are read.
EXAMINED = 1_500
# So many things at most are found by one statement.
CANDIDATES = 80
# Above every character of a stored term, in both engines' order of code points.
LAST = "\U0010ffff"

Found = tuple[str, UUID]


def index_terms(uow: UnitOfWork, kind: str, entity_id: UUID, texts: Iterable[str]) -> None:
    """Make the terms of a thing those of its texts now; nothing is written where they are already."""
    wanted = terms_of(texts)
    rows = uow.session.scalars(
        select(SearchTerm).where(SearchTerm.kind == kind, SearchTerm.entity_id == entity_id)
    ).all()
    known = {row.term for row in rows}
    uow.delete(*(row for row in rows if row.term not in wanted))
    uow.add(*(SearchTerm(term=t, kind=kind, entity_id=entity_id) for t in sorted(wanted - known)))


def term_rows(kind: str, entity_id: UUID, texts: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of a new thing's terms, for `insert_terms`."""
    return [{"term": term, "kind": kind, "entity_id": entity_id} for term in terms_of(texts)]


def insert_terms(uow: UnitOfWork, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the terms of many new things, in the order of the key (a tree takes sorted rows much faster)."""
    in_order = sorted(rows, key=lambda row: (row["term"], row["kind"], row["entity_id"]))
    uow.insert_rows(SearchTerm, in_order)


def index_many(uow: UnitOfWork, kind: str, things: Iterable[tuple[UUID, Iterable[str]]]) -> None:
    """Write the terms of many new things from their texts, in the order of the key."""
    rows = sorted((term, kind, id_.hex) for id_, texts in things for term in terms_of(texts))
    uow.insert_values(SearchTerm, ("term", "kind", "entity_id"), rows)


def matches(kind: str, entity: InstrumentedAttribute[UUID], reading: Reading) -> ColumnElement[bool]:
    """The condition that the thing of `kind` whose id is `entity` matches; for things narrowed otherwise."""
    return and_(*(_has(entity.class_.tenant_id, kind, entity, wanted) for wanted in reading))


def find(session: Session, kinds: Sequence[str], text: str, limit: int) -> list[Found]:
    """The things that match the typed text: whole words first, then beginnings, then other spellings."""
    found: dict[Found, None] = {}
    for reading in readings(text):
        for thing in _find_reading(session, kinds, reading, limit):
            found.setdefault(thing)
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _find_reading(session: Session, kinds: Sequence[str], reading: Reading, limit: int) -> Iterable[Found]:
    if len(reading) == 1:
        return _one_word(session, kinds, reading[0], limit)
    counts = _counts(session, kinds, reading)
    found: dict[Found, None] = {}
    for whole in _passes(len(reading)):
        here = [count.whole if number in whole else count.any for number, count in enumerate(counts)]
        rarest = here.index(min(here))
        if not here[rarest]:
            continue
        found |= dict.fromkeys(_scan(session, kinds, reading, rarest, whole))
        if len(found) >= limit:
            break
    if not found and min(count.any for count in counts) >= EXAMINED:
        found |= dict.fromkeys(_scan(session, kinds, reading, 0, range(0), examined=None))
    return found


def _passes(words: int) -> Iterator[range]:
    """Which of the words must be whole: all; all but the last, which is still being typed; none."""
    yield from (range(words), range(words - 1), range(0))


def _one_word(session: Session, kinds: Sequence[str], wanted: Wanted, limit: int) -> Iterable[Found]:
    # The order of terms puts the whole word before longer ones, so the first rows are the best.
    found: dict[Found, None] = {}
    for term_range in _ranges(SearchTerm, wanted):
        for thing in _found(session, _in_order(kinds, term_range).limit(limit * 4)):
            found.setdefault(thing)
        if len(found) >= limit:
            break
    return found


def _scan(
    session: Session,
    kinds: Sequence[str],
    reading: Reading,
    rarest: int,
    whole: range,
    *,
    examined: int | None = EXAMINED,
) -> Iterator[Found]:
    wanted = reading[rarest]
    for condition in [_is_word(SearchTerm, wanted)] if rarest in whole else list(_ranges(SearchTerm, wanted)):
        first = _in_order(kinds, condition).limit(examined).subquery()
        linked = (
            _has(first.c.tenant_id, first.c.kind, first.c.entity_id, other, whole=number in whole)
            for number, other in enumerate(reading)
            if number != rarest
        )
        statement = (
            select(first.c.kind, first.c.entity_id)
            .where(*linked)
            .order_by(first.c.term, first.c.kind, first.c.entity_id)
            .limit(CANDIDATES)
        )
        yield from _found(session, statement)


def _in_order(kinds: Sequence[str], condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    key = (SearchTerm.term, SearchTerm.kind, SearchTerm.entity_id)
    return select(SearchTerm.tenant_id, *key).where(condition, _of_kinds(kinds)).order_by(*key)


def _found(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[Found]:
    return ((row.kind, row.entity_id) for row in session.execute(statement))


class _Count(NamedTuple):
    """How many terms match a word, as far as `EXAMINED`: those that are the word, and all."""

    whole: int
    any: int


def _counts(session: Session, kinds: Sequence[str], reading: Reading) -> list[_Count]:
    columns = []
    for wanted in reading:
        columns.append(_count(kinds, _is_word(SearchTerm, wanted)))
        columns.append(reduce(add, (_count(kinds, part) for part in _ranges(SearchTerm, wanted))))
    row = session.execute(select(*columns)).one()
    return [_Count(row[n], row[n + 1]) for n in range(0, len(columns), 2)]


def _count(kinds: Sequence[str], condition: ColumnElement[bool]) -> ColumnElement[int]:
    some = select(SearchTerm.term).where(condition, _of_kinds(kinds)).limit(EXAMINED).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _of_kinds(kinds: Sequence[str]) -> ColumnElement[bool]:
    return SearchTerm.kind == kinds[0] if len(kinds) == 1 else SearchTerm.kind.in_(kinds)


_Value = TypeVar("_Value")
_Column = ColumnElement[_Value] | InstrumentedAttribute[_Value]
Terms = type[SearchTerm] | AliasedClass[SearchTerm]


def _ranges(table: Terms, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    for prefix in wanted.prefixes:
        yield and_(table.term >= prefix, table.term < prefix + LAST)
    for whole in wanted.wholes:
        yield table.term == whole


def _is_word(table: Terms, wanted: Wanted) -> ColumnElement[bool]:
    return table.term.in_(wanted.prefixes + wanted.wholes)


def _has(
    tenant: _Column[UUID],
    kind: str | _Column[str],
    entity: _Column[UUID],
    wanted: Wanted,
    *,
    whole: bool = False,
) -> ColumnElement[bool]:
    other = aliased(SearchTerm)
    fits = _is_word(other, wanted) if whole else or_(*_ranges(other, wanted))
    return (
        select(literal(1))
        .where(other.tenant_id == tenant, other.kind == kind, other.entity_id == entity, fits)
        .correlate_except(other)
        .offset(0)  # keeps it a look-up per row: as a join, Postgres may read all terms for a few rows
        .exists()
    )
