"""Tables of cash: what went in and out of a drawer, and to which coin sums are rounded."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Instant, TenantRow, tenant_fk


class CashMove(IdentifiedRow, Base):
    """Money that went into a drawer (+) or out of it (-); what is in a drawer is the sum of its moves.

    `amount_minor` is in the money's own currency, `value_minor` what it counts for in the property's.
    `kind`: float, payment, refund, change, drop, variance, closing.
    """

    __tablename__ = "cash_move"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        tenant_fk("session_id", "cashier_session"),
        Index("ix_cash_move_session", "tenant_id", "session_id"),
        {"info": {"owner": "session_id"}},
    )

    property_id: Mapped[UUID]
    session_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(12))
    currency: Mapped[str] = mapped_column(String(3))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    value_minor: Mapped[int] = mapped_column(BigInteger)
    payment_id: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(String(200), default="")


class CashRounding(TenantRow, Base):
    """The smallest sum that a property takes in coins, where that is not what its country says."""

    __tablename__ = "cash_rounding"
    __table_args__ = (
        tenant_fk("property_id", "property"),
        CheckConstraint("step_minor >= 1", name="step"),
        {"info": {"owner": "property_id"}},
    )

    property_id: Mapped[UUID] = mapped_column(primary_key=True)
    step_minor: Mapped[int] = mapped_column(BigInteger)
