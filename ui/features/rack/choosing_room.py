"""Choosing another room for a stay by key: which are free, from when on, and what each would cost."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.features.reservations import FreeRooms, Status, StayView
from app.kernel.text import tr
from ui.features.rack import preview as seen
from ui.features.rack import words
from ui.features.rack.desk import Desk
from ui.features.rack.rack_data import RackData
from ui.features.rack.room_chooser import RoomChooser, RoomOffer

# So many days are offered for a later move.
MOST_DAYS: Final = 60


class ChoosingRoom:
    """Fills the chooser; asks again when another day is chosen."""

    def __init__(self, desk: Desk, data: RackData, over: QWidget, *, popup: bool) -> None:
        self._desk, self._data, self._over, self._popup = desk, data, over, popup

    def open(self, view: StayView) -> RoomChooser:
        """A chooser that is being filled: what an in-house guest has slept stays where it was."""
        today, arrival = self._data.today_of(view.property_id), view.arrival
        in_house = view.status == Status.CHECKED_IN
        if in_house:
            arrival = max(arrival, min(today, view.departure))
        title = tr("Move {name} to", name=words.guest_name(view))
        chooser = RoomChooser(title, self._over, popup=self._popup)
        now = tr("Now, for the rest of the stay") if in_house else tr("The whole stay")
        chooser.show_days(now, _later_days(view, max(today, arrival)))
        chooser.day_chosen.connect(lambda day: self._ask(chooser, view, arrival, day))
        self._ask(chooser, view, arrival, None)
        return chooser

    def _ask(self, chooser: RoomChooser, view: StayView, arrival: date, day: date | None) -> None:
        first = day or arrival
        ends = [part.ends for part in view.parts if day is not None and part.starts <= day < part.ends]
        departure = next(iter(ends), view.departure)

        def answer(free: Sequence[UUID]) -> None:
            chooser.show_offers(self._offers(view, free))
            if any(night.rate_code for night in view.nights):
                self._price_by_plan(chooser, view, free, first)

        query = FreeRooms(property_id=view.property_id, arrival=first, departure=departure)
        self._desk.services.operations.ask(query, answer, latest="rack.chooser")

    def _price_by_plan(self, chooser: RoomChooser, view: StayView, free: Sequence[UUID], since: date) -> None:
        """Say what each type costs more by the plan that sold the stay, as soon as it is known."""
        from ui.features.rack import type_prices  # noqa: PLC0415 - loaded with the first stay sold by a plan

        def answer(quotes: Any) -> None:
            if chooser.isVisible():
                chooser.show_offers(self._offers(view, free, type_prices.gains(view, quotes)))

        query = type_prices.question(view, since)
        if query is not None:
            self._desk.services.operations.ask(query, answer, latest="rack.chooser.prices")

    def _offers(
        self, view: StayView, free: Sequence[UUID], gains: Mapping[UUID, int] | None = None
    ) -> list[RoomOffer]:
        """Rooms with what they cost more: a night as published; in all where a plan says so."""
        by_plan = any(night.rate_code for night in view.nights)
        house = self._data.house
        wanted = frozenset(free)
        sold = next((t for t in house.types if t.key == view.room_type_id), None)
        found = []
        for room in house.rooms:
            if room.key not in wanted:
                continue
            kind = house.types[room.type_index]
            gain = kind.rate_minor - sold.rate_minor if sold is not None else 0
            same = kind.key == view.room_type_id
            text = tr("same type") if same else seen.gain_text(gain, kind.currency)
            if by_plan and not same:
                more = (gains or {}).get(kind.key)
                text = tr("other type") if more is None else seen.gain_text(more, kind.currency)
            detail = ", ".join(part for part in (kind.name, room.features) if part)
            offer = RoomOffer(room.key, room.number, detail, room.state.name.lower(), text)
            found.append(((not same, abs(gain)), offer))
        return [offer for _, offer in sorted(found, key=lambda pair: pair[0])]


def _later_days(view: StayView, first: date) -> list[tuple[date, str]]:
    """The days after the first on which a stay can change rooms."""
    count = min((view.departure - first).days - 1, MOST_DAYS)
    days = [first + timedelta(days=n) for n in range(1, count + 1)]
    return [(day, tr("From {day} on", day=words.day_month(day))) for day in days]
