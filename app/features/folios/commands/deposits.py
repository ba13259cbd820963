"""Deposits of a booking: what is due when, taking them, and applying them to the guest's folio."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.features import property, reservations
from app.features.folios import ledger
from app.features.folios.commands.loading import (
    find_folio,
    find_window,
    folio_of_stay,
    language_of,
    never_undone,
    new_folio,
)
from app.features.folios.commands.opening import ensure_open
from app.features.folios.commands.payments import TakePayment, take_payment
from app.features.folios.models import DepositDue, Folio
from app.features.folios.queries import deposits as queries
from app.features.folios.queries.vouchers import terms_of
from app.features.folios.rules.chart import TRANSFERS
from app.features.folios.rules.entries import Entry
from app.features.folios.rules.refunds import DepositPart, due_parts, ensure_positive, money
from app.infra.bus import Handling
from app.infra.languages import say
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import printed, tr


class NoDeposit(AppError):
    """No deposit (so high) is held for the booking."""

    code = "no_deposit"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleDeposits(Command):
    """Say which parts of a booking's price are due when; this takes the place of what was said before."""

    verb: ClassVar[str] = "folios.schedule_deposits"

    reservation_id: UUID
    parts: tuple[DepositPart, ...]
    due_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeDeposit(TakePayment):
    """Take a payment for a booking before arrival; `folio_id` is the folio to open when there is none."""

    verb: ClassVar[str] = "folios.take_deposit"

    reservation_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplyDeposit(Command):
    """Move a deposit to a window of a folio; None as the amount takes the stay's share."""

    verb: ClassVar[str] = "folios.apply_deposit"
    sort: ClassVar[Sort] = Sort.FACT

    folio_id: UUID
    number: int = 1
    amount_minor: int | None = None

    @classmethod
    def why_never_undone(cls) -> str:
        """A posting."""
        return never_undone()


def schedule_deposits(command: ScheduleDeposits, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Work the parts out from the price as sold, and write what is due."""
    reservation = reservations.load_reservation(uow, command.reservation_id)
    if not command.parts:
        uow.delete(*queries.dues_of(uow.session, reservation.id))
        return {"due": []}
    stays = queries.stay_prices(uow.session, reservation.id)
    arrival = queries.first_arrival(uow.session, reservation.id)
    live = [minor for _, status, minor in stays if status not in queries.GONE]
    if arrival is None or not live:
        raise InvalidInput(tr("This booking has no stay that a deposit could be due for."))
    due = due_parts(sum(live), command.parts, reservation.booked_on, arrival)
    if len(command.due_ids) < len(due):
        raise InvalidInput(tr("Each part of a deposit needs its own id."), field="due_ids")
    uow.delete(*queries.dues_of(uow.session, reservation.id))
    paid = reservation.deposit_paid_minor
    rows = []
    for (day, minor), id_ in zip(due, command.due_ids, strict=False):
        rows.append(
            DepositDue(
                id=id_, property_id=reservation.property_id, reservation_id=reservation.id, due_on=day,
                amount_minor=minor, settled=paid >= minor,
            )
        )  # fmt: skip
        paid -= minor
    uow.add(*rows)
    return {"due": [[day.isoformat(), minor] for day, minor in due]}


def take_deposit(command: TakeDeposit, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The booking's deposit folio, opened when there is none; then a payment as any other."""
    reservation = reservations.load_reservation(uow, command.reservation_id)
    folio = queries.deposit_folio(uow.session, reservation.id)
    if folio is None:
        property.open_property(uow, reservation.property_id)
        folio = new_folio(
            uow, command.folio_id, kind="deposit", reservation_id=reservation.id,
            guest_id=reservation.booker_id,
        )  # fmt: skip
    elif folio.status != "open":
        folio.status, folio.closed_at = "open", None
        uow.flush()
    taken = TakePayment(
        id=command.id, payment_id=command.payment_id, folio_id=folio.id, method=command.method,
        amount_minor=command.amount_minor, tendered_minor=command.tendered_minor,
        tendered_currency=command.tendered_currency, reference=command.reference,
        session_id=command.session_id, provider=command.provider, provider_ref=command.provider_ref,
        saved_card_id=command.saved_card_id, virtual_card_id=command.virtual_card_id,
        company_id=command.company_id, by_link=command.by_link, keep_card=command.keep_card,
        business_date=command.business_date,
    )  # fmt: skip
    try:
        return take_payment(taken, uow=uow, clock=clock) | {"folio_id": str(folio.id)}
    except AppError as error:
        # The folio was opened for this payment and is gone with it: what is offered is a deposit again.
        error.choices = tuple(_as_deposit(command, choice) for choice in error.choices)
        raise


def _as_deposit(command: TakeDeposit, choice: Choice) -> Choice:
    offered = choice.command
    if not isinstance(offered, TakePayment):
        return choice
    again = replace(
        command, id=offered.id, amount_minor=offered.amount_minor, business_date=offered.business_date
    )
    return replace(choice, command=again)


def apply_deposit(command: ApplyDeposit, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """So much is held for the booking: then it lessens what the window owes."""
    folio = find_folio(uow, command.folio_id)
    ensure_open(uow, folio)
    find_window(uow, folio, command.number)
    if folio.reservation_id is None or folio.kind == "deposit":
        raise NoDeposit(tr("This folio belongs to no booking, so no deposit is held for it."))
    held = queries.deposit_folio(uow.session, folio.reservation_id)
    there = queries.held_minor(uow.session, held.id) if held is not None else 0
    if held is None or there <= 0:
        raise NoDeposit(tr("No deposit is held for this booking."))
    minor = command.amount_minor
    if minor is None:
        share = queries.share_of(uow.session, folio.reservation_id, held, folio.stay_id)
        minor = share or there
    ensure_positive(minor)
    if minor > there:
        rest = ApplyDeposit(id=uow.new_id(), folio_id=folio.id, number=command.number, amount_minor=there)
        label = tr("Apply {held}", held=money(there, folio.currency))
        raise NoDeposit(
            tr("Only {held} is held for this booking.", held=money(there, folio.currency)),
            choices=[Choice(label, rest)], field="amount_minor",
        )  # fmt: skip
    if held.status != "open":
        held.status, held.closed_at = "open", None
        uow.flush()
    ledger.post(uow, clock, _moved(uow, folio, command.number, held, minor))
    return {"amount_minor": minor, "currency": folio.currency}


def apply_by_rule(uow: UnitOfWork, clock: Clock, stay_id: UUID, moment: str) -> int:
    """What the front desk calls when a guest comes or goes: a held deposit is applied where the house's
    terms say so. Gives the amount; 0 where nothing is held, or the house applies deposits at another time."""
    loaded = reservations.load_stay(uow, stay_id)
    if terms_of(uow.session, loaded.stay.property_id).apply_deposit != moment:
        return 0
    held = queries.deposit_folio(uow.session, loaded.reservation.id)
    if held is None or queries.held_minor(uow.session, held.id) <= 0:
        return 0
    minor = queries.share_of(uow.session, loaded.reservation.id, held, stay_id)
    folio = folio_of_stay(uow, stay_id)
    if not minor or folio.status != "open":
        return 0
    uow.flush()
    apply_deposit(ApplyDeposit(id=uow.new_id(), folio_id=folio.id, amount_minor=minor), uow=uow, clock=clock)
    return minor


def _moved(uow: UnitOfWork, folio: Folio, number: int, held: Folio, minor: int) -> list[Entry]:
    """From the deposit ledger to the guest's: two postings, each on its folio."""
    language = language_of(uow, folio.id, number)
    own = Entry(
        account=folio.account, counter=TRANSFERS, folio_id=folio.id, number=number, amount_minor=-minor,
        kind="deposit", text=say(language, printed("Deposit")), stay_id=folio.stay_id,
    )  # fmt: skip
    there = Entry(
        account=held.account, counter=TRANSFERS, folio_id=held.id, amount_minor=minor, kind="deposit",
        text=say(language, printed("Applied to folio {number}"), number=folio.number), stay_id=folio.stay_id,
    )  # fmt: skip
    return [own, there]


HANDLERS = (
    Handling(ScheduleDeposits, schedule_deposits),
    Handling(TakeDeposit, take_deposit),
    Handling(ApplyDeposit, apply_deposit),
)
