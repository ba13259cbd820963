"""The small hotel that a simulation plays in, and what its two desks know of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from app.bootstrap import App, open_app
from app.features.folios import OpenFolio, SetUpLedgers
from app.features.guests import AddCompany, AddGuest
from app.features.invoices import SetIssuer
from app.features.property import AddRooms, AddRoomType, RoomSpec, SetUpProperty
from app.features.rates import AddRatePlan, PriceSpan, SetPrices
from app.features.reservations import BlockRoom, CreateGroup, Reserve
from app.infra.database import Location
from app.infra.digest import Row
from app.kernel.actor import Actor
from app.kernel.commands import Command
from app.workbench.seeded import SeededIds, StillClock

BEGINS: Final = date(2026, 11, 21)
# Room type, most people, price, rooms.
TYPES: Final = (("DBL", 2, 9_000, 4), ("FAM", 4, 14_000, 2))
RECEPTION: Final = frozenset(
    {"reservations.*", "front_desk.*", "guests.*", "property.set_room_state", "folios.*", "invoices.*"}
)
HOUSEKEEPING: Final = frozenset({"property.set_room_state"})


@dataclass(slots=True)
class World:
    """Ids of everything that commands have made (or wanted to make), for commands to come."""

    app: App
    clock: StillClock
    rng: random.Random
    property_id: UUID
    type_ids: list[UUID] = field(default_factory=list)
    room_ids: list[UUID] = field(default_factory=list)
    guest_ids: list[UUID] = field(default_factory=list)
    reservation_ids: list[UUID] = field(default_factory=list)
    stay_ids: list[UUID] = field(default_factory=list)
    block_ids: list[UUID] = field(default_factory=list)
    group_ids: list[UUID] = field(default_factory=list)
    today: date = BEGINS
    desks: list[App] = field(default_factory=list)
    stays: list[Row] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def new_id(self) -> UUID:
        """A new id."""
        return self.app.new_id()

    def one_of(self, ids: list[UUID]) -> UUID:
        """One of these, mostly a late one; now and then one that nobody knows."""
        if not ids or self.rng.random() < 0.03:
            return self.new_id()
        late = ids[-12:]
        return self.rng.choice(late if self.rng.random() < 0.8 else ids)

    def a_row(self, table: str, likely: Callable[[Row], bool] = lambda _row: True) -> UUID:
        """The id of a row that was there when the house was looked at last, mostly a likely one."""
        rows = self.rows.get(table, [])
        wanted = [row for row in rows[-40:] if likely(row)] if self.rng.random() < 0.85 else []
        return self.one_of([row["id"] for row in wanted or rows])

    def some_day(self, first: int = -1, last: int = 9) -> date:
        """A day near today."""
        return self.today + timedelta(days=self.rng.randint(first, last))

    def a_stay(self, *statuses: str) -> UUID:
        """A stay, mostly one in one of these states (or one that goes on), now and then any."""
        wanted = statuses or ("tentative", "confirmed", "checked_in")
        likely = [stay["id"] for stay in self.stays if stay["status"] in wanted]
        return self.rng.choice(likely) if likely and self.rng.random() < 0.85 else self.one_of(self.stay_ids)

    def due(self) -> UUID:
        """A stay, mostly one that is expected today."""
        due = [
            stay["id"]
            for stay in self.stays
            if stay["status"] in ("tentative", "confirmed") and stay["arrival"] <= self.today
        ]
        return self.rng.choice(due) if due and self.rng.random() < 0.8 else self.a_stay()

    def day_in(self, stay_id: UUID) -> date:
        """A day of a stay that is known, mostly; else some day."""
        stay = next((s for s in self.stays if s["id"] == stay_id), None)
        if stay is None or self.rng.random() < 0.15:
            return self.some_day()
        first: date = stay["arrival"]
        return first + timedelta(days=self.rng.randint(0, (stay["departure"] - first).days))

    def learn(self, command: Command) -> None:
        """Remember what a command has made."""
        if isinstance(command, Reserve):
            self.reservation_ids.append(command.reservation_id)
            self.stay_ids += [room.stay_id for room in command.rooms]
            self.guest_ids.append(command.guest.guest_id)
        elif isinstance(command, BlockRoom):
            self.block_ids.append(command.block_id)
        elif isinstance(command, CreateGroup):
            self.group_ids.append(command.group_id)
        elif isinstance(command, AddGuest):
            self.guest_ids.append(command.guest_id)

    def desk(self) -> App:
        """Whoever is next: two receptions, now and then the owner or a maid."""
        return self.rng.choices(self.desks, (10, 8, 6, 1))[0]


def begin(location: Location, seed: int) -> World:
    """Found the house and its hotel, with desks of different rights."""
    clock = StillClock(datetime(2026, 11, 21, 8, 30, tzinfo=UTC))
    ids = SeededIds(seed, clock)
    owner = open_app(location, clock=clock, ids=ids, workstation="Office", found="Simulation")
    world = World(owner, clock, random.Random(seed), ids())
    owner.execute(
        SetUpProperty(
            id=ids(), property_id=world.property_id, code="SIM", name="Simulation", timezone="Europe/Lisbon",
            currency="EUR", business_date=BEGINS,
        )
    )  # fmt: skip
    for position, (code, most, rate, rooms) in enumerate(TYPES):
        world.type_ids.append(ids())
        owner.execute(
            AddRoomType(
                id=ids(), room_type_id=world.type_ids[-1], property_id=world.property_id, code=code,
                name=code,
                max_occupancy=most, rack_rate_minor=rate, position=position,
            )
        )  # fmt: skip
        room_ids = tuple(ids() for _ in range(rooms))
        owner.execute(
            AddRooms(
                id=ids(), property_id=world.property_id, room_type_id=world.type_ids[-1], room_ids=room_ids,
                rooms=tuple(RoomSpec(f"{position + 1}0{n + 1}") for n in range(rooms)),
            )
        )  # fmt: skip
        world.room_ids += room_ids
    _open_books(world)
    world.desks = [
        _desk(owner, "Marta", "Front desk 1", RECEPTION), _desk(owner, "Inês", "Front desk 2", RECEPTION),
        owner,
        _desk(owner, "Lurdes", "Floor", HOUSEKEEPING),
    ]  # fmt: skip
    return world


def _open_books(world: World) -> None:
    """What money needs: ledgers, who writes the bills, two companies, some folios, two plans."""
    owner, ids, hotel = world.app, world.new_id, world.property_id
    first: list[Command] = [
        SetUpLedgers(id=ids(), property_id=hotel, country="PT"),
        SetIssuer(id=ids(), property_id=hotel, name="Simulation Lda.", country="PT", city="Lisboa"),
    ]
    for code in ("ACME", "NORD"):
        company = ids()
        first.append(AddCompany(id=ids(), company_id=company, kind="company", code=code, name=code.title()))
        first.append(
            OpenFolio(id=ids(), folio_id=ids(), property_id=hotel, kind="city_ledger", company_id=company)
        )
    for name in ("Ana Brandt", "Bo Lind", "Choir"):
        kind = "master" if name == "Choir" else "guest"
        first.append(OpenFolio(id=ids(), folio_id=ids(), property_id=hotel, kind=kind, name=name))
    for code in ("BAR", "CORP"):
        first.append(AddRatePlan(id=ids(), plan_id=ids(), property_id=hotel, code=code, name=code.title()))
    span = PriceSpan(BEGINS - timedelta(days=2), BEGINS + timedelta(days=90), value=10_000)
    first.append(SetPrices(id=ids(), property_id=hotel, spans=(span,)))
    for command in first:
        owner.execute(command)


def _desk(owner: App, name: str, workstation: str, permissions: frozenset[str]) -> App:
    return owner.as_actor(Actor(owner.actor.tenant_id, owner.new_id(), name, workstation, permissions))
