"""Random commands around bookings: walk-ins, parties, prices, rooms more, traces, alerts, notes, sharers."""

from uuid import UUID

from app.features import front_desk
from app.features.reservations import GuestRef, RoomRequest
from app.features.reservations.late import AddRoom, ChangeParty, ChangeStayGuest, MoveFrom, PriceStay
from app.kernel.commands import Command
from app.workbench.simulation.world import World


def _guest(w: World) -> GuestRef:
    """Somebody known, or new."""
    if w.guest_ids and w.rng.random() < 0.5:
        return GuestRef(w.one_of(w.guest_ids), "Silva")
    return GuestRef(w.new_id(), w.rng.choice(("Okonkwo", "Ито", "Þórsdóttir", "")), "A.")


def _room(w: World) -> RoomRequest:
    first = w.some_day(0, 3)
    children = w.rng.choice((0, 0, 1))
    return RoomRequest(
        w.new_id(), w.rng.choice(w.type_ids), first, w.some_day(1, 6), w.rng.choice((None, *w.room_ids)),
        w.rng.randint(1, 3), children, child_ages=(7,) * children,
        rate_code=w.rng.choice(("", "", "BAR")),
    )  # fmt: skip


def party(w: World) -> Command:
    """Somebody more, or less."""
    children = w.rng.choice((0, 0, 1, 2))
    return ChangeParty(
        id=w.new_id(), stay_id=w.a_stay(), adults=w.rng.randint(0, 3), children=children,
        child_ages=w.rng.choice(((), (5,) * children)), reprice=w.rng.random() < 0.5,
    )  # fmt: skip


def other_guest(w: World) -> Command:
    """Somebody else comes."""
    return ChangeStayGuest(id=w.new_id(), stay_id=w.a_stay(), guest=_guest(w))


def price(w: World) -> Command:
    """Sold by a plan, or for one price."""
    by_plan = w.rng.random() < 0.5
    return PriceStay(
        id=w.new_id(), stay_id=w.a_stay(), rate_code="BAR" if by_plan else "",
        prices=() if by_plan else (w.rng.choice((0, 7_500, -1)),) * w.rng.randint(1, 3),
    )  # fmt: skip


def room_more(w: World) -> Command:
    """One room more."""
    return AddRoom(id=w.new_id(), reservation_id=w.one_of(w.reservation_ids), room=_room(w))


def move_later(w: World) -> Command:
    """Another room from some day on."""
    stay_id = w.a_stay()
    return MoveFrom(
        id=w.new_id(), stay_id=stay_id, at=w.day_in(stay_id), room_id=w.rng.choice((None, *w.room_ids)),
        reprice=w.rng.random() < 0.3,
    )  # fmt: skip


def walk_in(w: World) -> Command:
    """Somebody stands at the desk."""
    room = RoomRequest(
        w.new_id(), w.rng.choice(w.type_ids), w.today, w.some_day(1, 3), w.rng.choice((None, *w.room_ids)),
        w.rng.randint(1, 2),
    )  # fmt: skip
    return front_desk.WalkIn(
        id=w.new_id(), reservation_id=w.new_id(), property_id=w.property_id, guest=_guest(w), room=room,
        booked_on=w.today, check_in=w.rng.random() < 0.9,
    )  # fmt: skip


def _booking_and_stay(w: World) -> tuple[UUID, UUID | None]:
    """A booking, and mostly a stay of its own, if any."""
    booking = w.one_of(w.reservation_ids)
    own = [stay["id"] for stay in w.stays if stay["reservation_id"] == booking]
    return booking, w.rng.choice((None, *own, w.a_stay()) if own else (None,))


def trace(w: World) -> Command:
    """Something for a department."""
    booking, stay = _booking_and_stay(w)
    return front_desk.AddTrace(
        id=w.new_id(), trace_id=w.new_id(), reservation_id=booking, stay_id=stay, due_on=w.some_day(),
        department=w.rng.choice(("housekeeping", "front_desk", "spa")), text=w.rng.choice(("Cot", "")),
    )  # fmt: skip


def change_trace(w: World) -> Command:
    """Another day for it."""
    return front_desk.ChangeTrace(id=w.new_id(), trace_id=w.a_row("trace"), due_on=w.some_day())


def finish_trace(w: World) -> Command:
    """It is done."""
    return front_desk.FinishTrace(id=w.new_id(), trace_id=w.a_row("trace"))


def drop_trace(w: World) -> Command:
    """Nobody needs it."""
    return front_desk.DropTrace(id=w.new_id(), trace_id=w.a_row("trace"))


def alert(w: World) -> Command:
    """Something pops up."""
    booking, stay = _booking_and_stay(w)
    return front_desk.AddAlert(
        id=w.new_id(), alert_id=w.new_id(), reservation_id=booking, stay_id=stay,
        moment=w.rng.choice(("opening", "check_in", "check_out", "never")), text="Mind the dog",
    )  # fmt: skip


def drop_alert(w: World) -> Command:
    """No more."""
    return front_desk.DropAlert(id=w.new_id(), alert_id=w.a_row("stay_alert"))


def note(w: World) -> Command:
    """A note."""
    return front_desk.AddNote(
        id=w.new_id(), note_id=w.new_id(), reservation_id=w.one_of(w.reservation_ids), text="Rang"
    )


def share(w: World) -> Command:
    """A second guest."""
    return front_desk.ShareStay(
        id=w.new_id(), stay_id=w.a_stay(), guest=_guest(w), own_bill=w.rng.random() < 0.5
    )


def _sharer(w: World) -> tuple[UUID, UUID]:
    rows = w.rows.get("stay_guest", [])
    if not rows:
        return w.a_stay(), w.new_id()
    row = w.rng.choice(rows)
    return row["stay_id"], row["guest_id"]


def change_sharer(w: World) -> Command:
    """Other days for a second guest."""
    stay_id, guest_id = _sharer(w)
    return front_desk.ChangeSharer(
        id=w.new_id(), stay_id=stay_id, guest_id=guest_id, arrival=w.day_in(stay_id),
        departure=w.day_in(stay_id),
    )  # fmt: skip


def end_sharing(w: World) -> Command:
    """He left."""
    stay_id, guest_id = _sharer(w)
    return front_desk.EndSharing(id=w.new_id(), stay_id=stay_id, guest_id=guest_id)
