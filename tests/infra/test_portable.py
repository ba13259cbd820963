"""A house moves from one engine to the other and back: the same rows, a sound journal; damage is refused."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import cli
from app.bootstrap import App, check_house, export_house, import_house, open_app
from app.features.property import House, SetRackRate
from app.features.security import SaveSetting
from app.infra import codec, portable
from app.infra.database import Database, Location
from app.infra.digest import state_digests
from app.infra.portable import BadExport, NotEmpty
from app.workbench.simulation import Simulation
from tests.support.databases import SQLITE, SqliteTemplate

DAYS = 2


def quietly(_table: str, _rows: int) -> None:
    """Nobody waits."""


@pytest.fixture
def other(engine_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Location]:
    """An empty place on the other engine."""
    if engine_kind != SQLITE:
        yield request.getfixturevalue("sqlite_template").copy_to(tmp_path / "other")
        return
    with request.getfixturevalue("postgres_template").copy() as place:
        yield place


@pytest.fixture
def lived_in(location: Location) -> Iterator[App]:
    """A house of some days, with settings that hold every sort of JSON."""
    Simulation(location, 11).play(DAYS)
    app = open_app(location)
    for key, value in (("nothing", None), ("text", 'ü "quoted" \\ {null}'), ("number", 1.5), ("list", [])):
        app.execute(SaveSetting(id=app.new_id(), key=key, value=value))
    yield app
    app.close()


def everything(app: App) -> tuple[dict[str, str], object]:
    """The state by table, and what stands beside it."""
    with app.database.reader(app.actor.tenant_id) as session:
        tables = [t for t in portable._tables() if t.name in ("tenant_rev", "outbox", "number_series")]
        beside = {
            table.name: [
                codec.canonical([codec.cell(value) for value in row])
                for row in session.connection().execute(table.select().order_by(*table.primary_key))
            ]
            for table in tables
        }
        return state_digests(session), beside


def test_there_and_back(
    lived_in: App, other: Location, sqlite_template: SqliteTemplate, tmp_path: Path
) -> None:
    """Each table has the same digest on the other engine and back on an embedded one; checks are clean."""
    before = everything(lived_in)
    first = export_house(lived_in, tmp_path / "first.keyrack", quietly)
    assert first.rows["journal"] > 20
    assert first.rows["room_night"] > 0
    for number, place in enumerate((other, sqlite_template.copy_to(tmp_path / "third"))):
        source = tmp_path / ("first.keyrack", "second.keyrack")[number]
        moved, reports = import_house(place, source, quietly)
        assert moved.rows == first.rows
        assert [report.findings for report in reports.values()] == [()]
        app = open_app(place)
        assert app.actor.tenant_id == lived_in.actor.tenant_id
        assert everything(app) == before
        export_house(app, tmp_path / "second.keyrack", quietly)
        app.close()


def test_life_goes_on(lived_in: App, other: Location, tmp_path: Path) -> None:
    """What was done before the move can be undone after it; the chain holds over the move."""
    kind = lived_in.ask(House()).room_types[0]
    command = SetRackRate(id=lived_in.new_id(), room_type_id=kind.id, rack_rate_minor=1)
    lived_in.execute(command)
    export_house(lived_in, tmp_path / "house.keyrack", quietly)
    import_house(other, tmp_path / "house.keyrack", quietly)
    app = open_app(other)
    assert app.execute(command).repeated
    app.undo(command.id)
    assert app.ask(House()).room_types[0].rack_rate_minor == kind.rack_rate_minor
    assert [report.findings for report in check_house(app.database).values()] == [()]
    app.close()


def test_a_house_stays_where_one_is(lived_in: App, other: Location, tmp_path: Path) -> None:
    """An export goes into an empty place only; what is there stays."""
    export_house(lived_in, tmp_path / "house.keyrack", quietly)
    import_house(other, tmp_path / "house.keyrack", quietly)
    with pytest.raises(NotEmpty, match="empty place only"):
        import_house(other, tmp_path / "house.keyrack", quietly)


def changed(source: Path, target: Path, name: str, content: bytes | None) -> Path:
    """A copy of an export with other content in one of its parts, or without it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        if content is not None:
            new.writestr(name, content)
    return target


def test_damage_is_refused(lived_in: App, other: Location, tmp_path: Path) -> None:
    """A file that is not ours, cut off, altered, of another version: a sentence, and nothing written."""
    good = tmp_path / "house.keyrack"
    export_house(lived_in, good, quietly)
    with zipfile.ZipFile(good) as archive:
        manifest = json.loads(archive.read("house.json"))
        guests = archive.read("tables/guest.jsonl")
    (tmp_path / "text").write_text("Dear hotel")
    (tmp_path / "cut").write_bytes(good.read_bytes()[:-200])
    (tmp_path / "bits").write_bytes(flipped(good.read_bytes()))
    newer = json.dumps(manifest | {"schema": "9999"}).encode()
    cases = {
        "no file": (tmp_path / "nowhere", "There is no file"),
        "text": (tmp_path / "text", "no export of a house"),
        "cut off": (tmp_path / "cut", "no export of a house"),
        "flipped": (tmp_path / "bits", "no export of a house"),
        "a row less": (
            changed(good, tmp_path / "less", "tables/guest.jsonl", guests[guests.index(b"\n") + 1 :]),
            "damaged",
        ),
        "a table less": (changed(good, tmp_path / "table", "tables/stay.jsonl", None), "damaged"),
        "no manifest": (changed(good, tmp_path / "manifest", "house.json", None), "damaged"),
        "newer": (changed(good, tmp_path / "newer", "house.json", newer), "newer Keyrack"),
    }  # fmt: skip
    for case, (file, word) in cases.items():
        with pytest.raises(BadExport, match=word):
            import_house(other, file, quietly)
        assert is_empty(other), case
    import_house(other, good, quietly)


def is_empty(place: Location) -> bool:
    """Whether no house is there."""
    database = Database(place)
    try:
        return portable._is_empty(database)
    finally:
        database.close()


def flipped(content: bytes) -> bytes:
    """The same with one bit changed in the middle of the first table."""
    place = len(content) // 3
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`keyrack export house` and `keyrack import house` tell what they did; refusals end with 1."""
    Simulation(Location.in_directory(tmp_path / "here"), 5).play(1)
    file, there = str(tmp_path / "house.keyrack"), str(tmp_path / "there")
    assert cli.main(["export", "house", file, "--data", str(tmp_path / "here"), "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert cli.main(["import", "house", file, "--data", there, "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["rows"], read["fingerprint"], read["findings"]) == (
        written["rows"], written["fingerprint"], [],
    )  # fmt: skip
    assert cli.main(["import", "house", file, "--data", there]) == 1
    assert "empty place only" in capsys.readouterr().err
    assert cli.main(["export", "house", file, "--data", str(tmp_path / "nowhere")]) == 1
    assert "no house" in capsys.readouterr().err


def test_it_is_for_one_pair_of_eyes(lived_in: App, tmp_path: Path) -> None:
    """The file holds guests' data, so only its owner may read it; where it cannot be written, a sentence."""
    export_house(lived_in, tmp_path / "house.keyrack", quietly)
    assert (tmp_path / "house.keyrack").stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("*.part"))
