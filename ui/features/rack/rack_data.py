"""What the page knows of the house: rooms, bars and days, loaded beside the window, kept up to date by every
change of any desk, and narrowed by the filter."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from app.features.property import House, HouseView
from app.features.rack import (
    FIRST_LOOK,
    BarKind,
    PricesSold,
    Rack,
    RackBars,
    RackDays,
    RackFilter,
    RackHouse,
    RackPatch,
    RackPatchView,
    RackType,
    RackView,
    SoldPrices,
    StayTags,
    closed_rooms,
    count_days,
    empty_bars,
    filtered,
    marked_waiting,
)
from app.kernel.changes import ChangeSet
from app.kernel.text import tr
from ui.shell.services import ShellServices

EPOCH: Final = date(1970, 1, 1)
# Tables whose rows belong to a stay or block, so that a change names which bars to read again.
OF_STAYS: Final = ("stay", "stay_night", "stay_segment", "stay_lock", "conflict")
OF_BLOCKS: Final = ("room_block",)
OF_BOOKINGS: Final = ("reservation", "guest")
OF_HOUSE: Final = ("property", "room", "room_type", "building")
MOST_PATCHED: Final = 40
COUNT_AFTER_MS: Final = 15
# The years are read when the first days have been painted and the desk has caught its breath.
YEARS_AFTER_MS: Final = 150


def number_of(day: date) -> int:
    """Days since 1970."""
    return (day - EPOCH).days


def date_of(day: int) -> date:
    """The date of a day number."""
    return EPOCH + timedelta(days=day)


class RackData(QObject):
    """`loaded` when everything was read; `patched(ids)` when some bars were replaced."""

    loaded = Signal()
    patched = Signal(object)
    days_counted = Signal()
    tags_read = Signal(object)

    def __init__(self, services: ShellServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.hotel: HouseView | None = None
        self.house = self._rooms = RackHouse((), ())
        self.bars: RackBars = empty_bars(0)
        self.days = RackDays(0)
        self.filter = RackFilter()
        self.shown_house, self.shown_bars = self.house, self.bars
        self._revenue = False
        self._sold: SoldPrices | None = None
        self._tagged = False
        self.remarked: frozenset[UUID] = frozenset()
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(COUNT_AFTER_MS)
        self._recount.timeout.connect(self._count_days)
        services.hub.changed.connect(self._changed)

    # What others ask.

    @property
    def today(self) -> date:
        """The business date; of several hotels the earliest that is open."""
        dates = [p.business_date for p in self.hotel.properties] if self.hotel else []
        return min(dates, default=self._services.app.clock.now().date())

    @property
    def today_number(self) -> int:
        """The business date in days since 1970."""
        return number_of(self.today)

    @property
    def now(self) -> float:
        """This moment at the hotel, in days since 1970; on another calendar day noon of the business date."""
        zone = self.hotel.properties[0].timezone if self.hotel and self.hotel.properties else "UTC"
        here: datetime = self._services.app.clock.now().astimezone(ZoneInfo(zone))
        moment = number_of(here.date()) + (here.hour * 60 + here.minute) / 1440
        today = number_of(self.today)
        return moment if today <= moment < today + 2 else today + 0.5

    def today_of(self, property_id: UUID) -> date:
        """The business date of a hotel."""
        found = (p.business_date for p in self.hotel.properties if p.id == property_id) if self.hotel else ()
        return next(iter(found), self.today)

    def kind_of(self, id_: UUID) -> BarKind | None:
        """Whether an id is a stay, or which kind of block; None for one that is not on the rack."""
        found = self.bars.bars_of(id_)
        return BarKind(int(self.bars.kind[found[0]])) if len(found) else None

    def room_id(self, row: int) -> UUID | None:
        """The room of a row that shows; None for an unassigned lane."""
        return self.shown_house.rooms[row].key if row < len(self.shown_house.rooms) else None

    def row_of(self, room_id: UUID | None, type_id: UUID | None = None) -> int:
        """The row that shows a room, or the unassigned lane of a type; −1 when the filter hides it."""
        if room_id is None:
            for number, kind in enumerate(self.shown_house.types):
                if kind.key == type_id:
                    return len(self.shown_house.rooms) + number
            return -1
        return next((n for n, room in enumerate(self.shown_house.rooms) if room.key == room_id), -1)

    def property_of_type(self, type_index: int) -> UUID | None:
        """The hotel that a type belongs to."""
        key = self.house.types[type_index].key
        found = (t.property_id for t in self.hotel.room_types if t.id == key) if self.hotel else ()
        return next(iter(found), None)

    def type_of_row(self, row: int) -> int:
        """The room type of a row that shows."""
        rooms = self.shown_house.rooms
        return rooms[row].type_index if row < len(rooms) else row - len(rooms)

    def room_number(self, room_id: UUID | None) -> str:
        """A room's number, or ""."""
        return next((room.number for room in self.house.rooms if room.key == room_id), "")

    # Loading.

    def load(self) -> None:
        """Read everything."""
        self._services.operations.ask(House(), self._take_hotel, latest="rack.hotel")
        if len(self.house.rooms):
            self._read_rack()
        else:
            self._services.operations.ask(FIRST_LOOK, self._take_first, latest="rack.all")

    def _take_first(self, answer: RackView) -> None:
        self._take_rack(answer)
        self._read_rack(after_ms=YEARS_AFTER_MS)

    def _read_rack(self, after_ms: int = 0) -> None:
        self._services.operations.ask(Rack(), self._take_rack, latest="rack.all", after_ms=after_ms)
        self.ask_tags()

    def narrow(self, what: RackFilter) -> None:
        """Show a part of the house."""
        self.filter = what
        self.shown_house, self.shown_bars = filtered(self.house, self.bars, what)
        self._sum_revenue()
        self.loaded.emit()

    def _take_hotel(self, hotel: HouseView) -> None:
        self.hotel = hotel
        if len(self.house.rooms):
            self.narrow(self.filter)

    def _take_rack(self, answer: RackView) -> None:
        self._rooms, self.bars, self.days = answer.house, answer.bars, answer.days
        self.house = closed_rooms(self._rooms, self.bars, answer.today)
        self.bars = marked_waiting(self.bars, self.days, len(self.house.rooms))
        if self.hotel is not None:
            self.narrow(self.filter)
        self.ask_revenue()

    def _changed(self, changes: ChangeSet, _initiator: object) -> None:
        if changes.everything or changes.touches(*OF_HOUSE):
            self.load()
            return
        if changes.touches("reservation"):
            self.ask_tags()
        ids = self._touched(changes)
        if len(ids) > MOST_PATCHED or (not ids and changes.touches(*OF_BOOKINGS)):
            self._read_rack()
        elif ids:
            self._services.operations.ask(RackPatch(ids=ids), self._patch)

    def _touched(self, changes: ChangeSet) -> tuple[UUID, ...]:
        ids: set[UUID] = set()
        for table in (*OF_STAYS, *OF_BLOCKS):
            ids |= changes.ids(table)
        return tuple(sorted(ids))

    def _patch(self, answer: RackPatchView) -> None:
        """Put the bars of a change in the place of their old ones; the days follow a moment later."""
        self.bars = answer.applied(self.bars)
        self._recount.start()
        house = closed_rooms(self._rooms, self.bars, self.today_number)
        if house != self.house:
            self.house = house
            self.narrow(self.filter)
            self.patched.emit(frozenset(answer.ids))
            return
        self.shown_house, self.shown_bars = filtered(self.house, self.bars, self.filter)
        self.patched.emit(frozenset(answer.ids))

    def _count_days(self) -> None:
        self.days = count_days(self.house, self.bars, number_of(self.today), self.days.holidays)
        self._sum_revenue()
        self._mark_waiting()
        self.days_counted.emit()
        self.ask_revenue()

    def _mark_waiting(self) -> None:
        """A change may leave others without a room for sale; `remarked` are the stays that look different."""
        marked = marked_waiting(self.bars, self.days, len(self.house.rooms))
        changed = np.flatnonzero(marked.marks != self.bars.marks).tolist() if marked is not self.bars else ()
        self.remarked = frozenset(marked.id(bar) for bar in changed)
        if self.remarked:
            self.bars = marked
            self.shown_house, self.shown_bars = filtered(self.house, self.bars, self.filter)

    def want_revenue(self, wanted: bool) -> None:
        """Whether the day header shows room revenue; it is read only then."""
        asked, self._revenue = self._revenue, wanted
        if wanted and not asked:
            self.ask_revenue()

    def want_tags(self, wanted: bool) -> None:
        """Whether bars show tags; they are read only then."""
        asked, self._tagged = self._tagged, wanted
        if wanted and not asked:
            self.ask_tags()

    def ask_tags(self) -> None:
        """Read the tags of all stays, when somebody wants to see them."""
        if self._tagged:
            self._services.operations.ask(StayTags(), self.tags_read.emit, latest="rack.tags")

    def ask_revenue(self) -> None:
        """Read what the nights were sold for, when somebody wants to see it."""
        if self._revenue and len(self.days):
            first = date_of(self.days.first)
            query = PricesSold(first=first, last=first + timedelta(days=len(self.days)))
            self._services.operations.ask(query, self._take_revenue, latest="rack.revenue")

    def _take_revenue(self, sold: SoldPrices) -> None:
        self._sold = sold
        if number_of(sold.first) == self.days.first:
            self._sum_revenue()
            self.days_counted.emit()

    @property
    def why_no_revenue(self) -> str:
        """Why the revenue of the rooms that show has no sum; "" where it has one."""
        if len({kind.currency for kind in self._shown_types()}) < 2:
            return ""
        return tr("The hotels sell in several currencies. Filter one hotel to see its revenue.")

    def _shown_types(self) -> list[RackType]:
        house = self.shown_house
        return [house.types[number] for number in sorted({room.type_index for room in house.rooms})]

    def _sum_revenue(self) -> None:
        """Sum what was sold in the types that show; amounts of different currencies have no sum."""
        sold, shown = self._sold, self._shown_types()
        if sold is None or number_of(sold.first) != self.days.first or not shown or self.why_no_revenue:
            self.days = replace(self.days, revenue_minor=np.zeros(0, np.int64))
            return
        keys = {kind.key for kind in shown}
        of_shown = sold.minor[[number for number, key in enumerate(sold.types) if key in keys]].sum(axis=0)
        minor = np.zeros(len(self.days), np.int64)
        known = min(len(minor), len(of_shown))
        minor[:known] = of_shown[:known]
        self.days = replace(self.days, revenue_minor=minor, revenue_currency=shown[0].currency)
