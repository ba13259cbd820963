"""What a row of a file becomes: a booking with the repairs it needed, or a rejection with its reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.kernel.text import tr


class Repair(StrEnum):
    """What was done to a row, or noticed and left as it is, when it was imported."""

    NO_GUESTS = "no_guests"
    PARTY_UNKNOWN = "party_unknown"
    DAY_USE = "day_use"
    PRICE_NEGATIVE = "price_negative"
    PRICE_STRANGE = "price_strange"
    PRICE_ROUNDED = "price_rounded"
    PRICE_MISSING = "price_missing"
    LEFT_EARLY = "left_early"
    LEFT_LATE = "left_late"
    OTHER_TYPE = "other_type"
    VALUE_UNKNOWN = "value_unknown"
    UNFIT = "unfit"
    COUNTRY_CODE = "country_code"
    COUNTRY_UNKNOWN = "country_unknown"
    TWIN = "twin"
    BOOKED_LATE = "booked_late"
    SHORTENED = "shortened"
    NO_ROOM = "no_room"
    NEW_NUMBER = "new_number"


def sentence(repair: Repair) -> str:
    """The repair as a person reads it."""
    return {
        Repair.NO_GUESTS: tr("No guests are named: one adult is assumed."),
        Repair.PARTY_UNKNOWN: tr("The number is unknown: none is assumed."),
        Repair.DAY_USE: tr("No nights: a day use of the room."),
        Repair.PRICE_NEGATIVE: tr("The price is below zero: kept as it is."),
        Repair.PRICE_STRANGE: tr("The price is unusually high: kept as it is."),
        Repair.PRICE_ROUNDED: tr("The price has parts of a cent: rounded."),
        Repair.PRICE_MISSING: tr("No price is given: nothing is charged."),
        Repair.LEFT_EARLY: tr("The guest left early: the planned nights are kept."),
        Repair.LEFT_LATE: tr("The guest left late: the planned nights are kept."),
        Repair.OTHER_TYPE: tr("The room's type is not the one reserved: the stay is in the room's type."),
        Repair.VALUE_UNKNOWN: tr("The value says nothing: left empty."),
        Repair.COUNTRY_CODE: tr("The country code is out of date: read as today's country."),
        Repair.UNFIT: tr("The value does not fit its field: kept in the note."),
        Repair.COUNTRY_UNKNOWN: tr("No country has this code: kept in the note."),
        Repair.TWIN: tr("The row is the same as an earlier one: a booking of its own."),
        Repair.BOOKED_LATE: tr("Booked after the arrival: the arrival date is taken."),
        Repair.SHORTENED: tr("The text is too long for its field: the whole is in the note."),
        Repair.NO_ROOM: tr("No room is free for the whole stay: left without a room."),
        Repair.NEW_NUMBER: tr("The number is taken: another one is given."),
    }[repair]


@dataclass(frozen=True, slots=True)
class Mended:
    """A repair, the column it was needed in, and the value found there."""

    repair: Repair
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a row makes no booking."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(slots=True)
class Booking:
    """A booking as the file tells it. Prices are minor units a night; equal dates mean day use."""

    row: int
    house: str
    content: bytes
    external_number: str
    arrival: date
    departure: date
    booked_on: date
    cancelled_on: date | None
    status: str
    adults: int
    children: int
    type_code: str
    room_number: str
    prices: tuple[int, ...]
    currency: str
    meal: str
    segment: str
    source: str
    guarantee: str
    policy: str
    agent: str
    company: str
    country: str
    surname: str
    given: str
    email: str
    phone: str
    guest_note: str
    internal_note: str
    tags: tuple[str, ...]
    mended: tuple[Mended, ...]


@dataclass(slots=True)
class Placed:
    """A booking with everything that the plan decided: ids, number, room type and room."""

    booking: Booking
    property_id: UUID
    reservation_id: UUID
    stay_id: UUID
    number: str
    room_type_id: UUID
    room_id: UUID | None
    mended: tuple[Mended, ...]
