"""What migrations share: JSON on both engines, and the fence between tenants on Postgres.

Old migrations use this, so it never changes its meaning; a new kind of fence gets a new function.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def fence_tenants(tables: Iterable[str]) -> None:
    """Row-level security, forced also for the owner; the setting is a literal SET LOCAL of the program.

    The policy has no sub-query, so that the schema can be sharded by tenant as it is.
    """
    if op.get_bind().dialect.name != "postgresql":
        return
    mine = "tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid"
    for table in tables:
        op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
        op.execute(f'CREATE POLICY tenant ON "{table}" USING ({mine}) WITH CHECK ({mine})')
