"""A draft: changes that are thought through before they are made, then committed together or dropped.

Each is rehearsed with all others and nothing is written; another desk's change shows as a conflict.
"""

from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.features.front_desk import (
    CommitPlan,
    FitView,
    PlanLook,
    PlannedMove,
    PlanOutdated,
    PlanRefused,
    PlanStay,
    Seen,
    kept,
    restored,
)
from app.features.reservations import (
    BlockRoom,
    ChangeBlock,
    ChangeStayDates,
    CutStay,
    JoinStay,
    MoveStay,
    Reserve,
    SwapStays,
    Together,
)
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError
from app.kernel.text import tr, trn
from ui.features.rack.desk import Desk

LATEST: Final = "rack.draft"
# What can be thought through in a draft; a booking or a block comes into it with a plan.
DRAFTED: Final = (MoveStay, ChangeStayDates, CutStay, JoinStay, SwapStays, ChangeBlock, Together)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its command, what is said of it, why it is made, and why it cannot be."""

    command: Command
    sentence: str
    reason: str = ""
    refused: str = ""

    @property
    def stays(self) -> tuple[UUID, ...]:
        """Whom it is about."""
        return stays_of(self.command)


def stays_of(command: Command) -> tuple[UUID, ...]:
    """The stays that a command is about."""
    if isinstance(command, SwapStays):
        return (command.first_id, command.second_id)
    if isinstance(command, Reserve):
        return tuple(room.stay_id for room in command.rooms)
    stay = getattr(command, "stay_id", None)
    return (stay,) if isinstance(stay, UUID) else ()


class Draft(QObject):
    """`changed` when something was collected or rehearsed; `ended(bool)` says if it was committed."""

    changed = Signal()
    ended = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.changes: tuple[Change, ...] = ()
        self.before: dict[UUID, PlanStay] = {}
        self.after: dict[UUID, PlanStay] = {}
        self.sentence = ""
        self.wish: Command | None = None
        self.move_in_house = False
        self.allowed: bool | None = None
        self.moves: tuple[PlannedMove, ...] = ()
        self.seen: dict[UUID, str] = {}

    @classmethod
    def of_plan(
        cls, desk: Desk, view: FitView, wish: Command | None, *, move_in_house: bool = False
    ) -> "Draft":
        """A draft with the moves that make something fit."""
        draft = cls(desk)
        draft.wish, draft.sentence, draft.move_in_house = wish, view.sentence, move_in_house
        draft.moves = view.moves
        names = {m.stay_id: f"{m.given} {m.surname}".strip() for m in view.moves}
        reasons = {m.stay_id: m.reason for m in view.moves}
        draft.changes = tuple(
            Change(
                command,
                _title(command, names),
                next((reasons[n] for n in stays_of(command) if n in reasons), ""),
            )
            for command in view.commands
        )
        draft.look()
        return draft

    @classmethod
    def of_kept(cls, desk: Desk, stored: dict[str, Any]) -> "Draft | None":
        """The draft that was kept; None where this program cannot read it. `look` finds its conflicts."""
        draft = cls(desk)
        try:
            commands = restored(stored["commands"])
            draft.changes = tuple(
                Change(command, str(told[0]), str(told[1]))
                for command, told in zip(commands, stored["told"], strict=True)
            )
            draft.seen = {UUID(id_): str(mark) for id_, mark in stored["seen"].items()}
            draft.wish = next(iter(restored(stored["wish"])), None)
            draft.move_in_house, draft.sentence = bool(stored["in_house"]), str(stored["sentence"])
        except (KeyError, ValueError, TypeError, AttributeError, IndexError):
            return None
        return draft if draft.changes else None

    def kept(self) -> dict[str, Any] | None:
        """What is kept of it over a restart; None while there is nothing in it."""
        if not self.changes:
            return None
        return {
            "commands": kept([change.command for change in self.changes]),
            "told": [[change.sentence, change.reason] for change in self.changes],
            "seen": {str(id_): stay.mark for id_, stay in self.before.items()} or _plain(self.seen),
            "wish": kept([self.wish] if self.wish is not None else []), "in_house": self.move_in_house,
            "sentence": self.sentence,
        }  # fmt: skip

    @property
    def gain(self) -> tuple[int, str]:
        """By how much the prices of all change together, and in which currency."""
        known = [(self.before.get(id_), stay) for id_, stay in self.after.items()]
        minor = sum(stay.total_minor - (old.total_minor if old else 0) for old, stay in known)
        return minor, next((stay.currency for stay in self.after.values()), "EUR")

    @property
    def minutes(self) -> int:
        """How much more there is to clean."""
        return sum(
            stay.minutes - (self.before[id_].minutes if id_ in self.before else 0)
            for id_, stay in self.after.items()
        )

    def wanted_room(self, change: Change) -> UUID | None:
        """The room that a refused move asks for."""
        return change.command.room_id if change.refused and isinstance(change.command, MoveStay) else None

    @property
    def refused(self) -> frozenset[UUID]:
        """The stays whose change cannot be made."""
        return frozenset(id_ for change in self.changes if change.refused for id_ in change.stays)

    def collect(self, command: Command, sentence: str) -> None:
        """Take a change in; one of the same sort about the same stay is replaced by it."""
        parts = command.commands if isinstance(command, Together) else (command,)
        for part in parts:
            others = tuple(change for change in self.changes if _subject(change.command) != _subject(part))
            said = sentence if len(parts) == 1 else ""
            whole = self._merged(part)
            self.changes = others if self._is_home(whole, others) else (*others, Change(whole, said))
        if self.changes:
            self.look()
        else:
            self._empty()

    def remove(self, index: int) -> None:
        """Leave a change out."""
        self.changes = tuple(change for n, change in enumerate(self.changes) if n != index)
        if self.changes:
            self._rehearse()
        else:
            self._empty()

    def whole(self) -> Command | None:
        """All changes that go, as one command to be rehearsed."""
        good = tuple(change.command for change in self.changes if not change.refused)
        return self._plan(good, seen=False) if good else None

    def staged(self, command: Command) -> Command:
        """A command on top of the draft, for the preview of a drag."""
        if not self.changes or not isinstance(command, DRAFTED):
            return command
        parts = command.commands if isinstance(command, Together) else (command,)
        about = {_subject(part) for part in parts}
        others = tuple(c.command for c in self.changes if _subject(c.command) not in about)
        return self._plan((*others, *(self._merged(part) for part in parts)), seen=False)

    def look_again(self) -> None:
        """Something has changed in the house: does the draft still go?"""
        if self.changes:
            self._rehearse()

    def carry_out(self) -> None:
        """Carry out all of it; what another desk has changed is named, with what would go."""
        if not self.changes:
            return
        plan = self._plan(tuple(change.command for change in self.changes))
        told = trn("{n} change is made", "{n} changes are made", len(self.changes))
        self._desk.do(plan, told, on_done=self._done)

    def drop(self) -> None:
        """Forget all of it; nothing was written."""
        self._desk.services.operations.overtake(LATEST)
        self.ended.emit(False)

    def _done(self, _outcome: Outcome) -> None:
        self._desk.services.operations.overtake(LATEST)
        self.ended.emit(True)

    def _plan(self, commands: tuple[Command, ...], *, seen: bool = True) -> CommitPlan:
        new_id = self._desk.new_id
        about = dict.fromkeys(id_ for command in commands for id_ in stays_of(command))
        marks = tuple(Seen(id_, self.before[id_].mark) for id_ in about if id_ in self.before and seen)
        return CommitPlan(
            id=new_id(), commands=tuple(replace(command, id=new_id()) for command in commands), seen=marks,
            wish=self.wish, move_in_house=self.move_in_house,
        )  # fmt: skip

    def _stays(self) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(id_ for change in self.changes for id_ in change.stays))

    def _empty(self) -> None:
        self.before, self.after, self.allowed = {}, {}, None
        self.changed.emit()

    def _merged(self, command: Command) -> Command:
        """A move to another room of a stay that the draft has already put on other days keeps those days."""
        if not isinstance(command, MoveStay) or command.arrival is not None:
            return command
        former = next((c.command for c in self.changes if _subject(c.command) == _subject(command)), None)
        return replace(command, arrival=former.arrival) if isinstance(former, MoveStay) else command

    def _is_home(self, command: Command, others: tuple[Change, ...]) -> bool:
        """Whether a move puts a whole stay back to where it stands, so that nothing is left to be done."""
        if not isinstance(command, MoveStay) or command.reprice or command.prices:
            return False
        before = self.before.get(command.stay_id)
        if before is None or len(before.parts) != 1 or any(command.stay_id in c.stays for c in others):
            return False
        _, room_id, starts, _ = before.parts[0]
        return command.room_id == room_id and command.arrival in (None, starts)

    def look(self) -> None:
        """How do those stand that are in the draft for the first time?"""
        new = tuple(id_ for id_ in self._stays() if id_ not in self.before)

        def take(stays: tuple[PlanStay, ...]) -> None:
            self.before |= {
                stay.stay_id: replace(stay, mark=self.seen.get(stay.stay_id, stay.mark))
                for stay in stays
                if stay.stay_id not in self.before
            }
            self._rehearse()

        self._desk.services.operations.ask(PlanLook(stay_ids=new), take)
        self.changed.emit()

    def _rehearse(self) -> None:
        plan = self._plan(tuple(change.command for change in self.changes))
        order = [part.id for part in plan.commands]
        self._desk.services.operations.rehearse(
            plan, PlanLook(stay_ids=self._stays()), self._fine, lambda error: self._refused(order, error),
            latest=LATEST,
        )  # fmt: skip

    def _fine(self, after: tuple[PlanStay, ...]) -> None:
        self.allowed, self.after = True, {stay.stay_id: stay for stay in after}
        self.changes = tuple(replace(change, refused="") for change in self.changes)
        self.changed.emit()

    def _refused(self, order: list[UUID], error: AppError) -> None:
        self.allowed = False
        why: dict[int, str] = {}
        if isinstance(error, PlanRefused):
            why = {order.index(r.command_id): r.sentence for r in error.refused if r.command_id in order}
        elif isinstance(error, PlanOutdated):
            told = tr("Changed meanwhile at another desk.")
            why = {n: told for n, c in enumerate(self.changes) if set(c.stays) & set(error.stay_ids)}
        if not why:
            why = dict.fromkeys(range(len(self.changes)), error.sentence)
        self.changes = tuple(replace(c, refused=why.get(n, "")) for n, c in enumerate(self.changes))
        good = tuple(change for change in self.changes if not change.refused)
        self.after = {}
        if good:
            stays = tuple(dict.fromkeys(id_ for change in good for id_ in change.stays))
            self._desk.services.operations.rehearse(
                self._plan(tuple(change.command for change in good), seen=False), PlanLook(stay_ids=stays),
                self._rest, lambda _error: None, latest=f"{LATEST}.rest",
            )  # fmt: skip
        self.changed.emit()

    def _rest(self, after: tuple[PlanStay, ...]) -> None:
        """What the changes that go would make of their stays."""
        self.after = {stay.stay_id: stay for stay in after}
        self.changed.emit()


def _plain(seen: dict[UUID, str]) -> dict[str, str]:
    return {str(id_): mark for id_, mark in seen.items()}


def _subject(command: Command) -> object:
    """What a change is about: of the same sort only the last one counts."""
    about = getattr(command, "stay_id", None) or getattr(command, "block_id", None) or command.id
    at = getattr(command, "segment", None), getattr(command, "at", None)
    return type(command), about, at


def _title(command: Command, names: dict[UUID, str]) -> str:
    if isinstance(command, Reserve):
        guest = command.guest
        return tr("{name} is booked", name=f"{guest.given} {guest.surname}".strip() or tr("The guest"))
    if isinstance(command, BlockRoom):
        return tr("The room is blocked")
    if isinstance(command, ChangeStayDates):
        return tr("The stay is changed")
    return names.get(next(iter(stays_of(command)), command.id), "")
