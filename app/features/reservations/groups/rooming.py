"""A rooming list from a file: which columns mean what, its rooms, and in words what is wrong with a row."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from app.features.reservations.groups.rules import MOST_LINES
from app.features.reservations.importing.reading import Line, Table, UnreadableFile, open_table
from app.features.reservations.importing.values import Unfit, as_date, whole
from app.kernel.text import fold, tr

Booked = tuple[str, date | None, date | None]
LONGEST, MOST_NOTE, TOLD = 200, 400, 40
# What columns are called in lists that organisers send, folded.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "surname": ("surname", "last name", "lastname", "family name", "name", "guest", "nachname", "cognome",
                "apellido", "apellidos", "nom", "pavarde"),
    "given": ("given", "given name", "first name", "firstname", "vorname", "nome", "nombre", "prenom",
              "vardas"),
    "type": ("type", "room type", "category", "zimmertyp", "tipo", "kategorie", "roomtype"),
    "arrival": ("arrival", "check in", "checkin", "from", "anreise", "arrivo", "llegada", "arrivee"),
    "departure": ("departure", "check out", "checkout", "to", "abreise", "partenza", "salida", "depart"),
    "adults": ("adults", "pax", "persons", "people", "erwachsene", "adulti", "adultos"),
    "children": ("children", "kids", "kinder", "bambini", "ninos"),
    "room": ("room", "room no", "sharing", "shares with", "room group", "zimmer", "camera"),
    "note": ("note", "notes", "remarks", "remark", "comment", "bemerkung", "note di"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoomingLine:
    """A room of the list: the first guest, who shares it, what is wrong with it ("": nothing), and what is
    to be looked at though it can be booked."""

    row: int
    surname: str
    given: str
    room_type_id: UUID | None
    room_type: str
    arrival: date | None
    departure: date | None
    adults: int
    children: int
    note: str
    wrong: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RoomingList:
    """What was read: the rooms in the order of the file, and columns that mean nothing here."""

    lines: tuple[RoomingLine, ...]
    unknown: tuple[str, ...] = ()

    @property
    def good(self) -> tuple[RoomingLine, ...]:
        """The rooms that can be booked."""
        return tuple(line for line in self.lines if not line.wrong)


@dataclass(slots=True)
class _Reader:
    types: Mapping[str, tuple[UUID, str]]
    columns: Mapping[str, int]
    arrival: date
    departure: date
    booked: Collection[Booked] = ()
    lines: list[RoomingLine] = field(default_factory=list)
    seen: dict[tuple[object, ...], int] = field(default_factory=dict)
    by_room: dict[str, int] = field(default_factory=dict)

    def cell(self, line: Line, name: str) -> str:
        """A cell by what it means; "" when the list has no such column."""
        place = self.columns.get(name)
        return line.cells[place].strip() if place is not None and place < len(line.cells) else ""

    def take(self, line: Line) -> None:
        """A row is a room, or somebody who shares the room of a row above."""
        label = fold(self.cell(line, "room"))
        if label and label in self.by_room and not self.cell(line, "adults"):
            self._share(self.by_room[label], line)
            return
        if label:
            self.by_room[label] = len(self.lines)
        self.lines.append(self._read(line))

    def _share(self, place: int, line: Line) -> None:
        first = self.lines[place]
        who = " ".join(filter(None, [self.cell(line, "given"), self.cell(line, "surname")]))
        note = "; ".join(filter(None, [first.note, tr("with {name}", name=who)]))
        self.lines[place] = replace(first, adults=first.adults + 1, note=note)

    def _read(self, line: Line) -> RoomingLine:
        surname, given = self.cell(line, "surname"), self.cell(line, "given")
        kind = self._kind(self.cell(line, "type"))
        wrong = [] if surname or given else [tr("Nobody is named.")]
        wrong += [
            tr("A name has {n} characters; {most} are possible.", n=len(name), most=LONGEST)
            for name in (surname, given) if len(name) > LONGEST
        ]  # fmt: skip
        if kind is None:
            wrong.append(tr("There is no room type “{type}”.", type=_short(self.cell(line, "type"))))
        arrival = self._day(line, "arrival", self.arrival, wrong)
        departure = self._day(line, "departure", self.departure, wrong)
        if arrival is not None and departure is not None and departure <= arrival:
            wrong.append(tr("The departure lies before the arrival."))
        hint = "" if wrong else self._about_dates(arrival or self.arrival, departure or self.departure, wrong)
        note = self.cell(line, "note")
        if not wrong:
            self._ensure_new(line.number, (surname, given), (arrival, departure), note, wrong)
        adults = self._count(line, "adults", 1, wrong)
        children = self._count(line, "children", 0, wrong)
        return RoomingLine(
            line.number, surname[:200], given[:200], kind[0] if kind else None, kind[1] if kind else "",
            arrival, departure, max(adults, 1), children, note[:MOST_NOTE], " ".join(wrong), hint,
        )  # fmt: skip

    def _about_dates(self, arrival: date, departure: date, wrong: list[str]) -> str:
        """Nights beside the group's are sold as to anybody; without one of its nights it is a mistake."""
        first, last = _told(self.arrival), _told(self.departure)
        if departure <= self.arrival or arrival >= self.departure:
            wrong.append(tr("The group is here from {first} to {last}.", first=first, last=last))
            return ""
        if arrival < self.arrival or departure > self.departure:
            return tr("Outside {first} – {last} nothing is kept.", first=first, last=last)
        return ""

    def _ensure_new(
        self, row: int, name: tuple[str, str], dates: tuple[date | None, date | None], note: str,
        wrong: list[str],
    ) -> None:  # fmt: skip
        """Twice in the file, or booked from it already: then it is the same room once more."""
        key = (*map(fold, name), *dates, fold(note))
        if key in self.seen:
            wrong.append(tr("The same as row {row}. If these are two people, write a note to one.",
                            row=self.seen[key]))  # fmt: skip
        elif (fold(" ".join(filter(None, name[::-1]))), *dates) in self.booked:
            wrong.append(tr("Is booked already."))
        self.seen.setdefault(key, row)

    def _kind(self, text: str) -> tuple[UUID, str] | None:
        if not text and len({id_ for id_, _ in self.types.values()}) == 1:
            return next(iter(self.types.values()))
        return self.types.get(fold(text))

    def _day(self, line: Line, name: str, usual: date, wrong: list[str]) -> date | None:
        text = self.cell(line, name)
        if not text:
            return usual
        try:
            return as_date(text, "auto")
        except Unfit:
            wrong.append(tr("“{text}” is not a date that can be read.", text=_short(text)))
            return None

    def _count(self, line: Line, name: str, usual: int, wrong: list[str]) -> int:
        text = self.cell(line, name)
        try:
            count = whole(text) if text else usual
        except Unfit:
            count = -1
        if not 0 <= count <= 20:
            wrong.append(tr("“{text}” is not a number of people.", text=_short(text)))
            return usual
        return count


def read_rooming_list(
    path: Path, types: Iterable[tuple[UUID, str, str]], arrival: date, departure: date,
    booked: Iterable[tuple[str, date, date]] = (),
) -> RoomingList:  # fmt: skip
    """The rooms of a file (CSV or .xlsx); `types` as (id, code, name). Raises UnreadableFile.

    Dates that are not given are those of the group. Rows with the same room share it. `booked` are the stays
    of the group by name and dates: a list that comes again brings only what is new in it.
    """
    table = open_table(path)
    columns = _columns(table)
    if "surname" not in columns:
        raise UnreadableFile(
            tr("{file} names no guests. A column called “Name” is needed.", file=path.name), field="path"
        )
    known: dict[str, tuple[UUID, str]] = {}
    for id_, code, name in types:
        known[fold(code)] = known[fold(name)] = (id_, name)
    there = {(fold(name), first, last) for name, first, last in booked}
    reader = _Reader(known, columns, arrival, departure, there)
    for line in table.lines():
        reader.take(line)
        if len(reader.lines) > MOST_LINES:
            raise UnreadableFile(
                tr("{file} has more than {most} rooms. Split it.", file=path.name, most=MOST_LINES),
                field="path",
            )
    used = set(columns.values())
    unknown = tuple(name for place, name in enumerate(table.header) if name and place not in used)
    return RoomingList(tuple(reader.lines), unknown)


def _short(text: str) -> str:
    """As much of a cell as a sentence can hold."""
    return text if len(text) <= TOLD else text[: TOLD - 1] + "…"


def _told(day: date) -> str:
    return f"{day.day} {day:%b}"


def _columns(table: Table) -> dict[str, int]:
    """The column of each meaning; the first that is called so."""
    headers: Sequence[str] = [fold(name).replace("-", " ").replace("_", " ").strip() for name in table.header]
    return {
        meaning: min(headers.index(name) for name in names if name in headers)
        for meaning, names in COLUMNS.items()
        if any(name in headers for name in names)
    }
