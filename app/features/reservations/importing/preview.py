"""What a person sees of a file before it is imported: its columns, what each becomes, its first values."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from app.features.reservations.importing.profile import Profile
from app.features.reservations.importing.reading import Table
from app.kernel.text import tr

SAMPLES = 3
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of the file: what its values become ("" when they are not taken), and its first values."""

    name: str
    becomes: str
    samples: tuple[str, ...]


def columns_of(table: Table, profile: Profile) -> tuple[ColumnView, ...]:
    """Every column in the file's order."""
    lines = list(islice(table.lines(), SAMPLES))
    taken: dict[str, list[str]] = {}
    titles = field_titles()
    for ours, column in profile.columns.items():
        taken.setdefault(column, []).append(titles[ours])
    for tag in profile.tags:
        taken.setdefault(tag.column, []).append(tr("Tag"))
    return tuple(
        ColumnView(
            name, ", ".join(taken.get(name, ())),
            tuple(line.cells[index][:_LONGEST] for line in lines if index < len(line.cells)),
        )
        for index, name in enumerate(table.header)
    )  # fmt: skip


def field_titles() -> Mapping[str, str]:
    """What the fields of a booking are called."""
    return {
        "property": tr("Hotel"), "number": tr("Number"), "status": tr("Status"),
        "status_date": tr("Date of the status"), "arrival": tr("Arrival"),
        "arrival_year": tr("Arrival, year"), "arrival_month": tr("Arrival, month"),
        "arrival_day": tr("Arrival, day"), "departure": tr("Departure"), "nights": tr("Nights"),
        "weekend_nights": tr("Nights at weekends"), "week_nights": tr("Nights in the week"),
        "booked_on": tr("Booked on"), "lead_time": tr("Booked days ahead"), "adults": tr("Adults"),
        "children": tr("Children"), "babies": tr("Babies"), "room_type": tr("Room type"),
        "reserved_type": tr("Reserved room type"), "room": tr("Room"), "night_price": tr("Price a night"),
        "total_price": tr("Price of the stay"), "currency": tr("Currency"), "meal": tr("Meals"),
        "segment": tr("Segment"), "source": tr("Source"), "deposit": tr("Guarantee"),
        "policy": tr("Cancellation"), "agent": tr("Agent"), "company": tr("Company"),
        "country": tr("Country"), "surname": tr("Surname"), "given": tr("Given name"),
        "email": tr("E-mail"), "phone": tr("Phone"), "guest_note": tr("Note of the guest"),
        "internal_note": tr("Internal note"),
    }  # fmt: skip
