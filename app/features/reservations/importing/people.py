"""The guest who stands for a booking: the person whom the file names, or a placeholder when it names none."""

from dataclasses import replace
from datetime import datetime

from app.features import guests
from app.features.guests import Person
from app.features.reservations.importing.booking import Booking, Placed, Repair
from app.features.reservations.importing.rules import mended
from app.kernel.errors import InvalidInput

# A file's guest has no more fields than these that can be unfit.
_TRIES = 5


def person_of(placed: Placed, now: datetime) -> Person:
    """The person; a field that no guest can have goes into the booking's note, as a named repair."""
    booking = placed.booking
    if not booking.surname and not booking.given:
        # Nobody's name: the guest is called by the booking's number, found by it and told apart by it.
        return Person(surname=placed.number, nationality=booking.country, country=booking.country)
    person = Person(
        surname=booking.surname, given=booking.given, email=booking.email, phone=booking.phone,
        nationality=booking.country, country=booking.country,
    )  # fmt: skip
    for _ in range(_TRIES):
        try:
            return guests.cleaned(person, now)
        except InvalidInput as unfit:
            value = str(getattr(person, unfit.field))
            placed.mended = (*placed.mended, mended(Repair.UNFIT, unfit.field, value[:80]))
            placed.booking.internal_note = _with_note(booking, unfit.field, value)
            person = _without(person, unfit.field)
            if not person.surname and not person.given:
                person = replace(person, surname=placed.number)
    raise AssertionError(f"no guest for row {booking.row}")


def _without(person: Person, name: str) -> Person:
    return Person(
        surname="" if name == "surname" else person.surname,
        given="" if name == "given" else person.given,
        email="" if name == "email" else person.email,
        phone="" if name == "phone" else person.phone,
        nationality="" if name == "nationality" else person.nationality,
        country="" if name == "country" else person.country,
    )


def _with_note(booking: Booking, name: str, value: str) -> str:
    return "\n".join(filter(None, (booking.internal_note, f"{name}: {value}")))
