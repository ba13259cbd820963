"""Undo: a compensating command that puts rows back as they were, when nobody has touched them since."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Column, Table, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.infra.database import Base, Instant
from app.infra.differences import Difference
from app.infra.tables import JournalEntry
from app.infra.unit_of_work import UnitOfWork, find_entry
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, NotPermitted
from app.kernel.events import Event
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class Undo(Command):
    """Take back the command `target` (or an undo of it: that is redo)."""

    verb: ClassVar[str] = "journal.undo"

    target: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Undone(Event):
    """A command was taken back; rows were written past the capabilities that own them."""

    name: ClassVar[str] = "journal.undone"

    differences: tuple[Difference, ...]

    def deleted(self, table: str) -> list[dict[str, Any]]:
        """The keys of a table's rows that are gone."""
        return [d.key for d in self.differences if d.table == table and d.after is None]

    def written(self, table: str) -> list[dict[str, Any]]:
        """The keys of a table's rows that are there as they were before."""
        return [d.key for d in self.differences if d.table == table and d.after is not None]

    def owners(self, table: str) -> frozenset[UUID]:
        """The owners of a table's rows that changed."""
        return frozenset(UUID(d.owner) for d in self.differences if d.table == table)


@dataclass(frozen=True, slots=True)
class Taken:
    """A command that is taken back by a way of its own; `again` when it is to be done once more (redo)."""

    payload: Any
    result: Mapping[str, Any]
    again: bool


class NothingToUndo(AppError):
    """The command is unknown, already undone, or of a kind that is never undone."""

    code = "nothing_to_undo"


class ChangedSince(AppError):
    """Rows of the command have been changed by a later command."""

    code = "changed_since"


class NeverUndone(AppError):
    """Commands of this sort stand, such as a closed day."""

    code = "never_undone"


def undo(
    command: Undo,
    *,
    uow: UnitOfWork,
    clock: Clock,
    sorts: Mapping[str, type[Command]],
    ways: Mapping[str, Callable[..., bool]] | None = None,
) -> dict[str, object]:
    """Apply the inverse of the target's row differences, newest first. `sorts` knows commands by verb.

    What has posted money is not put back as it was: its verb may have a way of its own in `ways`, which does
    what compensates it and says so; where that has nothing to do, the rows are put back.
    """
    target = find_entry(uow.session, command.target)
    if target is None:
        raise NothingToUndo(tr("There is nothing to undo."))
    verb = original_verb(uow.session, target)
    if not uow.actor.may(verb):
        raise NotPermitted(tr("Your role does not allow this."))
    never = sorts.get(verb, Command).why_never_undone()
    if never:
        raise NeverUndone(never)
    if isinstance(target.differences, dict):
        raise NothingToUndo(tr("There is nothing to undo."))
    if _is_undone(uow.session, target):
        raise NothingToUndo(tr("This has been undone already."))
    way = (ways or {}).get(verb)
    if way is not None and way(_taken(uow.session, target), uow=uow, clock=clock):
        uow.undoes, uow.resolved = target.command_id, None
        return {"verb": target.verb, "target": str(target.command_id)}
    inverses = [Difference.from_json(d).inverse() for d in reversed(target.differences)]
    try:
        for difference in inverses:
            _apply(uow.session, difference, target)
    except IntegrityError as error:
        raise _changed_since(uow.session, target) from error
    uow.record(inverses)
    uow.undoes = target.command_id
    if target.property_id is not None:
        uow.in_property(target.property_id, target.business_date)
    uow.session.expire_all()
    uow.announce(Undone(differences=tuple(inverses)))
    # Others may have changed other rows of the same thing, so that these do not fit them any more.
    uow.if_unsound = partial(_changed_since, uow.session, target)
    return {"verb": target.verb, "target": str(target.command_id)}


def original_verb(session: Session, entry: JournalEntry) -> str:
    """The verb that an undo, or an undo of an undo, is finally about."""
    while entry.undoes is not None:
        earlier = find_entry(session, entry.undoes)
        if earlier is None:
            break
        entry = earlier
    return entry.verb


def _taken(session: Session, target: JournalEntry) -> Taken:
    """What the first of a row of undos was, and whether taking this one back does it again."""
    entry, steps = target, 0
    while entry.undoes is not None:
        earlier = find_entry(session, entry.undoes)
        if earlier is None:
            break
        entry, steps = earlier, steps + 1
    return Taken(entry.payload, entry.result, again=steps % 2 == 1)


def _is_undone(session: Session, target: JournalEntry) -> bool:
    statement = select(JournalEntry.command_id).where(JournalEntry.undoes == target.command_id)
    return session.scalars(statement).first() is not None


def _apply(session: Session, difference: Difference, target: JournalEntry) -> None:
    table = Base.metadata.tables[difference.table]
    key = {name: column_value(table.c[name], value) for name, value in difference.key.items()}
    here = and_(*(table.c[name] == value for name, value in key.items()))
    connection = session.connection()
    if difference.before is None:
        values = {n: column_value(table.c[n], v) for n, v in (difference.after or {}).items()}
        connection.execute(insert(table).values(**key, **values))
        return
    row = connection.execute(select(table).where(here)).mappings().one_or_none()
    if row is None or not _as_left(table, dict(row), difference.before):
        raise _changed_since(session, target)
    if difference.after is None:
        connection.execute(delete(table).where(here))
    else:
        values = {n: column_value(table.c[n], v) for n, v in difference.after.items()}
        connection.execute(update(table).where(here).values(**values))


def _as_left(table: Table, row: dict[str, Any], left: dict[str, Any]) -> bool:
    return all(row[name] == column_value(table.c[name], value) for name, value in left.items())


def column_value(column: Column[Any], value: Any) -> Any:
    """A cell of the journal as the column's value."""
    if value is None:
        return None
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(value)
    kind = column.type.python_type
    if kind is UUID:
        return UUID(value)
    if kind in (date, time, datetime):
        return kind.fromisoformat(value)
    return value


def _changed_since(session: Session, target: JournalEntry) -> ChangedSince:
    session.rollback()
    touched = {(t, i) for t, ids in target.touched["rows"].items() for i in ids}
    later = session.scalars(
        select(JournalEntry).where(JournalEntry.revision > target.revision).order_by(JournalEntry.revision)
    )
    for entry in later:
        rows = entry.touched["rows"]
        if any(i in rows.get(t, ()) for t, i in touched):
            return ChangedSince(
                tr("{name} has changed this since. Undo is not possible any more.", name=entry.actor_name)
            )
    return ChangedSince(tr("This has changed since. Undo is not possible any more."))
