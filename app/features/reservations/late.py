"""What reservations give to the bus beyond the first page: import, letters, reactions, checks, invariants.

A desk loads it before its first write (decision 0012).
"""

from app.features.reservations.importing import ANSWERS, HANDLERS
from app.features.reservations.integrity import CHECKS
from app.features.reservations.invariants import stays_are_sound
from app.features.reservations.jobs import DURABLE, JOBS
from app.features.reservations.subscribers import SUBSCRIPTIONS

INVARIANTS = (stays_are_sound,)

__all__ = ["ANSWERS", "CHECKS", "DURABLE", "HANDLERS", "INVARIANTS", "JOBS", "SUBSCRIPTIONS"]
