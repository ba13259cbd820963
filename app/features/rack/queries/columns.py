"""Bars from the database: packed reads of segments, stays, bookings, guests, locks, conflicts and blocks."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session

from app.features.guests.models import Guest
from app.features.rack.bars import BarRows, Labels
from app.features.rack.codes import BarKind, Mark, PaymentCode, Source, StayCode
from app.features.reservations.models import Conflict, Reservation, RoomBlock, Stay, StayLock, StaySegment
from app.infra.packed import (
    Field,
    Packer,
    as_codes,
    as_days,
    as_key,
    as_minutes,
    as_numbers,
    joinable,
    match,
)

# States by their letters from the fourth on, which differ within eight.
STATES: Final = {
    "tative": StayCode.TENTATIVE, "firmed": StayCode.CONFIRMED, "cked_in": StayCode.CHECKED_IN,
    "cked_out": StayCode.CHECKED_OUT, "show": StayCode.NO_SHOW,
}  # fmt: skip
CANCELLED: Final = 9
SOURCES: Final = {
    "direct": Source.DIRECT, "walk_in": Source.DIRECT, "web": Source.DIRECT, "phone": Source.PHONE,
    "mail": Source.PHONE, "company": Source.COMPANY, "corporate": Source.COMPANY, "agent": Source.AGENT,
    "travel_agent": Source.AGENT,
}  # fmt: skip
CHANNELS: Final = {"booking": Source.BOOKING, "booking.com": Source.BOOKING, "expedia": Source.EXPEDIA}
BLOCKS: Final = {
    "out_of_order": BarKind.OUT_OF_ORDER, "out_of_service": BarKind.OUT_OF_SERVICE,
    "courtesy_hold": BarKind.COURTESY_HOLD, "lease": BarKind.LEASE,
}  # fmt: skip
KINDS: Final = ("channel", "ota", "agent", "web", "direct", "other")
SPLIT, END = "\x1f", "\x1e"
Table = dict[str, NDArray[Any]]


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


def stay_bars(session: Session, places: Places, stays: Sequence[UUID] = ()) -> tuple[BarRows, Labels]:
    """The bars of all stays that are not cancelled, or of some; their labels are numbered by guest."""
    segments = _segments(session, stays)
    stay = _stays(session, stays)
    at = match(stay["id"], segments["stay"])
    keep = (at >= 0) & (stay["status"][at] != CANCELLED) if len(stay["id"]) else np.zeros(len(at), bool)
    segments = {name: column[keep] for name, column in segments.items()}
    at = at[keep]
    booking = _bookings(session, stays)
    book = match(booking["id"], stay["booking"])[at]
    labels, guest_keys, vip = _guests(session, stays)
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
        "payment": booking["payment"][book],
        "balance": booking["balance"][book],
        "arrives": booking["arrives"][book],
        "leaves": booking["leaves"][book],
    }
    values["marks"] = _marks(session, segments, stay, booking, at, book) | np.where(
        vip[guest] > 0, Mark.VIP, 0
    )
    return BarRows(segments["key"], values), labels


def _segments(session: Session, stays: Sequence[UUID]) -> Table:
    pack = Packer(session)
    got = pack.read(
        _only(select(StaySegment.stay_id), StaySegment.stay_id, stays),
        {
            "stay": pack.id(StaySegment.stay_id), "segment": pack.small(StaySegment.segment),
            "room": pack.id(StaySegment.room_id), "type": pack.id(StaySegment.room_type_id),
            "start": pack.day(StaySegment.starts), "end": pack.day(StaySegment.ends),
        },
    )  # fmt: skip
    return {
        "key": as_key(got["stay"]),
        "stay": joinable(got["stay"]),
        "segment": as_numbers(got["segment"]) - 100,
        "room": joinable(got["room"]),
        "type": joinable(got["type"]),
        "start": as_days(got["start"]),
        "end": as_days(got["end"]),
    }


def _stays(session: Session, stays: Sequence[UUID]) -> Table:
    pack = Packer(session)
    got = pack.read(
        _only(select(Stay.id), Stay.id, stays),
        {
            "id": pack.id(Stay.id), "booking": pack.id(Stay.reservation_id), "guest": pack.id(Stay.guest_id),
            "status": pack.word(Stay.status, 4, 8), "party": pack.small(Stay.adults + Stay.children),
        },
    )  # fmt: skip
    return {
        "id": joinable(got["id"]), "booking": joinable(got["booking"]), "guest": joinable(got["guest"]),
        "status": as_codes(got["status"], STATES, CANCELLED), "party": as_numbers(got["party"]) - 100,
    }  # fmt: skip


def _bookings(session: Session, stays: Sequence[UUID]) -> Table:
    pack = Packer(session)
    statement = select(Reservation.id)
    if stays:
        statement = statement.where(Reservation.id.in_(select(Stay.reservation_id).where(Stay.id.in_(stays))))
    flags = case(((Reservation.guest_note != "") | (Reservation.internal_note != ""), "1"), else_="0").concat(
        case((Reservation.guarantee == "none", "0"), else_="1")
    )
    got = pack.read(
        statement,
        {
            "id": pack.id(Reservation.id), "flags": Field(flags, 2),
            "source": pack.word(Reservation.channel_code + ":" + Reservation.source, 1, 16),
        },
    )  # fmt: skip
    flag = got["flags"] - ord("0")
    ids = joinable(got["id"])
    out = {"id": ids, "source": source_codes(got["source"]), "note": flag[:, 0]}
    return out | _agreed(pack, statement, ids, flag[:, 1] > 0)


def _agreed(pack: Packer, statement: Select[Any], ids: NDArray[Any], sure: NDArray[Any]) -> Table:
    """Deposits, times and groups: of the bookings that have any, which are not many."""
    some = (
        (Reservation.deposit_due_minor > 0)
        | (Reservation.deposit_paid_minor > 0)
        | Reservation.arrival_time.is_not(None)
        | Reservation.departure_time.is_not(None)
        | Reservation.group_id.is_not(None)
    )
    got = pack.read(
        statement.where(some),
        {
            "id": pack.id(Reservation.id),
            "due": pack.number(Reservation.deposit_due_minor),
            "paid": pack.number(Reservation.deposit_paid_minor),
            "arrives": pack.clock(Reservation.arrival_time),
            "leaves": pack.clock(Reservation.departure_time),
            "group": Field(case((Reservation.group_id.is_(None), "0"), else_="1"), 1),
        },
    )
    at = match(ids, joinable(got["id"]))
    out = {name: np.zeros(len(ids), np.int64) for name in ("due", "paid", "arrives", "leaves", "group")}
    for name in ("due", "paid"):
        out[name][at] = as_numbers(got[name][:, 1:])
    for name in ("arrives", "leaves"):
        out[name][at] = as_minutes(got[name])
    out["group"][at] = as_numbers(got["group"])
    due, paid = out.pop("due"), out.pop("paid")
    payment = np.where(paid > 0, PaymentCode.DEPOSIT_PAID, PaymentCode.NOTHING_DUE)
    payment[due > paid] = PaymentCode.DEPOSIT_DUE
    payment[~sure & (due <= paid) & (paid == 0)] = PaymentCode.NOT_GUARANTEED
    return out | {"payment": payment, "balance": np.maximum(due - paid, 0)}


def source_codes(words: NDArray[Any]) -> NDArray[Any]:
    """Sources from "channel:source" of 16 letters: a known channel first, else where it came from."""
    codes = {
        f"{channel}:{word}"[:16]: int(code) for channel, code in CHANNELS.items() for word in ("", *KINDS)
    }
    codes |= {f":{word}"[:16]: int(code) for word, code in SOURCES.items()}
    return as_codes(words, codes, int(Source.OTHER))


def _guests(session: Session, stays: Sequence[UUID]) -> tuple[Labels, NDArray[Any], NDArray[Any]]:
    """Names as one packed text, ids to join by, and whether each is a VIP."""
    pack = Packer(session)
    statement = select(Guest.id)
    if stays:
        statement = statement.where(Guest.id.in_(select(Stay.guest_id).where(Stay.id.in_(stays))))
    named = Guest.surname.concat(SPLIT).concat(Guest.given).concat(END)
    got = session.execute(
        statement.with_only_columns(pack.glued(pack.id(Guest.id).text), pack.glued(named))
    ).one()
    ids = joinable(np.frombuffer(bytes(got[0] or b""), np.uint8).reshape(-1, 32))
    raw = bytes(got[1] or b"")
    ends = np.flatnonzero(np.frombuffer(raw, np.uint8) == ord(END))
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))[: len(ends)]
    vip = np.zeros(len(ids), np.int64)
    vip[match(ids, joinable(pack.read(statement.where(Guest.vip > 0), {"id": pack.id(Guest.id)})["id"]))] = 1
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
    inside = stay["status"][at] == StayCode.CHECKED_IN
    marks |= np.where(inside & (booking["balance"][book] > 0), Mark.DUE_NOW, 0)
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
