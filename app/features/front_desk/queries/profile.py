"""A guest as the desk knows him: stays past and coming, what he spent, documents seen, who came along."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.features.folios.models import Posting
from app.features.front_desk.models.arriving import IdentityCheck
from app.features.front_desk.models.traces import StayGuest
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.property.models import Property, Room
from app.features.reservations.models import Reservation, Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.errors import NotFound
from app.kernel.text import tr

MOST_STAYS = 200
# What counts as spent: what was charged and taxed, less what was given back on it.
SPENT = ("charge", "tax", "rebate")
OVER = ("checked_out", "cancelled", "no_show")
SHOWN_DIGITS = 3


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
class SeenDocument:
    """A document that somebody looked at; of its number the last signs only."""

    kind: str
    number: str
    issued_by: str
    expires: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who shared a room with the guest, and how often."""

    guest_id: UUID
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The whole profile; `spent` by currency, `nights` of stays that were not cancelled."""

    guest_id: UUID
    name: str
    email: str
    phone: str
    birth_date: date | None
    nationality: str
    language: str
    country: str
    vip: int
    tags: tuple[str, ...]
    blacklist_reason: str
    note: str
    stays: tuple[ProfileStay, ...]
    nights: int
    spent: Mapping[str, int]
    documents: tuple[SeenDocument, ...]
    companions: tuple[Companion, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GuestProfile(Query[ProfileView]):
    """The profile of a guest. Raises NotFound."""

    guest_id: UUID


def guest_profile(query: GuestProfile, *, session: Session) -> ProfileView:
    """A few keyed readings."""
    guest = session.scalars(select(Guest).where(Guest.id == query.guest_id)).one_or_none()
    if guest is None:
        raise NotFound(tr("This guest does not exist any more."), field="guest_id")
    stays = _stays(session, guest.id)
    spent: dict[str, int] = {}
    for stay in stays:
        if stay.own and stay.spent_minor:
            spent[stay.currency] = spent.get(stay.currency, 0) + stay.spent_minor
    nights = sum((s.departure - s.arrival).days for s in stays if s.status not in ("cancelled", "no_show"))
    return ProfileView(
        guest.id, full_name(guest.surname, guest.given), guest.email, guest.phone, guest.birth_date,
        guest.nationality, guest.language, guest.country, guest.vip, tuple(guest.tags),
        guest.blacklist_reason, guest.note, stays, nights, spent, _documents(session, guest.id),
        _companions(session, guest.id),
    )  # fmt: skip


def masked(number: str) -> str:
    """The last signs of a document's number; a short one shows fewer."""
    kept = min(SHOWN_DIGITS, len(number) // 2)
    return "•" * (len(number) - kept) + number[len(number) - kept :]


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


def _documents(session: Session, guest_id: UUID) -> tuple[SeenDocument, ...]:
    """The newest of each document."""
    statement = select(IdentityCheck).where(IdentityCheck.guest_id == guest_id)
    found: dict[tuple[str, str], SeenDocument] = {}
    for row in session.scalars(statement.order_by(IdentityCheck.at.desc(), IdentityCheck.id)):
        facts = row.facts
        number = str(facts.get("number", ""))
        seen = SeenDocument(
            row.kind, masked(number), facts.get("issued_by", ""), facts.get("expires", ""), row.at,
            row.by_name,
        )  # fmt: skip
        found.setdefault((row.kind, number), seen)
    return tuple(found.values())


def _companions(session: Session, guest_id: UUID) -> tuple[Companion, ...]:
    """Who shares his stays, and whose stays he shares."""
    with_him = (
        select(StayGuest.guest_id, StayGuest.stay_id)
        .join(Stay, (Stay.tenant_id == StayGuest.tenant_id) & (Stay.id == StayGuest.stay_id))
        .where(Stay.guest_id == guest_id)
    )
    he_with = (
        select(Stay.guest_id, Stay.id)
        .join(StayGuest, (StayGuest.tenant_id == Stay.tenant_id) & (StayGuest.stay_id == Stay.id))
        .where(StayGuest.guest_id == guest_id)
    )
    times: dict[UUID, int] = {}
    for statement in (with_him, he_with):
        for other, _stay in session.execute(statement):
            times[other] = times.get(other, 0) + 1
    people = session.scalars(
        select(Guest).where(Guest.id.in_(tuple(times))).order_by(Guest.sort_key, Guest.id)
    )
    return tuple(Companion(g.id, full_name(g.surname, g.given), times[g.id]) for g in people)


ANSWERS = (Answering(GuestProfile, guest_profile),)
