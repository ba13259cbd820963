"""The one place that writes a stay's nights, bars and holds, and opens or closes conflicts."""

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple
from uuid import UUID

from app.features.reservations import repository, rules
from app.features.reservations.models import Conflict, RoomNight, Stay, StayNight, StaySegment
from app.features.reservations.rules import Hold, Night
from app.infra.database import Base
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock


class Change(NamedTuple):
    """Rows of a stay that go and rows that come; those that only change know it themselves."""

    gone: Sequence[Base]
    new: Sequence[Base]


def load(uow: UnitOfWork, stay_id: UUID) -> tuple[Night, ...]:
    """The nights of a stay as values."""
    return as_values(repository.nights_of(uow.session, stay_id))


def as_values(rows: Iterable[StayNight]) -> tuple[Night, ...]:
    """Rows of nights as values."""
    return tuple(
        Night(r.night, r.slot, r.room_type_id, r.room_id, r.segment, r.price_minor, r.rate_code) for r in rows
    )


def clashes(
    uow: UnitOfWork, nights: Sequence[Night], *, before: Sequence[Night] = (), ignoring: Iterable[UUID] = ()
) -> list[RoomNight]:
    """Who else holds what these nights need beyond those of `before`; stays in `ignoring` do not count.

    What a stay needed before it has, or waits for in an open conflict: it is no reason to refuse a change.
    """
    own = frozenset(ignoring)
    wanted = rules.holds(nights) - rules.holds(before)
    return [row for row in repository.holders(uow.session, wanted) if row.stay_id not in own]


def store(
    uow: UnitOfWork, clock: Clock, stay: Stay, nights: Sequence[Night], currency: str, *,
    known: Sequence[StayNight] = (), new: bool = False, free: bool = False,
) -> None:  # fmt: skip
    """Make the database say these nights: stay dates, stay nights, bars, holds, conflicts.

    What others hold already becomes an open conflict; the caller refuses before, where it must. `known` are
    the rows of its nights as they are; a `new` stay has no rows, so that none are looked for. `free`: the
    caller has found that nobody else holds what the nights newly need; it is not asked again. Changed rows
    are written together, with the holds.
    """
    dates = rules.dates_of(nights)
    stay.arrival, stay.departure = dates.arrival, dates.departure
    bars = () if new else repository.segments_of(uow.session, stay.id)
    beside = [_changed_nights(stay, nights, currency, known), _changed_bars(stay, nights, bars)]
    hold(uow, clock, stay, nights, new=new, free=free, beside=beside)


def hold(
    uow: UnitOfWork, clock: Clock, stay: Stay, nights: Sequence[Night], *, new: bool = False,
    free: bool = False, beside: Sequence[Change] = (),
) -> None:  # fmt: skip
    """Make rooms hold exactly what the stay's nights and status say; write what changes `beside` with it."""
    wanted = rules.holds(nights) if stay.status in rules.HOLDING else frozenset[Hold]()
    held = () if new else repository.held_by_stay(uow.session, stay.id)
    rows = {Hold(r.room_id, r.night, r.slot): r for r in held}
    released = [key for key in rows if key not in wanted]
    missing = wanted - rows.keys()
    rooms = {key.room_id for key in released}
    conflicts = () if new else repository.open_conflicts(uow.session, stay.id, rooms)
    own = [c for c in conflicts if c.stay_id == stay.id]
    # With `free` only what it waited for before is still another's.
    others = own if free else repository.holders(uow.session, missing)
    taken = missing & {Hold(row.room_id, row.night, row.slot) for row in others}
    held_now = Change([rows[key] for key in released], [_row(stay, key) for key in sorted(missing - taken)])
    changes = [*beside, held_now]
    uow.exchange([row for c in changes for row in c.gone], [row for c in changes for row in c.new])
    _settle_conflicts(uow, clock, stay, taken, own)
    if len(own) < len(conflicts):
        heal(uow, clock, released)


def heal(uow: UnitOfWork, clock: Clock, released: Iterable[Hold]) -> None:
    """Give released half days to the stays that wait for them in an open conflict, oldest first."""
    free = set(released)
    waiting = repository.open_conflicts_in(uow.session, {key.room_id for key in free})
    if not waiting:
        return
    free -= {Hold(r.room_id, r.night, r.slot) for r in repository.holders(uow.session, free)}
    for conflict in waiting:
        key = Hold(conflict.room_id, conflict.night, conflict.slot)
        stay = uow.find(Stay, conflict.stay_id)
        if key in free and stay is not None:
            uow.add(_row(stay, key))
            conflict.closed_at = clock.now()
            free.discard(key)
    uow.flush()


def _row(stay: Stay, key: Hold) -> RoomNight:
    return RoomNight(
        room_id=key.room_id, night=key.night, slot=key.slot, property_id=stay.property_id,
        stay_id=stay.id, block_id=None,
    )  # fmt: skip


def _changed_nights(stay: Stay, nights: Sequence[Night], currency: str, known: Sequence[StayNight]) -> Change:
    rows = {(r.night, r.slot): r for r in known}
    wanted = {(n.night, n.slot) for n in nights}
    gone = [row for key, row in rows.items() if key not in wanted]
    new: list[Base] = []
    for n in nights:
        row = rows.get((n.night, n.slot))
        if row is None:
            row = StayNight(stay_id=stay.id, night=n.night, slot=n.slot, property_id=stay.property_id,
                            currency=currency)  # fmt: skip
            new.append(row)
        row.room_type_id, row.room_id, row.segment = n.room_type_id, n.room_id, n.segment
        row.price_minor, row.rate_code = n.price_minor, n.rate_code
    return Change(gone, new)


def _changed_bars(stay: Stay, nights: Sequence[Night], known: Sequence[StaySegment]) -> Change:
    rows = {r.segment: r for r in known}
    wanted = rules.runs(nights)
    gone = [row for key, row in rows.items() if key >= len(wanted)]
    new: list[Base] = []
    for run in wanted:
        row = rows.get(run.segment)
        if row is None:
            row = StaySegment(stay_id=stay.id, segment=run.segment, property_id=stay.property_id)
            new.append(row)
        row.room_type_id, row.room_id = run.room_type_id, run.room_id
        row.starts, row.ends, row.price_minor = run.starts, run.ends, run.price_minor
    return Change(gone, new)


def _settle_conflicts(
    uow: UnitOfWork, clock: Clock, stay: Stay, taken: Set[Hold], opened: Sequence[Conflict]
) -> None:
    known = set()
    for conflict in opened:
        key = Hold(conflict.room_id, conflict.night, conflict.slot)
        if key in taken:
            known.add(key)
        else:
            conflict.closed_at = clock.now()
    uow.flush()
    uow.add(
        *(
            Conflict(
                id=uow.new_id(), property_id=stay.property_id, stay_id=stay.id, room_id=key.room_id,
                night=key.night, slot=key.slot, opened_at=clock.now(), closed_at=None,
            )
            for key in sorted(taken - known)
        )
    )  # fmt: skip
