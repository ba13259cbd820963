"""Profiles that come with the program: the published hotel booking demand data, and plain lists."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.features.reservations.importing.profile import BadProfile, House, Profile, Tag, ensure_complete, load
from app.kernel.text import tr

_LAST_DAY = date(2017, 9, 1)
_STATUSES = {
    "tentative": "tentative", "option": "tentative", "provisional": "tentative",
    "confirmed": "confirmed", "booked": "confirmed", "reserved": "confirmed", "guaranteed": "confirmed",
    "definite": "confirmed", "checked_in": "checked_in", "checked in": "checked_in",
    "check-in": "checked_in", "in house": "checked_in", "checked_out": "checked_out",
    "checked out": "checked_out", "check-out": "checked_out", "departed": "checked_out",
    "cancelled": "cancelled", "canceled": "cancelled", "no_show": "no_show", "no-show": "no_show",
    "no show": "no_show",
}  # fmt: skip
_MEALS = {
    "bb": "BB", "hb": "HB", "fb": "FB", "ai": "AI", "ro": "RO", "sc": "RO", "room only": "RO",
    "bed and breakfast": "BB", "breakfast": "BB", "half board": "HB", "full board": "FB",
    "all inclusive": "AI", "self catering": "RO",
}  # fmt: skip

# António, Almeida, Nunes: Hotel booking demand datasets, Data in Brief 22 (2019) 41–49, CC BY 4.0.
HOTEL_BOOKING_DEMAND = Profile(
    name="Hotel booking demand (António et al.)",
    source="hotel-booking-demand",
    columns={
        "property": "hotel", "lead_time": "lead_time", "arrival_year": "arrival_date_year",
        "arrival_month": "arrival_date_month", "arrival_day": "arrival_date_day_of_month",
        "weekend_nights": "stays_in_weekend_nights", "week_nights": "stays_in_week_nights",
        "adults": "adults", "children": "children", "babies": "babies", "meal": "meal", "country": "country",
        "segment": "market_segment", "source": "distribution_channel", "reserved_type": "reserved_room_type",
        "room_type": "assigned_room_type", "deposit": "deposit_type", "policy": "deposit_type",
        "agent": "agent", "company": "company",
        "night_price": "adr", "status": "reservation_status", "status_date": "reservation_status_date",
    },
    date_format="%m/%d/%Y",
    month_names=True,
    values={
        "status": {"check-out": "checked_out", "canceled": "cancelled", "no-show": "no_show"},
        "meal": {"bb": "BB", "hb": "HB", "fb": "FB", "sc": "RO", "undefined": ""},
        "source": {
            "direct": "direct", "corporate": "company", "ta/to": "agent", "gds": "gds", "undefined": "",
        },
        "segment": {"undefined": ""},
        "deposit": {"no deposit": "none", "refundable": "deposit", "non refund": "deposit"},
        "policy": {"no deposit": "none", "refundable": "refundable", "non refund": "non_refundable"},
    },
    defaults={"currency": "EUR"},
    tags=(
        Tag("is_repeated_guest", "repeated guest"),
        Tag("total_of_special_requests", "special requests {value}"),
        Tag("required_car_parking_spaces", "parking {value}"),
        Tag("customer_type", "{value}", silent=("", "Transient")),
    ),
    houses=(
        House("Resort Hotel", "H1", "Resort Hotel", country="PT", timezone="Europe/Lisbon",
              business_date=_LAST_DAY),
        House("City Hotel", "H2", "City Hotel", country="PT", timezone="Europe/Lisbon",
              business_date=_LAST_DAY),
    ),
)  # fmt: skip

# What a field may be called in a plain list of bookings, in lower case without signs.
_NAMES = {
    "property": ("property", "hotel", "house"),
    "number": ("number", "confirmation", "confirmation number", "booking", "booking number", "booking id",
               "reservation", "reservation number", "reservation id", "reference"),
    "status": ("status", "reservation status", "booking status", "state"),
    "arrival": ("arrival", "arrival date", "check in", "checkin", "check in date", "from"),
    "departure": ("departure", "departure date", "check out", "checkout", "check out date", "to"),
    "nights": ("nights", "number of nights", "length of stay", "los"),
    "booked_on": ("booked on", "booked", "booking date", "created", "created on", "reserved on"),
    "adults": ("adults", "guests", "pax", "persons"),
    "children": ("children", "kids"),
    "babies": ("babies", "infants"),
    "room_type": ("room type", "type", "category", "room category"),
    "room": ("room", "room number", "unit"),
    "night_price": ("rate", "price", "nightly rate", "price per night", "adr", "night price"),
    "total_price": ("total", "total price", "amount", "room revenue"),
    "currency": ("currency",),
    "meal": ("meal", "meal plan", "board", "board basis"),
    "segment": ("segment", "market segment", "market"),
    "source": ("source", "channel", "distribution channel", "origin"),
    "agent": ("agent", "travel agent", "agency"),
    "company": ("company", "account"),
    "country": ("country", "nationality"),
    "surname": ("surname", "last name", "name", "guest", "guest name", "family name"),
    "given": ("given", "given name", "first name"),
    "email": ("email", "e mail", "mail"),
    "phone": ("phone", "telephone", "mobile"),
    "guest_note": ("note", "notes", "remark", "remarks", "comment", "guest note"),
    "internal_note": ("internal note", "internal notes"),
}  # fmt: skip
READY = (HOTEL_BOOKING_DEMAND,)
# A header that lacks fewer than this share of a profile's columns is meant to be that file.
_NEARLY = 0.4


def plain_list(header: Sequence[str]) -> Profile:
    """A profile for a list with ordinary column names, as far as the header tells them."""
    by_name: dict[str, str] = {}
    for column in header:
        by_name.setdefault(_plain(column), column)
    columns: dict[str, str] = {}
    for ours, names in _NAMES.items():
        found = next((by_name[name] for name in names if name in by_name), None)
        if found is not None and found not in columns.values():
            columns[ours] = found
    return Profile(
        name=tr("List of bookings"), source="list", columns=columns, date_format="auto",
        decimal_mark="auto", values={"status": _STATUSES, "meal": _MEALS},
        defaults={"status": "confirmed", "property": ""},
    )  # fmt: skip


def _plain(column: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in column.casefold()).split())


def ready_profile_names() -> tuple[str, ...]:
    """The names of the profiles that come with the program."""
    return tuple(profile.name for profile in READY)


def choose(header: Sequence[str], wanted: str = "") -> Profile:
    """The profile that was asked for, by name or JSON file; else the one that fits. Raises BadProfile."""
    if wanted:
        profile = next((p for p in READY if wanted in (p.name, p.source)), None) or load(Path(wanted))
        missing = profile.missing(header)
        if missing:
            raise _lacking(profile, missing)
        return profile
    fitting = next((p for p in READY if p.fits(header)), None)
    if fitting is not None:
        return fitting
    for profile in READY:
        missing = profile.missing(header)
        if len(missing) < len(profile.columns) * _NEARLY:
            raise _lacking(profile, missing)
    plain = plain_list(header)
    ensure_complete(plain)
    return plain


def _lacking(profile: Profile, missing: Sequence[str]) -> BadProfile:
    return BadProfile(
        tr(
            "The file has no column {columns}, which the profile {name} needs.",
            columns=", ".join(missing), name=profile.name,
        ),
        field="profile",
    )  # fmt: skip
