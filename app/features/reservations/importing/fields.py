"""The fields of a booking that a column of a file can be mapped to, and what a person calls them."""

from collections.abc import Mapping

from app.kernel.text import tr

# Every field that a column can be mapped to.
FIELDS = frozenset(
    {
        "property", "number", "status", "status_date", "arrival", "arrival_year", "arrival_month",
        "arrival_day", "departure", "nights", "weekend_nights", "week_nights", "booked_on", "lead_time",
        "adults", "children", "babies", "room_type", "reserved_type", "room", "night_price", "total_price",
        "currency", "meal", "segment", "source", "deposit", "policy", "agent", "company", "country",
        "surname", "given", "email", "phone", "guest_note", "internal_note",
    }
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
