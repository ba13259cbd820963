"""Makes a shared house on a Postgres server: roles, database, schema, rights (`keyrack database init`).

The owner's role makes and upgrades tables and is used by nobody else; desks work as the application's role,
behind row security; listening and jobs have roles of their own (sync.md, section 3).
"""

import secrets as random
from dataclasses import dataclass

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL

from app.infra import schema
from app.infra.database import Location
from app.infra.secrets import Vault, name_of, with_password
from app.infra.server_lock import CONNECT_SECONDS, plain_url
from app.kernel.errors import AppError
from app.kernel.text import tr

OWNER, APP, JOBS = schema.OWNER_ROLE, schema.APP_ROLE, schema.JOBS_ROLE
ROLES = (OWNER, APP, schema.LISTENER_ROLE, JOBS)
PASSWORD_BYTES = 24
JOBS_SCHEMA = "keyrack_jobs"
MAINTENANCE = "postgres"
# Several hosts may run this at once: one after the other.
INIT_KEY = 5_318_008

Connection = psycopg.Connection[tuple[object, ...]]


class ServerRefused(AppError):
    """The server does not answer, or does not let us in or make roles."""

    code = "server_refused"


class PasswordUnknown(AppError):
    """A role exists whose password is not in this computer's keyring."""

    code = "password_unknown"


@dataclass(frozen=True, slots=True)
class SharedHouse:
    """A database that is ready: what desks are told, without a password."""

    url: str
    made_roles: tuple[str, ...]
    made_database: bool


def provision(admin: URL, name: str, vault: Vault, *, new_passwords: bool = False) -> SharedHouse:
    """Make or bring up to date a shared house called `name`; running it again changes nothing.

    Raises ServerRefused, PasswordUnknown, NoKeyring.
    """
    try:
        with connected(admin.set(database=MAINTENANCE)) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [INIT_KEY])
            made = make_roles(connection, admin, vault, new_passwords=new_passwords)
            fresh = make_database(connection, name)
        with connected(admin.set(database=name)) as connection:
            open_to_roles(connection, name)
        owner = with_password(admin.set(database=name), vault, OWNER)
        schema.migrate(Location.shared(plain_url(owner)))
    except psycopg.Error as error:
        raise ServerRefused(
            tr("The server says: {words}", words=str(error).strip() or type(error).__name__)
        ) from error
    desk = admin.set(drivername="postgresql", username=APP, database=name)._replace(password=None)
    return SharedHouse(desk.render_as_string(), made, fresh)


def connected(url: URL) -> Connection:
    """A connection on which each statement stands by itself."""
    return psycopg.connect(plain_url(url), autocommit=True, connect_timeout=CONNECT_SECONDS)


def make_roles(
    connection: Connection, server: URL, vault: Vault, *, new_passwords: bool = False
) -> tuple[str, ...]:
    """Make the roles that are missing; none may do more than log in, none goes round row security.

    Roles belong to the whole server, so a password that is in use stays, unless new ones are asked for.
    """
    made = []
    for role in ROLES:
        known = vault.get(name_of(server, role))
        exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        if exists and known is None and not new_passwords:
            raise PasswordUnknown(
                tr(
                    "The role {role} exists, and this computer does not know its password. Run this where "
                    "it was made, or give --new-passwords and tell every desk.",
                    role=role,
                )
            )
        password = random.token_urlsafe(PASSWORD_BYTES) if known is None or new_passwords else known
        vault.put(name_of(server, role), password)
        _write_role(connection, role, password, "ALTER" if exists else "CREATE")
        made += [] if exists else [role]
    return tuple(made)


def _write_role(connection: Connection, role: str, password: str, verb: str) -> None:
    # Hashed here, so that no password stands in the server's log.
    hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    statement = sql.SQL(
        "{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD {}"
    )
    connection.execute(statement.format(sql.SQL(verb), sql.Identifier(role), sql.Literal(hashed.decode())))


def make_database(connection: Connection, name: str) -> bool:
    """Make the database, owned by the owner's role; True when it is new."""
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return False
    admin = sql.Identifier(connection.info.user)
    # An administrator who is no superuser has to be a member of the role that he gives it to.
    connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(OWNER), admin))
    connection.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' OWNER {}").format(
            sql.Identifier(name), sql.Identifier(OWNER)
        )
    )
    return True


def open_to_roles(connection: Connection, name: str) -> None:
    """Let our roles in, and nobody else; the jobs' role has a schema of its own."""
    database = sql.Identifier(name)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for role in ROLES:
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(role))
        )
    connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(APP)))
    jobs_schema, jobs = sql.Identifier(JOBS_SCHEMA), sql.Identifier(JOBS)
    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION {}").format(jobs_schema, jobs))
