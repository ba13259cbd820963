"""No-show: the guest did not come; what the policy as sold asks for it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.features import guests, reservations
from app.features.front_desk.commands.cancelling import Reinstate, reinstate
from app.features.front_desk.commands.ending_fees import (
    NoAccounts,
    Terms,
    ensure_terms,
    fee_of,
    record_ending,
)
from app.features.front_desk.commands.refusals import NotExpected
from app.features.front_desk.rules.ending import Ending
from app.infra import codec
from app.infra.bus import Handling
from app.infra.undo import Taken
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import Choice
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkNoShow(Command):
    """The guest did not come. `charge` asks what the policy as sold asks; `waive` leaves it out, saying why.

    `at` is given by a replay: the instant at which it was said.
    """

    verb: ClassVar[str] = "front_desk.mark_no_show"
    sort: ClassVar[Sort] = Sort.FACT

    stay_id: UUID
    charge: bool = False
    reason: str = ""
    waive: bool = False
    waive_reason: str = ""
    at: datetime | None = None


def mark_no_show(command: MarkNoShow, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Expected today or before: then the rooms are released, and the fee is posted where one is asked."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    if stay.status not in reservations.EXPECTED or stay.arrival > loaded.business_date:
        raise NotExpected(tr("{name} was not expected until today.", name=name))
    result: dict[str, object] = {"stay_id": str(stay.id), "guest": name}
    if command.charge:
        at = command.at or clock.now()
        fee = fee_of(uow, loaded, at).minor
        terms = Terms(Ending.NO_SHOW, at, command.reason, command.waive, command.waive_reason)
        ensure_terms(uow, terms, fee)
        try:
            record_ending(uow, clock, loaded, fee, terms)
        except NoAccounts as error:
            free = replace(command, id=uow.new_id(), charge=False)
            error.choices = (Choice(tr("No-show without a fee"), free),)
            raise
        uow.resolved = replace(command, at=at)
        result |= {"fee_minor": 0 if command.waive else fee, "waived_minor": fee if command.waive else 0,
                   "currency": loaded.reservation.currency}  # fmt: skip
    reservations.set_status(uow, clock, stay, reservations.Status.NO_SHOW)
    return result


def take_no_show_back(taken: Taken, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Undo of a no-show whose fee was posted: the stay comes back, the fee is reversed."""
    if not taken.result.get("fee_minor"):
        return False
    command = codec.typed(taken.payload, MarkNoShow)
    if taken.again:
        mark_no_show(replace(command, id=uow.new_id()), uow=uow, clock=clock)
    else:
        reinstate(Reinstate(id=uow.new_id(), stay_id=command.stay_id), uow=uow, clock=clock)
    return True


HANDLERS = (Handling(MarkNoShow, mark_no_show, take_no_show_back),)
