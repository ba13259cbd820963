"""One write as one transaction: revision first, journal entry, invariants, a single commit."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, event, insert, select, text
from sqlalchemy.orm import Session

from app.infra import bulk, codec
from app.infra.database import Base, Database, Invariant, held, lasting
from app.infra.differences import Difference, flushed_differences, inserted, touched
from app.infra.tables import JournalEntry, NumberSeries, OutboxRow
from app.kernel.actor import Actor
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.clock import Clock, IdMaker
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.kernel.events import Event

Row = TypeVar("Row", bound=Base)
R = TypeVar("R")
Answer = TypeVar("Answer")

_NEXT_REVISION = text(
    "INSERT INTO tenant_rev (tenant_id, rev, chain) VALUES (:tenant, 1, '') "
    "ON CONFLICT (tenant_id) DO UPDATE SET rev = tenant_rev.rev + 1 RETURNING rev, chain"
)
_ENTRY = lasting(select(JournalEntry).where(JournalEntry.command_id == bindparam("command")))
_JOURNAL = Base.metadata.tables[JournalEntry.__tablename__]
_ADD_ENTRY = insert(_JOURNAL)
_SET_CHAIN = text("UPDATE tenant_rev SET chain = :chain WHERE tenant_id = :tenant")
# Other desks learn of it at once; a lost notice does no harm, they poll as well (sync.md, 6).
_SET_CHAIN_AND_TELL = text(f"{_SET_CHAIN.text} RETURNING pg_notify(:channel, :rev)")


def chain_link(previous: str, revision: int, digest: str) -> str:
    """The chain's value at a revision: over the value before it and the entry's salted digest."""
    return hashlib.sha256(f"{previous}|{revision}|{digest}".encode()).hexdigest()


def content_digest(salt: str, content: object) -> str:
    """The salted digest of an entry's content; the content can be erased and the chain still holds."""
    return hashlib.sha256((salt + codec.canonical(content)).encode()).hexdigest()


@dataclass(slots=True)
class UnitOfWork:
    """What a handler gets: the tenant's session, the actor, and ways to add, delete, announce and enqueue."""

    session: Session
    actor: Actor
    clock: Clock
    new_id: IdMaker
    revision: int
    _chain: str
    _differences: list[Difference]
    _summary: dict[str, int]
    _events: list[Event]
    property_id: UUID | None = None
    business_date: date | None = None
    undoes: UUID | None = None
    # The session knows its rows weakly; a row that nobody holds would be read again.
    _kept: list[object] = field(default_factory=list)
    # The command with what only its first execution could know (a number), for the journal and replay.
    resolved: Command | None = None
    # The refusal of a command whose rows contradict others after it (undo); else that is a fault of ours.
    if_unsound: Callable[[], AppError] | None = None

    def add(self, *rows: Base) -> None:
        """Write new rows now, tables in the order of their foreign keys."""
        for table in _tables():
            same = [row for row in rows if row.__table__ is table]
            if same:
                self.session.add_all(same)
                self.session.flush()

    def delete(self, *rows: Base) -> None:
        """Delete rows now, tables in the reverse order of their foreign keys."""
        for table in reversed(_tables()):
            same = [row for row in rows if row.__table__ is table]
            for row in same:
                self.session.delete(row)
            if same:
                self.session.flush()

    def exchange(self, gone: Iterable[Base], new: Iterable[Base]) -> None:
        """Delete rows, write new and changed ones, together: none of them refers to another of them."""
        for row in gone:
            self.session.delete(row)
        self.session.add_all(new)
        self.session.flush()

    def flush(self) -> None:
        """Write changed attributes now."""
        self.session.flush()

    def find(self, model: type[Row], *key: object) -> Row | None:
        """A row by its key within the tenant, or None. It is read once and kept until the end."""
        row = held(self.session, model, *key)
        if row is None:
            values = {f"key_{place}": value for place, value in enumerate(key)}
            row = self.session.scalars(_by_key(model), values).one_or_none()
        self.keep(row)
        return row

    def keep(self, *rows: object) -> None:
        """Hold rows until the end, so that whoever asks for them again need not read them."""
        self._kept.extend(rows)

    def insert_rows(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Write many rows at once; the journal keeps their count, not their content."""
        if rows:
            self.insert_values(model, *bulk.ordered(_table(model), rows))

    def insert_recorded(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Write new rows in one statement; the journal keeps each of them. Every column is given."""
        if rows:
            self.session.flush()
            table, tenant_id = _table(model), self.actor.tenant_id
            bulk.insert_many(self.session.connection(), table, tenant_id, *bulk.ordered(table, rows))
            self.record(inserted(table, tenant_id, rows))

    def insert_values(self, model: type[Base], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Write many rows of values in the order of `names`, which has every column without a default."""
        connection = self.session.connection()
        count = bulk.insert_many(connection, _table(model), self.actor.tenant_id, names, rows)
        if count:
            self._summary[model.__tablename__] = self._summary.get(model.__tablename__, 0) + count

    def flowing(self) -> AbstractContextManager[None]:
        """Within it, `insert_values` after each other overlap with the server's work; nothing is read."""
        return bulk.flowing(self.session.connection())

    def measure(self) -> None:
        """Let the database measure its tables, after so many rows that its plans should change."""
        bulk.measure(self.session.connection())

    def record(self, differences: Iterable[Difference]) -> None:
        """Put differences into the journal that did not come from a flush (undo)."""
        self._differences.extend(differences)

    @property
    def differences(self) -> list[Difference]:
        """What has been written so far in this transaction."""
        return self._differences

    def in_property(self, property_id: UUID, business_date: date | None) -> None:
        """Say for the journal in which house and on which hotel day this happens."""
        self.property_id, self.business_date = property_id, business_date

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Work that may be refused alone: what it wrote and announced is taken back, the rest stands."""
        written, announced, summary = len(self._differences), len(self._events), dict(self._summary)
        savepoint = self.session.begin_nested()
        try:
            yield
            self.session.flush()
        except BaseException:
            savepoint.rollback()
            del self._differences[written:], self._events[announced:]
            self._summary = summary
            raise
        savepoint.commit()

    def announce(self, event_: Event) -> None:
        """Announce a fact; the bus hands it to its subscribers before the commit."""
        self._events.append(event_)

    def take_events(self) -> list[Event]:
        """The events announced since the last call."""
        events, self._events = self._events, []
        return events

    def enqueue(self, kind: str, args: object, *, id: UUID | None = None) -> None:
        """Write an effect to the outbox, to happen after the commit, once."""
        self.session.add(
            OutboxRow(
                id=id or self.new_id(), kind=kind, args=codec.plain(args), revision=self.revision,
                created_at=self.clock.now(),
            )
        )  # fmt: skip
        self.session.flush()

    def next_number(self, kind: str, property_id: UUID, year: int, count: int = 1) -> int:
        """The next number of this workstation's series; gapless, because it is part of the transaction.

        With `count` the first of so many that follow each other.
        """
        key = (property_id, kind, year, self.actor.workstation)
        series = self.find(NumberSeries, *key)
        if series is None:
            series = NumberSeries(
                property_id=property_id, kind=kind, year=year, workstation=self.actor.workstation, last=0
            )
            self.session.add(series)
        series.last += count
        self.session.flush()
        return series.last - count + 1


def housekeeping(database: Database, tenant_id: UUID, work: Callable[[Session], Answer]) -> Answer:
    """One transaction beside the journal, for tables that are no part of the house's state (the outbox).

    Raises RuntimeError when the work touches a row that the journal has to know of.
    """
    with database.writer(tenant_id) as session:

        @event.listens_for(session, "after_flush")
        def refuse(flushed: Session, _context: object) -> None:
            for difference in flushed_differences(flushed):
                raise RuntimeError(f"{difference.table} changes by commands only")

        answer = work(session)
        session.commit()
        database.written()
        return answer


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


@cache
def _by_key(model: type[Row]) -> Select[Row]:
    """The question for one row by its key; the tenant's part is its fence."""
    columns = list(_table(model).primary_key)[1:]
    return lasting(
        select(model).where(
            *(column == bindparam(f"key_{place}", type_=column.type) for place, column in enumerate(columns))
        )
    )


@cache
def _tables() -> tuple[Table, ...]:
    """All tables in the order of their foreign keys; sorting them takes longer than a statement."""
    return tuple(Base.metadata.sorted_tables)


class Writer:
    """Runs one command in one transaction. Nobody else in the product commits."""

    def __init__(
        self, database: Database, clock: Clock, new_id: IdMaker, invariants: Sequence[Invariant]
    ) -> None:
        self._database, self._clock, self._new_id = database, clock, new_id
        self._invariants = invariants

    def run(self, command: Command, actor: Actor, work: Callable[[UnitOfWork], dict[str, object]]) -> Outcome:
        """Execute `work` for the command; the same command id again gives the first outcome."""
        with self._database.writer(actor.tenant_id) as session:
            uow = self._begin(session, actor)
            earlier = find_entry(session, command.id)
            if earlier is not None:
                if earlier.verb != command.verb:
                    raise ValueError(f"{command.verb} bears the id of a command {earlier.verb}")
                return outcome_of(earlier, repeated=True)
            result = work(uow)
            session.flush()
            rows = touched(uow.differences)
            self._ensure_sound(uow, rows)
            changes = ChangeSet(uow.revision, rows, everything=bool(uow._summary))
            self._write_entry(uow, command, result, changes)
            session.commit()
            self._database.written()
            return Outcome(result, changes)

    def _ensure_sound(self, uow: UnitOfWork, rows: dict[str, frozenset[UUID]]) -> None:
        try:
            for invariant in self._invariants:
                invariant(uow.session, rows)
        except AssertionError as error:
            if uow.if_unsound is None:
                raise
            raise uow.if_unsound() from error

    def rehearse(
        self, actor: Actor, work: Callable[[UnitOfWork], dict[str, object]], read: Callable[[Session], R]
    ) -> R:
        """Execute `work`, read what would be, and take everything back."""
        with self._database.writer(actor.tenant_id) as session:
            uow = self._begin(session, actor)
            try:
                work(uow)
                session.flush()
                session.expire_all()
                return read(session)
            finally:
                session.rollback()

    def _begin(self, session: Session, actor: Actor) -> UnitOfWork:
        tenant = actor.tenant_id if not self._database.is_sqlite else actor.tenant_id.hex
        revision, chain = session.connection().execute(_NEXT_REVISION, {"tenant": tenant}).one()
        uow = UnitOfWork(session, actor, self._clock, self._new_id, revision, chain, [], {}, [])

        @event.listens_for(session, "after_flush")
        def keep(flushed: Session, _context: object) -> None:
            uow.record(flushed_differences(flushed))

        return uow

    def _write_entry(
        self, uow: UnitOfWork, command: Command, result: dict[str, object], changes: ChangeSet
    ) -> None:
        differences: Any = [d.as_json() for d in uow.differences]
        if uow._summary:
            differences = {"rows": uow._summary, "differences": differences}
        entry = JournalEntry(
            tenant_id=uow.actor.tenant_id, revision=uow.revision, command_id=command.id,
            verb=command.verb, version=command.version, sort=str(command.sort),
            actor_id=uow.actor.user_id, actor_name=uow.actor.name, workstation=uow.actor.workstation,
            property_id=uow.property_id, business_date=uow.business_date, at=self._clock.now(),
            undoes=uow.undoes, payload=journal_payload(uow.resolved or command), result=codec.plain(result),
            differences=differences, touched=_touched_json(changes), salt=secrets.token_hex(16),
        )  # fmt: skip
        entry.digest = content_digest(entry.salt, entry_content(entry))
        entry.chain = chain_link(uow._chain, uow.revision, entry.digest)
        connection = uow.session.connection()
        connection.execute(_ADD_ENTRY, {column.key: getattr(entry, column.key) for column in _JOURNAL.c})
        tenant, chain = uow.actor.tenant_id, entry.chain
        if self._database.is_sqlite:
            connection.execute(_SET_CHAIN, {"chain": chain, "tenant": tenant.hex})
        else:
            notice = {"channel": f"t_{tenant.hex}", "rev": str(uow.revision)}
            connection.execute(_SET_CHAIN_AND_TELL, {"chain": chain, "tenant": tenant, **notice})


def journal_payload(command: Command) -> Any:
    """The command as the journal keeps it; batches say what they are by their own `summary`."""
    summary = getattr(command, "summary", None)
    return summary() if callable(summary) else codec.plain(command)


def entry_content(entry: JournalEntry) -> list[Any]:
    """What the digest of an entry covers."""
    return [
        str(entry.command_id), entry.verb, entry.version, str(entry.actor_id), entry.actor_name,
        entry.workstation, str(entry.property_id), str(entry.business_date),
        entry.at.astimezone(UTC).isoformat(),
        str(entry.undoes), entry.payload, entry.result, entry.differences,
    ]  # fmt: skip


def _touched_json(changes: ChangeSet) -> dict[str, Any]:
    rows = {table: sorted(str(i) for i in ids) for table, ids in sorted(changes.rows.items())}
    return {"everything": changes.everything, "rows": rows}


def find_entry(session: Session, command_id: UUID) -> JournalEntry | None:
    """The journal entry of a command, or None."""
    return session.scalars(_ENTRY, {"command": command_id}).one_or_none()


def change_set_of(entry: JournalEntry) -> ChangeSet:
    """The change set that a journal entry tells."""
    rows = {table: frozenset(UUID(i) for i in ids) for table, ids in entry.touched["rows"].items()}
    return ChangeSet(entry.revision, rows, everything=entry.touched["everything"])


def outcome_of(entry: JournalEntry, *, repeated: bool) -> Outcome:
    """What a command of the past gave back."""
    return Outcome(dict(entry.result), change_set_of(entry), repeated=repeated)
