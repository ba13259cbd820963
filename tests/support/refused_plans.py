"""Plans that cannot be carried out as they were made, as stories."""

from collections.abc import Callable
from typing import Final

from app.features.front_desk import CommitPlan, MakeItFit, PlanLook, PlanOutdated, PlanRefused, Seen
from app.features.reservations import ChangeStayDates, MoveStay
from app.kernel.commands import Command
from app.kernel.errors import AppError
from tests.support.desk import Desk

Story = Callable[[Desk], tuple[type[AppError], Command]]


def planned_extension(desk: Desk, room: str = "101") -> CommitPlan:
    """Brandt stays two nights longer in his room, so that Kim makes room; not yet committed."""
    own = desk.book(room, 0, 2)
    desk.book(room, 2, 2, name="Kim")
    wish = ChangeStayDates(id=desk.app.new_id(), stay_id=own, arrival=desk.day(0), departure=desk.day(4))
    view = desk.app.ask(MakeItFit(command=wish))
    return CommitPlan(id=desk.app.new_id(), commands=view.commands, seen=view.seen, wish=wish)


def commit_what_changed(desk: Desk) -> tuple[type[AppError], Command]:
    """Another desk has moved the guest who was to make room; there is another plan."""
    plan = planned_extension(desk)
    kim = next(p.stay_id for p in plan.commands if isinstance(p, MoveStay))
    desk.do(MoveStay, stay_id=kim, room_id=desk.rooms["104"])
    desk.book("101", 3, 1, name="Walsh")
    return PlanOutdated, plan


def commit_a_draft_that_changed(desk: Desk) -> tuple[type[AppError], Command]:
    """Of two moves in a draft one is about a stay that another desk has moved since."""
    stays = [desk.book("101", 0, 2), desk.book("102", 0, 2, name="Kim")]
    seen = tuple(Seen(s.stay_id, s.mark) for s in desk.app.ask(PlanLook(stay_ids=tuple(stays))))
    desk.do(MoveStay, stay_id=stays[0], room_id=desk.rooms["103"])
    moves = tuple(
        MoveStay(id=desk.app.new_id(), stay_id=stay, room_id=desk.rooms[room])
        for stay, room in zip(stays, ("104", "201"), strict=True)
    )
    return PlanOutdated, CommitPlan(id=desk.app.new_id(), commands=moves, seen=seen)


def commit_into_a_taken_room(desk: Desk) -> tuple[type[AppError], Command]:
    """Another desk has booked the room that the plan needs; planned again it goes elsewhere."""
    plan = planned_extension(desk)
    move = next(p for p in plan.commands if isinstance(p, MoveStay))
    number = next(number for number, id_ in desk.rooms.items() if id_ == move.room_id)
    desk.book(number, 2, 1, name="Walsh")
    return PlanRefused, plan


PLAN_STORIES: Final[tuple[Story, ...]] = (
    commit_what_changed,
    commit_a_draft_that_changed,
    commit_into_a_taken_room,
)
