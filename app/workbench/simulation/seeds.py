"""Many seeds one after the other, each in a fresh house of its own."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from app import bootstrap
from app.infra import schema
from app.infra.database import Location
from app.workbench.simulation.run import Simulation, Tally

FILE: Final = "keyrack.db"


def play_seeds(seeds: Iterable[int], days: int) -> Iterator[Tally]:
    """Play each seed in a new embedded house that is thrown away. Raises HouseUnsound at the first fault."""
    with tempfile.TemporaryDirectory(prefix="keyrack-simulation-") as folder:
        empty = Path(folder) / "empty"
        empty.mkdir()
        bootstrap.capabilities()  # whoever makes tables has to know them all
        schema.migrate(Location.in_directory(empty))
        for seed in seeds:
            house = Path(folder) / f"seed-{seed}"
            house.mkdir()
            shutil.copyfile(empty / FILE, house / FILE)
            yield Simulation(Location.in_directory(house), seed).play(days)
            shutil.rmtree(house)
