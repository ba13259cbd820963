"""`keyrack database init` makes a shared house from an empty server, and again changes nothing."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from app.bootstrap import open_app
from app.features.property import House
from app.infra import provision, schema
from app.infra.database import Database, Location
from app.infra.provision import PasswordUnknown, ServerRefused
from app.infra.schema import SchemaState
from app.infra.secrets import KeyringVault, MemoryVault, NoKeyring, name_of, with_password
from app.infra.server_lock import plain_url
from tests.support.houses import furnish
from tests.support.postgres import PostgresServer, start_postgres


def test_from_an_empty_server_to_a_desk() -> None:
    """Roles, database, schema and rights; a desk opens it as the application's role and works."""
    server = start_postgres()
    try:
        vault = MemoryVault()
        admin = make_url(server.url())
        made = provision.provision(admin, "hotel", vault)
        assert made.made_database
        assert set(made.made_roles) == set(provision.ROLES)
        assert made.url == f"postgresql://keyrack_app@{server.host}:{server.port}/hotel"
        desk = Location(with_password(Location.shared(made.url).url, vault))
        app = open_app(desk, found="Shared")
        furnish(app)
        assert len(app.ask(House()).rooms) == 4
        app.close()
        again = provision.provision(admin, "hotel", vault)
        assert (again.made_database, again.made_roles) == (False, ())
        database = Database(desk)
        assert schema.state_of(database.engine) is SchemaState.CURRENT
        database.close()
        with pytest.raises(PasswordUnknown, match="--new-passwords"):
            provision.provision(admin, "hotel", MemoryVault())
        fresh = MemoryVault()
        provision.provision(admin, "hotel", fresh, new_passwords=True)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(plain_url(desk.url))
        psycopg.connect(plain_url(with_password(Location.shared(made.url).url, fresh))).close()
    finally:
        server.close()


def test_strangers_stay_outside(postgres_server: PostgresServer) -> None:
    """A role that is none of ours cannot even connect; ours may do only their part."""
    postgres_server.make_roles()
    with postgres_server.fresh_database(owner="keyrack_owner") as name:
        with postgres_server.connection(name) as connection:
            provision.open_to_roles(connection, name)
            connection.execute("CREATE ROLE stranger LOGIN PASSWORD 'x'")
        stranger = make_url(postgres_server.url(name)).set(username="stranger", password="x")
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(plain_url(stranger))
        with (
            psycopg.connect(postgres_server.url(name, role="keyrack_jobs")) as jobs,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            jobs.execute("CREATE TABLE public.mine (id int)")
        with postgres_server.connection() as connection:
            connection.execute("DROP ROLE stranger")


def test_a_server_that_refuses_is_told() -> None:
    """The server's own words are in the sentence."""
    with pytest.raises(ServerRefused, match="The server says"):
        provision.provision(make_url("postgresql://postgres:x@127.0.0.1:1/postgres"), "hotel", MemoryVault())


def test_no_password_in_the_log(postgres_server: PostgresServer) -> None:
    """The server is told a hash, so that a logged statement gives nothing away."""
    vault, url = MemoryVault(), make_url(postgres_server.url())
    postgres_server.make_roles()
    vault.put(name_of(url, "keyrack_app"), "keyrack-app")
    assert postgres_server.directory is not None
    log = Path(postgres_server.directory, "log").read_text(encoding="utf-8")
    assert "keyrack-app'" not in log


def test_a_password_is_found_by_role_and_server() -> None:
    """With a default port; an address that has a password keeps it; a role that is not known gets none."""
    vault = MemoryVault()
    vault.put("desk@db.hotel:5432", "secret")
    bare = make_url("postgresql://desk@db.hotel/hotel")
    assert with_password(bare, vault).password == "secret"
    assert with_password(bare.set(password="own"), vault).password == "own"
    other = with_password(bare.set(password="own"), vault, "keyrack_jobs")
    assert (other.username, other.password) == ("keyrack_jobs", None)


def test_a_keyring_that_keeps_no_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a real keyring nothing is stored; the sentence says what to install."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    import keyring  # noqa: PLC0415 - heavy, and set up by the line above

    keyring.core.init_backend()
    with pytest.raises(NoKeyring, match="keyring"):
        KeyringVault().put("a", "b")
    assert KeyringVault().get("a") is None


def test_a_real_keyring_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: with a backend that keeps secrets, what is put is found."""
    import keyring  # noqa: PLC0415 - heavy

    class Kept:
        """Secrets in memory, under the service's name."""

        found: dict[tuple[str, str], str] = {}

        def get_password(self, service: str, username: str) -> str | None:
            return self.found.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.found[service, username] = password

    monkeypatch.setattr(keyring.core, "_keyring_backend", Kept())
    KeyringVault().put("desk@db:5432", "secret")
    assert KeyringVault().get("desk@db:5432") == "secret"
    assert Kept.found == {("keyrack", "desk@db:5432"): "secret"}
