"""What `keyrack check` proves of every stay, room and block, by reading whole tables once each.

Each check yields a sentence for each fault. The statements are set-based, so that a hundred thousand
bookings take seconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app.features.guests.models import Guest
from app.features.property.models import Room
from app.features.reservations import rules
from app.features.reservations.models import (
    Conflict,
    Reservation,
    RoomBlock,
    RoomNight,
    Stay,
    StayNight,
    StaySegment,
)
from app.infra import search
from app.infra.integrity import Check, days_between
from app.infra.tables import SearchTerm
from app.kernel.dates import ONE_DAY, Slot
from app.kernel.search_words import terms_of
from app.kernel.text import tr

CHUNK = 20_000
# Of guests and bookings so many, spread over all of them by their ids, are looked up by every word.
SAMPLE = 500
COUNTED = "reservations.integrity.counts"

HOLDING = tuple(str(status) for status in rules.HOLDING)


def nights_match_dates(session: Session) -> Iterator[str]:
    """Each stay has one night for each date, or one day use, and no other."""
    nights = (
        select(
            StayNight.stay_id, func.count().label("count"), func.min(StayNight.night).label("first"),
            func.max(StayNight.night).label("last"), func.min(StayNight.slot).label("slot"),
            func.max(StayNight.slot).label("other"),
        ).group_by(StayNight.stay_id).subquery()
    )  # fmt: skip
    day_use = Stay.arrival == Stay.departure
    length = days_between(Stay.arrival, Stay.departure)
    sound = and_(
        nights.c.first == Stay.arrival,
        nights.c.slot == nights.c.other,
        nights.c.slot == case((day_use, Slot.DAY), else_=Slot.NIGHT),
        nights.c.count == case((day_use, 1), else_=length),
        days_between(nights.c.first, nights.c.last) == nights.c.count - 1,
    )
    rows = session.execute(
        select(Stay.id, Stay.arrival, Stay.departure, nights.c.count, nights.c.first, nights.c.last)
        .outerjoin(nights, nights.c.stay_id == Stay.id)
        .where(or_(nights.c.count.is_(None), ~sound))
        .limit(CHUNK)
    )
    for id_, arrival, departure, count, first, last in rows:
        yield tr(
            "The stay {id} from {arrival} to {departure} has {count} nights, {first} to {last}.", id=id_,
            arrival=arrival, departure=departure, count=count or 0, first=first, last=last,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many half days stays need, have, wait for; how many are held for stays, and open conflicts."""

    needed: int
    had: int
    awaited: int
    held: int
    open: int


def _counts(session: Session) -> _Counts:
    """One pass over all nights; where its numbers agree, no statement has to look for the fault."""
    if COUNTED not in session.info:
        needed, held, waiting = _needed().subquery(), aliased(RoomNight), aliased(Conflict)
        own = and_(_same(held, needed), held.stay_id == needed.c.stay_id)
        awaited = and_(
            _same(waiting, needed), waiting.stay_id == needed.c.stay_id, waiting.closed_at.is_(None)
        )
        asked = and_(held.stay_id.is_(None), exists().where(awaited).correlate(needed))
        sums = select(func.count(), func.count(held.stay_id), func.sum(case((asked, 1), else_=0)))
        # Joined by the ORM, which puts the tenant's condition into the join and not behind it.
        sums = sums.select_from(needed).outerjoin(held, own)
        needed_count, had, waits = session.execute(sums).one()
        session.info[COUNTED] = _Counts(
            needed_count, had, waits or 0,
            session.execute(select(func.count()).where(RoomNight.stay_id.is_not(None))).scalar_one(),
            session.execute(select(func.count()).where(Conflict.closed_at.is_(None))).scalar_one(),
        )  # fmt: skip
    counts: _Counts = session.info[COUNTED]
    return counts


def rooms_hold_what_is_assigned(session: Session) -> Iterator[str]:
    """A night that is assigned a room holds it, or waits in an open conflict."""
    counts = _counts(session)
    if counts.needed == counts.had + counts.awaited:
        return
    needed = _needed().subquery()
    held = aliased(RoomNight)
    waiting = aliased(Conflict)
    rows = session.execute(
        select(needed.c.stay_id, needed.c.room_id, needed.c.night, needed.c.slot)
        .where(
            ~exists().where(_same(held, needed), held.stay_id == needed.c.stay_id),
            ~exists().where(
                _same(waiting, needed), waiting.stay_id == needed.c.stay_id, waiting.closed_at.is_(None)
            ),
        )
        .limit(CHUNK)
    )
    for stay_id, room_id, night, slot in rows:
        yield tr(
            "The stay {stay} is in room {room} on {night} ({slot}), holds nothing and waits in no conflict.",
            stay=stay_id, room=room_id, night=night, slot=slot,
        )  # fmt: skip


def nothing_is_held_for_nobody(session: Session) -> Iterator[str]:
    """What a room holds for a stay is a night that the stay is assigned there."""
    counts = _counts(session)
    if counts.held == counts.had:
        return
    held = select(RoomNight.room_id, RoomNight.night, RoomNight.slot, RoomNight.stay_id).where(
        RoomNight.stay_id.is_not(None)
    )
    for room_id, night, slot, stay_id in session.execute(held.except_(_needed()).limit(CHUNK)):
        yield tr(
            "Room {room} is held on {night} ({slot}) for the stay {stay}, which is not there.",
            room=room_id, night=night, slot=slot, stay=stay_id,
        )  # fmt: skip


def open_conflicts_are_real(session: Session) -> Iterator[str]:
    """An open conflict names a night that is assigned and that somebody else holds."""
    counts = _counts(session)
    if counts.open == counts.awaited:
        return
    claims = select(Conflict.room_id, Conflict.night, Conflict.slot, Conflict.stay_id).where(
        Conflict.closed_at.is_(None)
    )
    unneeded = session.execute(claims.except_(_needed()).limit(CHUNK)).all()
    held = aliased(RoomNight)
    own = session.execute(
        claims.where(exists().where(_same(held, Conflict), held.stay_id == Conflict.stay_id)).limit(CHUNK)
    ).all()
    for room_id, night, slot, stay_id in (*unneeded, *own):
        yield tr(
            "A conflict over room {room} on {night} ({slot}) is open; the stay {stay} does not wait there.",
            room=room_id, night=night, slot=slot, stay=stay_id,
        )  # fmt: skip


def _needed() -> Select[tuple[UUID, date, str, UUID]]:
    """What stays must hold: their nights, and the days between two nights in one room."""
    before = func.lag(StayNight.room_id).over(partition_by=StayNight.stay_id, order_by=StayNight.night)
    nights = (
        select(StayNight.stay_id, StayNight.room_id, StayNight.night, StayNight.slot, before.label("before"))
        .join(Stay, and_(Stay.tenant_id == StayNight.tenant_id, Stay.id == StayNight.stay_id))
        .where(Stay.status.in_(HOLDING))
        .subquery()
    )
    at_night = select(nights.c.room_id, nights.c.night, nights.c.slot, nights.c.stay_id).where(
        nights.c.room_id.is_not(None)
    )
    between = select(nights.c.room_id, nights.c.night, literal(Slot.DAY), nights.c.stay_id).where(
        nights.c.room_id == nights.c.before
    )
    both = union_all(at_night, between).subquery()
    return select(both.c.room_id, both.c.night, both.c.slot, both.c.stay_id)


def _same(row: Any, other: Any) -> Any:
    columns = other.c if hasattr(other, "c") else other
    return and_(row.room_id == columns.room_id, row.night == columns.night, row.slot == columns.slot)


def bars_are_runs_of_nights(session: Session) -> Iterator[str]:
    """Each bar of the rack is a run of its stay's nights in one room, with their price."""
    nights = (
        select(
            StayNight.stay_id, StayNight.segment, func.count().label("count"),
            func.min(StayNight.night).label("first"), func.max(StayNight.night).label("last"),
            func.sum(StayNight.price_minor).label("price"), func.min(StayNight.slot).label("slot"),
        ).group_by(StayNight.stay_id, StayNight.segment).subquery()
    )  # fmt: skip
    sound = and_(
        nights.c.first == StaySegment.starts,
        nights.c.price == StaySegment.price_minor,
        days_between(nights.c.first, nights.c.last) == nights.c.count - 1,
        days_between(nights.c.last, StaySegment.ends) == case((nights.c.slot == Slot.DAY, 0), else_=1),
    )
    own = and_(nights.c.stay_id == StaySegment.stay_id, nights.c.segment == StaySegment.segment)
    wrong = (
        select(StaySegment.stay_id, StaySegment.segment)
        .outerjoin(nights, own)
        .where(or_(nights.c.count.is_(None), ~sound))
    )
    bar = and_(
        StaySegment.tenant_id == StayNight.tenant_id,
        StaySegment.stay_id == StayNight.stay_id,
        StaySegment.segment == StayNight.segment,
    )
    strayed = (
        select(StayNight.stay_id, StayNight.segment)
        .outerjoin(StaySegment, bar)
        .where(or_(StaySegment.stay_id.is_(None), StaySegment.room_id.is_distinct_from(StayNight.room_id)))
    )
    faults = {*session.execute(wrong.limit(CHUNK)).all(), *session.execute(strayed.limit(CHUNK)).all()}
    for stay_id, segment in sorted(faults):
        yield tr("Part {n} of the stay {id} is drawn otherwise than its nights say.", n=segment, id=stay_id)


def blocks_hold_what_they_say(session: Session) -> Iterator[str]:
    """A block holds both halves of each of its days in its room, and nothing else."""
    held = (
        select(
            RoomNight.block_id, func.count().label("count"), func.min(RoomNight.night).label("first"),
            func.max(RoomNight.night).label("last"),
            func.count(func.distinct(RoomNight.room_id)).label("rooms"),
        ).where(RoomNight.block_id.is_not(None)).group_by(RoomNight.block_id).subquery()
    )  # fmt: skip
    elsewhere = exists().where(RoomNight.block_id == RoomBlock.id, RoomNight.room_id != RoomBlock.room_id)
    rows = session.execute(
        select(RoomBlock.id, RoomBlock.starts, RoomBlock.ends, elsewhere, held).outerjoin(
            held, held.c.block_id == RoomBlock.id
        )
    )
    for id_, starts, ends, strayed, _, count, first, last, rooms in rows:
        wanted = (2 * (ends - starts).days, starts, ends - ONE_DAY, 1)
        if strayed or (count, first, last, rooms) != wanted:
            yield tr(
                "The block {id} from {starts} to {ends} holds {count} half days.", id=id_, starts=starts,
                ends=ends, count=count or 0,
            )  # fmt: skip


def reservations_sum_their_stays(session: Session) -> Iterator[str]:
    """A booking's state is that of its liveliest stay, and it has one."""
    rows = session.execute(
        select(Reservation.id, Reservation.number, Reservation.status, Stay.status)
        .outerjoin(Stay, and_(Stay.tenant_id == Reservation.tenant_id, Stay.reservation_id == Reservation.id))
        .order_by(Reservation.id)
        .execution_options(yield_per=CHUNK)
    )
    for (_, number, status), own in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
        states = [row[3] for row in own if row[3] is not None]
        if not states:
            yield tr("The booking {number} has no stay.", number=number)
        elif rules.summed_status(states) != status:
            yield tr("The booking {number} is {state}; its stays are not.", number=number, state=status)


def rows_are_of_one_house(session: Session) -> Iterator[str]:
    """A stay, its booking, its nights and their rooms belong to the same hotel."""
    pairs: tuple[tuple[str, Any, Any, Any], ...] = (
        ("stay", Stay, Reservation, Stay.reservation_id == Reservation.id),
        ("stay_night", StayNight, Stay, StayNight.stay_id == Stay.id),
        ("stay_night", StayNight, Room, StayNight.room_id == Room.id),
        ("room_night", RoomNight, Room, RoomNight.room_id == Room.id),
        ("stay_segment", StaySegment, Stay, StaySegment.stay_id == Stay.id),
        ("room_block", RoomBlock, Room, RoomBlock.room_id == Room.id),
    )
    for name, row, owner, link in pairs:
        count = session.execute(
            select(func.count())
            .select_from(row)
            .join(owner, and_(owner.tenant_id == row.tenant_id, link))
            .where(row.property_id != owner.property_id)
        ).scalar_one()
        if count:
            yield tr("{n} rows of {table} name another hotel than what they belong to.", n=count, table=name)


def search_finds_everything(session: Session) -> Iterator[str]:
    """Every guest and booking has its words, no word leads nowhere, and a sample has all of its words.

    Who was merged into another guest is found as that one.
    """
    of_guests, of_bookings = Guest.merged_into.is_(None), Reservation.id.is_not(None)
    for kind, model, name, own in (
        (search.GUEST, Guest, "guest", of_guests), (search.RESERVATION, Reservation, "booking", of_bookings),
    ):  # fmt: skip
        word = aliased(SearchTerm)
        lost = session.execute(
            select(func.count())
            .select_from(model)
            .where(own, ~exists().where(word.tenant_id == model.tenant_id, word.entity_id == model.id))
        ).scalar_one()
        if lost:
            yield tr("{n} rows of {table} cannot be found by search.", n=lost, table=name)
        nowhere = session.execute(
            select(func.count(func.distinct(SearchTerm.entity_id))).where(
                SearchTerm.kind == kind,
                ~exists().where(model.tenant_id == SearchTerm.tenant_id, model.id == SearchTerm.entity_id),
            )
        ).scalar_one()
        if nowhere:
            yield tr("Search leads to {n} rows of {table} that are gone.", n=nowhere, table=name)
    yield from _sampled(session)


def _sampled(session: Session) -> Iterator[str]:
    living = select(Guest.id, Guest.surname, Guest.given).where(Guest.merged_into.is_(None))
    guests = living.order_by(Guest.id.desc()).limit(SAMPLE)
    bookings = select(Reservation.id, Reservation.number).order_by(Reservation.id.desc()).limit(SAMPLE)
    for statement in (guests, bookings):
        for id_, *texts in session.execute(statement).all():
            known = set(session.scalars(select(SearchTerm.term).where(SearchTerm.entity_id == id_)))
            missing = terms_of(text for text in texts if text) - known
            if missing:
                yield tr("Search does not know {id} by {word}.", id=id_, word=min(missing))


CHECKS = (
    Check("reservations.nights", nights_match_dates),
    Check("reservations.held", rooms_hold_what_is_assigned),
    Check("reservations.orphans", nothing_is_held_for_nobody),
    Check("reservations.conflicts", open_conflicts_are_real),
    Check("reservations.bars", bars_are_runs_of_nights),
    Check("reservations.blocks", blocks_hold_what_they_say),
    Check("reservations.states", reservations_sum_their_stays),
    Check("reservations.house", rows_are_of_one_house),
    Check("reservations.search", search_finds_everything),
)
