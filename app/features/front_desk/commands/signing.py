"""The registration card is signed: on the screen, as small vectors, or on paper, which the house keeps."""

import re
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from app.features import reservations
from app.features.front_desk.models.arriving import StaySignature
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from app.kernel.text import tr

SCREEN, PAPER = "screen", "paper"
MOST_STROKES: Final = 24_000
_STROKES: Final = re.compile(r"^\d{1,4},\d{1,4}([ ;]\d{1,4},\d{1,4})*$")


@dataclass(frozen=True, kw_only=True, slots=True)
class SignRegistration(Command):
    """`strokes` as "x,y x,y;x,y …" in a box of 1000 by 250: lines parted by semicolons. Empty on paper."""

    verb: ClassVar[str] = "front_desk.sign_registration"

    stay_id: UUID
    way: str = SCREEN
    strokes: str = ""
    language: str = ""


def sign_registration(command: SignRegistration, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A line at least, or paper; a second signature takes the first one's place."""
    loaded = reservations.load_stay(uow, command.stay_id)
    if command.way not in (SCREEN, PAPER):
        raise InvalidInput(tr("A card is signed on the screen or on paper."), field="way")
    if command.way == SCREEN and not _STROKES.match(command.strokes):
        raise InvalidInput(tr("Nothing is signed yet. Sign in the box, or on paper."), field="strokes")
    if len(command.strokes) > MOST_STROKES:
        raise InvalidInput(tr("The signature is too large. Clear it and sign again."), field="strokes")
    row = uow.find(StaySignature, command.stay_id)
    if row is None:
        row = StaySignature(stay_id=loaded.stay.id, property_id=loaded.stay.property_id)
    row.way = command.way
    row.strokes = command.strokes if command.way == SCREEN else ""
    row.language = command.language[:8]
    row.at, row.by_name = clock.now(), uow.actor.name
    uow.session.add(row)
    uow.flush()
    return {"way": row.way}


HANDLERS = (Handling(SignRegistration, sign_registration),)
