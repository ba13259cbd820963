"""Random commands, valid and invalid as it comes: one maker for each command of the capabilities."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.features import front_desk, guests, property, reservations
from app.kernel.commands import Command
from app.workbench.simulation import arrivals, bills, bookings, prices, receivables, tills, tours, waits
from app.workbench.simulation.world import World

Maker = Callable[[World], Command]
STATES: Final = (reservations.Status.CONFIRMED,) * 3 + (reservations.Status.TENTATIVE,)
LENGTHS: Final = ((1, 2, 3, 4),) * 3 + ((-1, 0, 1, 2, 5, 8, 500),)
SURNAMES: Final = ("Okonkwo", "Brandt", "García Lorca", "O’Sullivan", "Нікітін", "王", "Åkesson", "")


def reserve(w: World) -> Command:
    """Book one or two rooms, often too late, too many, in a room that is taken or by a closed plan."""
    arrival = w.some_day()
    rooms = tuple(_room(w, arrival) for _ in range(w.rng.choice((1, 1, 1, 2))))
    return reservations.Reserve(
        id=w.new_id(), reservation_id=w.new_id(), property_id=w.property_id, guest=_guest(w), rooms=rooms,
        booked_on=w.today, status=w.rng.choice(STATES),
        group_id=w.one_of(w.group_ids) if w.group_ids and w.rng.random() < 0.1 else None,
        oversell=w.rng.random() < 0.1, guest_note=w.rng.choice(("", "", "Late.")),
        despite_limits=w.rng.random() < 0.06,
        company_id=w.a_row("company") if w.rng.random() < 0.08 else None,
    )  # fmt: skip


def _guest(w: World) -> reservations.GuestRef:
    if w.guest_ids and w.rng.random() < 0.3:
        return reservations.GuestRef(w.rng.choice(w.guest_ids))
    return reservations.GuestRef(
        w.new_id(), surname=w.rng.choice(SURNAMES), given=w.rng.choice(("Ana", "Bo", "")),
        vip=w.rng.choice((0, 0, 1))
    )  # fmt: skip


def _room(w: World, arrival: date) -> reservations.RoomRequest:
    nights = w.rng.choice((0, 1, 1, 2, 2, 3, 4, 6))
    departure = arrival + timedelta(days=nights if w.rng.random() > 0.03 else -1)
    by_hand = w.rng.random() < 0.4
    typed = tuple(w.rng.choice((8_000, 9_500)) for _ in range(max(nights, 1))) if by_hand else ()
    ages = w.rng.choice(((4,), (4,), (17, 0), (18,))) if w.rng.random() < 0.15 else ()
    return reservations.RoomRequest(
        w.new_id(), w.rng.choice(w.type_ids), arrival, departure,
        room_id=w.rng.choice(w.room_ids) if w.rng.random() < 0.7 else None,
        adults=w.rng.choice((1, 2, 2, 2, 3, 5)), prices=typed, children=len(ages),
        child_ages=ages, rate_code=prices.a_code(w) if w.rng.random() < 0.5 else "",
    )  # fmt: skip


def move(w: World) -> Command:
    """Move a stay or a part of it, to another room, date, or out of all rooms."""
    return reservations.MoveStay(
        id=w.new_id(), stay_id=w.a_stay(),
        room_id=None if w.rng.random() < 0.12 else w.one_of(w.room_ids),
        segment=w.rng.choice((None, None, None, 0, 1, 2, 7)),
        arrival=w.some_day() if w.rng.random() < 0.2 else None, reprice=w.rng.random() < 0.2,
        accept_conflict=w.rng.random() < 0.25,
    )  # fmt: skip


def swap(w: World) -> Command:
    """Swap two stays."""
    return reservations.SwapStays(id=w.new_id(), first_id=w.a_stay(), second_id=w.a_stay())


def change_dates(w: World) -> Command:
    """Pull an edge."""
    stay_id = w.a_stay()
    arrival = w.day_in(stay_id) if w.rng.random() < 0.6 else w.some_day(-3, 7)
    departure = arrival + timedelta(days=w.rng.choice(w.rng.choice(LENGTHS)))
    return reservations.ChangeStayDates(
        id=w.new_id(), stay_id=stay_id, arrival=arrival, departure=departure,
        prices=(7_700,) if w.rng.random() < 0.2 else (),
        added_room_id=w.one_of(w.room_ids) if w.rng.random() < 0.15 else None,
    )  # fmt: skip


def cut(w: World) -> Command:
    """Cut a stay at some day."""
    stay_id = w.a_stay()
    return reservations.CutStay(id=w.new_id(), stay_id=stay_id, at=w.day_in(stay_id))


def join(w: World) -> Command:
    """Join parts."""
    stay_id = w.a_stay()
    return reservations.JoinStay(
        id=w.new_id(), stay_id=stay_id, at=w.day_in(stay_id), in_first_room=w.rng.random() < 0.7
    )


def lock(w: World) -> Command:
    """Lock a stay."""
    return reservations.LockStay(
        id=w.new_id(), stay_id=w.one_of(w.stay_ids), reason=w.rng.choice(("", "Promised"))
    )


def unlock(w: World) -> Command:
    """Unlock a stay."""
    return reservations.UnlockStay(id=w.new_id(), stay_id=w.one_of(w.stay_ids))


def block(w: World) -> Command:
    """Block a room, often one that is taken."""
    starts = w.some_day()
    return reservations.BlockRoom(
        id=w.new_id(), block_id=w.new_id(), room_id=w.one_of(w.room_ids),
        kind=w.rng.choice(tuple(reservations.BlockKind)), starts=starts,
        ends=starts + timedelta(days=w.rng.choice((0, 1, 2, 3))), reason="Paint",
    )  # fmt: skip


def change_block(w: World) -> Command:
    """Move or stretch a block."""
    starts = w.some_day()
    return reservations.ChangeBlock(
        id=w.new_id(), block_id=w.one_of(w.block_ids), room_id=w.one_of(w.room_ids), starts=starts,
        ends=starts + timedelta(days=w.rng.choice((0, 1, 2, 4))),
    )  # fmt: skip


def release_block(w: World) -> Command:
    """Give a room free."""
    return reservations.ReleaseBlock(id=w.new_id(), block_id=w.one_of(w.block_ids))


def confirm(w: World) -> Command:
    """Confirm a booking."""
    return reservations.ConfirmReservation(id=w.new_id(), reservation_id=w.one_of(w.reservation_ids))


def change(w: World) -> Command:
    """Say something else about a booking."""
    return reservations.ChangeReservation(
        id=w.new_id(), reservation_id=w.one_of(w.reservation_ids), guest_note=w.rng.choice((None, "", "Cot")),
        guarantee=w.rng.choice((None, "card", "deposit", "promise")), tags=w.rng.choice((None, (), ("vip",))),
        deposit_due_minor=w.rng.choice((None, 5_000, -1)),
    )  # fmt: skip


def cancel(w: World) -> Command:
    """Cancel a booking."""
    return reservations.CancelReservation(
        id=w.new_id(), reservation_id=w.one_of(w.reservation_ids), reason=w.rng.choice(("", "Ill"))
    )


def cancel_stay(w: World) -> Command:
    """Cancel a room of a booking."""
    return reservations.CancelStay(id=w.new_id(), stay_id=w.a_stay("confirmed", "tentative"))


def deposit(w: World) -> Command:
    """Take a deposit."""
    return reservations.RecordDeposit(
        id=w.new_id(),
        reservation_id=w.one_of(w.reservation_ids),
        amount_minor=w.rng.choice((4_200, 100, 0, -5)),
    )


def group(w: World) -> Command:
    """Open a group; a code is taken twice now and then."""
    return reservations.CreateGroup(
        id=w.new_id(), group_id=w.new_id(), property_id=w.property_id, code=f"G{w.rng.randrange(40)}",
        name=w.rng.choice(("Choir", "Choir", " ")),
    )  # fmt: skip


def check_in(w: World) -> Command:
    """A guest arrives."""
    return front_desk.CheckIn(id=w.new_id(), stay_id=w.due())


def check_out(w: World) -> Command:
    """A guest leaves."""
    return front_desk.CheckOut(id=w.new_id(), stay_id=w.a_stay("checked_in"))


def no_show(w: World) -> Command:
    """A guest does not come."""
    return front_desk.MarkNoShow(id=w.new_id(), stay_id=w.due())


def room_state(w: World) -> Command:
    """Housekeeping says how a room is."""
    return property.SetRoomState(
        id=w.new_id(), room_id=w.one_of(w.room_ids), housekeeping=w.rng.choice(tuple(property.Housekeeping))
    )


def rack_rate(w: World) -> Command:
    """Another published price."""
    return property.SetRackRate(
        id=w.new_id(), room_type_id=w.one_of(w.type_ids), rack_rate_minor=w.rng.choice((8_500, 9_900, -1))
    )


def room_type(w: World) -> Command:
    """Add a room type, or one that exists."""
    return property.AddRoomType(
        id=w.new_id(), room_type_id=w.new_id(), property_id=w.property_id, code=f"T{w.rng.randrange(30)}",
        name="More",
        max_occupancy=w.rng.choice((0, 2, 3)),
    )  # fmt: skip


def rooms(w: World) -> Command:
    """Add a room, or one that exists."""
    return property.AddRooms(
        id=w.new_id(), property_id=w.property_id, room_type_id=w.one_of(w.type_ids),
        rooms=(property.RoomSpec(str(w.rng.randrange(900, 930))),), room_ids=(w.new_id(),),
    )  # fmt: skip


def hotel(w: World) -> Command:
    """Set up another hotel, mostly one whose code is taken."""
    return property.SetUpProperty(
        id=w.new_id(), property_id=w.new_id(), code=w.rng.choice(("SIM", "SIM", "TWO")), name="Two",
        timezone=w.rng.choice(("Europe/Lisbon", "Europe/Nowhere")), currency="EUR", business_date=w.today,
    )  # fmt: skip


def close_day(w: World) -> Command:
    """Close the day, or one that is closed already."""
    return property.CloseDay(id=w.new_id(), property_id=w.property_id, expected=w.some_day(-1, 0))


def add_guest(w: World) -> Command:
    """Know a guest."""
    return guests.AddGuest(
        id=w.new_id(),
        guest_id=w.new_id(),
        surname=w.rng.choice(SURNAMES),
        email=w.rng.choice(("", "a@b.pt", "a@")),
    )


def change_guest(w: World) -> Command:
    """Know something else about a guest."""
    return guests.ChangeGuest(
        id=w.new_id(), guest_id=w.one_of(w.guest_ids), surname=w.rng.choice((None, *SURNAMES)),
        vip=w.rng.choice((None, 1, 9)),
    )  # fmt: skip


def company(w: World) -> Command:
    """Know a company, or one whose code is taken."""
    return guests.AddCompany(
        id=w.new_id(), company_id=w.new_id(), kind=w.rng.choice(("company", "agent", "firm")),
        code=f"C{w.rng.randrange(9)}", name="Nordlys",
    )  # fmt: skip


PARTS: Final[tuple[Maker, ...]] = (
    move, move, change_dates, lock, unlock, cancel_stay, confirm, change_block, release_block,
)  # fmt: skip


def together(w: World) -> Command:
    """Several at once, that may stand in each other's way."""
    parts = tuple(w.rng.choice(PARTS)(w) for _ in range(w.rng.choice((0, 1, 2, 2, 3, 4))))
    return reservations.Together(id=w.new_id(), commands=parts)


@dataclass(frozen=True, slots=True)
class Move:
    """A maker and how often it is drawn."""

    maker: Maker
    weight: int


MOVES: Final = (
    Move(reserve, 40), Move(move, 16), Move(swap, 5), Move(change_dates, 9), Move(cut, 7), Move(join, 5),
    Move(lock, 2), Move(unlock, 2), Move(block, 6), Move(change_block, 3), Move(release_block, 3),
    Move(confirm, 3), Move(change, 3), Move(cancel, 2), Move(cancel_stay, 3), Move(deposit, 3), Move(group,
    1),
    Move(check_in, 12), Move(check_out, 7), Move(no_show, 3), Move(room_state, 5), Move(rack_rate, 1),
    Move(room_type, 1), Move(rooms, 1), Move(hotel, 1), Move(close_day, 1), Move(add_guest, 2),
    Move(change_guest, 2), Move(company, 1), Move(together, 6),
    Move(bookings.party, 4), Move(bookings.other_guest, 2), Move(bookings.price, 4),
    Move(bookings.room_more, 4), Move(bookings.move_later, 4), Move(bookings.walk_in, 6),
    Move(bookings.trace, 4),
    Move(bookings.change_trace, 1), Move(bookings.finish_trace, 2), Move(bookings.drop_trace, 1),
    Move(bookings.alert, 2), Move(bookings.drop_alert, 1), Move(bookings.note, 1), Move(bookings.share, 4),
    Move(bookings.change_sharer, 1), Move(bookings.end_sharing, 1),
)  # fmt: skip

MONEY: Final = (
    Move(bills.open_folio, 10), Move(bills.add_window, 4), Move(bills.change_window, 1),
    Move(bills.charge, 24), Move(bills.reverse, 6), Move(bills.rebate, 4), Move(bills.move_postings, 6),
    Move(bills.split_posting, 6), Move(bills.set_routing, 3), Move(bills.remove_routing, 1),
    Move(bills.post_nights, 7), Move(bills.close_folio, 3), Move(bills.reopen_folio, 2),
    Move(bills.issue, 7), Move(bills.credit, 2), Move(bills.reissue, 2), Move(bills.billing_address, 2),
    Move(bills.issuer, 1), Move(bills.series, 1), Move(tills.pay, 14), Move(tills.refund, 6),
    Move(tills.authorise, 2), Move(tills.capture, 2), Move(tills.void, 1), Move(tills.ask_provider, 1),
    Move(tills.provider_answers, 4), Move(tills.schedule, 2), Move(tills.take_deposit, 4),
    Move(tills.apply_deposit, 4), Move(tills.open_drawer, 5), Move(tills.drop, 2), Move(tills.count, 3),
    Move(tills.close_drawer, 3), Move(tills.hand_over, 1), Move(tills.exchange_rate, 1),
    Move(tills.cash_rounding, 1), Move(tills.set_credit, 2), Move(tills.save_card, 1),
    Move(tills.forget_card, 1), Move(tills.virtual_card, 1), Move(tills.ledgers, 1), Move(tills.account, 1),
    Move(tills.sell_voucher, 3), Move(tills.withdraw_voucher, 1), Move(tills.payment_terms, 1),
    Move(tills.rebuild, 1), Move(tills.tax_rule, 2), Move(tills.end_tax_rule, 1), Move(tills.city_tax, 1),
    Move(tills.city_preset, 1), Move(tills.exempt, 2), Move(tills.withdraw, 1), Move(prices.add_plan, 4),
    Move(prices.change_plan, 2), Move(prices.set_prices, 5), Move(prices.set_restrictions, 2),
    Move(prices.add_season, 2), Move(prices.change_season, 1), Move(prices.remove_season, 1),
    Move(prices.set_package, 2), Move(prices.set_agreement, 1), Move(prices.remove_agreement, 1),
    Move(prices.article, 1),
    Move(receivables.allocate, 2), Move(receivables.take_back, 1), Move(receivables.write_off, 2),
    Move(receivables.statement, 2), Move(receivables.commission_statement, 1), Move(bills.mail_sender, 1),
    Move(bills.mail, 2), Move(bills.mail_again, 1), Move(bills.record_mail, 2),
    Move(receivables.letters, 1), Move(receivables.commission_rate, 1), Move(receivables.commissions, 1),
)  # fmt: skip
DESK: Final = (
    Move(arrivals.identity, 4), Move(arrivals.give_keys, 3), Move(arrivals.take_keys, 2),
    Move(arrivals.sign, 2), Move(arrivals.secure, 2), Move(arrivals.give_room, 6), Move(arrivals.fee, 3),
    Move(arrivals.terms, 2), Move(arrivals.check_in_many, 4), Move(arrivals.check_out_many, 3),
    Move(arrivals.complete, 2), Move(arrivals.sent, 2), Move(arrivals.answered, 2),
    Move(arrivals.withdrawn, 1), Move(arrivals.authority, 1), Move(arrivals.hand_over, 1),
    Move(arrivals.take_over, 1),
    Move(arrivals.incident, 1), Move(arrivals.settled, 1),
    Move(waits.cancel, 6), Move(waits.absent, 6), Move(waits.back, 6), Move(waits.late, 3),
    Move(waits.walk, 5), Move(waits.turn_away, 1), Move(waits.wish, 5), Move(waits.offer, 5),
    Move(waits.book_wish, 4), Move(waits.leave_list, 2), Move(waits.lapse, 3), Move(waits.queue, 5),
    Move(waits.leave_queue, 2), Move(tours.open_group, 3), Move(tours.allotment, 4), Move(tours.release, 2),
    Move(tours.rooming_list, 3), Move(tours.assign, 2), Move(tours.account, 2), Move(tours.plan, 12),
)  # fmt: skip
# Of three commands or so one is about money, one about who comes, waits and goes.
SHARES: Final = (0.4, 0.3, 0.3)


def draw(w: World) -> Command:
    """The next random command."""
    among = w.rng.choices((MOVES, DESK, MONEY), SHARES)[0]
    return w.rng.choices(among, [m.weight for m in among])[0].maker(w)
