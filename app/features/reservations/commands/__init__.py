"""What the desk does with bookings: book, move, change dates, cut, join, swap, lock, block, cancel."""

from app.features.reservations.commands.blocks import (
    BlockRoom,
    ChangeBlock,
    ReleaseBlock,
    block_room,
    change_block,
    release_block,
)
from app.features.reservations.commands.booking import reserve
from app.features.reservations.commands.dating import (
    ChangeStayDates,
    CutStay,
    JoinStay,
    change_stay_dates,
    cut_stay,
    join_stay,
)
from app.features.reservations.commands.fitting import PartyTooLarge, RoomTaken, TypeFull
from app.features.reservations.commands.lifecycle import (
    CancelReservation,
    CancelStay,
    ChangeReservation,
    ConfirmReservation,
    CreateGroup,
    RecordDeposit,
    cancel_reservation,
    cancel_stay,
    change_reservation,
    confirm_reservation,
    create_group,
    record_deposit,
)
from app.features.reservations.commands.loading import DatesRefused, StayLocked, WrongState
from app.features.reservations.commands.locking import LockStay, UnlockStay, lock_stay, unlock_stay
from app.features.reservations.commands.moving import MoveStay, move_stay
from app.features.reservations.commands.requests import GuestRef, RateRefused, Reserve, RoomRequest
from app.features.reservations.commands.swapping import SwapStays, swap_stays
from app.features.reservations.commands.together import NotTogether, Refused, Together, together
from app.infra.bus import Handling

HANDLERS = (
    Handling(Reserve, reserve),
    Handling(MoveStay, move_stay),
    Handling(SwapStays, swap_stays),
    Handling(ChangeStayDates, change_stay_dates),
    Handling(CutStay, cut_stay),
    Handling(JoinStay, join_stay),
    Handling(LockStay, lock_stay),
    Handling(UnlockStay, unlock_stay),
    Handling(BlockRoom, block_room),
    Handling(ChangeBlock, change_block),
    Handling(ReleaseBlock, release_block),
    Handling(ConfirmReservation, confirm_reservation),
    Handling(ChangeReservation, change_reservation),
    Handling(CancelReservation, cancel_reservation),
    Handling(CancelStay, cancel_stay),
    Handling(RecordDeposit, record_deposit),
    Handling(CreateGroup, create_group),
    Handling(Together, together),
)

__all__ = [
    "HANDLERS", "BlockRoom", "CancelReservation", "CancelStay", "ChangeBlock", "ChangeReservation",
    "ChangeStayDates", "ConfirmReservation", "CreateGroup", "CutStay", "DatesRefused", "GuestRef", "JoinStay",
    "LockStay", "MoveStay", "NotTogether", "PartyTooLarge", "RateRefused", "RecordDeposit", "Refused",
    "ReleaseBlock",
    "Reserve", "RoomRequest", "RoomTaken", "StayLocked", "SwapStays", "Together", "TypeFull", "UnlockStay",
    "WrongState",
]  # fmt: skip
