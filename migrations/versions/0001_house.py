"""The write path, security, property and guests."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TENANT_TABLES = (
    "company",
    "guest",
    "journal",
    "number_series",
    "outbox",
    "property",
    "role",
    "search_term",
    "tenant_rev",
    "app_user",
    "building",
    "room_type",
    "room",
    "user_setting",
)


def upgrade() -> None:
    """Make the tables and fence them."""
    op.create_table(
        "company",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_company")),
        sa.UniqueConstraint("tenant_id", "kind", "code", name=op.f("uq_company_tenant_id_kind_code")),
    )
    op.create_table(
        "guest",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("surname", sa.String(length=200), nullable=False),
        sa.Column("given", sa.String(length=200), nullable=False),
        sa.Column("sort_key", sa.String(length=400), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("nationality", sa.String(length=2), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("vip", sa.Integer(), nullable=False),
        sa.Column("tags", JSON, nullable=False),
        sa.Column("blacklist_reason", sa.String(length=400), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_guest")),
    )
    op.create_index(op.f("ix_guest_tenant_id_sort_key"), "guest", ["tenant_id", "sort_key"], unique=False)
    op.create_table(
        "journal",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("command_id", sa.Uuid(), nullable=False),
        sa.Column("verb", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sort", sa.String(length=8), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("workstation", sa.String(length=80), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=True),
        sa.Column("business_date", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undoes", sa.Uuid(), nullable=True),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.Column("differences", JSON, nullable=False),
        sa.Column("touched", JSON, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "revision", name=op.f("pk_journal")),
        sa.UniqueConstraint("tenant_id", "command_id", name=op.f("uq_journal_tenant_id_command_id")),
        info={"journalled": False},
    )
    op.create_table(
        "number_series",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("workstation", sa.String(length=80), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "tenant_id", "property_id", "kind", "year", "workstation", name=op.f("pk_number_series")
        ),
        info={"journalled": False},
    )
    op.create_table(
        "outbox",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=120), nullable=False),
        sa.Column("args", JSON, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_outbox")),
        info={"journalled": False},
    )
    op.create_index(op.f("ix_outbox_tenant_id_state"), "outbox", ["tenant_id", "state"], unique=False)
    op.create_table(
        "property",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("check_in_time", sa.Time(), nullable=False),
        sa.Column("check_out_time", sa.Time(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("night_audit_hour", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_property")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_property_tenant_id_code")),
    )
    op.create_table(
        "role",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("permissions", JSON, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_role")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_role_tenant_id_code")),
    )
    op.create_table(
        "search_term",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "term",
            sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "term", "kind", "entity_id", name=op.f("pk_search_term")),
        info={"owner": "entity_id"},
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_search_term_entity",
        "search_term",
        ["tenant_id", "entity_id", "kind", "term"],
        unique=False,
    )
    op.create_table(
        "tenant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenant")),
        sa.UniqueConstraint("slug", name=op.f("uq_tenant_slug")),
        info={"journalled": False, "before_tenant": True},
    )
    op.create_table(
        "tenant_rev",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_tenant_rev")),
        info={"journalled": False},
    )
    op.create_table(
        "app_user",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "role_id"],
            ["role.tenant_id", "role.id"],
            name=op.f("fk_app_user_tenant_id_role_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_app_user")),
        sa.UniqueConstraint("tenant_id", "login", name=op.f("uq_app_user_tenant_id_login")),
    )
    op.create_table(
        "building",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_building_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_building")),
        sa.UniqueConstraint(
            "tenant_id", "property_id", "name", name=op.f("uq_building_tenant_id_property_id_name")
        ),
    )
    op.create_table(
        "room_type",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit_kind", sa.String(length=12), nullable=False),
        sa.Column("base_occupancy", sa.Integer(), nullable=False),
        sa.Column("max_occupancy", sa.Integer(), nullable=False),
        sa.Column("rack_rate_minor", sa.BigInteger(), nullable=False),
        sa.Column("housekeeping_minutes", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "base_occupancy >= 1 AND max_occupancy >= base_occupancy", name=op.f("ck_room_type_occupancy")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_room_type_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_room_type")),
        sa.UniqueConstraint(
            "tenant_id", "property_id", "code", name=op.f("uq_room_type_tenant_id_property_id_code")
        ),
    )
    op.create_table(
        "room",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("room_type_id", sa.Uuid(), nullable=False),
        sa.Column("building_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("floor", sa.String(length=20), nullable=False),
        sa.Column("beds", sa.String(length=80), nullable=False),
        sa.Column("features", JSON, nullable=False),
        sa.Column("accessible", sa.Boolean(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("housekeeping", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "building_id"],
            ["building.tenant_id", "building.id"],
            name=op.f("fk_room_tenant_id_building_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "parent_id"],
            ["room.tenant_id", "room.id"],
            name=op.f("fk_room_tenant_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_room_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_type_id"],
            ["room_type.tenant_id", "room_type.id"],
            name=op.f("fk_room_tenant_id_room_type_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_room")),
        sa.UniqueConstraint(
            "tenant_id", "property_id", "number", name=op.f("uq_room_tenant_id_property_id_number")
        ),
    )
    op.create_index(
        op.f("ix_room_tenant_id_room_type_id"), "room", ["tenant_id", "room_type_id"], unique=False
    )
    op.create_table(
        "user_setting",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "user_id"],
            ["app_user.tenant_id", "app_user.id"],
            name=op.f("fk_user_setting_tenant_id_user_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "user_id", "key", name=op.f("pk_user_setting")),
        info={"journalled": False, "owner": "user_id"},
    )
    fence_tenants(TENANT_TABLES)
