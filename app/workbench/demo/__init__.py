"""The demo hotel: Miradouro in Lisbon, 48 rooms, furnished around today from a seed.

`furnish` writes it into an empty house by commands on the bus: the house by its ordinary ones, the past and
the future by one batch, and what is special by ordinary ones again. `open_demo` keeps such a house in a data
directory and furnishes it anew on another day.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from app.bootstrap import App, actor_for, open_app, wiring
from app.features.security import Users
from app.infra.bus import Bus, Handling
from app.infra.clock import SystemClock
from app.infra.database import Location
from app.kernel.clock import Clock
from app.kernel.errors import AppError
from app.kernel.text import tr
from app.workbench.demo import hotel
from app.workbench.demo.happenings import Happenings
from app.workbench.demo.ledgers import BOOKS_BEGIN, FurnishMoney, furnish_money
from app.workbench.demo.parties import Parties
from app.workbench.demo.planning import make_plan
from app.workbench.demo.prices import FurnishRates, furnish_rates, set_up_rates
from app.workbench.demo.touches import Touches
from app.workbench.demo.writing import FurnishDemo, furnish_demo
from app.workbench.seeded import SeededIds, StillClock

SEED: Final = 48
OPENS: Final = time(7, 30)
WORKSTATION: Final = "Front desk 1"
# A file that says: this folder is the demo's, furnished on that day.
MARKER: Final = "furnished-demo"

__all__ = ["SEED", "HouseInTheWay", "furnish", "open_demo"]


class HouseInTheWay(AppError):
    """The folder for the demo holds somebody's house."""

    code = "house_in_the_way"


def furnish(app: App, *, seed: int = SEED, today: date) -> App:
    """Furnish an empty house and give it back with the receptionist signed in.

    Equal seeds and days give the same rows, ids included.
    """
    clock = StillClock(datetime.combine(today, OPENS, UTC))
    ids = SeededIds(seed, clock)
    parts = wiring()
    batches = (
        Handling(FurnishDemo, furnish_demo), Handling(FurnishRates, furnish_rates),
        Handling(FurnishMoney, furnish_money),
    )  # fmt: skip
    with_batch = replace(parts, handlings=(*parts.handlings, *batches))
    bus = Bus(app.database, with_batch, clock, ids)
    builder = replace(app, bus=bus, clock=clock, new_id=ids)
    house = hotel.lay_out(ids)
    plan = make_plan(house, seed, today)
    hotel.build(builder, house, plan.day(-BOOKS_BEGIN), plan.room_states)
    receptionist = as_user(builder, hotel.RECEPTIONIST)
    command = FurnishDemo(id=ids(), hotel=house, plan=plan)
    builder.execute(command)
    set_up_rates(builder, house, today)
    money = FurnishMoney(id=ids(), hotel=house, plan=plan, stay_ids=command.stay_ids, seed=seed)
    builder.execute(money)
    Touches(receptionist, house, plan, command.stay_ids).all()
    Parties(receptionist, house, plan).all()
    Happenings(receptionist, house, plan, command.stay_ids).all()
    return as_user(app, hotel.RECEPTIONIST)


def as_user(app: App, login: str) -> App:
    """The same house for the user with this login."""
    user = next(user for user in app.ask(Users()) if user.login == login)
    return app.as_actor(actor_for(user, app.actor.tenant_id, app.actor.workstation))


def open_demo(directory: Path, *, clock: Clock | None = None) -> App:
    """The demo hotel of a data directory as of today, with the receptionist signed in.

    Raises HouseInTheWay when the directory holds a house that is not the demo's.
    """
    clock = clock or SystemClock()
    today = clock.now().astimezone(ZoneInfo(hotel.ZONE)).date()
    location, marker = Location.in_directory(directory), directory / MARKER
    if marker.exists() and marker.read_text(encoding="utf-8").strip() == today.isoformat():
        return as_user(open_app(location, clock=clock, workstation=WORKSTATION), hotel.RECEPTIONIST)
    if location.path is not None and location.path.exists() and not marker.exists():
        raise HouseInTheWay(
            tr("There is a house in {folder}. Choose an empty folder for the demo.", folder=directory)
        )
    _forget(location)
    # From here on the folder is the demo's, even when the program dies before it is furnished.
    directory.mkdir(parents=True, exist_ok=True)
    marker.write_text("", encoding="utf-8")
    app = open_app(location, clock=clock, workstation=WORKSTATION, found=hotel.NAME)
    furnished = furnish(app, today=today)
    marker.write_text(today.isoformat(), encoding="utf-8")
    return furnished


def _forget(location: Location) -> None:
    """Delete yesterday's demo; it holds nothing but invented guests."""
    assert location.path is not None
    for ending in ("", "-wal", "-shm"):
        location.path.with_name(location.path.name + ending).unlink(missing_ok=True)
