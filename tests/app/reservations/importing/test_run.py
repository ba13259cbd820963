"""Whole imports on both engines: what is written, run again, cut off, beside what the desk has done."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.features import property as house
from app.features import reservations
from app.features.reservations import importing
from app.features.reservations.importing import BadProfile, Cancelled, ImportRequest, Progress
from app.features.reservations.importing.profile import dump
from app.features.reservations.importing.ready_profiles import HOTEL_BOOKING_DEMAND
from app.infra.database import Location
from app.infra.digest import state_digests, table_rows
from app.infra.tables import JournalEntry
from app.infra.undo import NeverUndone
from tests.support.houses import furnish, open_house
from tests.support.real_data import slice_of
from tests.support.soundness import findings

ROWS = 400


@pytest.fixture
def app(location: Location) -> Iterator[App]:
    """An empty house."""
    opened = open_house(location)
    yield opened
    assert findings(opened) == []
    opened.close()


@pytest.fixture(scope="module")
def bookings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some bookings of both hotels."""
    return slice_of(tmp_path_factory.mktemp("file") / "bookings.csv", ROWS)


def digest(app: App) -> dict[str, str]:
    """The state of the house, by table."""
    with app.database.reader(app.actor.tenant_id) as session:
        return state_digests(session)


def rows(app: App, table: str) -> list[dict[str, object]]:
    """All rows of a table."""
    with app.database.reader(app.actor.tenant_id) as session:
        return table_rows(session)[table]


def request(path: Path, batch: int = 150) -> ImportRequest:
    """An import in small batches, with its report beside the file."""
    return ImportRequest(path, report=path.with_suffix(".report.csv"), batch=batch)


def report(path: Path) -> list[dict[str, str]]:
    """The report that was written beside a file."""
    with path.with_suffix(".report.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_row_ends_in_one_way(app: App, bookings: Path) -> None:
    """Each row is imported, repaired, rejected or known; the counts say what the report says."""
    result = importing.run_import(app, request(bookings))
    assert result.rows == 2 * ROWS == result.imported + result.repaired + result.rejected
    assert result.rejected == result.known == result.left == 0
    lines = report(bookings)
    assert sorted({int(line["row"]) for line in lines}) == list(range(2, 2 * ROWS + 2))
    assert len({line["row"] for line in lines if line["outcome"] == "repaired"}) == result.repaired
    assert all(line["repair"] and line["reason"] for line in lines if line["outcome"] == "repaired")
    assert len(rows(app, "reservation")) == len(rows(app, "stay")) == len(rows(app, "guest")) == 2 * ROWS


def test_running_again_changes_nothing(app: App, bookings: Path) -> None:
    """The file holds exact duplicates, and still the second run finds every row in the house."""
    importing.run_import(app, request(bookings))
    before = digest(app)
    again = importing.run_import(app, request(bookings))
    assert (again.known, again.imported, again.repaired) == (2 * ROWS, 0, 0)
    assert digest(app) == before
    assert {line["outcome"] for line in report(bookings)} == {"known"}


def test_an_import_is_not_undone(app: App, bookings: Path) -> None:
    """A batch stands: the refusal says what can be done instead, and nothing changes."""
    importing.run_import(app, request(bookings))
    before = digest(app)
    with app.database.reader(app.actor.tenant_id) as session:
        batches = select(JournalEntry.command_id).where(JournalEntry.verb == importing.ImportBatch.verb)
        written = list(session.scalars(batches))
    assert len(written) > 1
    for command_id in written:
        with pytest.raises(NeverUndone, match="Cancel the bookings, or restore a backup"):
            app.undo(command_id)
    assert digest(app) == before


def test_a_trial_writes_nothing(app: App, bookings: Path) -> None:
    """A dry run reports what the real one will do."""
    before = digest(app)
    trial = importing.run_import(app, replace(request(bookings), dry_run=True))
    told = report(bookings)
    assert digest(app) == before
    real = importing.run_import(app, request(bookings))
    assert (trial.imported, trial.repaired, trial.repairs) == (real.imported, real.repaired, real.repairs)
    assert report(bookings) == told


def test_cancelled_and_gone_on_ends_the_same(
    location: Location, bookings: Path, tmp_path: Path, engine_kind: str
) -> None:
    """Cancelled after some batches, a second run ends with the same tables as one in one go."""
    app = open_house(location)
    told: list[Progress] = []
    cut = importing.run_import(app, request(bookings), told.append, lambda: _written(told) >= 300)
    assert cut.cancelled
    assert cut.left == 2 * ROWS - cut.imported - cut.repaired > 0
    rest = importing.run_import(app, request(bookings, batch=77))
    assert rest.known == cut.imported + cut.repaired
    whole = open_house(Location.in_directory(tmp_path / "whole"))
    importing.run_import(whole, request(bookings))
    for table in ("reservation", "stay", "stay_night", "stay_segment", "room_night", "room", "company"):
        mine, theirs = _without_tenant(app, table), _without_tenant(whole, table)
        assert mine == theirs, f"{table} on {engine_kind}"
    assert findings(app) == []
    app.close()
    whole.close()


def _written(told: list[Progress]) -> int:
    return told[-1].done if told and told[-1].phase == "writing" else 0


def _without_tenant(app: App, table: str) -> list[str]:
    return sorted(str({k: v for k, v in r.items() if k != "tenant_id"}) for r in rows(app, table))


def test_cancelled_while_reading_writes_nothing(app: App, bookings: Path) -> None:
    """The person who cancels during the reading finds the house as it was."""
    before = digest(app)
    with pytest.raises(Cancelled):
        importing.run_import(app, request(bookings), asked=lambda: True)
    assert digest(app) == before


def test_what_the_desk_holds_is_honoured(app: App, bookings: Path) -> None:
    """A block that was made between two parts of an import keeps its room; the stay finds another."""
    told: list[Progress] = []
    importing.run_import(app, request(bookings, batch=50), told.append, lambda: _written(told) >= 50)
    view = app.ask(house.House())
    room = next(r for r in view.rooms if r.number == "A001")
    block = reservations.BlockRoom(
        id=app.new_id(), block_id=app.new_id(), room_id=room.id, kind=reservations.BlockKind.OUT_OF_ORDER,
        starts=date(2020, 1, 1), ends=date(2020, 1, 9), reason="paint",
    )  # fmt: skip
    app.execute(block)
    result = importing.run_import(app, request(bookings))
    assert result.left == 0
    assert findings(app) == []


LIST = """Booking number,Hotel,Last name,First name,E-mail,Arrival,Departure,Room type,Room,Rate,Status
R-1,Miradouro,Müller,Anna,anna@example.com,2026-12-01,2026-12-04,STD,101,90.00,confirmed
R-2,MIR,王,小明,not an address,2026-12-04,2026-12-05,Standard,101,"1,090.00",confirmed
R-3,Miradouro,Silva,,,2026-12-02,2026-12-03,STD,101,95.5,option
R-4,Elsewhere,Silva,,,2026-12-02,2026-12-03,STD,,95.5,confirmed
R-5,Miradouro,=cmd(),,,2026-13-02,2026-12-03,STD,,95.5,confirmed
R-1,Miradouro,Müller,Anna,,2026-12-01,2026-12-04,STD,102,90.00,confirmed
R-6,Miradouro,Rossi,Ugo,,2026-12-10,2026-12-12,Suite,501,240,confirmed
"""


def test_a_plain_list_into_a_furnished_house(app: App, tmp_path: Path) -> None:
    """Names, rooms, one number twice, a clash, an unknown hotel, an impossible date, a new type and room."""
    hotel = furnish(app)
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    result = importing.run_import(app, request(path))
    assert (result.rows, result.imported, result.repaired, result.rejected) == (7, 2, 3, 2)
    assert [(r.row, r.column, r.value) for r in result.rejections] == [
        (5, "Hotel", "Elsewhere"), (6, "Arrival", "2026-13-02"),
    ]  # fmt: skip
    assert result.repairs == {"price_strange": 1, "unfit": 1, "no_room": 1, "new_number": 1}
    numbers = {str(row["number"]) for row in rows(app, "reservation")}
    assert numbers == {"R-1", "R-2", "R-3", "R-1-2", "R-6"}
    names = {row["surname"] for row in rows(app, "guest")}
    assert names == {"Müller", "王", "Silva", "Rossi"}
    view = app.ask(house.House())
    assert {r.number for r in view.rooms} == {"101", "102", "103", "104", "501"}
    assert {t.code for t in view.room_types} == {"STD", "Suite"}
    held = {row["room_id"] for row in rows(app, "room_night")}
    assert {hotel.room_ids[0], hotel.room_ids[1]} < held
    assert any(row["internal_note"] == "email: not an address" for row in rows(app, "reservation"))
    again = importing.run_import(app, request(path))
    assert (again.known, again.rejected) == (5, 2)


def test_reports_hold_no_formulas(app: App, tmp_path: Path) -> None:
    """A value that a spreadsheet would run is quoted in the report."""
    furnish(app)
    path = tmp_path / "list.csv"
    path.write_text(LIST.replace("2026-13-02", "=2+5+cmd"), encoding="utf-8")
    importing.run_import(app, request(path))
    assert "'=2+5+cmd" in {line["value"] for line in report(path)}


def test_a_profile_of_ones_own(app: App, tmp_path: Path, bookings: Path) -> None:
    """A profile as JSON is read back as it was; one that names unknown fields or lacks columns is refused."""
    path = tmp_path / "mine.json"
    path.write_text(dump(replace(HOTEL_BOOKING_DEMAND, name="Mine", source="mine")), encoding="utf-8")
    result = importing.run_import(app, replace(request(bookings), profile=str(path)))
    assert (result.profile, result.rejected) == ("Mine", 0)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(BadProfile, match="not a mapping profile"):
        importing.run_import(app, replace(request(bookings), profile=str(path)))
    with pytest.raises(BadProfile, match="no profile"):
        importing.run_import(app, replace(request(bookings), profile="nothing.json"))


def test_missing_columns_are_named(app: App, tmp_path: Path, bookings: Path) -> None:
    """A file that is nearly the published one says which column is missing; any other, what it lacks."""
    path = tmp_path / "near.csv"
    path.write_text(bookings.read_text(encoding="utf-8").replace("adr", "rate", 1), encoding="utf-8")
    with pytest.raises(BadProfile, match="no column adr"):
        importing.run_import(app, request(path))
    path.write_text("color,size\nred,9\n", encoding="utf-8")
    with pytest.raises(BadProfile, match="Arrival"):
        importing.run_import(app, request(path))


def test_a_workbook_is_the_same_file(app: App, tmp_path: Path, bookings: Path) -> None:
    """Saved by a spreadsheet, the rows are known again."""
    importing.run_import(app, request(bookings))
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    with bookings.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            sheet.append([float(cell) if cell.replace(".", "", 1).isdigit() else cell for cell in row])
    path = tmp_path / "bookings.xlsx"
    book.save(path)
    result = importing.run_import(app, request(path))
    assert (result.known, result.left) == (2 * ROWS, 0)


def test_past_and_future_are_told_apart(app: App, bookings: Path) -> None:
    """The hotels open on the day after the last bookings, with all rooms that their stays need."""
    importing.run_import(app, request(bookings))
    view = app.ask(house.House())
    assert [(p.code, p.name, p.currency, p.timezone) for p in view.properties] == [
        ("H2", "City Hotel", "EUR", "Europe/Lisbon"), ("H1", "Resort Hotel", "EUR", "Europe/Lisbon"),
    ]  # fmt: skip
    assert {p.business_date for p in view.properties} == {date(2017, 8, 31) + timedelta(days=1)}
