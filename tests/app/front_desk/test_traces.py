"""To-dos of departments, alerts that pop up, notes, and guests who share a stay."""

from app.features.folios import FolioOf
from app.features.front_desk import (
    AddAlert,
    AddNote,
    AddTrace,
    AlertsOf,
    Around,
    AroundBooking,
    ChangeSharer,
    ChangeTrace,
    DropAlert,
    DropTrace,
    EndSharing,
    FinishTrace,
    SharesAlready,
    ShareStay,
    TraceDone,
    TracesDue,
    TraceView,
)
from app.features.reservations import DatesRefused, GuestRef, PartyTooLarge
from app.kernel.errors import InvalidInput, NotFound
from tests.support.desk import Desk


def around(desk: Desk, reservation_id: object) -> AroundBooking:
    """What stands around a booking."""
    return desk.app.ask(Around(reservation_id=reservation_id))  # type: ignore[arg-type]


def due(desk: Desk, offset: int, department: str = "") -> tuple[TraceView, ...]:
    """What is to be done until a day."""
    query = TracesDue(property_id=desk.hotel.property_id, date=desk.day(offset), department=department)
    return desk.app.ask(query)


def test_traces(desk: Desk) -> None:
    """Due on their day and after it, with guest and room; done once, by somebody; changed and dropped."""
    stay_id = desk.book("101", 0, 3)
    booking = desk.view(stay_id).reservation_id
    cot, taxi = desk.app.new_id(), desk.app.new_id()
    fields = {"reservation_id": booking, "text": "Cot in the room"}
    desk.do(AddTrace, trace_id=cot, department="housekeeping", due_on=desk.day(1), stay_id=stay_id, **fields)
    desk.do(AddTrace, trace_id=taxi, department="front_desk", due_on=desk.day(2), **fields)
    assert due(desk, 0) == ()
    (found,) = due(desk, 1)
    assert (found.guest, found.room, found.text, found.made_by) == (
        "Friederike Brandt", "101", "Cot in the room", "Owner",
    )  # fmt: skip
    assert [view.id for view in due(desk, 3, "front_desk")] == [taxi]
    desk.do(ChangeTrace, trace_id=taxi, due_on=desk.day(0), department="restaurant", text="Table")
    assert [view.id for view in due(desk, 1)] == [taxi, cot]
    desk.do(FinishTrace, trace_id=taxi)
    assert "Owner" in desk.refused(TraceDone, FinishTrace, trace_id=taxi).sentence
    assert [(view.text, view.done_by) for view in around(desk, booking).traces] == [
        ("Cot in the room", ""), ("Table", "Owner"),
    ]  # fmt: skip
    desk.do(DropTrace, trace_id=cot)
    desk.refused(NotFound, DropTrace, trace_id=cot)
    assert due(desk, 9) == ()


def test_traces_that_cannot_be(desk: Desk) -> None:
    """Yesterday, nobody's, nothing to do, another booking's stay."""
    booking = desk.view(desk.book("101")).reservation_id
    other = desk.book("102")
    good = {"trace_id": desk.app.new_id(), "reservation_id": booking, "department": "accounts",
            "due_on": desk.day(0), "text": "Call"}  # fmt: skip
    for field, wrong in (
        ("due_on", desk.day(-1)), ("department", "spa"), ("text", "  "), ("text", "x" * 2_001),
        ("stay_id", other),
    ):  # fmt: skip
        assert desk.refused(InvalidInput, AddTrace, **{**good, field: wrong}).field == field


def test_alerts_and_notes(desk: Desk) -> None:
    """An alert pops up at its moment, for its stay or all of the booking; notes keep author and time."""
    first, second = desk.request("101"), desk.request("102")
    command = desk.reserve(first, second)
    desk.app.execute(command)
    booking = command.reservation_id
    alert = desk.app.new_id()
    desk.do(AddAlert, alert_id=alert, reservation_id=booking, moment="check_in", text="Signs for both")
    desk.do(
        AddAlert, alert_id=desk.app.new_id(), reservation_id=booking, moment="check_in", text="Upgrade",
        stay_id=second.stay_id,
    )  # fmt: skip
    said = [
        [view.text for view in desk.app.ask(AlertsOf(stay_id=stay, moment=moment))]
        for stay, moment in (
            (first.stay_id, "check_in"), (second.stay_id, "check_in"), (first.stay_id, "check_out"),
        )
    ]  # fmt: skip
    assert said == [["Signs for both"], ["Signs for both", "Upgrade"], []]
    desk.do(DropAlert, alert_id=alert)
    desk.refused(NotFound, DropAlert, alert_id=alert)
    wrong = {"alert_id": alert, "reservation_id": booking, "moment": "lunch", "text": "x"}
    assert desk.refused(InvalidInput, AddAlert, **wrong).field == "moment"
    desk.do(AddNote, note_id=desk.app.new_id(), reservation_id=booking, text="Rang: comes late")
    desk.clock().forward(hours=1)
    desk.do(AddNote, note_id=desk.app.new_id(), reservation_id=booking, text="Rang again")
    notes = around(desk, booking).notes
    assert [(note.text, note.by_name) for note in notes] == [
        ("Rang again", "Owner"), ("Rang: comes late", "Owner"),
    ]  # fmt: skip
    assert notes[0].at == desk.app.clock.now()


def test_sharing(desk: Desk) -> None:
    """A second guest with own days and bill; the party grows to hold him, as far as the room does."""
    stay_id = desk.book("201", 0, 3)
    friend = GuestRef(desk.app.new_id(), "Ito", "Haru")
    result = desk.do(ShareStay, stay_id=stay_id, guest=friend, departure=desk.day(2), own_bill=True).result
    assert (desk.view(stay_id).adults, result["bill_window"]) == (2, 2)
    (sharer,) = around(desk, desk.view(stay_id).reservation_id).sharers
    assert (sharer.name, sharer.arrival, sharer.departure, sharer.bill_window) == (
        "Haru Ito", desk.day(0), desk.day(2), 2,
    )  # fmt: skip
    folio = desk.app.ask(FolioOf(stay_id=stay_id))
    assert folio is not None
    assert [window.number for window in folio.windows] == [1, 2]
    desk.refused(SharesAlready, ShareStay, stay_id=stay_id, guest=friend)
    third = GuestRef(desk.app.new_id(), "Silva")
    desk.refused(PartyTooLarge, ShareStay, stay_id=stay_id, guest=third)
    days = {"stay_id": stay_id, "guest_id": friend.guest_id}
    desk.do(ChangeSharer, **days, arrival=desk.day(1), departure=desk.day(3))
    for first, last in ((1, 4), (-1, 2), (2, 1)):
        desk.refused(DatesRefused, ChangeSharer, **days, arrival=desk.day(first), departure=desk.day(last))
    desk.do(EndSharing, **days)
    desk.refused(NotFound, EndSharing, **days)
    assert around(desk, desk.view(stay_id).reservation_id).sharers == ()
