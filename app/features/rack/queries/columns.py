"""Bars from the database: its packed tables joined to flat columns; blocks beside them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.features.property.models import Property
from app.features.rack.queries.tables import (
    CANCELLED,
    FIRM,
    SEGMENTS,
    STAYS,
    UNSURE,
    Some,
    Table,
    read_bookings,
    read_guests,
    read_locked,
    read_segments,
    read_stays,
)
from app.features.rack.rules.bars import BarRows, Labels
from app.features.rack.rules.codes import BarKind, Mark, PaymentCode, StayCode
from app.features.reservations.models import Conflict, RoomBlock
from app.infra.database import lasting
from app.infra.packed import Packer, joinable, match, side_by_side

BLOCKS: Final = {
    "out_of_order": BarKind.OUT_OF_ORDER, "out_of_service": BarKind.OUT_OF_SERVICE,
    "courtesy_hold": BarKind.COURTESY_HOLD, "lease": BarKind.LEASE,
}  # fmt: skip
_CONFLICT, _BLOCK = Conflict.__table__.c, RoomBlock.__table__.c
_OPEN_CONFLICTS = lasting(select(_CONFLICT.stay_id, _CONFLICT.room_id).where(_CONFLICT.closed_at.is_(None)))
_BLOCKS = select(_BLOCK.id, _BLOCK.room_id, _BLOCK.kind, _BLOCK.starts, _BLOCK.ends, _BLOCK.reason)
# Bounds the bind values of one statement.
CHUNK: Final = 500


class Places:
    """The rows of the house by the id of a room, or of a type where a stay has no room."""

    def __init__(self, rooms: Sequence[tuple[UUID, int]], types: Sequence[UUID]) -> None:
        self._keys = _keys([room for room, _ in rooms] + list(types))
        self._rooms = len(rooms)
        self._types = np.array([kind for _, kind in rooms] + list(range(len(types))), np.int64)

    def rows(self, place: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Row and type number of each bar."""
        at = match(self._keys, place)
        return at, self._types[at] if len(self._types) else at

    def waits(self, place: NDArray[Any]) -> NDArray[Any]:
        """Which bars are without a room."""
        return match(self._keys, place) >= self._rooms


def _keys(ids: Sequence[UUID]) -> NDArray[Any]:
    """Ids as numbers to join by."""
    digits = "".join(key.hex for key in ids).encode()
    return joinable(np.frombuffer(digits, np.uint8).reshape(-1, 32))


def stay_bars(session: Session, places: Places, today: int, stays: Some = None) -> tuple[BarRows, Labels]:
    """The bars of all stays that are not cancelled, or of some; their labels are numbered by guest.

    A guest who did not come and had no room needs none: such a bar would wait for nothing.
    `today` is the business date in days since 1970: what is open then is due now.
    """
    booking, guests, stay, segments, locked = side_by_side(
        session,
        (
            lambda s: read_bookings(s, stays), lambda s: read_guests(s, stays),
            lambda s: read_stays(s, stays), lambda s: read_segments(s, stays),
            lambda s: read_locked(s, stays),
        ),
        together=stays is not None,
    )  # fmt: skip
    at = match(stay["id"], segments["stay"])
    keep = (at >= 0) & (stay["status"][at] != CANCELLED) if len(stay["id"]) else np.zeros(len(at), bool)
    absent = np.flatnonzero(keep & (stay["status"][at] == StayCode.NO_SHOW)) if keep.any() else ()
    if len(absent):
        keep[absent] = ~places.waits(segments["place"][absent])
    if not keep.all():
        segments = {name: column[keep] for name, column in segments.items()}
        at = at[keep]
    book = match(booking["id"], stay["booking"])[at]
    labels, guest_keys, vip = guests
    guest = match(guest_keys, stay["guest"])[at]
    row, kind = places.rows(segments["place"])
    status = stay["status"][at]
    payment, balance = _owed(session, segments, status, booking, book, today)
    marks = _marks(session, segments, stay, booking, at, book, locked)
    marks |= np.where(vip[guest] > 0, Mark.VIP, 0) | np.where(
        payment == PaymentCode.BALANCE_DUE, Mark.DUE_NOW, 0
    )
    values = {
        "kind": np.full(len(at), BarKind.STAY),
        "row": row,
        "type": kind,
        "start": segments["start"],
        "end": segments["end"],
        "nights": segments["end"] - segments["start"],
        "segment": segments["segment"],
        "status": status,
        "party": stay["party"][at],
        "label": guest,
        "source": booking["source"][book],
        "payment": payment,
        "balance": balance,
        "arrives": booking["arrives"][book],
        "leaves": booking["leaves"][book],
        "marks": marks,
    }
    return BarRows(segments["key"], values), labels


def _deposits(booking: Table) -> tuple[NDArray[Any], NDArray[Any]]:
    """How each booking stands before its stays begin, and what is missing of its deposit."""
    due, paid = booking["due"], booking["paid"]
    payment = np.where(paid > 0, PaymentCode.DEPOSIT_PAID, PaymentCode.NOTHING_DUE)
    payment[due > paid] = PaymentCode.DEPOSIT_DUE
    unsure = booking["guarantee"] == UNSURE
    payment[unsure & (due <= paid) & (paid == 0)] = PaymentCode.NOT_GUARANTEED
    return payment, np.maximum(due - paid, 0)


def _owed(
    session: Session, segments: Table, status: NDArray[Any], booking: Table, book: NDArray[Any], today: int
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Payment and amount of each bar: the deposit that is due, or all that is open on arrival and departure.

    What a company pays is nobody's to ask at the desk. What is open for several rooms of one booking is not
    told for each of them, until folios divide it (issue: money).
    """
    payment, balance = (column[book] for column in _deposits(booking))
    expected = (status == StayCode.CONFIRMED) | (status == StayCode.TENTATIVE)
    inside = status == StayCode.CHECKED_IN
    over = (status == StayCode.CHECKED_OUT) | (status == StayCode.NO_SHOW)
    payment[over], balance[over] = PaymentCode.NOTHING_DUE, 0
    now = (expected & (segments["start"] <= today)) | (inside & (segments["end"] <= today))
    balance[inside | now] = 0
    payment[inside & (payment == PaymentCode.DEPOSIT_DUE)] = PaymentCode.NOTHING_DUE
    asked = np.flatnonzero(now & (booking["guarantee"][book] != FIRM))
    totals = _totals(session, [uuid_of(segments["key"][bar]) for bar in asked.tolist()])
    for bar in asked.tolist():
        total = totals.get(uuid_of(segments["key"][bar]))
        if total is not None:
            open_minor = total - int(booking["paid"][book[bar]])
            balance[bar] = max(open_minor, 0)
            payment[bar] = PaymentCode.BALANCE_DUE if open_minor > 0 else PaymentCode.NOTHING_DUE
    return payment, balance


def _totals(session: Session, stays: Sequence[UUID]) -> dict[UUID, int]:
    """What those of the stays cost that are alone in their booking, in minor units."""
    found: dict[UUID, int] = {}
    mine, sibling = Packer(session).some_of, STAYS.alias()
    for start in range(0, len(stays), CHUNK):
        some = stays[start : start + CHUNK]
        alone = (
            select(STAYS.c.id)
            .join(sibling, sibling.c.reservation_id == STAYS.c.reservation_id)
            .where(mine(STAYS), mine(sibling), STAYS.c.id.in_(some))
            .group_by(STAYS.c.id)
            .having(func.count() == 1)
        )
        single = set(session.scalars(alone))
        rows = session.execute(
            select(SEGMENTS.c.stay_id, func.sum(SEGMENTS.c.price_minor))
            .where(mine(SEGMENTS), SEGMENTS.c.stay_id.in_(some))
            .group_by(SEGMENTS.c.stay_id)
        )
        found |= {stay_id: int(total) for stay_id, total in rows if stay_id in single}
    return found


def uuid_of(key: NDArray[Any]) -> UUID:
    """An id from its two halves."""
    return UUID(int=(int(key[0]) << 64) | int(key[1]))


def _marks(
    session: Session,
    segments: Table,
    stay: Table,
    booking: Table,
    at: NDArray[Any],
    book: NDArray[Any],
    locked: NDArray[Any],
) -> NDArray[Any]:
    """Every mark but those of guest and payment, each from a column that a command writes."""
    of_booking = np.where(booking["note"] > 0, Mark.NOTE, 0) | np.where(booking["group"] > 0, Mark.GROUP, 0)
    of_stay = np.zeros(len(stay["id"]), np.int64)
    found = match(stay["id"], locked)
    of_stay[found[found >= 0]] = Mark.LOCKED
    marks: NDArray[Any] = of_booking[book] | of_stay[at] | _continues(segments, at, len(stay["id"]))
    marks[_oversold(session, segments)] |= Mark.OVERSOLD
    return marks


def _continues(segments: Table, at: NDArray[Any], stays: int) -> NDArray[Any]:
    """The marks where another bar of the same stay begins earlier or ends later."""
    out = np.zeros(len(at), np.int64)
    several = np.flatnonzero((np.bincount(at, minlength=stays) > 1)[at])
    edges = ((segments["start"], Mark.CONTINUES_LEFT), (-segments["end"], Mark.CONTINUES_RIGHT))
    for edge, mark in edges:
        furthest = np.full(stays, np.iinfo(np.int64).max)
        np.minimum.at(furthest, at[several], edge[several])
        out[several] |= np.where(edge[several] > furthest[at[several]], int(mark), 0)
    return out


def _oversold(session: Session, segments: Table) -> NDArray[Any]:
    """Bars whose stay has an open conflict in their room: assigned there, but not holding."""
    found = session.execute(_OPEN_CONFLICTS).all()
    if not found:
        return np.zeros(len(segments["stay"]), bool)
    pairs = set(zip(*(_keys([pair[n] for pair in found]).tolist() for n in (0, 1)), strict=True))
    stays = np.array(sorted({pair[0] for pair in pairs}), np.uint64)
    some = np.flatnonzero(match(stays, segments["stay"]) >= 0)
    out = np.zeros(len(segments["stay"]), bool)
    for bar in some.tolist():
        out[bar] = (int(segments["stay"][bar]), int(segments["place"][bar])) in pairs
    return out


def block_bars(session: Session, places: Places, blocks: Sequence[UUID] = ()) -> tuple[BarRows, list[str]]:
    """The bars of blocks, with their reasons; there are few, so they are read row by row."""
    statement = _BLOCKS.where(Packer(session).some_of(RoomBlock.__table__))
    if blocks:
        statement = statement.where(_BLOCK.id.in_(blocks))
    found = session.execute(statement).all()
    start = np.array([np.datetime64(b.starts, "D") for b in found], "datetime64[D]").astype(np.int64)
    end = np.array([np.datetime64(b.ends, "D") for b in found], "datetime64[D]").astype(np.int64)
    room = _keys([b.room_id for b in found])
    row, kind = places.rows(room)
    key = np.array([divmod(b.id.int, 1 << 64) for b in found], np.uint64).reshape(-1, 2)
    values = {
        "kind": np.array([BLOCKS.get(b.kind, BarKind.OUT_OF_SERVICE) for b in found], np.int64), "row": row,
        "type": kind, "start": start, "end": end, "nights": end - start,
    }  # fmt: skip
    return BarRows(key, values), [b.reason for b in found]


def stays_between(session: Session, first: date, last: date) -> Select[Any]:
    """A statement that finds the stays that show on the days from `first` to `last`."""
    pack = Packer(session)
    return select(SEGMENTS.c.stay_id).where(
        pack.some_of(SEGMENTS),
        SEGMENTS.c.property_id.in_(select(Property.__table__.c.id).where(pack.some_of(Property.__table__))),
        SEGMENTS.c.ends >= first,
        SEGMENTS.c.starts <= last,
    )
