"""Free persons of a stay from its city's tax, with a proof; and take that back."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import property, reservations
from app.features.folios.models import TaxExemption
from app.features.folios.queries.cityfacts import city_terms
from app.features.folios.rules.citytax import owes
from app.features.folios.rules.cityterms import Ground
from app.features.folios.rules.pan import ensure_no_card_number
from app.features.folios.rules.telling import ground_text
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, NotFound
from app.kernel.text import tr, trn


class NoProof(AppError):
    """An exemption without a proof, on a ground that does not count here, or for nobody."""

    code = "no_proof"


@dataclass(frozen=True, kw_only=True, slots=True)
class ExemptFromTax(Command):
    """Free persons of a stay from the city tax, on a ground and with its proof."""

    verb: ClassVar[str] = "folios.exempt_from_tax"

    exemption_id: UUID
    stay_id: UUID
    persons: int
    ground: str
    proof: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawExemption(Command):
    """An exemption that does not hold: its persons owe the city tax again."""

    verb: ClassVar[str] = "folios.withdraw_exemption"

    exemption_id: UUID


def exempt_from_tax(command: ExemptFromTax, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Persons of the stay's party, a ground that its city knows, and a proof."""
    ensure_no_card_number(command)
    stay = reservations.load_stay(uow, command.stay_id).stay
    proof = command.proof.strip()
    if not proof or len(proof) > 200:
        raise NoProof(
            tr("Say by which proof, in at most 200 characters: a card, a letter, a decision."), field="proof"
        )
    if not owes(stay.status):
        raise NoProof(tr("This stay owes no city tax as it is."), field="stay_id")
    heads = stay.adults + stay.children
    if not 1 <= command.persons <= heads:
        raise NoProof(trn("This stay has {n} person.", "This stay has {n} persons.", heads), field="persons")
    ground = _ground(uow, stay.property_id, command.ground, stay.arrival, stay.departure)
    if uow.find(TaxExemption, command.exemption_id) is not None:
        raise NoProof(tr("This exemption is written down already."), field="exemption_id")
    uow.add(
        TaxExemption(
            id=command.exemption_id, property_id=stay.property_id, stay_id=stay.id,
            persons=command.persons, ground=str(ground), proof=proof,
        )
    )  # fmt: skip
    return {"exemption_id": str(command.exemption_id)}


def withdraw_exemption(
    command: WithdrawExemption, *, uow: UnitOfWork, clock: Clock  # noqa: ARG001
) -> dict[str, object]:  # fmt: skip
    """Delete it; what is posted already stays posted."""
    row = uow.find(TaxExemption, command.exemption_id)
    if row is None:
        raise NotFound(tr("This exemption does not exist any more."), field="exemption_id")
    property.open_property(uow, row.property_id)
    uow.delete(row)
    return {}


def _ground(uow: UnitOfWork, property_id: UUID, given: str, arrival: date, departure: date) -> Ground:
    """A ground that one of the rules of these nights accepts. Raises NoProof, naming those it accepts."""
    rows = [
        row
        for row in city_terms(uow.session, property_id)
        if row.valid_from < departure and (row.valid_until is None or row.valid_until >= arrival)
    ]
    accepted = sorted({ground for row in rows for ground in row.grounds})
    if given in accepted:
        return Ground(given)
    if not accepted:
        raise NoProof(tr("The city tax of this hotel knows no exemption."), field="ground")
    names = ", ".join(ground_text(ground) for ground in accepted)
    raise NoProof(tr("The city exempts for {grounds} only.", grounds=names), field="ground")


HANDLERS = (
    Handling(ExemptFromTax, exempt_from_tax),
    Handling(WithdrawExemption, withdraw_exemption),
)
