"""Two tenants in one database see nothing of each other: ORM, Core, raw SQL, and over one connection."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session, aliased

from app.bootstrap import App, wiring
from app.features import property as house
from app.features import security
from app.features.property.models import Building, Room, RoomType
from app.infra.bus import Bus
from app.infra.database import Database, Location, lasting
from app.infra.tables import TenantRev
from app.kernel.actor import ALL, Actor
from app.kernel.errors import NotFound
from tests.support.databases import PostgresTemplate
from tests.support.houses import Hotel, TestClock, furnish, open_house
from tests.support.postgres import OWNER, PostgresServer


@dataclass(frozen=True, slots=True)
class Two:
    """Two houses in one database."""

    first: App
    second: App
    hotels: tuple[Hotel, Hotel]


def found_second(first: App) -> App:
    """Found another organisation in the same database."""
    clock = TestClock()
    actor = Actor(first.new_id(), first.new_id(), "Other", "Other desk", frozenset({ALL}))
    second = App(
        Bus(first.database, wiring(), clock, first.new_id), first.database, actor, clock, first.new_id
    )
    second.execute(
        security.FoundHouse(
            id=first.new_id(), slug="other", name="Other", owner_id=actor.user_id, owner_login="owner",
            owner_name="Other", role_ids=tuple(first.new_id() for _ in security.FIRST_ROLES),
        )
    )  # fmt: skip
    return second


@pytest.fixture
def two(location: Location) -> Iterator[Two]:
    """Two furnished tenants: four rooms and six."""
    first = open_house(location)
    second = found_second(first)
    yield Two(first, second, (furnish(first, 4), furnish(second, 6)))
    first.close()


def test_each_asks_for_its_own(two: Two) -> None:
    """Questions through the app give each tenant its own rooms, though the ids of the other are known."""
    assert len(two.first.ask(house.House()).rooms) == 4
    assert len(two.second.ask(house.House()).rooms) == 6


def test_the_orm_is_fenced(two: Two) -> None:
    """A plain ORM select, a count, a column select, an alias and a get see one tenant, on both engines."""
    with two.first.database.reader(two.first.actor.tenant_id) as session:
        own, other = two.first.actor.tenant_id, two.second.actor.tenant_id
        assert {room.tenant_id for room in session.scalars(select(Room))} == {own}
        assert session.scalars(select(func.count()).select_from(Room)).one() == 4
        assert len(session.execute(select(Room.id)).all()) == 4
        assert session.get(Room, (other, two.hotels[1].room_ids[0])) is None
        assert session.get(Room, (own, two.hotels[0].room_ids[0])) is not None


def test_a_lasting_statement_is_fenced(two: Two) -> None:
    """Asked by both in turn, it sees the asker's rooms: one table, two, an alias, a join, one within."""
    other, mine = aliased(Room), select(RoomType.id).where(RoomType.max_occupancy > 0)
    nowhere = Room.building_id == Building.id
    lasts = [
        lasting(statement)
        for statement in (
            select(Room.id),
            select(Room.id, RoomType.id).where(RoomType.id == Room.room_type_id),
            select(other.id),
            select(Room.id).join(RoomType, RoomType.id == Room.room_type_id),
            select(Room.id).where(Room.room_type_id.in_(mine)),
            select(Room.id, Building.name).outerjoin(Building, nowhere),
            select(func.count()).select_from(select(Room.id).subquery()),
        )
    ]
    for app, count in ((two.first, 4), (two.second, 6), (two.first, 4)):
        with app.database.reader(app.actor.tenant_id) as session:
            found = [session.execute(statement).all() for statement in lasts]
        assert [len(rows) for rows in found] == [count] * 6 + [1]
        assert found[-1][0][0] == count


def test_the_other_cannot_be_written(two: Two) -> None:
    """A command that names the other's room does not find it."""

    with pytest.raises(NotFound):
        two.first.execute(
            house.SetRoomState(
                id=two.first.new_id(),
                room_id=two.hotels[1].room_ids[0],
                housekeeping=house.Housekeeping.DIRTY,
            )
        )


def test_each_has_its_own_revisions(two: Two) -> None:
    """Both count from one, and both chains hold."""
    for app in (two.first, two.second):
        with app.database.reader(app.actor.tenant_id) as session:
            assert session.scalars(select(TenantRev.rev)).one() == 4


@pytest.fixture
def shared(postgres_template: PostgresTemplate) -> Iterator[Two]:
    """Two furnished tenants on Postgres, as the application's role."""
    with postgres_template.copy() as location:
        first = open_house(location)
        second = found_second(first)
        yield Two(first, second, (furnish(first, 4), furnish(second, 6)))
        first.close()


def test_core_and_raw_are_fenced(shared: Two) -> None:
    """Below the ORM the database itself keeps them apart."""
    with shared.first.database.reader(shared.first.actor.tenant_id) as session:
        assert session.execute(select(func.count()).select_from(Room.__table__)).scalar_one() == 4
        assert session.connection().execute(text("SELECT count(*) FROM room")).scalar_one() == 4
        assert session.connection().exec_driver_sql("SELECT count(*) FROM journal").scalar_one() == 4


def test_without_a_tenant_there_is_nothing(shared: Two) -> None:
    """A connection that names no tenant, or has named one before, sees no row."""
    engine = create_engine(shared.first.database.location.url, pool_size=1, max_overflow=0)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM room")).scalar_one() == 0
    with Session(engine) as session:
        session.info["tenant_id"] = shared.first.actor.tenant_id
        assert session.connection().execute(text("SELECT count(*) FROM room")).scalar_one() == 4
        session.rollback()
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM room")).scalar_one() == 0
        assert connection.execute(text("SELECT current_setting('app.tenant_id', true)")).scalar_one() == ""
    engine.dispose()


def test_a_session_needs_a_tenant(shared: Two) -> None:
    """A session without one is a fault of the program and does not begin."""
    with (
        Session(shared.first.database.engine) as session,
        pytest.raises(RuntimeError, match="without a tenant"),
    ):
        session.connection()


def test_a_foreign_row_is_refused(shared: Two) -> None:
    """A row for the other tenant cannot be inserted, updated to or deleted."""
    with shared.first.database.writer(shared.first.actor.tenant_id) as session:
        connection = session.connection()
        assert connection.execute(text("UPDATE room SET number = number || 'x'")).rowcount == 4
        other = {"t": shared.second.actor.tenant_id, "i": shared.hotels[1].room_ids[0]}
        gone = connection.execute(text("DELETE FROM room WHERE tenant_id = :t AND id = :i"), other)
        assert gone.rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"):
            connection.execute(
                text("INSERT INTO tenant_rev (tenant_id, rev, chain) VALUES (:t, 9, '')"),
                {"t": shared.second.actor.tenant_id},
            )


def test_a_superuser_would_see_both(shared: Two, postgres_server: PostgresServer) -> None:
    """Control: the rows of both tenants are there; it is the fence that hides them."""
    name = shared.first.database.location.url.database or ""
    with postgres_server.connection(name) as connection:
        row = connection.execute("SELECT count(*), count(DISTINCT tenant_id) FROM room").fetchone()
    assert row == (10, 2)


def test_even_the_owner_is_fenced(shared: Two, postgres_server: PostgresServer) -> None:
    """Row security is forced: the tables' owner sees nothing without a tenant either."""
    name = shared.first.database.location.url.database or ""
    owner = Database(Location.shared(postgres_server.url(name, role=OWNER)))
    with owner.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM room")).scalar_one() == 0
    owner.close()


def test_a_tenant_is_no_sql(shared: Two) -> None:
    """What is put into SET LOCAL is a UUID or nothing."""
    with pytest.raises(ValueError, match="UUID"):
        shared.first.database.reader("x'; DROP TABLE room; --")  # type: ignore[arg-type]
    assert isinstance(shared.first.actor.tenant_id, UUID)
