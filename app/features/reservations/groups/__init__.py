"""Groups: rooms held for a tour, a wedding, a team, and who then comes.

An allotment is rooms of a type for one night; what bookings of the group take of it is its pick-up. What is
left is not sold to others until it is released, by hand or when the cut-off date has passed. A rooming list
brings the names from a file; rooms are given to the whole group at once, as near together as they are free.
"""

from app.features.reservations.groups.commands import (
    HANDLERS,
    AssignRooms,
    BookRoomingList,
    NotSoManyRooms,
    OpenGroup,
    ReleaseAllotment,
    RoomingGuest,
    SetAllotment,
)
from app.features.reservations.groups.queries import (
    ANSWERS,
    AllotmentCell,
    GroupDetail,
    GroupRow,
    Groups,
    GroupStay,
    GroupType,
    GroupView,
)
from app.features.reservations.groups.rooming import RoomingLine, RoomingList, read_rooming_list
from app.features.reservations.groups.subscribers import SUBSCRIPTIONS

__all__ = [
    "ANSWERS", "HANDLERS", "SUBSCRIPTIONS", "AllotmentCell", "AssignRooms", "BookRoomingList", "GroupDetail",
    "GroupRow", "GroupStay", "GroupType", "GroupView", "Groups", "NotSoManyRooms", "OpenGroup",
    "ReleaseAllotment", "RoomingGuest", "RoomingLine", "RoomingList", "SetAllotment", "read_rooming_list",
]  # fmt: skip
