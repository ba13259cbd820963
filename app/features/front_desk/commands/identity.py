"""Somebody looked at a guest's document: it is kept that it was seen, and what the register asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features import guests, property, reservations
from app.features.front_desk.models.arriving import IdentityCheck
from app.features.front_desk.repository import arriving as repository
from app.features.front_desk.rules import identity as rules
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

WAYS = ("typed", "scanner", "picture", "known")
MOST_GUESTS = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class VerifyIdentity(Command):
    """A document was looked at. `place` 1 is the guest of the stay, 2 and on those who come along.

    `facts` by the names of rules/identity, dates as ISO; of them is kept what the country's law asks for.
    """

    verb: ClassVar[str] = "front_desk.verify_identity"

    check_id: UUID
    stay_id: UUID
    facts: Mapping[str, str]
    way: str = "typed"
    place: int = 1


def verify_identity(command: VerifyIdentity, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The facts can be, none is missing: then the guest's record learns what it does not know."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    if command.way not in WAYS or not 1 <= command.place <= MOST_GUESTS:
        raise InvalidInput(tr("A document is read or typed, of one guest after the other."), field="place")
    house = property.open_property(uow, stay.property_id)
    kept = rules.ensure_facts(command.facts, house.country, loaded.business_date)
    check = repository.identity_check(uow.session, stay.id, command.place)
    if check is None:
        check = IdentityCheck(
            id=command.check_id, property_id=stay.property_id, stay_id=stay.id, guest_id=None,
            place=command.place, kind="", way="", facts={}, at=clock.now(), by_name="",
        )  # fmt: skip
    if command.place == 1:
        check.guest_id = stay.guest_id
        _tell_guest(uow, stay.guest_id, command.facts)
    check.kind = command.facts.get(rules.KIND, "") or rules.KINDS[-1]
    check.way, check.facts = command.way, {k: v for k, v in kept.items() if k not in rules.OF_GUEST or
                                           command.place > 1}  # fmt: skip
    check.at, check.by_name = clock.now(), uow.actor.name
    uow.session.add(check)
    uow.flush()
    return {"check_id": str(check.id), "place": check.place}


def _tell_guest(uow: UnitOfWork, guest_id: UUID, facts: Mapping[str, str]) -> None:
    """Birth and nationality as the document says them; the name only by a change of the guest."""
    guest = guests.find_guest(uow, guest_id)
    nationality = facts.get(rules.NATIONALITY, "").upper()
    if len(nationality) == 2:
        guest.nationality = nationality
    birth = facts.get(rules.BIRTH, "")
    if len(birth) == len("2000-01-01"):
        guest.birth_date = date.fromisoformat(birth)


HANDLERS = (Handling(VerifyIdentity, verify_identity),)
