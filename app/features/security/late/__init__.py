"""What security gives to the bus beyond the first page: the PINs with which users change places at a desk.

A desk loads it before its first write (decision 0012).
"""

from app.features.security.late.commands import (
    HANDLERS,
    CountWrongPin,
    ForgiveWrongPins,
    ResetPin,
    SetPin,
)
from app.features.security.late.hashing import fits, hash_pin, refuse_weak
from app.features.security.late.models import MOST_WRONG
from app.features.security.late.queries import ANSWERS, PinGiver, PinOf, PinView

__all__ = [
    "ANSWERS", "HANDLERS", "MOST_WRONG", "CountWrongPin", "ForgiveWrongPins", "PinGiver", "PinOf", "PinView",
    "ResetPin", "SetPin",
    "fits", "hash_pin", "refuse_weak",
]  # fmt: skip
