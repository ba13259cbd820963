"""Loads of users and roles for writing."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.security.models import AppUser, Role, UserSetting


def role_by_code(session: Session, code: str) -> Role | None:
    """A role by its code."""
    return session.scalars(select(Role).where(Role.code == code)).one_or_none()


def user_by_login(session: Session, login: str) -> AppUser | None:
    """A user by the name he signs in with."""
    return session.scalars(select(AppUser).where(AppUser.login == login)).one_or_none()


def setting(session: Session, user_id: UUID, key: str) -> UserSetting | None:
    """One setting of a user."""
    return session.scalars(
        select(UserSetting).where(UserSetting.user_id == user_id, UserSetting.key == key)
    ).one_or_none()
