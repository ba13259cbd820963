"""Random commands around guests who get no room, wait for one, are walked, cancel, or come after all."""

from datetime import timedelta

from app.features import front_desk
from app.features.reservations import GuestRef
from app.kernel.commands import Command
from app.workbench.simulation.world import World

WHY = ("Storm", "")


def cancel(w: World) -> Command:
    """With the fee as sold, or left out."""
    stays = tuple(w.a_stay("tentative", "confirmed") for _ in range(w.rng.choice((1, 1, 1, 2, 0))))
    return front_desk.CancelWithFee(
        id=w.new_id(), stay_ids=stays, waive=w.rng.random() < 0.3, waive_reason=w.rng.choice(WHY),
        expected_minor=w.rng.choice((None, None, 9_000)),
    )  # fmt: skip


def absent(w: World) -> Command:
    """One or more who did not come, with what their policies ask."""
    also = tuple(w.due() for _ in range(w.rng.choice((0, 0, 1, 2))))
    return front_desk.MarkNoShow(
        id=w.new_id(), stay_id=w.due(), also=also, charge=w.rng.random() < 0.8,
        waive=w.rng.random() < 0.2, waive_reason=w.rng.choice(WHY),
    )  # fmt: skip


def back(w: World) -> Command:
    """Brought back."""
    return front_desk.Reinstate(
        id=w.new_id(), stay_id=w.a_stay("cancelled", "no_show"), keep_fee=w.rng.random() < 0.3
    )


def late(w: World) -> Command:
    """The no-show stands here."""
    return front_desk.ArriveLate(id=w.new_id(), stay_id=w.a_stay("no_show"), keep_fee=w.rng.random() < 0.3)


def walk(w: World) -> Command:
    """To another hotel, for all nights or some."""
    stay_id = w.due()
    return front_desk.WalkGuest(
        id=w.new_id(), walk_id=w.new_id(), stay_id=stay_id, hotel=w.rng.choice(("Aurora", "Aurora", " ")),
        cost_minor=w.rng.choice((0, 14_000, -1)), transport=w.rng.choice(("", "Taxi")),
        transport_minor=w.rng.choice((0, 1_800)),
        return_on=w.day_in(stay_id) if w.rng.random() < 0.5 else None,
    )  # fmt: skip


def turn_away(w: World) -> Command:
    """Nothing for them."""
    return front_desk.CountTurnAway(
        id=w.new_id(), turn_away_id=w.new_id(), property_id=w.property_id, arrival=w.some_day(),
        nights=w.rng.choice((1, 2, 0)), rooms=w.rng.choice((1, 3)), party=w.rng.choice((2, 900)),
        reason=w.rng.choice(tuple(front_desk.Refusal)),
    )  # fmt: skip


def wish(w: World) -> Command:
    """On the waitlist."""
    arrival = w.some_day(-1, 5)
    return front_desk.JoinWaitlist(
        id=w.new_id(), entry_id=w.new_id(), property_id=w.property_id,
        guest=GuestRef(w.new_id(), w.rng.choice(("Lindqvist", "王")), "M."), arrival=arrival,
        departure=arrival + timedelta(days=w.rng.choice((1, 2, 3, 0))),
        room_type_id=w.rng.choice((None, *w.type_ids)), adults=w.rng.choice((1, 2, 0)),
        flexible_days=w.rng.choice((0, 2, 99)), priority=w.rng.choice((0, 1)),
    )  # fmt: skip


def offer(w: World) -> Command:
    """A room for a while, mostly free, on a day that fits, mostly."""
    entries = [row for row in w.rows.get("waitlist_entry", []) if row["state"] == "waiting"]
    entry = w.rng.choice(entries) if entries else None
    return front_desk.OfferRoom(
        id=w.new_id(), entry_id=entry["id"] if entry else w.new_id(), block_id=w.new_id(),
        room_id=w.one_of(w.room_ids), arrival=entry["arrival"] if entry else w.today,
        until=w.clock.now() + timedelta(hours=w.rng.choice((1, 3, -1))),
    )  # fmt: skip


def book_wish(w: World) -> Command:
    """They take it."""
    return front_desk.BookFromWaitlist(
        id=w.new_id(), entry_id=w.a_row("waitlist_entry", lambda row: row["state"] != "booked"),
        reservation_id=w.new_id(), stay_id=w.new_id(), oversell=w.rng.random() < 0.1,
    )  # fmt: skip


def leave_list(w: World) -> Command:
    """They do not wait."""
    return front_desk.LeaveWaitlist(id=w.new_id(), entry_id=w.a_row("waitlist_entry"))


def lapse(w: World) -> Command:
    """Time is over for some offers."""
    return front_desk.LapseOffers(id=w.new_id(), property_id=w.property_id)


def queue(w: World) -> Command:
    """In the lobby."""
    return front_desk.JoinQueue(
        id=w.new_id(), stay_id=w.due(), room_id=w.rng.choice((None, None, w.one_of(w.room_ids))),
        priority=w.rng.choice((0, 1, 99)), reach=w.rng.choice(("Bar", "")),
    )  # fmt: skip


def leave_queue(w: World) -> Command:
    """Goes for a walk."""
    return front_desk.LeaveQueue(id=w.new_id(), stay_id=w.due())
