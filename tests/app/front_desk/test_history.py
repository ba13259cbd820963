"""The history of a booking: who did what, before and after in words, what was taken back."""

from app.features.front_desk import AddNote, AddTrace, BookingHistory, CheckIn, HistoryEntry, ShareStay
from app.features.reservations import ChangeReservation, ChangeStayDates, GuestRef, LockStay, MoveStay
from app.features.reservations.late import ChangeParty
from tests.support.desk import Desk


def history(desk: Desk, stay_id: object) -> list[HistoryEntry]:
    """All entries, the newest first."""
    booking = desk.view(stay_id).reservation_id  # type: ignore[arg-type]
    return list(desk.app.ask(BookingHistory(reservation_id=booking)))


def lines(entry: HistoryEntry) -> set[tuple[str, str, str]]:
    """What an entry says."""
    return {(line.what, line.before, line.after) for line in entry.changes}


def test_every_change(desk: Desk) -> None:
    """Rooms, days, prices, states, words, people: each with what was before; other bookings are not told."""
    stay_id = desk.book("101", 0, 2)
    other = desk.book("104", 0, 2, name="Okonkwo")
    booking = desk.view(stay_id).reservation_id
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["102"])
    desk.do(ChangeStayDates, stay_id=stay_id, arrival=desk.day(0), departure=desk.day(3))
    desk.do(ChangeParty, stay_id=stay_id, adults=2, children=1, child_ages=(7,))
    desk.do(ChangeReservation, reservation_id=booking, guest_note="Late", deposit_due_minor=5_000)
    desk.do(LockStay, stay_id=stay_id, reason="Loves the view")
    desk.do(AddNote, note_id=desk.app.new_id(), reservation_id=booking, text="Rang")
    desk.do(
        AddTrace, trace_id=desk.app.new_id(), reservation_id=booking, department="housekeeping",
        due_on=desk.day(1), text="Cot",
    )  # fmt: skip
    desk.do(ShareStay, stay_id=stay_id, guest=GuestRef(desk.app.new_id(), "Ito", "Haru"))
    desk.do(CheckIn, stay_id=stay_id)
    found = history(desk, stay_id)
    assert [entry.title for entry in reversed(found)] == [
        "Booked", "Moved", "Other days", "Other party", "Booking changed", "Locked", "Note written",
        "To-do asked for", "Guest added", "Checked in",
    ]  # fmt: skip
    told = {entry.title: lines(entry) for entry in found}
    assert told["Moved"] == {("Room, 21 Nov – 22 Nov", "101", "102")}
    assert ("Departure", "23 Nov", "24 Nov") in told["Other days"]
    assert ("Room, 23 Nov", "", "102") in told["Other days"]
    assert ("Price a night, 23 Nov", "", "EUR 90.00") in told["Other days"]
    assert told["Other party"] >= {("Adults", "1", "2"), ("Children", "0", "1"), ("Ages", "", "7")}
    assert told["Booking changed"] == {
        ("Note of the guest", "", "Late"), ("Deposit due", "EUR 0.00", "EUR 50.00"),
    }  # fmt: skip
    assert told["Locked"] == {("Do not move", "", "Loves the view")}
    assert told["Note written"] == {("Note", "", "Rang")}
    assert told["To-do asked for"] == {("To-do", "", "Cot")}
    assert ("Shares the room", "", "Haru Ito") in told["Guest added"]
    assert ("State", "confirmed", "in the house") in told["Checked in"]
    assert {(entry.by_name, entry.workstation) for entry in found} == {("Owner", "Front desk 1")}
    assert [entry.title for entry in history(desk, other)] == ["Booked"]


def test_what_was_taken_back(desk: Desk) -> None:
    """The entry says so, and the undo is told as one."""
    stay_id = desk.book("101")
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["102"])
    desk.app.undo(history(desk, stay_id)[0].command_id)
    undo, move, booked = history(desk, stay_id)
    assert (undo.title, undo.is_undo, undo.can_undo) == ("Taken back: Moved", True, True)
    assert lines(undo) == {("Room, 21 Nov – 22 Nov", "102", "101")}
    assert (move.was_undone, move.can_undo, booked.can_undo) == (True, False, True)


def test_a_booking_of_long_ago(desk: Desk) -> None:
    """Days later, after others' changes, all of it is there still."""
    stay_id = desk.book("101", 9, 2)
    for day in range(1, 8):
        desk.clock().forward(days=1)
        desk.book("102", day, 1)
    desk.do(MoveStay, stay_id=stay_id, room_id=desk.rooms["103"])
    assert [entry.title for entry in history(desk, stay_id)] == ["Moved", "Booked"]
