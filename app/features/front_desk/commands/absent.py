"""No-show: the guest did not come."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features import guests, reservations
from app.features.front_desk.commands.refusals import NotExpected
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkNoShow(Command):
    """The guest did not come."""

    verb: ClassVar[str] = "front_desk.mark_no_show"
    sort: ClassVar[Sort] = Sort.FACT

    stay_id: UUID


def mark_no_show(command: MarkNoShow, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Expected today or before: then the rooms are released."""
    loaded = reservations.load_stay(uow, command.stay_id)
    stay = loaded.stay
    name = guests.name_of(uow, stay.guest_id)
    if stay.status not in reservations.EXPECTED or stay.arrival > loaded.business_date:
        raise NotExpected(tr("{name} was not expected until today.", name=name))
    reservations.set_status(uow, clock, stay, reservations.Status.NO_SHOW)
    return {"stay_id": str(stay.id), "guest": name}


HANDLERS = (Handling(MarkNoShow, mark_no_show),)
