"""A plan in the desk's words: who moves where and why, and why nothing fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from app.features.front_desk.queries.fitting_house import FittingHouse
from app.features.front_desk.queries.fitting_rows import StayRow
from app.features.front_desk.rules.fitting import Fixed, Piece, Plan, Problem, TooMany, clash
from app.features.reservations import Status
from app.kernel.text import tr, trn

TOLD_DAYS: Final = 4


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """One move of a plan, with its reason in words. `minutes`: more to clean by it (or less)."""

    stay_id: UUID
    surname: str
    given: str
    segment: int | None
    from_room_id: UUID | None
    from_room: str
    to_room_id: UUID
    to_room: str
    starts: date
    ends: date
    reason: str
    in_house: bool = False
    upgrade: bool = False
    minutes: int = 0


def name_of(row: StayRow) -> str:
    """The guest as the desk says it."""
    return f"{row.given} {row.surname}".strip()


def stays(row: StayRow, why: Fixed) -> str:
    """Why somebody is not moved."""
    name = name_of(row)
    if why is Fixed.LOCKED:
        return tr("{name} is marked: do not move.", name=name)
    if why is Fixed.IN_HOUSE:
        return tr("{name} is in the house. Allow to move guests in the house, or ask them.", name=name)
    if why is Fixed.ADJOINING:
        return tr("{name} has booked rooms side by side.", name=name)
    if why is Fixed.CLASHING:
        return tr("{name} shares the room with somebody else by decision of the desk.", name=name)
    return tr("{name} stays too long to be moved.", name=name)


def why_not(problem: Problem, plan: Plan) -> str:
    """Which nights are too full and by how much, or who stands in the way, or that time was too short."""
    if plan.too_many:
        told = [_too_many(problem, over) for over in plan.too_many[:TOLD_DAYS]]
        rest = len(plan.too_many) - len(told)
        more = " " + trn("and on {n} more day", "and on {n} more days", rest) if rest > 0 else ""
        return tr("It cannot fit: {nights}{more}.", nights="; ".join(told), more=more)
    spans = [target.span for target in problem.targets]
    near = [p for p in problem.pieces if p.fixed and any(clash(p.span, span) for span in spans)]
    locked = sum(p.fixed is Fixed.LOCKED for p in near)
    inside = sum(p.fixed is Fixed.IN_HOUSE for p in near)
    why = (
        [trn("{n} stay is marked do not move", "{n} stays are marked do not move", locked)] if locked else []
    )
    why += [trn("{n} guest is in the house", "{n} guests are in the house", inside)] if inside else []
    first = tr("No moves make room") if plan.proved else tr("No plan was found in time")
    return tr("{first}: {why}.", first=first, why=", ".join(why)) if why else f"{first}."


def _too_many(problem: Problem, over: TooMany) -> str:
    day = date.fromordinal(over.day)
    kind = problem.kinds[over.kind].name
    return tr("{n} too many for {type} on {day}", n=over.count, type=kind, day=f"{day.day} {day:%b}")


def it_fits(plan: Plan, who: str, moves: int) -> str:
    """What a plan is for and what it takes."""
    if not moves:
        return tr("There is room for {who} without any move.", who=who)
    told = trn("{n} move makes room for {who}.", "{n} moves make room for {who}.", moves, who=who)
    return told if plan.proved else told + " " + tr("There may be a shorter way.")


@dataclass(frozen=True, slots=True)
class Told:
    """Tells the moves of a plan; `own` says which piece of the house each piece of the problem is."""

    house: FittingHouse
    targets: Sequence[Piece]
    rows: Sequence[StayRow | None]
    plan: Plan
    own: Sequence[int]
    who: str

    def of_piece(self, piece: int) -> PlannedMove:
        """The move of somebody who makes room."""
        number = self.own[piece]
        return self._move(self.house.rows[number], self.house.pieces[number], self.plan.moves[piece])

    def of_target(self, number: int) -> PlannedMove:
        """The move of one of those who were to be placed."""
        row = self.rows[number]
        assert row is not None
        assert self.plan.places is not None
        return self._move(row, self.targets[number], self.plan.places[number], is_target=True)

    def _move(self, row: StayRow, piece: Piece, to: int, *, is_target: bool = False) -> PlannedMove:
        house = self.house
        old, new = house.rooms[piece.room or 0], house.rooms[to]
        in_house = row.status == Status.CHECKED_IN
        types = {kind.id: kind for kind in house.types}
        was, now = types[old.room_type_id], types[new.room_type_id]
        minutes = now.housekeeping_minutes - was.housekeeping_minutes
        upgrade = now.id not in (was.id, row.room_type_id)
        parts = sum(other.stay_id == row.stay_id for other in (*house.rows, *house.waiting))
        return PlannedMove(
            stay_id=row.stay_id, surname=row.surname, given=row.given,
            segment=row.segment if parts > 1 else None, from_room_id=old.id, from_room=old.number,
            to_room_id=new.id, to_room=new.number,
            starts=max(row.starts, house.today) if in_house else row.starts, ends=row.ends,
            reason=self._reason(piece, to, upgrade=upgrade, is_target=is_target), in_house=in_house,
            upgrade=upgrade, minutes=minutes + (was.housekeeping_minutes if in_house else 0),
        )  # fmt: skip

    def _reason(self, piece: Piece, to: int, *, upgrade: bool, is_target: bool) -> str:
        """Who needs the room, and what the guest gets instead."""
        house = self.house
        first = self._taker(piece)
        room = house.places[piece.room or 0].number
        told = tr("{who} takes {room}.", who=first, room=room) if first and not is_target else ""
        if is_target:
            told = tr("Because {why}.", why=self.who) if first == "" else tr("The whole stay fits there.")
        if upgrade:
            kind = house.types[house.places[to].kind].name
            told += " " + tr("Free upgrade: {type}.", type=kind)
        elif piece.room is not None and house.places[to].floor == house.places[piece.room].floor:
            told += " " + tr("Same floor.")
        return told.strip()

    def _taker(self, piece: Piece) -> str:
        """Who comes into the room that a piece leaves."""
        for number, room in self.plan.moves.items():
            other = self.house.pieces[self.own[number]]
            if room == piece.room and clash(other.span, piece.span):
                return name_of(self.house.rows[self.own[number]])
        for target, room in zip(self.targets, self.plan.places or (), strict=True):
            if room == piece.room and clash(target.span, piece.span):
                return self.who
        return ""
