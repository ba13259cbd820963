"""The whole plan of the demo hotel, from a seed and a day."""

import random
from datetime import date, time
from itertools import cycle
from typing import Final

from app.features.reservations import Status
from app.workbench.demo import scene
from app.workbench.demo.cast import PORTRAIT
from app.workbench.demo.filling import Filler
from app.workbench.demo.hotel import DemoHotel, DemoRoom
from app.workbench.demo.plan import Board, Plan, StayPlan
from app.workbench.demo.terms import Terms

# What the scene's guest of honour has paid of her three nights.
HONOURED, NIGHT_MINOR, PAID_MINOR = "Okonkwo", 13_200, 13_200
PORTRAIT_MINOR, PORTRAIT_PAID, PORTRAIT_COMPANY = 12_900, 30_000, "HELVMED"
# Who cancels has often stayed before, or books again.
CAME_BACK: Final = 0.6
# When guests of today said that they come, by surname; the others in turn: all day long, early and late.
SAID: Final = {
    "Laurent": time(10, 30), "Nguyễn": time(11), "Chen": time(12), "Dubois": time(15, 40),
    "Okonkwo": time(15, 5), "Evans": time(23, 30),
}  # fmt: skip
IN_TURN: Final = (time(16, 15), time(12, 15), time(17, 30), time(19), time(21, 45), time(14, 30))
NOTE: Final = "Feather-free pillows. Anniversary on the second night, card from the manager."


def make_plan(hotel: DemoHotel, seed: int, today: date) -> Plan:
    """Scene, groups, stays without a room, then every room filled up; equal seeds give equal plans."""
    rng = random.Random(f"{seed} {today.isoformat()}")
    plan = Plan(today, Board(hotel.rooms))
    filler, terms = Filler(plan, rng), Terms(plan, rng)
    for cast in scene.stage(plan):
        plan.bookings.append(terms.book([cast.stay], source=cast.source, note="n" in cast.flags))
    _honour(plan)
    _portray(plan)
    _late(plan, filler, terms)
    for group, stays in filler.groups():
        for stay in stays:
            booking = terms.book([stay], source="agent")
            booking.group, booking.segment = group.code, "group"
            plan.bookings.append(booking)
    for room in hotel.rooms:
        plan.bookings += [terms.book(stays) for stays in filler.fill(room)]
    plan.bookings += [terms.book([stay]) for stay in filler.waiting()]
    _expect(plan)
    _add_fallen(plan, filler, terms)
    for room in hotel.rooms:
        plan.room_states.setdefault(room.number, _room_state(plan, room, rng))
    return plan


def _honour(plan: Plan) -> None:
    """The guest of the model pictures: three nights at one price, one of them paid."""
    booking = next(b for b in plan.bookings if b.booker.surname == HONOURED)
    booking.stays[0].prices = (NIGHT_MINOR,) * 3
    booking.guarantee, booking.deposit_due_minor = "deposit", PAID_MINOR
    booking.deposit_paid_minor, booking.guest_note = PAID_MINOR, NOTE


def _portray(plan: Plan) -> None:
    """The guest of the picture of a folio: a company pays the room, with a deposit ahead."""
    booking = next(b for b in plan.bookings if b.booker.surname == PORTRAIT)
    booking.stays[0].prices = (PORTRAIT_MINOR,) * 3
    booking.meal, booking.company, booking.guarantee = "BB", PORTRAIT_COMPANY, "company"
    booking.deposit_due_minor, booking.deposit_paid_minor = 0, PORTRAIT_PAID


def _late(plan: Plan, filler: Filler, terms: Terms) -> None:
    """A guest who was expected yesterday and has not come yet."""
    superior = scene.kind_of("SUP")
    arrival, departure = plan.day(-1), plan.day(2)
    room = plan.board.free_rooms(superior, arrival, departure)[-1]
    plan.board.take(room, arrival, departure)
    stay = StayPlan(superior, room, arrival, departure, Status.CONFIRMED, filler.guest(returning=0))
    plan.bookings.append(terms.book([stay], source="expedia"))


def _expect(plan: Plan) -> None:
    """Who comes today has said when."""
    coming = [
        booking
        for booking in plan.bookings
        if (booking.stays[0].arrival, booking.stays[0].status) == (plan.today, Status.CONFIRMED)
    ]
    in_turn = cycle(IN_TURN)
    for booking in coming:
        said = SAID.get(booking.booker.surname) or booking.arrival_time
        booking.arrival_time = said or next(in_turn)


def _add_fallen(plan: Plan, filler: Filler, terms: Terms) -> None:
    """Cancelled bookings and no-shows beside the kept ones; they hold no room."""
    kept = list(plan.bookings)
    for booking in kept:
        like = booking.stays[0]
        if booking.group or like.status is Status.TENTATIVE:
            continue

        def make(arrival: date, departure: date, status: Status, like: StayPlan = like) -> StayPlan:
            return StayPlan(
                like.kind,
                None,
                arrival,
                departure,
                status,
                filler.guest(returning=CAME_BACK),
                like.adults,
                like.children,
            )

        plan.bookings += terms.fallen(booking, make)


def _room_state(plan: Plan, room: DemoRoom, rng: random.Random) -> str:
    """What housekeeping knows of a room on the morning of today."""
    today = plan.today
    here = [s for s in plan.stays() if room.number in (s.room, s.cut[1] if s.cut else None)]
    inside = [s for s in here if s.status is Status.CHECKED_IN and s.arrival <= today <= s.departure]
    if any(s.arrival == today for s in inside):
        return "clean"
    if inside:
        return "dirty" if any(s.departure == today for s in inside) or rng.random() < 0.6 else "clean"
    if any(s.departure == today and s.status is Status.CHECKED_OUT for s in here):
        return rng.choice(("dirty", "dirty", "in_progress", "clean", "inspected"))
    return rng.choice(("inspected", "inspected", "inspected", "clean", "clean", "pickup"))
