"""A room that is blocked today shows why, in the place of what housekeeping knows of it."""

from dataclasses import replace

from app.features.rack.rules.bars import RackBars
from app.features.rack.rules.codes import BarKind, RoomState
from app.features.rack.rules.house import RackHouse

_STATES = {
    BarKind.OUT_OF_ORDER: RoomState.OUT_OF_ORDER,
    BarKind.OUT_OF_SERVICE: RoomState.OUT_OF_SERVICE,
}


def closed_rooms(house: RackHouse, bars: RackBars, today: int) -> RackHouse:
    """The house with the states of rooms that are out of order or service on day `today`."""
    shut = (bars.start <= today) & (bars.end > today) & (bars.kind != BarKind.STAY)
    states = {
        int(bars.row[bar]): _STATES[BarKind(int(bars.kind[bar]))]
        for bar in shut.nonzero()[0].tolist()
        if BarKind(int(bars.kind[bar])) in _STATES
    }
    if not states:
        return house
    rooms = tuple(
        replace(room, state=states[number]) if number in states else room
        for number, room in enumerate(house.rooms)
    )
    return replace(house, rooms=rooms)
