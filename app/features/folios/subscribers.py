"""Reactions of folios: the prepayment of a rate plan is a scheduled deposit and follows its booking."""

from datetime import date
from uuid import UUID

from app.features import property, reservations
from app.features.folios.models import DepositDue
from app.features.folios.queries import deposits as queries
from app.features.reservations.events import DepositAsked, ReservationMade
from app.infra.bus import Subscription
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock


def schedule_prepayment(event: ReservationMade, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
    """One part, due on the day of booking. It bears the booking's id: a repetition gives the same row."""
    reservation = reservations.load_reservation(uow, event.reservation_id)
    _schedule(uow, reservation.id, reservation.booked_on)


def reschedule_prepayment(event: DepositAsked, *, uow: UnitOfWork, clock: Clock) -> None:  # noqa: ARG001
    """The part follows what the booking asks for now; a schedule that somebody made by hand stands."""
    reservation = reservations.load_reservation(uow, event.reservation_id)
    known = queries.dues_of(uow.session, reservation.id)
    if any(due.id != reservation.id for due in known):
        return
    asked = reservation.deposit_due_minor if reservation.guarantee == "deposit" else 0
    if not known:
        _schedule(uow, reservation.id, property.open_property(uow, reservation.property_id).business_date)
    elif not asked:
        uow.delete(*known)
    else:
        known[0].amount_minor, known[0].settled = asked, reservation.deposit_paid_minor >= asked
        uow.flush()


def _schedule(uow: UnitOfWork, reservation_id: UUID, due_on: date) -> None:
    reservation = reservations.load_reservation(uow, reservation_id)
    asked = reservation.deposit_due_minor
    if reservation.guarantee != "deposit" or not asked:
        return
    if queries.is_sold_by_plan(uow.session, reservation.id):
        uow.add(
            DepositDue(
                id=reservation.id, property_id=reservation.property_id, reservation_id=reservation.id,
                due_on=due_on, amount_minor=asked, settled=reservation.deposit_paid_minor >= asked,
            )
        )  # fmt: skip


SUBSCRIPTIONS = (
    Subscription(ReservationMade, schedule_prepayment),
    Subscription(DepositAsked, reschedule_prepayment),
)
