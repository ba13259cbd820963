"""A row of a board, and how it is made of a stay, its booking, its guest, its nights and its room."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.features.front_desk.queries.boards_facts import (
    EXPECTED,
    Money,
    NightFact,
    Occupant,
    OpenHouse,
    RoomFact,
    Wait,
    alerts_of,
    companies_of,
    deposit_shares,
    in_conflict,
    local_time,
    money_of,
    nights_of,
    occupants,
    room_on,
    rooms_of,
    waiting_of,
)
from app.features.front_desk.rules.traces import Moment
from app.features.front_desk.rules.urgency import NOT_READY, Need, Pays, Step, Urgency, pays


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardStay:
    """A stay on a board. Times are the hotel's; `minutes` until `at`, negative when it is over.

    `moves_to` is the room after this one, `other` whoever is in the way or comes next, with a day and time.
    """

    stay_id: UUID
    property_id: UUID
    reservation_id: UUID
    hotel: str
    number: str
    surname: str
    given: str
    vip: int
    blacklist_reason: str
    adults: int
    children: int
    source: str
    channel_code: str
    external_id: str
    company: str
    room_id: UUID | None
    room: str
    room_state: str
    room_type_id: UUID
    room_type: str
    arrival: date
    departure: date
    status: str
    at: time | None
    minutes: int | None
    came_at: time | None
    left_at: time | None
    owed_minor: int
    deposit_minor: int
    currency: str
    pays: Pays
    needs: tuple[Need, ...]
    urgency: Urgency
    step: Step
    note: str
    moves_to: str = ""
    moves_to_id: UUID | None = None
    moves_to_state: str = ""
    moves_on: date | None = None
    other: str = ""
    other_id: UUID | None = None
    other_on: date | None = None
    other_at: time | None = None
    alert: str = ""
    waits_since: time | None = None
    waits_at: str = ""

    @property
    def nights(self) -> int:
        """How many nights; 0 for a day use."""
        return (self.departure - self.arrival).days


@dataclass(frozen=True, slots=True)
class StayBoardView:
    """The rows of a board, the most urgent first; `day` is the earliest open hotel day.

    Where nothing is to do, `next_name` and `next_at` say who is the first on the day after; "" for nobody.
    """

    rows: tuple[BoardStay, ...]
    day: date
    hotels: int
    next_name: str = ""
    next_at: time | None = None


class Facts:
    """Everything read for the stays of one board; what a board does not look at is not read."""

    def __init__(
        self, session: Session, now: datetime, stays: Sequence[Any], houses: dict[UUID, OpenHouse]
    ) -> None:
        self._session, self.now, self.stays, self.houses = session, now, stays, houses
        self._ids = [row.id for row in stays]
        self.nights = nights_of(session, self._ids)
        self.totals = {id_: sum(n.price_minor for n in nights) for id_, nights in self.nights.items()}
        used = {n.room_id for nights in self.nights.values() for n in nights if n.room_id is not None}
        self.rooms = rooms_of(session, used)
        self.companies = companies_of(
            session, {id_ for row in stays for id_ in (row.company_id, row.agent_id) if id_ is not None}
        )

    @cached_property
    def conflicts(self) -> set[UUID]:
        """The stays that wait for a room which somebody else holds."""
        return in_conflict(self._session, self._ids)

    def alerts(self, moment: Moment) -> dict[UUID, str]:
        """What pops up for the stays at a moment."""
        return alerts_of(self._session, self.stays, moment)

    @cached_property
    def waiting(self) -> dict[UUID, Wait]:
        """Guests in the lobby."""
        return waiting_of(self._session, self._ids)

    @cached_property
    def deposits(self) -> dict[UUID, int]:
        """What of the bookings' deposits belongs to each stay."""
        return deposit_shares(self._session, self.stays, self.totals)

    @cached_property
    def money(self) -> Money:
        """The stays' folios."""
        return money_of(self._session, self._ids)

    @cached_property
    def leaving(self) -> dict[UUID, Occupant]:
        """Rooms whose guest of last night has not left."""
        return occupants(self._session, self.houses.values())

    def house(self, row: Any) -> OpenHouse:
        """The hotel of a stay."""
        return self.houses[row.property_id]

    def room(self, row: Any, day: date | None = None) -> RoomFact | None:
        """The room of a stay on its hotel's day, or another."""
        room_id = room_on(self.nights[row.id], day or self.house(row).day)
        return self.rooms.get(room_id) if room_id is not None else None

    def occupant(self, room: RoomFact | None, stay_id: UUID) -> Occupant | None:
        """Who has not left a room that another guest takes."""
        found = self.leaving.get(room.id) if room is not None else None
        return found if found is not None and found.stay_id != stay_id else None

    def owed(self, row: Any, until: date | None = None) -> int:
        """What the guest owes: the folio and the nights before `until` (else all) that are not posted yet."""
        nights: Sequence[NightFact] = self.nights[row.id]
        if until is not None:
            nights = [n for n in nights if n.night < until or n.slot == "D"]
        if row.guarantee == "company":
            return self.money.balances.get(row.id, 0)
        posted = self.money.posted.get(row.id, set())
        open_minor = sum(n.price_minor for n in nights if n.night not in posted)
        if row.id in self.money.balances:
            deposit = self.deposits[row.id] if row.status in EXPECTED else 0
            return self.money.balances[row.id] + open_minor - deposit
        return open_minor - self.deposits[row.id]

    def row(
        self,
        row: Any,
        *,
        needs: Collection[Need],
        urgency: Urgency,
        step: Step,
        owed: int,
        at: time | None,
        minutes: int | None,
        room: RoomFact | None,
        other: Occupant | None = None,
        **more: Any,
    ) -> BoardStay:
        """Make a row."""
        house = self.house(row)
        due = max(row.deposit_due_minor - row.deposit_paid_minor, 0) if row.status in EXPECTED else 0
        return BoardStay(
            stay_id=row.id, property_id=row.property_id, reservation_id=row.reservation_id, hotel=house.code,
            number=row.number, surname=row.surname, given=row.given, vip=row.vip,
            blacklist_reason=row.blacklist_reason, adults=row.adults, children=row.children,
            source=row.source, channel_code=row.channel_code, external_id=row.external_id,
            company=self.companies.get(row.company_id) or self.companies.get(row.agent_id) or "",
            room_id=room.id if room else None, room=room.number if room else "",
            room_state=room.state if room else "", room_type_id=row.room_type_id, room_type=row.kind,
            arrival=row.arrival, departure=row.departure, status=row.status, at=at, minutes=minutes,
            came_at=local_time(house, row.checked_in_at), left_at=local_time(house, row.checked_out_at),
            owed_minor=owed, deposit_minor=due, currency=row.currency,
            pays=pays(owed, due, row.guarantee), needs=tuple(sorted(needs, key=_RANK.__getitem__)),
            urgency=urgency, step=step, note=row.internal_note or row.guest_note,
            other=other.name if other else "", other_id=other.stay_id if other else None,
            other_on=other.departure if other else None, other_at=other.at if other else None,
            **more,
        )  # fmt: skip


_RANK = {need: number for number, need in enumerate(Need)}
_ORDER = {urgency: number for number, urgency in enumerate(Urgency)}
_NO_TIME = 10_000


def guest_needs(row: Any) -> set[Need]:
    """What the guest and the booking ask for, whatever the board."""
    found = set()
    if row.blacklist_reason:
        found.add(Need.BLACKLISTED)
    if row.vip:
        found.add(Need.VIP)
    if row.internal_note or row.guest_note:
        found.add(Need.NOTE)
    return found


def room_needs(facts: Facts, row: Any, room: RoomFact | None) -> set[Need]:
    """What is wrong with the room that an arriving guest is to get."""
    if row.id in facts.conflicts:
        return {Need.CONFLICT}
    if room is None:
        return {Need.NO_ROOM}
    found = set()
    if facts.occupant(room, row.id) is not None:
        found.add(Need.OCCUPIED)
    if room.state in NOT_READY:
        found.add(NOT_READY[room.state])
    return found


def urgent_first(row: BoardStay) -> tuple[object, ...]:
    """The order of a board: by group, waiting and late first, then by time, then by name."""
    done = row.urgency is Urgency.DONE
    minutes = row.minutes if row.minutes is not None else _NO_TIME
    here = row.waits_since is None
    return (_ORDER[row.urgency], here, 0 if done else minutes, row.surname, row.given, str(row.stay_id))
