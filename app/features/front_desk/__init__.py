"""Front desk: what happens at the desk — guests arrive, leave, or do not come.

These are facts. Check-in asks for an assigned room that is ready; check-out gives unused nights back.
"""

from app.features.front_desk.commands import (
    HANDLERS,
    CheckIn,
    CheckOut,
    MarkNoShow,
    NoRoomYet,
    NotExpected,
    RoomNotReady,
)

__all__ = ["HANDLERS", "CheckIn", "CheckOut", "MarkNoShow", "NoRoomYet", "NotExpected", "RoomNotReady"]
