"""Random commands around groups and plans: allotments, rooming lists, accounts, what is made to fit."""

from datetime import timedelta
from uuid import UUID

from app.features import front_desk, reservations
from app.features.reservations import groups
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.workbench.simulation.world import World


def open_group(w: World) -> Command:
    """A tour, sometimes one that is known."""
    arrival = w.some_day(-1, 5)
    return groups.OpenGroup(
        id=w.new_id(), group_id=w.one_of(w.group_ids) if w.rng.random() < 0.2 else w.new_id(),
        property_id=w.property_id, code=f"T{w.rng.randrange(40)}", name="Tour", arrival=arrival,
        departure=arrival + timedelta(days=w.rng.choice((1, 2, 3, 0))),
        cut_off=w.rng.choice((None, None, w.some_day(-2, 5))),
    )  # fmt: skip


def _a_tour(w: World) -> UUID:
    """A group with dates, mostly."""
    rows = w.rows.get("group_block", [])
    found: UUID = w.rng.choice(rows)["group_id"] if rows and w.rng.random() < 0.95 else w.new_id()
    return found


def allotment(w: World) -> Command:
    """So many rooms in some nights, often too many."""
    cells = tuple(
        (w.rng.choice(w.type_ids), w.some_day(0, 6), w.rng.choice((0, 1, 1, 2, 9)))
        for _ in range(w.rng.choice((1, 2, 3)))
    )
    return groups.SetAllotment(id=w.new_id(), group_id=_a_tour(w), cells=cells, oversell=w.rng.random() < 0.1)


def release(w: World) -> Command:
    """Let go, or keep again."""
    return groups.ReleaseAllotment(id=w.new_id(), group_id=_a_tour(w), again=w.rng.random() < 0.3)


def rooming_list(w: World) -> Command:
    """Names come."""
    rooms = []
    for row in range(w.rng.choice((0, 1, 2, 3))):
        arrival = w.some_day(-1, 5)
        rooms.append(
            groups.RoomingGuest(
                w.new_id(), w.new_id(), w.new_id(), w.rng.choice(("Ferri", "Ito", "")),
                w.rng.choice(w.type_ids), arrival, arrival + timedelta(days=w.rng.choice((1, 2, -1))),
                adults=w.rng.choice((1, 2, 9)), row=row,
            )
        )  # fmt: skip
    return groups.BookRoomingList(
        id=w.new_id(), group_id=_a_tour(w), rooms=tuple(rooms), oversell=w.rng.random() < 0.1
    )


def assign(w: World) -> Command:
    """Rooms for all who have none."""
    return groups.AssignRooms(id=w.new_id(), group_id=_a_tour(w))


def account(w: World) -> Command:
    """The master account of a group."""
    return front_desk.OpenGroupAccount(
        id=w.new_id(), group_id=w.one_of(w.group_ids), folio_id=w.new_id(),
        charges=w.rng.choice((("ROOM", "CITY"), (), ("ZZZ",))),
    )  # fmt: skip


def plan(w: World) -> Command:
    """What makes room for somebody, or some moves that a desk has thought through; now and then outdated."""
    wish = _wish(w)
    try:
        view = w.app.ask(front_desk.MakeItFit(command=wish, move_in_house=w.rng.random() < 0.4))
    except AppError:
        view = None
    if view is None or not view.fits:
        moves = tuple(
            reservations.MoveStay(id=w.new_id(), stay_id=w.a_stay(), room_id=w.one_of(w.room_ids))
            for _ in range(w.rng.choice((1, 2)))
        )
        return front_desk.CommitPlan(id=w.new_id(), commands=moves)
    seen = tuple(front_desk.Seen(one.stay_id, "?" if w.rng.random() < 0.1 else one.mark) for one in view.seen)
    return front_desk.CommitPlan(id=w.new_id(), commands=view.commands, seen=seen, wish=wish)


def _wish(w: World) -> Command:
    """Somebody wants in, longer, elsewhere; a room breaks."""
    first = w.some_day(0, 5)
    last = first + timedelta(days=w.rng.choice((1, 2, 3)))
    stay = w.rng.choice([s for s in w.stays if s["status"] in reservations.LIVE] or [None])
    kind = w.rng.choice(("book", "longer", "move", "block"))
    if kind == "longer" and stay is not None:
        return reservations.ChangeStayDates(
            id=w.new_id(), stay_id=stay["id"], arrival=stay["arrival"],
            departure=stay["departure"] + timedelta(days=w.rng.choice((1, 2))),
        )  # fmt: skip
    if kind == "move" and stay is not None:
        return reservations.MoveStay(
            id=w.new_id(), stay_id=stay["id"], room_id=w.rng.choice((None, *w.room_ids))
        )
    if kind == "block":
        return reservations.BlockRoom(
            id=w.new_id(), block_id=w.new_id(), room_id=w.rng.choice(w.room_ids),
            kind=reservations.BlockKind.OUT_OF_ORDER, starts=first, ends=last, reason="Leak",
        )  # fmt: skip
    room = reservations.RoomRequest(w.new_id(), w.rng.choice(w.type_ids), first, last)
    return reservations.Reserve(
        id=w.new_id(), reservation_id=w.new_id(), property_id=w.property_id,
        guest=reservations.GuestRef(w.new_id(), "Novák"), rooms=(room,), booked_on=w.today,
    )  # fmt: skip
