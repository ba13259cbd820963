"""The table of PINs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, Instant, TenantRow, tenant_fk
from app.infra.tables import UNJOURNALLED

# After so many wrong tries in a row only the password opens.
MOST_WRONG = 5


class UserPin(TenantRow, Base):
    """A user's PIN as a hash, how often it was given wrong in a row, and when last. Never undone."""

    __tablename__ = "user_pin"
    __table_args__ = (tenant_fk("user_id", "app_user"), {"info": UNJOURNALLED | {"owner": "user_id"}})

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    pin_hash: Mapped[str] = mapped_column(String(200))
    wrong: Mapped[int] = mapped_column(default=0)
    wrong_at: Mapped[datetime | None] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
