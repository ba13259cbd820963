"""The table of PINs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, Instant, TenantRow, tenant_fk
from app.infra.tables import UNJOURNALLED

# After so many wrong tries in a row only the password opens.
MOST_WRONG = 5
# So many seconds have to pass after the first, second … wrong try in a row; a slip of the finger costs none.
PAUSES = (0, 0, 5, 15, 30, 60)


class UserPin(TenantRow, Base):
    """A user's PIN as a hash, how often it was given wrong in a row, and when last. Never undone.

    `given_by` is who gave it to its user: with it he comes in, and then takes one of his own.
    """

    __tablename__ = "user_pin"
    __table_args__ = (tenant_fk("user_id", "app_user"), {"info": UNJOURNALLED | {"owner": "user_id"}})

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    pin_hash: Mapped[str] = mapped_column(String(200))
    wrong: Mapped[int] = mapped_column(default=0)
    wrong_at: Mapped[datetime | None] = mapped_column(Instant)
    given_by: Mapped[str | None] = mapped_column(String(200))
    changed_at: Mapped[datetime] = mapped_column(Instant)
