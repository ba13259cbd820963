"""Every verb that moves a stay, at every state, for every part: done, or refused by a rule of the house."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.features import property as house
from app.features.front_desk import CheckIn, CheckOut, MarkNoShow, ShareStay
from app.features.property import House
from app.features.reservations import (
    CancelStay,
    ChangeStayDates,
    CreateGroup,
    CutStay,
    DatesRefused,
    GuestRef,
    JoinStay,
    LockStay,
    MoveStay,
    StayDetail,
    StayLocked,
    StayView,
    SwapStays,
    WrongState,
)
from app.features.reservations.late import MoveFrom
from app.kernel.commands import Command
from app.kernel.errors import AppError
from tests.support.desk import Desk

IN_HOUSE, IN_PARTS_IN = "in house", "in house, in parts"
OVER: Final = ("left", "no-show", "cancelled")
FUTURE: Final = (
    "tentative", "confirmed", "in parts", "without a room", "day use", "of a group", "shared", "locked",
)  # fmt: skip
ONE_PIECE: Final = frozenset(FUTURE) - {"in parts"}
# What a rule of the house forbids; whatever stands in none of these lists is done.
BEGUN: Final = (IN_HOUSE, IN_PARTS_IN)
REFUSED: Final[dict[str, dict[type[AppError], frozenset[str]]]] = {
    "move": {StayLocked: frozenset({"locked"})},
    "move at its price": {StayLocked: frozenset({"locked"})},
    "move the first part": {StayLocked: frozenset({"locked"})},
    "move the last part": {StayLocked: frozenset({"locked"})},
    "move to the lane": {StayLocked: frozenset({"locked"})},
    "move to other days": {DatesRefused: frozenset(BEGUN), StayLocked: frozenset({"locked"})},
    "move from a day on": {DatesRefused: frozenset({"day use"}), StayLocked: frozenset({"locked"})},
    "move from today on": {DatesRefused: frozenset(FUTURE)},
    "extend": {},
    "extend to the front": {DatesRefused: frozenset(BEGUN)},
    "shorten": {DatesRefused: frozenset({"day use"})},
    "split": {DatesRefused: frozenset({"day use"})},
    "join": {DatesRefused: ONE_PIECE | {IN_HOUSE}},
    "join in the last room": {DatesRefused: ONE_PIECE | {IN_HOUSE, IN_PARTS_IN}},
    "swap": {StayLocked: frozenset({"locked"})},
    "swap at the prices": {StayLocked: frozenset({"locked"})},
    "swap the last part": {StayLocked: frozenset({"locked"})},
    "swap with a guest in the house": {StayLocked: frozenset({"locked"})},
}
TODAY: Final = 2


def furnish(desk: Desk) -> dict[str, UUID]:
    """A stay in each state; two of them began before today."""
    ids = tuple(desk.app.new_id() for _ in range(16))
    rooms = tuple(house.RoomSpec(str(301 + n)) for n in range(16))
    desk.do(house.AddRooms, property_id=desk.hotel.property_id, room_type_id=desk.hotel.room_type_id,
            room_ids=ids, rooms=rooms)  # fmt: skip
    desk.rooms.update({room.number: room.id for room in desk.app.ask(House()).rooms})
    stays = {IN_HOUSE: desk.book("301", 0, 6), IN_PARTS_IN: desk.in_parts("302", "303", 0, 6, 4)}
    for name in OVER:
        stays[name] = desk.book("304", 0, 6)
        if name == "left":
            desk.do(CheckIn, stay_id=stays[name])
        ending = {"left": CheckOut, "no-show": MarkNoShow, "cancelled": CancelStay}[name]
        desk.do(ending, stay_id=stays[name])
    for name in BEGUN:
        desk.do(CheckIn, stay_id=stays[name])
    desk.close_day(TODAY)
    group = desk.app.new_id()
    desk.do(CreateGroup, group_id=group, property_id=desk.hotel.property_id, code="T", name="Tour")
    stays |= {
        "tentative": desk.book("305", 3, 4, status="tentative"), "confirmed": desk.book("306", 3, 4),
        "in parts": desk.in_parts("307", "308", 3, 4, 5), "without a room": desk.book("", 3, 4),
        "day use": desk.book("309", 3, 0), "of a group": desk.book("310", 3, 4, group_id=group),
        "shared": desk.book("311", 3, 4, adults=2), "locked": desk.book("312", 3, 4),
    }  # fmt: skip
    desk.do(ShareStay, stay_id=stays["shared"], guest=GuestRef(desk.app.new_id(), "Kim"))
    desk.do(LockStay, stay_id=stays["locked"], reason="Promised")
    stays["other"] = desk.book("201", 3, 4, name="Other")
    stays["other in house"] = desk.book("314", TODAY, 5, name="Guest")
    desk.do(CheckIn, stay_id=stays["other in house"])
    return stays


def verbs(desk: Desk, view: StayView, stays: dict[str, UUID]) -> Iterator[tuple[str, Command]]:
    """Each verb with arguments that a desk would give it."""
    new, own, room, other = desk.app.new_id, view.id, desk.rooms["315"], desk.rooms["202"]
    arrival, departure, day = view.arrival, view.departure, timedelta(days=1)
    inside = max(desk.day(TODAY + 1), arrival + day)
    last = view.parts[-1].segment if view.parts else 0
    meets = view.parts[-1].starts if view.parts else arrival
    yield "move", MoveStay(id=new(), stay_id=own, room_id=room)
    yield "move at its price", MoveStay(id=new(), stay_id=own, room_id=other, reprice=True)
    yield "move the first part", MoveStay(id=new(), stay_id=own, room_id=room, segment=0)
    yield "move the last part", MoveStay(id=new(), stay_id=own, room_id=room, segment=last)
    yield "move to the lane", MoveStay(id=new(), stay_id=own, room_id=None)
    yield "move to other days", MoveStay(id=new(), stay_id=own, room_id=room, arrival=arrival + 8 * day)
    yield "move from a day on", MoveFrom(id=new(), stay_id=own, at=inside, room_id=room)
    yield "move from today on", MoveFrom(id=new(), stay_id=own, at=desk.day(TODAY), room_id=room)
    yield "extend", ChangeStayDates(id=new(), stay_id=own, arrival=arrival, departure=departure + day)
    yield (
        "extend to the front",
        ChangeStayDates(id=new(), stay_id=own, arrival=arrival - day, departure=departure),
    )
    yield "shorten", ChangeStayDates(id=new(), stay_id=own, arrival=arrival, departure=departure - day)
    yield "split", CutStay(id=new(), stay_id=own, at=inside)
    yield "join", JoinStay(id=new(), stay_id=own, at=meets)
    yield "join in the last room", JoinStay(id=new(), stay_id=own, at=meets, in_first_room=False)
    swap = SwapStays(id=new(), first_id=own, second_id=stays["other"])
    yield "swap", swap
    yield (
        "swap at the prices",
        SwapStays(id=new(), first_id=own, second_id=stays["other"], reprice=True),
    )
    yield (
        "swap the last part",
        SwapStays(id=new(), first_id=own, second_id=stays["other"], first_segment=last),
    )
    yield (
        "swap with a guest in the house",
        SwapStays(id=new(), first_id=own, second_id=stays["other in house"]),
    )


def slept(view: StayView, today: date) -> list[tuple[date, str, int]]:
    """The nights that are over: room and price."""
    return [(n.night, n.room, n.price_minor) for n in view.nights if n.night < today]


def test_every_verb_at_every_state(desk: Desk) -> None:
    """As the table says; what was slept stays where it was and at its price; no night is lost."""
    stays = furnish(desk)
    today = desk.day(TODAY)
    seen: dict[str, dict[type[AppError], set[str]]] = {}
    told: list[str] = []
    for name in (*BEGUN, *OVER, *FUTURE):
        before = desk.view(stays[name])
        for verb, command in verbs(desk, before, stays):
            refused = seen.setdefault(verb, {})
            try:
                after = desk.app.rehearse(command, StayDetail(stay_id=before.id))
            except AppError as error:
                told.append(error.sentence)
                refused.setdefault(type(error), set()).add(name)
                continue
            if before.status == "checked_in":
                assert slept(after, today) == slept(before, today), (verb, name)
            nights = max((after.departure - after.arrival).days, 1)
            assert len(after.nights) == sum(max((p.ends - p.starts).days, 1) for p in after.parts) == nights
    wanted = {verb: {WrongState: frozenset(OVER), **rules} for verb, rules in REFUSED.items()}
    assert {
        verb: {kind: frozenset(names) for kind, names in refused.items()} for verb, refused in seen.items()
    } == wanted
    desk.ensure_sound()


def test_parts_and_prices_of_a_swap(desk: Desk) -> None:
    """A part changes rooms with a part; by the rooms' prices each is sold in the type that it takes."""
    first, second = desk.in_parts("101", "102", 0, 4), desk.book("201", 2, 2)
    desk.do(SwapStays, first_id=first, second_id=second, first_segment=1, reprice=True)
    assert desk.parts(first) == [("101", 0, 2), ("201", 2, 4)]
    assert desk.parts(second) == [("102", 2, 4)]
    assert [minor for _, _, minor in desk.nights(first)] == [9_000, 9_000, 14_000, 14_000]
    assert [minor for _, _, minor in desk.nights(second)] == [9_000, 9_000]
    assert (desk.view(first).room_type, desk.view(second).room_type) == ("Standard", "Standard")
    before = desk.digest()
    back = SwapStays(id=desk.app.new_id(), first_id=first, second_id=second, first_segment=1)
    desk.app.execute(back)
    assert [minor for _, _, minor in desk.nights(first)] == [9_000, 9_000, 14_000, 14_000]
    desk.app.undo(back.id)
    assert desk.digest() == before


def test_a_locked_stay_is_not_joined_into_another_room(desk: Desk) -> None:
    """Joining moves a part, so that the lock forbids it."""
    stay = desk.in_parts("101", "102", 0, 4)
    desk.do(LockStay, stay_id=stay, reason="Promised")
    (choice,) = desk.refused(StayLocked, JoinStay, stay_id=stay, at=desk.day(2)).choices
    desk.app.execute(choice.command)
    desk.do(JoinStay, stay_id=stay, at=desk.day(2))
    assert desk.parts(stay) == [("101", 0, 4)]


def test_what_was_slept_is_not_joined(desk: Desk) -> None:
    """Two parts that are partly over stay two: history is not rewritten."""
    stay = desk.check_in("101", 6)
    desk.close_day()
    desk.do(MoveStay, stay_id=stay, room_id=desk.rooms["102"])
    desk.close_day()
    refusal = desk.refused(DatesRefused, JoinStay, stay_id=stay, at=desk.day(1))
    assert "slept in both rooms" in refusal.sentence
