"""Groups that keep rooms: a choir whose names come in by and by."""

from datetime import date, timedelta
from typing import Final

from app.bootstrap import App
from app.features.reservations.groups import (
    AssignRooms,
    BookRoomingList,
    OpenGroup,
    RoomingGuest,
    SetAllotment,
)
from app.workbench.demo.hotel import DemoHotel
from app.workbench.demo.plan import Plan
from app.workbench.demo.scene import LAST, kind_of

CODE, NAME, NIGHTS = "FADOCHOIR", "Nordlys choir, fado week", 3
# Rooms of a type, and rooms of it that may be sold to others meanwhile.
ROOMS: Final = (("STD", 5), ("SUP", 3))
SPARE, FURTHEST = 2, 90
NAMES: Final = (
    ("Hansen", "Ingrid", "STD", 2, "Conductor, a quiet room please"), ("Bakken", "Sverre", "STD", 2, ""),
    ("Solberg", "Liv", "STD", 1, ""), ("Dahl", "Marit", "SUP", 2, "By car, needs a parking space"),
)  # fmt: skip


class Parties:
    """The receptionist opens a group, keeps rooms for it and books the names that have come."""

    def __init__(self, app: App, hotel: DemoHotel, plan: Plan) -> None:
        self._app, self._hotel, self._plan = app, hotel, plan

    def all(self) -> None:
        """The group, its rooms, its first names with rooms near together."""
        new_id, first = self._app.new_id, self._first()
        group_id, last = new_id(), first + timedelta(days=NIGHTS)
        self._app.execute(
            OpenGroup(
                id=new_id(), group_id=group_id, property_id=self._hotel.property_id, code=CODE, name=NAME,
                arrival=first, departure=last, cut_off=first - timedelta(days=5),
                contact="Ingrid Hansen, +47 912 00 481", note="Bus at 14:00 on the day of arrival.",
            )
        )  # fmt: skip
        nights = [first + timedelta(days=number) for number in range(NIGHTS)]
        cells = tuple((self._hotel.type_ids[kind], night, n) for kind, n in ROOMS for night in nights)
        self._app.execute(SetAllotment(id=new_id(), group_id=group_id, cells=cells))
        names = tuple(self._room(row, first, last) for row in range(len(NAMES)))
        self._app.execute(BookRoomingList(id=new_id(), group_id=group_id, rooms=names))
        self._app.execute(AssignRooms(id=new_id(), group_id=group_id))

    def _room(self, row: int, first: date, last: date) -> RoomingGuest:
        new_id, (surname, given, kind, adults, note) = self._app.new_id, NAMES[row]
        return RoomingGuest(
            new_id(), new_id(), new_id(), surname, self._hotel.type_ids[kind], first, last, given=given,
            adults=adults, note=note, row=row + 2,
        )  # fmt: skip

    def _first(self) -> date:
        """The first day after the scene on which the house has so many rooms left."""
        for ahead in range(LAST + 1, FURTHEST):
            first = self._plan.day(ahead)
            last = first + timedelta(days=NIGHTS)
            if all(self._plan.board.least_free(kind_of(code), first, last) >= n + SPARE for code, n in ROOMS):
                return first
        return self._plan.day(FURTHEST)
