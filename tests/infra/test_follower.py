"""What another process commits reaches this one's screens, quickly, and after a lost connection too."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from time import monotonic

import pytest

from app import bootstrap
from app.bootstrap import App
from app.features.property import SetRackRate, SetRoomState
from app.features.property.rules import Housekeeping
from app.features.security import SaveSetting
from app.infra import listener
from app.infra.database import Location
from app.kernel.changes import ChangeSet
from tests.support.houses import Hotel, furnish
from tests.support.postgres import LISTENER, PostgresServer

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 20.0
# "Within a second": from the other process's commit to the callback here.
AT_ONCE_SECONDS = 1.0


class OtherDesk:
    """Another process that commits a price when told to."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.read()

    def read(self) -> str:
        """The next line that it tells."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def commits(self, price: int) -> float:
        """Let it commit; gives the moment at which it had."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{price}\n")
        self._process.stdin.flush()
        assert self.read() == "committed"
        return monotonic()


@contextmanager
def other_desk(location: Location, hotel: Hotel) -> Iterator[OtherDesk]:
    """Another process on the same house."""
    url = location.url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.desk_process", "prices", url, str(hotel.room_type_id)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield OtherDesk(process)
        process.kill()


@pytest.fixture
def told() -> "Queue[ChangeSet]":
    """What the follower told."""
    return Queue()


@pytest.fixture
def follower(app: App, hotel: Hotel, told: "Queue[ChangeSet]") -> Iterator[bootstrap.Background]:
    """A follower of the furnished house."""
    assert hotel
    following = bootstrap.follow(app, told.put)
    following.start()
    yield following
    following.stop()


def test_anothers_change_arrives_at_once(
    app: App, hotel: Hotel, location: Location, follower: object, told: "Queue[ChangeSet]"
) -> None:
    """A commit of a second process is here within a second, and says which rows it touched."""
    assert follower
    with other_desk(location, hotel) as desk:
        for price in (1, 2, 3):
            committed = desk.commits(price)
            changes = told.get(timeout=PATIENCE_SECONDS)
            assert monotonic() - committed < AT_ONCE_SECONDS
            assert changes.ids("room_type") == {hotel.room_type_id}
    assert told.empty()
    assert app.database is not None


def test_own_changes_are_not_told_twice(
    app: App, hotel: Hotel, location: Location, follower: object, told: "Queue[ChangeSet]"
) -> None:
    """What this window commits it knows already; the other's change after it comes alone."""
    assert follower
    for room_id in hotel.room_ids:
        app.execute(SetRoomState(id=app.new_id(), room_id=room_id, housekeeping=Housekeeping.DIRTY))
    with other_desk(location, hotel) as desk:
        desk.commits(5)
        changes = told.get(timeout=PATIENCE_SECONDS)
    assert set(changes.rows) == {"room_type"}
    with pytest.raises(Empty):
        told.get(timeout=2 * listener.FILE_SECONDS)


def test_a_lost_connection_is_made_again(
    shared_app: App, postgres_server: PostgresServer, told: "Queue[ChangeSet]"
) -> None:
    """The server ends the listening session: what was committed meanwhile comes, and later notices too."""
    hotel = furnish(shared_app)
    following = bootstrap.follow(shared_app, told.put)
    following.start()
    with other_desk(shared_app.database.location, hotel) as desk:
        desk.commits(1)
        assert told.get(timeout=PATIENCE_SECONDS).revision == 5
        with postgres_server.connection() as connection:
            ended = connection.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE application_name = 'keyrack-listener'"
            ).fetchone()
        assert ended is not None
        assert ended[0] >= 1
        desk.commits(2)
        assert told.get(timeout=PATIENCE_SECONDS).revision == 6
        committed = desk.commits(3)
        assert told.get(timeout=PATIENCE_SECONDS).revision == 7
        assert monotonic() - committed < AT_ONCE_SECONDS
    following.stop()


def test_without_notices_it_asks(shared_app: App, told: "Queue[ChangeSet]") -> None:
    """A desk whose listening connection is refused hears of changes all the same, by asking."""
    location = shared_app.database.location
    refused = location.url.set(username="nobody_at_all")
    following = listener.Follower(
        shared_app.database, shared_app.actor.tenant_id, shared_app.bus.is_ours, told.put, refused
    )
    following.start()
    other = bootstrap.open_app(location)
    other.execute(SaveSetting(id=other.new_id(), key="a", value=1))
    assert told.get(timeout=PATIENCE_SECONDS).revision == 2
    other.close()
    following.stop()


def test_the_listener_needs_no_right_on_tables(
    shared_app: App, postgres_server: PostgresServer, told: "Queue[ChangeSet]"
) -> None:
    """The connection that listens belongs to a role that may read nothing."""
    location = shared_app.database.location
    name = location.url.database or ""
    own = Location.shared(postgres_server.url(name, role=LISTENER)).url
    following = listener.Follower(
        shared_app.database, shared_app.actor.tenant_id, shared_app.bus.is_ours, told.put, own
    )
    following.start()
    other = bootstrap.open_app(location)
    other.execute(SaveSetting(id=other.new_id(), key="a", value=1))
    assert told.get(timeout=PATIENCE_SECONDS).revision == 2
    other.close()
    following.stop()


def test_many_revisions_are_one_notice(
    app: App, hotel: Hotel, location: Location, told: "Queue[ChangeSet]"
) -> None:
    """An import's hundred revisions do not make a hundred redraws; none of their rows is left out."""
    following = listener.Follower(app.database, app.actor.tenant_id, lambda _id: False, told.put)
    for number in range(listener.MOST_SINGLE + 1):
        app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=number))
    room = hotel.room_ids[0]
    app.execute(SetRoomState(id=app.new_id(), room_id=room, housekeeping=Housekeeping.DIRTY))
    following.pull()
    changes = told.get_nowait()
    assert told.empty()
    assert changes.ids("room") == {room}
    assert changes.touches("room_type")
    assert location.url
    following.stop()
