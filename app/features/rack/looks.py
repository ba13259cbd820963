"""What each bar of the rack means today: by what needs doing, or by payment. Pure functions on columns."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.features.rack.bars import RackBars
from app.features.rack.codes import BarKind, Legend, Look, Mark, PaymentCode, StayCode

_BLOCKS: Final = {
    BarKind.OUT_OF_ORDER: Look.OUT_OF_ORDER,
    BarKind.OUT_OF_SERVICE: Look.OUT_OF_SERVICE,
    BarKind.COURTESY_HOLD: Look.HOLD,
    BarKind.LEASE: Look.HOLD,
}
_PAYMENTS: Final = {
    PaymentCode.NOTHING_DUE: Look.NOTHING_DUE,
    PaymentCode.DEPOSIT_PAID: Look.DEPOSIT_PAID,
    PaymentCode.DEPOSIT_DUE: Look.DEPOSIT_DUE,
    PaymentCode.BALANCE_DUE: Look.BALANCE_DUE,
    PaymentCode.NOT_GUARANTEED: Look.NOT_GUARANTEED,
}


def looks(bars: RackBars, today: int, legend: Legend) -> NDArray[np.uint8]:
    """The look of every bar on business date `today` (days since 1970)."""
    out = _by_payment(bars) if legend == Legend.PAYMENT else _by_need(bars, today)
    for kind, look in _BLOCKS.items():
        out[bars.kind == kind] = look
    return out


def _by_payment(bars: RackBars) -> NDArray[np.uint8]:
    table = np.zeros(len(_PAYMENTS), np.uint8)
    for code, look in _PAYMENTS.items():
        table[code] = look
    return table[bars.payment]


def _by_need(bars: RackBars, today: int) -> NDArray[np.uint8]:
    out = np.full(len(bars), Look.FUTURE, np.uint8)
    waiting = bars.status == StayCode.CONFIRMED
    out[waiting & (bars.start == today)] = Look.ARRIVES
    out[waiting & (bars.start < today)] = Look.URGENT
    inside = bars.status == StayCode.CHECKED_IN
    out[inside] = Look.IN_HOUSE
    leaving = bars.marks & Mark.CONTINUES_RIGHT == 0
    out[inside & leaving & (bars.end == today)] = Look.LEAVES
    out[inside & leaving & (bars.end < today)] = Look.URGENT
    out[bars.status == StayCode.TENTATIVE] = Look.TENTATIVE
    out[bars.marks & Mark.URGENT > 0] = Look.URGENT
    out[bars.marks & Mark.OVERSOLD > 0] = Look.OVERSOLD
    out[(bars.status == StayCode.CHECKED_OUT) | (bars.status == StayCode.NO_SHOW)] = Look.PAST
    return out
