"""The boards' questions: who is late by the hotel's own clock, what is missing, what comes next."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from app.features.front_desk import (
    AddAlert,
    AddTrace,
    Arrivals,
    BoardCounts,
    BoardStay,
    CheckIn,
    CheckOut,
    Departures,
    FinishTrace,
    Holds,
    InHouse,
    JoinQueue,
    JoinWaitlist,
    LeaveQueue,
    MarkNoShow,
    Need,
    OfferRoom,
    Pays,
    Position,
    RoomMoves,
    RoomsToGive,
    Step,
    ToPlace,
    TraceBoard,
    Urgency,
    WaitBoard,
)
from app.features.guests import AddCompany
from app.features.property import CloseDay, Housekeeping, SetRoomState
from app.features.reservations import BlockRoom, CancelStay, CutStay, GuestRef, MoveStay
from tests.support.desk import Desk, open_desk


def at(hour: int, minute: int = 0, day: int = 21) -> datetime:
    """A time of November 2026; Lisbon has UTC then."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def arrivals(desk: Desk, now: datetime) -> dict[UUID, BoardStay]:
    """The board's rows by stay."""
    return {row.stay_id: row for row in desk.app.ask(Arrivals(now=now)).rows}


def test_arrivals_are_urgent_by_the_hotels_clock(desk: Desk) -> None:
    """Late, within the hour, later; an hour before the night audit belongs to the night after."""
    late = desk.book("101", arrival_time=time(14, 30), name="Late")
    soon = desk.book("102", arrival_time=time(15, 45), name="Soon")
    night = desk.book("103", arrival_time=time(1, 0), name="Night")
    any_time = desk.book("104", name="Anytime")
    future = desk.book("201", 1)
    rows = arrivals(desk, at(15, 5))
    assert future not in rows
    assert [rows[s].urgency for s in (late, soon, night, any_time)] == [
        Urgency.NOW, Urgency.SOON, Urgency.LATER, Urgency.LATER,
    ]  # fmt: skip
    assert (rows[late].minutes, rows[soon].minutes, rows[any_time].minutes) == (-35, 40, None)
    # After midnight the hotel day is still open, and the guest of one o'clock is not late yet.
    after = arrivals(desk, at(0, 30, day=22))
    assert (after[night].minutes, after[night].urgency) == (30, Urgency.SOON)
    assert after[soon].urgency is Urgency.NOW
    order = [row.stay_id for row in desk.app.ask(Arrivals(now=at(15, 5))).rows]
    assert order == [late, soon, night, any_time]
    desk.do(CheckIn, stay_id=late)
    desk.do(MarkNoShow, stay_id=any_time)
    done = arrivals(desk, at(16))
    assert (done[late].urgency, done[late].step, done[late].came_at) == (
        Urgency.DONE,
        Step.FOLIO,
        time(8, 30),
    )
    assert done[any_time].status == "no_show"
    desk.close_day()
    overdue = arrivals(desk, at(9, day=22))[soon]
    assert (overdue.urgency, overdue.arrival) == (Urgency.NOW, desk.day(0))
    assert late not in arrivals(desk, at(9, day=22))


def test_a_time_zone_far_away(desk: Desk) -> None:
    """Minutes are counted on the clock of the hotel, not of the desk's computer."""
    stay = desk.book("101", arrival_time=time(18, 0))
    # 17:30 in Lisbon in winter, told from Tokyo.
    from_tokyo = datetime.fromisoformat("2026-11-22T02:30:00+09:00")
    assert arrivals(desk, from_tokyo)[stay].minutes == 30


def needs(desk: Desk, stay: UUID) -> tuple[tuple[Need, ...], Step]:
    """What an arrival needs and what comes next."""
    row = arrivals(desk, at(12))[stay]
    return row.needs, row.step


def test_what_an_arrival_needs(desk: Desk) -> None:
    """The gravest first, and the step that takes it away."""
    leaving = desk.check_in("101", 1, name="Walsh")
    desk.close_day()
    for_room = desk.book("101", 1, 1, name="Okonkwo", guest_note="High floor")
    # Housekeeping calls the room clean, so there is nothing to wait for: only another room helps.
    assert needs(desk, for_room) == ((Need.OCCUPIED, Need.NOTE), Step.ASSIGN)
    free = desk.app.ask(RoomsToGive(stay_id=for_room)).rooms[0]
    given = MoveStay(id=desk.app.new_id(), stay_id=for_room, room_id=free.room_id, segment=free.segment)
    desk.app.execute(given)
    assert needs(desk, for_room) == ((Need.NOTE,), Step.CHECK_IN)
    desk.app.undo(given.id)
    row = arrivals(desk, at(12, day=22))[for_room]
    assert (row.other, row.other_id, row.other_on) == ("Walsh", leaving, desk.day(1))
    desk.do(CheckOut, stay_id=leaving)
    assert needs(desk, for_room) == ((Need.ROOM_DIRTY, Need.NOTE), Step.QUEUE)
    desk.do(JoinQueue, stay_id=for_room, reach="bar")
    assert needs(desk, for_room) == ((Need.WAITING, Need.ROOM_DIRTY, Need.NOTE), Step.CLEAN)
    waiting = arrivals(desk, at(12, day=22))[for_room]
    assert (waiting.urgency, waiting.waits_at) == (Urgency.NOW, "bar")
    desk.do(LeaveQueue, stay_id=for_room)
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.INSPECTED)
    assert needs(desk, for_room) == ((Need.NOTE,), Step.CHECK_IN)
    deposit = desk.book("102", 1, 1, guarantee="deposit", deposit_due_minor=5_000, deposit_paid_minor=1_000)
    assert needs(desk, deposit) == ((Need.DEPOSIT,), Step.PAY)
    assert arrivals(desk, at(12))[deposit].deposit_minor == 4_000
    # There is time left until the evening: nobody is put in a queue now.
    evening = desk.book("103", 1, 1, arrival_time=time(21, 0))
    own, booking = desk.view(evening), desk.view(deposit).reservation_id
    for stay, moment in ((evening, "check_in"), (evening, "check_out")):
        desk.do(AddAlert, alert_id=desk.app.new_id(), reservation_id=own.reservation_id, stay_id=stay,
                moment=moment, text=f"Ask at {moment}")  # fmt: skip
    desk.do(AddAlert, alert_id=desk.app.new_id(), reservation_id=booking, moment="opening", text="VIP")
    desk.do(SetRoomState, room_id=desk.rooms["103"], housekeeping=Housekeeping.IN_PROGRESS)
    assert needs(desk, evening) == ((Need.ALERT, Need.ROOM_IN_PROGRESS), Step.CLEAN)
    assert arrivals(desk, at(12, day=22))[evening].alert == "Ask at check_in"
    assert Need.ALERT not in needs(desk, deposit)[0]
    desk.do(CancelStay, stay_id=evening)
    unplaced = desk.book("", 1, 1)
    assert needs(desk, unplaced) == ((Need.NO_ROOM,), Step.ASSIGN)
    taken = desk.in_conflict("102", 1, 1)
    assert needs(desk, taken) == ((Need.CONFLICT,), Step.ASSIGN)
    for room in ("103", "104"):
        desk.do(BlockRoom, block_id=desk.app.new_id(), room_id=desk.rooms[room], kind="out_of_service",
                starts=desk.day(1), ends=desk.day(2))  # fmt: skip
    assert needs(desk, unplaced) == ((Need.SOLD_OUT,), Step.ASSIGN)


def test_what_an_arrival_pays(desk: Desk) -> None:
    """All nights less the deposit; rooms of one booking share it; a company pays its own."""
    desk.do(AddCompany, company_id=desk.app.new_id(), kind="company", code="NORD", name="Nordwind")
    one = desk.book("101", 0, 2, deposit_paid_minor=4_000)
    firm = desk.book("102", 0, 2, guarantee="company")
    paid = desk.book("103", 0, 1, deposit_paid_minor=9_000)
    two = [desk.request("104", 0, 2), desk.request("201", 0, 2)]
    desk.app.execute(desk.reserve(*two, deposit_paid_minor=23_000))
    rows = arrivals(desk, at(12))
    assert [(rows[s].owed_minor, rows[s].pays) for s in (one, firm, paid)] == [
        (14_000, Pays.OWES), (0, Pays.COMPANY), (0, Pays.NOTHING),
    ]  # fmt: skip
    # 180.00 and 280.00 of 460.00: half of each is paid.
    assert [rows[request.stay_id].owed_minor for request in two] == [9_000, 14_000]


def test_departures_and_the_guest_after(desk: Desk) -> None:
    """Past check-out time first; the next guest of the room is told; who left stands last."""
    late = desk.check_in("101", 1, name="Late")
    agreed = desk.check_in("102", 1, name="Agreed", departure_time=time(14, 0))
    gone = desk.check_in("103", 1, name="Gone")
    stays = desk.check_in("104", 3, name="Stays")
    desk.close_day()
    after = desk.book("101", 1, 1, name="Okonkwo", arrival_time=time(15, 0))
    desk.do(CheckOut, stay_id=gone)
    rows = {row.stay_id: row for row in desk.app.ask(Departures(now=at(13, 10, day=22))).rows}
    assert stays not in rows
    assert after not in rows
    assert rows[late].urgency is Urgency.NOW
    assert rows[late].minutes == -130
    assert Need.NEXT_GUEST in rows[late].needs
    assert (rows[late].other, rows[late].other_at) == ("Okonkwo", time(15, 0))
    assert (rows[late].owed_minor, rows[late].step) == (9_000, Step.PAY)
    assert rows[agreed].urgency is Urgency.SOON
    assert Need.LATE_LEAVING in rows[agreed].needs
    assert rows[gone].urgency is Urgency.DONE
    assert rows[gone].step is Step.FOLIO
    assert [row.stay_id for row in desk.app.ask(Departures(now=at(13, day=22))).rows] == [late, agreed, gone]
    desk.close_day()
    overstayed = {row.stay_id: row for row in desk.app.ask(Departures(now=at(8, day=23))).rows}
    assert overstayed[late].urgency is Urgency.NOW
    assert gone not in overstayed


def test_day_use_comes_and_goes_on_one_day(desk: Desk) -> None:
    """It is an arrival, then in the house and a departure, and holds no night."""
    stay = desk.book("101", 0, 0, prices=(4_000,))
    assert arrivals(desk, at(9))[stay].nights == 0
    before = desk.app.ask(Position(now=at(9)))
    assert (before.to_arrive, before.to_come, before.free) == (1, 0, 6)
    desk.do(CheckIn, stay_id=stay)
    now = at(10)
    assert [row.stay_id for row in desk.app.ask(InHouse(now=now)).rows] == [stay]
    assert [row.stay_id for row in desk.app.ask(Departures(now=now)).rows] == [stay]
    counts = desk.app.ask(BoardCounts(now=now))
    assert (counts.arrivals, counts.departures, counts.in_house) == (0, 1, 1)


def test_in_house_by_departure(desk: Desk) -> None:
    """Who should have left first; who changes rooms is told."""
    over = desk.check_in("101", 1)
    mover = desk.check_in("102", 4)
    desk.do(CutStay, stay_id=mover, at=desk.day(3))
    desk.do(MoveStay, stay_id=mover, room_id=desk.rooms["104"], segment=1)
    today = desk.check_in("103", 2)
    desk.close_day(2)
    view = desk.app.ask(InHouse(now=at(9, day=23)))
    assert [(row.stay_id, row.urgency) for row in view.rows] == [
        (over, Urgency.NOW), (today, Urgency.SOON), (mover, Urgency.LATER),
    ]  # fmt: skip
    assert (view.rows[2].moves_to, view.rows[2].moves_on) == ("104", desk.day(3))


def test_room_moves_and_who_is_in_the_way(desk: Desk) -> None:
    """Due today, with the guest who has not left the new room and when he is to leave."""
    mover = desk.check_in("101", 4, name="Mover")
    desk.do(CutStay, stay_id=mover, at=desk.day(1))
    desk.do(MoveStay, stay_id=mover, room_id=desk.rooms["102"], segment=1)
    blocker = desk.check_in("102", 1, name="Blocker", departure_time=time(12, 0))
    ahead = desk.app.ask(RoomMoves(now=at(9))).rows
    assert [(row.stay_id, row.urgency) for row in ahead] == [(mover, Urgency.SOON)]
    desk.close_day()
    (row,) = desk.app.ask(RoomMoves(now=at(9, day=22))).rows
    assert (row.room, row.moves_to, row.moves_on, row.urgency) == ("101", "102", desk.day(1), Urgency.NOW)
    assert (row.other, row.other_id, row.other_on, row.other_at) == (
        "Blocker", blocker, desk.day(1), time(12, 0),
    )  # fmt: skip
    desk.do(CheckOut, stay_id=blocker)
    (row,) = desk.app.ask(RoomMoves(now=at(13, day=22))).rows
    assert (row.other, row.needs, row.step) == ("", (Need.ROOM_DIRTY,), Step.CLEAN)
    assert row.moves_to_id == desk.rooms["102"]
    desk.close_day()
    assert desk.app.ask(RoomMoves(now=at(9, day=23))).rows == ()


def test_stays_to_place_and_the_rooms_they_can_get(desk: Desk) -> None:
    """By the first night without a room; only rooms that are free for all of them are offered."""
    tonight = desk.book("", 0, 2, name="Tonight")
    later = desk.book("", 5, 1, name="Later")
    far = desk.book("", 40, 1, name="Far")
    desk.book("101", 1, 1)
    desk.do(SetRoomState, room_id=desk.rooms["102"], housekeeping=Housekeeping.DIRTY)
    view = desk.app.ask(ToPlace(now=at(9)))
    assert [(row.stay_id, row.urgency) for row in view.rows] == [
        (tonight, Urgency.NOW), (later, Urgency.LATER),
    ]  # fmt: skip
    assert far not in {row.stay_id for row in view.rows}
    offers = desk.app.ask(RoomsToGive(stay_id=tonight)).rooms
    assert [offer.number for offer in offers] == ["103", "104", "102", "201", "202"]
    desk.do(MoveStay, stay_id=tonight, room_id=offers[0].room_id, segment=offers[0].segment)
    assert offers[0].number not in [o.number for o in desk.app.ask(RoomsToGive(stay_id=tonight)).rooms]
    assert desk.app.ask(BoardCounts(now=at(9))).to_place == 1


def test_holds_that_end(desk: Desk) -> None:
    """Only courtesy holds, the one that ends first at the top; over is over."""

    def hold(room: str, first: int, end: int, kind: str = "courtesy_hold") -> UUID:
        block_id = desk.app.new_id()
        desk.do(BlockRoom, block_id=block_id, room_id=desk.rooms[room], kind=kind, reason="Wedding",
                starts=desk.day(first), ends=desk.day(end))  # fmt: skip
        return block_id

    later, now = hold("101", 3, 5), hold("102", 0, 4)
    ending = hold("103", 0, 1)
    hold("104", 0, 4, "out_of_order")
    rows = desk.app.ask(Holds(now=at(9))).rows
    assert [(row.block_id, row.urgency) for row in rows] == [
        (ending, Urgency.NOW), (now, Urgency.SOON), (later, Urgency.LATER),
    ]  # fmt: skip
    assert (rows[0].room, rows[0].reason, rows[0].days_left) == ("103", "Wedding", 1)
    desk.close_day()
    assert ending not in {row.block_id for row in desk.app.ask(Holds(now=at(9, day=22))).rows}


def test_the_house_tonight(desk: Desk) -> None:
    """Each room once: stay on, arrived, to come, free, out of order; ready rooms, next arrival, rate."""
    desk.check_in("101", 3, prices=(10_000, 10_000, 10_000))
    leaving = desk.check_in("102", 1)
    desk.close_day()
    desk.do(CheckOut, stay_id=leaving)
    came = desk.book("103", 1, 1, prices=(9_000,))
    desk.do(CheckIn, stay_id=came)
    desk.book("102", 1, 1, prices=(8_000,), arrival_time=time(16, 0), name="Next")
    desk.book("", 1, 1, prices=(7_000,))
    desk.do(BlockRoom, block_id=desk.app.new_id(), room_id=desk.rooms["201"], kind="out_of_order",
            starts=desk.day(1), ends=desk.day(3))  # fmt: skip
    now = at(15, day=22)
    view = desk.app.ask(Position(now=now))
    assert (view.rooms, view.out_of_order, view.stay_on, view.arrived, view.to_come) == (6, 1, 1, 1, 2)
    assert (view.sold, view.sellable, view.free) == (4, 5, 1)
    assert (view.arrivals, view.to_arrive, view.departures, view.to_leave) == (3, 2, 1, 0)
    assert (view.ready, view.placed, view.dirty) == (0, 1, 1)
    assert (view.next_name, view.next_at, view.rate_minor) == ("Next", time(16, 0), 8_500)
    assert view.rate_last_year_minor is None
    assert view.sold_last_year is None
    assert view.cheapest_minor == 9_000
    counts = desk.app.ask(BoardCounts(now=now))
    assert (counts.arrivals, counts.departures, counts.in_house, counts.to_place) == (2, 0, 2, 1)
    assert (counts.room_moves, counts.holds) == (0, 0)


def test_two_hotels_each_on_its_own_day(desk: Desk) -> None:
    """A hotel whose day is closed already shows its own arrivals; the code tells which is which."""
    other = open_desk(desk.app, "SOL")
    here, there = desk.book("101", 0, 1), other.book("101", 1, 1)
    tomorrow_here = desk.book("102", 1, 1)
    other.do(CloseDay, property_id=other.hotel.property_id, expected=other.day(0))
    view = desk.app.ask(Arrivals(now=at(12)))
    assert {(row.stay_id, row.hotel) for row in view.rows} == {(here, "MIR"), (there, "SOL")}
    assert (view.hotels, view.day) == (2, desk.day(0))
    assert tomorrow_here not in {row.stay_id for row in view.rows}
    assert desk.app.ask(Position(now=at(12))).rooms == 12


def test_waitlist_and_traces(desk: Desk) -> None:
    """Who can be helped now first; what is overdue first, and what is done is gone."""
    new_id = desk.app.new_id
    for room in ("101", "102", "103", "104"):
        desk.book(room, 2, 2)

    def wish(name: str, kind: UUID) -> UUID:
        entry_id = new_id()
        desk.do(JoinWaitlist, entry_id=entry_id, property_id=desk.hotel.property_id,
                guest=GuestRef(new_id(), name), arrival=desk.day(2), departure=desk.day(4),
                room_type_id=kind)  # fmt: skip
        return entry_id

    full, fits = wish("Full", desk.hotel.room_type_id), wish("Fits", desk.small_type)
    now = at(9)
    rows = desk.app.ask(WaitBoard(now=now)).rows
    assert [(row.entry.entry_id, row.urgency, row.step) for row in rows] == [
        (fits, Urgency.SOON, Step.OFFER), (full, Urgency.LATER, Step.SHOW),
    ]  # fmt: skip
    offered = rows[0].entry
    assert offered.fit_room_id is not None
    desk.do(OfferRoom, entry_id=fits, block_id=new_id(), room_id=offered.fit_room_id, arrival=desk.day(2),
            until=at(9, day=22))  # fmt: skip
    first = desk.app.ask(WaitBoard(now=now)).rows[0]
    assert (first.entry.entry_id, first.urgency, first.step) == (fits, Urgency.NOW, Step.BOOK)
    booking = desk.view(desk.book("201", 0, 1)).reservation_id
    traces = {day: new_id() for day in (0, 1, 2)}
    for day, trace_id in traces.items():
        desk.do(AddTrace, trace_id=trace_id, reservation_id=booking, department="housekeeping",
                due_on=desk.day(day), text="Cot")  # fmt: skip
    assert [(row.trace.id, row.urgency) for row in desk.app.ask(TraceBoard(now=now)).rows] == [
        (traces[0], Urgency.SOON), (traces[1], Urgency.LATER),
    ]  # fmt: skip
    counts = desk.app.ask(BoardCounts(now=now))
    assert (counts.waitlist, counts.traces) == (2, 1)
    desk.do(FinishTrace, trace_id=traces[0])
    desk.close_day(2)
    assert [(row.trace.id, row.urgency) for row in desk.app.ask(TraceBoard(now=now)).rows] == [
        (traces[1], Urgency.NOW), (traces[2], Urgency.SOON),
    ]  # fmt: skip


def test_an_empty_house_has_empty_boards(desk: Desk) -> None:
    """And says who comes first tomorrow."""
    desk.book("101", 1, 1, name="Zielinska", arrival_time=time(17, 0))
    desk.book("102", 1, 1, name="Adams", arrival_time=time(9, 15))
    now = at(20)
    questions: tuple[Any, ...] = (Departures, InHouse, ToPlace, RoomMoves, Holds, WaitBoard, TraceBoard)
    assert all(desk.app.ask(kind(now=now)).rows == () for kind in questions)
    view = desk.app.ask(Arrivals(now=now))
    assert (view.rows, view.next_name, view.next_at) == ((), "Adams", time(9, 15))
    assert desk.app.ask(Position(now=now)).rate_minor is None
