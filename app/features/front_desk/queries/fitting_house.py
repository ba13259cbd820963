"""A hotel's next weeks as a problem of what fits where: loaded once, then asked for any who want in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.features.front_desk.queries import fitting_rows
from app.features.front_desk.queries.fitting_rows import StayRow
from app.features.front_desk.rules.fitting import (
    ACCESSIBLE,
    Fixed,
    Kind,
    Piece,
    Problem,
    Room,
    Span,
    block_span,
    clash,
    stay_span,
)
from app.features.property.models import Property, RoomType
from app.features.property.models import Room as RoomRow
from app.features.reservations import LIVE, Status

# Stays that last beyond so many days after those in question are not moved.
HORIZON_DAYS: Final = 30
# A booking that says one of these wants its rooms side by side: nobody takes them apart.
TOGETHER: Final = frozenset({"adjoining", "connecting", "adjoining rooms", "connecting rooms"})
NUMBER: Final = "#"
# The kind of wish about accessibility, and how short a word may be that is found in the words of a wish.
ACCESS: Final = "access"
SHORTEST: Final = 4


@dataclass(slots=True)
class FittingHouse:
    """`problem` has no targets yet. `rows` are the stays of its pieces, `waiting` those without a room."""

    hotel: Property
    types: list[RoomType]
    rooms: list[RoomRow]
    rows: list[StayRow]
    pieces: list[Piece]
    waiting: list[StayRow]
    held: list[tuple[int, Span]]
    kinds: tuple[Kind, ...]
    places: tuple[Room, ...]
    numbers: dict[UUID, int]
    indexes: dict[UUID, int]
    offered: frozenset[str]
    likings: dict[UUID, list[tuple[str, str]]]

    @property
    def today(self) -> date:
        """The open hotel day."""
        return self.hotel.business_date

    def room_index(self, room_id: UUID | None) -> int | None:
        """The number of a room in the problem."""
        return self.numbers.get(room_id) if room_id is not None else None

    def kind_index(self, room_type_id: UUID) -> int:
        """The number of a type in the problem."""
        return self.indexes[room_type_id]

    def piece_of(self, row: StayRow, *, in_house: bool) -> Piece:
        """A bar as a piece; `in_house`: guests in the house may move, from today on."""
        room = self.room_index(row.room_id)
        is_in = row.status == Status.CHECKED_IN
        first = max(row.starts, self.today) if is_in else row.starts
        fixed = self._why_fixed(row, in_house=in_house)
        asked = {tag.casefold() for tag in row.tags} & self.offered
        own = self.places[room].features if room is not None else frozenset()
        liked = {tag.casefold() for tag in row.guest_tags} & self.offered
        needs = asked | (liked & {ACCESSIBLE})
        for kind, words in self.likings.get(row.stay_id, ()):
            liked |= {feature for feature in self.offered if len(feature) >= SHORTEST and feature in words}
            needs |= own & {ACCESSIBLE} if kind == ACCESS else frozenset()
        return Piece(
            stay_span(first, row.ends), self.kind_index(row.room_type_id), row.party, room, fixed,
            frozenset(needs), frozenset((liked - needs) & own if room is not None else liked - needs),
        )  # fmt: skip

    def _why_fixed(self, row: StayRow, *, in_house: bool) -> Fixed:
        if row.locked:
            return Fixed.LOCKED
        if {tag.casefold() for tag in row.tags} & TOGETHER:
            return Fixed.ADJOINING
        if row.status == Status.CHECKED_IN and (not in_house or row.ends < row.departure):
            return Fixed.IN_HOUSE
        return Fixed.NO

    def problem(self, targets: Iterable[Piece], without: Iterable[int] = (), *, upgrades: bool) -> Problem:
        """The problem of some who want in; `without` are pieces that are targets themselves now."""
        gone = frozenset(without)
        return Problem(
            self.kinds, self.places, tuple(p for n, p in enumerate(self.pieces) if n not in gone),
            tuple(targets), tuple(self.held), tuple(self.piece_of(r, in_house=False) for r in self.waiting),
            upgrades,
        )  # fmt: skip


def load(session: Session, property_id: UUID, last: date, *, in_house: bool) -> FittingHouse:
    """The hotel from today to well after `last`."""
    hotel, types, rooms = fitting_rows.house_of(session, property_id)
    end = last + timedelta(days=HORIZON_DAYS)
    today = hotel.business_date
    ranks = {minor: n for n, minor in enumerate(sorted({t.rack_rate_minor for t in types}))}
    kinds = tuple(Kind(t.name, ranks[t.rack_rate_minor], t.max_occupancy) for t in types)
    index = {t.id: n for n, t in enumerate(types)}
    places = tuple(Room(r.number, index[r.room_type_id], r.floor, _features(r)) for r in rooms)
    number = {room.id: n for n, room in enumerate(rooms)}
    offered = frozenset(feature for place in places for feature in place.features)
    house = FittingHouse(
        hotel, types, rooms, [], [], [], [], kinds, places, number, index, offered,
        fitting_rows.likings(session, property_id, today, end),
    )  # fmt: skip
    for row in fitting_rows.bars(session, property_id, today, end):
        if row.ends <= today and row.starts < today:
            continue
        if row.status not in LIVE:
            if row.room_id is not None:  # departed, and keeps what is in the record
                house.held.append((number[row.room_id], stay_span(row.starts, row.ends)))
            continue
        if row.room_id is None:
            house.waiting.append(row)
            continue
        piece = house.piece_of(row, in_house=in_house)
        if row.ends > end and not piece.fixed:
            piece = replace(piece, fixed=Fixed.BEYOND)
        if row.starts < today < row.ends:
            house.held.append((number[row.room_id], (2 * today.toordinal(), 2 * today.toordinal() + 1)))
        house.rows.append(row)
        house.pieces.append(piece)
    for block in fitting_rows.blocks(session, property_id, today, end):
        house.held.append((number[block.room_id], block_span(block.starts, block.ends)))
    _fix_clashing(house)
    return house


def _features(room: RoomRow) -> frozenset[str]:
    words = {str(feature).casefold() for feature in room.features}
    words |= {NUMBER + room.number, *([room.beds.casefold()] if room.beds else [])}
    return frozenset(words | ({ACCESSIBLE} if room.accessible else set()))


def _fix_clashing(house: FittingHouse) -> None:
    """Two in one room on one night are somebody's decision: both stay."""
    by_room: dict[int | None, list[int]] = {}
    for number, piece in enumerate(house.pieces):
        by_room.setdefault(piece.room, []).append(number)
    blocked: dict[int | None, list[Span]] = {}
    for room, span in house.held:
        blocked.setdefault(room, []).append(span)
    for taken, numbers in by_room.items():
        ordered = sorted(numbers, key=lambda n: house.pieces[n].span)
        bad = {n for one, other in pairwise(ordered)
               if clash(house.pieces[one].span, house.pieces[other].span) for n in (one, other)}  # fmt: skip
        bad |= {n for n in ordered for span in blocked.get(taken, ()) if clash(house.pieces[n].span, span)}
        for n in bad:
            if not house.pieces[n].fixed:
                house.pieces[n] = replace(house.pieces[n], fixed=Fixed.CLASHING)
