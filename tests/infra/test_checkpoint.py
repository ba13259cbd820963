"""SQLite's log is emptied beside the desk, never inside its commands, and stays short."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event
from time import monotonic

from app.bootstrap import App
from app.features.property import SetRackRate
from app.infra import checkpoint
from tests.support.databases import SqliteTemplate
from tests.support.houses import Hotel, furnish, open_house

PATIENCE_SECONDS = 20


def in_the_file(path: Path) -> int:
    """The revision that the database file holds without its log; -1 while pages are being copied."""
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        try:
            found = connection.execute("SELECT rev FROM tenant_rev").fetchone()
        except sqlite3.DatabaseError:
            # Its first page may speak of pages that are still in the log alone.
            return -1
    return int(found[0]) if found else 0


def busy_desk(app: App, hotel: Hotel, commands: int) -> int:
    """Carry out so many commands; the last revision."""
    for price in range(commands):
        done = app.execute(
            SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=price)
        )
    return done.changes.revision


def test_the_log_is_emptied_in_a_quiet_moment(sqlite_template: SqliteTemplate, tmp_path: Path) -> None:
    """Commands leave the file alone; soon after them it holds all of them, and the log does not grow on."""
    place = sqlite_template.copy_to(tmp_path)
    path = place.path
    assert path is not None
    app = open_house(place)
    try:
        hotel = furnish(app)
        last = busy_desk(app, hotel, checkpoint.COMMITS * 2)
        limit = monotonic() + PATIENCE_SECONDS
        while (found := in_the_file(path)) < last and monotonic() < limit:
            Event().wait(0.02)
        assert found == last
        log = path.with_name(path.name + "-wal")
        # The page that was looked at may be there before the others: the log begins anew after the last.
        size = 0
        while log.stat().st_size != size and monotonic() < limit:
            size = log.stat().st_size
            Event().wait(checkpoint.QUIET_SECONDS * 2)
            last = busy_desk(app, hotel, 5)
        assert log.stat().st_size == size
    finally:
        app.close()
    assert in_the_file(path) == last


def test_a_command_writes_to_the_log_only(sqlite_template: SqliteTemplate, tmp_path: Path) -> None:
    """Each connection waits for the disk at each commit, and copies pages by itself only as a last resort."""
    app = open_house(sqlite_template.copy_to(tmp_path))
    try:
        with app.database.engine.connect() as connection:
            settings = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "wal_autocheckpoint")
            }
        assert settings == {
            "journal_mode": "wal", "synchronous": 2, "wal_autocheckpoint": checkpoint.PAGES_AT_MOST,
        }  # fmt: skip
    finally:
        app.close()
