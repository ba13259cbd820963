"""Property: the hotel itself.

A property has buildings, room types and rooms, its own zone, currency and business date. The business
date is the open hotel day; it moves by `CloseDay` only. A room's housekeeping state is kept here.
"""

from app.features.property.commands import (
    HANDLERS,
    AddRooms,
    AddRoomType,
    CloseDay,
    CodeTaken,
    RoomNumberTaken,
    SetRackRate,
    SetRoomState,
    SetUpProperty,
    find_room,
    find_room_type,
    open_property,
)
from app.features.property.queries import (
    ANSWERS,
    House,
    HouseView,
    PropertyView,
    RoomTypeView,
    RoomView,
    house,
)
from app.features.property.rules import Housekeeping, RoomSpec, expand_numbers, floor_of, is_ready

__all__ = [
    "ANSWERS", "HANDLERS", "AddRoomType", "AddRooms", "CloseDay", "CodeTaken", "House", "HouseView",
    "Housekeeping", "PropertyView", "RoomNumberTaken", "RoomSpec", "RoomTypeView", "RoomView", "SetRackRate",
    "SetRoomState", "SetUpProperty", "expand_numbers", "find_room", "find_room_type", "floor_of", "house",
    "is_ready", "open_property",
]  # fmt: skip
