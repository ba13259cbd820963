"""Events inside a transaction, what flushes tell of rows, and effects written with the commit."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any, ClassVar
from uuid import UUID

import pytest
from sqlalchemy import select

from app.bootstrap import App, wiring
from app.features.property import CloseDay, House
from app.features.property.events import DayClosed
from app.features.property.models import Property, RoomType
from app.infra.bus import Bus, DurableSubscription, Handling, Subscription, Wiring
from app.infra.differences import Difference
from app.infra.tables import JournalEntry, OutboxRow
from app.infra.undo import Undo
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.kernel.events import Event
from tests.support.houses import OPENED, Hotel


@dataclass(frozen=True, kw_only=True, slots=True)
class Touch(Command):
    """Writes a few rows, for what the journal says of them."""

    verb: ClassVar[str] = "test.touch"

    hotel_id: UUID
    type_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Echo(Event):
    """An event that leads to another one."""

    name: ClassVar[str] = "test.echo"

    left: int


def closing(app: App, hotel: Hotel) -> CloseDay:
    """The command that announces DayClosed."""
    return CloseDay(id=app.new_id(), property_id=hotel.property_id, expected=OPENED)


def bus_with(app: App, **parts: Any) -> Bus:
    """The real wiring with other parts."""
    return Bus(app.database, replace(wiring(), **parts), app.clock, app.new_id)


def rack_rate(app: App) -> int:
    """What a reaction writes in these tests."""
    return app.ask(House()).room_types[0].rack_rate_minor


def test_a_reaction_is_part_of_the_write(app: App, hotel: Hotel) -> None:
    """What a subscriber writes is committed with the command, journalled and undone with it."""

    def rename(command: Touch, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
        row = uow.find(Property, command.hotel_id)
        assert row is not None
        row.city = "Porto"
        uow.announce(Echo(left=OPENED.day))
        return {}

    def reprice(event: Echo, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
        row = uow.find(RoomType, hotel.room_type_id)
        assert row is not None
        row.rack_rate_minor = event.left
        uow.flush()

    command = Touch(id=app.new_id(), hotel_id=hotel.property_id, type_id=hotel.room_type_id)
    handlings = (*wiring().handlings, Handling(Touch, rename))
    bus = bus_with(app, handlings=handlings, subscriptions=(Subscription(Echo, reprice),))
    before = app.ask(House()).properties[0].city
    outcome = bus.execute(command, app.actor)
    assert rack_rate(app) == OPENED.day
    assert set(outcome.changes.rows) == {"property", "room_type"}
    bus.execute(Undo(id=app.new_id(), target=command.id), app.actor)
    assert rack_rate(app) == 9_000
    assert app.ask(House()).properties[0].city == before


def test_a_reaction_that_refuses_takes_all_back(app: App, hotel: Hotel) -> None:
    """There is no half: the command is refused with it, and no effect is left in the outbox."""

    def refuse(event: DayClosed, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
        raise AppError("the cash is not counted")

    bus = bus_with(
        app, subscriptions=(Subscription(DayClosed, refuse),), durable=(DurableSubscription(DayClosed, "k"),)
    )
    with pytest.raises(AppError, match="not counted"):
        bus.execute(closing(app, hotel), app.actor)
    assert app.ask(House()).properties[0].business_date == OPENED
    assert outbox(app) == []


def test_events_without_end_are_stopped(app: App, hotel: Hotel) -> None:
    """A chain of events that never ends is a fault of the program, found by a bound."""

    def begin(event: DayClosed, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
        uow.announce(Echo(left=5))

    def again(event: Echo, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
        uow.announce(Echo(left=event.left))

    def until_none(event: Echo, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
        if event.left:
            uow.announce(Echo(left=event.left - 1))

    endless = (Subscription(DayClosed, begin), Subscription(Echo, again))
    with pytest.raises(RuntimeError, match="without end"):
        bus_with(app, subscriptions=endless).execute(closing(app, hotel), app.actor)
    ending = (Subscription(DayClosed, begin), Subscription(Echo, until_none))
    bus_with(app, subscriptions=ending).execute(closing(app, hotel), app.actor)


def test_an_effect_is_written_with_the_commit(app: App, hotel: Hotel) -> None:
    """Its id comes from command and subscriber, its arguments are those of the event."""
    command = closing(app, hotel)
    bus = bus_with(app, durable=(DurableSubscription(DayClosed, "a"), DurableSubscription(DayClosed, "b")))
    outcome = bus.execute(command, app.actor)
    first = outbox(app)
    bus.execute(command, app.actor)
    assert [row.id for row in outbox(app)] == [row.id for row in first]
    assert {row.kind for row in first} == {"a", "b"}
    assert {row.revision for row in first} == {outcome.changes.revision}
    assert first[0].args == {"property_id": str(hotel.property_id), "closed": OPENED.isoformat()}


def outbox(app: App) -> list[OutboxRow]:
    """All rows of the outbox."""
    with app.database.reader(app.actor.tenant_id) as session:
        return list(session.scalars(select(OutboxRow).order_by(OutboxRow.kind)))


def differences_of(app: App, work: Any, hotel: Hotel) -> list[Difference]:
    """What the journal keeps of a piece of work."""
    bus = Bus(app.database, Wiring(handlings=(Handling(Touch, work),)), app.clock, app.new_id)
    command = Touch(id=app.new_id(), hotel_id=hotel.property_id, type_id=hotel.room_type_id)
    bus.execute(command, app.actor)
    with app.database.reader(app.actor.tenant_id) as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.command_id == command.id)).one()
        return [Difference.from_json(data) for data in entry.differences]


def a_type(command: Touch, id_: UUID) -> RoomType:
    """A new room type."""
    return RoomType(id=id_, property_id=command.hotel_id, code=f"T{id_.hex[-6:]}", name="Suite")


def test_an_insert_is_kept_whole(app: App, hotel: Hotel) -> None:
    """Every column of the new row, defaults included; nothing before."""
    new = app.new_id()

    def work(command: Touch, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
        uow.add(a_type(command, new))
        return {}

    (found,) = differences_of(app, work, hotel)
    assert (found.table, found.owner, found.before) == ("room_type", str(new), None)
    assert found.key == {"tenant_id": str(app.actor.tenant_id), "id": str(new)}
    assert found.after is not None
    assert set(found.after) | set(found.key) == {c.name for c in RoomType.__table__.columns}
    assert (found.after["base_occupancy"], found.after["name"]) == (2, "Suite")


def test_an_update_keeps_what_changed(app: App, hotel: Hotel) -> None:
    """Only the changed columns, as they were and as they are; a value set to itself is no change."""

    def work(command: Touch, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
        row = uow.find(Property, command.hotel_id)
        assert row is not None
        row.name, row.check_in_time, row.business_date = "Other", time(14, 30), date(2026, 12, 1)
        row.city = str(row.city)
        uow.flush()
        return {}

    (found,) = differences_of(app, work, hotel)
    assert found.before == {
        "name": "Miradouro", "check_in_time": "15:00:00", "business_date": OPENED.isoformat(),
    }  # fmt: skip
    assert found.after == {"name": "Other", "check_in_time": "14:30:00", "business_date": "2026-12-01"}


def test_a_delete_keeps_what_was(app: App, hotel: Hotel) -> None:
    """The whole row before, nothing after; and the three in the order in which they were written."""
    new = app.new_id()

    def work(command: Touch, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
        row = a_type(command, new)
        uow.add(row)
        row.rack_rate_minor = 5
        uow.flush()
        uow.delete(row)
        return {}

    added, changed, deleted = differences_of(app, work, hotel)
    assert added.before is None
    assert (changed.before, changed.after) == ({"rack_rate_minor": 0}, {"rack_rate_minor": 5})
    assert deleted.after is None
    assert deleted.before is not None
    assert (deleted.before["rack_rate_minor"], deleted.before["name"]) == (5, "Suite")


def test_nothing_written_nothing_kept(app: App, hotel: Hotel) -> None:
    """Control: a read leaves no difference."""

    def work(command: Touch, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
        assert uow.find(Property, command.hotel_id)
        return {}

    assert differences_of(app, work, hotel) == []
