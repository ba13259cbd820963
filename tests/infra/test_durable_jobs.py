"""An effect happens once, though the process is killed between commit and dispatch, or inside the job."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.features.reservations.jobs import JOBS, letter_path
from app.infra.database import Location
from app.infra.jobs import ImmediateRunner, Jobs
from app.infra.tables import OutboxRow
from tests.support.desk_process import a_booking
from tests.support.houses import furnish, open_house
from tests.support.postgres import ROLES

ROOT = Path(__file__).resolve().parents[2]


class Desk:
    """Desks in processes of their own, with a data directory that outlives them."""

    def __init__(self, location: Location, directory: Path) -> None:
        self.location = location
        self.url = location.url.render_as_string(hide_password=False)
        self.directory = directory
        passwords = directory / "pgpass"
        passwords.write_text("".join(f"*:*:*:{r}:{p}\n" for r, p in ROLES.items()), encoding="utf-8")
        passwords.chmod(0o600)
        self.environment = os.environ | {"PGPASSFILE": str(passwords), "XDG_DATA_HOME": str(directory)}

    @contextmanager
    def process(self, *words: str) -> "Iterator[subprocess.Popen[str]]":
        """A desk that does something; killed at the end, if it still runs."""
        deed, *rest = words
        with subprocess.Popen(
            [sys.executable, "-m", "tests.support.desk_process", deed, self.url, *rest],
            cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as running:  # fmt: skip
            yield running
            running.kill()

    def books(self, *names: str) -> None:
        """Commit bookings from here; nothing is dispatched."""
        app = open_house(self.location)
        for name in names:
            app.execute(a_booking(app, name))
        app.close()

    def until_killed(self, told: str, *words: str) -> None:
        """Start a desk, wait until it tells something, and kill it with kill -9."""
        with self.process(*words) as running:
            assert running.stdout is not None
            assert running.stdout.readline().strip() == told

    def to_its_end(self, *words: str) -> str:
        """Let a desk do something and end; gives what it told."""
        with self.process(*words) as running:
            told, _ = running.communicate(timeout=120)
        assert running.returncode == 0
        return told.strip()

    def letters(self) -> list[Path]:
        """What has been made outside."""
        return sorted(self.directory.rglob("outbox/confirmation-*"))


@pytest.fixture
def desk(location: Location, tmp_path: Path) -> Desk:
    """A furnished house and desks for it."""
    app = open_house(location)
    furnish(app)
    app.close()
    return Desk(location, tmp_path)


def rows(location: Location) -> list[OutboxRow]:
    """The outbox."""
    app = open_house(location)
    with app.database.reader(app.actor.tenant_id) as session:
        found = list(session.scalars(select(OutboxRow)))
    app.close()
    return found


def assert_once(desk: Desk, location: Location, names: list[str]) -> None:
    """Each booking has one letter, whole, under its job's id, and each job is done."""
    outbox = rows(location)
    assert len(outbox) == len(names)
    assert {row.state for row in outbox} == {"done"}
    folder = desk.letters()[0].parent
    assert desk.letters() == sorted(letter_path(folder, row.id) for row in outbox)
    texts = "".join(path.read_text(encoding="utf-8") for path in desk.letters())
    assert all(texts.count(f"Dear Ana {name},") == 1 for name in names)
    assert texts.count("185.00 EUR") == len(names)


def test_killed_between_commit_and_dispatch(desk: Desk, location: Location) -> None:
    """What was committed when the process died happens at the next start, once."""
    desk.until_killed("committed", "book", "Silva", "Costa")
    assert desk.letters() == []
    assert [row.state for row in rows(location)] == ["pending", "pending"]
    assert desk.to_its_end("work") == "pending 0"
    assert_once(desk, location, ["Silva", "Costa"])


def test_killed_in_the_middle_of_a_job(desk: Desk, location: Location) -> None:
    """A job that died between its effect and the note of it ends with one effect."""
    desk.books("Silva")
    desk.until_killed("in the middle", "work-until-killed", "after")
    assert len(desk.letters()) == 1
    assert desk.to_its_end("work") == "pending 0"
    assert_once(desk, location, ["Silva"])


def test_the_runners_own_data_can_be_lost(desk: Desk, location: Location, engine_kind: str) -> None:
    """On the embedded database the runner's file is rebuilt from the outbox."""
    if engine_kind != "sqlite":
        assert not location.is_embedded
        return
    desk.books("Silva")
    desk.until_killed("in the middle", "work-until-killed", "before")
    lost = list(desk.directory.rglob("jobs.db*"))
    assert lost
    for path in lost:
        path.unlink()
    assert desk.to_its_end("work") == "pending 0"
    assert_once(desk, location, ["Silva"])


def test_without_the_outbox_it_is_lost(desk: Desk, location: Location) -> None:
    """Control: an effect that is only remembered by the process that committed dies with it."""
    desk.until_killed("committed", "book-without-outbox", "Silva")
    app = open_house(location)
    jobs = Jobs(
        app.bus, app.database, app.clock, desk.directory, [app.actor.tenant_id], JOBS, ImmediateRunner()
    )
    assert jobs.dispatch() == 0
    app.execute(a_booking(app, "Costa"))
    assert jobs.dispatch() == 1
    app.close()
    assert [path.read_text(encoding="utf-8").count("Costa") for path in desk.letters()] == [1]


def test_a_repeated_booking_has_one_job(desk: Desk, location: Location) -> None:
    """The same command again makes no second job: the outbox belongs to the commit."""
    desk.books("Silva")
    desk.books("Silva")
    assert len(rows(location)) == 1


def test_two_hosts_elect_one(desk: Desk, location: Location) -> None:
    """While one host runs jobs another one waits; the first is killed in a job, the second ends it."""
    desk.books("Silva")
    with desk.process("work-until-killed", "before") as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "in the middle"
        with desk.process("work") as second:
            assert desk.letters() == []
            first.kill()
            told, _ = second.communicate(timeout=120)
    assert told.strip() == "pending 0"
    assert_once(desk, location, ["Silva"])
