"""The first schema: write path, security, property, guests, reservations; tenancy fenced on Postgres."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")

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
    "booking_group",
    "building",
    "room_type",
    "reservation",
    "room",
    "user_setting",
    "room_block",
    "stay",
    "conflict",
    "room_night",
    "stay_lock",
    "stay_night",
    "stay_segment",
)


def upgrade() -> None:
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
        "booking_group",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_booking_group_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_booking_group")),
        sa.UniqueConstraint(
            "tenant_id", "property_id", "code", name=op.f("uq_booking_group_tenant_id_property_id_code")
        ),
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
        "reservation",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("booker_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("channel_code", sa.String(length=20), nullable=False),
        sa.Column("external_id", sa.String(length=80), nullable=False),
        sa.Column("segment", sa.String(length=40), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("adults", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("meal", sa.String(length=12), nullable=False),
        sa.Column("arrival_time", sa.Time(), nullable=True),
        sa.Column("departure_time", sa.Time(), nullable=True),
        sa.Column("guest_note", sa.Text(), nullable=False),
        sa.Column("internal_note", sa.Text(), nullable=False),
        sa.Column("tags", JSON, nullable=False),
        sa.Column("guarantee", sa.String(length=12), nullable=False),
        sa.Column("deposit_due_minor", sa.BigInteger(), nullable=False),
        sa.Column("deposit_paid_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("cancellation_policy", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "agent_id"],
            ["company.tenant_id", "company.id"],
            name=op.f("fk_reservation_tenant_id_agent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "booker_id"],
            ["guest.tenant_id", "guest.id"],
            name=op.f("fk_reservation_tenant_id_booker_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "company_id"],
            ["company.tenant_id", "company.id"],
            name=op.f("fk_reservation_tenant_id_company_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "group_id"],
            ["booking_group.tenant_id", "booking_group.id"],
            name=op.f("fk_reservation_tenant_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_reservation_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reservation")),
        sa.UniqueConstraint(
            "tenant_id", "property_id", "number", name=op.f("uq_reservation_tenant_id_property_id_number")
        ),
    )
    op.create_index(
        "ix_reservation_external",
        "reservation",
        ["tenant_id", "property_id", "source", "external_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_reservation_tenant_id_booker_id"), "reservation", ["tenant_id", "booker_id"], unique=False
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
    op.create_table(
        "room_block",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_room_block_dates")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_room_block_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_id"],
            ["room.tenant_id", "room.id"],
            name=op.f("fk_room_block_tenant_id_room_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_room_block")),
    )
    op.create_index("ix_room_block_room", "room_block", ["tenant_id", "room_id"], unique=False)
    op.create_table(
        "stay",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("reservation_id", sa.Uuid(), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=False),
        sa.Column("arrival", sa.Date(), nullable=False),
        sa.Column("departure", sa.Date(), nullable=False),
        sa.Column("room_type_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("adults", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("departure >= arrival", name=op.f("ck_stay_dates")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "guest_id"],
            ["guest.tenant_id", "guest.id"],
            name=op.f("fk_stay_tenant_id_guest_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_stay_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reservation_id"],
            ["reservation.tenant_id", "reservation.id"],
            name=op.f("fk_stay_tenant_id_reservation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_type_id"],
            ["room_type.tenant_id", "room_type.id"],
            name=op.f("fk_stay_tenant_id_room_type_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stay")),
    )
    op.create_index("ix_stay_arrival", "stay", ["tenant_id", "property_id", "arrival"], unique=False)
    op.create_index("ix_stay_departure", "stay", ["tenant_id", "property_id", "departure"], unique=False)
    op.create_index(op.f("ix_stay_tenant_id_guest_id"), "stay", ["tenant_id", "guest_id"], unique=False)
    op.create_index(
        op.f("ix_stay_tenant_id_reservation_id"), "stay", ["tenant_id", "reservation_id"], unique=False
    )
    op.create_table(
        "conflict",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(length=1), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_conflict_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_id"],
            ["room.tenant_id", "room.id"],
            name=op.f("fk_conflict_tenant_id_room_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"],
            ["stay.tenant_id", "stay.id"],
            name=op.f("fk_conflict_tenant_id_stay_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_conflict")),
        info={"owner": "stay_id"},
    )
    op.create_index("ix_conflict_stay", "conflict", ["tenant_id", "stay_id"], unique=False)
    op.create_table(
        "room_night",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(length=1), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=True),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("slot IN ('N', 'D')", name=op.f("ck_room_night_slot")),
        sa.CheckConstraint("(stay_id IS NULL) <> (block_id IS NULL)", name=op.f("ck_room_night_one_holder")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "block_id"],
            ["room_block.tenant_id", "room_block.id"],
            name=op.f("fk_room_night_tenant_id_block_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_room_night_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_id"],
            ["room.tenant_id", "room.id"],
            name=op.f("fk_room_night_tenant_id_room_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"],
            ["stay.tenant_id", "stay.id"],
            name=op.f("fk_room_night_tenant_id_stay_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "room_id", "night", "slot", name=op.f("pk_room_night")),
        info={"owner": "room_id"},
        sqlite_with_rowid=False,
    )
    op.create_index("ix_room_night_block", "room_night", ["tenant_id", "block_id"], unique=False)
    op.create_index("ix_room_night_stay", "room_night", ["tenant_id", "stay_id"], unique=False)
    op.create_table(
        "stay_lock",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"],
            ["stay.tenant_id", "stay.id"],
            name=op.f("fk_stay_lock_tenant_id_stay_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "stay_id", name=op.f("pk_stay_lock")),
        info={"owner": "stay_id"},
    )
    op.create_table(
        "stay_night",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(length=1), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("room_type_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=True),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("rate_code", sa.String(length=20), nullable=False),
        sa.CheckConstraint("slot IN ('N', 'D')", name=op.f("ck_stay_night_slot")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_stay_night_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_id"],
            ["room.tenant_id", "room.id"],
            name=op.f("fk_stay_night_tenant_id_room_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_type_id"],
            ["room_type.tenant_id", "room_type.id"],
            name=op.f("fk_stay_night_tenant_id_room_type_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"],
            ["stay.tenant_id", "stay.id"],
            name=op.f("fk_stay_night_tenant_id_stay_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "stay_id", "night", "slot", name=op.f("pk_stay_night")),
        info={"owner": "stay_id"},
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stay_night_night", "stay_night", ["tenant_id", "property_id", "night"], unique=False)
    op.create_table(
        "stay_segment",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("room_type_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_stay_segment_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_id"],
            ["room.tenant_id", "room.id"],
            name=op.f("fk_stay_segment_tenant_id_room_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_type_id"],
            ["room_type.tenant_id", "room_type.id"],
            name=op.f("fk_stay_segment_tenant_id_room_type_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"],
            ["stay.tenant_id", "stay.id"],
            name=op.f("fk_stay_segment_tenant_id_stay_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "stay_id", "segment", name=op.f("pk_stay_segment")),
        info={"owner": "stay_id"},
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_stay_segment_ends", "stay_segment", ["tenant_id", "property_id", "ends"], unique=False
    )
    _fence_tenants()


def _fence_tenants() -> None:
    """Row-level security, forced also for the owner; the setting is a literal SET LOCAL of the program."""
    if op.get_bind().dialect.name != "postgresql":
        return
    mine = "tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid"
    for table in TENANT_TABLES:
        op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
        op.execute(f'CREATE POLICY tenant ON "{table}" USING ({mine}) WITH CHECK ({mine})')
