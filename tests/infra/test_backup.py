"""Copies are whole and proved; restoring keeps what was there, and is refused while somebody works."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import bootstrap
from app.bootstrap import App
from app.features.property import House, SetRackRate
from app.infra import jobs
from app.infra.backup import BadBackup, InUse, NotEmbedded
from app.infra.database import Location
from app.infra.locking import FileHold, SecondWindow
from tests.support.databases import SqliteTemplate
from tests.support.houses import Hotel, TestClock, furnish, open_house


@pytest.fixture
def location(sqlite_template: SqliteTemplate, tmp_path: Path) -> Location:
    """An empty embedded house."""
    return sqlite_template.copy_to(tmp_path / "house")


@pytest.fixture
def open_app(location: Location) -> Iterator[App]:
    """It is open, as at a desk."""
    app = open_house(location)
    yield app
    app.close()


@pytest.fixture
def furnished(open_app: App) -> Hotel:
    """It has a hotel."""
    return furnish(open_app)


def price(location: Location) -> int:
    """The rack rate, read by opening the house."""
    app = open_house(location)
    found = app.ask(House()).room_types[0].rack_rate_minor
    app.close()
    return found


def set_price(app: App, hotel: Hotel, minor: int) -> None:
    """Change it."""
    app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=minor))


def test_a_copy_is_made_while_the_desk_works(open_app: App, furnished: Hotel, location: Location) -> None:
    """With commits still in the log; the copy is sound, named by its date, and remembered."""
    set_price(open_app, furnished, 7)
    clock = TestClock()
    assert bootstrap.last_backup(location) is None
    made = bootstrap.back_up(location, clock=clock)
    assert made.path.name == "keyrack-2026-11-21-083000.db"
    assert bootstrap.last_backup(location) == clock.now()
    assert price(Location.at(made.path)) == 7
    assert [p.name for p in made.path.parent.iterdir() if p.suffix == ".part"] == []


def test_a_copy_goes_where_it_is_told(furnished: Hotel, location: Location, tmp_path: Path) -> None:
    """Into a file of any name; an older one there is replaced only by a whole new one."""
    assert furnished
    target = tmp_path / "stick" / "house.db"
    for _ in range(2):
        assert bootstrap.back_up(location, target).path == target
    assert price(Location.at(target)) == 9_000


def test_restoring_brings_back_and_keeps(open_app: App, furnished: Hotel, location: Location) -> None:
    """The copy's state is back; what was there before lies aside, whole."""
    made = bootstrap.back_up(location)
    set_price(open_app, furnished, 1)
    open_app.close()
    aside = bootstrap.restore(location, made.path)
    assert price(location) == 9_000
    assert aside is not None
    assert price(Location.at(aside)) == 1


def test_an_unreadable_house_is_replaced(open_app: App, furnished: Hotel, location: Location) -> None:
    """The case for which there are copies: the file is damaged; even so it is kept."""
    assert furnished
    made = bootstrap.back_up(location)
    open_app.close()
    assert location.path is not None
    noise = os.urandom(100_000)
    location.path.write_bytes(noise)
    aside = bootstrap.restore(location, made.path)
    assert price(location) == 9_000
    assert aside is not None
    assert aside.read_bytes() == noise


def test_not_while_a_window_is_open(open_app: App, furnished: Hotel, location: Location) -> None:
    """Nor while a worker runs, nor while any program has the file open."""
    assert furnished
    made = bootstrap.back_up(location)
    window = bootstrap.hold_window(location)
    assert window is not None
    with pytest.raises(SecondWindow):
        bootstrap.restore(location, made.path)
    window.release()
    assert location.path is not None
    worker = FileHold(location.path.parent / jobs.LOCK)
    assert worker.take()
    with pytest.raises(InUse, match="worker"):
        bootstrap.restore(location, made.path)
    worker.release()
    with pytest.raises(InUse, match="Another program"):
        bootstrap.restore(location, made.path)
    assert open_app.ask(House()).rooms


@pytest.mark.parametrize("kind", ["noise", "missing", "empty", "foreign", "newer", "cut"])
def test_a_bad_copy_is_refused(
    open_app: App, furnished: Hotel, location: Location, tmp_path: Path, kind: str
) -> None:
    """Each with a word, and the present data stay where they are."""
    assert furnished
    made = bootstrap.back_up(location).path
    bad = tmp_path / "bad.db"
    if kind == "noise":
        bad.write_bytes(os.urandom(50_000))
    elif kind == "empty":
        bad.touch()
    elif kind == "foreign":
        with sqlite3.connect(bad) as connection:
            connection.execute("CREATE TABLE recipes (name text)")
        connection.close()
    elif kind == "newer":
        bad.write_bytes(made.read_bytes())
        with sqlite3.connect(bad) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.close()
    elif kind == "cut":
        whole = made.read_bytes()
        bad.write_bytes(whole[: len(whole) // 2])
    open_app.close()
    with pytest.raises(BadBackup):
        bootstrap.restore(location, bad)
    assert price(location) == 9_000


def test_a_faulty_copy_only_anyway(open_app: App, furnished: Hotel, location: Location) -> None:
    """A copy of a house in which the check finds faults is put back only when asked for twice."""
    set_price(open_app, furnished, 3)
    made = bootstrap.back_up(location).path
    with sqlite3.connect(made) as connection:
        connection.execute("UPDATE journal SET actor_name = 'Nobody' WHERE revision = 2")
    connection.close()
    open_app.close()
    with pytest.raises(BadBackup, match="Revision 2"):
        bootstrap.restore(location, made)
    bootstrap.restore(location, made, anyway=True)
    assert price(location) == 3


def test_a_server_is_not_copied_here(shared_app: App, tmp_path: Path) -> None:
    """A shared house is copied by its server's own tools; the sentence says so."""
    with pytest.raises(NotEmbedded, match="pg_dump"):
        bootstrap.back_up(shared_app.database.location, tmp_path / "x.db")
