"""Reservations: who stays when, in which room, at which price.

A reservation has stays; a stay has nights, each with its room (or none) and its price as sold. Bars on the
rack are runs of nights in one room. Rooms are held by `room_night`, whose key refuses a second holder. A
night that is assigned but not held is an open conflict. Moving, cutting and joining change nights and never
copy the stay. Every refusal offers what would succeed.
"""

from app.features.reservations import importing
from app.features.reservations.commands import HANDLERS as _HANDLERS
from app.features.reservations.commands import (
    BlockRoom,
    CancelReservation,
    CancelStay,
    ChangeBlock,
    ChangeReservation,
    ChangeStayDates,
    ConfirmReservation,
    CreateGroup,
    CutStay,
    DatesRefused,
    GuestRef,
    JoinStay,
    LockStay,
    MoveStay,
    NotTogether,
    PartyTooLarge,
    RateRefused,
    RecordDeposit,
    Refused,
    ReleaseBlock,
    Reserve,
    RoomRequest,
    RoomTaken,
    StayLocked,
    SwapStays,
    Together,
    TypeFull,
    UnlockStay,
    WrongState,
)
from app.features.reservations.commands.dating import dates_fit
from app.features.reservations.commands.fitting import describe, free_rooms, is_locked
from app.features.reservations.commands.lifecycle import load_reservation, set_deposit_paid, set_status
from app.features.reservations.commands.loading import LoadedStay, load_stay, write_nights
from app.features.reservations.integrity import CHECKS
from app.features.reservations.invariants import stays_are_sound
from app.features.reservations.jobs import DURABLE, JOBS
from app.features.reservations.queries import ANSWERS as _ANSWERS
from app.features.reservations.queries import (
    BlockDetail,
    BlockView,
    FreeRooms,
    NightView,
    PartView,
    StayDetail,
    StaysOf,
    StayView,
)
from app.features.reservations.rules import EXPECTED, LIVE, BlockKind, Status, resized
from app.features.reservations.subscribers import SUBSCRIPTIONS

HANDLERS = (*_HANDLERS, *importing.HANDLERS)
ANSWERS = (*_ANSWERS, *importing.ANSWERS)
INVARIANTS = (stays_are_sound,)

__all__ = [
    "ANSWERS",
    "CHECKS",
    "DURABLE",
    "EXPECTED",
    "HANDLERS",
    "INVARIANTS",
    "JOBS",
    "LIVE",
    "SUBSCRIPTIONS",
    "BlockDetail",
    "BlockKind",
    "BlockRoom",
    "BlockView",
    "CancelReservation",
    "CancelStay",
    "ChangeBlock",
    "ChangeReservation",
    "ChangeStayDates",
    "ConfirmReservation",
    "CreateGroup",
    "CutStay",
    "DatesRefused",
    "FreeRooms",
    "GuestRef",
    "JoinStay",
    "LoadedStay",
    "LockStay",
    "MoveStay",
    "NightView",
    "NotTogether",
    "PartView",
    "PartyTooLarge",
    "RateRefused",
    "RecordDeposit",
    "Refused",
    "ReleaseBlock",
    "Reserve",
    "RoomRequest",
    "RoomTaken",
    "Status",
    "StayDetail",
    "StayLocked",
    "StayView",
    "StaysOf",
    "SwapStays",
    "Together",
    "TypeFull",
    "UnlockStay",
    "WrongState",
    "dates_fit",
    "describe",
    "free_rooms",
    "importing",
    "is_locked",
    "load_reservation",
    "load_stay",
    "resized",
    "set_deposit_paid",
    "set_status",
    "write_nights",
]  # fmt: skip
