"""Keeps SQLite's log short without letting the desk wait: pages go into the file while nobody writes.

A commit appends to the log and waits for one write to the disk. What SQLite would do by itself after each
thousand pages, to copy them into the database file and wait for that too, falls on whichever command comes
along; here a thread does it in a quiet moment. It blocks neither readers nor the writer, and where nothing
holds the log back, the next write begins it anew in the same place, so the file does not grow.
"""

import sqlite3
from threading import Event, Lock, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

# So many commits are worth a look; about 20 pages each.
COMMITS = 40
# So long nobody may have written; but a desk that never rests gets its turn after so many tries.
QUIET_SECONDS = 0.25
MAX_WAITS = 40
# Where the thread does not keep up (an import), SQLite does it in a commit, as it would without us.
PAGES_AT_MOST = 16_000


class Checkpointer:
    """The thread that empties one database's log; it begins after some commits and ends with `close`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._commits = 0
        self._written, self._ending = Event(), Event()
        self._thread: Thread | None = None

    def written(self) -> None:
        """A commit has just happened."""
        with self._lock:
            self._commits += 1
            if self._commits < COMMITS or self._ending.is_set():
                return
            if self._thread is None:
                self._thread = Thread(target=self._run, name="keyrack-checkpoint", daemon=True)
                self._thread.start()
        self._written.set()

    def close(self) -> None:
        """End the thread, and wait for its end."""
        with self._lock:
            self._ending.set()
        self._written.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._ending.is_set():
            self._written.wait()
            self._await_quiet()
            if not self._ending.is_set():
                with self._lock:
                    self._commits = 0
                self._checkpoint()

    def _await_quiet(self) -> None:
        for _ in range(MAX_WAITS):
            self._written.clear()
            if self._ending.wait(QUIET_SECONDS) or not self._written.is_set():
                return

    def _checkpoint(self) -> None:
        try:
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
            finally:
                connection.close()
        except (DBAPIError, sqlite3.Error):
            return  # a disk that is full or gone is told to whoever writes next
