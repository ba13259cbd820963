"""A guest as the desk knows him: stays past and coming, what he spent, and the parts beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.features import guests
from app.features.folios.models import Posting
from app.features.front_desk.models.traces import StayGuest
from app.features.front_desk.queries import profile_parts as parts
from app.features.front_desk.queries.profile_parts import (
    Companion,
    MergeView,
    MessageView,
    PaperView,
    SeenDocument,
)
from app.features.guests import GuestDetail, GuestHit, GuestView
from app.features.property.models import Property, Room
from app.features.reservations.models import Reservation, Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query

MOST_STAYS = 200
# What counts as spent: what was charged and taxed, less what was given back on it.
SPENT = ("charge", "tax", "rebate")
OVER = ("checked_out", "cancelled", "no_show")
MISSED = ("cancelled", "no_show")


@dataclass(frozen=True, slots=True)
class ProfileStay:
    """A stay of the guest, his own or one that he shares."""

    stay_id: UUID
    reservation_id: UUID
    number: str
    hotel: str
    room: str
    arrival: date
    departure: date
    status: str
    own: bool
    spent_minor: int
    currency: str

    @property
    def is_coming(self) -> bool:
        """Whether it is not over yet."""
        return self.status not in OVER


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The whole profile; `spent` by currency, `nights` of stays that were not cancelled.

    `people` are family, friends and companions; `merged` are those who became this guest.
    """

    guest: GuestView
    stays: tuple[ProfileStay, ...]
    nights: int
    no_shows: int
    cancelled: int
    spent: Mapping[str, int]
    seen: tuple[SeenDocument, ...]
    papers: tuple[PaperView, ...]
    messages: tuple[MessageView, ...]
    preferences: tuple[tuple[str, str], ...]
    people: tuple[Companion, ...]
    merged: tuple[MergeView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CompanionsOf(Query[tuple[GuestHit, ...]]):
    """Who belongs to a guest or came along before; for whoever adds somebody to a room."""

    guest_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class GuestProfile(Query[ProfileView]):
    """The profile of a guest; who was merged has that of the guest he is now. Raises NotFound."""

    guest_id: UUID


def guest_profile(query: GuestProfile, *, session: Session) -> ProfileView:
    """A few keyed readings."""
    guest = guests.guest_detail(GuestDetail(guest_id=query.guest_id), session=session)
    everybody = [guest.id, *(row.id for row in guests.merged_ones(session, guest.id))]
    stays = _stays(session, guest.id)
    spent: dict[str, int] = {}
    for stay in stays:
        if stay.own and stay.spent_minor:
            spent[stay.currency] = spent.get(stay.currency, 0) + stay.spent_minor
    return ProfileView(
        guest, stays, sum((s.departure - s.arrival).days for s in stays if s.status not in MISSED),
        sum(s.own and s.status == "no_show" for s in stays),
        sum(s.own and s.status == "cancelled" for s in stays), spent,
        parts.documents_seen(session, guest.id), parts.papers(session, everybody),
        parts.messages(session, everybody), parts.preferences(session, guest.id),
        parts.people(session, guest.id), parts.merges(session, everybody),
    )  # fmt: skip


def companions_of(query: CompanionsOf, *, session: Session) -> tuple[GuestHit, ...]:
    """Family first, then who shared a room most often."""
    people = sorted(parts.people(session, query.guest_id), key=lambda one: (not one.kind, -one.times))
    return guests.guest_hits(session, [one.guest_id for one in people], "")


def _stays(session: Session, guest_id: UUID) -> tuple[ProfileStay, ...]:
    shared = select(StayGuest.stay_id).where(StayGuest.guest_id == guest_id)
    statement = (
        select(Stay, Reservation.number, Reservation.currency, Property.name)
        .join(
            Reservation, (Reservation.tenant_id == Stay.tenant_id) & (Reservation.id == Stay.reservation_id)
        )
        .join(Property, (Property.tenant_id == Stay.tenant_id) & (Property.id == Stay.property_id))
        .where(or_(Stay.guest_id == guest_id, Stay.id.in_(shared)))
        .order_by(Stay.arrival.desc(), Stay.id)
        .limit(MOST_STAYS)
    )
    rows = session.execute(statement).all()
    ids = [row[0].id for row in rows]
    spent, rooms = _spent(session, ids), _rooms(session, ids)
    return tuple(
        ProfileStay(
            stay.id, stay.reservation_id, number, hotel, rooms.get(stay.id, ""), stay.arrival,
            stay.departure, stay.status, stay.guest_id == guest_id, spent.get(stay.id, 0), currency,
        )
        for stay, number, currency, hotel in rows
    )  # fmt: skip


def _spent(session: Session, ids: list[UUID]) -> dict[UUID, int]:
    statement = (
        select(Posting.stay_id, func.sum(Posting.amount_minor))
        .where(Posting.stay_id.in_(ids), Posting.kind.in_(SPENT))
        .group_by(Posting.stay_id)
    )
    return {stay_id: int(total) for stay_id, total in session.execute(statement) if stay_id is not None}


def _rooms(session: Session, ids: list[UUID]) -> dict[UUID, str]:
    """The room of the last night of each stay."""
    statement = (
        select(StayNight.stay_id, Room.number)
        .join(Room, (Room.tenant_id == StayNight.tenant_id) & (Room.id == StayNight.room_id))
        .where(StayNight.stay_id.in_(ids))
        .order_by(StayNight.night)
    )
    return {row.stay_id: row.number for row in session.execute(statement)}


ANSWERS = (Answering(GuestProfile, guest_profile), Answering(CompanionsOf, companions_of))
