"""Empty houses to test on: a database with the current schema, made quickly on either engine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import bootstrap
from app.infra import provision, schema
from app.infra.database import Location
from tests.support.postgres import APP, OWNER, PostgresServer

SQLITE, POSTGRES = "sqlite", "postgres"
ENGINES = (SQLITE, POSTGRES)

bootstrap.capabilities()  # whoever makes tables has to know them all


class SqliteTemplate:
    """A migrated database file; a test gets a copy."""

    def __init__(self, directory: Path) -> None:
        self.location = Location.in_directory(directory)
        schema.migrate(self.location)
        assert self.location.path is not None
        self.path = self.location.path

    def copy_to(self, directory: Path) -> Location:
        """An empty house in a data directory."""
        directory.mkdir(parents=True, exist_ok=True)
        location = Location.in_directory(directory)
        assert location.path is not None
        shutil.copyfile(self.path, location.path)
        return location


class PostgresTemplate:
    """A migrated database on the server, owned by the owner's role; a test gets a copy."""

    def __init__(self, server: PostgresServer) -> None:
        server.make_roles()
        self.server = server
        self.name = server.make_database(owner=OWNER)
        with server.connection(self.name) as connection:
            provision.open_to_roles(connection, self.name)
        schema.migrate(Location.shared(server.url(self.name, role=OWNER)))

    @contextmanager
    def copy(self) -> Iterator[Location]:
        """An empty house on the server, as the application's role reaches it, for a while."""
        with self.server.fresh_database(self.name, owner=OWNER) as name:
            yield Location.shared(self.server.url(name, role=APP))
