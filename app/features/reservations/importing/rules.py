"""The rules of reading a row: it becomes a booking, with named repairs, or a rejection with its reason.

`Reader.read` is pure: the same row gives the same answer. What needs the house (numbers, rooms, twins) is
decided in plan.py.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from app.features.reservations.importing import countries, values
from app.features.reservations.importing.booking import Booking, Mended, Rejection, Repair
from app.features.reservations.importing.fields import FIELDS
from app.features.reservations.importing.profile import Profile
from app.features.reservations.importing.reading import Line
from app.features.reservations.importing.values import Unfit
from app.features.reservations.rules import MAX_NIGHTS, MAX_PRICE_MINOR, Status
from app.kernel.money import allocate
from app.kernel.text import tr

MAX_CELL = 4_000
MAX_PARTY = 500
# Longest text that each field holds; what is longer goes whole into the note.
LENGTHS = {
    "meal": 12, "segment": 40, "source": 20, "agent": 40, "company": 40, "surname": 200, "given": 200,
    "email": 254, "phone": 40, "room": 20, "room_type": 20, "number": 40,
}  # fmt: skip
STATUSES = frozenset(Status)
GUARANTEES = frozenset({"none", "card", "deposit", "company"})


class Refused(Exception):
    """A row cannot be a booking: its column, the value there, and the reason."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


@lru_cache(maxsize=50_000)
def mended(repair: Repair, column: str, value: str) -> Mended:
    """One shared value per kind of repair: a file has few kinds and many rows."""
    return Mended(repair, column, value)


class Reader:
    """Reads the rows of one file by a profile."""

    def __init__(self, profile: Profile, header: Sequence[str]) -> None:
        self.profile = profile
        self.width = len(header)
        place = {name: index for index, name in reversed(list(enumerate(header)))}
        self._at = {ours: place[name] for ours, name in profile.columns.items() if name in place}
        self._tags = [(place[tag.column], tag) for tag in profile.tags if tag.column in place]
        self._places = tuple(self._at.items())
        self._defaults = dict.fromkeys(FIELDS, "") | profile.defaults
        self._empty = frozenset(profile.empty)
        self._values = {f: {k.casefold(): v for k, v in m.items()} for f, m in profile.values.items()}
        self._share: dict[tuple[str, ...], tuple[str, ...]] = {}

    def read(self, line: Line) -> Booking | Rejection:
        """The row as a booking, or why it is none."""
        try:
            self._ensure_sound(line.cells)
            return _Row(self, line).booking()
        except Refused as refusal:
            return Rejection(line.number, refusal.column, refusal.value[:80], refusal.reason)

    def _ensure_sound(self, cells: Sequence[str]) -> None:
        if len(cells) < self.width or any(cells[self.width :]):
            reason = tr("The row has {n} cells, the header {width}.", n=len(cells), width=self.width)
            raise Refused("", "", reason)
        longest = max(cells, key=len)
        if len(longest) > MAX_CELL:
            reason = tr("A cell has {n} characters, more than {most}.", n=len(longest), most=MAX_CELL)
            raise Refused("", longest, reason)
        damaged = next((cell for cell in cells if "\x00" in cell), None)
        if damaged is not None:
            raise Refused("", damaged.replace("\x00", "␀"), tr("A cell has a zero byte: it is damaged."))

    def fields(self, cells: Sequence[str]) -> dict[str, str]:
        """The mapped fields by our names; what is empty or has no column takes its default, else ""."""
        found = {ours: text for ours, index in self._places if (text := cells[index]) not in self._empty}
        return self._defaults | found

    def raw(self, cells: Sequence[str], ours: str) -> str:
        """A field's text as it stands there, also one that means "empty"."""
        return cells[self._at[ours]]

    def has(self, ours: str) -> bool:
        """Whether the file has a column for the field."""
        return ours in self._at

    def column(self, ours: str) -> str:
        """How the file calls a field."""
        return self.profile.columns.get(ours, ours)

    def mapped(self, ours: str, text: str) -> str | None:
        """Our value for the file's; None when the profile lists values and this is none of them."""
        table = self._values.get(ours)
        if table is None:
            return text
        return table[text] if text in table else table.get(text.casefold())

    def tags(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The row's tags, as a tuple shared between rows that have the same."""
        found = tuple(
            tag.text.replace("{value}", cells[index])
            for index, tag in self._tags
            if cells[index] not in tag.silent
        )
        return self._share.setdefault(found, found)


class _Row:
    """One row while it is read: its repairs and what goes into the note."""

    def __init__(self, reader: Reader, line: Line) -> None:
        self.reader, self.row = reader, line.number
        self.cells = [cell.strip() for cell in line.cells]
        self.fields = reader.fields(self.cells)
        self.mended: list[Mended] = []
        self.notes: list[str] = []

    def booking(self) -> Booking:
        """Read every field, in the order in which a person would check them."""
        house = self.text("property")
        status = self._status()
        arrival = self._arrival()
        departure = self._departure(arrival)
        adults, children = self._party()
        currency = self.text("currency").upper()
        prices = self._prices(max(1, (departure - arrival).days), currency)
        booked_on = self._booked_on(arrival)
        ended_on = self._ended_on(status, departure)
        type_code = self._type()
        deposit, policy = self.known("deposit"), self.known("policy")
        country = self._country()
        meal, segment, source = self.known("meal"), self.known("segment"), self.known("source")
        agent, company = self.text("agent"), self.text("company")
        surname, given = self.text("surname"), self.text("given")
        content = "\x1f".join(self.cells).encode("utf-8", "surrogatepass")
        return Booking(
            row=self.row, house=house, content=blake2b(content, digest_size=16).digest(),
            external_number=self.text("number"), arrival=arrival, departure=departure, booked_on=booked_on,
            cancelled_on=ended_on, status=status, adults=adults, children=children, type_code=type_code,
            room_number=self.text("room"), prices=prices, currency=currency, meal=meal, segment=segment,
            source=source or "other", guarantee=deposit if deposit in GUARANTEES else "none",
            policy="" if policy == "none" else policy, agent=agent,
            company=company, country=country, surname=surname, given=given, email=self.text("email"),
            phone=self.text("phone"), guest_note=self.long_text("guest_note"),
            internal_note="\n".join(filter(None, (self.long_text("internal_note"), *self.notes))),
            tags=self.reader.tags(self.cells), mended=tuple(self.mended),
        )  # fmt: skip

    def text(self, ours: str) -> str:
        """A field's text; what does not fit is shortened and goes whole into the note."""
        text = self.fields[ours]
        if text and len(text) > LENGTHS.get(ours, MAX_CELL):
            most = LENGTHS[ours]
            self.mend(Repair.SHORTENED, ours, text[:40])
            self.notes.append(f"{self.reader.column(ours)}: {text}")
            return text[:most]
        return text

    def long_text(self, ours: str) -> str:
        """A note, of any length that a cell may have."""
        return self.fields[ours]

    def known(self, ours: str) -> str:
        """A field with a list of values; a value that is none of them is kept as it is written."""
        text = self.fields[ours]
        if not text:
            return ""
        found = self.reader.mapped(ours, text)
        if found is None:
            return self.text(ours)
        if not found:
            self.mend(Repair.VALUE_UNKNOWN, ours, text)
        return found

    def mend(self, repair: Repair, ours: str, value: str) -> None:
        """Note a repair."""
        self.mended.append(mended(repair, self.reader.column(ours), value))

    def need(self, ours: str, convert: Callable[[str], int]) -> int:
        """A field that has to have a value."""
        text = self.fields[ours]
        if not text:
            raise Refused(self.reader.column(ours), "", tr("The cell is empty."))
        try:
            return convert(text)
        except Unfit as unfit:
            raise Refused(self.reader.column(ours), text, str(unfit)) from unfit

    def day(self, ours: str) -> date | None:
        """A date field, None when empty."""
        text = self.fields[ours]
        if not text:
            return None
        try:
            return values.as_date(text, self.reader.profile.date_format)
        except Unfit as unfit:
            raise Refused(self.reader.column(ours), text, str(unfit)) from unfit

    def _status(self) -> str:
        text = self.fields["status"]
        found = self.reader.mapped("status", text)
        if found not in STATUSES:
            raise Refused(self.reader.column("status"), text, tr("This is not a status that is known."))
        return str(found)

    def _arrival(self) -> date:
        if not self.reader.has("arrival_year"):
            arrival = self.day("arrival")
            if arrival is None:
                raise Refused(self.reader.column("arrival"), "", tr("The cell is empty."))
            return arrival
        fields = ("arrival_year", "arrival_month", "arrival_day")
        parts = [self.fields[ours] for ours in fields]
        try:
            return values.date_of_parts(*parts, self.reader.profile.month_names)
        except Unfit as unfit:
            raise Refused(self.reader.column("arrival_day"), " ".join(parts), str(unfit)) from unfit

    def _departure(self, arrival: date) -> date:
        column = "departure"
        if self.reader.has("week_nights"):
            column = "week_nights"
            nights = self.need("week_nights", values.whole)
            nights += self.need("weekend_nights", values.whole) if self.reader.has("weekend_nights") else 0
        elif self.reader.has("nights"):
            column, nights = "nights", self.need("nights", values.whole)
        else:
            departure = self.day("departure")
            if departure is None:
                raise Refused(self.reader.column(column), "", tr("The cell is empty."))
            nights = (departure - arrival).days
        if nights < 0:
            raise Refused(self.reader.column(column), str(nights), tr("The stay ends before it begins."))
        if nights > MAX_NIGHTS:
            reason = tr("The stay has more than {most} nights.", most=MAX_NIGHTS)
            raise Refused(self.reader.column(column), str(nights), reason)
        if nights == 0:
            self.mend(Repair.DAY_USE, column, "0")
        return values.days_before(arrival, -nights)

    def _count(self, ours: str) -> int:
        if not self.reader.has(ours):
            return 1 if ours == "adults" else 0
        if not self.fields[ours]:
            self.mend(Repair.PARTY_UNKNOWN, ours, self.reader.raw(self.cells, ours))
            return 0
        count = self.need(ours, values.whole)
        if not 0 <= count <= MAX_PARTY:
            raise Refused(self.reader.column(ours), str(count), tr("This is not a number of guests."))
        return count

    def _party(self) -> tuple[int, int]:
        adults, children = self._count("adults"), self._count("children") + self._count("babies")
        if adults + children == 0:
            self.mend(Repair.NO_GUESTS, "adults", "0")
            return 1, 0
        return adults, children

    def _prices(self, nights: int, currency: str) -> tuple[int, ...]:
        ours = "night_price" if self.reader.has("night_price") else "total_price"
        text = self.fields[ours]
        if not text:
            self.mend(Repair.PRICE_MISSING, ours, "")
            return (0,)
        try:
            minor, rounded = values.minor_units(text, currency or "EUR", self.reader.profile.decimal_mark)
        except Unfit as unfit:
            raise Refused(self.reader.column(ours), text, str(unfit)) from unfit
        if abs(minor) > MAX_PRICE_MINOR:
            raise Refused(self.reader.column(ours), text, tr("No room costs that much."))
        if rounded:
            self.mend(Repair.PRICE_ROUNDED, ours, text)
        per_night = minor if ours == "night_price" else minor // nights
        if per_night < 0:
            self.mend(Repair.PRICE_NEGATIVE, ours, text)
        elif per_night > self.reader.profile.strange_above_minor:
            self.mend(Repair.PRICE_STRANGE, ours, text)
        return (minor,) if ours == "night_price" else tuple(allocate(minor, [1] * nights))

    def _booked_on(self, arrival: date) -> date:
        if self.reader.has("lead_time"):
            lead = self.need("lead_time", values.whole)
            try:
                return values.days_before(arrival, max(0, lead))
            except Unfit as unfit:
                raise Refused(self.reader.column("lead_time"), str(lead), str(unfit)) from unfit
        booked = self.day("booked_on")
        if booked is not None and booked > arrival:
            self.mend(Repair.BOOKED_LATE, "booked_on", booked.isoformat())
        return min(booked or arrival, arrival)

    def _ended_on(self, status: str, departure: date) -> date | None:
        day = self.day("status_date")
        if day is None:
            return None
        if status == Status.CHECKED_OUT and day != departure:
            self.mend(
                Repair.LEFT_EARLY if day < departure else Repair.LEFT_LATE, "status_date", day.isoformat()
            )
            self.notes.append(tr("Left on {day}.", day=day.isoformat()))
        return day if status == Status.CANCELLED else None

    def _type(self) -> str:
        code = self.text("room_type")
        if not code:
            raise Refused(self.reader.column("room_type"), "", tr("The cell is empty."))
        reserved = self.text("reserved_type")
        if reserved and reserved != code:
            self.mend(Repair.OTHER_TYPE, "reserved_type", f"{reserved} → {code}")
            self.notes.append(tr("Reserved type: {code}.", code=reserved))
        return code

    def _country(self) -> str:
        code = self.text("country")
        if not code:
            return ""
        found = countries.two_letters(code)
        if found is None:
            self.mend(Repair.COUNTRY_UNKNOWN, "country", code)
            self.notes.append(tr("Country: {code}.", code=code))
            return ""
        if countries.is_withdrawn(code):
            self.mend(Repair.COUNTRY_CODE, "country", code)
        return found
