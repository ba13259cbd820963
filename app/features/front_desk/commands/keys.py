"""Keys: how many of which kind a stay was given, and how many came back."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features import guests, reservations
from app.features.front_desk.commands.refusals import NotExpected
from app.features.front_desk.models.arriving import KeyIssue
from app.features.front_desk.repository import arriving as repository
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

KINDS = ("card", "metal", "mobile", "code")
MOST_KEYS = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueKeys(Command):
    """Give keys to a guest in the house: again after one was lost, or one more."""

    verb: ClassVar[str] = "front_desk.issue_keys"

    issue_id: UUID
    stay_id: UUID
    count: int
    kind: str = "card"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnKeys(Command):
    """So many keys came back; None for all that are out."""

    verb: ClassVar[str] = "front_desk.return_keys"

    stay_id: UUID
    count: int | None = None


def issue_keys(command: IssueKeys, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """In the house: then the keys are written down."""
    loaded = reservations.load_stay(uow, command.stay_id)
    if loaded.stay.status != reservations.Status.CHECKED_IN:
        name = guests.name_of(uow, loaded.stay.guest_id)
        raise NotExpected(tr("{name} is not in the house. Keys are given at check-in.", name=name))
    write_keys(uow, clock, loaded, command.issue_id, command.count, command.kind)
    return {"count": command.count}


def return_keys(command: ReturnKeys, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """The keys given last come back first."""
    loaded = reservations.load_stay(uow, command.stay_id)
    out = sum(row.count - row.returned for row in repository.keys_of(uow.session, loaded.stay.id))
    count = out if command.count is None else command.count
    if not 0 <= count <= out:
        raise InvalidInput(tr("{n} keys are out, so no more can come back.", n=out), field="count")
    take_back(uow, loaded.stay.id, count)
    return {"returned": count, "left": out - count}


def write_keys(
    uow: UnitOfWork,
    clock: Clock,
    loaded: reservations.LoadedStay,
    issue_id: UUID,
    count: int,
    kind: str,
) -> None:
    """Write down what was given. Raises InvalidInput."""
    if kind not in KINDS:
        raise InvalidInput(tr("{kind} is no key.", kind=kind), field="kind")
    if not 1 <= count <= MOST_KEYS:
        raise InvalidInput(tr("Between 1 and {most} keys.", most=MOST_KEYS), field="count")
    uow.add(
        KeyIssue(
            id=issue_id, property_id=loaded.stay.property_id, stay_id=loaded.stay.id, kind=kind, count=count,
            returned=0, at=clock.now(), by_name=uow.actor.name,
        )
    )  # fmt: skip


def take_back(uow: UnitOfWork, stay_id: UUID, count: int) -> None:
    """So many keys are here again."""
    for row in reversed(repository.keys_of(uow.session, stay_id)):
        here = min(count, row.count - row.returned)
        row.returned += here
        count -= here
    uow.flush()


def out_again(uow: UnitOfWork, stay_id: UUID, count: int) -> None:
    """So many keys that had come back are out after all."""
    for row in repository.keys_of(uow.session, stay_id):
        gone = min(count, row.returned)
        row.returned -= gone
        count -= gone
    uow.flush()


HANDLERS = (Handling(IssueKeys, issue_keys), Handling(ReturnKeys, return_keys))
