"""The tables that bars are made of, each read in one pass: segments, stays, bookings, guests, locks."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Integer, Select, case, func, literal_column, select, text
from sqlalchemy.orm import Session

from app.features.guests.models import Guest
from app.features.rack.rules.bars import Labels, PackedTexts
from app.features.rack.rules.codes import Source, StayCode
from app.features.reservations.models import Reservation, Stay, StayLock, StaySegment
from app.infra.packed import (
    Field,
    Packer,
    as_codes,
    as_days,
    as_key,
    as_minutes,
    as_numbers,
    as_whole,
    joinable,
    match,
    said,
)

STATES: Final = {
    "confirmed": StayCode.CONFIRMED, "checked_out": StayCode.CHECKED_OUT, "checked_in": StayCode.CHECKED_IN,
    "tentative": StayCode.TENTATIVE, "no_show": StayCode.NO_SHOW,
}  # fmt: skip
CANCELLED: Final = 9
# The database compares one after the other: what most stays are comes first.
IN_TURN: Final = {"checked_out": StayCode.CHECKED_OUT, "cancelled": CANCELLED} | STATES
# Added to small numbers that are glued, so that all have as many digits.
EVEN: Final = 1000
SOURCES: Final = {
    "direct": Source.DIRECT, "agent": Source.AGENT, "company": Source.COMPANY, "phone": Source.PHONE,
    "walk_in": Source.DIRECT, "web": Source.DIRECT, "mail": Source.PHONE, "corporate": Source.COMPANY,
    "travel_agent": Source.AGENT, "booking": Source.BOOKING, "expedia": Source.EXPEDIA,
    "airbnb": Source.AIRBNB,
}  # fmt: skip
CHANNELS: Final = {
    "booking": Source.BOOKING, "booking.com": Source.BOOKING, "B": Source.BOOKING,
    "expedia": Source.EXPEDIA, "E": Source.EXPEDIA, "airbnb": Source.AIRBNB, "A": Source.AIRBNB,
}  # fmt: skip
NO_CHANNEL: Final = 99
UNSURE, FIRM = 1, 2
GUARANTEES: Final = {"none": UNSURE, "company": FIRM}
NOTED: Final = 4
END: Final = "\x1e"
RARE: Final[dict[str, Callable[[NDArray[Any]], NDArray[Any]]]] = {
    "group": as_numbers, "arrives": as_minutes, "leaves": as_minutes,
    "due": as_whole, "paid": as_whole, "vip": as_whole,
}  # fmt: skip
SEGMENTS, STAYS, BOOKINGS, GUESTS = (m.__table__ for m in (StaySegment, Stay, Reservation, Guest))
Table = dict[str, NDArray[Any]]
# Which stays: some ids, a statement that finds them, or all.
Some = Sequence[UUID] | Select[Any] | None


def read_segments(session: Session, stays: Some) -> Table:
    """Bars: whose, where and when. The place is the room, or the room type where there is none."""
    pack = Packer(session)
    got = pack.read(
        _part(pack, SEGMENTS, SEGMENTS.c.stay_id, stays),
        {
            "stay": pack.id(SEGMENTS.c.stay_id), "segment": pack.number(SEGMENTS.c.segment),
            "place": pack.id(SEGMENTS.c.room_id, SEGMENTS.c.room_type_id),
            "start": pack.day(SEGMENTS.c.starts), "end": pack.day(SEGMENTS.c.ends),
        },
    )  # fmt: skip
    return {
        "key": as_key(got["stay"]),
        "stay": joinable(got["stay"]),
        "segment": as_whole(got["segment"]),
        "place": joinable(got["place"]),
        "start": as_days(got["start"]),
        "end": as_days(got["end"]),
    }


def read_stays(session: Session, stays: Some) -> Table:
    """Stays: their booking and guest, status and party."""
    pack = Packer(session)
    got = pack.read(
        _part(pack, STAYS, STAYS.c.id, stays),
        {
            "id": pack.id(STAYS.c.id),
            "booking": pack.id(STAYS.c.reservation_id), "guest": pack.id(STAYS.c.guest_id),
            "party": pack.number((STAYS.c.adults + STAYS.c.children) * _whole(10) + _status()),
        },
    )  # fmt: skip
    party, status = np.divmod(as_whole(got["party"]) - EVEN, 10)
    return {
        "id": joinable(got["id"]), "booking": joinable(got["booking"]), "guest": joinable(got["guest"]),
        "status": status, "party": party,
    }  # fmt: skip


def _status() -> ColumnElement[int]:
    """The code of a stay's status, one digit, after the digits that make it even."""
    whens = ((said(word), _whole(EVEN + code)) for word, code in IN_TURN.items())
    return case(*whens, value=STAYS.c.status, else_=_whole(EVEN + CANCELLED))


def _whole(number: int) -> ColumnElement[int]:
    return literal_column(str(int(number)), Integer)


def read_bookings(session: Session, stays: Some) -> Table:
    """Bookings: source, guarantee, deposits, whether there are notes or a group, agreed times in minutes."""
    pack = Packer(session)
    of = BOOKINGS.c
    got = _read(
        pack, BOOKINGS, _linked(pack, STAYS.c.reservation_id, stays),
        {
            "id": pack.id(of.id), "source": pack.word(of.source), "channel": pack.word(of.channel_code),
            "guarantee": pack.digit(
                of.guarantee, GUARANTEES, 0,
                raised=(of.guest_note != said("")) | (of.internal_note != said("")), by=NOTED,
            ),
        },
        {
            "group_id IS NOT NULL": {"group": pack.flag(of.group_id.is_not(None))},
            "arrival_time IS NOT NULL OR departure_time IS NOT NULL": {
                "arrives": pack.clock(of.arrival_time), "leaves": pack.clock(of.departure_time),
            },
            "deposit_due_minor <> 0 OR deposit_paid_minor <> 0": {
                "due": pack.number(of.deposit_due_minor), "paid": pack.number(of.deposit_paid_minor),
            },
        },
    )  # fmt: skip
    rows = len(got["id"])
    channel = as_codes(got["channel"], CHANNELS, NO_CHANNEL, rows)
    source = as_codes(got["source"], SOURCES, Source.OTHER, rows)
    got["source"] = np.where(channel == NO_CHANNEL, source, channel)
    note, guarantee = np.divmod(as_numbers(got["guarantee"]), NOTED)
    return got | {"note": note, "guarantee": guarantee}


def _read(
    pack: Packer, table: Any, ids: Some, common: dict[str, Field], rare: dict[str, dict[str, Field]]
) -> Table:
    """Fields of all rows of a table, or of those with some ids; and numbers that are zero but in a few rows.

    Ids come to join by.

    Those few rows come from a partial index on what `rare` says, without a look at the others.
    """
    part = _part(pack, table, table.c.id, ids)
    if ids is not None:
        every = {name: field for fields in rare.values() for name, field in fields.items()}
        got = pack.read(part, common | every)
        return got | {"id": joinable(got["id"])} | {name: RARE[name](got[name]) for name in every}
    got = pack.read(part, common)
    keys = got["id"] = joinable(got["id"])
    mine = select(table.c.id).where(pack.some_of(table))
    for holds, fields in rare.items():
        found = pack.read(mine.where(text(f"({holds})")), {"id": common["id"], **fields})
        at = match(keys, joinable(found["id"]))
        for name in fields:
            got[name] = np.zeros(len(keys), np.int64)
            got[name][at] = RARE[name](found[name])
    return got


def read_guests(session: Session, stays: Some) -> tuple[Labels, NDArray[Any], NDArray[Any]]:
    """Names as two packed texts, ids to join by, and whether each is a VIP."""
    pack = Packer(session)
    ids = _linked(pack, STAYS.c.guest_id, stays)
    rare = {"vip > 0": {"vip": pack.number(GUESTS.c.vip)}}
    common = {
        "id": pack.id(GUESTS.c.id),
        "surname": pack.text(GUESTS.c.surname, END), "given": pack.text(GUESTS.c.given, END),
    }  # fmt: skip
    got = _read(pack, GUESTS, ids, common, rare)
    rows = len(got["id"])
    if any(int((got[name] == ord(END)).sum()) != rows - 1 for name in ("surname", "given") if rows):
        # Somebody's name has the sign that parts names.
        common |= {
            name: pack.text(func.replace(GUESTS.c[name], END, " "), END) for name in ("surname", "given")
        }
        got = _read(pack, GUESTS, ids, common, rare)
    names = (PackedTexts.parted(got[name], END, rows) for name in ("surname", "given"))
    return Labels(*names), got["id"], got["vip"]


def read_locked(session: Session, stays: Some) -> NDArray[Any]:
    """The stays that are locked, to join by; all of them where many stays are read, as locks are few."""
    pack = Packer(session)
    locks = StayLock.__table__
    part = _part(pack, locks, locks.c.stay_id, None if isinstance(stays, Select) else stays)
    return joinable(pack.read(part, {"id": pack.id(locks.c.stay_id)})["id"])


def _part(pack: Packer, table: Any, column: Any, ids: Some) -> Select[Any]:
    """All rows of a table, or those whose column is among some ids."""
    if ids is not None:
        return select(column).where(pack.some_of(table), column.in_(ids))
    return select(column).where(pack.all_of(table))


def _linked(pack: Packer, column: Any, stays: Some) -> Some:
    """What some stays point to; None when all are meant."""
    return None if stays is None else select(column).where(pack.some_of(STAYS), STAYS.c.id.in_(stays))
