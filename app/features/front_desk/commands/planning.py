"""Commit a plan: several changes that were thought through together, all or none, one step to undo."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from uuid import UUID

from app.features import reservations
from app.features.front_desk.queries import fitting_rows
from app.features.front_desk.queries.fitting import FITTED, MakeItFit, Seen, make_it_fit
from app.features.reservations import MoveStay, NotTogether, Refused, Together
from app.infra import codec
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr, trn

Result = dict[str, object]
TOLD = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitPlan(Command):
    """Carry out a plan. `seen` is how its stays stood when it was made: who has changed since is named.

    `wish` is the refused command that the plan makes room for, so that it can be planned again. Stays that
    change rooms in a ring let go first.
    """

    verb: ClassVar[str] = "front_desk.commit_plan"

    commands: tuple[Command, ...]
    seen: tuple[Seen, ...] = ()
    wish: Command | None = None
    move_in_house: bool = False

    def summary(self) -> dict[str, Any]:
        """What the journal keeps: each part with its verb, because the fields alone do not tell it."""
        return {"id": str(self.id), "commands": [{"verb": c.verb, **codec.plain(c)} for c in self.commands]}


class PlanOutdated(AppError):
    """Somebody has changed a stay of the plan since it was made; `stay_ids` tells whose."""

    code = "plan_outdated"

    def __init__(self, sentence: str, stay_ids: Sequence[UUID], choices: Sequence[Choice]) -> None:
        super().__init__(sentence, choices=choices)
        self.stay_ids = tuple(stay_ids)


class PlanRefused(AppError):
    """Some changes of the plan cannot be made, so none is; `refused` tells of each."""

    code = "plan_refused"

    def __init__(self, sentence: str, refused: Sequence[Refused], choices: Sequence[Choice]) -> None:
        super().__init__(sentence, choices=choices)
        self.refused = tuple(refused)


def commit_plan(command: CommitPlan, *, uow: UnitOfWork, clock: Clock) -> Result:
    """Nobody has changed what was seen: then all of it, or none."""
    changed = _changed(uow, command)
    if changed:
        raise PlanOutdated(
            _say_changed(changed), [s.stay_id for s in changed], _ways(uow, clock, command, changed)
        )
    try:
        return _carry_out(uow, clock, command)
    except NotTogether as error:
        others = [choice for choice in error.choices if isinstance(choice.command, Together)]
        again = _plan_again(uow, clock, command)
        raise PlanRefused(error.sentence, error.refused, [*again, *others]) from error


def _changed(uow: UnitOfWork, command: CommitPlan) -> list[fitting_rows.Standing]:
    """The stays that do not stand any more as they were seen."""
    marks = {seen.stay_id: seen.mark for seen in command.seen}
    now = fitting_rows.standings(uow.session, marks)
    return [now[id_] for id_, mark in marks.items() if id_ in now and now[id_].mark != mark]


def _say_changed(changed: Sequence[fitting_rows.Standing]) -> str:
    names = ", ".join(f"{s.given} {s.surname}".strip() for s in changed[:TOLD])
    more = len(changed) - TOLD
    if more > 0:
        names = trn("{names} and {n} more", "{names} and {n} more", more, names=names)
    return tr("Changed meanwhile at another desk: {names}.", names=names)


def _carry_out(uow: UnitOfWork, clock: Clock, command: CommitPlan) -> Result:
    try:
        with uow.attempt():
            return _together(uow, clock, command, ())
    except NotTogether:
        moves = [part for part in command.commands if isinstance(part, MoveStay) and part.room_id is not None]
        if len(moves) < 2:
            raise
        first = tuple(
            MoveStay(id=uow.new_id(), stay_id=move.stay_id, segment=move.segment, room_id=None)
            for move in moves
        )
        try:
            with uow.attempt():
                return _together(uow, clock, command, first)
        except NotTogether:
            pass
        raise


def _together(uow: UnitOfWork, clock: Clock, command: CommitPlan, first: tuple[Command, ...]) -> Result:
    whole = Together(id=command.id, commands=(*first, *command.commands))
    result = reservations.do_together(whole, uow=uow, clock=clock)
    done = uow.resolved
    assert isinstance(done, Together)
    uow.resolved = replace(command, commands=done.commands[len(first) :])
    results = result["results"]
    assert isinstance(results, list)
    return {"results": results[len(first) :]}


def _ways(
    uow: UnitOfWork, clock: Clock, command: CommitPlan, changed: Sequence[fitting_rows.Standing]
) -> list[Choice]:
    """Plan again; else do it all the same, or only what nobody has touched, where that goes."""
    ways = _plan_again(uow, clock, command)
    if ways:
        return ways
    now = {s.stay_id: s.mark for s in changed}
    seen = tuple(replace(s, mark=now.get(s.stay_id, s.mark)) for s in command.seen)
    anyway = replace(command, id=uow.new_id(), commands=_new(uow, command.commands), seen=seen)
    if _goes(uow, clock, anyway):
        ways.append(Choice(tr("Do it all the same"), anyway, tr("The other desk’s change is overruled.")))
    rest = [part for part in command.commands if getattr(part, "stay_id", None) not in now]
    others = replace(anyway, id=uow.new_id(), commands=_new(uow, rest))
    if rest and _goes(uow, clock, others):
        ways.append(Choice(trn("Only the other one", "Only the other {n}", len(rest)), others))
    return ways


def _plan_again(uow: UnitOfWork, clock: Clock, command: CommitPlan) -> list[Choice]:
    """The plan for the same wish as the house is now."""
    if not isinstance(command.wish, FITTED):
        return []
    query = MakeItFit(command=command.wish, move_in_house=command.move_in_house)
    view = make_it_fit(query, session=uow.session)
    again = replace(command, id=uow.new_id(), commands=_new(uow, view.commands), seen=view.seen)
    if not view.fits or not _goes(uow, clock, again):
        return []
    return [Choice(tr("Plan again"), again, view.sentence)]


def _new(uow: UnitOfWork, parts: Sequence[Command]) -> tuple[Command, ...]:
    """The same parts as new commands."""
    return tuple(replace(part, id=uow.new_id()) for part in parts)


class _Enough(Exception):
    """No fault: a trial went well, and nothing of it shall stay."""


def _goes(uow: UnitOfWork, clock: Clock, command: CommitPlan) -> bool:
    """Whether a plan would succeed now; nothing of it stays."""
    resolved = uow.resolved
    try:
        with uow.attempt():
            _carry_out(uow, clock, command)
            raise _Enough
    except _Enough:
        return True
    except AppError:
        return False
    finally:
        uow.resolved = resolved


HANDLERS = (Handling(CommitPlan, commit_plan),)
