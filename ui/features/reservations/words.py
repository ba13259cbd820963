"""The desk's words for bookings: sources, guarantees, nights, parties, states."""

from typing import Final

from app.features.reservations import Status
from app.kernel.text import marked, tr, trn

SOURCES: Final = (
    ("direct", marked("Direct")),
    ("phone", marked("Phone")),
    ("email", marked("E-mail")),
    ("web", marked("Own website")),
    ("walk_in", marked("Walk-in")),
    ("agent", marked("Travel agent")),
    ("company", marked("Company")),
)
GUARANTEES: Final = (
    ("none", marked("None")),
    ("card", marked("Card")),
    ("deposit", marked("Deposit")),
    ("company", marked("Company")),
)
STATES: Final = {
    Status.TENTATIVE: ("tentative", marked("Tentative")),
    Status.CONFIRMED: ("future", marked("Confirmed")),
    Status.CHECKED_IN: ("in_house", marked("In house")),
    Status.CHECKED_OUT: ("past", marked("Left")),
    Status.CANCELLED: ("cancelled", marked("Cancelled")),
    Status.NO_SHOW: ("no_show", marked("Did not come")),
}


def nights_text(nights: int) -> str:
    """How long."""
    return trn("{n} night", "{n} nights", nights) if nights else tr("day use")


def party_text(adults: int, children: int) -> str:
    """Who comes."""
    text = trn("{n} adult", "{n} adults", adults)
    return f"{text}, {trn('{n} child', '{n} children', children)}" if children else text
