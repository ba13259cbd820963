"""The bookings of two real hotels, imported as a person does it; every published figure comes out exactly."""

import csv
import json
import lzma
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app import cli
from app.features import property as house
from app.features.reservations import importing
from app.features.reservations.importing import ImportResult
from app.infra.database import Location
from tests.support.houses import open_house
from tests.support.real_data import GENERATED, MONTHS, real_file, slice_of
from tests.support.soundness import findings

HOTELS = {"Resort Hotel": "H1", "City Hotel": "H2"}
# Published with the file: room-nights, revenue, ADR, rooms, most rooms in a night, August 2016.
PUBLISHED = {
    "Resort Hotel": (119_887, 1_160_185_023, 9_677, 210, 187, (5_612, 101_481_091)),
    "City Hotel": (135_153, 1_439_441_018, 10_650, 252, 226, (6_809, 80_760_573)),
}
ROOMS_BY_TYPE = {
    "H1": {"A": 75, "B": 2, "C": 13, "D": 53, "E": 33, "F": 13, "G": 9, "H": 4, "I": 8},
    "H2": {"A": 146, "B": 15, "C": 3, "D": 57, "E": 10, "F": 8, "G": 5, "K": 8},
}
REPAIRS = {
    "twin": 31_994, "other_type": 14_917, "value_unknown": 1_174, "day_use": 715, "no_guests": 180,
    "left_early": 27, "party_unknown": 4, "country_code": 3, "price_negative": 1, "price_strange": 1,
}  # fmt: skip


@dataclass(frozen=True)
class Imported:
    """A house after the import of a file."""

    data: Path
    file: Path
    is_real: bool
    result: ImportResult


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The real file in a house, or a generated one of its shape."""
    data, file = tmp_path_factory.mktemp("house"), real_file()
    is_real = file is not None
    if file is None:
        print(GENERATED)  # noqa: T201 - the run says on which data it stands
        file = slice_of(data / "bookings.csv", 3_000)
    app = open_house(Location.in_directory(data))
    result = importing.run_import(app, importing.ImportRequest(file, report=data / "report.csv"))
    app.close()
    return Imported(data, file, is_real, result)


def counted(file: Path, hotel: str) -> tuple[Counter[date], Counter[date]]:
    """Nights and revenue by date, counted from the file by the shortest way there is."""
    nights, revenue = Counter[date](), Counter[date]()
    opened = lzma.open if file.suffix == ".xz" else open
    with opened(file, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["hotel"] == hotel and row["reservation_status"] == "Check-Out":
                month = MONTHS.index(row["arrival_date_month"]) + 1
                arrival = date(int(row["arrival_date_year"]), month, int(row["arrival_date_day_of_month"]))
                for n in range(int(row["stays_in_weekend_nights"]) + int(row["stays_in_week_nights"])):
                    nights[arrival + timedelta(days=n)] += 1
                    revenue[arrival + timedelta(days=n)] += int(Decimal(row["adr"]) * 100)
    return nights, revenue


def occupancy(
    data: Path, capsys: pytest.CaptureFixture[str], hotel: str, first: str, last: str, group: str
) -> list[dict[str, Any]]:
    """The rows that the command line answers."""
    capsys.readouterr()
    words = ["report", "occupancy", "--data", str(data), "--property", hotel]
    assert cli.main([*words, "--from", first, "--to", last, "--group", group, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["report"], told["parameters"]["property"]) == ("occupancy", hotel)
    rows: list[dict[str, Any]] = told["rows"]
    return rows


@pytest.mark.parametrize("hotel", HOTELS)
def test_every_night_earns_what_the_file_says(
    imported: Imported, hotel: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Room-nights and revenue of each single date."""
    nights, revenue = counted(imported.file, hotel)
    rows = occupancy(imported.data, capsys, hotel, "2015-07-01", "2017-12-31", "day")
    told = {date.fromisoformat(row["period"]): row for row in rows}
    assert {day for day in told if told[day]["room_nights"]} == set(nights)
    assert all(told[day]["room_nights"] == count for day, count in nights.items())
    assert all(told[day]["room_revenue_minor"] == amount for day, amount in revenue.items())


@pytest.mark.parametrize("hotel", HOTELS)
def test_published_figures(imported: Imported, hotel: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Room-nights, revenue, ADR, the fullest night and August 2016, to the cent."""
    days = occupancy(imported.data, capsys, hotel, "2015-07-01", "2017-12-31", "day")
    [august] = occupancy(imported.data, capsys, hotel, "2016-08-01", "2016-08-31", "month")
    nights = sum(row["room_nights"] for row in days)
    revenue = sum(row["room_revenue_minor"] for row in days)
    figures = (
        nights, revenue, (2 * revenue + nights) // (2 * nights), days[0]["rooms_available"],
        max(row["room_nights"] for row in days), (august["room_nights"], august["room_revenue_minor"]),
    )  # fmt: skip
    assert figures == PUBLISHED[hotel] or not imported.is_real


def test_every_row_is_told(imported: Imported) -> None:
    """No row is rejected or lost, and each repair is counted by its name."""
    result = imported.result
    assert result.rows == result.imported + result.repaired
    assert (result.rejected, result.known, result.left) == (0, 0, 0)
    assert result.repairs == REPAIRS or not imported.is_real
    with (imported.data / "report.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len({row["row"] for row in csv.DictReader(stream)}) == result.rows


def test_rooms_are_as_few_as_can_be(imported: Imported) -> None:
    """Each type has the rooms that its fullest night needs, and no stay that needs a room is without."""
    app = open_house(Location.in_directory(imported.data))
    view = app.ask(house.House())
    kinds = {t.id: t.code for t in view.room_types}
    codes = {p.id: p.code for p in view.properties}
    rooms: dict[str, Counter[str]] = {code: Counter() for code in codes.values()}
    for room in view.rooms:
        rooms[codes[room.property_id]][kinds[room.room_type_id]] += 1
    assert {code: dict(count) for code, count in rooms.items()} == ROOMS_BY_TYPE or not imported.is_real
    app.close()


def test_the_house_is_sound_and_a_second_run_changes_nothing(imported: Imported) -> None:
    """`keyrack check` finds nothing; every row of the file is known."""
    app = open_house(Location.in_directory(imported.data))
    assert findings(app) == []
    before = app.ask(house.House())
    again = importing.run_import(
        app, importing.ImportRequest(imported.file, report=imported.data / "again.csv")
    )
    assert (again.known, again.imported, again.repaired) == (imported.result.rows, 0, 0)
    assert app.ask(house.House()) == before
    app.close()
