"""Loads of the house for writing."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.features.property.models import Article, Building, Property, Room, RoomType
from app.infra.database import lasting

_ARTICLES = lasting(
    select(Article).where(Article.property_id == bindparam("property")).order_by(Article.sort, Article.code)
)


def property_by_code(session: Session, code: str) -> Property | None:
    """A property by its code."""
    return session.scalars(select(Property).where(Property.code == code)).one_or_none()


def room_type_by_code(session: Session, property_id: UUID, code: str) -> RoomType | None:
    """A room type of a property by its code."""
    return session.scalars(
        select(RoomType).where(RoomType.property_id == property_id, RoomType.code == code)
    ).one_or_none()


def building_by_name(session: Session, property_id: UUID, name: str) -> Building | None:
    """A building of a property by its name."""
    return session.scalars(
        select(Building).where(Building.property_id == property_id, Building.name == name)
    ).one_or_none()


def numbers_taken(session: Session, property_id: UUID, numbers: Sequence[str]) -> list[str]:
    """Those of the numbers that rooms of the property have already."""
    return list(
        session.scalars(
            select(Room.number)
            .where(Room.property_id == property_id, Room.number.in_(numbers))
            .order_by(Room.number)
        )
    )


def article_by_code(session: Session, property_id: UUID, code: str) -> Article | None:
    """An article of a property by its code."""
    return session.scalars(
        select(Article).where(Article.property_id == property_id, Article.code == code)
    ).one_or_none()


def articles(session: Session, property_id: UUID) -> Sequence[Article]:
    """Every article of a property, in the order it is shown."""
    return session.scalars(_ARTICLES, {"property": property_id}).all()
