"""The rack: the calendar of rooms and days; queries over the capabilities below it, no command of its own.

Its heart is `RackBars`, an index of flat numpy columns that the canvas draws from; `RackHouse` and `RackDays`
are the rows and columns around it; `looks` says what each bar means today.
"""

from app.features.rack.bars import BarRows, Labels, RackBars, empty_bars, index_bars, ranges
from app.features.rack.closures import closed_rooms
from app.features.rack.codes import BarKind, Legend, Look, Mark, PaymentCode, RoomState, Source, StayCode
from app.features.rack.days import count_days
from app.features.rack.filters import RackFilter, filtered
from app.features.rack.house import GroupBy, RackDays, RackGroup, RackHouse, RackRoom, RackType
from app.features.rack.looks import looks, looks_after
from app.features.rack.queries import (
    ANSWERS,
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
)

__all__ = [
    "ANSWERS",
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
    "RackType",
    "RackView",
    "RoomHit",
    "RoomState",
    "SoldPrices",
    "Source",
    "StayCode",
    "StayHit",
    "closed_rooms",
    "count_days",
    "empty_bars",
    "filtered",
    "index_bars",
    "looks",
    "looks_after",
    "ranges",
]
