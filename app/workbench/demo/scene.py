"""What happens around today in the standard doubles: a hand-written scene with every kind of bar in it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from app.features.reservations import Status
from app.workbench.demo.hotel import KINDS, Kind
from app.workbench.demo.names import nation_of
from app.workbench.demo.plan import BlockPlan, GuestPlan, Plan, StayPlan

# The days around today that only the scene fills in the standard doubles.
FIRST, LAST = -6, 12
STANDARD: Final = next(kind for kind in KINDS if kind.code == "STD")
STATUS: Final = {
    "l": Status.CHECKED_OUT, "i": Status.CHECKED_IN, "e": Status.CONFIRMED, "t": Status.TENTATIVE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    """A stay of the scene with how it was booked; `flags`: n a note, v a VIP."""

    stay: StayPlan
    source: str
    flags: str


# Room, first day, nights, surname, given name, status (left, in house, expected, tentative), people, source,
# flags.
_LINES: Final = """
107 -5 3 Osei Kwame l 2 booking
107 -2 2 Haddad Samir l 1 expedia
107 0 4 Dubois Camille e 2 direct nv
107 5 6 Brandt Friederike e 2 booking
108 -6 5 Dubois Camille l 2 phone
108 -1 4 Lindqvist Mårten i 2 company n
108 3 2 Novák Tomáš e 2 booking
108 5 2 Marino Paolo e 1 company
108 7 10 Campbell Isla e 2 direct
109 -5 3 Fonseca Rita l 2 direct
109 -2 2 Kim Seo-yeon i 2 booking n
109 0 3 Okonkwo Adaeze e 2 booking nv
109 5 4 Vogel Karin e 2 booking nv
109 9 2 García_Lorca Pablo t 1 direct
110 -4 3 O’Sullivan Ciarán l 2 booking
110 -1 2 Patel Anjali i 1 direct
110 1 3 van_den_Berg Joost e 2 booking
110 7 2 Kovács Bence e 1 expedia
111 -6 3 Sato Yuki l 2 expedia
111 5 3 Silva Tiago e 2 booking
111 8 1 Hernández Lucía e 1 direct
111 10 1 Pereira Sofia e 2 direct
112 -3 3 Weber Jonas l 2 direct
112 0 2 Nguyễn Minh e 2 booking n
112 2 5 Vieira Leonor e 2 direct
112 7 2 Pereira Duarte e 2 booking
112 10 4 Meyer Tobias e 2 direct n
201 -4 2 Tanaka Kenji l 2 booking
201 -2 2 Walsh Owen l 1 phone
201 0 5 Virtanen Aino i 1 phone nv
201 7 2 Nielsen Rasmus e 1 booking
202 -4 4 Ferreira Inês i 2 direct
202 1 2 Rossi Giulia e 2 direct
202 7 2 Laurent Élise e 2 company v
202 9 2 Costa Beatriz t 2 direct
203 -3 2 Nielsen Signe l 2 booking
203 0 1 Chen Jing e 2 phone
203 2 5 García_Lorca Pablo t 2 direct
203 7 1 Oliveira Rui e 2 booking
203 8 3 Osei Kwame e 2 company n
204 -6 6 Jansen Femke i 2 booking n
204 7 1 Meyer Ursula e 1 booking
204 8 4 Moreau Julien e 2 direct
205 5 4 Baptista Miguel e 2 direct
206 -3 2 Sharma Meera l 2 booking
206 -1 3 Müller Annika i 2 direct
206 3 3 Smith Harriet e 1 booking
206 6 4 Mendes Carolina t 2 expedia
207 -5 10 Brandt Jonas i 1 booking
207 5 4 Lindqvist Björn e 2 phone
207 9 2 Abdi Hodan e 2 booking
208 -3 3 Papadopoulos Dimitris i 2 company
208 0 1 Laurent Manon e 2 airbnb
208 1 4 Santos Joana e 2 airbnb n
208 5 7 Farkas Dóra e 1 airbnb
- 0 2 Evans Rhys e 1 booking v
- 4 3 Osei Abena e 2 booking
"""
_BLOCKS: Final = (
    ("111", "out_of_order", -3, 3, "Bathroom leak"),
    ("304", "courtesy_hold", 5, 9, "Held for the wedding party"),
    ("102", "out_of_service", 20, 23, "Carpet"),
    ("206", "out_of_order", 58, 70, "New windows"),
    ("207", "out_of_order", 58, 70, "New windows"),
    ("208", "out_of_order", 58, 70, "New windows"),
    ("401", "lease", 75, 103, "Film crew"),
    ("402", "lease", 75, 103, "Film crew"),
    ("312", "out_of_service", 131, 141, "Painting"),
    ("313", "out_of_service", 131, 141, "Painting"),
)
ROOM_STATES: Final = {
    "107": "clean", "108": "clean", "109": "dirty", "110": "dirty", "111": "dirty", "112": "in_progress",
    "201": "inspected", "202": "dirty", "203": "clean", "204": "dirty", "205": "inspected", "206": "dirty",
    "207": "dirty", "208": "dirty",
}  # fmt: skip


def stage(plan: Plan) -> list[Cast]:
    """Put the scene and the blocks on the board and give the cast, to be booked."""
    for room, kind, first, end, reason in _BLOCKS:
        plan.blocks.append(BlockPlan(room, kind, plan.day(first), plan.day(end), reason))
        plan.board.take(room, plan.day(first), plan.day(end))
    cast = [_read(plan, line) for line in _LINES.strip().splitlines()]
    for member in cast:
        if member.stay.room is not None:
            plan.board.take(member.stay.room, member.stay.arrival, member.stay.departure)
    for double in (room for room in plan.board.rooms if room.kind is STANDARD):
        plan.board.keep_free(double.number, plan.day(FIRST), plan.day(LAST))
    plan.room_states.update(ROOM_STATES)
    return cast


def _read(plan: Plan, line: str) -> Cast:
    room, first, nights, surname, given, status, people, source, *flags = line.split()
    surname = surname.replace("_", " ")
    flag = flags[0] if flags else ""
    nation = nation_of(surname)
    guest = GuestPlan(
        surname, given, nation.country, nation.language, email=f"{surname[0]}{given[0]}@example.com".lower(),
        vip=2 if "v" in flag else 0,
    )  # fmt: skip
    arrival = plan.day(int(first))
    stay = StayPlan(
        STANDARD, None if room == "-" else room, arrival, arrival + timedelta(days=int(nights)),
        STATUS[status], guest, adults=int(people),
    )  # fmt: skip
    return Cast(stay, source, flag)


def kind_of(code: str) -> Kind:
    """A room type of the demo by its code."""
    return next(kind for kind in KINDS if kind.code == code)
