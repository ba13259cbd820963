"""What goes wrong with disks, files and servers, as sentences that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from app.kernel.errors import AppError, NotFound
from app.kernel.text import tr


class StorageFailed(AppError):
    """The disk or the server did not do its work. Nothing of the command was written."""

    code = "storage_failed"


class DiskFull(StorageFailed):
    """No room is left on the disk."""

    code = "disk_full"


class ReadOnly(StorageFailed):
    """The data may not be written."""

    code = "read_only"


class Busy(StorageFailed):
    """Another program holds the database for too long."""

    code = "busy"


class Damaged(StorageFailed):
    """The file is not a database, or is damaged."""

    code = "damaged"


class ServerGone(StorageFailed):
    """The shared database does not answer."""

    code = "server_gone"


# The first byte of SQLite's result codes (sqlite.org/rescode.html).
_SQLITE_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SQLITE_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SQLITE_BLOCKED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
# SQLSTATE classes: connection exceptions, insufficient resources, operator intervention.
_POSTGRES_FULL = ("53100", "53200")
_POSTGRES_BUSY = ("55P03", "40001", "40P01", "57014")
_POSTGRES_GONE = ("08", "57P", "53300", "28")


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn a driver's error about disk, server or a missing row into its sentence; other errors pass."""
    try:
        yield
    except DBAPIError as error:
        failure = storage_failure(error) or _missing(error)
        if failure is None:
            raise
        raise failure from error


def storage_failure(error: DBAPIError) -> StorageFailed | None:
    """The failure that a driver's error stands for; None for a fault of ours."""
    if isinstance(error.orig, sqlite3.Error):
        return _of_file(error.orig)
    return _of_server(error)


def _missing(error: DBAPIError) -> NotFound | None:
    """A command names a row that is not there: somebody took it away, or a program made it up.

    Handlers look for what they load; this is for what they only write down, on every path there is.
    """
    code = getattr(error.orig, "sqlite_errorcode", 0)
    if code != sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY and getattr(error.orig, "sqlstate", "") != "23503":
        return None
    return NotFound(tr("Something that this names does not exist any more."))


def _of_file(error: sqlite3.Error) -> StorageFailed | None:
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if primary in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return DiskFull(
            tr("The disk is full or does not work. Nothing was changed. Make room and try again.")
        )
    if primary in _SQLITE_BLOCKED:
        return ReadOnly(
            tr("The data directory may not be written. Nothing was changed. Ask for the right to do so.")
        )
    if primary in _SQLITE_BUSY:
        return Busy(tr("Another program is using the data. Nothing was changed. Try again in a moment."))
    if primary in _SQLITE_DAMAGED:
        return Damaged(
            tr(
                "The database cannot be read ({reason}). Leave the file as it is and run: keyrack restore",
                reason=str(error),
            )
        )
    return None


def _of_server(error: DBAPIError) -> StorageFailed | None:
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if state in _POSTGRES_FULL:
        return DiskFull(tr("The server's disk is full. Nothing was changed. Tell whoever looks after it."))
    if state in _POSTGRES_BUSY:
        return Busy(tr("The server is busy. Nothing was changed. Try again in a moment."))
    if state == "25006":
        return ReadOnly(tr("The shared database may only be read at the moment. Nothing was changed."))
    lost = error.connection_invalidated or (not state and type(error.orig).__name__ == "OperationalError")
    if lost or state.startswith(_POSTGRES_GONE):
        return ServerGone(
            tr("The shared database does not answer. Check the network, then do it again: it counts once.")
        )
    return None
