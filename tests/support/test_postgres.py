"""The Postgres of the tests is what it says: real, fresh, without privileges, and gone afterwards."""

import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.support import postgres, postgres_binaries
from tests.support.postgres import APP, OWNER, ROLES, PostgresServer, start_postgres
from tests.support.postgres_binaries import NoPostgres

ROOT = Path(__file__).resolve().parents[2]


def processes_of(server: PostgresServer) -> list[psutil.Process]:
    """The server's own process, found below its keeper."""
    assert server.keeper is not None
    children: list[psutil.Process] = psutil.Process(server.keeper.pid).children()
    return children


def test_it_answers_and_is_new_enough(postgres_server: PostgresServer) -> None:
    """The server answers as its superuser and is version 15 or newer."""
    with postgres_server.connection() as connection:
        row = connection.execute("SHOW server_version_num").fetchone()
    assert row is not None
    assert int(row[0]) >= 150_000


def test_it_does_not_run_as_root() -> None:
    """The server that is started belongs to an account without privileges, data included."""
    server = start_postgres()
    try:
        assert server.directory is not None
        users = [process.uids().effective for process in processes_of(server)]
        assert users
        assert 0 not in users
        assert (server.directory / "data").stat().st_uid in users
    finally:
        server.close()


def test_it_leaves_nothing_behind() -> None:
    """Closing stops the server and removes its directory."""
    server = start_postgres()
    (process,) = processes_of(server)
    server.close()
    assert not process.is_running()
    assert server.directory is not None
    assert not server.directory.exists()


def test_it_ends_with_a_killed_test_process() -> None:
    """A test process that is killed takes its server along."""
    program = """
        from tests.support.postgres import start_postgres
        server = start_postgres()
        print(server.keeper.pid, server.directory, flush=True)
        input()
    """
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    pid, directory = child.stdout.readline().split()
    keeper = psutil.Process(int(pid))
    (server,) = keeper.children()
    child.kill()
    child.communicate()
    assert ended([keeper, server]) == [True, True]
    assert not Path(directory).exists()


def ended(processes: list[psutil.Process]) -> list[bool]:
    """Whether each has ended; in a container whose first process reaps nobody it stays as a zombie."""
    deadline = time.monotonic() + 30

    def is_over(process: psutil.Process) -> bool:
        try:
            return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True

    while not all(is_over(process) for process in processes) and time.monotonic() < deadline:
        psutil.wait_procs(processes, timeout=0.2)
    return [is_over(process) for process in processes]


def test_durable_means_durable() -> None:
    """Figures are taken on a server that writes to the disk at each commit."""
    server = start_postgres(durable=True)
    try:
        with server.connection() as connection:
            shown = [
                connection.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")
            ]
        assert shown == [("on",), ("on",)]
    finally:
        server.close()


def test_a_fresh_database_is_a_copy(postgres_server: PostgresServer) -> None:
    """Each test gets a copy of the template, and no trace of it stays."""
    with postgres_server.fresh_database() as template:
        with postgres_server.connection(template) as connection:
            connection.execute("CREATE TABLE key_board (room text)")
        with postgres_server.fresh_database(template) as copy, postgres_server.connection(copy) as connection:
            assert connection.execute("SELECT count(*) FROM key_board").fetchone() == (0,)
    with postgres_server.connection() as connection:
        left = connection.execute("SELECT 1 FROM pg_database WHERE datname = ANY(%s)", [[template, copy]])
        assert left.fetchone() is None


def test_roles_may_do_nothing_special(postgres_server: PostgresServer) -> None:
    """The roles of a shared house cannot make databases or roles, nor go round row security."""
    postgres_server.make_roles()
    postgres_server.make_roles()
    with postgres_server.connection() as connection:
        rows = connection.execute(
            "SELECT rolname, rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication"
            " FROM pg_roles WHERE rolname = ANY(%s) ORDER BY 1",
            [list(ROLES)],
        ).fetchall()
    assert rows == [(name, False) for name in sorted(ROLES)]


def test_the_application_owns_nothing(postgres_server: PostgresServer) -> None:
    """The application's role can log in to the owner's database and make no table there."""
    postgres_server.make_roles()
    with postgres_server.fresh_database(owner=OWNER) as name:
        connection = psycopg.connect(postgres_server.url(name, role=APP))
        with connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE mine (id int)")


def test_a_wrong_password_is_refused(postgres_server: PostgresServer) -> None:
    """Logging in needs the password: the tests run against a guarded server, like a real one."""
    wrong = postgres_server.url().replace(postgres_server.password, "wrong")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(wrong)


def test_no_server_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no Postgres can be had the tests fail with a sentence that says what to do."""
    monkeypatch.delenv(postgres.VARIABLE, raising=False)
    monkeypatch.setattr(postgres_binaries, "folders", lambda: iter(()))
    with pytest.raises(NoPostgres, match=r"packaging/test"):
        start_postgres()


def test_a_named_server_is_used(postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """KEYRACK_TEST_POSTGRES comes first, and a server that does not answer is an error."""
    monkeypatch.setenv(postgres.VARIABLE, postgres_server.url())
    named = start_postgres()
    assert (named.port, named.keeper) == (postgres_server.port, None)
    name = named.make_database()
    named.close()
    with postgres_server.connection() as connection:
        row = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    assert row is None
    monkeypatch.setenv(postgres.VARIABLE, "postgresql://nobody:wrong@127.0.0.1:1/none")
    with pytest.raises(NoPostgres, match="does not answer"):
        start_postgres()


def test_the_wheel_serves_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine has no Postgres, the one that the test environment installs is started."""
    monkeypatch.delenv(postgres.VARIABLE, raising=False)
    *_, wheel = postgres_binaries.folders()
    assert postgres_binaries.WHEEL in str(wheel)
    monkeypatch.setattr(postgres_binaries, "folders", lambda: iter((wheel,)))
    server = start_postgres()
    try:
        with server.connection() as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        server.close()


def test_an_unreadable_installation_is_copied(tmp_path: Path) -> None:
    """A server that the account may not read or run is copied to where it may; one that it may is left."""
    program = tmp_path / "theirs" / "bin" / "initdb"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(0o600)
    account = postgres_binaries.Account("", postgres_binaries.own_uid(), -1)
    found = postgres_binaries.reachable(program.parent, account, tmp_path)
    assert found == tmp_path / "server" / "bin"
    assert (found / "initdb").exists()
    program.chmod(0o700)
    assert postgres_binaries.reachable(program.parent, account, tmp_path) == program.parent
