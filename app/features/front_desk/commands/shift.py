"""Hand a shift over and take it: each signed by who does it, and never changed. Incidents, until settled."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features import property
from app.features.front_desk.models.shift import Incident, ShiftHandover
from app.features.front_desk.queries.shift import ShiftNow, facts_of, shift_now
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import tr

MOST_NOTE, MOST_INCIDENT, MOST_PLACE = 4000, 2000, 60


class TakenAlready(AppError):
    """Somebody took this handover already."""

    code = "taken_already"


class SettledAlready(AppError):
    """Somebody has settled this incident."""

    code = "settled_already"


class OwnHandover(AppError):
    """Who gave a shift cannot take it."""

    code = "own_handover"

    @classmethod
    def rule(cls) -> str:
        """Four eyes."""
        return tr("A handover is signed by two people")


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOver(Command):
    """The acting user ends the shift: the facts of now and a free text are written down, signed by him."""

    verb: ClassVar[str] = "front_desk.hand_over"
    sort: ClassVar[Sort] = Sort.FACT

    handover_id: UUID
    property_id: UUID
    note: str = ""

    @classmethod
    def why_never_undone(cls) -> str:
        """It is signed."""
        return tr("What was signed stays. Write the next handover.")


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeOver(Command):
    """The acting user has read a handover and takes the desk."""

    verb: ClassVar[str] = "front_desk.take_over"
    sort: ClassVar[Sort] = Sort.FACT

    handover_id: UUID

    @classmethod
    def why_never_undone(cls) -> str:
        """It is signed."""
        return tr("What was signed stays. Write the next handover.")


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordIncident(Command):
    """Something happened, at a place: a room's number, or any words."""

    verb: ClassVar[str] = "front_desk.record_incident"

    incident_id: UUID
    property_id: UUID
    text: str
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SettleIncident(Command):
    """Nothing is left to do about it."""

    verb: ClassVar[str] = "front_desk.settle_incident"

    incident_id: UUID


def hand_over(command: HandOver, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Write it."""
    house = property.open_property(uow, command.property_id)
    if len(command.note) > MOST_NOTE:
        raise InvalidInput(tr("At most {most} characters, please.", most=MOST_NOTE), field="note")
    uow.flush()
    now = clock.now()
    facts = shift_now(ShiftNow(property_id=house.id, now=now), session=uow.session)
    uow.add(
        ShiftHandover(
            id=command.handover_id, property_id=house.id, business_date=house.business_date,
            facts=facts_of(facts.topics), note=command.note.strip(), given_by=uow.actor.user_id,
            given_name=uow.actor.name, given_at=now,
        )
    )  # fmt: skip
    return {"handover_id": str(command.handover_id)}


def take_over(command: TakeOver, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Sign it, once."""
    row = uow.find(ShiftHandover, command.handover_id)
    if row is None:
        raise NotFound(tr("This handover does not exist (any more)."))
    if row.taken_at is not None:
        raise TakenAlready(tr("{name} has taken over already.", name=row.taken_name))
    if row.given_by == uow.actor.user_id:
        raise OwnHandover(tr("{name} cannot take over from himself or herself.", name=uow.actor.name))
    row.taken_by, row.taken_name, row.taken_at = uow.actor.user_id, uow.actor.name, clock.now()
    uow.flush()
    return {"given_name": row.given_name, "taken_name": row.taken_name}


def record_incident(command: RecordIncident, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Who saw it, when."""
    house = property.open_property(uow, command.property_id)
    if not command.text.strip():
        raise InvalidInput(tr("Say what happened."), field="text")
    for field, text, most in (
        ("text", command.text, MOST_INCIDENT), ("place", command.place, MOST_PLACE),
    ):  # fmt: skip
        if len(text) > most:
            raise InvalidInput(tr("At most {most} characters, please.", most=most), field=field)
    uow.add(
        Incident(
            id=command.incident_id, property_id=house.id, place=command.place.strip(),
            text=command.text.strip(), at=clock.now(), by_name=uow.actor.name, settled_at=None, settled_by="",
        )
    )  # fmt: skip
    return {"incident_id": str(command.incident_id)}


def settle_incident(command: SettleIncident, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Once."""
    row = uow.find(Incident, command.incident_id)
    if row is None:
        raise NotFound(tr("This incident does not exist (any more)."))
    property.open_property(uow, row.property_id)
    if row.settled_at is not None:
        raise SettledAlready(tr("{name} has settled this already.", name=row.settled_by))
    row.settled_at, row.settled_by = clock.now(), uow.actor.name
    uow.flush()
    return {"incident_id": str(row.id)}


HANDLERS = (
    Handling(HandOver, hand_over),
    Handling(TakeOver, take_over),
    Handling(RecordIncident, record_incident),
    Handling(SettleIncident, settle_incident),
)
