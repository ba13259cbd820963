"""Reports: figures over what all other capabilities keep.

Occupancy tells rooms available, room-nights, revenue, average daily rate and revenue per available room, by
day, month or year. Nothing is stored: a report is always what the house says now.
"""

from app.features.reports.providers.files import save_occupancy, table
from app.features.reports.queries import (
    ANSWERS,
    ComparedView,
    Occupancy,
    OccupancyCompared,
    OccupancyView,
)
from app.features.reports.rules import Group, Period

__all__ = [
    "ANSWERS",
    "ComparedView",
    "Group",
    "Occupancy",
    "OccupancyCompared",
    "OccupancyView",
    "Period",
    "save_occupancy",
    "table",
]
