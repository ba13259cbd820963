"""The rack: the calendar of rooms and days; queries over the capabilities below it, no command of its own.

Its heart is `RackBars`, an index of flat numpy columns that the canvas draws from; `RackHouse` and `RackDays`
are the rows and columns around it; `looks` says what each bar means today.
"""

from app.features.rack.bars import BarRows, Labels, RackBars, empty_bars, index_bars
from app.features.rack.codes import BarKind, Legend, Look, Mark, PaymentCode, RoomState, Source, StayCode
from app.features.rack.house import GroupBy, RackDays, RackGroup, RackHouse, RackRoom, RackType
from app.features.rack.looks import looks

__all__ = [
    "BarKind",
    "BarRows",
    "GroupBy",
    "Labels",
    "Legend",
    "Look",
    "Mark",
    "PaymentCode",
    "RackBars",
    "RackDays",
    "RackGroup",
    "RackHouse",
    "RackRoom",
    "RackType",
    "RoomState",
    "Source",
    "StayCode",
    "empty_bars",
    "index_bars",
    "looks",
]
