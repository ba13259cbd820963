"""Who can sign in, and how a user likes a screen."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from app.features.security.models import AppUser, Role, Tenant, UserSetting
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class UserView:
    """A user as screens know him."""

    id: UUID
    login: str
    name: str
    role: str
    permissions: tuple[str, ...]
    password_hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Users(Query[tuple[UserView, ...]]):
    """All active users, by name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings(Query[dict[str, Any]]):
    """All settings of one user, by key."""

    user_id: UUID


def users(query: Users, *, session: Session) -> tuple[UserView, ...]:  # noqa: ARG001
    """Active users with their role."""
    rows = session.execute(
        select(AppUser, Role)
        .join(Role, (Role.tenant_id == AppUser.tenant_id) & (Role.id == AppUser.role_id))
        .where(AppUser.active)
        .order_by(AppUser.name)
    )
    return tuple(
        UserView(u.id, u.login, u.name, r.name, tuple(r.permissions), u.password_hash) for u, r in rows
    )


def settings(query: Settings, *, session: Session) -> dict[str, Any]:
    """The settings of a user."""
    rows = session.scalars(select(UserSetting).where(UserSetting.user_id == query.user_id))
    return {row.key: row.value for row in rows}


def tenants(connection: Connection) -> list[tuple[UUID, str]]:
    """The tenants of a database with their names; read before anybody is signed in."""
    return [
        (row.id, row.name) for row in connection.execute(select(Tenant.id, Tenant.name).order_by(Tenant.name))
    ]


ANSWERS = (Answering(Users, users), Answering(Settings, settings))
