"""Front desk: what happens at the desk — guests arrive, leave, or do not come.

These are facts. Check-in asks for an assigned room that is ready; check-out gives unused nights back.
"""

from app.features.front_desk.commands import HANDLERS
from app.features.front_desk.commands.absent import MarkNoShow
from app.features.front_desk.commands.arriving import CheckIn
from app.features.front_desk.commands.leaving import CheckOut
from app.features.front_desk.commands.refusals import NoRoomYet, NotExpected, RoomNotReady
from app.features.front_desk.queries import ANSWERS

__all__ = [
    "ANSWERS",
    "HANDLERS",
    "CheckIn",
    "CheckOut",
    "MarkNoShow",
    "NoRoomYet",
    "NotExpected",
    "RoomNotReady",
]
