"""Reservations: bookings, stays and their nights, what rooms hold, blocks, locks, conflicts."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TENANT_TABLES = (
    "booking_group",
    "reservation",
    "room_block",
    "stay",
    "conflict",
    "room_night",
    "stay_lock",
    "stay_night",
    "stay_segment",
)


def upgrade() -> None:
    """Make the tables and fence them."""
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
    fence_tenants(TENANT_TABLES)
