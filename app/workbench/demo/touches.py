"""What the receptionist does in the furnished demo by ordinary commands: a lock, a double booking…"""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.bootstrap import App
from app.features.reservations import (
    CutStay,
    GuestRef,
    LockStay,
    MoveStay,
    Reserve,
    RoomRequest,
    Status,
)
from app.workbench.demo.hotel import DemoHotel
from app.workbench.demo.names import nation_of
from app.workbench.demo.plan import Plan

# Room, surname, reason of stays that must not be moved.
LOCKS: Final = (
    ("108", "Lindqvist", "Wheelchair of the partner fits only here"),
    ("112", "Meyer", "Promised this room on the phone"),
    ("208", "Papadopoulos", "Next to the colleagues in 207"),
)
MORE_LOCKS: Final = 6


class Touches:
    """Ordinary commands on the furnished house; `ids` names the stays that the plan has written."""

    def __init__(self, app: App, hotel: DemoHotel, plan: Plan, ids: dict[int, UUID]) -> None:
        self._app, self._hotel, self._plan, self._ids = app, hotel, plan, ids

    def all(self) -> None:
        """Everything, in the order of the day."""
        self._lock_stays()
        self._book_twice()
        self._oversell()
        self._use_by_day()
        self._cut_one()

    def _lock_stays(self) -> None:
        stays = list(self._plan.stays())
        named = [
            (next(s for s in stays if (s.room, s.guest.surname) == (room, surname)), reason)
            for room, surname, reason in LOCKS
        ]
        ahead = [
            s for s in stays if s.room and s.arrival > self._plan.day(12) and s.status is Status.CONFIRMED
        ]
        named += [(stay, "") for stay in ahead[:: max(1, len(ahead) // MORE_LOCKS)][:MORE_LOCKS]]
        for stay, reason in named:
            self._app.execute(LockStay(id=self._app.new_id(), stay_id=self._ids[id(stay)], reason=reason))

    def _book_twice(self) -> None:
        """Room 206 is promised to two guests for one night: an open conflict."""
        stay_id = self._reserve("Yılmaz", "Emre", 1, 2, source="airbnb", channel="A")
        self._app.execute(
            MoveStay(
                id=self._app.new_id(),
                stay_id=stay_id,
                room_id=self._hotel.room_id("206"),
                accept_conflict=True,
            )
        )

    def _oversell(self) -> None:
        """One standard double more than there are, for two nights."""
        self._reserve("Baptista", "Rui", 7, 2, oversell=True, note="Arrives with the night train.")

    def _use_by_day(self) -> None:
        self._reserve("Carvalho", "Teresa", 2, 0, room="205", source="phone", prices=(6_000,))

    def _cut_one(self) -> None:
        """A long stay that changes rooms on the way."""
        stay = next(s for s in self._plan.stays() if (s.room, s.guest.surname) == ("108", "Campbell"))
        day = stay.arrival + timedelta(days=6)
        free = self._plan.board.free_rooms(stay.kind, day, stay.departure)
        stay_id = self._ids[id(stay)]
        self._app.execute(CutStay(id=self._app.new_id(), stay_id=stay_id, at=day))
        if free:
            room_id = self._hotel.room_id(free[0])
            self._app.execute(MoveStay(id=self._app.new_id(), stay_id=stay_id, room_id=room_id, segment=1))

    def _reserve(
        self, surname: str, given: str, first: int, nights: int, *, room: str = "", source: str = "booking",
        channel: str = "", oversell: bool = False, note: str = "", prices: tuple[int, ...] = (),
    ) -> UUID:  # fmt: skip
        new_id, nation = self._app.new_id, nation_of(surname)
        arrival: date = self._plan.day(first)
        request = RoomRequest(
            new_id(), self._hotel.type_ids["STD"], arrival, arrival + timedelta(days=nights), adults=2,
            room_id=self._hotel.room_id(room) if room else None, prices=prices,
        )  # fmt: skip
        guest = GuestRef(
            new_id(), surname, given, nationality=nation.country, language=nation.language,
            email=f"{given}@example.com".lower(),
        )  # fmt: skip
        self._app.execute(
            Reserve(
                id=new_id(), reservation_id=new_id(), property_id=self._hotel.property_id, guest=guest,
                rooms=(request,), booked_on=self._plan.today, source=source, guarantee="card",
                channel_code=channel or ("B" if source == "booking" else ""), guest_note=note,
                oversell=oversell,
            )
        )  # fmt: skip
        return request.stay_id
