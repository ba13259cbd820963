"""By what a stay is guaranteed: a hold made at the terminal, a company's word, or nothing, with the reason.

Money that is taken or held by a provider is no business of this module: the folios have it.
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features import folios, reservations
from app.features.front_desk.models.arriving import StayGuarantee
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

CARD, COMPANY, NOTHING = "card", "company", "none"
MOST_MINOR = 10**12


@dataclass(frozen=True, kw_only=True, slots=True)
class SecureStay(Command):
    """Say what guarantees a stay; `reference` is the approval number on the terminal's slip."""

    verb: ClassVar[str] = "front_desk.secure_stay"

    stay_id: UUID
    way: str
    amount_minor: int = 0
    reference: str = ""
    reason: str = ""


def secure_stay(command: SecureStay, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A hold has its approval, a company is named by the booking, nothing has a reason."""
    loaded = reservations.load_stay(uow, command.stay_id)
    reference, reason = command.reference.strip(), command.reason.strip()
    folios.ensure_no_card_number(command)
    if command.way not in (CARD, COMPANY, NOTHING):
        raise InvalidInput(tr("{way} guarantees nothing.", way=command.way), field="way")
    if command.way == CARD and not reference:
        raise InvalidInput(tr("Type the approval number from the terminal’s slip."), field="reference")
    if command.way == CARD and not 0 < command.amount_minor <= MOST_MINOR:
        raise InvalidInput(tr("Give an amount above zero."), field="amount_minor")
    if command.way == COMPANY and loaded.reservation.company_id is None:
        raise InvalidInput(tr("No company stands behind this booking. Name one, or take a card."),
                           field="way")  # fmt: skip
    if command.way == NOTHING and not reason:
        raise InvalidInput(tr("Say why nothing is guaranteed."), field="reason")
    row = uow.find(StayGuarantee, command.stay_id)
    if row is None:
        row = StayGuarantee(stay_id=loaded.stay.id, property_id=loaded.stay.property_id)
    row.way, row.amount_minor = command.way, command.amount_minor if command.way == CARD else 0
    row.reference, row.reason = reference[:120], reason[:200]
    row.at, row.by_name = clock.now(), uow.actor.name
    uow.session.add(row)
    uow.flush()
    return {"way": row.way, "amount_minor": row.amount_minor}


HANDLERS = (Handling(SecureStay, secure_stay),)
