"""What reservations give to the bus beyond the first page: import, changes of what was booked, letters,
reactions, checks, invariants.

A desk loads it before its first write (decision 0012).
"""

from app.features.reservations import groups, importing
from app.features.reservations.commands import party, pricing, scheduling
from app.features.reservations.commands.party import ChangeParty, ChangeStayGuest
from app.features.reservations.commands.pricing import AddRoom, PriceStay
from app.features.reservations.commands.scheduling import MoveFrom
from app.features.reservations.integrity import CHECKS
from app.features.reservations.invariants import stays_are_sound
from app.features.reservations.jobs import DURABLE, JOBS
from app.features.reservations.subscribers import SUBSCRIPTIONS as REACTIONS

PARTS = (importing, groups, party, pricing, scheduling)
HANDLERS = tuple(handling for module in PARTS for handling in module.HANDLERS)
ANSWERS = (*importing.ANSWERS, *groups.ANSWERS)
SUBSCRIPTIONS = (*REACTIONS, *groups.SUBSCRIPTIONS)
INVARIANTS = (stays_are_sound,)

__all__ = [
    "ANSWERS", "CHECKS", "DURABLE", "HANDLERS", "INVARIANTS", "JOBS", "SUBSCRIPTIONS", "AddRoom",
    "ChangeParty", "ChangeStayGuest", "MoveFrom", "PriceStay",
]  # fmt: skip
