"""Groups: what is kept for them is not sold to others; the cut-off; rooming lists; rooms near together."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.features.folios import FolioOf, PostCharge, SetUpLedgers
from app.features.front_desk import Availability, GroupAccountOf, OpenGroupAccount
from app.features.reservations import TypeFull
from app.features.reservations.groups import (
    AssignRooms,
    BookRoomingList,
    GroupDetail,
    Groups,
    GroupView,
    NotSoManyRooms,
    OpenGroup,
    ReleaseAllotment,
    RoomingGuest,
    SetAllotment,
    read_rooming_list,
)
from app.features.reservations.groups.rules import RoomToGive, StayToPlace, floors, near_together
from app.features.reservations.importing import UnreadableFile
from app.kernel.dates import StayDates, held_slots
from app.kernel.errors import InvalidInput, NotFound
from tests.support.desk import Desk

FIRST: Final = date(2027, 5, 3)


def group(desk: Desk, code: str = "TOUR", first: int = 2, nights: int = 2, **more: Any) -> UUID:
    """A group that comes in two days."""
    group_id = desk.app.new_id()
    desk.do(
        OpenGroup, group_id=group_id, property_id=desk.hotel.property_id, code=code, name=f"Group {code}",
        arrival=desk.day(first), departure=desk.day(first + nights), **more,
    )  # fmt: skip
    return group_id


def keep(
    desk: Desk, group_id: UUID, rooms: int, kind: UUID | None = None, first: int = 2, nights: int = 2
) -> SetAllotment:
    """The command that keeps rooms of a type."""
    cells = tuple((kind or desk.small_type, desk.day(first + n), rooms) for n in range(nights))
    return SetAllotment(id=desk.app.new_id(), group_id=group_id, cells=cells)


def seen(desk: Desk, group_id: UUID) -> GroupView:
    """The group."""
    return desk.app.ask(GroupDetail(group_id=group_id))


def guest(desk: Desk, surname: str, kind: UUID | None = None, **more: Any) -> RoomingGuest:
    """A room of a rooming list."""
    new_id = desk.app.new_id
    more.setdefault("departure", desk.day(4))
    return RoomingGuest(
        reservation_id=new_id(), stay_id=new_id(), guest_id=new_id(), surname=surname,
        room_type_id=kind or desk.small_type, arrival=desk.day(2), **more,
    )  # fmt: skip


def free(desk: Desk) -> int:
    """Small rooms that anybody can have in the nights of the group."""
    view = desk.app.ask(
        Availability(property_id=desk.hotel.property_id, arrival=desk.day(2), departure=desk.day(4))
    )
    return next(kind.free for kind in view.types if kind.room_type_id == desk.small_type)


def test_what_is_kept_is_not_sold(desk: Desk) -> None:
    """Others are refused, the group is not; what it takes is its pick-up; released, all can have it."""
    group_id = group(desk)
    desk.app.execute(keep(desk, group_id, 2))
    assert free(desk) == 0
    small = {"room_type_id": desk.small_type}
    desk.refusal(TypeFull, desk.reserve(desk.request("", 2, 1, **small)))
    desk.app.execute(desk.reserve(desk.request("", 2, 2, **small), group_id=group_id))
    cells = {kind.code: kind.cells for kind in seen(desk, group_id).types}["SML"]
    assert [(cell.rooms, cell.picked, cell.left) for cell in cells] == [(2, 1, 1), (2, 1, 1)]
    (row,) = desk.app.ask(Groups(property_id=desk.hotel.property_id))
    assert (row.allotted, row.picked, row.left, row.stays, row.without_room) == (4, 2, 2, 1, 1)
    release = ReleaseAllotment(id=desk.app.new_id(), group_id=group_id)
    desk.app.execute(release)
    assert free(desk) == 1
    desk.app.undo(release.id)
    assert free(desk) == 0
    desk.do(ReleaseAllotment, group_id=group_id)
    desk.do(ReleaseAllotment, group_id=group_id, again=True)
    assert free(desk) == 0
    desk.app.execute(keep(desk, group_id, 0))
    assert free(desk) == 1


def test_the_cut_off_lets_go(desk: Desk) -> None:
    """With the day that opens on the cut-off date."""
    group_id = group(desk, first=4, cut_off=desk.day(2))
    desk.app.execute(keep(desk, group_id, 2, first=4))
    desk.close_day()
    assert seen(desk, group_id).row.released_at is None
    desk.close_day()
    assert seen(desk, group_id).row.left == 0
    desk.book("", 4, 2, room_type_id=desk.small_type)


def test_more_than_there_are(desk: Desk) -> None:
    """Refused with what is free, or knowingly; nonsense is refused."""
    group_id, other = group(desk), group(desk, "WED")
    desk.book("201", 2, 1)
    refusal = desk.refusal(NotSoManyRooms, keep(desk, group_id, 2))
    assert refusal.sentence == "Small has 1 left on 23 Nov."
    less, more = refusal.choices
    desk.app.execute(less.command)
    cells = next(kind.cells for kind in seen(desk, group_id).types if kind.code == "SML")
    assert [cell.rooms for cell in cells] == [1, 2]
    desk.app.undo(less.command.id)
    desk.app.execute(more.command)
    desk.refusal(NotSoManyRooms, keep(desk, other, 1))
    for command in (
        keep(desk, group_id, -1),
        keep(desk, group_id, 1, first=9),
        keep(desk, group_id, 1, uuid4()),
    ):
        with pytest.raises((InvalidInput, NotFound), match=r"\.$"):
            desk.app.execute(command)
    for wrong in ({"departure": desk.day(2)}, {"cut_off": desk.day(3)}, {"code": " "}, {"name": ""}):
        told = {"code": "NEW", "name": "New", "arrival": desk.day(2), "departure": desk.day(3)} | wrong
        desk.refused(
            InvalidInput, OpenGroup, group_id=desk.app.new_id(), property_id=desk.hotel.property_id, **told
        )


def test_a_rooming_list_is_booked(desk: Desk) -> None:
    """All or none, each refusal with its row; then rooms on one floor; one step to undo each."""
    group_id = group(desk)
    before = desk.digest()
    two = BookRoomingList(
        id=desk.app.new_id(), group_id=group_id, rooms=(guest(desk, "Álvarez"), guest(desk, "王", adults=2))
    )
    desk.app.execute(two)
    assert [stay.guest for stay in seen(desk, group_id).stays] == ["Álvarez", "王"]
    third = BookRoomingList(
        id=desk.app.new_id(), group_id=group_id,
        rooms=(guest(desk, "Horvat", desk.hotel.room_type_id), guest(desk, "Late", row=7)),
    )  # fmt: skip
    refusal = desk.refusal(TypeFull, third)
    assert refusal.sentence.startswith("Row 7, Late: ")
    assert [choice.label for choice in refusal.choices] == ["Book all of them all the same"]
    assert desk.do(AssignRooms, group_id=group_id).result == {"assigned": 2, "left": 0}
    assert {stay.room for stay in seen(desk, group_id).stays} == {"201", "202"}
    assert desk.do(AssignRooms, group_id=group_id).result == {"assigned": 0, "left": 0}
    desk.app.undo(desk.commands_since(0)[-2])
    desk.app.undo(two.id)
    assert desk.digest() == before


def test_a_master_account(desk: Desk) -> None:
    """Room charges of the group's stays go to its folio, of bookings made later too; others stay."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    group_id = group(desk)
    stay = desk.book("201", 2, 2, group_id=group_id)
    desk.do(OpenGroupAccount, group_id=group_id, folio_id=desk.app.new_id())
    later = desk.book("202", 2, 2, name="Later", group_id=group_id)
    for stay_id, article in ((stay, "ROOM"), (later, "ROOM"), (stay, "BAR")):
        folio = desk.app.ask(FolioOf(stay_id=stay_id))
        assert folio is not None
        desk.do(PostCharge, folio_id=folio.folio_id, article_code=article, unit_minor=10_000)
    account = desk.app.ask(GroupAccountOf(group_id=group_id))
    assert account is not None
    assert (account.balance_minor, account.charges) == (20_000, ("ROOM", "CITY"))
    bill = desk.app.ask(FolioOf(stay_id=stay))
    assert bill is not None
    assert sum(window.balance_minor for window in bill.windows) == 10_000
    desk.refused(
        InvalidInput, OpenGroupAccount, group_id=group_id, folio_id=desk.app.new_id(), charges=("X",)
    )
    desk.refused(NotFound, OpenGroupAccount, group_id=desk.app.new_id(), folio_id=desk.app.new_id())


ROWS: Final = (
    ("Last name", "First name", "Room type", "Arrival", "Departure", "Pax", "Room", "Remarks", "Bus seat"),
    ("Álvarez", "José", "DBL", "", "", "", "A", "", "12"),
    ("Álvarez", "Inés", "", "", "", "", "A", "", "13"),
    ("李", "", "Double", "2027-05-03", "04.05.2027", "2", "B", "late", ""),
    ("Khan", "Ayesha", "Suite", "", "", "", "", "", ""),
    ("", "", "DBL", "2027-05-05", "2027-05-03", "x", "", "", ""),
)  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_rooming_list_is_read(tmp_path: Path, ending: str) -> None:
    """Any order of columns, in words of several languages; sharers; each fault in a sentence at its row."""
    path, double = tmp_path / f"list.{ending}", uuid4()
    if ending == "csv":
        path.write_text("\n".join(";".join(row) for row in ROWS), encoding="utf-8")
    else:
        book = Workbook()
        for row in ROWS:
            book.active.append(row)
        book.save(path)
    read = read_rooming_list(path, [(double, "DBL", "Double"), (uuid4(), "SGL", "Single")], FIRST,
                             FIRST + timedelta(days=3))  # fmt: skip
    shared, chinese, suite, nobody = read.lines
    assert (shared.surname, shared.adults, shared.note) == ("Álvarez", 2, "with Inés Álvarez")
    assert (shared.arrival, shared.departure, shared.room_type_id) == (
        FIRST,
        FIRST + timedelta(days=3),
        double,
    )
    assert (chinese.departure, chinese.adults, chinese.wrong) == (date(2027, 5, 4), 2, "")
    assert (suite.row, suite.wrong) == (5, "There is no room type “Suite”.")
    assert nobody.wrong.count(".") == 3
    assert (len(read.good), read.unknown) == (2, ("Bus seat",))
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="names no guests"):
        read_rooming_list(other, [], FIRST, FIRST)


def test_a_list_that_comes_again(tmp_path: Path) -> None:
    """Who is booked with these dates is told; other dates are another room; a cell can be a million long."""
    path, kinds = tmp_path / "list.csv", [(uuid4(), "DBL", "Double")]
    long = "x" * 1_000_000
    path.write_text(f"Name,First name,Pax\nÁlvarez,Inés,2\nOkonkwo,Ada,1\n{long},,1\n", encoding="utf-8")
    last = FIRST + timedelta(days=3)
    booked = [("Inés Álvarez", FIRST, last), ("Ada Okonkwo", FIRST, FIRST + timedelta(days=1))]
    read = read_rooming_list(path, kinds, FIRST, last, booked)
    assert [line.wrong for line in read.lines] == [
        "Is booked already.", "", "A name has 1000000 characters; 200 are possible.",
    ]  # fmt: skip
    assert max(len(line.surname) for line in read.lines) == 200


def nights_of(first: int, nights: int) -> StayDates:
    """Nights from a day on."""
    return StayDates(FIRST + timedelta(days=first), FIRST + timedelta(days=first + nights))


stays = st.lists(
    st.tuples(st.integers(0, 1), st.integers(1, 3), st.integers(0, 4), st.integers(1, 3)), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(stays, st.lists(st.integers(0, 4), min_size=2, max_size=10))
def test_rooms_near_together(wanted: list[tuple[int, int, int, int]], levels: list[int]) -> None:
    """Nobody gets a room twice, too small or of another type; nobody stays without while one is free."""
    kinds = (uuid4(), uuid4())
    rooms = [RoomToGive(uuid4(), kinds[n % 2], level, n, 2 + n % 2) for n, level in enumerate(levels)]
    places = [
        StayToPlace(uuid4(), kinds[kind], party, held_slots(nights_of(first, nights)))
        for kind, party, first, nights in wanted
    ]  # fmt: skip
    found = near_together(places, rooms, {})
    by_id = {room.id: room for room in rooms}
    used: set[tuple[UUID, date, str]] = set()
    for stay in places:
        room_id = found.get(stay.id)
        fitting = [room for room in rooms if room.type_id == stay.type_id and room.takes >= stay.party]
        if room_id is None:
            continue
        assert by_id[room_id] in fitting
        own = {(room_id, night, slot) for night, slot in stay.slots}
        assert not used & own
        used |= own
    for stay in places:
        if stay.id not in found:
            fitting = [room for room in rooms if room.type_id == stay.type_id and room.takes >= stay.party]
            assert all(used & {(room.id, night, slot) for night, slot in stay.slots} for room in fitting)


def test_floors_are_counted_from_the_lowest() -> None:
    """Numbers by their value, below the ground first; names that are none come last."""
    assert floors(["10", "2", "-1", "Annex", "2"]) == {"-1": 0, "2": 1, "10": 2, "Annex": 3}
