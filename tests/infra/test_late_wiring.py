"""A desk begins with what its first page asks; the rest is there before the first write, all of it."""

import subprocess
import sys
import tomllib
from pathlib import Path

from app import bootstrap
from app.bootstrap import App
from app.features.property import House
from app.infra.bus import Bus, Wiring
from tests.support.databases import SqliteTemplate
from tests.support.houses import Hotel, furnish, open_house

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from app.bootstrap import location_of, open_app
from app.features.property import House, SetRackRate
from app.features.security import Users
from pathlib import Path
app = open_app(location_of(Path(sys.argv[1])))
house = app.ask(House())
print("asked", "app.features.folios" in sys.modules)
kind = house.room_types[0]
app.execute(SetRackRate(id=app.new_id(), room_type_id=kind.id, rack_rate_minor=12_300))
print("written", "app.features.folios" in sys.modules)
app.close()
"""


def test_every_capability_is_in_the_order() -> None:
    """Each folder of a capability has its place in the wiring, in the order that the contract says."""
    folders = {path.parent.name for path in (ROOT / "app" / "features").glob("*/__init__.py")}
    assert set(bootstrap.ORDER) == folders
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(c for c in contracts["contracts"] if c["id"] == "feature-map")["layers"]
    rank = {name.strip(" ()"): -number for number, line in enumerate(layers) for name in line.split("|")}
    assert [rank[name] for name in bootstrap.ORDER] == sorted(rank[name] for name in bootstrap.ORDER)


def test_a_first_question_loads_little_and_a_write_loads_all(
    sqlite_template: SqliteTemplate, tmp_path: Path
) -> None:
    """Proved in a process of its own, because this one has loaded everything already."""
    house = open_house(sqlite_template.copy_to(tmp_path / "house"))
    furnish(house)
    house.close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "house")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["asked", "False", "written", "True"]


def test_the_rest_is_asked_for_once(app: App, hotel: Hotel) -> None:
    """The first write completes the wiring; so does a question that nobody answers yet."""
    del hotel
    asked: list[int] = []

    def whole() -> Wiring:
        asked.append(1)
        return bootstrap.wiring()

    bus = Bus(app.database, Wiring(), app.clock, app.new_id, whole=whole)
    house = bus.ask(House(), app.actor)
    assert house.properties
    bus.complete()
    assert asked == [1]
