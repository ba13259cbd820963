"""Locks between processes: a file that one program holds, an advisory lock that one host holds.

Both belong to the operating system or the server, so they end with their holder, by kill -9 too; a file
that is left behind does not lock.
"""

import os
import sys
from pathlib import Path
from typing import IO, Protocol

import psycopg
from sqlalchemy.engine import URL

from app.kernel.errors import AppError
from app.kernel.text import tr

WINDOW_LOCK = "window.lock"
# Any number that no other program takes on this server; advisory locks are per database.
JOBS_KEY = 5_318_009
CONNECT_SECONDS = 5


class SecondWindow(AppError):
    """Another window works on these data."""

    code = "second_window"


class Hold(Protocol):
    """Something that one holder has at a time."""

    def take(self) -> bool:
        """Try to become the holder, or see whether we still are."""
        ...

    def release(self) -> None:
        """Let go."""
        ...


class FileHold:
    """A lock of the operating system on a file; the file tells the holder's process number."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Try to hold the file. Raises OSError where it cannot be made."""
        if self._file is not None:
            return True
        self._path.touch()
        file = self._path.open("r+", encoding="ascii")
        if not _locked(file):
            file.close()
            return False
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return True

    def holder(self) -> str:
        """What the holder wrote: its process number, or nothing."""
        try:
            return self._path.read_text(encoding="ascii").strip()
        except OSError:
            return ""

    def release(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


class ServerHold:
    """An advisory lock on a shared database, held by a connection of its own."""

    def __init__(self, url: URL, key: int = JOBS_KEY) -> None:
        self._url, self._key = plain_url(url), key
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None

    def take(self) -> bool:
        """Try to hold it; a connection that broke holds nothing any more."""
        try:
            if self._connection is not None:
                self._connection.execute("SELECT 1")
                return True
            connection = psycopg.connect(self._url, autocommit=True, connect_timeout=CONNECT_SECONDS)
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", [self._key]).fetchone()
        except psycopg.OperationalError:
            self.release()
            return False
        if row is None or not row[0]:
            connection.close()
            return False
        self._connection = connection
        return True

    def release(self) -> None:
        """Close the connection, and with it the lock."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def plain_url(url: URL) -> str:
    """An address as libpq takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def hold_window(directory: Path) -> FileHold:
    """Be the one window of a data directory. Raises SecondWindow; headless verbs do not ask for this."""
    hold = FileHold(directory / WINDOW_LOCK)
    if hold.take():
        return hold
    raise SecondWindow(
        tr(
            "Keyrack is open on these data already (process {pid}). Use that window, or close it first.",
            pid=hold.holder() or "?",
        )
    )


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[str]) -> bool:
        try:
            # A byte far behind the content, so that others can read who holds it.
            file.seek(1 << 20)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        file.seek(0)
        return True

else:
    import fcntl

    def _locked(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
