"""Shifts: handed over with the facts of the moment, signed by two, changed by nobody; on each engine."""

import pytest

from app.bootstrap import App, actor_for
from app.features.front_desk import (
    AddNote,
    AddTrace,
    HandOver,
    Handovers,
    JoinQueue,
    OwnHandover,
    RecordIncident,
    SettledAlready,
    SettleIncident,
    ShiftNow,
    ShiftView,
    TakenAlready,
    TakeOver,
    Topic,
)
from app.features.property import Housekeeping, SetRoomState
from app.features.security import AddUser, Users
from app.infra.undo import NeverUndone
from app.kernel.errors import InvalidInput, NotFound
from tests.support.desk import Desk


def now(desk: Desk) -> ShiftView:
    """What is handed over."""
    return desk.app.ask(ShiftNow(property_id=desk.hotel.property_id, now=desk.app.clock.now()))


def told(view: ShiftView) -> dict[Topic, list[tuple[str, str]]]:
    """Who and where, by topic."""
    return {each.topic: [(line.what, line.room) for line in each.lines] for each in view.topics}


def colleague(desk: Desk) -> App:
    """Somebody else at the same desk."""
    desk.do(AddUser, user_id=desk.app.new_id(), login="rui", name="Rui Matos", role="reception")
    user = next(each for each in desk.app.ask(Users()) if each.login == "rui")
    return desk.app.as_actor(actor_for(user, desk.app.actor.tenant_id, "Front desk 2"))


def test_a_shift_is_told_signed_and_kept(desk: Desk) -> None:
    """Arrivals left, balances, queue, to-dos and notes; what came later does not change what was signed."""
    inside = desk.check_in("101", 2, name="Inside")
    waits = desk.book("102", 0, 1, name="Waits")
    reservation = desk.view(inside).reservation_id
    desk.do(SetRoomState, room_id=desk.rooms["102"], housekeeping=Housekeeping.DIRTY)
    desk.do(JoinQueue, stay_id=waits)
    desk.do(AddTrace, trace_id=desk.app.new_id(), reservation_id=reservation, department="front_desk",
            due_on=desk.day(0), text="Late dinner")  # fmt: skip
    desk.do(AddNote, note_id=desk.app.new_id(), reservation_id=reservation, text="Lift stood still")
    facts = told(now(desk))
    assert facts[Topic.ARRIVALS] == [("Friederike Waits", "102")]
    assert [room for _, room in facts[Topic.QUEUE]] == ["102"]
    assert facts[Topic.TRACES] == [("Late dinner", "101")]
    assert facts[Topic.NOTES] == [("Lift stood still", "")]
    assert facts[Topic.DRAWERS] == facts[Topic.CONFLICTS] == []

    desk.refused(InvalidInput, HandOver, handover_id=desk.app.new_id(), note="x" * 4001,
                 property_id=desk.hotel.property_id)  # fmt: skip
    handover = desk.app.new_id()
    given = HandOver(id=desk.app.new_id(), handover_id=handover, property_id=desk.hotel.property_id,
                     note=" Safe is shut. ")  # fmt: skip
    desk.app.execute(given)
    with pytest.raises(NeverUndone):
        desk.app.undo(given.id)
    desk.refused(OwnHandover, TakeOver, handover_id=handover)
    desk.refused(NotFound, TakeOver, handover_id=desk.app.new_id())
    rui = colleague(desk)
    rui.execute(TakeOver(id=desk.app.new_id(), handover_id=handover))
    desk.refused(TakenAlready, TakeOver, handover_id=handover)
    desk.check_in("103", 1, name="Later")
    (kept,) = desk.app.ask(Handovers(property_id=desk.hotel.property_id))
    assert (kept.note, kept.taken_name, kept.day) == ("Safe is shut.", "Rui Matos", desk.day(0))
    assert {each.topic: [(line.what, line.room) for line in each.lines] for each in kept.topics} == facts
    assert told(now(desk))[Topic.NOTES] == []


def test_an_incident_is_told_until_it_is_settled(desk: Desk) -> None:
    """In the hotel where it happened; settled once, by undo open again."""
    house, incident = desk.hotel.property_id, desk.app.new_id()
    facts = {"property_id": house, "incident_id": incident}
    assert desk.refused(InvalidInput, RecordIncident, **facts, text=" ").field == "text"
    assert desk.refused(InvalidInput, RecordIncident, **facts, text="x" * 2_001).field == "text"
    assert desk.refused(InvalidInput, RecordIncident, **facts, text="x", place="x" * 61).field == "place"
    desk.do(RecordIncident, **facts, text=" Lift stands still ", place="Lift")
    assert told(now(desk))[Topic.INCIDENTS] == [("Lift stands still", "Lift")]
    settle = SettleIncident(id=desk.app.new_id(), incident_id=incident)
    desk.app.execute(settle)
    assert told(now(desk))[Topic.INCIDENTS] == []
    desk.refused(SettledAlready, SettleIncident, incident_id=incident)
    desk.refused(NotFound, SettleIncident, incident_id=desk.app.new_id())
    desk.app.undo(settle.id)
    assert [each.id for each in now(desk).incidents] == [incident]
