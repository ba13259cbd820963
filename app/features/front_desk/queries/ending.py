"""What cancelling stays would cost at an instant, night by night; and how stays have ended."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features import rates
from app.features.front_desk.models.ending import StayEnding
from app.features.front_desk.rules.ending import FeeLine, fee_lines, policy_words
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.property.models import Property, RoomType
from app.features.reservations.models import Reservation, Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class StayFee:
    """What one stay costs when it ends now. `free_until`: None when it never was free, or always is."""

    stay_id: UUID
    guest: str
    number: str
    room_type: str
    arrival: date
    departure: date
    status: str
    sold_minor: int
    fee_minor: int
    words: str
    free_until: datetime | None
    policy: tuple[str, str]
    lines: tuple[FeeLine, ...]
    paid_minor: int


@dataclass(frozen=True, slots=True)
class FeeView:
    """The fee of some stays together, in minor units of the house's currency; days are the house's own."""

    stays: tuple[StayFee, ...]
    total_minor: int
    currency: str
    zone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CancellationFee(Query[FeeView]):
    """What cancelling these stays would cost at an instant; stays that do not exist are left out."""

    stay_ids: tuple[UUID, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class EndingView:
    """How a stay ended before it began, by whom, and whether it was brought back."""

    id: UUID
    kind: str
    at: datetime
    reason: str
    fee_minor: int
    waived_minor: int
    waive_reason: str
    currency: str
    by_name: str
    taken_back_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EndingsOf(Query[tuple[EndingView, ...]]):
    """The cancellations and no-shows of a stay, the newest first."""

    stay_id: UUID


def fee_view(query: CancellationFee, *, session: Session) -> FeeView:
    """One keyed read for the stays, one for their nights."""
    found = session.execute(
        select(Stay, Reservation, Guest, RoomType.name, Property)
        .join(Reservation, Reservation.id == Stay.reservation_id)
        .join(Guest, Guest.id == Stay.guest_id)
        .join(RoomType, RoomType.id == Stay.room_type_id)
        .join(Property, Property.id == Stay.property_id)
        .where(Stay.id.in_(query.stay_ids))
        .order_by(Stay.arrival, Stay.id)
    ).all()
    nights = session.execute(
        select(StayNight.stay_id, StayNight.night, StayNight.price_minor)
        .where(StayNight.stay_id.in_(query.stay_ids))
        .order_by(StayNight.night)
    ).all()
    stays = []
    for stay, booking, guest, kind, house in found:
        own = [(night, minor) for stay_id, night, minor in nights if stay_id == stay.id]
        policy = booking.cancellation_policy or {}
        fee = rates.cancellation_fee(
            policy, [minor for _, minor in own], stay.arrival, query.at, check_in=house.check_in_time,
            zone=house.timezone,
        )  # fmt: skip
        stays.append(
            StayFee(
                stay.id, full_name(guest.surname, guest.given), booking.number, kind, stay.arrival,
                stay.departure, stay.status, sum(minor for _, minor in own), fee.minor, fee.text,
                fee.free_until, policy_words(policy), fee_lines(policy, own, fee.minor),
                booking.deposit_paid_minor,
            )
        )  # fmt: skip
    currency = found[0][1].currency if found else ""
    zone = found[0][4].timezone if found else "UTC"
    return FeeView(tuple(stays), sum(stay.fee_minor for stay in stays), currency, zone)


def endings_of(query: EndingsOf, *, session: Session) -> tuple[EndingView, ...]:
    """Of one stay."""
    rows = session.scalars(
        select(StayEnding).where(StayEnding.stay_id == query.stay_id).order_by(StayEnding.at.desc())
    )
    return tuple(
        EndingView(
            row.id, row.kind, row.at, row.reason, row.fee_minor, row.waived_minor, row.waive_reason,
            row.currency, row.by_name, row.taken_back_at,
        )
        for row in rows
    )  # fmt: skip


ANSWERS = (Answering(CancellationFee, fee_view), Answering(EndingsOf, endings_of))
