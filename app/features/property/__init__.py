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
    SetArticle,
    SetRackRate,
    SetRoomState,
    SetUpProperty,
    add_articles,
    articles_by_code,
    find_article,
    find_room,
    find_room_type,
    open_property,
)
from app.features.property.queries import (
    ANSWERS,
    Articles,
    ArticleView,
    House,
    HouseView,
    PropertyView,
    RoomTypeView,
    RoomView,
    house,
    house_named,
)
from app.features.property.rules import (
    ArticleSpec,
    Housekeeping,
    RoomSpec,
    expand_numbers,
    floor_of,
    is_ready,
)

__all__ = [
    "ANSWERS", "HANDLERS", "AddRoomType", "AddRooms", "ArticleSpec", "ArticleView", "Articles", "CloseDay",
    "CodeTaken", "House", "HouseView", "Housekeeping", "PropertyView", "RoomNumberTaken", "RoomSpec",
    "RoomTypeView", "RoomView", "SetArticle", "SetRackRate", "SetRoomState", "SetUpProperty", "add_articles",
    "articles_by_code", "expand_numbers", "find_article", "find_room", "find_room_type", "floor_of", "house",
    "house_named", "is_ready", "open_property",
]  # fmt: skip
