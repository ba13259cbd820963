"""What is to be posted for the nights of a hotel: who sleeps there, at which price, with what inside it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.features.guests.models import Guest
from app.features.property.models import Article, Property, Room
from app.features.rates.models import PackageItem, RatePlan
from app.features.reservations import Status
from app.features.reservations.models import Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.dates import Slot


@dataclass(frozen=True, slots=True)
class NightToPost:
    """A night of a stay, at the price that it was sold for."""

    stay_id: UUID
    reservation_id: UUID
    guest_id: UUID
    language: str
    room: str
    adults: int
    children: int
    minor: int
    rate_code: str


@dataclass(frozen=True, slots=True)
class PackagePart:
    """An article inside a rate's price."""

    article_code: str
    name: str
    account: str
    tax_code: str
    tax_included: bool
    basis: str
    quantity: int
    unit_minor: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StaysToCharge(Query[tuple[UUID, ...]]):
    """The stays whose night is to be posted on the open business date, for `PostNights` in chunks."""

    property_id: UUID


def stays_to_charge(query: StaysToCharge, *, session: Session) -> tuple[UUID, ...]:
    """In the order of rooms; those that are posted already are among them (posting is idempotent)."""
    night = session.scalars(select(Property.business_date).where(Property.id == query.property_id)).one()
    statement = (
        select(StayNight.stay_id)
        .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
        .outerjoin(Room, (Room.tenant_id == StayNight.tenant_id) & (Room.id == StayNight.room_id))
        .where(StayNight.property_id == query.property_id, StayNight.night == night, _owing())
        .order_by(Room.number, StayNight.stay_id)
    )
    return tuple(session.scalars(statement))


def nights_to_post(session: Session, stay_ids: Collection[UUID], night: date) -> Sequence[NightToPost]:
    """The nights of these stays that were slept, with their guests and rooms."""
    statement = (
        select(
            Stay.id, Stay.reservation_id, Stay.guest_id, Guest.language, Room.number, Stay.adults,
            Stay.children, StayNight.price_minor, StayNight.rate_code,
        )
        .join(StayNight, (StayNight.tenant_id == Stay.tenant_id) & (StayNight.stay_id == Stay.id))
        .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
        .outerjoin(Room, (Room.tenant_id == StayNight.tenant_id) & (Room.id == StayNight.room_id))
        .where(Stay.id.in_(stay_ids), StayNight.night == night, _owing())
        .order_by(Room.number, Stay.id)
    )  # fmt: skip
    return [
        NightToPost(id_, reservation, guest, language, room or "", adults, children, minor, rate)
        for id_, reservation, guest, language, room, adults, children, minor, rate in session.execute(
            statement
        )
    ]


def _owing() -> ColumnElement[bool]:
    """Who is in the house for the night; a day guest also after leaving."""
    in_house = Stay.status == str(Status.CHECKED_IN)
    return or_(
        and_(StayNight.slot == Slot.NIGHT, in_house),
        and_(StayNight.slot == Slot.DAY, or_(in_house, Stay.status == str(Status.CHECKED_OUT))),
    )


def packages(
    session: Session, property_id: UUID, rate_codes: Collection[str]
) -> dict[str, list[PackagePart]]:
    """What is inside the prices of rates, by the rate's code."""
    statement = (
        select(RatePlan.code, PackageItem.quantity, PackageItem.amount_minor, Article)
        .join(
            PackageItem, (PackageItem.tenant_id == RatePlan.tenant_id) & (PackageItem.plan_id == RatePlan.id)
        )
        .join(Article, (Article.tenant_id == PackageItem.tenant_id) & (Article.id == PackageItem.article_id))
        .where(RatePlan.property_id == property_id, RatePlan.code.in_(rate_codes))
        .order_by(RatePlan.code, Article.sort, Article.code)
    )
    found: dict[str, list[PackagePart]] = {}
    for code, quantity, amount, article in session.execute(statement):
        found.setdefault(code, []).append(
            PackagePart(
                article.code, article.name, article.account, article.tax_code, article.tax_included,
                article.basis, quantity, article.price_minor if amount is None else amount,
            )
        )  # fmt: skip
    return found


ANSWERS = (Answering(StaysToCharge, stays_to_charge),)
