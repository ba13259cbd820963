"""One row at a time: what it becomes, how it is repaired, why it is rejected."""

from dataclasses import replace
from datetime import date

import pytest

from app.features.reservations.importing.booking import Booking, Rejection, Repair, sentence
from app.features.reservations.importing.reading import Line
from app.features.reservations.importing.ready_profiles import HOTEL_BOOKING_DEMAND, plain_list
from app.features.reservations.importing.rules import MAX_CELL, Reader
from tests.support.real_data import COLUMNS

DAY = "arrival_date_day_of_month"
GOOD = dict(
    zip(
        COLUMNS,
        (
            "Resort Hotel", "0", "13", "2016", "August", "35", "27", "1", "2", "2", "1", "1", "BB", "PRT",
            "Online TA", "TA/TO", "1", "0", "0", "A", "A", "0", "Refundable", "240", "NULL", "0",
            "Transient-Party", "98.5", "1", "2", "Check-Out", "8/30/2016",
        ),
        strict=True,
    )
)  # fmt: skip


def read(**changed: str) -> Booking | Rejection:
    """The good row with some cells changed."""
    return Reader(HOTEL_BOOKING_DEMAND, COLUMNS).read(Line(7, list((GOOD | changed).values())))


def booking(**changed: str) -> Booking:
    """The row as a booking."""
    found = read(**changed)
    assert isinstance(found, Booking), found
    return found


def repairs(found: Booking) -> list[tuple[str, str, str]]:
    """Repair, column and value of each repair."""
    return [(str(m.repair), m.column, m.value) for m in found.mended]


def test_a_good_row() -> None:
    """Every field of the published file, none repaired."""
    b = booking()
    assert (b.row, b.house, b.arrival, b.departure) == (
        7,
        "Resort Hotel",
        date(2016, 8, 27),
        date(2016, 8, 30),
    )
    assert (b.booked_on, b.status, b.adults, b.children) == (date(2016, 8, 14), "checked_out", 2, 2)
    assert (b.type_code, b.prices, b.currency, b.meal) == ("A", (9850,), "EUR", "BB")
    assert (b.segment, b.source, b.guarantee, b.policy) == ("Online TA", "agent", "deposit", "refundable")
    assert (b.agent, b.company, b.country) == ("240", "", "PT")
    assert b.tags == ("repeated guest", "special requests 2", "parking 1", "Transient-Party")
    assert repairs(b) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"stays_in_weekend_nights": "0", "stays_in_week_nights": "0", "reservation_status": "No-Show"},
         ("day_use", "stays_in_week_nights", "0")),
        ({"adults": "0", "children": "0", "babies": "0"}, ("no_guests", "adults", "0")),
        ({"children": "NA"}, ("party_unknown", "children", "NA")),
        ({"adr": "-6.38"}, ("price_negative", "adr", "-6.38")),
        ({"adr": "5400"}, ("price_strange", "adr", "5400")),
        ({"adr": "10.005"}, ("price_rounded", "adr", "10.005")),
        ({"adr": ""}, ("price_missing", "adr", "")),
        ({"reservation_status_date": "8/28/2016"}, ("left_early", "reservation_status_date", "2016-08-28")),
        ({"reservation_status_date": "9/2/2016"}, ("left_late", "reservation_status_date", "2016-09-02")),
        ({"reserved_room_type": "C"}, ("other_type", "reserved_room_type", "C → A")),
        ({"meal": "Undefined"}, ("value_unknown", "meal", "Undefined")),
        ({"country": "TMP"}, ("country_code", "country", "TMP")),
        ({"country": "XQZ"}, ("country_unknown", "country", "XQZ")),
        ({"agent": "A" * 50}, ("shortened", "agent", "A" * 40)),
    ],
)  # fmt: skip
def test_repairs_are_named(changed: dict[str, str], expected: tuple[str, str, str]) -> None:
    """Each repair has its name, its column and what stood there; the row is imported."""
    assert repairs(booking(**changed)) == [expected]


def test_what_is_repaired_keeps_its_value() -> None:
    """Odd money stays, unknown countries and long texts go into the note, an empty party is one adult."""
    assert booking(adr="-6.38").prices == (-638,)
    assert booking(adr="5400").prices == (540_000,)
    assert booking(adr="10.005").prices == (1001,)
    assert booking(adults="0", children="0", babies="0").adults == 1
    assert (booking(adults="0").adults, booking(adults="0").children) == (0, 2)
    assert booking(country="XQZ").internal_note == "Country: XQZ."
    assert booking(country="CN").country == "CN"
    assert booking(agent="A" * 50).internal_note == "agent: " + "A" * 50
    assert booking(reservation_status_date="8/28/2016").departure == date(2016, 8, 30)
    assert booking(reservation_status_date="8/28/2016").internal_note == "Left on 2016-08-28."


@pytest.mark.parametrize(
    ("changed", "column", "word"),
    [
        ({"arrival_date_month": "June", "arrival_date_day_of_month": "31"}, DAY, "no such day"),
        ({"arrival_date_month": "Juillet"}, DAY, "no such day|whole number"),
        ({"arrival_date_year": "216"}, DAY, "no such day|not one"),
        ({"arrival_date_year": "9999"}, DAY, "year"),
        ({"stays_in_week_nights": "-3"}, "stays_in_week_nights", "ends before"),
        ({"stays_in_week_nights": "4000"}, "stays_in_week_nights", "more than"),
        ({"stays_in_week_nights": "two"}, "stays_in_week_nights", "whole number"),
        ({"stays_in_week_nights": ""}, "stays_in_week_nights", "empty"),
        ({"adults": "-1"}, "adults", "number of guests"),
        ({"adults": "1e400"}, "adults", "whole number"),
        ({"adr": "free"}, "adr", "amount of money"),
        ({"adr": "98,50"}, "adr", "amount of money"),
        ({"adr": "1e30"}, "adr", "amount of money"),
        ({"adr": "99999999999"}, "adr", "costs that much"),
        ({"adr": "NaN"}, "adr", "amount of money"),
        ({"lead_time": "99999999"}, "lead_time", "no such day|not one"),
        ({"reservation_status": "Maybe"}, "reservation_status", "status"),
        ({"reservation_status_date": "30/8/2016"}, "reservation_status_date", "not a date"),
        ({"assigned_room_type": ""}, "assigned_room_type", "empty"),
        ({"country": "x" * (MAX_CELL + 1)}, "", "characters"),
        ({"country": "P\x00T"}, "", "zero byte"),
    ],
)  # fmt: skip
def test_rejections_name_column_and_reason(changed: dict[str, str], column: str, word: str) -> None:
    """A row that cannot be a booking says where and why."""
    found = read(**changed)
    assert isinstance(found, Rejection), found
    assert (found.row, found.column) == (7, column)
    assert any(part in found.reason for part in word.split("|")), found.reason


def test_rows_of_another_width() -> None:
    """A row with too few or too many cells is rejected; empty cells at its end do no harm."""
    reader = Reader(HOTEL_BOOKING_DEMAND, COLUMNS)
    cells = list(GOOD.values())
    assert isinstance(reader.read(Line(2, cells[:-1])), Rejection)
    assert isinstance(reader.read(Line(2, [*cells, "more"])), Rejection)
    assert isinstance(reader.read(Line(2, [*cells, "", ""])), Booking)


def test_a_plain_list() -> None:
    """A list with ordinary names: dates in clear forms, money with either mark, a total over nights."""
    header = [
        "Booking number",
        "Last name",
        "First name",
        "Check-in",
        "Check-out",
        "Room type",
        "Total",
        "Hotel",
    ]
    reader = Reader(plain_list(header), header)
    row = ["R-1", "Müller", "Anna", "21.11.2026", "2026-11-24", "STD", "1.000,00 €", "Miradouro"]
    b = reader.read(Line(2, row))
    assert isinstance(b, Booking)
    assert (b.external_number, b.surname, b.given) == ("R-1", "Müller", "Anna")
    assert (b.arrival, b.departure) == (date(2026, 11, 21), date(2026, 11, 24))
    assert b.prices == (33334, 33333, 33333)
    assert b.status == "confirmed"
    ambiguous = reader.read(Line(3, [*row[:3], "3/4/2026", *row[4:]]))
    assert isinstance(ambiguous, Rejection)


def test_currencies_without_cents() -> None:
    """Minor units are those of the currency."""
    header = ["Arrival", "Nights", "Type", "Rate", "Currency", "Hotel"]
    reader = Reader(plain_list(header), header)
    b = reader.read(Line(2, ["2026-11-21", "1", "STD", "9000", "JPY", ""]))
    assert isinstance(b, Booking)
    assert (b.prices, b.currency) == ((9000,), "JPY")


def test_every_repair_has_a_sentence() -> None:
    """Each name can be read."""
    assert all(sentence(repair).endswith(".") for repair in Repair)


def test_same_row_same_content() -> None:
    """The content of a row does not depend on where it stands, and differs by any cell."""
    profile = replace(HOTEL_BOOKING_DEMAND)
    first = Reader(profile, COLUMNS).read(Line(2, list(GOOD.values())))
    later = Reader(profile, COLUMNS).read(Line(99, [f" {cell} " for cell in GOOD.values()]))
    assert isinstance(first, Booking)
    assert isinstance(later, Booking)
    assert first.content == later.content != booking(adr="98.51").content
