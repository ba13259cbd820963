"""The master account of a group: a folio that takes what its guests do not pay themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from app.features import folios, property, reservations
from app.features.front_desk.models.ending import GroupAccount
from app.features.front_desk.queries.groups import folios_in_routing, group_named, stays_of_group
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput, NotFound
from app.kernel.text import tr

# What a group usually pays: the room and the city's tax of it.
USUAL: Final = ("ROOM", "CITY")


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenGroupAccount(Command):
    """Open the master folio of a group and send charges of all its stays there; `charges` empty for all.

    Again with other `charges`: they are sent from now on.
    """

    verb: ClassVar[str] = "front_desk.open_group_account"

    group_id: UUID
    folio_id: UUID
    charges: tuple[str, ...] = USUAL
    company_id: UUID | None = None
    number: str = ""


def open_group_account(command: OpenGroupAccount, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """The folio, once; then a rule from each stay's folio to it."""
    group = group_named(uow.session, command.group_id)
    if group is None:
        raise NotFound(tr("This group does not exist any more."), field="group_id")
    property.open_property(uow, group.property_id)
    known = property.articles_by_code(uow, group.property_id)
    missing = [code for code in command.charges if code not in known]
    if missing:
        raise InvalidInput(tr("There is no article {code} to charge.", code=missing[0]), field="charges")
    account = uow.find(GroupAccount, command.group_id)
    if account is None:
        make = folios.OpenFolio(
            id=uow.new_id(), folio_id=command.folio_id, property_id=group.property_id, kind="master",
            company_id=command.company_id, name=group.name, number=command.number,
        )  # fmt: skip
        folios.open_folio(make, uow=uow, clock=clock)
        account = GroupAccount(
            group_id=group.id, property_id=group.property_id, folio_id=command.folio_id, charges=[]
        )
    account.charges = list(command.charges)
    uow.add(account)
    routed = route_stays(uow, clock, account, stays_of_group(uow.session, group.id))
    uow.resolved = None
    return {"folio_id": str(account.folio_id), "stays": routed}


def route_stays(uow: UnitOfWork, clock: Clock, account: GroupAccount, stays: Iterable[UUID]) -> int:
    """One rule from each stay's folio to the master; a rule that is there is changed."""
    rules = folios_in_routing(uow.session, account.folio_id)
    count = 0
    for stay_id in stays:
        folio = folios.folio_of_stay(uow, stay_id)
        if folio.status != "open" or folio.id == account.folio_id:
            continue
        rule = folios.SetRouting(
            id=uow.new_id(), rule_id=rules.get(folio.id) or uow.new_id(), folio_id=folio.id,
            to_folio_id=account.folio_id, charges=tuple(account.charges), rank=10,
        )  # fmt: skip
        folios.set_routing(rule, uow=uow, clock=clock)
        count += 1
    return count


def route_new_booking(uow: UnitOfWork, clock: Clock, reservation_id: UUID) -> None:
    """A booking that joins a group with a master account sends its charges there too."""
    booking = reservations.load_reservation(uow, reservation_id)
    account = uow.find(GroupAccount, booking.group_id) if booking.group_id is not None else None
    if account is not None:
        own = stays_of_group(uow.session, account.group_id, reservation_id)
        route_stays(uow, clock, account, own)


HANDLERS = (Handling(OpenGroupAccount, open_group_account),)
