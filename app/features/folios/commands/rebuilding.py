"""Make sums again from the postings, where `keyrack check` found them wrong."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.folios import repository
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class RebuildSums(Command):
    """Work a house's sums out anew from its postings: balances of windows, what accounts moved by day.

    Postings are the truth and are not touched. Sums that are right stay as they are.
    """

    verb: ClassVar[str] = "folios.rebuild_sums"
    sort: ClassVar[Sort] = Sort.FACT

    property_id: UUID

    @classmethod
    def why_never_undone(cls) -> str:
        """The sums from before were wrong."""
        return tr("Sums follow from the postings.")


def rebuild_sums(command: RebuildSums, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Compare and correct; how many of each were wrong."""
    house = property.open_property(uow, command.property_id)
    wrong = repository.windows_at_odds(uow.session, house.id)
    for window, minor in wrong:
        window.balance_minor = minor
    uow.flush()
    days = repository.rebuild_days(uow.session, house.id)
    return {"windows": len(wrong), "days": days}


HANDLERS = (Handling(RebuildSums, rebuild_sums),)
