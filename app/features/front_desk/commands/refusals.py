"""What the desk refuses at arrival and departure: small named errors."""

from app.kernel.errors import AppError
from app.kernel.text import tr


class RoomNotReady(AppError):
    """Housekeeping has not finished the room."""

    code = "room_not_ready"

    @classmethod
    def rule(cls) -> str:
        """Of housekeeping."""
        return tr("Only clean or inspected rooms are handed over")


class NoRoomYet(AppError):
    """The stay has no room."""

    code = "no_room_yet"

    @classmethod
    def rule(cls) -> str:
        """Of arrival."""
        return tr("Who arrives has a room")


class NotExpected(AppError):
    """The guest is not expected today, or is not in the house."""

    code = "not_expected"

    @classmethod
    def rule(cls) -> str:
        """Of arrival."""
        return tr("Guests come and go on the days of their stay")


class StillOwes(AppError):
    """The guest's own windows are not settled."""

    code = "still_owes"

    @classmethod
    def rule(cls) -> str:
        """Of departure."""
        return tr("Who leaves has settled the bill")
