"""Data that cannot be read or written: a sentence that says what to do, and nothing is lost."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import select

from app import bootstrap
from app.bootstrap import open_app
from app.features.property import SetRackRate
from app.infra import failures, locking, schema
from app.infra.database import Location
from app.infra.locking import FileHold, SecondWindow
from app.infra.tables import TenantRev
from app.kernel.errors import AppError
from tests.support.databases import SqliteTemplate
from tests.support.houses import furnish, open_house
from tests.support.postgres_binaries import unprivileged

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def house(sqlite_template: SqliteTemplate, tmp_path: Path) -> Location:
    """A furnished embedded house that nobody has open."""
    location = sqlite_template.copy_to(tmp_path / "house")
    app = open_house(location)
    furnish(app)
    app.close()
    return location


def file_of(location: Location) -> Path:
    """Its database file."""
    assert location.path is not None
    return location.path


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """The sentence names restore, and the file is left as it was."""
    file = tmp_path / "keyrack.db"
    file.write_bytes(b"Dear diary, " * 500)
    with pytest.raises(failures.Damaged, match="keyrack restore"):
        open_app(Location.in_directory(tmp_path))
    assert file.read_bytes() == b"Dear diary, " * 500


def test_a_database_of_another_program(tmp_path: Path) -> None:
    """Another program's tables are not mixed with ours."""
    file = tmp_path / "keyrack.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE recipes (name text)")
    connection.close()
    with pytest.raises(schema.StrangeDatabase, match="another program"):
        open_app(Location.in_directory(tmp_path))


def test_a_damaged_file(house: Location) -> None:
    """Pages of noise in the middle are noticed: at opening, or when the check reads them."""
    file = file_of(house)
    pages = bytearray(file.read_bytes())
    pages[4096 * 4 : 4096 * 40] = os.urandom(4096 * 36)
    file.write_bytes(bytes(pages))
    try:
        database = bootstrap.open_database(house)
        found = [f.sentence for r in bootstrap.check_house(database).values() for f in r.findings]
        database.close()
    except failures.Damaged as error:
        found = [error.sentence]
    assert found
    assert file.read_bytes() == bytes(pages)


def test_an_empty_file_is_a_new_house(tmp_path: Path) -> None:
    """Control: nothing there means a new house, not a fault."""
    (tmp_path / "keyrack.db").touch()
    app = open_app(Location.in_directory(tmp_path))
    assert app.actor.name == "Owner"
    app.close()


OPEN = """
import os, sys
from pathlib import Path
import alembic.command
from app.bootstrap import open_app
from app.infra.database import Location
from app.kernel.errors import AppError
account = sys.argv[2:]
if account:
    os.setgroups([])
    os.setgid(int(account[1]))
    os.setuid(int(account[0]))
try:
    open_app(Location.in_directory(Path(sys.argv[1])))
    print("opened")
except AppError as error:
    print(error.code, error.sentence)
"""


def opened_by_nobody(directory: Path) -> str:
    """What a user is told that may write nowhere here; root becomes one, the others are one."""
    account = unprivileged()
    ids = [str(account.uid), str(account.gid)] if account.name else []
    told = subprocess.run(
        [sys.executable, "-c", OPEN, str(directory), *ids],
        cwd=ROOT,
        text=True,
        capture_output=True,
        timeout=120,
    )
    return told.stdout + told.stderr


def test_a_directory_that_may_not_be_written(house: Location) -> None:
    """Read-only data are refused with a word, not with a crash, and stay as they are."""
    if sys.platform == "win32":
        return  # rights work otherwise there
    before = file_of(house).read_bytes()
    with TemporaryDirectory() as place:
        directory = Path(place)
        copy = directory / "keyrack.db"
        copy.write_bytes(before)
        copy.chmod(0o444)
        directory.chmod(0o555)
        assert opened_by_nobody(directory).startswith("read_only ")
        assert opened_by_nobody(directory / "below" / "it").startswith("read_only ")
        assert copy.read_bytes() == before
        directory.chmod(0o777)
        copy.chmod(0o666)
        assert opened_by_nobody(directory).startswith("opened")
        directory.chmod(0o755)


WRITE = """
import resource, signal, sys
from pathlib import Path
from app.features.security import SaveSetting
from app.infra.database import Location
from app.kernel.errors import AppError
from tests.support.houses import open_house
app = open_house(Location.in_directory(Path(sys.argv[1])))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = Path(sys.argv[1], "keyrack.db").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, size + 200_000))
done = 0
try:
    for number in range(2_000):
        app.execute(SaveSetting(id=app.new_id(), key=f"k{number}", value="x" * 4_000))
        done += 1
except AppError as error:
    print(done, error.code, flush=True)
"""


def test_a_full_disk(house: Location) -> None:
    """What was committed before the disk was full is there, the last command is refused, the chain holds."""
    if sys.platform == "win32":
        return  # there is no such limit there
    directory = file_of(house).parent
    told = subprocess.run(
        [sys.executable, "-c", WRITE, str(directory)], cwd=ROOT, text=True, capture_output=True, timeout=120
    )
    done, code = told.stdout.split()
    assert code == "disk_full", told.stderr
    assert int(done) > 0
    database = bootstrap.open_database(house)
    (report,) = bootstrap.check_house(database).values()
    assert report.findings == ()
    app = open_house(house)
    with app.database.reader(app.actor.tenant_id) as session:
        assert session.scalars(select(TenantRev.rev)).one() == 4 + int(done)
    app.close()
    database.close()


def test_a_server_that_does_not_answer() -> None:
    """The sentence speaks of the network, not of a socket."""
    with pytest.raises(failures.ServerGone, match="does not answer"):
        open_app(Location.shared("postgresql://keyrack_app:x@127.0.0.1:1/hotel"))


def test_an_error_of_ours_is_no_disk_fault(house: Location) -> None:
    """Control: a fault of the program is not told as a fault of the disk."""
    app = open_house(house)
    with pytest.raises(AppError) as refusal:
        app.execute(SetRackRate(id=app.new_id(), room_type_id=app.new_id(), rack_rate_minor=1))
    assert not isinstance(refusal.value, failures.StorageFailed)
    app.close()


def test_a_second_window_is_refused(house: Location) -> None:
    """One window for one file; the sentence names the process that has it."""
    first = bootstrap.hold_window(house)
    assert first is not None
    with pytest.raises(SecondWindow, match=str(os.getpid())):
        bootstrap.hold_window(house)
    first.release()
    second = bootstrap.hold_window(house)
    assert second is not None
    second.release()


def test_verbs_work_beside_a_window(house: Location) -> None:
    """A command line, a worker, a check: none of them asks for the window's hold."""
    hold = bootstrap.hold_window(house)
    assert hold is not None
    beside = open_house(house, workstation="Command line")
    beside.close()
    hold.release()


HOLD = """
import sys
from pathlib import Path
from app.infra.locking import FileHold
hold = FileHold(Path(sys.argv[1]))
print(hold.take(), flush=True)
sys.stdin.read()
"""


def test_a_killed_window_leaves_no_lock(tmp_path: Path) -> None:
    """The file stays behind after kill -9; the lock does not."""
    path = tmp_path / locking.WINDOW_LOCK
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        mine = FileHold(path)
        assert not mine.take()
        assert mine.holder() == str(other.pid)
        other.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        other.wait()
    assert path.exists()
    assert mine.take()
    mine.release()


def test_a_copy_of_the_template_is_sound(house: Location) -> None:
    """Control: the furnished house opens and is sound."""
    database = bootstrap.open_database(house)
    assert [r.findings for r in bootstrap.check_house(database).values()] == [()]
    database.close()
    assert shutil.disk_usage(file_of(house).parent).free > 0
