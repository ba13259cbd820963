"""The small numbers that stand in the columns of the rack: kinds, states, marks and looks of bars."""

from enum import IntEnum, IntFlag


class BarKind(IntEnum):
    """What a bar is: a stay, or why a room cannot be sold."""

    STAY = 0
    OUT_OF_ORDER = 1
    OUT_OF_SERVICE = 2
    COURTESY_HOLD = 3
    LEASE = 4


class StayCode(IntEnum):
    """Where a stay is in its life."""

    TENTATIVE = 0
    CONFIRMED = 1
    CHECKED_IN = 2
    CHECKED_OUT = 3
    NO_SHOW = 4


class Mark(IntFlag):
    """Marks of a bar, each traced to a column that a command writes."""

    NONE = 0
    NOTE = 1
    VIP = 2
    LOCKED = 4
    OVERSOLD = 8
    CONTINUES_LEFT = 16
    CONTINUES_RIGHT = 32
    URGENT = 64
    DUE_NOW = 128
    GROUP = 256


class PaymentCode(IntEnum):
    """What is owed for a stay."""

    NOTHING_DUE = 0
    DEPOSIT_PAID = 1
    DEPOSIT_DUE = 2
    BALANCE_DUE = 3
    NOT_GUARANTEED = 4


class Source(IntEnum):
    """Where a booking came from; channels and agents show a letter."""

    DIRECT = 0
    PHONE = 1
    COMPANY = 2
    BOOKING = 3
    EXPEDIA = 4
    AGENT = 5
    OTHER = 6
    AIRBNB = 7


class RoomState(IntEnum):
    """The housekeeping state of a room, or why it is closed today."""

    DIRTY = 0
    IN_PROGRESS = 1
    CLEAN = 2
    INSPECTED = 3
    PICKUP = 4
    OUT_OF_ORDER = 5
    OUT_OF_SERVICE = 6


class Legend(IntEnum):
    """Which question the colours of the bars answer."""

    NEEDS = 0
    PAYMENT = 1


class Look(IntEnum):
    """How a bar looks: one colour and one shape per meaning (look.md, stay bars)."""

    URGENT = 0
    ARRIVES = 1
    LEAVES = 2
    IN_HOUSE = 3
    FUTURE = 4
    PAST = 5
    TENTATIVE = 6
    OVERSOLD = 7
    OUT_OF_ORDER = 8
    OUT_OF_SERVICE = 9
    HOLD = 10
    NOTHING_DUE = 11
    DEPOSIT_PAID = 12
    DEPOSIT_DUE = 13
    BALANCE_DUE = 14
    NOT_GUARANTEED = 15
