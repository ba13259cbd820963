"""Live refresh: what other desks commit reaches this one's screens.

On a shared Postgres a connection of its own listens to the tenant's channel; the notice carries a revision
and no data. A notice may be lost, so the journal is asked now and then as well. On the embedded database a
cheap counter of SQLite tells that another program wrote. Either way the journal says what changed.
"""

import logging
import selectors
import socket
import sqlite3
from collections.abc import Callable, Sequence
from threading import Event, Thread
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from app.infra.database import Database
from app.infra.tables import REVISION, JournalEntry
from app.infra.unit_of_work import change_set_of
from app.kernel.changes import ChangeSet

# The embedded file's counter is looked at so often; the shared journal is asked so often without a notice.
FILE_SECONDS = 0.3
POLL_SECONDS = 15.0
# Pauses before a lost connection is tried again: doubling between these.
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0
# An import makes a hundred revisions at a time: screens then get one notice.
MOST_SINGLE = 20
CHUNK = 500

log = logging.getLogger("keyrack.listener")

Told = Callable[[ChangeSet], None]


class Follower:
    """Tells of every change that others commit after it was made; from a thread of its own.

    Make it before the first screen is loaded and start it after, so that nothing falls between.
    """

    def __init__(
        self, database: Database, tenant_id: UUID, is_ours: Callable[[UUID], bool], on_change: Told,
        listen_at: URL | None = None,
    ) -> None:  # fmt: skip
        self._database, self._tenant_id = database, tenant_id
        self._is_ours, self._on_change = is_ours, on_change
        self._listen_at = listen_at or database.location.url
        self._ending = Event()
        self._waker, self._wake = socket.socketpair()
        self._thread: Thread | None = None
        self._last = self._revision()

    def start(self) -> None:
        """Begin to follow."""
        target = self._watch_file if self._database.is_sqlite else self._listen
        self._thread = Thread(target=target, name="keyrack-follower", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, at once."""
        self._ending.set()
        self._wake.send(b"x")
        if self._thread is not None:
            self._thread.join()
        self._waker.close()
        self._wake.close()

    def pull(self) -> None:
        """Tell of what the journal has beyond what was told."""
        while self._revision() > self._last and (entries := self._entries()):
            self._last = entries[-1].revision
            others = [change_set_of(entry) for entry in entries if not self._is_ours(entry.command_id)]
            for changes in others if len(others) <= MOST_SINGLE else [merged(others)]:
                self._on_change(changes)

    def _revision(self) -> int:
        with self._database.reader(self._tenant_id) as session:
            return session.scalars(REVISION).one_or_none() or 0

    def _entries(self) -> Sequence[JournalEntry]:
        statement = (
            select(JournalEntry)
            .where(JournalEntry.revision > self._last)
            .order_by(JournalEntry.revision)
            .limit(CHUNK)
        )
        with self._database.reader(self._tenant_id) as session:
            return session.scalars(statement).all()

    def _watch_file(self) -> None:
        path = self._database.location.path
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) if path else None
        seen = None
        while connection is not None and not self._ending.wait(FILE_SECONDS):
            try:
                (version,) = connection.execute("PRAGMA data_version").fetchone()
                if version != seen:
                    self.pull()
                    seen = version
            except (sqlite3.Error, DBAPIError) as error:
                log.warning("the file cannot be read just now: %s", error)
        if connection is not None:
            connection.close()

    def _listen(self) -> None:
        # The embedded database never needs the driver of Postgres.
        import psycopg  # noqa: PLC0415 - heavy, not on the way to the first screen
        from psycopg import sql  # noqa: PLC0415 - heavy, not on the way to the first screen

        from app.infra.server_lock import CONNECT_SECONDS, plain_url  # noqa: PLC0415 - loads psycopg

        pause = FIRST_PAUSE_SECONDS
        while not self._ending.is_set():
            try:
                with psycopg.connect(
                    plain_url(self._listen_at), autocommit=True, connect_timeout=CONNECT_SECONDS,
                    application_name="keyrack-listener",
                ) as connection:  # fmt: skip
                    channel = sql.Identifier(f"t_{self._tenant_id.hex}")
                    connection.execute(sql.SQL("LISTEN {}").format(channel))
                    pause = FIRST_PAUSE_SECONDS
                    self._follow_notices(connection)
            except (psycopg.Error, DBAPIError) as error:
                log.warning("no notices: %s", error)
                self._pull_if_possible()
                self._ending.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _pull_if_possible(self) -> None:
        """Without notices the journal is asked all the same, as often as the connection is tried."""
        try:
            self.pull()
        except DBAPIError as error:
            log.warning("the shared database does not answer: %s", error)

    def _follow_notices(self, connection: Any) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(connection.fileno(), selectors.EVENT_READ)
            selector.register(self._waker, selectors.EVENT_READ)
            while not self._ending.is_set():
                self.pull()
                selector.select(POLL_SECONDS)
                for _ in connection.notifies(timeout=0):
                    pass  # which revision does not matter: the journal is asked for all


def merged(changes: Sequence[ChangeSet]) -> ChangeSet:
    """Many changes as one."""
    rows: dict[str, frozenset[UUID]] = {}
    for change in changes:
        for table, ids in change.rows.items():
            rows[table] = rows.get(table, frozenset()) | ids
    return ChangeSet(changes[-1].revision, rows, everything=any(c.everything for c in changes))
