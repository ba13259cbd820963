"""`keyrack check` over a small house: silent where it is sound; each check finds its planted fault."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from copy import copy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app import bootstrap
from app.bootstrap import App
from app.features import front_desk, reservations
from app.features import property as hotel
from app.infra.database import Location
from app.infra.unit_of_work import housekeeping
from app.kernel.dates import Slot
from tests.support.databases import ENGINES, SQLITE
from tests.support.desk_process import a_booking
from tests.support.houses import OPENED, Hotel, furnish, open_house
from tests.support.postgres import APP, OWNER, PostgresServer


class House:
    """A house with every kind of row: assigned and unassigned stays, a cut, day use, a conflict, a block."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.hotel: Hotel = furnish(app, 5)
        self.stays = {name: self.book(name, nights) for name, nights in
                      {"Silva": 3, "Costa": 2, "Lobo": 2, "Dias": 0, "Matos": 2}.items()}  # fmt: skip
        for index, name in enumerate(("Silva", "Costa", "Dias")):
            self.move(name, self.hotel.room_ids[index])
        self.move("Lobo", self.hotel.room_ids[1], accept_conflict=True)
        self.do(reservations.CutStay, stay_id=self.stays["Silva"], at=OPENED + timedelta(days=1))
        self.do(reservations.CancelStay, stay_id=self.stays["Matos"])
        self.do(front_desk.CheckIn, stay_id=self.stays["Silva"])
        self.do(
            reservations.BlockRoom, block_id=app.new_id(), room_id=self.hotel.room_ids[4],
            kind=reservations.BlockKind.OUT_OF_ORDER, starts=OPENED, ends=OPENED + timedelta(days=3),
        )  # fmt: skip

    def do(self, command: type, **words: object) -> None:
        """Carry a command out."""
        self.app.execute(command(id=self.app.new_id(), **words))

    def move(self, name: str, room_id: UUID, *, accept_conflict: bool = False) -> None:
        """Give a stay a room."""
        self.do(
            reservations.MoveStay, stay_id=self.stays[name], room_id=room_id, accept_conflict=accept_conflict
        )

    def book(self, name: str, nights: int) -> UUID:
        """Book from tonight; gives the stay."""
        booking = a_booking(self.app, name)
        room = replace(
            booking.rooms[0], departure=OPENED + timedelta(days=nights), prices=(9_000,) * max(nights, 1)
        )
        self.app.execute(replace(booking, rooms=(room,), oversell=True))
        return room.stay_id

    def plant(self, *statements: str, **values: object) -> None:
        """Alter rows behind the program's back."""
        mark = {k: _as_stored(v) if self.app.database.is_sqlite else v for k, v in values.items()}

        def work(session: Session) -> None:
            for statement in statements:
                done = session.connection().execute(text(statement), mark)
                assert done.rowcount > 0, statement

        housekeeping(self.app.database, self.app.actor.tenant_id, work)

    def findings(self) -> dict[str, list[str]]:
        """What the check says, by check."""
        (report,) = bootstrap.check_house(self.app.database).values()
        found: dict[str, list[str]] = {}
        for finding in report.findings:
            found.setdefault(finding.check, []).append(finding.sentence)
        return found


def _as_stored(value: object) -> object:
    """A value as an embedded file has it, for statements that name no types."""
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="module", params=ENGINES)
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house, made once on each engine."""
    with ExitStack() as stack:
        if request.param == SQLITE:
            place = tmp_path_factory.mktemp("model")
            location = request.getfixturevalue("sqlite_template").copy_to(place)
        else:
            location = stack.enter_context(request.getfixturevalue("postgres_template").copy())
        app = open_house(location)
        made = House(app)
        app.close()
        yield made


@pytest.fixture
def house(model: House, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A copy of it for each test."""
    original = model.app.database.location
    with ExitStack() as stack:
        if original.path is not None:
            location = Location.in_directory(tmp_path)
            shutil.copyfile(original.path, tmp_path / "keyrack.db")
        else:
            server: PostgresServer = request.getfixturevalue("postgres_server")
            name = stack.enter_context(server.fresh_database(original.url.database or "", owner=OWNER))
            location = Location.shared(server.url(name, role=APP))
        copied = copy(model)
        copied.app = open_house(location)
        yield copied
        copied.app.close()


def test_a_sound_house_has_no_finding(house: House) -> None:
    """Control: with conflict, cut, day use, block and a cancelled stay, and after undo and redo."""
    assert house.findings() == {}
    with house.app.database.reader(house.app.actor.tenant_id) as session:
        slots = (
            session.connection().execute(text("SELECT slot, count(*) FROM room_night GROUP BY slot")).all()
        )
        assert {slot for slot, _ in slots} == {Slot.NIGHT, Slot.DAY}
        assert session.connection().execute(text("SELECT count(*) FROM conflict")).scalar_one() > 0


FAULTS: dict[str, tuple[str, ...]] = {
    "reservations.nights": ("UPDATE stay SET departure = :later WHERE id = :costa",),
    "reservations.held": ("DELETE FROM room_night WHERE stay_id = :costa AND slot = 'N' AND night = :first",),
    "reservations.orphans": ("UPDATE room_night SET stay_id = :matos WHERE stay_id = :dias",),
    "reservations.conflicts": ("UPDATE conflict SET stay_id = :matos WHERE stay_id = :lobo",),
    "reservations.bars": ("UPDATE stay_segment SET ends = :later WHERE stay_id = :costa",),
    "reservations.blocks": (
        "DELETE FROM room_night WHERE block_id IS NOT NULL AND slot = 'D' AND night = :first",
    ),
    "reservations.states": (
        "UPDATE reservation SET status = 'cancelled' "
        "WHERE id = (SELECT reservation_id FROM stay WHERE id = :costa)",
    ),
    "reservations.search": ("DELETE FROM search_term WHERE kind = 'guest' AND term LIKE 'cos%'",),
    "journal.chain": ("UPDATE journal SET actor_name = 'Nobody' WHERE revision = 3",),
    "jobs.outbox": ("UPDATE outbox SET revision = 9999",),
}
MORE: dict[str, tuple[str, tuple[str, ...]]] = {
    "a bar's price": (
        "reservations.bars", ("UPDATE stay_segment SET price_minor = 1 WHERE stay_id = :costa",)
    ),
    "a missing bar": ("reservations.bars", ("DELETE FROM stay_segment WHERE stay_id = :costa",)),
    "a bar of nobody": (
        "reservations.bars", ("UPDATE stay_segment SET segment = 7 WHERE stay_id = :costa",)
    ),
    "a missing night": (
        "reservations.nights", ("DELETE FROM stay_night WHERE stay_id = :costa AND night = :first",)
    ),
    "a night as day use": (
        "reservations.nights", ("UPDATE stay_night SET slot = 'D' WHERE stay_id = :costa AND night = :first",)
    ),
    "a day between that is free": (
        "reservations.held", ("DELETE FROM room_night WHERE stay_id = :costa AND slot = 'D'",)
    ),
    "a cancelled stay that holds": (
        "reservations.orphans", ("UPDATE stay SET status = 'cancelled' WHERE id = :costa",)
    ),
    "a live stay that holds nothing": (
        "reservations.held", ("DELETE FROM room_night WHERE stay_id = :silva",)
    ),
    "a conflict that was closed by hand": (
        "reservations.held", ("UPDATE conflict SET closed_at = opened_at WHERE stay_id = :lobo",)
    ),
    "a block in another room": (
        "reservations.blocks", ("UPDATE room_block SET room_id = :free",)
    ),
    "a longer block": ("reservations.blocks", ("UPDATE room_block SET ends = :far",)),
    "a booking without a word": (
        "reservations.search", ("DELETE FROM search_term WHERE kind = 'reservation'",)
    ),
    "a word that leads nowhere": (
        "reservations.search", ("UPDATE search_term SET entity_id = :nowhere WHERE term = 'costa'",)
    ),
}  # fmt: skip


def plant(house: House, statements: tuple[str, ...]) -> None:
    """Plant a fault with the names that its statements use."""
    values = {
        **{name.lower(): stay for name, stay in house.stays.items()},
        "first": OPENED, "later": OPENED + timedelta(days=9), "far": OPENED + timedelta(days=30),
        "free": house.hotel.room_ids[3], "nowhere": house.app.new_id(),
    }  # fmt: skip
    used = {name: value for name, value in values.items() if any(f":{name}" in s for s in statements)}
    house.plant(*statements, **used)


@pytest.mark.parametrize("check", FAULTS)
def test_each_check_finds_its_fault(house: House, check: str) -> None:
    """A fault in a row is told by the check whose matter it is."""
    plant(house, FAULTS[check])
    assert check in house.findings()


@pytest.mark.parametrize("fault", MORE)
def test_other_faults_are_found(house: House, fault: str) -> None:
    """Other ways in which the same things go wrong."""
    check, statements = MORE[fault]
    plant(house, statements)
    assert check in house.findings()


def test_rows_of_another_house_are_found(house: House) -> None:
    """A stay that says it is of another hotel than its booking."""
    other = house.app.new_id()
    house.do(
        hotel.SetUpProperty, property_id=other, code="TWO", name="Two", timezone="Europe/Lisbon",
        currency="EUR", business_date=OPENED,
    )  # fmt: skip
    house.plant(
        "UPDATE stay SET property_id = :other WHERE id = :costa", other=other, costa=house.stays["Costa"]
    )
    assert "reservations.house" in house.findings()


def test_many_findings_are_counted(house: House) -> None:
    """A fault that is everywhere is told some times, and the rest is counted."""
    for number in range(60):
        house.do(reservations.CreateGroup, group_id=house.app.new_id(), property_id=house.hotel.property_id,
                 code=f"G{number}", name="Group")  # fmt: skip
    house.plant("UPDATE journal SET actor_name = 'Nobody'")
    (report,) = bootstrap.check_house(house.app.database).values()
    assert len(report.findings) == 50
    assert report.more["journal.chain"] >= 20
