"""Say which charges of a folio go to another window, and how much of them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features.folios.commands.loading import find_folio, find_window
from app.features.folios.commands.opening import ensure_open
from app.features.folios.models import RoutingRule
from app.features.folios.rules.routing import Share, ensure_routable
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput, NotFound
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class SetRouting(Command):
    """Send charges of a folio's first window elsewhere; the same `rule_id` again changes the rule.

    `charges` are article codes, empty for all. `value`: hundredths of a percent, or minor units a night.
    Lower `rank` first; `stops` ends the search after a match.
    """

    verb: ClassVar[str] = "folios.set_routing"

    rule_id: UUID
    folio_id: UUID
    to_folio_id: UUID
    to_number: int = 1
    charges: tuple[str, ...] = ()
    share: Share = Share.FULL
    value: int = 0
    rank: int = 0
    stops: bool = True
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoveRouting(Command):
    """Forget a routing rule; what it sent stays where it is."""

    verb: ClassVar[str] = "folios.remove_routing"

    rule_id: UUID


def set_routing(command: SetRouting, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """A rule that can be, to an open folio of the same house: then it is written."""
    folio = find_folio(uow, command.folio_id)
    ensure_open(uow, folio)
    target = find_folio(uow, command.to_folio_id)
    if target.property_id != folio.property_id:
        raise InvalidInput(tr("Charges stay in the house where they arose."), field="to_folio_id")
    ensure_open(uow, target)
    find_window(uow, target, command.to_number)
    ensure_routable(
        command.share, command.value, folio.id, (target.id, command.to_number), command.starts, command.ends
    )
    rule = uow.find(RoutingRule, command.rule_id)
    if rule is None:
        rule = RoutingRule(id=command.rule_id, property_id=folio.property_id, folio_id=folio.id)
    elif rule.folio_id != folio.id:
        raise InvalidInput(tr("This rule belongs to another folio."), field="rule_id")
    rule.rank, rule.charges, rule.share = command.rank, list(command.charges), str(command.share)
    rule.value, rule.to_folio_id, rule.to_number = command.value, target.id, command.to_number
    rule.stops, rule.starts, rule.ends = command.stops, command.starts, command.ends
    uow.add(rule)
    return {"rule_id": str(rule.id)}


def remove_routing(command: RemoveRouting, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Delete it."""
    rule = uow.find(RoutingRule, command.rule_id)
    if rule is None:
        raise NotFound(tr("This routing rule does not exist any more."), field="rule_id")
    find_folio(uow, rule.folio_id)
    uow.delete(rule)
    return {}


HANDLERS = (Handling(SetRouting, set_routing), Handling(RemoveRouting, remove_routing))
