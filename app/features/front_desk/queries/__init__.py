"""The front desk as screens see it. Each module has its own questions."""

from types import ModuleType
from typing import Any

from app.features.front_desk.queries import (
    arriving,
    availability,
    boards_arrivals,
    boards_departures,
    boards_holds,
    boards_in_house,
    boards_rooms,
    boards_to_place,
    boards_waiting,
    ending,
    express,
    fitting,
    groups,
    history,
    leaving,
    letter,
    planning,
    position,
    queueing,
    register,
    registration,
    traces,
    turning_away,
    waitlist,
)

MODULES: tuple[ModuleType, ...] = (
    availability,
    history,
    letter,
    traces,
    boards_arrivals,
    boards_departures,
    boards_in_house,
    boards_rooms,
    boards_to_place,
    boards_waiting,
    boards_holds,
    position,
    ending,
    arriving,
    express,
    fitting,
    leaving,
    waitlist,
    turning_away,
    queueing,
    groups,
    registration,
    planning,
    register,
)
ANSWERS: tuple[Any, ...] = tuple(answering for module in MODULES for answering in module.ANSWERS)
