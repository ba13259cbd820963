"""The plan of an import: what is made of each row, decided before the first write and the same each time.

The plan is made for the whole file as if nothing of it were in the house yet, and only then compared with the
house. So an import that was cut off goes on exactly as it would have gone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.features import property
from app.features.reservations.importing.booking import Booking, Mended, Placed, Rejection, Repair
from app.features.reservations.importing.houses import HousePlan, Houses, TypePlan
from app.features.reservations.importing.ids import dated_id
from app.features.reservations.importing.placing import Taken, place
from app.features.reservations.importing.profile import Profile
from app.features.reservations.importing.queries import ImportState
from app.features.reservations.importing.rules import mended
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row whose booking is in the house already."""

    row: int
    number: str


@dataclass(slots=True)
class Plan:
    """What the import will do. `pending` is in the order of writing: by hotel, then by arrival."""

    profile: Profile
    houses: tuple[HousePlan, ...]
    pending: list[Placed]
    known: list[KnownRow]
    rejections: list[Rejection]
    revision: int


@dataclass(slots=True)
class Candidate:
    """A booking on its way into the plan."""

    booking: Booking
    house: HousePlan
    type: TypePlan
    reservation_id: UUID
    stay_id: UUID
    number: str = ""
    room_id: UUID | None = None
    is_known: bool = False
    repairs: list[Mended] = field(default_factory=list)

    def placed(self) -> Placed:
        """The decisions, for the command."""
        return Placed(
            self.booking, self.house.property_id, self.reservation_id, self.stay_id, self.number,
            self.type.id, self.room_id, (*self.booking.mended, *self.repairs),
        )  # fmt: skip


def make_plan(
    profile: Profile,
    bookings: Iterable[Booking],
    view: property.HouseView,
    today: date,
    state_of: Callable[[tuple[UUID, ...]], ImportState],
) -> Plan:
    """Decide everything. `state_of` reads the bookings and holds of hotels that exist already."""
    houses = Houses(profile, view, today)
    rejections: list[Rejection] = []
    candidates = _candidates(profile, bookings, houses, rejections)
    state = state_of(tuple(h.property_id for h in houses.all() if not h.is_new))
    for candidate in candidates:
        candidate.is_known = candidate.reservation_id in state.numbers
    _give_numbers(candidates, state)
    own = {c.stay_id for c in candidates}
    taken = Taken(state.blocks)
    for held in state.held:
        (taken.own if held[0] in own else taken.others).append(held)
    place(candidates, houses, taken)
    pending = [c for c in candidates if not c.is_known]
    pending.sort(key=lambda c: (c.house.code, c.booking.arrival, c.booking.row))
    known = [KnownRow(c.booking.row, c.number) for c in candidates if c.is_known]
    return Plan(profile, houses.all(), [c.placed() for c in pending], known, rejections, state.revision)


def _candidates(
    profile: Profile, bookings: Iterable[Booking], houses: Houses, rejections: list[Rejection]
) -> list[Candidate]:
    seen: dict[bytes | tuple[str, str], list[int]] = {}
    found = []
    for booking in bookings:
        house = houses.find(booking.house)
        rejection = _unhoused(profile, booking, house)
        if house is None or rejection is not None:
            rejections += filter(None, [rejection])
            continue
        key = (house.code, booking.external_number) if booking.external_number else booking.content
        rows = seen.setdefault(key, [])
        rows.append(booking.row)
        name = key.hex() if isinstance(key, bytes) else "|".join(key)
        said = (profile.source, house.code, name, len(rows))
        candidate = Candidate(
            booking, house, houses.type_of(house, booking), dated_id(booking.arrival, "reservation", *said),
            dated_id(booking.arrival, "stay", *said),
        )  # fmt: skip
        if len(rows) > 1 and not booking.external_number:
            candidate.repairs.append(mended(Repair.TWIN, "", tr("row {row}", row=rows[0])))
        found.append(candidate)
    return found


def _unhoused(profile: Profile, booking: Booking, house: HousePlan | None) -> Rejection | None:
    if house is None:
        reason = tr("There is no hotel of this name. Set it up first, or describe it in the profile.")
        column = profile.columns.get("property", "property")
        return Rejection(booking.row, column, booking.house[:80], reason)
    if booking.currency and booking.currency != house.currency:
        reason = tr("The hotel's currency is {currency}.", currency=house.currency)
        return Rejection(booking.row, profile.columns.get("currency", "currency"), booking.currency, reason)
    return None


def _give_numbers(candidates: Sequence[Candidate], state: ImportState) -> None:
    """The file's own number, or the row's place among its hotel's; a number that is taken gives way."""
    taken = {number: id_ for id_, number in state.numbers.items()}
    counts: dict[str, int] = {}
    for candidate in candidates:
        code = candidate.house.code
        counts[code] = counts.get(code, 0) + 1
        if candidate.is_known:
            candidate.number = state.numbers[candidate.reservation_id]
            continue
        # One word, so that search keeps one term for it and not four.
        number = candidate.booking.external_number or f"{code}{counts[code]:06d}"
        if number in taken:
            candidate.repairs.append(mended(Repair.NEW_NUMBER, "", number))
            number = _next_free(number, taken)
        taken[number] = candidate.reservation_id
        candidate.number = number


def _next_free(number: str, taken: dict[str, UUID]) -> str:
    count = 2
    while f"{number[:34]}-{count}" in taken:
        count += 1
    return f"{number[:34]}-{count}"
