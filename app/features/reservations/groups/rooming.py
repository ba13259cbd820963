"""A rooming list from a file: which columns mean what, its rooms, and in words what is wrong with a row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from app.features.reservations.groups.rules import MOST_LINES
from app.features.reservations.importing.reading import Line, Table, UnreadableFile, open_table
from app.features.reservations.importing.values import Unfit, as_date, whole
from app.kernel.text import fold, tr

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
    """A room of the list: the first guest, who shares it, and what is wrong with it ("": nothing)."""

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
    lines: list[RoomingLine] = field(default_factory=list)
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
        if kind is None:
            wrong.append(tr("There is no room type “{type}”.", type=self.cell(line, "type")))
        arrival = self._day(line, "arrival", self.arrival, wrong)
        departure = self._day(line, "departure", self.departure, wrong)
        if arrival is not None and departure is not None and departure <= arrival:
            wrong.append(tr("The departure lies before the arrival."))
        adults = self._count(line, "adults", 1, wrong)
        children = self._count(line, "children", 0, wrong)
        return RoomingLine(
            line.number, surname[:200], given[:200], kind[0] if kind else None, kind[1] if kind else "",
            arrival, departure, max(adults, 1), children, self.cell(line, "note")[:400], " ".join(wrong),
        )  # fmt: skip

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
            wrong.append(tr("“{text}” is not a date that can be read.", text=text))
            return None

    def _count(self, line: Line, name: str, usual: int, wrong: list[str]) -> int:
        text = self.cell(line, name)
        try:
            count = whole(text) if text else usual
        except Unfit:
            count = -1
        if not 0 <= count <= 20:
            wrong.append(tr("“{text}” is not a number of people.", text=text))
            return usual
        return count


def read_rooming_list(
    path: Path, types: Iterable[tuple[UUID, str, str]], arrival: date, departure: date
) -> RoomingList:
    """The rooms of a file (CSV or .xlsx); `types` as (id, code, name). Raises UnreadableFile.

    Dates that are not given are those of the group. Rows with the same room share it.
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
    reader = _Reader(known, columns, arrival, departure)
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


def _columns(table: Table) -> dict[str, int]:
    """The column of each meaning; the first that is called so."""
    headers: Sequence[str] = [fold(name).replace("-", " ").replace("_", " ").strip() for name in table.header]
    return {
        meaning: min(headers.index(name) for name in names if name in headers)
        for meaning, names in COLUMNS.items()
        if any(name in headers for name in names)
    }
