"""An import that is killed at random moments and run again ends with the tables of one in one go."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Timer

import pytest

from app.bootstrap import App, open_app
from app.features.reservations import importing
from app.features.reservations.importing import ImportRequest
from app.infra.database import Location
from app.infra.digest import state_digests
from tests.support.databases import SQLITE
from tests.support.houses import TestClock
from tests.support.real_data import slice_of
from tests.support.seeded_ids import SeededIds
from tests.support.soundness import findings

BATCH = 40
ROWS = 1_200
# More of them for a longer proof: KEYRACK_TEST_KILLS=40.
KILLS = {SQLITE: int(os.environ.get("KEYRACK_TEST_KILLS", "8")), "postgres": 4}
LONGEST_SECONDS = 1.2


def open_seeded(location: Location) -> App:
    """A house whose founding gives the same ids each time."""
    return open_app(location, clock=TestClock(), ids=SeededIds(3), found="Test house")


def digest(app: App) -> dict[str, str]:
    """The state of the house, by table."""
    with app.database.reader(app.actor.tenant_id) as session:
        return state_digests(session)


@pytest.fixture(scope="module")
def bookings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bookings of both hotels."""
    return slice_of(tmp_path_factory.mktemp("file") / "bookings.csv", ROWS)


@pytest.fixture(scope="module")
def wanted(bookings: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The tables after one import that nobody disturbed."""
    app = open_seeded(Location.in_directory(tmp_path_factory.mktemp("whole")))
    importing.run_import(app, ImportRequest(bookings, report=bookings.with_suffix(".whole.csv"), batch=BATCH))
    yield digest(app)
    app.close()


def killed(location: Location, bookings: Path, seconds: float) -> bool:
    """Start an import in a process of its own and kill it so long after its first write; whether it was."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.import_process", location.url.render_as_string(False),
         str(bookings), str(BATCH)],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).resolve().parents[4],
    )  # fmt: skip
    assert process.stdout is not None
    with process.stdout:
        line = process.stdout.readline()
        timer = Timer(seconds, os.kill, (process.pid, signal.SIGKILL))
        if line == "begins\n":
            timer.start()
        process.stdout.read()
        code = process.wait()
        timer.cancel()
    assert code in (0, -signal.SIGKILL)
    return code != 0


def test_killed_and_run_again_ends_the_same(
    location: Location, engine_kind: str, bookings: Path, wanted: dict[str, str]
) -> None:
    """Each kill leaves a sound house; the run after the last one ends with the same digest of every table."""
    random = Random(11)
    open_seeded(location).close()
    count = sum(
        killed(location, bookings, random.uniform(0, LONGEST_SECONDS / 4)) for _ in range(KILLS[engine_kind])
    )
    assert count >= KILLS[engine_kind] // 2
    app = open_seeded(location)
    assert findings(app) == []
    report = bookings.with_suffix(".last.csv")
    last = importing.run_import(app, ImportRequest(bookings, report=report, batch=BATCH))
    assert last.known + last.imported + last.repaired == 2 * ROWS
    assert digest(app) == wanted
    assert findings(app) == []
    app.close()
