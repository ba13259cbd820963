"""How a booking came about and what it costs: source, lead time, prices, deposits, notes."""

import random
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Final

from app.features.reservations import Status
from app.kernel.dates import StayDates
from app.workbench.demo import names, shape
from app.workbench.demo.plan import BookingPlan, Plan, StayPlan

# Source, letter of the channel, share, market segment.
SOURCES: Final = (
    ("booking", "B", 34, "ota"), ("direct", "", 24, "leisure"), ("expedia", "E", 12, "ota"),
    ("airbnb", "A", 8, "ota"),
    ("company", "", 8, "corporate"), ("phone", "", 7, "leisure"), ("agent", "", 5, "tour"),
    ("walk_in", "", 2, "leisure"),
)  # fmt: skip
GUEST_NOTES: Final = (
    "Feather-free pillows, please.", "Late arrival, about 23:00.", "Anniversary.",
    "Quiet room away from the lift.", "Extra blanket for the baby cot.", "Vegetarian breakfast.",
    "Needs an invoice to the company.",
    "Two bicycles to store.", "Coming by the night train; early check-in if possible.", "Allergic to nuts.",
)  # fmt: skip
INTERNAL_NOTES: Final = (
    "Card from the manager in the room.", "Paid cash last time, ask for a card.",
    "Prefers to be called by the surname.",
    "Complained about street noise in spring; courtyard side.", "Regular guest, knows Inês.",
)  # fmt: skip
TAGS: Final = ("anniversary", "early check-in", "parking", "cot", "quiet", "returning", "late arrival")
# After so many days it is clear that a guest will not come any more.
SETTLED: Final = 10
FLEXIBLE: Final = {"name": "Flexible", "free_until_days": 2, "fee": "first_night"}
SEASON: Final = (0.82, 0.85, 0.95, 1.1, 1.15, 1.22, 1.25, 1.28, 1.2, 1.05, 0.88, 0.95)


class Terms:
    """Makes bookings out of stays."""

    def __init__(self, plan: Plan, rng: random.Random) -> None:
        self._plan, self._rng = plan, rng

    def book(self, stays: list[StayPlan], *, source: str = "", note: bool | None = None) -> BookingPlan:
        """A booking of these stays with everything that is said about one."""
        rng = self._rng
        booked_on = self.booked_on(min(stay.arrival for stay in stays))
        chosen = (
            next((s for s in SOURCES if s[0] == source), None)
            or rng.choices(SOURCES, [s[2] for s in SOURCES])[0]
        )
        booking = BookingPlan(stays, booked_on, source=chosen[0], channel_code=chosen[1], segment=chosen[3])
        if booking.channel_code:
            booking.external_id = str(rng.randrange(10**9, 4 * 10**9))
        if booking.source == "company":
            booking.company = rng.choice(names.COMPANIES)[0]
        if booking.source == "agent":
            booking.agent = rng.choice(names.AGENTS)[0]
        self._price(booking)
        self._pay(booking)
        self._say(booking, rng.random() < 0.14 if note is None else note)
        return booking

    def booked_on(self, arrival: date, table: tuple[int, ...] = shape.LEAD_KEPT) -> date:
        """When an arrival was booked: never after today."""
        least = max(0, (arrival - self._plan.today).days)
        for _ in range(12):
            lead = shape.from_quantiles(self._rng, table)
            if lead >= least:
                return arrival - timedelta(days=lead)
        return self._plan.today - timedelta(days=self._rng.randrange(60))

    def fallen(
        self, booking: BookingPlan, make: Callable[[date, date, Status], StayPlan]
    ) -> list[BookingPlan]:
        """Bookings like this one that were cancelled or never came, as many as the real shape has."""
        first = booking.stays[0]
        lead = (first.arrival - booking.booked_on).days
        away = shape.stays_away(self._rng, lead) and first.arrival < self._plan.day(-SETTLED)
        wanted = shape.cancelled_per_kept(lead)
        count = int(wanted) + (self._rng.random() < wanted % 1)
        found = [self._cancelled(first, make) for _ in range(min(count, 3))]
        if away:
            found.append(self.book([make(first.arrival, first.departure, Status.NO_SHOW)]))
        return [b for b in found if b is not None]

    def _cancelled(
        self, like: StayPlan, make: Callable[[date, date, Status], StayPlan]
    ) -> BookingPlan | None:
        booked_on = self.booked_on(like.arrival, shape.LEAD_CANCELLED)
        lead = (like.arrival - booked_on).days
        left = lead * shape.from_quantiles(self._rng, shape.LEFT_AT_CANCELLATION) // 100
        cancelled_on = like.arrival - timedelta(days=left)
        if cancelled_on > self._plan.today:
            return None
        booking = self.book([make(like.arrival, like.departure, Status.CANCELLED)])
        booking.booked_on, booking.cancelled_on = booked_on, cancelled_on
        booking.deposit_paid_minor = 0
        return booking

    def _price(self, booking: BookingPlan) -> None:
        discount = {"company": 0.9, "agent": 0.84, "booking": 0.97, "expedia": 0.95, "walk_in": 1.05}
        factor = discount.get(booking.source, 1.0) * self._rng.choice((0.92, 0.96, 1.0, 1.0, 1.04))
        for stay in booking.stays:
            dates = StayDates(stay.arrival, stay.departure)
            stay.prices = tuple(
                round(
                    stay.kind.rate_minor
                    * SEASON[n.month - 1]
                    * (1.12 if n.weekday() in (4, 5) else 1.0)
                    * factor
                    / 100
                )
                * 100
                for n in dates.each_night()
            )

    def _pay(self, booking: BookingPlan) -> None:
        """Who has left has paid; others are guaranteed in one way or other, some have paid ahead."""
        total = sum(stay.total_minor for stay in booking.stays)
        first_night = sum(stay.prices[0] for stay in booking.stays)
        chance = self._rng.random()
        if booking.source == "company":
            booking.guarantee = "company"
        elif chance < 0.22:
            booking.guarantee = "none" if booking.source in ("direct", "phone", "walk_in") else "card"
        elif chance < 0.55:
            booking.guarantee, booking.deposit_due_minor = "deposit", first_night
            booking.deposit_paid_minor = first_night if self._rng.random() < 0.7 else 0
        elif chance < 0.75 and booking.channel_code:
            booking.guarantee, booking.deposit_paid_minor = "deposit", total
        status = booking.stays[0].status
        if status is Status.CHECKED_OUT or (status is Status.CHECKED_IN and self._rng.random() < 0.55):
            booking.deposit_paid_minor = total

    def _say(self, booking: BookingPlan, noted: bool) -> None:
        rng = self._rng
        if noted:
            booking.guest_note = rng.choice(GUEST_NOTES)
            booking.internal_note = rng.choice(("", "", *INTERNAL_NOTES))
        if rng.random() < 0.12:
            booking.tags = (rng.choice(TAGS),)
        if rng.random() < 0.35:
            booking.arrival_time = time(
                rng.choice((13, 14, 15, 15, 16, 17, 18, 20, 22)), rng.choice((0, 0, 30))
            )
        booking.meal = rng.choices(("BB", "RO", "HB"), (78, 14, 8))[0]
