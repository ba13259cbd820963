"""Allotments of groups; waitlist, turn-aways, walks, the queue for rooms."""

import sqlalchemy as sa
from alembic import op

from migrations.tenancy import JSON, fence_tenants

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TENANT_TABLES = (
    "group_block",
    "allotment",
    "stay_ending",
    "group_account",
    "waitlist_entry",
    "turn_away",
    "walk",
    "room_wait",
)


def upgrade() -> None:
    """Make the tables and fence them."""
    _groups()
    _endings()
    _wishes()
    _turned_away()
    _walks()
    _waits()
    fence_tenants(TENANT_TABLES)


def _groups() -> None:
    op.create_table(
        "group_block",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("arrival", sa.Date(), nullable=False),
        sa.Column("departure", sa.Date(), nullable=False),
        sa.Column("cut_off", sa.Date(), nullable=True),
        sa.Column("rate_code", sa.String(length=20), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=True),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("departure > arrival", name=op.f("ck_group_block_dates")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "company_id"],
            ["company.tenant_id", "company.id"],
            name=op.f("fk_group_block_tenant_id_company_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "group_id"],
            ["booking_group.tenant_id", "booking_group.id"],
            name=op.f("fk_group_block_tenant_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_group_block_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "group_id", name=op.f("pk_group_block")),
    )
    op.create_table(
        "allotment",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("room_type_id", sa.Uuid(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("rooms", sa.Integer(), nullable=False),
        sa.CheckConstraint("rooms > 0", name=op.f("ck_allotment_rooms")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "group_id"],
            ["booking_group.tenant_id", "booking_group.id"],
            name=op.f("fk_allotment_tenant_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_allotment_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_type_id"],
            ["room_type.tenant_id", "room_type.id"],
            name=op.f("fk_allotment_tenant_id_room_type_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "group_id", "room_type_id", "night", name=op.f("pk_allotment")),
    )
    op.create_index("ix_allotment_night", "allotment", ["tenant_id", "property_id", "night"], unique=False)


def _endings() -> None:
    op.create_table(
        "stay_ending",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("fee_minor", sa.BigInteger(), nullable=False),
        sa.Column("waived_minor", sa.BigInteger(), nullable=False),
        sa.Column("waive_reason", sa.String(length=200), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("posting_ids", JSON, nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_stay_ending_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"],
            ["stay.tenant_id", "stay.id"],
            name=op.f("fk_stay_ending_tenant_id_stay_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stay_ending")),
    )
    op.create_index("ix_stay_ending_stay", "stay_ending", ["tenant_id", "stay_id"], unique=False)
    op.create_table(
        "group_account",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("folio_id", sa.Uuid(), nullable=False),
        sa.Column("charges", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "folio_id"],
            ["folio.tenant_id", "folio.id"],
            name=op.f("fk_group_account_tenant_id_folio_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "group_id"],
            ["booking_group.tenant_id", "booking_group.id"],
            name=op.f("fk_group_account_tenant_id_group_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_group_account_tenant_id_property_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "group_id", name=op.f("pk_group_account")),
    )


def _wishes() -> None:
    op.create_table(
        "waitlist_entry",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("guest_id", sa.Uuid(), nullable=False),
        sa.Column("arrival", sa.Date(), nullable=False),
        sa.Column("departure", sa.Date(), nullable=False),
        sa.Column("room_type_id", sa.Uuid(), nullable=True),
        sa.Column("adults", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("rate_code", sa.String(length=20), nullable=False),
        sa.Column("flexible_days", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("offer_block_id", sa.Uuid(), nullable=True),
        sa.Column("offer_room_id", sa.Uuid(), nullable=True),
        sa.Column("offer_arrival", sa.Date(), nullable=True),
        sa.Column("offer_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reservation_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("departure > arrival", name=op.f("ck_waitlist_entry_dates")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "guest_id"],
            ["guest.tenant_id", "guest.id"],
            name=op.f("fk_waitlist_entry_tenant_id_guest_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "offer_room_id"],
            ["room.tenant_id", "room.id"],
            name=op.f("fk_waitlist_entry_tenant_id_offer_room_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_waitlist_entry_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reservation_id"],
            ["reservation.tenant_id", "reservation.id"],
            name=op.f("fk_waitlist_entry_tenant_id_reservation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_type_id"],
            ["room_type.tenant_id", "room_type.id"],
            name=op.f("fk_waitlist_entry_tenant_id_room_type_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_waitlist_entry")),
    )
    op.create_index(
        "ix_waitlist_entry_arrival", "waitlist_entry", ["tenant_id", "property_id", "arrival"], unique=False
    )


def _turned_away() -> None:
    op.create_table(
        "turn_away",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("arrival", sa.Date(), nullable=False),
        sa.Column("nights", sa.Integer(), nullable=False),
        sa.Column("rooms", sa.Integer(), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("room_type_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("nights > 0 AND rooms > 0 AND party > 0", name=op.f("ck_turn_away_counts")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_turn_away_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_type_id"],
            ["room_type.tenant_id", "room_type.id"],
            name=op.f("fk_turn_away_tenant_id_room_type_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_turn_away")),
    )
    op.create_index(
        "ix_turn_away_arrival", "turn_away", ["tenant_id", "property_id", "arrival"], unique=False
    )


def _walks() -> None:
    op.create_table(
        "walk",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("hotel", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("nights", sa.Integer(), nullable=False),
        sa.Column("cost_minor", sa.BigInteger(), nullable=False),
        sa.Column("transport", sa.String(length=120), nullable=False),
        sa.Column("transport_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("return_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("walked_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_walk_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"], ["stay.tenant_id", "stay.id"], name=op.f("fk_walk_tenant_id_stay_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_walk")),
    )
    op.create_index("ix_walk_stay", "walk", ["tenant_id", "stay_id"], unique=False)


def _waits() -> None:
    op.create_table(
        "room_wait",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("property_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reach", sa.String(length=120), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "property_id"],
            ["property.tenant_id", "property.id"],
            name=op.f("fk_room_wait_tenant_id_property_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "room_id"],
            ["room.tenant_id", "room.id"],
            name=op.f("fk_room_wait_tenant_id_room_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stay_id"],
            ["stay.tenant_id", "stay.id"],
            name=op.f("fk_room_wait_tenant_id_stay_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "stay_id", name=op.f("pk_room_wait")),
    )
    op.create_index("ix_room_wait_since", "room_wait", ["tenant_id", "property_id", "since"], unique=False)
