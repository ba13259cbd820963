"""What the desk refuses at arrival and departure: small named errors."""

from app.kernel.errors import AppError


class RoomNotReady(AppError):
    """Housekeeping has not finished the room."""

    code = "room_not_ready"


class NoRoomYet(AppError):
    """The stay has no room."""

    code = "no_room_yet"


class NotExpected(AppError):
    """The guest is not expected today, or is not in the house."""

    code = "not_expected"


class StillOwes(AppError):
    """The guest's own windows are not settled."""

    code = "still_owes"
