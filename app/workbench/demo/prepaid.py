"""Deposits of the demo's bookings: taken on the day of booking, applied when the guest arrives."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from app.features.folios import Entry, Method
from app.features.folios.commands.loading import next_folio_numbers
from app.features.folios.models import Folio, FolioWindow, Payment
from app.features.folios.rules.chart import DEPOSITS, GUEST_LEDGER, TRANSFERS
from app.features.reservations import Status
from app.kernel.money import allocate
from app.workbench.demo.cast import Guest, Owners
from app.workbench.demo.desk import Desk
from app.workbench.demo.plan import BookingPlan, Plan
from app.workbench.demo.slips import payment_entry, payment_row
from app.workbench.demo.writing import CURRENCY

AHEAD: Final = (Status.CONFIRMED, Status.TENTATIVE)
Rows = dict[type[Any], list[dict[str, object]]]


class Prepaid:
    """Knows which booking has paid how much ahead, and in which folio that is held."""

    def __init__(self, desk: Desk, plan: Plan, guests: Sequence[Guest], owners: Owners, first: date) -> None:
        self._desk, self._owners = desk, owners
        self._held: dict[int, tuple[UUID, int]] = {}
        self._days: dict[date, list[tuple[BookingPlan, int]]] = defaultdict(list)
        here = {id(guest.booking) for guest in guests}
        for booking in plan.bookings:
            expected = any(stay.status in AHEAD for stay in booking.stays)
            minor = paid_ahead(booking) if expected or id(booking) in here else 0
            if minor > 0:
                self._days[max(first, min(booking.booked_on, plan.today))].append((booking, minor))

    def take(self, day: date) -> None:
        """The deposits of a day, as one write."""
        bookings = self._days.get(day, [])
        rows: Rows = {Folio: [], FolioWindow: [], Payment: []}
        entries = []
        for (booking, minor), number in zip(bookings, self._numbers(len(bookings)), strict=True):
            folio_id = self._desk.uow.new_id()
            self._held[id(booking)] = (folio_id, minor)
            entries.append(self._write(rows, booking, minor, folio_id, number))
        for model, found in rows.items():
            self._desk.uow.insert_rows(model, found)
        self._desk.post(entries)

    def applied(self, guests: Sequence[Guest]) -> Iterator[Entry]:
        """What is held for guests who arrive goes to their folios, divided by the prices of the rooms."""
        for guest in guests:
            if id(guest.booking) not in self._held:
                continue
            held_id, minor = self._held[id(guest.booking)]
            stays = guest.booking.stays
            share = allocate(minor, [stay.total_minor for stay in stays])[stays.index(guest.stay)]
            yield Entry(
                account=GUEST_LEDGER, counter=TRANSFERS, folio_id=guest.folio, kind="deposit",
                number=2 if guest.is_portrait else 1, amount_minor=-share, text="Deposit",
                stay_id=guest.stay_id,
            )  # fmt: skip
            yield Entry(
                account=DEPOSITS, counter=TRANSFERS, folio_id=held_id, amount_minor=share, kind="deposit",
                text=f"Applied to the folio of {guest.stay.guest.surname}", stay_id=guest.stay_id,
            )  # fmt: skip

    def _write(self, rows: Rows, booking: BookingPlan, minor: int, folio_id: UUID, number: str) -> Entry:
        uow, day = self._desk.uow, self._desk.clock.instant
        reservation_id, guest_id = self._owners(booking.stays[0])
        card = bool(booking.channel_code) or minor % 200 == 0
        method = Method.TERMINAL if card else Method.BANK_TRANSFER
        reference = f"{minor * 7 % 900_000 + 100_000}" if card else f"TRF {booking.booked_on:%y%m%d}"
        property_id = self._desk.property_id
        rows[Folio].append({
            "id": folio_id, "property_id": property_id, "number": number, "kind": "deposit",
            "account": DEPOSITS, "status": "open", "reservation_id": reservation_id, "stay_id": None,
            "guest_id": guest_id, "company_id": None, "name": "", "currency": CURRENCY,
            "opened_on": day.date(), "closed_at": None,
        })  # fmt: skip
        rows[FolioWindow].append({
            "folio_id": folio_id, "number": 1, "property_id": property_id, "guest_id": guest_id,
            "company_id": None,
        })  # fmt: skip
        payment_id = uow.new_id()
        rows[Payment].append(payment_row(self._desk, payment_id, folio_id, method, minor, reference))
        return payment_entry(DEPOSITS, payment_id, folio_id, method, minor, reference)

    def _numbers(self, count: int) -> list[str]:
        """So many numbers of the series of folios; the series moves once."""
        return next_folio_numbers(self._desk.uow, count) if count else []


def paid_ahead(booking: BookingPlan) -> int:
    """What was paid before arrival: who has left paid the rest at the desk."""
    if booking.stays[0].status is not Status.CHECKED_OUT:
        return booking.deposit_paid_minor
    if booking.guarantee != "deposit":
        return 0
    return booking.deposit_due_minor or booking.deposit_paid_minor
