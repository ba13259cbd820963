"""Sixteen desks fight for one room: each night has one winner. Without the key it would have several."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier
from typing import Final

import pytest
from sqlalchemy import Column, Date, Engine, Integer, MetaData, String, Table, create_engine, insert, select
from sqlalchemy.exc import IntegrityError

from app.features.reservations import RoomTaken
from app.infra.database import Location
from tests.support.desk import Desk
from tests.support.houses import OPENED, open_house
from tests.support.postgres import OWNER, PostgresServer

DESKS: Final = 16
TRIES: Final = 3
NIGHTS: Final = 6

Span = tuple[int, int]

SCRATCH: Final = MetaData()
KEYED: Final = Table(
    "keyed", SCRATCH, Column("room", String, primary_key=True), Column("night", Date, primary_key=True),
    Column("who", Integer),
)  # fmt: skip
UNKEYED: Final = Table(
    "unkeyed", SCRATCH, Column("room", String), Column("night", Date), Column("who", Integer)
)


def fight(desk: Desk, location: Location, who: int) -> list[Span]:
    """One desk of its own connection books spans of nights in room 101; those that it got."""
    rng = random.Random(who)
    app = open_house(location, workstation=f"Desk {who}")
    won = []
    for _ in range(TRIES):
        first = rng.randrange(NIGHTS)
        span = (first, rng.randint(first + 1, NIGHTS))
        command = desk.reserve(desk.request("101", span[0], span[1] - span[0]))
        with suppress(RoomTaken):
            app.execute(command)
            won.append(span)
    app.close()
    return won


def test_each_night_has_one_winner(desk: Desk, location: Location) -> None:
    """Bookings that were accepted do not overlap; each other one was refused with a sentence."""
    with ThreadPoolExecutor(DESKS) as pool:
        won = [
            span for spans in pool.map(lambda who: fight(desk, location, who), range(DESKS)) for span in spans
        ]
    nights = [night for first, end in won for night in range(first, end)]
    assert won
    assert len(nights) == len(set(nights))
    held = [(r["night"] - OPENED).days for r in desk.rows()["room_night"] if r["slot"] == "N"]
    assert sorted(held) == sorted(nights)


@pytest.fixture
def scratch(engine_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with two tables of room nights: one with the key, one without."""
    if engine_kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'scratch.db'}"
        engine = create_engine(url, connect_args={"timeout": 30}, pool_size=DESKS)
        yield from prepared(engine)
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        request.getfixturevalue("postgres_template")
        name = server.make_database(owner=OWNER)
        engine = create_engine(
            Location.shared(server.url(name, role=OWNER)).url,
            pool_size=DESKS,
            isolation_level="READ COMMITTED",
        )
        yield from prepared(engine)


def prepared(engine: Engine) -> Iterator[Engine]:
    """The tables, for a while."""
    SCRATCH.create_all(engine)
    yield engine
    engine.dispose()


def look_then_take(engine: Engine, table: Table, night: date) -> int:
    """Sixteen desks see the room free, and then all take it; how many got it."""
    barrier = Barrier(DESKS)

    def take(who: int) -> bool:
        with engine.connect() as connection:
            seen = connection.execute(select(table).where(table.c.night == night)).all()
        barrier.wait(timeout=60)
        assert seen == []
        try:
            with engine.begin() as connection:
                connection.execute(insert(table).values(room="101", night=night, who=who))
        except IntegrityError:
            return False
        return True

    with ThreadPoolExecutor(DESKS) as pool:
        return sum(pool.map(take, range(DESKS)))


def test_the_key_decides_and_not_the_look(scratch: Engine) -> None:
    """With the key one of sixteen gets the night, though all saw it free; without it all of them do."""
    for offset in range(3):
        night = OPENED + timedelta(days=offset)
        assert look_then_take(scratch, KEYED, night) == 1
        assert look_then_take(scratch, UNKEYED, night) == DESKS
