"""Tidy up: the moves that close one-night gaps in the coming weeks, as a plan to look through first."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.features.front_desk.queries import fitting_house, fitting_rows
from app.features.front_desk.queries.fitting import FitView, Seen
from app.features.front_desk.queries.fitting_words import Told
from app.features.front_desk.rules.fitting import Plan
from app.features.front_desk.rules.tidying import gaps_of, tidy
from app.features.reservations import MoveStay
from app.infra.bus import Answering
from app.kernel.clock import derived_id
from app.kernel.commands import Query
from app.kernel.errors import InvalidInput
from app.kernel.text import tr, trn

# Farther ahead the house is too empty for its gaps to matter.
MOST_DAYS: Final = 92


@dataclass(frozen=True, kw_only=True, slots=True)
class TidyUp(Query[FitView]):
    """Which few moves close one-night gaps between two days? No guest in the house moves."""

    property_id: UUID
    first: date
    end: date


def tidy_up(query: TidyUp, *, session: Session) -> FitView:
    """Load the weeks, look for the moves, and say what each closes."""
    if not 0 < (query.end - query.first).days <= MOST_DAYS:
        raise InvalidInput(tr("Choose from one day to {most} days.", most=MOST_DAYS), field="end")
    house = fitting_house.load(session, query.property_id, query.end, in_house=False)
    problem = house.problem((), upgrades=False)
    window = 2 * max(query.first, house.today).toordinal(), 2 * query.end.toordinal()
    moves = tidy(problem, window)
    before, after = gaps_of(problem, window), gaps_of(problem, window, moves)
    if not moves:
        sentence = tr("There is no one-night gap.") if not before else tr("No single move closes a gap.")
        return FitView(fits=False, sentence=sentence)
    told = Told(house, (), (), Plan((), moves), range(len(house.pieces)), "")
    closed = trn("{n} gap", "{n} gaps", before - after)
    sentence = trn("{n} move closes {gaps} of one night.", "{n} moves close {gaps} of one night.", len(moves),
                   gaps=closed)  # fmt: skip
    planned, done = [], dict[int, int]()
    for piece, room in moves.items():
        was = gaps_of(problem, window, done)
        done[piece] = room
        closes = trn("Closes {n} gap.", "Closes {n} gaps.", was - gaps_of(problem, window, done))
        planned.append(replace(told.of_piece(piece), reason=closes))
    commands = tuple(
        MoveStay(id=derived_id(query.property_id, "tidy", n), stay_id=m.stay_id, room_id=m.to_room_id,
                 segment=m.segment)
        for n, m in enumerate(planned)
    )  # fmt: skip
    standings = fitting_rows.standings(session, [move.stay_id for move in planned])
    seen = tuple(Seen(id_, standing.mark) for id_, standing in standings.items())
    return FitView(True, sentence, tuple(planned), commands, seen, sum(m.minutes for m in planned))


ANSWERS = (Answering(TidyUp, tidy_up),)
