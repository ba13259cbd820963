"""A lock between hosts: an advisory lock on a shared database, which ends with its holder's connection."""

import psycopg
from sqlalchemy.engine import URL

# Any number that no other program takes; advisory locks are per database.
JOBS_KEY = 5_318_009
CONNECT_SECONDS = 5


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
