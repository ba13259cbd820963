"""A desk that does random things with money until it is killed; run in a process of its own.

    python -m app.workbench.simulation.money_desk URL SEED

It works in a house that the simulation began. For each command it says a line: "did" with the tables that
have changed, or "refused" with the refusal's code.
"""

import random
import sys
from typing import Final
from uuid import UUID

from sqlalchemy.engine import make_url

from app.bootstrap import App, open_app
from app.infra.database import Location
from app.infra.digest import table_rows
from app.kernel.errors import AppError
from app.workbench.seeded import StillClock
from app.workbench.simulation import moves
from app.workbench.simulation.world import World

# So many commands are drawn from what was there before they began.
BETWEEN_LOOKS: Final = 12
WORKSTATION: Final = "Front desk 9"


def world_of(app: App, seed: int) -> World:
    """What is in the house, as the simulation's commands want to know it."""
    world = World(app, StillClock(app.clock.now()), random.Random(seed), UUID(int=0))
    look(world)
    hotel = world.rows["property"][0]
    world.property_id, world.today = hotel["id"], hotel["business_date"]
    return world


def look(world: World) -> None:
    """Read everything anew."""
    with world.app.database.reader(world.app.actor.tenant_id) as session:
        rows = world.rows = table_rows(session)
    world.stays = rows["stay"]
    world.stay_ids = [row["id"] for row in rows["stay"]]
    world.reservation_ids = [row["id"] for row in rows["reservation"]]
    world.guest_ids = [row["id"] for row in rows["guest"]]
    world.type_ids = [row["id"] for row in rows["room_type"]]
    world.room_ids = [row["id"] for row in rows["room"]]


def main(url: str, seed: str) -> None:
    """Go on until somebody ends it."""
    app = open_app(Location(make_url(url)), workstation=WORKSTATION)
    world = world_of(app, int(seed))
    weights = [move.weight for move in moves.MONEY]
    count = 0
    while True:
        count += 1
        if count % BETWEEN_LOOKS == 0:
            look(world)
        try:
            outcome = app.execute(world.rng.choices(moves.MONEY, weights)[0].maker(world))
        except AppError as error:
            said = f"refused {error.code}"
        else:
            said = " ".join(("did", *sorted(outcome.changes.rows)))
        print(said, flush=True)  # noqa: T201 - the word to the process that watches


if __name__ == "__main__":
    main(*sys.argv[1:])
