"""Which departments have to-dos, and when alerts pop up."""

from enum import StrEnum
from typing import Final

from app.kernel.text import marked

MOST_TEXT: Final = 2_000


class Moment(StrEnum):
    """When an alert pops up."""

    OPENING = "opening"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"


# Codes of departments with their names, in the order of a list; `tr` them where they are shown.
DEPARTMENTS: Final = {
    "front_desk": marked("Front desk"),
    "housekeeping": marked("Housekeeping"),
    "maintenance": marked("Maintenance"),
    "restaurant": marked("Restaurant"),
    "reservations": marked("Reservations"),
    "accounts": marked("Accounts"),
    "management": marked("Management"),
}
MOMENTS: Final = {
    Moment.OPENING: marked("When the booking is opened"),
    Moment.CHECK_IN: marked("At check-in"),
    Moment.CHECK_OUT: marked("At check-out"),
}
