"""What must hold after every write: each touched stay's nights, bars and holds say one thing."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.features.reservations import repository, rules
from app.features.reservations.models import Stay
from app.features.reservations.rules import Hold, Night


def stays_are_sound(session: Session, rows: dict[str, frozenset[UUID]]) -> None:
    """Raise AssertionError when a touched stay contradicts itself (the program is at fault)."""
    touched: set[UUID] = set()
    for table in ("stay", "stay_night", "stay_segment", "conflict"):
        touched |= rows.get(table, frozenset())
    for stay_id in touched:
        stay = session.get(Stay, (session.info["tenant_id"], stay_id))
        if stay is not None:
            _ensure_sound(session, stay)
    for reservation in repository.reservations_of(session, rows.get("stay", frozenset())):
        stays = repository.stays_of(session, reservation.id)
        wanted = rules.summed_status(stay.status for stay in stays)
        assert reservation.status == wanted, f"state of reservation {reservation.id}"


def _ensure_sound(session: Session, stay: Stay) -> None:
    written = repository.as_written(session, stay.id)
    nights = tuple(
        Night(night, slot, stay.room_type_id, room_id, segment, price)
        for night, slot, room_id, segment, price in sorted(written.nights, key=lambda n: n[0])
    )
    assert nights, f"stay {stay.id} has no nights"
    dates = rules.dates_of(nights)
    assert (dates.arrival, dates.departure) == (stay.arrival, stay.departure), f"dates of stay {stay.id}"
    assert len(nights) == max(dates.nights, 1), f"nights of stay {stay.id}"
    bars = sorted(written.bars, key=lambda bar: bar[3])
    wanted = [(r.starts, r.ends, r.room_id, r.segment, r.price_minor) for r in rules.runs(nights)]
    assert bars == wanted, f"bars of stay {stay.id}"
    rooms = {bar[3]: bar[2] for bar in bars}
    assert all(rooms[n.segment] == n.room_id for n in nights), f"a part of stay {stay.id} in two rooms"
    needed = rules.holds(nights) if stay.status in rules.HOLDING else frozenset[Hold]()
    held, waiting = ({Hold(*key) for key in keys} for keys in (written.held, written.waiting))
    assert held <= needed, f"stay {stay.id} holds too much"
    assert needed - held == waiting, f"conflicts of stay {stay.id}"
