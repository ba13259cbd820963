"""No-show: guests did not come; what the policy of each as sold asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.features import guests, reservations
from app.features.front_desk.commands.cancelling import (
    MOST_STAYS,
    Reinstate,
    put_state_back,
    reinstate,
    states_of,
)
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
from app.kernel.errors import Choice, InvalidInput
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkNoShow(Command):
    """The guest did not come, nor did those of `also`. `charge` asks what each one's policy as sold asks;
    `waive` leaves it out, saying why.

    `at` is given by a replay: the instant at which it was said.
    """

    verb: ClassVar[str] = "front_desk.mark_no_show"
    sort: ClassVar[Sort] = Sort.FACT

    stay_id: UUID
    also: tuple[UUID, ...] = ()
    charge: bool = False
    reason: str = ""
    waive: bool = False
    waive_reason: str = ""
    at: datetime | None = None

    @property
    def stay_ids(self) -> tuple[UUID, ...]:
        """All of them."""
        return (self.stay_id, *self.also)


def mark_no_show(command: MarkNoShow, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Expected today or before: then the rooms are released, and the fees are posted where they are asked."""
    ids = command.stay_ids
    if len(set(ids)) != len(ids) or len(ids) > MOST_STAYS:
        raise InvalidInput(tr("Choose between 1 and {most}.", most=MOST_STAYS), field="also")
    loaded = [reservations.load_stay(uow, stay_id) for stay_id in ids]
    names = [_ensure_expected(uow, one) for one in loaded]
    result: dict[str, object] = {
        "stay_id": str(command.stay_id), "guest": names[0], "stay_ids": [str(id_) for id_ in ids],
        "were": states_of(loaded),
    }  # fmt: skip
    if command.charge:
        at = command.at or clock.now()
        fee = _charge(command, loaded, at, uow=uow, clock=clock)
        uow.resolved = replace(command, at=at)
        result |= {"fee_minor": 0 if command.waive else fee, "waived_minor": fee if command.waive else 0,
                   "currency": loaded[0].reservation.currency}  # fmt: skip
    for one in loaded:
        reservations.set_status(uow, clock, one.stay, reservations.Status.NO_SHOW)
    return result


def _ensure_expected(uow: UnitOfWork, loaded: reservations.LoadedStay) -> str:
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    if stay.status not in reservations.EXPECTED or stay.arrival > loaded.business_date:
        raise NotExpected(tr("{name} was not expected until today.", name=name))
    return name


def _charge(
    command: MarkNoShow, loaded: Sequence[reservations.LoadedStay], at: datetime, *, uow: UnitOfWork,
    clock: Clock,
) -> int:  # fmt: skip
    """Post the fee of each to its own folio; what they are together."""
    fees = [fee_of(uow, one, at).minor for one in loaded]
    terms = Terms(Ending.NO_SHOW, at, command.reason, command.waive, command.waive_reason)
    ensure_terms(uow, terms, sum(fees))
    try:
        for one, fee in zip(loaded, fees, strict=True):
            record_ending(uow, clock, one, fee, terms)
    except NoAccounts as error:
        free = replace(command, id=uow.new_id(), charge=False)
        error.choices = (Choice(tr("No-show without a fee"), free),)
        raise
    return sum(fees)


def take_no_show_back(taken: Taken, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Undo of a no-show whose fee was posted: the stays come back, the fees are reversed."""
    if not taken.result.get("fee_minor"):
        return False
    command = codec.typed(taken.payload, MarkNoShow)
    if taken.again:
        mark_no_show(replace(command, id=uow.new_id()), uow=uow, clock=clock)
    else:
        for stay_id in command.stay_ids:
            reinstate(Reinstate(id=uow.new_id(), stay_id=stay_id), uow=uow, clock=clock)
            put_state_back(taken, stay_id, uow=uow, clock=clock)
    return True


HANDLERS = (Handling(MarkNoShow, mark_no_show, take_no_show_back),)
