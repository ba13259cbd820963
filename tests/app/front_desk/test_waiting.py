"""The waitlist, the queue for rooms, turn-aways and walks: what is written, offered, told and taken back."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from app.features.front_desk import (
    BookFromWaitlist,
    CannotWalk,
    CheckIn,
    CountTurnAway,
    JoinQueue,
    JoinWaitlist,
    LapseOffers,
    LeaveQueue,
    LeaveWaitlist,
    NotWaiting,
    OfferRoom,
    Refusal,
    RoomIsReady,
    RoomQueue,
    TurnAways,
    Waitlist,
    WaitlistFits,
    WaitlistRow,
    WalkCandidates,
    WalkGuest,
    Walks,
)
from app.features.property import Housekeeping, SetRoomState
from app.features.reservations import CancelStay, GuestRef, RoomTaken, TypeFull, WrongState
from app.kernel.errors import InvalidInput
from tests.support.desk import Desk

SMALL: Final = ("201", "202")


def wait(desk: Desk, name: str = "Lindqvist", first: int = 1, nights: int = 2, **more: Any) -> UUID:
    """Put somebody on the waitlist for a small room."""
    entry_id = desk.app.new_id()
    more.setdefault("room_type_id", desk.small_type)
    desk.do(
        JoinWaitlist, entry_id=entry_id, property_id=desk.hotel.property_id,
        guest=GuestRef(desk.app.new_id(), name, "Maja"), arrival=desk.day(first),
        departure=desk.day(first + nights), **more,
    )  # fmt: skip
    return entry_id


def rows(desk: Desk, **more: Any) -> list[WaitlistRow]:
    """The waitlist."""
    return list(desk.app.ask(Waitlist(property_id=desk.hotel.property_id, **more)))


def fits(desk: Desk) -> list[tuple[str, str, int]]:
    """Who fits now: surname, room, offset of the arrival."""
    found = desk.app.ask(WaitlistFits(property_id=desk.hotel.property_id))
    return [
        (row.guest.split()[-1], row.fit_room, (row.fit_arrival - desk.day(0)).days)
        for row in found
        if row.fit_arrival is not None
    ]


def offer(desk: Desk, entry_id: UUID, room: str, first: int = 1) -> OfferRoom:
    """Hold a room for an hour."""
    return OfferRoom(
        id=desk.app.new_id(), entry_id=entry_id, block_id=desk.app.new_id(), room_id=desk.rooms[room],
        arrival=desk.day(first), until=desk.app.clock.now() + timedelta(hours=1),
    )  # fmt: skip


def test_room_appears_for_who_waits(desk: Desk) -> None:
    """Nobody fits while it is full; after a cancellation who comes first by priority is named; an offer holds
    the room, and the guest takes it."""
    first = desk.book("201", 1, 2)
    desk.book("202", 0, 5)
    plain, dear = wait(desk), wait(desk, "Aalto", priority=2)
    large = wait(desk, "Khan", adults=2, children=1)
    assert (fits(desk), len(rows(desk))) == ([], 3)
    desk.do(CancelStay, stay_id=first)
    assert fits(desk) == [("Aalto", "201", 1), ("Lindqvist", "201", 1)]
    desk.app.execute(offer(desk, dear, "201"))
    assert fits(desk) == []
    held = next(row for row in rows(desk) if row.entry_id == dear)
    assert (held.state, held.offer_room) == ("offered", "201")
    assert not desk.refused(RoomTaken, OfferRoom, **fields(offer(desk, plain, "201"))).choices
    stay_id, new_id = desk.app.new_id(), desk.app.new_id
    desk.do(BookFromWaitlist, entry_id=dear, reservation_id=new_id(), stay_id=stay_id)
    assert [room for _, room, _ in desk.nights(stay_id)] == ["201", "201"]
    assert {row.entry_id for row in rows(desk)} == {plain, large}
    desk.refused(NotWaiting, LeaveWaitlist, entry_id=dear)
    full = desk.refused(TypeFull, BookFromWaitlist, entry_id=plain, reservation_id=desk.app.new_id(),
                        stay_id=desk.app.new_id())  # fmt: skip
    assert len(full.choices) == 1


def fields(command: OfferRoom) -> dict[str, Any]:
    """The fields of a command but its id."""
    return {name: getattr(command, name) for name in ("entry_id", "block_id", "room_id", "arrival", "until")}


def test_an_offer_lapses_and_days_pass(desk: Desk) -> None:
    """Nobody took it in time: the room is free and the guest waits on, until the days are over."""
    entry_id = wait(desk)
    command = offer(desk, entry_id, "201")
    desk.app.execute(command)
    assert len(desk.held(command.block_id)) == 4
    desk.do(LapseOffers, property_id=desk.hotel.property_id)
    assert rows(desk)[0].state == "offered"
    desk.clock().forward(hours=2)
    desk.do(LapseOffers, property_id=desk.hotel.property_id)
    assert (rows(desk)[0].state, desk.held(command.block_id)) == ("waiting", set())
    desk.refused(InvalidInput, OfferRoom, **fields(command))
    other = wait(desk, "Aalto", expires_on=desk.day(0))
    desk.close_day()
    assert [row.entry_id for row in rows(desk)] == [entry_id]
    over = {row.entry_id: row.state for row in rows(desk, also_over=True)}
    assert over[other] == "expired"
    desk.do(LeaveWaitlist, entry_id=entry_id)
    assert rows(desk) == []


def test_other_days_and_any_type(desk: Desk) -> None:
    """Days that are as near as can be; any type takes the smallest room; what is wrong is said."""
    desk.book("201", 1, 1)
    desk.book("202", 1, 1)
    wait(desk, flexible_days=3)
    wait(desk, "Aalto", room_type_id=None)
    assert fits(desk) == [("Lindqvist", "201", 2), ("Aalto", "101", 1)]
    guest = GuestRef(desk.app.new_id(), "Nobody")
    common = {"entry_id": desk.app.new_id(), "property_id": desk.hotel.property_id, "guest": guest}
    for wrong, field in (
        ({"arrival": desk.day(2), "departure": desk.day(2)}, "departure"),
        ({"arrival": desk.day(-1), "departure": desk.day(2)}, "arrival"),
        ({"arrival": desk.day(1), "departure": desk.day(2), "flexible_days": 99}, "flexible_days"),
        ({"arrival": desk.day(1), "departure": desk.day(2), "adults": 0}, "adults"),
    ):
        assert desk.refused(InvalidInput, JoinWaitlist, **common, **wrong).field == field


def queue(desk: Desk) -> list[tuple[str, str, bool]]:
    """Who waits: surname, room, whether it is ready."""
    found = desk.app.ask(RoomQueue(property_id=desk.hotel.property_id))
    return [(row.guest.split()[-1], row.room, row.is_ready) for row in found]


def test_a_guest_waits_for_a_room(desk: Desk) -> None:
    """By priority, then by time; when the room is clean the desk is told; the key ends the wait."""
    first, second = desk.book("101", name="Brandt"), desk.book("102", name="Okafor")
    assert desk.refused(RoomIsReady, JoinQueue, stay_id=first).choices
    for room in ("101", "102"):
        desk.do(SetRoomState, room_id=desk.rooms[room], housekeeping=Housekeeping.DIRTY)
    desk.do(JoinQueue, stay_id=first, reach="Bar")
    desk.clock().forward(minutes=5)
    desk.do(JoinQueue, stay_id=second, priority=2)
    assert queue(desk) == [("Okafor", "102", False), ("Brandt", "101", False)]
    command = SetRoomState(
        id=desk.app.new_id(), room_id=desk.rooms["101"], housekeeping=Housekeeping.INSPECTED
    )
    desk.app.execute(command)
    assert queue(desk) == [("Okafor", "102", False), ("Brandt", "101", True)]
    desk.app.undo(command.id)
    assert queue(desk)[1] == ("Brandt", "101", False)
    desk.do(SetRoomState, room_id=desk.rooms["101"], housekeeping=Housekeeping.CLEAN)
    desk.do(CheckIn, stay_id=first)
    assert queue(desk) == [("Okafor", "102", False)]
    desk.do(LeaveQueue, stay_id=second)
    desk.refused(WrongState, JoinQueue, stay_id=first)
    desk.do(JoinQueue, stay_id=second)
    desk.refused(InvalidInput, JoinQueue, stay_id=second, priority=9)
    desk.close_day()
    assert queue(desk) == []


def test_turned_away_and_counted(desk: Desk) -> None:
    """Room-nights by reason; nonsense is refused; the wrong one is taken back."""

    def away(**more: Any) -> UUID:
        command = CountTurnAway(
            id=desk.app.new_id(), turn_away_id=desk.app.new_id(), property_id=desk.hotel.property_id,
            arrival=desk.day(1), **more,
        )  # fmt: skip
        desk.app.execute(command)
        return command.id

    away(nights=2, rooms=3, party=6)
    wrong = away(reason=Refusal.PRICE)
    seen = TurnAways(property_id=desk.hotel.property_id, first=desk.day(0), end=desk.day(9))
    assert desk.app.ask(seen).by_reason == (("full", 6), ("price", 1))
    desk.app.undo(wrong)
    assert desk.app.ask(seen).room_nights == 6
    refusal = desk.refused(
        InvalidInput, CountTurnAway, turn_away_id=desk.app.new_id(), property_id=desk.hotel.property_id,
        arrival=desk.day(1), nights=0,
    )  # fmt: skip
    assert refusal.field == "nights"


def test_whom_to_walk(desk: Desk) -> None:
    """One night by a channel before a family of regulars; the walk frees the room, or the first nights."""
    family = desk.book("101", 0, 4, name="Sørensen", adults=2, children=2)
    single = desk.book("102", 0, 1, name="Novak", channel_code="BDC", source="channel")
    asked = desk.app.ask(WalkCandidates(property_id=desk.hotel.property_id))
    assert [row.guest.split()[-1] for row in asked] == ["Novak", "Sørensen"]
    assert asked[0].reasons[0] == "one night"
    common: dict[str, Any] = {
        "walk_id": desk.app.new_id(), "hotel": "Hotel Aurora", "cost_minor": 14_000,
    }  # fmt: skip
    command = WalkGuest(id=desk.app.new_id(), stay_id=single, **common)
    before = desk.digest()
    desk.app.execute(command)
    assert (desk.view(single).status, desk.held(single)) == ("cancelled", set())
    desk.app.undo(command.id)
    assert desk.digest() == before
    desk.refused(InvalidInput, WalkGuest, stay_id=family, **{**common, "hotel": " "})
    desk.refused(InvalidInput, WalkGuest, stay_id=family, **common, return_on=desk.day(4))
    desk.do(
        WalkGuest, stay_id=family, **common, return_on=desk.day(1), transport="Taxi", transport_minor=1_800
    )
    assert [offset for offset, _, _ in desk.nights(family)] == [1, 2, 3]
    (walk,) = desk.app.ask(Walks(stay_id=family))
    assert (walk.nights, walk.cost_minor, walk.transport, walk.hotel_here) == (1, 14_000, "Taxi", "MIR")
    later = desk.book("103", 2, 1)
    refusal = desk.refused(CannotWalk, WalkGuest, stay_id=later, **common)
    assert [choice.label for choice in refusal.choices] == ["Let the stay begin today"]
