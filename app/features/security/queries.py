"""Who can sign in, and how a user likes a screen."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from app.features.security.models import AppUser, Role, Tenant, UserSetting
from app.infra.bus import Answering
from app.infra.database import lasting
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


# Of tables, not of models: a desk that begins need not wait until all models are joined to each other.
_OF, _ROLE, _KEPT = (model.__table__.c for model in (AppUser, Role, UserSetting))
_USERS = lasting(
    select(_OF.id, _OF.login, _OF.name, _ROLE.name.label("role"), _ROLE.permissions, _OF.password_hash)
    .join(Role.__table__, (_ROLE.tenant_id == _OF.tenant_id) & (_ROLE.id == _OF.role_id))
    .where(_OF.active)
    .order_by(_OF.name)
)
_SETTINGS = lasting(select(_KEPT.key, _KEPT.value).where(_KEPT.user_id == bindparam("user")))


def users(query: Users, *, session: Session) -> tuple[UserView, ...]:  # noqa: ARG001
    """Active users with their role."""
    return tuple(
        UserView(row.id, row.login, row.name, row.role, tuple(row.permissions), row.password_hash)
        for row in session.execute(_USERS)
    )


def settings(query: Settings, *, session: Session) -> dict[str, Any]:
    """The settings of a user."""
    return {row.key: row.value for row in session.execute(_SETTINGS, {"user": query.user_id})}


def tenants(connection: Connection) -> list[tuple[UUID, str]]:
    """The tenants of a database with their names; read before anybody is signed in."""
    of = Tenant.__table__.c
    return [(row.id, row.name) for row in connection.execute(select(of.id, of.name).order_by(of.name))]


ANSWERS = (Answering(Users, users), Answering(Settings, settings))
