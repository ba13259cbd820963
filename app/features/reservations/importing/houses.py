"""The hotels, room types and rooms that an import uses: those of the house, and those it has to make."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.features import property
from app.features.reservations.importing.booking import Booking
from app.features.reservations.importing.ids import import_id
from app.features.reservations.importing.profile import House, Profile
from app.features.reservations.rules import HOLDING

BASE_OCCUPANCY = 2


@dataclass(slots=True)
class TypePlan:
    """A room type. `rooms` are all its rooms, in the order in which they are filled; `made` the new ones."""

    id: UUID
    code: str
    is_new: bool
    may_grow: bool
    rooms: list[UUID] = field(default_factory=list)
    made: list[tuple[UUID, str]] = field(default_factory=list)
    party: int = BASE_OCCUPANCY


@dataclass(slots=True)
class HousePlan:
    """A hotel. `numbers` are the room numbers that exist or will."""

    property_id: UUID
    code: str
    currency: str
    business_date: date
    is_new: bool
    spec: House
    types: dict[str, TypePlan] = field(default_factory=dict)
    numbers: dict[str, UUID] = field(default_factory=dict)


class Houses:
    """Finds hotels and types by what the file calls them, and plans those that are missing."""

    def __init__(self, profile: Profile, view: property.HouseView, today: date) -> None:
        self._profile, self._view, self._today = profile, view, today
        self._specs = {house.called.casefold(): house for house in profile.houses}
        self._called: dict[str, HousePlan | None] = {}
        self._plans: dict[UUID, HousePlan] = {}
        self._types: dict[tuple[UUID, str], TypePlan] = {}

    def all(self) -> tuple[HousePlan, ...]:
        """The hotels that rows named, by code."""
        return tuple(sorted(self._plans.values(), key=lambda plan: plan.code))

    def find(self, called: str) -> HousePlan | None:
        """The hotel of this name or code; without a name the only one there is."""
        if called not in self._called:
            self._called[called] = self._find(called.casefold())
        return self._called[called]

    def _find(self, called: str) -> HousePlan | None:
        spec = self._specs.get(called)
        names = {called} if spec is None else {called, spec.code.casefold(), spec.name.casefold()}
        views = self._view.properties
        found = [p for p in views if {p.name.casefold(), p.code.casefold()} & names]
        if not called and len(views) == 1:
            found = list(views)
        if not found:
            return None if spec is None else self._new(spec)
        view = found[0]
        plan = self._plans.get(view.id)
        if plan is None:
            numbers = {r.number: r.id for r in self._view.rooms if r.property_id == view.id}
            known = House(called, view.code, view.name)
            plan = HousePlan(view.id, view.code, view.currency, view.business_date, False, known, {}, numbers)
            self._plans[view.id] = plan
        return plan

    def _new(self, spec: House) -> HousePlan:
        id_ = import_id(self._profile.source, "property", spec.code)
        if id_ not in self._plans:
            day = spec.business_date or self._today
            self._plans[id_] = HousePlan(id_, spec.code, spec.currency, day, True, spec)
        return self._plans[id_]

    def type_of(self, house: HousePlan, booking: Booking) -> TypePlan:
        """The room type that a booking is held in."""
        key = (house.property_id, booking.type_code)
        plan = self._types.get(key)
        if plan is None:
            plan = self._types[key] = self._type(house, booking.type_code)
        if booking.status in HOLDING:
            plan.party = max(plan.party, booking.adults + booking.children)
        return plan

    def _type(self, house: HousePlan, code: str) -> TypePlan:
        folded = code.casefold()
        for view in self._view.room_types:
            if view.property_id == house.property_id and folded in (
                view.code.casefold(),
                view.name.casefold(),
            ):
                return self._known_type(house, view)
        same = next((t for t in house.types.values() if t.code.casefold() == folded), None)
        if same is None:
            id_ = import_id(self._profile.source, "type", house.code, code)
            same = house.types[code] = TypePlan(id_, code, True, self._fills())
        return same

    def _known_type(self, house: HousePlan, view: property.RoomTypeView) -> TypePlan:
        if view.code not in house.types:
            rooms = [r.id for r in self._view.rooms if r.room_type_id == view.id]
            own = all(id_ == self._room_id(house, view.code, n) for n, id_ in enumerate(rooms))
            house.types[view.code] = TypePlan(view.id, view.code, False, own and self._fills(), rooms)
        return house.types[view.code]

    def _fills(self) -> bool:
        """Whether rooms are made as they are needed: the file names none."""
        return "room" not in self._profile.columns

    def _room_id(self, house: HousePlan, type_code: str, index: int) -> UUID:
        return import_id(self._profile.source, "room", house.code, type_code, index)

    def grow(self, house: HousePlan, type_: TypePlan) -> UUID | None:
        """One more room of a type, or None where rooms are not made."""
        if not type_.may_grow:
            return None
        index = len(type_.rooms)
        id_ = self._room_id(house, type_.code, index)
        number = f"{type_.code[:12]}{index + 1:03d}"
        while number in house.numbers:
            number += "x"
        return self._add(house, type_, id_, number)

    def room_called(self, house: HousePlan, type_: TypePlan, number: str) -> UUID:
        """The room of this number; one that is unknown is made."""
        known = house.numbers.get(number)
        if known is not None:
            return known
        return self._add(house, type_, import_id(self._profile.source, "number", house.code, number), number)

    def _add(self, house: HousePlan, type_: TypePlan, id_: UUID, number: str) -> UUID:
        type_.rooms.append(id_)
        type_.made.append((id_, number))
        house.numbers[number] = id_
        return id_
