"""The part of the house that a filter shows: rooms numbered anew, bars that follow, names without accents."""

from uuid import UUID

import numpy as np

from app.features.rack import (
    BarKind,
    BarRows,
    Labels,
    RackBars,
    RackFilter,
    RackHouse,
    RackRoom,
    RackType,
    RoomState,
    StayCode,
    closed_rooms,
    filtered,
    index_bars,
)


def house() -> RackHouse:
    """Two singles on floor 1, one double on floor 2."""
    types = (RackType(UUID(int=1), "SGL", "Single"), RackType(UUID(int=2), "DBL", "Double"))
    rooms = (
        RackRoom(UUID(int=11), "101", 0, floor="1"),
        RackRoom(UUID(int=12), "102", 0, floor="1"),
        RackRoom(UUID(int=13), "201", 1, floor="2"),
    )
    return RackHouse(rooms, types, ("Miradouro",))


def bars() -> RackBars:
    """A stay in each room, one of each type without a room, and a block in 102 from day 5."""
    values = {
        "row": np.array([0, 1, 2, 3, 4, 1]), "type": np.array([0, 0, 1, 0, 1, 0]),
        "start": np.array([1, 1, 1, 2, 2, 5]), "end": np.array([3, 3, 3, 4, 4, 8]),
        "status": np.array([StayCode.CONFIRMED, StayCode.TENTATIVE, 1, 1, 1, 0]),
        "kind": np.array([0, 0, 0, 0, 0, BarKind.OUT_OF_ORDER]), "label": np.arange(6),
    }  # fmt: skip
    rows = BarRows(np.array([[0, n] for n in range(6)], np.uint64), values)
    names = ("Müller\x1fAnna", "Osei\x1fKwame", "Muller\x1fJan", "Ito\x1fKenji", "Silva\x1fTiago", "Leak\x1f")
    return index_bars(3, Labels.of(names), rows.key, rows.columns())


def shown(what: RackFilter) -> list[tuple[str, str]]:
    """Room (or lane) and surname of each bar that shows."""
    part, found = filtered(house(), bars(), what)
    return [
        (
            part.rooms[row].number
            if row < len(part.rooms)
            else f"lane {part.types[row - len(part.rooms)].code}",
            found.names(bar)[0],
        )
        for bar, row in enumerate(found.row.tolist())
    ]


def test_nothing_is_hidden_without_a_filter() -> None:
    """An empty filter gives back the very same objects."""
    whole, index = house(), bars()
    assert filtered(whole, index, RackFilter()) == (whole, index)


def test_types_hide_rooms_bars_and_lanes() -> None:
    """The double keeps its bars under a new row number; the singles' lane is gone."""
    assert shown(RackFilter(types=frozenset({"Double"}))) == [("201", "Muller"), ("lane DBL", "Silva")]


def test_floors_keep_lanes_of_types_that_show() -> None:
    """Unassigned singles belong to floor 1, where singles are."""
    found = shown(RackFilter(floors=frozenset({"1"})))
    assert found == [("101", "Müller"), ("102", "Osei"), ("102", "Leak"), ("lane SGL", "Ito")]


def test_statuses_leave_blocks() -> None:
    """A filter on stays hides no block."""
    found = shown(RackFilter(statuses=frozenset({StayCode.TENTATIVE})))
    assert found == [("102", "Osei"), ("102", "Leak")]


def test_names_are_found_without_accents() -> None:
    """Both spellings, any order of words, and reasons of blocks."""
    assert [name for _, name in shown(RackFilter(text="MULLER"))] == ["Müller", "Muller"]
    assert [name for _, name in shown(RackFilter(text="anna mul"))] == ["Müller"]
    assert [name for _, name in shown(RackFilter(text="leak"))] == ["Leak"]


def test_other_hotels_hide_everything() -> None:
    """A hotel without rooms leaves an empty grid, not an error."""
    part, found = filtered(house(), bars(), RackFilter(properties=frozenset({"Elsewhere"})))
    assert (part.rooms, len(found)) == ((), 0)


def test_a_blocked_room_shows_why_on_its_days_only() -> None:
    """102 is out of order from day 5 to 7."""
    states = {day: closed_rooms(house(), bars(), day).rooms[1].state for day in (4, 5, 7, 8)}
    out = RoomState.OUT_OF_ORDER
    assert states == {4: RoomState.CLEAN, 5: out, 7: out, 8: RoomState.CLEAN}
