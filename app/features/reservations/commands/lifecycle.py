"""Confirm, change, cancel, take a deposit, open a group; and the states that the front desk sets."""

from dataclasses import dataclass
from datetime import time
from typing import ClassVar
from uuid import UUID

from app.features import guests, property
from app.features.reservations import nights as nights_
from app.features.reservations import repository, rules
from app.features.reservations.commands.loading import WrongState
from app.features.reservations.events import DepositAsked, ReservationCancelled
from app.features.reservations.models import BookingGroup, Reservation, Stay
from app.features.reservations.rules import Status
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import tr


class GroupCodeTaken(AppError):
    """Another group of the hotel has this code."""

    code = "group_code_taken"


GUARANTEES = ("none", "card", "deposit", "company")
# What of a booking may be without a value.
CLEARED = ("arrival_time", "departure_time", "company_id", "agent_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmReservation(Command):
    """Make a tentative booking firm."""

    verb: ClassVar[str] = "reservations.confirm"

    reservation_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeReservation(Command):
    """Change what is said about a booking; a field left None stays as it is.

    `clear` names fields that are to be empty: times, company_id, agent_id.
    """

    verb: ClassVar[str] = "reservations.change"

    reservation_id: UUID
    guest_note: str | None = None
    internal_note: str | None = None
    tags: tuple[str, ...] | None = None
    arrival_time: time | None = None
    departure_time: time | None = None
    meal: str | None = None
    segment: str | None = None
    guarantee: str | None = None
    deposit_due_minor: int | None = None
    source: str | None = None
    company_id: UUID | None = None
    agent_id: UUID | None = None
    clear: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CancelReservation(Command):
    """Cancel every stay of a booking that has not begun."""

    verb: ClassVar[str] = "reservations.cancel"

    reservation_id: UUID
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CancelStay(Command):
    """Cancel one room of a booking."""

    verb: ClassVar[str] = "reservations.cancel_stay"

    stay_id: UUID
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordDeposit(Command):
    """Write down a deposit that has been paid, in minor units of the booking's currency."""

    verb: ClassVar[str] = "reservations.record_deposit"
    sort: ClassVar[Sort] = Sort.FACT

    reservation_id: UUID
    amount_minor: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CreateGroup(Command):
    """Open a group that bookings can belong to."""

    verb: ClassVar[str] = "reservations.create_group"

    group_id: UUID
    property_id: UUID
    code: str
    name: str


def load_reservation(uow: UnitOfWork, reservation_id: UUID) -> Reservation:
    """A reservation for writing. Raises NotFound."""
    reservation = uow.find(Reservation, reservation_id)
    if reservation is None:
        raise NotFound(tr("This booking does not exist any more."), field="reservation_id")
    property.open_property(uow, reservation.property_id)
    return reservation


def set_status(uow: UnitOfWork, clock: Clock, stay: Stay, status: Status) -> None:
    """Give a stay a state, release or take its rooms, and sum the reservation's state up."""
    stay.status = str(status)
    uow.flush()
    nights_.hold(uow, clock, stay, nights_.load(uow, stay.id))
    sum_up(uow, repository.reservation_of(uow.session, stay))


def sum_up(uow: UnitOfWork, reservation: Reservation) -> None:
    """Give a reservation the state that its stays make, and the day on which the last was cancelled."""
    stays = repository.stays_of(uow.session, reservation.id)
    status = rules.summed_status(s.status for s in stays)
    reservation.status = str(status)
    if status is not Status.CANCELLED:
        reservation.cancelled_on = None
    elif reservation.cancelled_on is None:
        reservation.cancelled_on = uow.business_date
    uow.flush()


def confirm_reservation(command: ConfirmReservation, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Tentative stays become confirmed."""
    reservation = load_reservation(uow, command.reservation_id)
    if reservation.status != Status.TENTATIVE:
        raise WrongState(tr("This booking is not tentative."))
    for stay in repository.stays_of(uow.session, reservation.id):
        if stay.status == Status.TENTATIVE:
            set_status(uow, clock, stay, Status.CONFIRMED)
    return {"reservation_id": str(reservation.id)}


def change_reservation(command: ChangeReservation, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the fields that are given."""
    reservation = load_reservation(uow, command.reservation_id)
    if command.guarantee is not None and command.guarantee not in GUARANTEES:
        raise InvalidInput(tr("This guarantee is not known."), field="guarantee")
    if command.deposit_due_minor is not None and command.deposit_due_minor < 0:
        raise InvalidInput(tr("A deposit is not below zero."), field="deposit_due_minor")
    if any(name not in CLEARED for name in command.clear):
        raise InvalidInput(tr("This cannot be left empty."), field="clear")
    for company_id in filter(None, (command.company_id, command.agent_id)):
        guests.find_company(uow, company_id)
    asked = reservation.guarantee, reservation.deposit_due_minor
    for name in command.clear:
        setattr(reservation, name, None)
    for name in (
        "guest_note", "internal_note", "arrival_time", "departure_time", "meal", "segment", "guarantee",
        "deposit_due_minor", "source", "company_id", "agent_id",
    ):  # fmt: skip
        value = getattr(command, name)
        if value is not None:
            setattr(reservation, name, value)
    if command.tags is not None:
        reservation.tags = list(command.tags)
    uow.flush()
    if asked != (reservation.guarantee, reservation.deposit_due_minor):
        uow.announce(DepositAsked(reservation_id=reservation.id, property_id=reservation.property_id))
    return {"reservation_id": str(reservation.id)}


def cancel_reservation(command: CancelReservation, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Cancel what is expected; refuse when nothing is."""
    reservation = load_reservation(uow, command.reservation_id)
    expected = [s for s in repository.stays_of(uow.session, reservation.id) if s.status in rules.EXPECTED]
    if not expected:
        raise WrongState(tr("Nothing of this booking can be cancelled any more."))
    return _cancel(uow, clock, reservation, expected, command.reason)


def cancel_stay(command: CancelStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Cancel one expected stay."""
    stay = uow.find(Stay, command.stay_id)
    if stay is None:
        raise NotFound(tr("This stay does not exist any more."), field="stay_id")
    reservation = load_reservation(uow, stay.reservation_id)
    if stay.status not in rules.EXPECTED:
        raise WrongState(tr("This stay cannot be cancelled any more."))
    return _cancel(uow, clock, reservation, [stay], command.reason)


def _cancel(
    uow: UnitOfWork, clock: Clock, reservation: Reservation, stays: list[Stay], reason: str
) -> dict[str, object]:
    for stay in stays:
        set_status(uow, clock, stay, Status.CANCELLED)
    if reason:
        reservation.internal_note = "\n".join(filter(None, [reservation.internal_note, reason]))
    uow.flush()
    uow.announce(
        ReservationCancelled(
            reservation_id=reservation.id, property_id=reservation.property_id,
            stay_ids=tuple(s.id for s in stays),
        )
    )  # fmt: skip
    return {"reservation_id": str(reservation.id), "stay_ids": [str(s.id) for s in stays]}


def record_deposit(command: RecordDeposit, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Add the amount to what has been paid."""
    reservation = load_reservation(uow, command.reservation_id)
    if not 0 < command.amount_minor <= rules.MAX_PRICE_MINOR:
        raise InvalidInput(tr("Give the amount that was paid."), field="amount_minor")
    reservation.deposit_paid_minor += command.amount_minor
    uow.flush()
    return {"deposit_paid_minor": reservation.deposit_paid_minor, "currency": reservation.currency}


def set_deposit_paid(uow: UnitOfWork, reservation_id: UUID, paid_minor: int) -> None:
    """Note how much of a booking's deposit is paid, as the folios know it. Raises NotFound."""
    load_reservation(uow, reservation_id).deposit_paid_minor = paid_minor
    uow.flush()


def create_group(command: CreateGroup, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the group."""
    property.open_property(uow, command.property_id)
    if not command.name.strip():
        raise InvalidInput(tr("Give the group a name."), field="name")
    if repository.group_by_code(uow.session, command.property_id, command.code) is not None:
        raise GroupCodeTaken(tr("There is a group with the code {code}.", code=command.code), field="code")
    uow.add(
        BookingGroup(
            id=command.group_id, property_id=command.property_id, code=command.code, name=command.name
        )
    )
    return {"group_id": str(command.group_id)}
