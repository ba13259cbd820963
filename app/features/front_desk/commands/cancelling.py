"""Cancel stays with the fee of the policy as sold; bring them back, also when the guest comes after all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.features import guests, rates, reservations
from app.features.front_desk.commands.arriving import CheckIn, check_in
from app.features.front_desk.commands.ending_fees import (
    WAIVE,
    NoAccounts,
    Terms,
    ensure_terms,
    fee_of,
    record_ending,
    take_fee_back,
)
from app.features.front_desk.models.ending import StayEnding
from app.features.front_desk.repository.ending import standing_ending
from app.features.front_desk.rules.ending import Ending
from app.infra import codec
from app.infra.bus import Handling
from app.infra.undo import Taken
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import tr

MOST_STAYS = 200


class FeeChanged(AppError):
    """The fee is another one than the desk was shown: its time has passed."""

    code = "fee_changed"


@dataclass(frozen=True, kw_only=True, slots=True)
class CancelWithFee(Command):
    """Cancel stays of one or more bookings, and charge what their policies ask.

    `expected_minor` is the fee in all that the desk was shown; another one is refused. `waive` leaves it
    out, with a reason, for whom it is allowed. `at` is given by a replay: the instant of the cancellation.
    """

    verb: ClassVar[str] = "front_desk.cancel"
    sort: ClassVar[Sort] = Sort.FACT

    stay_ids: tuple[UUID, ...]
    reason: str = ""
    waive: bool = False
    waive_reason: str = ""
    expected_minor: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reinstate(Command):
    """Bring a cancelled stay or a no-show back; its fee is reversed unless `keep_fee`."""

    verb: ClassVar[str] = "front_desk.reinstate"

    stay_id: UUID
    keep_fee: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ArriveLate(Command):
    """The guest who was a no-show stands here: brought back and checked in at once."""

    verb: ClassVar[str] = "front_desk.arrive_late"
    sort: ClassVar[Sort] = Sort.FACT

    stay_id: UUID
    keep_fee: bool = False

    @classmethod
    def why_never_undone(cls) -> str:
        """The guest has the key."""
        return tr("The guest is in the house. When that is wrong, check the guest out again.")


def cancel_with_fee(command: CancelWithFee, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Every stay is still expected, the fee is the one that was shown: then all are cancelled."""
    if not 0 < len(set(command.stay_ids)) == len(command.stay_ids) <= MOST_STAYS:
        raise InvalidInput(tr("Choose between 1 and {most}.", most=MOST_STAYS), field="stay_ids")
    at = command.at or clock.now()
    loaded = [reservations.load_stay(uow, stay_id) for stay_id in command.stay_ids]
    fees = [fee_of(uow, one, at) for one in loaded]
    total = sum(fee.minor for fee in fees)
    terms = Terms(Ending.CANCELLED, at, command.reason, command.waive, command.waive_reason)
    ensure_terms(uow, terms, total)
    _ensure_cancellable(loaded, uow)
    currency = loaded[0].reservation.currency
    if command.expected_minor not in (None, total) and not command.waive:
        raise FeeChanged(
            _changed(total, currency), choices=_at_this_fee(command, total, currency, uow),
            field="expected_minor",
        )  # fmt: skip
    try:
        for one, fee in zip(loaded, fees, strict=True):
            record_ending(uow, clock, one, fee.minor, terms)
    except NoAccounts as error:
        error.choices = tuple(_without_fee(command, uow))
        raise
    were = states_of(loaded)
    for index, one in enumerate(loaded):
        note = command.reason.strip() if not index else ""
        cancel = reservations.CancelStay(id=uow.new_id(), stay_id=one.stay.id, reason=note)
        reservations.cancel_stay(cancel, uow=uow, clock=clock)
    uow.resolved = replace(command, at=at, expected_minor=total)
    return {
        "stay_ids": [str(one.stay.id) for one in loaded], "fee_minor": 0 if command.waive else total,
        "waived_minor": total if command.waive else 0, "currency": currency, "were": were,
    }  # fmt: skip


def states_of(loaded: Sequence[reservations.LoadedStay]) -> dict[str, str]:
    """The states of stays by their ids, for whoever takes back what ends them."""
    return {str(one.stay.id): one.stay.status for one in loaded}


def put_state_back(taken: Taken, stay_id: UUID, *, uow: UnitOfWork, clock: Clock) -> None:
    """Who is brought back is confirmed; who was tentative before is tentative again."""
    was = taken.result.get("were", {}).get(str(stay_id))
    if was == reservations.Status.TENTATIVE:
        stay = reservations.load_stay(uow, stay_id).stay
        reservations.set_status(uow, clock, stay, reservations.Status.TENTATIVE)


def _ensure_cancellable(loaded: Sequence[reservations.LoadedStay], uow: UnitOfWork) -> None:
    for one in loaded:
        if one.stay.status not in reservations.EXPECTED:
            name = guests.name_of(uow, one.stay.guest_id)
            raise reservations.WrongState(tr("The stay of {name} cannot be cancelled any more.", name=name))


def _changed(total: int, currency: str) -> str:
    if not total:
        return tr("Cancelling has become free. Look at it again.")
    fee = rates.money_text(total, currency)
    return tr("The fee is {fee} {currency} now. Look at it again.", fee=fee, currency=currency)


def _at_this_fee(command: CancelWithFee, total: int, currency: str, uow: UnitOfWork) -> list[Choice]:
    """To cancel as it stands now; or to leave the fee out."""
    again = replace(command, id=uow.new_id(), expected_minor=total, at=None)
    label = tr("Cancel, it is free")
    if total:
        label = tr(
            "Cancel, charge {fee} {currency}", fee=rates.money_text(total, currency), currency=currency
        )
    return [Choice(label, again), *(_without_fee(command, uow) if total else [])]


def _without_fee(command: CancelWithFee, uow: UnitOfWork) -> list[Choice]:
    """To leave the fee out, for whom it is allowed."""
    if not uow.actor.may(WAIVE):
        return []
    why = command.waive_reason.strip() or tr("Left out at the desk")
    again = replace(command, id=uow.new_id(), waive=True, waive_reason=why, expected_minor=None, at=None)
    return [Choice(tr("Cancel without a fee"), again, tr("The journal keeps who decided it."))]


def reinstate(command: Reinstate, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Cancelled or a no-show, and not over yet: it is confirmed again, in its room or in the lane."""
    loaded = reservations.load_stay(uow, command.stay_id)
    has_room = reservations.revive(uow, clock, loaded)
    ending = standing_ending(uow.session, loaded.stay.id)
    back = 0
    if ending is not None:
        back = take_fee_back(uow, clock, ending, tr("The booking is back"), keep=command.keep_fee)
    name = guests.name_of(uow, loaded.stay.guest_id)
    return {
        "stay_id": str(loaded.stay.id), "guest": name, "has_room": has_room, "reversed_minor": back,
        "currency": loaded.reservation.currency, "ending_id": str(ending.id) if ending is not None else "",
    }  # fmt: skip


def arrive_late(command: ArriveLate, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Brought back, then checked in; where only the room is missing, what was offered is said too."""
    back = Reinstate(id=uow.new_id(), stay_id=command.stay_id, keep_fee=command.keep_fee)
    result = reinstate(back, uow=uow, clock=clock)
    try:
        arrived = check_in(CheckIn(id=uow.new_id(), stay_id=command.stay_id), uow=uow, clock=clock)
    except AppError as error:
        # What check-in offers is about a stay that is not back yet: first bring it back.
        first = replace(back, id=uow.new_id())
        error.choices = (
            Choice(tr("Bring the booking back first"), first, tr("Then give it a room and check in.")),
        )
        raise
    return result | arrived


def take_cancel_back(taken: Taken, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Undo of a cancellation whose fee was posted: the stays come back, the fee is reversed.

    Without a posting the rows themselves are put back, so that this does nothing.
    """
    if not taken.result.get("fee_minor"):
        return False
    command = codec.typed(taken.payload, CancelWithFee)
    if taken.again:
        cancel_with_fee(replace(command, id=uow.new_id()), uow=uow, clock=clock)
        return True
    for stay_id in command.stay_ids:
        reinstate(Reinstate(id=uow.new_id(), stay_id=stay_id), uow=uow, clock=clock)
        put_state_back(taken, stay_id, uow=uow, clock=clock)
    return True


def take_reinstating_back(taken: Taken, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Undo of bringing a stay back whose fee was reversed: it ends as before, with the fee of that time."""
    if not taken.result.get("reversed_minor"):
        return False
    stay_id = UUID(taken.result["stay_id"])
    if taken.again:
        reinstate(Reinstate(id=uow.new_id(), stay_id=stay_id), uow=uow, clock=clock)
        return True
    ending = uow.find(StayEnding, UUID(taken.result["ending_id"]))
    assert ending is not None
    loaded = reservations.load_stay(uow, stay_id)
    _ensure_cancellable([loaded], uow)
    terms = Terms(Ending(ending.kind), ending.at, ending.reason, waive=False, waive_reason="")
    record_ending(uow, clock, loaded, ending.fee_minor, terms)
    reservations.set_status(uow, clock, loaded.stay, reservations.Status(ending.kind))
    return True


HANDLERS = (
    Handling(CancelWithFee, cancel_with_fee, take_cancel_back),
    Handling(Reinstate, reinstate, take_reinstating_back),
    Handling(ArriveLate, arrive_late),
)
