"""The bookings of two real hotels for tests, or a generated file of their shape where they are not at hand.

KEYRACK_REAL_DATA names the file or its folder; without it the folder beside the checkout is tried. A
generated file says so in its first line, by a column of its own.
"""

import csv
import lzma
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

NAME = "hotel_bookings.csv.xz"
VARIABLE = "KEYRACK_REAL_DATA"
GENERATED = "generated, not the real file"
COLUMNS = (
    "hotel", "is_canceled", "lead_time", "arrival_date_year", "arrival_date_month",
    "arrival_date_week_number", "arrival_date_day_of_month", "stays_in_weekend_nights",
    "stays_in_week_nights", "adults", "children", "babies", "meal", "country", "market_segment",
    "distribution_channel", "is_repeated_guest", "previous_cancellations", "previous_bookings_not_canceled",
    "reserved_room_type", "assigned_room_type", "booking_changes", "deposit_type", "agent", "company",
    "days_in_waiting_list", "customer_type", "adr", "required_car_parking_spaces",
    "total_of_special_requests", "reservation_status", "reservation_status_date",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def real_file() -> Path | None:
    """The real file, where it is at hand."""
    given = os.environ.get(VARIABLE, "")
    folder = Path(given) if given else Path(__file__).resolve().parents[3] / "shared" / "data"
    path = folder if folder.is_file() else folder / NAME
    return path if path.is_file() else None


def slice_of(target: Path, count: int, *, skip: int = 0) -> Path:
    """A plain CSV file with `count` rows of each hotel of the real file, or of generated ones."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        for row in _rows(count, skip):
            writer.writerow(row)
    return target


def _rows(count: int, skip: int) -> Iterator[tuple[str, ...]]:
    path = real_file()
    if path is None:
        yield from generated(count)
        return
    seen: dict[str, int] = {}
    with lzma.open(path, "rt", encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        yield tuple(next(reader))
        for row in reader:
            seen[row[0]] = seen.get(row[0], 0) + 1
            if skip < seen[row[0]] <= skip + count:
                yield tuple(row)


def generated(count: int, seed: int = 5) -> Iterator[tuple[str, ...]]:
    """A header and rows of the same shape with the same oddities; the last column says what they are."""
    random = Random(seed)
    yield (*COLUMNS, GENERATED)
    previous: tuple[str, ...] = ()
    for hotel in ("Resort Hotel", "City Hotel"):
        for number in range(count):
            row = previous if previous and previous[0] == hotel and number % 4 == 3 else _row(random, hotel)
            previous = row
            yield (*row, "")


def _row(random: Random, hotel: str) -> tuple[str, ...]:
    arrival = date(2015, 7, 1) + timedelta(days=random.randrange(790))
    nights = random.choice((0, 1, 1, 2, 2, 3, 4, 7))
    status = random.choice(("Check-Out", "Check-Out", "Check-Out", "Canceled", "No-Show"))
    kind = random.choice("AADE")
    ended = arrival + timedelta(days=nights if status == "Check-Out" else 0)
    return (
        hotel, str(int(status != "Check-Out")), str(random.randrange(300)), str(arrival.year),
        MONTHS[arrival.month - 1], "1", str(arrival.day), str(nights // 3), str(nights - nights // 3),
        str(random.choice((0, 1, 2, 2))), random.choice(("0", "1", "NA")), "0",
        random.choice(("BB", "HB", "Undefined")), random.choice(("PRT", "GBR", "NULL", "CN", "TMP")),
        "Online TA", "TA/TO", "0", "0", "0", random.choice("AD"), kind, "0", "No Deposit",
        random.choice(("NULL", "9", "240")), random.choice(("NULL", "110")), "0", "Transient",
        random.choice(("75", "98.5", "136.33", "-6.38", "5400", "0")), "0", "1", status,
        f"{ended.month}/{ended.day}/{ended.year}",
    )  # fmt: skip
