"""What the desk has to do besides arrivals: wishes, alerts, notes, the queue, the waitlist, turn-aways."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from app.bootstrap import App
from app.features.front_desk import (
    AddAlert,
    AddNote,
    AddTrace,
    CountTurnAway,
    FinishTrace,
    JoinQueue,
    JoinWaitlist,
    Moment,
    Refusal,
)
from app.features.reservations import GuestRef, StayDetail
from app.workbench.demo.hotel import DemoHotel
from app.workbench.demo.names import nation_of
from app.workbench.demo.plan import Plan, StayPlan

# Room and surname of a guest, department, days ahead, what is to be done. The first is done already.
TRACES: Final = (
    ("201", "Virtanen", "front_desk", 0, "Wake-up call 6:30"),
    ("109", "Okonkwo", "housekeeping", 0, "Feather-free bedding before 15:00"),
    ("109", "Okonkwo", "restaurant", 0, "Anniversary cake at table 4, 20:00"),
    ("107", "Dubois", "housekeeping", 0, "Flowers and the manager’s card"),
    ("208", "Papadopoulos", "front_desk", 0, "Company’s invoice ready by noon"),
    ("108", "Lindqvist", "restaurant", 1, "Two lunch bags for the day trip, no nuts"),
)
ALERTS: Final = (
    ("109", "Okonkwo", Moment.CHECK_IN, "Allergic to feathers: the pillows must have been changed."),
    ("107", "Dubois", Moment.CHECK_IN, "VIP: call the manager, who greets her in person."),
    ("204", "Jansen", Moment.CHECK_OUT, "The card was declined once: ask for another one."),
    ("108", "Lindqvist", Moment.OPENING, "Room 108 is promised, the wheelchair fits only there."),
)
NOTES: Final = (
    ("109", "Okonkwo", "Called: arrives by train from Porto, needs no parking."),
    ("201", "Virtanen", "Prefers to be called on the mobile, not in the room."),
    ("208", "Papadopoulos", "His company pays the room; he pays the minibar himself."),
)
# Who has come early, where to find them, how urgent.
EARLY: Final = (
    ("208", "Laurent", "lobby", 1),
    ("112", "Nguyễn", "café next door", 0),
)
# Name, type, days ahead, nights, adults, days of freedom, what was said.
WISHES: Final = (
    ("Moreau", "Élise", "FAM", 40, 3, 3, 3, "Cot, please"),
    ("Costa", "Madalena", "STE", 0, 2, 2, 0, "Honeymoon"),
    ("Novák", "Petr", "SGL", 1, 2, 1, 0, "Congress"),
)
# Days ahead, nights, rooms, people, type, why, what was said.
TURNED_AWAY: Final = (
    (0, 1, 2, 4, "STD", Refusal.FULL, "Stranded from a cancelled flight"),
    (1, 2, 1, 2, "STE", Refusal.TYPE, "Wanted a suite"),
    (3, 3, 1, 2, "SUP", Refusal.PRICE, "Found it cheaper elsewhere"),
)  # fmt: skip


class Happenings:
    """Commands of the receptionist on the furnished house; `ids` names the stays of the plan."""

    def __init__(self, app: App, hotel: DemoHotel, plan: Plan, ids: dict[int, UUID]) -> None:
        self._app, self._hotel, self._plan = app, hotel, plan
        self._stays = {(s.room, s.guest.surname): ids[id(s)] for s in self._around_today()}
        self._bookings: dict[UUID, UUID] = {}

    def all(self) -> None:
        """Everything, in the order of the morning."""
        self._ask_departments()
        self._say()
        self._queue()
        self._wait()
        self._turn_away()

    def _around_today(self) -> list[StayPlan]:
        return [s for s in self._plan.stays() if s.arrival <= self._plan.today <= s.departure]

    def _booking(self, stay_id: UUID) -> UUID:
        if stay_id not in self._bookings:
            self._bookings[stay_id] = self._app.ask(StayDetail(stay_id=stay_id)).reservation_id
        return self._bookings[stay_id]

    def _ask_departments(self) -> None:
        new_id, made = self._app.new_id, []
        for room, surname, department, ahead, text in TRACES:
            stay_id = self._stays[room, surname]
            made.append(new_id())
            self._app.execute(
                AddTrace(
                    id=new_id(), trace_id=made[-1], reservation_id=self._booking(stay_id), stay_id=stay_id,
                    department=department, due_on=self._plan.day(ahead), text=text,
                )
            )  # fmt: skip
        self._app.execute(FinishTrace(id=new_id(), trace_id=made[0]))

    def _say(self) -> None:
        new_id = self._app.new_id
        for room, surname, moment, text in ALERTS:
            stay_id = self._stays[room, surname]
            self._app.execute(
                AddAlert(
                    id=new_id(), alert_id=new_id(), reservation_id=self._booking(stay_id), moment=moment,
                    text=text, stay_id=stay_id,
                )
            )  # fmt: skip
        for room, surname, text in NOTES:
            booking = self._booking(self._stays[room, surname])
            self._app.execute(AddNote(id=new_id(), note_id=new_id(), reservation_id=booking, text=text))

    def _queue(self) -> None:
        for room, surname, reach, priority in EARLY:
            stay_id = self._stays[room, surname]
            self._app.execute(
                JoinQueue(id=self._app.new_id(), stay_id=stay_id, reach=reach, priority=priority)
            )

    def _wait(self) -> None:
        new_id = self._app.new_id
        for surname, given, kind, ahead, nights, adults, flexible, note in WISHES:
            nation, arrival = nation_of(surname), self._plan.day(ahead)
            guest = GuestRef(
                new_id(), surname, given, phone=f"+351 912 000 {204 + 7 * ahead:03d}",
                nationality=nation.country, language=nation.language,
            )  # fmt: skip
            self._app.execute(
                JoinWaitlist(
                    id=new_id(), entry_id=new_id(), property_id=self._hotel.property_id, guest=guest,
                    arrival=arrival, departure=arrival + timedelta(days=nights), adults=adults,
                    room_type_id=self._hotel.type_ids[kind], flexible_days=flexible, note=note,
                )
            )  # fmt: skip

    def _turn_away(self) -> None:
        new_id = self._app.new_id
        for ahead, nights, rooms, party, kind, reason, note in TURNED_AWAY:
            self._app.execute(
                CountTurnAway(
                    id=new_id(), turn_away_id=new_id(), property_id=self._hotel.property_id,
                    arrival=self._plan.day(ahead), nights=nights, rooms=rooms, party=party, reason=reason,
                    room_type_id=self._hotel.type_ids[kind], note=note,
                )
            )  # fmt: skip
