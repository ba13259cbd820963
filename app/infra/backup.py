"""Copies of the embedded database: made while desks work, proved before they count, put back whole.

A copy is written beside its final name and takes that name only when it is complete. Restoring moves the
data that are there aside, so nothing is ever lost by it. A shared Postgres is copied by its server's own
tools.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.infra import schema
from app.infra.database import Database, Location
from app.infra.failures import DiskFull, ReadOnly, StorageFailed
from app.infra.locking import FileHold, hold_window
from app.infra.schema import SchemaState
from app.kernel.clock import Clock
from app.kernel.errors import AppError
from app.kernel.text import tr

FOLDER = "backups"
RECORD = "last-backup.json"
PART = ".part"
# Pages copied at a time: writers get in between.
PAGES = 2_000
LOCK_SECONDS = 1.0
BESIDE = ("-wal", "-shm")

Prove = Callable[[Database], None]


class NotEmbedded(AppError):
    """The data are on a server."""

    code = "not_embedded"


class BadBackup(AppError):
    """The file is no sound copy of a house."""

    code = "bad_backup"


class InUse(AppError):
    """Another program works on the data."""

    code = "in_use"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made: where, when, how big."""

    path: Path
    at: datetime
    bytes: int


def make_backup(location: Location, clock: Clock, prove: Prove, target: Path | None = None) -> Backup:
    """Copy the data to `target`, or to a file with its date in the data directory, and prove the copy.

    Raises NotEmbedded, BadBackup, DiskFull, ReadOnly.
    """
    source = _path(location)
    now = clock.now()
    target = target or source.parent / FOLDER / f"keyrack-{now:%Y-%m-%d-%H%M%S}.db"
    part = target.with_name(target.name + PART)
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        try:
            _copy(source, part)
            _prove(part, prove)
            _to_disk(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        record = {"at": now.isoformat(), "file": str(target)}
        (source.parent / RECORD).write_text(json.dumps(record), encoding="utf-8")
    return Backup(target, now, target.stat().st_size)


def last_backup(directory: Path) -> datetime | None:
    """When the last copy of a data directory was made, as far as this computer knows."""
    try:
        record = json.loads((directory / RECORD).read_text(encoding="utf-8"))
        return datetime.fromisoformat(record["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def restore(location: Location, copy: Path, clock: Clock, prove: Prove, jobs_lock: str) -> Path | None:
    """Put a proved copy in the place of the data; gives where those are now (None: there were none).

    Refused while a window or a worker is open. Raises SecondWindow, InUse, BadBackup, NotEmbedded.
    """
    path = _path(location)
    if not copy.is_file():
        raise BadBackup(tr("There is no file {file}.", file=copy))
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        window, worker = hold_window(path.parent), FileHold(path.parent / jobs_lock)
        try:
            if not worker.take():
                raise InUse(tr("A keyrack worker is running on these data. End it first."))
            return _replace(path, copy, clock.now(), prove)
        finally:
            worker.release()
            window.release()


def _replace(path: Path, copy: Path, now: datetime, prove: Prove) -> Path | None:
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    try:
        shutil.copyfile(copy, part)
        _prove(part, prove)
        _to_disk(part)
        aside = _move_aside(path, now) if path.exists() else None
        part.replace(path)
        return aside
    finally:
        part.unlink(missing_ok=True)


def _move_aside(path: Path, now: datetime) -> Path:
    """Give the present data a second name; the first one then goes over to the copy in one step."""
    aside = path.with_name(f"replaced-{now:%Y-%m-%d-%H%M%S}.db")
    _settle(path)
    for ending in BESIDE:
        # A log that could not be settled stays with its data: over the copy it would be poison.
        log = path.with_name(path.name + ending)
        if log.exists():
            log.replace(aside.with_name(aside.name + ending))
    try:
        os.link(path, aside)
    except OSError:
        shutil.copyfile(path, aside)
    return aside


def _settle(path: Path) -> None:
    """Write the log into the file and see that nobody else has it open; a damaged file stays as it is."""
    try:
        with closing(sqlite3.connect(path, timeout=LOCK_SECONDS)) as connection:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise InUse(tr("Another program is using the data. Close it first.")) from error
    except sqlite3.DatabaseError:
        return


def _path(location: Location) -> Path:
    if location.path is None:
        raise NotEmbedded(tr("A shared database is copied by its server: use pg_dump and pg_restore there."))
    return location.path


def _copy(source: Path, part: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as here,
        closing(sqlite3.connect(part)) as there,
    ):
        here.backup(there, pages=PAGES)
        there.execute("PRAGMA journal_mode=DELETE")


def _prove(copy: Path, prove: Prove) -> None:
    database = Database(Location.at(copy))
    try:
        if schema.state_of(database.engine) is SchemaState.NEWER:
            raise BadBackup(tr("This copy was made by a newer Keyrack. Install the newer version."))
        if schema.state_of(database.engine) is SchemaState.EMPTY:
            raise BadBackup(tr("{file} is no copy of a house.", file=copy.name.removesuffix(PART)))
        prove(database)
    except (StorageFailed, schema.StrangeDatabase) as error:
        raise BadBackup(tr("This file cannot be read as a copy: {why}", why=error.sentence)) from error
    finally:
        database.close()
        for ending in BESIDE:
            copy.with_name(copy.name + ending).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except PermissionError as error:
        raise ReadOnly(tr("{place} may not be written. Choose another place.", place=place)) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "full" in str(error):
            raise DiskFull(tr("The disk is full. Nothing was changed.")) from error
        raise BadBackup(tr("The copy could not be made: {why}", why=str(error))) from error
    except OSError as error:
        raise DiskFull(tr("{place} cannot be written: {why}", place=place, why=error.strerror)) from error
