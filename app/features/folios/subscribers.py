"""Reactions of folios: what a rate plan wants paid when booking is scheduled as a deposit at once."""

from app.features import reservations
from app.features.folios.models import DepositDue
from app.features.folios.queries import deposits as queries
from app.features.reservations.events import ReservationMade
from app.infra.bus import Subscription
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock


def schedule_prepayment(event: ReservationMade, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
    """One part, due on the day of booking. It bears the booking's id: a repetition gives the same row."""
    reservation = reservations.load_reservation(uow, event.reservation_id)
    asked = reservation.deposit_due_minor
    if reservation.guarantee != "deposit" or not asked:
        return
    if queries.is_sold_by_plan(uow.session, reservation.id):
        uow.add(
            DepositDue(
                id=reservation.id, property_id=reservation.property_id, reservation_id=reservation.id,
                due_on=reservation.booked_on, amount_minor=asked,
                settled=reservation.deposit_paid_minor >= asked,
            )
        )  # fmt: skip


SUBSCRIPTIONS = (Subscription(ReservationMade, schedule_prepayment),)
