"""A real Postgres for the tests: started on a free port, as an unprivileged user, gone when the tests end.

KEYRACK_TEST_POSTGRES names a server to use instead (its user must be allowed to make databases and roles).
Each test process has a server of its own: parallel workers share nothing that could fail between them.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy.engine import make_url

from app.infra import provision, schema
from app.infra.secrets import MemoryVault, name_of
from tests.support.postgres_binaries import (
    Account,
    NoPostgres,
    environment,
    find_binaries,
    reachable,
    unprivileged,
)

Keeper = subprocess.Popen[str]

VARIABLE = "KEYRACK_TEST_POSTGRES"
KEEPER = Path(__file__).with_name("postgres_keeper.py")
STARTS = 3
# The roles of a shared house; the passwords guard test data on the loopback interface only.
OWNER, APP, LISTENER = schema.OWNER_ROLE, schema.APP_ROLE, schema.LISTENER_ROLE
JOBS = schema.JOBS_ROLE
ROLES = {OWNER: "keyrack-owner", APP: "keyrack-app", LISTENER: "keyrack-listener", JOBS: "keyrack-jobs"}
KNOWS_STRATEGIES = 150_000
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SETTINGS = (
    "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=120", "shared_buffers=64MB",
    "timezone=UTC", "log_timezone=UTC", "lc_messages=C", "logging_collector=off", "log_destination=stderr",
    "password_encryption=scram-sha-256", "dynamic_shared_memory_type=mmap",
)  # fmt: skip


@dataclass(eq=False)
class PostgresServer:
    """A running server, reached as its superuser; makes roles, databases and URLs."""

    host: str
    port: int
    user: str
    password: str
    account: str = ""
    directory: Path | None = None
    keeper: Keeper | None = None
    databases: list[str] = field(default_factory=list)
    count: int = 0

    def url(self, database: str = "postgres", *, role: str = "") -> str:
        """The address of a database for the superuser, or for one of the roles of a shared house."""
        name, password = (role, ROLES[role]) if role else (self.user, self.password)
        return f"postgresql://{quote(name)}:{quote(password)}@{self.host}:{self.port}/{database}"

    @contextmanager
    def connection(self, database: str = "postgres") -> "Iterator[psycopg.Connection[tuple[Any, ...]]]":
        """A superuser's connection on which each statement stands by itself."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            yield connection

    def make_roles(self) -> None:
        """Make the roles of a shared house as `keyrack database init` does; with known passwords."""
        vault, url = MemoryVault(), make_url(self.url())
        for role, password in ROLES.items():
            vault.put(name_of(url, role), password)
        with self.connection() as connection:
            connection.execute("SELECT pg_advisory_lock(5318008)")
            provision.make_roles(connection, url, vault)

    def make_database(self, *, template: str = "template0", owner: str = "") -> str:
        """Make a database, as a copy of the template (to which nobody may be connected); gives its name."""
        self.count += 1
        name = f"keyrack_{os.getpid()}_{self.count}_{secrets.token_hex(3)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
            sql.Identifier(name), sql.Identifier(template), sql.Identifier(owner or self.user)
        )
        with self.connection() as connection:
            if connection.info.server_version >= KNOWS_STRATEGIES:
                statement += sql.SQL(" STRATEGY FILE_COPY")  # half the time of the usual one
            connection.execute(statement)
        self.databases.append(name)
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is still connected."""
        with self.connection() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        self.databases.remove(name)

    @contextmanager
    def fresh_database(self, template: str = "template0", *, owner: str = "") -> Iterator[str]:
        """A database of one's own for a while; gives its name."""
        name = self.make_database(template=template, owner=owner)
        try:
            yield name
        finally:
            self.drop_database(name)

    def close(self) -> None:
        """Stop the server that was started; on a server that was there before, drop what was made."""
        if self.keeper is None:
            for name in list(self.databases):
                self.drop_database(name)
            return
        assert self.keeper.stdin is not None
        assert self.keeper.stdout is not None
        self.keeper.stdin.close()
        self.keeper.wait()
        self.keeper.stdout.close()


def start_postgres(*, durable: bool = False) -> PostgresServer:
    """The server named by KEYRACK_TEST_POSTGRES, else a new one. Raises NoPostgres, and never skips a test.

    A `durable` server writes to the disk at each commit, for figures that count; the others are faster.
    """
    named = os.environ.get(VARIABLE, "")
    return _named(named) if named else _started(durable)


def _named(dsn: str) -> PostgresServer:
    known = conninfo_to_dict(dsn)
    server = PostgresServer(
        str(known.get("host") or "127.0.0.1"), int(known.get("port") or 5432),
        str(known.get("user") or "postgres"), str(known.get("password") or ""),
    )  # fmt: skip
    try:
        with server.connection():
            return server
    except psycopg.OperationalError as error:
        raise NoPostgres(f"The server that {VARIABLE} names does not answer: {error}") from error


def _started(durable: bool) -> PostgresServer:
    binaries, account = find_binaries(), unprivileged()
    words = ""
    for _ in range(STARTS):  # between our look and the server's another program may take the free port
        directory = Path(tempfile.mkdtemp(prefix="keyrack-postgres-"))
        _give(directory, account)
        folder = reachable(binaries, account, directory)
        password = _initialise(folder, account, directory)
        port = _free_port()
        keeper = _keep(folder, account, directory, port, durable)
        assert keeper.stdout is not None
        if keeper.stdout.readline() == "ready\n":
            return PostgresServer("127.0.0.1", port, "postgres", password, account.name, directory, keeper)
        words = (directory / "log").read_text(encoding="utf-8")
        _end(keeper)
    raise NoPostgres(f"The Postgres in {binaries} does not start. It says:\n{words}")


def _initialise(folder: Path, account: Account, directory: Path) -> str:
    password = secrets.token_urlsafe(16)
    slip = directory / "password"
    slip.write_text(password, encoding="utf-8")
    _give(slip, account)
    made = account.run(
        [
            str(folder / "initdb"), "--pgdata", str(directory / "data"), "--username", "postgres",
            "--pwfile", str(slip), "--auth", "scram-sha-256", "--encoding", "UTF8",
            "--no-locale", "--no-sync",
        ],
        directory,
    )  # fmt: skip
    slip.unlink()
    if made.returncode != 0:
        raise NoPostgres(f"The initdb in {folder} failed. It says:\n{made.stdout}{made.stderr}")
    return password


def _keep(
    folder: Path, account: Account, directory: Path, port: int, durable: bool
) -> "subprocess.Popen[str]":
    owner = (str(account.uid), str(account.gid)) if account.name else ("-", "-")
    settings = [*SETTINGS, f"port={port}", *(() if durable else FAST)]
    options = [word for setting in settings for word in ("-c", setting)]
    return subprocess.Popen(
        [
            sys.executable, str(KEEPER), str(directory), *owner,
            str(folder / "postgres"), "-D", str(directory / "data"), *options,
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        env=environment(directory),
    )  # fmt: skip


def _end(keeper: Keeper) -> None:
    pipes: list[IO[str] | None] = [keeper.stdin, keeper.stdout]
    for pipe in pipes:
        if pipe is not None:
            pipe.close()
    keeper.wait()


def _give(path: Path, account: Account) -> None:
    if account.name and sys.platform != "win32":
        os.chown(path, account.uid, account.gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
