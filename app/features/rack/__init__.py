"""The rack: the calendar of rooms and days; queries over the capabilities below it, no command of its own.

Its heart is `RackBars`, an index of flat numpy columns that the canvas draws from; `RackHouse` and `RackDays`
are the rows and columns around it; `looks` says what each bar means today.
"""

from app.features.rack.queries import (
    ANSWERS,
    FIRST_LOOK,
    FindStays,
    FoundView,
    PricesSold,
    Rack,
    RackPatch,
    RackPatchView,
    RackView,
    RoomHit,
    SoldPrices,
    StayHit,
    StayTags,
)
from app.features.rack.rules.bars import BarRows, Labels, RackBars, empty_bars, index_bars, ranges
from app.features.rack.rules.closures import closed_rooms
from app.features.rack.rules.codes import (
    BarKind,
    Legend,
    Look,
    Mark,
    PaymentCode,
    RoomState,
    Source,
    StayCode,
)
from app.features.rack.rules.days import count_days
from app.features.rack.rules.filters import RackFilter, filtered
from app.features.rack.rules.house import GroupBy, RackDays, RackGroup, RackHouse, RackRoom, RackType
from app.features.rack.rules.looks import looks, looks_after
from app.features.rack.rules.tags import NO_TAGS, RackTags
from app.features.rack.rules.waiting import marked_waiting

__all__ = [
    "ANSWERS",
    "FIRST_LOOK",
    "NO_TAGS",
    "BarKind",
    "BarRows",
    "FindStays",
    "FoundView",
    "GroupBy",
    "Labels",
    "Legend",
    "Look",
    "Mark",
    "PaymentCode",
    "PricesSold",
    "Rack",
    "RackBars",
    "RackDays",
    "RackFilter",
    "RackGroup",
    "RackHouse",
    "RackPatch",
    "RackPatchView",
    "RackRoom",
    "RackTags",
    "RackType",
    "RackView",
    "RoomHit",
    "RoomState",
    "SoldPrices",
    "Source",
    "StayCode",
    "StayHit",
    "StayTags",
    "closed_rooms",
    "count_days",
    "empty_bars",
    "filtered",
    "index_bars",
    "looks",
    "looks_after",
    "marked_waiting",
    "ranges",
]
