"""One write is one transaction: once per command id, nothing left of a refusal, revisions without gaps."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app.bootstrap import App, wiring
from app.features.property import House, Housekeeping, SetRackRate, SetRoomState
from app.features.property.models import RoomType
from app.infra.bus import Bus, Handling, Wiring
from app.infra.clock import new_id
from app.infra.database import Database, Location
from app.infra.tables import JournalEntry, NumberSeries, OutboxRow, TenantRev
from app.infra.unit_of_work import UnitOfWork, housekeeping
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, NotFound, NotPermitted
from tests.support.houses import Hotel, TestClock, open_house

WRITERS, WRITES = 8, 15


@dataclass(frozen=True, kw_only=True, slots=True)
class HalfDone(Command):
    """Writes a price, an effect and a number, and then is refused."""

    verb: ClassVar[str] = "test.half_done"

    room_type_id: UUID
    property_id: UUID


def half_done(command: HalfDone, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Do half of it."""
    room_type = uow.find(RoomType, command.room_type_id)
    assert room_type is not None
    room_type.rack_rate_minor = 1
    uow.enqueue("test.effect", {})
    uow.next_number("test", command.property_id, 2026)
    uow.flush()
    raise AppError("no")


def price_of(app: App, hotel: Hotel) -> int:
    """The rack rate as screens read it."""
    return next(t.rack_rate_minor for t in app.ask(House()).room_types if t.id == hotel.room_type_id)


def rows_of(app: App, model: type[Any]) -> int:
    """How many rows of a table the tenant has."""
    with app.database.reader(app.actor.tenant_id) as session:
        return session.scalars(select(func.count()).select_from(model)).one()


def revision(app: App) -> int:
    """The tenant's revision."""
    with app.database.reader(app.actor.tenant_id) as session:
        return session.scalars(select(TenantRev.rev)).one()


def test_the_same_id_counts_once(app: App, hotel: Hotel) -> None:
    """A command that comes again gives its first result and changes nothing."""
    command = SetRoomState(id=app.new_id(), room_id=hotel.room_ids[0], housekeeping=Housekeeping.DIRTY)
    first = app.execute(command)
    app.execute(SetRoomState(id=app.new_id(), room_id=hotel.room_ids[0], housekeeping=Housekeeping.CLEAN))
    before = revision(app)
    again = app.execute(command)
    assert again.repeated
    assert not first.repeated
    assert (again.result, again.changes) == (first.result, first.changes)
    assert revision(app) == before
    assert next(r for r in app.ask(House()).rooms if r.id == hotel.room_ids[0]).housekeeping == "clean"


def test_another_id_counts_again(app: App, hotel: Hotel) -> None:
    """Control: with a new id the same wish is a new command."""
    before = revision(app)
    for _ in range(2):
        app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=7))
    assert revision(app) == before + 2


def test_an_id_belongs_to_one_command(app: App, hotel: Hotel) -> None:
    """A mixed-up id is a fault of the program and is not answered with another command's result."""
    own = app.new_id()
    app.execute(SetRackRate(id=own, room_type_id=hotel.room_type_id, rack_rate_minor=7))
    with pytest.raises(ValueError, match="bears the id"):
        app.execute(SetRoomState(id=own, room_id=hotel.room_ids[0], housekeeping=Housekeeping.DIRTY))


def test_a_refusal_leaves_nothing(app: App, hotel: Hotel) -> None:
    """Row, effect, number and revision of a refused command are gone, and no revision is skipped."""
    bus = Bus(app.database, Wiring(handlings=(Handling(HalfDone, half_done),)), app.clock, app.new_id)
    before = revision(app)
    with pytest.raises(AppError):
        bus.execute(
            HalfDone(id=app.new_id(), room_type_id=hotel.room_type_id, property_id=hotel.property_id),
            app.actor,
        )
    assert revision(app) == before
    assert price_of(app, hotel) == 9_000
    assert (rows_of(app, OutboxRow), rows_of(app, NumberSeries)) == (0, 0)
    outcome = app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=2))
    assert outcome.changes.revision == before + 1


def test_a_role_is_asked_first(app: App, hotel: Hotel) -> None:
    """Without the permission nothing begins."""
    maid = app.as_actor(replace(app.actor, permissions=frozenset({"property.set_room_state"})))
    before = revision(app)
    with pytest.raises(NotPermitted):
        maid.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=2))
    assert revision(app) == before
    maid.execute(SetRoomState(id=app.new_id(), room_id=hotel.room_ids[0], housekeeping=Housekeeping.DIRTY))
    assert revision(app) == before + 1


def write_many(location: Location, hotel: Hotel, who: int) -> list[int]:
    """One desk's writes; every fifth is refused. Gives the revisions of those that were not."""
    desk = open_house(location, workstation=f"Desk {who}")
    revisions = []
    for n in range(WRITES):
        target = hotel.room_type_id if n % 5 else desk.new_id()
        command = SetRackRate(id=desk.new_id(), room_type_id=target, rack_rate_minor=who * 1000 + n)
        try:
            revisions.append(desk.execute(command).changes.revision)
        except NotFound:
            assert target != hotel.room_type_id
    desk.close()
    return revisions


def test_eight_desks_leave_no_gap(app: App, hotel: Hotel, location: Location) -> None:
    """Revisions under eight desks that write at once are each used once, and none is left out."""
    before = revision(app)
    with ThreadPoolExecutor(WRITERS) as pool:
        done = list(pool.map(lambda who: write_many(location, hotel, who), range(WRITERS)))
    used = sorted(number for numbers in done for number in numbers)
    assert len(used) == WRITERS * WRITES * 4 // 5
    assert used == list(range(before + 1, before + 1 + len(used)))
    assert all(numbers == sorted(numbers) for numbers in done)
    with app.database.reader(app.actor.tenant_id) as session:
        kept = session.scalars(select(JournalEntry.revision).order_by(JournalEntry.revision)).all()
    assert list(kept) == list(range(1, used[-1] + 1))


def test_reading_first_would_count_double(app: App, location: Location) -> None:
    """Control: two desks that count by reading first would take the same revision."""
    taken = [revision_read_beside(location, app.actor.tenant_id) for _ in range(2)]
    assert taken[0] == taken[1]


def revision_read_beside(location: Location, tenant_id: UUID) -> int:
    """The next revision as a desk would guess it that does not take the row."""
    database = Database(location)
    with database.reader(tenant_id) as session:
        guess = session.scalars(select(TenantRev.rev)).one() + 1
    database.close()
    return guess


def test_numbers_have_no_gap(app: App, hotel: Hotel) -> None:
    """A series counts within its transaction, for each workstation by itself."""

    def numbered(command: HalfDone, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
        return {"number": uow.next_number("test", command.property_id, 2026)}

    bus = Bus(app.database, Wiring(handlings=(Handling(HalfDone, numbered),)), app.clock, app.new_id)
    given = [
        bus.execute(
            HalfDone(id=app.new_id(), room_type_id=hotel.room_type_id, property_id=hotel.property_id),
            app.actor,
        ).result["number"]
        for _ in range(3)
    ]
    assert given == [1, 2, 3]


def test_housekeeping_stays_off_the_house(app: App, hotel: Hotel) -> None:
    """The door beside the journal opens for the outbox and not for the house's own rows."""
    tenant = app.actor.tenant_id

    def note(session: Any) -> None:
        session.add(OutboxRow(id=app.new_id(), kind="k", args={}, revision=1, created_at=app.clock.now()))
        session.flush()

    def cheat(session: Any) -> None:
        session.get(RoomType, (tenant, hotel.room_type_id)).rack_rate_minor = 1

    housekeeping(app.database, tenant, note)
    assert rows_of(app, OutboxRow) == 1
    with pytest.raises(RuntimeError, match="by commands only"):
        housekeeping(app.database, tenant, cheat)
    assert price_of(app, hotel) == 9_000


def test_a_bulk_statement_is_refused(app: App, hotel: Hotel) -> None:
    """What goes round the flush goes round the journal, so a handler may not."""
    with app.database.writer(app.actor.tenant_id) as session, pytest.raises(RuntimeError, match="uow"):
        session.execute(update(RoomType).values(rack_rate_minor=0))
    assert price_of(app, hotel) == 9_000


def test_two_handlers_for_one_command_are_refused(app: App) -> None:
    """A capability that takes another's command is found as the program starts."""
    twice = (Handling(HalfDone, half_done), Handling(HalfDone, half_done))
    with pytest.raises(ValueError, match="two handlers"):
        Bus(app.database, Wiring(handlings=twice), app.clock, app.new_id)


@pytest.fixture
def other_desk(hotel: Hotel, location: Location) -> Iterator[App]:
    """A second desk on the same hotel."""
    assert hotel
    desk = open_house(location, workstation="Front desk 2")
    yield desk
    desk.close()


def test_a_question_reads_one_moment(app: App, hotel: Hotel, other_desk: App) -> None:
    """Between two reads of one question another desk's commit does not show."""
    with app.database.reader(app.actor.tenant_id) as session:
        first = session.scalars(select(RoomType.rack_rate_minor)).one()
        other_desk.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=1))
        assert session.scalars(select(RoomType.rack_rate_minor)).one() == first
    assert price_of(app, hotel) == 1


def test_the_key_is_the_guard(app: App, hotel: Hotel) -> None:
    """The database itself refuses the second row; this is no check in code."""
    with app.database.writer(app.actor.tenant_id) as session:
        row = session.get(RoomType, (app.actor.tenant_id, hotel.room_type_id))
        assert row is not None
        values = {c.name: getattr(row, c.name) for c in RoomType.__table__.columns}
        with pytest.raises(IntegrityError):
            session.connection().execute(RoomType.__table__.insert(), [values])  # type: ignore[attr-defined]


def test_wiring_is_whole() -> None:
    """Every command of every capability has its verb, and no verb is used twice."""
    verbs = [h.command.verb for h in wiring().handlings]
    assert all("." in verb for verb in verbs)
    assert len(set(verbs)) == len(verbs)
    assert TestClock().now().tzinfo is not None
    assert new_id() < new_id()
