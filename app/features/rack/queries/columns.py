"""Bars from the database: packed reads of segments, stays, bookings, guests, locks, conflicts and blocks."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.features.guests.models import Guest
from app.features.property.models import Property
from app.features.rack.rules.bars import BarRows, Labels
from app.features.rack.rules.codes import BarKind, Mark, PaymentCode, Source, StayCode
from app.features.reservations.models import Conflict, Reservation, RoomBlock, Stay, StayLock, StaySegment
from app.infra.packed import (
    Packer,
    as_codes,
    as_days,
    as_key,
    as_minutes,
    as_numbers,
    as_whole,
    joinable,
    match,
    side_by_side,
)

STATES: Final = {
    "tentative": StayCode.TENTATIVE, "confirmed": StayCode.CONFIRMED, "checked_in": StayCode.CHECKED_IN,
    "checked_out": StayCode.CHECKED_OUT, "no_show": StayCode.NO_SHOW,
}  # fmt: skip
CANCELLED: Final = 9
SOURCES: Final = {
    "direct": Source.DIRECT, "walk_in": Source.DIRECT, "web": Source.DIRECT, "phone": Source.PHONE,
    "mail": Source.PHONE, "company": Source.COMPANY, "corporate": Source.COMPANY, "agent": Source.AGENT,
    "travel_agent": Source.AGENT, "booking": Source.BOOKING, "expedia": Source.EXPEDIA,
    "airbnb": Source.AIRBNB,
}  # fmt: skip
CHANNELS: Final = {
    "booking": Source.BOOKING, "booking.com": Source.BOOKING, "B": Source.BOOKING,
    "expedia": Source.EXPEDIA, "E": Source.EXPEDIA, "airbnb": Source.AIRBNB, "A": Source.AIRBNB,
}  # fmt: skip
BLOCKS: Final = {
    "out_of_order": BarKind.OUT_OF_ORDER, "out_of_service": BarKind.OUT_OF_SERVICE,
    "courtesy_hold": BarKind.COURTESY_HOLD, "lease": BarKind.LEASE,
}  # fmt: skip
NO_CHANNEL: Final = 99
# Bounds the bind values of one statement.
CHUNK: Final = 500
SPLIT, END = "\x1f", "\x1e"
SEGMENTS, STAYS, BOOKINGS, GUESTS = (m.__table__ for m in (StaySegment, Stay, Reservation, Guest))
Table = dict[str, NDArray[Any]]
# Which stays: some ids, a statement that finds them, or all.
Some = Sequence[UUID] | Select[Any] | None


class Places:
    """Where rooms and types stand in the house: their row and type numbers by id."""

    def __init__(self, rooms: Sequence[tuple[UUID, int]], types: Sequence[UUID]) -> None:
        self.rooms = len(rooms)
        self._room_keys = _keys([room for room, _ in rooms])
        self._room_types = np.array([kind for _, kind in rooms], np.int64)
        self._type_keys = _keys(types)

    def rows(self, room: NDArray[Any], kind: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Row and type number of each bar: the room's own type where it has a room, else the booked one."""
        at, types = match(self._room_keys, room), match(self._type_keys, kind)
        own = self._room_types[at] if len(self._room_types) else types
        types = np.where(at >= 0, own, types)
        return np.where(at >= 0, at, self.rooms + types), types


def _keys(ids: Sequence[UUID]) -> NDArray[Any]:
    """Ids as numbers to join by."""
    digits = "".join(key.hex for key in ids).encode()
    return joinable(np.frombuffer(digits, np.uint8).reshape(-1, 32))


def stay_bars(session: Session, places: Places, today: int, stays: Some = None) -> tuple[BarRows, Labels]:
    """The bars of all stays that are not cancelled, or of some; their labels are numbered by guest.

    `today` is the business date in days since 1970: what is open then is due now.
    """
    booking, segments, guests, stay, rare = side_by_side(
        session,
        (
            lambda s: _bookings(s, stays), lambda s: _segments(s, stays),
            lambda s: _guests(s, stays), lambda s: _stays(s, stays), lambda s: _rare(s, stays),
        ),
        together=stays is not None,
    )  # fmt: skip
    booking |= _spread(rare, booking["id"])
    at = match(stay["id"], segments["stay"])
    keep = (at >= 0) & (stay["status"][at] != CANCELLED) if len(stay["id"]) else np.zeros(len(at), bool)
    segments = {name: column[keep] for name, column in segments.items()}
    at = at[keep]
    book = match(booking["id"], stay["booking"])[at]
    labels, guest_keys, vip = guests
    guest = match(guest_keys, stay["guest"])[at]
    row, kind = places.rows(segments["room"], segments["type"])
    values = {
        "kind": np.full(len(at), BarKind.STAY),
        "row": row,
        "type": kind,
        "start": segments["start"],
        "end": segments["end"],
        "nights": segments["end"] - segments["start"],
        "segment": segments["segment"],
        "status": stay["status"][at],
        "party": stay["party"][at],
        "label": guest,
        "source": booking["source"][book],
        **_owed(session, segments, stay["status"][at], booking, book, today),
        "arrives": booking["arrives"][book],
        "leaves": booking["leaves"][book],
    }
    values["marks"] = (
        _marks(session, segments, stay, booking, at, book)
        | np.where(vip[guest] > 0, Mark.VIP, 0)
        | np.where(values["payment"] == PaymentCode.BALANCE_DUE, Mark.DUE_NOW, 0)
    )
    return BarRows(segments["key"], values), labels


def _segments(session: Session, stays: Some) -> Table:
    pack = Packer(session)
    got = pack.read(
        _part(pack, SEGMENTS, SEGMENTS.c.stay_id, stays),
        {
            "stay": pack.id(SEGMENTS.c.stay_id), "segment": pack.number(SEGMENTS.c.segment),
            "room": pack.id(SEGMENTS.c.room_id), "type": pack.id(SEGMENTS.c.room_type_id),
            "start": pack.day(SEGMENTS.c.starts), "end": pack.day(SEGMENTS.c.ends),
        },
    )  # fmt: skip
    return {
        "key": as_key(got["stay"]),
        "stay": joinable(got["stay"]),
        "segment": as_whole(got["segment"]),
        "room": joinable(got["room"]),
        "type": joinable(got["type"]),
        "start": as_days(got["start"]),
        "end": as_days(got["end"]),
    }


def _stays(session: Session, stays: Some) -> Table:
    pack = Packer(session)
    got = pack.read(
        _part(pack, STAYS, STAYS.c.id, stays),
        {
            "id": pack.id(STAYS.c.id),
            "booking": pack.id(STAYS.c.reservation_id), "guest": pack.id(STAYS.c.guest_id),
            "status": pack.word(STAYS.c.status), "party": pack.number(STAYS.c.adults + STAYS.c.children),
        },
    )  # fmt: skip
    return {
        "id": joinable(got["id"]), "booking": joinable(got["booking"]), "guest": joinable(got["guest"]),
        "status": as_codes(got["status"], STATES, CANCELLED, len(got["id"])), "party": as_whole(got["party"]),
    }  # fmt: skip


def _bookings(session: Session, stays: Some) -> Table:
    pack = Packer(session)
    statement = _part(pack, BOOKINGS, BOOKINGS.c.id, _linked(pack, STAYS.c.reservation_id, stays))
    got = pack.read(
        statement,
        {
            "id": pack.id(BOOKINGS.c.id), "source": pack.word(BOOKINGS.c.source),
            "channel": pack.word(BOOKINGS.c.channel_code), "guarantee": pack.word(BOOKINGS.c.guarantee),
            "due": pack.number(BOOKINGS.c.deposit_due_minor),
            "paid": pack.number(BOOKINGS.c.deposit_paid_minor),
        },
    )  # fmt: skip
    ids = joinable(got["id"])
    channel = as_codes(got["channel"], CHANNELS, NO_CHANNEL, len(ids))
    source = np.where(
        channel == NO_CHANNEL, as_codes(got["source"], SOURCES, Source.OTHER, len(ids)), channel
    )
    due, paid = as_whole(got["due"]), as_whole(got["paid"])
    payment = np.where(paid > 0, PaymentCode.DEPOSIT_PAID, PaymentCode.NOTHING_DUE)
    payment[due > paid] = PaymentCode.DEPOSIT_DUE
    unsure = as_codes(got["guarantee"], {"none": 1}, 0, len(ids)) == 1
    payment[unsure & (due <= paid) & (paid == 0)] = PaymentCode.NOT_GUARANTEED
    firm = as_codes(got["guarantee"], {"company": 1}, 0, len(ids)) == 1
    out = {"id": ids, "source": source, "payment": payment, "balance": np.maximum(due - paid, 0)}
    return out | {"paid": paid, "firm": firm}


def _owed(
    session: Session, segments: Table, status: NDArray[Any], booking: Table, book: NDArray[Any], today: int
) -> Table:
    """Payment and amount of each bar: the deposit that is due, or all that is open on arrival and departure.

    What a company pays is nobody's to ask at the desk. What is open for several rooms of one booking is not
    told for each of them, until folios divide it (issue: money).
    """
    payment, balance = booking["payment"][book].copy(), booking["balance"][book].copy()
    expected = (status == StayCode.CONFIRMED) | (status == StayCode.TENTATIVE)
    inside = status == StayCode.CHECKED_IN
    over = (status == StayCode.CHECKED_OUT) | (status == StayCode.NO_SHOW)
    payment[over], balance[over] = PaymentCode.NOTHING_DUE, 0
    now = (expected & (segments["start"] <= today)) | (inside & (segments["end"] <= today))
    balance[inside | now] = 0
    payment[inside & (payment == PaymentCode.DEPOSIT_DUE)] = PaymentCode.NOTHING_DUE
    asked = np.flatnonzero(now & ~booking["firm"][book])
    totals = _totals(session, [uuid_of(segments["key"][bar]) for bar in asked.tolist()])
    for bar in asked.tolist():
        total = totals.get(uuid_of(segments["key"][bar]))
        if total is not None:
            open_minor = total - int(booking["paid"][book[bar]])
            balance[bar] = max(open_minor, 0)
            payment[bar] = PaymentCode.BALANCE_DUE if open_minor > 0 else PaymentCode.NOTHING_DUE
    return {"payment": payment, "balance": balance}


def _totals(session: Session, stays: Sequence[UUID]) -> dict[UUID, int]:
    """What those of the stays cost that are alone in their booking, in minor units."""
    found: dict[UUID, int] = {}
    sibling = aliased(Stay)
    for start in range(0, len(stays), CHUNK):
        some = stays[start : start + CHUNK]
        alone = (
            select(Stay.id)
            .join(sibling, sibling.reservation_id == Stay.reservation_id)
            .where(Stay.id.in_(some))
            .group_by(Stay.id)
            .having(func.count() == 1)
        )
        single = set(session.scalars(alone))
        rows = session.execute(
            select(StaySegment.stay_id, func.sum(StaySegment.price_minor))
            .where(StaySegment.stay_id.in_(some))
            .group_by(StaySegment.stay_id)
        )
        found |= {stay_id: int(total) for stay_id, total in rows if stay_id in single}
    return found


def uuid_of(key: NDArray[Any]) -> UUID:
    """An id from its two halves."""
    return UUID(int=(int(key[0]) << 64) | int(key[1]))


def _rare(session: Session, stays: Some) -> Table:
    """Notes, groups and agreed times: of the bookings that have any."""
    pack = Packer(session)
    statement = _part(pack, BOOKINGS, BOOKINGS.c.id, _linked(pack, STAYS.c.reservation_id, stays))
    noted = (BOOKINGS.c.guest_note != "") | (BOOKINGS.c.internal_note != "")
    grouped = BOOKINGS.c.group_id.is_not(None)
    timed = BOOKINGS.c.arrival_time.is_not(None) | BOOKINGS.c.departure_time.is_not(None)
    return pack.read(
        statement.where(noted | grouped | timed),
        {
            "id": pack.id(BOOKINGS.c.id), "note": pack.flag(noted), "group": pack.flag(grouped),
            "arrives": pack.clock(BOOKINGS.c.arrival_time), "leaves": pack.clock(BOOKINGS.c.departure_time),
        },
    )  # fmt: skip


def _spread(rare: Table, ids: NDArray[Any]) -> Table:
    """The rare values of some bookings as columns of all of them."""
    at = match(ids, joinable(rare["id"]))
    out = {name: np.zeros(len(ids), np.int64) for name in ("note", "group", "arrives", "leaves")}
    for name in ("note", "group"):
        out[name][at] = as_numbers(rare[name])
    for name in ("arrives", "leaves"):
        out[name][at] = as_minutes(rare[name])
    return out


def _guests(session: Session, stays: Some) -> tuple[Labels, NDArray[Any], NDArray[Any]]:
    """Names as one packed text, ids to join by, and whether each is a VIP."""
    pack = Packer(session)
    statement = _part(pack, GUESTS, GUESTS.c.id, _linked(pack, STAYS.c.guest_id, stays))
    named = GUESTS.c.surname.concat(SPLIT).concat(GUESTS.c.given).concat(END)
    got = session.execute(
        statement.with_only_columns(pack.glued(pack.id(GUESTS.c.id).text), pack.glued(named))
    ).one()
    ids = joinable(np.frombuffer(bytes(got[0] or b""), np.uint8).reshape(-1, 32))
    raw = bytes(got[1] or b"")
    ends = np.flatnonzero(np.frombuffer(raw, np.uint8) == ord(END))
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))[: len(ends)]
    vip = np.zeros(len(ids), np.int64)
    vip[
        match(ids, joinable(pack.read(statement.where(GUESTS.c.vip > 0), {"id": pack.id(GUESTS.c.id)})["id"]))
    ] = 1
    return Labels(raw, starts, ends), ids, vip


def _marks(
    session: Session, segments: Table, stay: Table, booking: Table, at: NDArray[Any], book: NDArray[Any]
) -> NDArray[Any]:
    """Every mark but VIP, each from a column that a command writes."""
    marks = np.zeros(len(at), np.int64)
    marks |= np.where(booking["note"][book] > 0, Mark.NOTE, 0)
    marks |= np.where(booking["group"][book] > 0, Mark.GROUP, 0)
    marks |= _continues(segments["start"], at, len(stay["id"]), Mark.CONTINUES_LEFT)
    marks |= _continues(-segments["end"], at, len(stay["id"]), Mark.CONTINUES_RIGHT)
    pack = Packer(session)
    locked = joinable(pack.read(select(StayLock.stay_id), {"id": pack.id(StayLock.stay_id)})["id"])
    marks |= np.where(match(locked, segments["stay"]) >= 0, Mark.LOCKED, 0)
    return marks | np.where(_oversold(session, segments), Mark.OVERSOLD, 0)


def _continues(edge: NDArray[Any], at: NDArray[Any], stays: int, mark: Mark) -> NDArray[Any]:
    """The mark where another bar of the same stay lies further out than this edge."""
    furthest = np.full(stays, np.iinfo(np.int64).max)
    if stays == len(at):
        return np.zeros(len(at), np.int64)
    np.minimum.at(furthest, at, edge)
    return np.where(edge > furthest[at], int(mark), 0)


def _oversold(session: Session, segments: Table) -> NDArray[Any]:
    """Bars whose stay has an open conflict in their room: assigned there, but not holding."""
    found = session.execute(
        select(Conflict.stay_id, Conflict.room_id).where(Conflict.closed_at.is_(None))
    ).all()
    if not found:
        return np.zeros(len(segments["stay"]), bool)
    pairs = set(zip(*(_keys([pair[n] for pair in found]).tolist() for n in (0, 1)), strict=True))
    some = np.flatnonzero(np.isin(segments["stay"], np.array([pair[0] for pair in pairs], np.uint64)))
    out = np.zeros(len(segments["stay"]), bool)
    for bar in some.tolist():
        out[bar] = (int(segments["stay"][bar]), int(segments["room"][bar])) in pairs
    return out


def block_bars(session: Session, places: Places, blocks: Sequence[UUID] = ()) -> tuple[BarRows, list[str]]:
    """The bars of blocks, with their reasons; there are few, so they are read row by row."""
    statement = select(
        RoomBlock.id, RoomBlock.room_id, RoomBlock.kind, RoomBlock.starts, RoomBlock.ends, RoomBlock.reason
    )
    found = session.execute(_only(statement, RoomBlock.id, blocks)).all()
    start = np.array([np.datetime64(b.starts, "D") for b in found], "datetime64[D]").astype(np.int64)
    end = np.array([np.datetime64(b.ends, "D") for b in found], "datetime64[D]").astype(np.int64)
    room = _keys([b.room_id for b in found])
    row, kind = places.rows(room, room)
    key = np.array([divmod(b.id.int, 1 << 64) for b in found], np.uint64).reshape(-1, 2)
    values = {
        "kind": np.array([BLOCKS.get(b.kind, BarKind.OUT_OF_SERVICE) for b in found], np.int64), "row": row,
        "type": kind, "start": start, "end": end, "nights": end - start,
    }  # fmt: skip
    return BarRows(key, values), [b.reason for b in found]


def _only(statement: Any, column: Any, ids: Sequence[UUID]) -> Select[Any]:
    narrowed: Select[Any] = statement.where(column.in_(ids)) if ids else statement
    return narrowed


def _part(pack: Packer, table: Any, column: Any, ids: Some) -> Select[Any]:
    """All rows of a table, or those whose column is among some ids."""
    if ids is not None:
        return select(column).where(pack.some_of(table), column.in_(ids))
    return select(column).where(pack.all_of(table))


def _linked(pack: Packer, column: Any, stays: Some) -> Some:
    """What some stays point to; None when all are meant."""
    return None if stays is None else select(column).where(pack.some_of(STAYS), STAYS.c.id.in_(stays))


def stays_between(session: Session, first: date, last: date) -> Select[Any]:
    """A statement that finds the stays that show on the days from `first` to `last`."""
    pack = Packer(session)
    return select(SEGMENTS.c.stay_id).where(
        pack.some_of(SEGMENTS),
        SEGMENTS.c.property_id.in_(select(Property.__table__.c.id).where(pack.some_of(Property.__table__))),
        SEGMENTS.c.ends >= first,
        SEGMENTS.c.starts <= last,
    )
