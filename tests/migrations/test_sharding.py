"""The schema can be sharded by tenant as it is: nine rules, asked of the server's own catalogue.

The rules were found by trying a sharded server; none of them needs one to be checked.
"""

from typing import Any

import psycopg
import pytest

from app import bootstrap
from app.infra.database import Base
from tests.support.databases import PostgresTemplate
from tests.support.postgres import OWNER, PostgresServer

bootstrap.capabilities()  # with them every table is known

# Read before a tenant is known, so outside the fence; they hold nothing else.
BEFORE_TENANT = {name for name, table in Base.metadata.tables.items() if table.info.get("before_tenant")}

TABLES = """
    CREATE TEMP VIEW t AS SELECT oid, relname, relrowsecurity, relforcerowsecurity FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    AND relname NOT IN ('tenant', 'alembic_version')
"""
RULES: dict[str, str] = {
    "1 tenant_id is there and not null": """
        SELECT t.relname FROM t WHERE NOT EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'tenant_id'
            AND a.attnotnull AND NOT a.attisdropped)
    """,
    "2 tenant_id leads each primary key": """
        SELECT t.relname FROM t WHERE NOT EXISTS (
            SELECT FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
            WHERE k.conrelid = t.oid AND k.contype = 'p' AND a.attname = 'tenant_id')
    """,
    "3 tenant_id is in each unique or exclusion constraint and unique index": """
        SELECT t.relname || '.' || i.indexrelid::regclass FROM t JOIN pg_index i ON i.indrelid = t.oid
        WHERE (i.indisunique OR i.indisexclusion) AND NOT EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'tenant_id'
            AND a.attnum = ANY(i.indkey::smallint[]))
    """,
    "4 tenant_id is in each foreign key between tenants' tables, against tenant_id": """
        SELECT t.relname || '.' || k.conname FROM t JOIN pg_constraint k ON k.conrelid = t.oid
        WHERE k.contype = 'f' AND NOT EXISTS (
            SELECT FROM unnest(k.conkey, k.confkey) AS pair(here, there)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.here
            JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.there
            WHERE a.attname = 'tenant_id' AND b.attname = 'tenant_id')
    """,
    "5 no foreign key sets a column to null or a default": """
        SELECT t.relname || '.' || k.conname FROM t JOIN pg_constraint k ON k.conrelid = t.oid
        WHERE k.contype = 'f' AND (k.confdeltype IN ('n', 'd') OR k.confupdtype IN ('n', 'd'))
    """,
    "6 row security is on": "SELECT t.relname FROM t WHERE NOT t.relrowsecurity",
    "7 row security is forced": "SELECT t.relname FROM t WHERE NOT t.relforcerowsecurity",
    "8 no user trigger": """
        SELECT t.relname || '.' || g.tgname FROM t
        JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal
    """,
    "9 a policy for reading and writing, without a sub-query": """
        SELECT t.relname FROM t WHERE NOT EXISTS (
            SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polcmd = '*'
            AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL)
        UNION SELECT t.relname || '.' || p.polname FROM t JOIN pg_policy p ON p.polrelid = t.oid
        WHERE pg_get_expr(p.polqual, p.polrelid) ~* '\\mselect\\M'
           OR pg_get_expr(p.polwithcheck, p.polrelid) ~* '\\mselect\\M'
    """,
}
# One sin for each rule, as SQL.
SINS: dict[str, str] = {
    "1": "ALTER TABLE search_term DROP CONSTRAINT pk_search_term; "
    "ALTER TABLE search_term ALTER COLUMN tenant_id DROP NOT NULL",
    "2": "ALTER TABLE stay_lock DROP CONSTRAINT pk_stay_lock; "
    "ALTER TABLE stay_lock ADD PRIMARY KEY (stay_id)",
    "3": "CREATE UNIQUE INDEX alone ON room (number)",
    "4": "ALTER TABLE guest ADD UNIQUE (id); "
    "ALTER TABLE stay ADD FOREIGN KEY (guest_id) REFERENCES guest (id)",
    "5": "ALTER TABLE stay ADD CONSTRAINT loose FOREIGN KEY (tenant_id, guest_id) "
    "REFERENCES guest (tenant_id, id) ON DELETE SET NULL (guest_id)",
    "6": "ALTER TABLE room DISABLE ROW LEVEL SECURITY",
    "7": "ALTER TABLE room NO FORCE ROW LEVEL SECURITY",
    "8": "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; "
    "CREATE TRIGGER sly BEFORE INSERT ON room FOR EACH ROW EXECUTE FUNCTION f()",
    "9": "CREATE POLICY wide ON room USING (tenant_id IN (SELECT id FROM tenant))",
}

Connection = psycopg.Connection[tuple[Any, ...]]


def broken(connection: Connection) -> dict[str, list[str]]:
    """The rules that the schema breaks, with the tables at fault."""
    connection.execute(TABLES)
    found = {}
    for rule, query in RULES.items():
        rows = connection.execute(query.encode()).fetchall()
        if rows:
            found[rule] = [row[0] for row in rows]
    return found


@pytest.fixture(scope="module")
def owner_url(postgres_template: PostgresTemplate) -> str:
    """The migrated database as its owner."""
    return postgres_template.server.url(postgres_template.name, role=OWNER)


def test_the_schema_can_be_sharded(owner_url: str) -> None:
    """No rule is broken."""
    with psycopg.connect(owner_url) as connection:
        assert broken(connection) == {}


def test_every_table_of_a_tenant_is_asked(owner_url: str) -> None:
    """Control: the rules look at all tables but the named few."""
    with psycopg.connect(owner_url) as connection:
        connection.execute(TABLES)
        seen = connection.execute("SELECT count(*) FROM t").fetchone()
    assert seen == (len(Base.metadata.tables) - len(BEFORE_TENANT),)
    assert {"tenant"} == BEFORE_TENANT


@pytest.mark.parametrize("number", SINS)
def test_a_planted_sin_is_found(owner_url: str, number: str) -> None:
    """Control: each rule sees its own sin."""
    with psycopg.connect(owner_url) as connection:
        connection.execute(SINS[number].encode())
        rules = broken(connection)
        connection.rollback()
    assert any(rule.startswith(f"{number} ") for rule in rules)


def test_the_applications_role_is_fenced(postgres_server: PostgresServer) -> None:
    """The role that desks use owns nothing and cannot step round row security."""
    with postgres_server.connection() as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'keyrack_app'"
        ).fetchone()
    assert row in (None, (False, False))
