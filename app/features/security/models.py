"""Tables of tenants, users, roles and what a user has set for himself."""

from typing import Any
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.database import Base, IdentifiedRow, Json, TenantRow, tenant_fk
from app.infra.tables import UNJOURNALLED


class Tenant(Base):
    """An organisation. Read before a tenant is known, so outside row-level security; holds nothing else."""

    __tablename__ = "tenant"
    __table_args__ = ({"info": UNJOURNALLED | {"before_tenant": True}},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))


class Role(IdentifiedRow, Base):
    """A named set of permitted verbs."""

    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("tenant_id", "code"),)

    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    permissions: Mapped[Any] = mapped_column(Json)


class AppUser(IdentifiedRow, Base):
    """A person who signs in. The password is an argon2 hash, or empty for a user that cannot sign in."""

    __tablename__ = "app_user"
    __table_args__ = (UniqueConstraint("tenant_id", "login"), tenant_fk("role_id", "role"))

    login: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    role_id: Mapped[UUID]
    active: Mapped[bool] = mapped_column(default=True)


class UserSetting(TenantRow, Base):
    """How a user likes a screen; not part of the house's state, so never undone."""

    __tablename__ = "user_setting"
    __table_args__ = (tenant_fk("user_id", "app_user"), {"info": UNJOURNALLED | {"owner": "user_id"}})

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[Any] = mapped_column(Json)
