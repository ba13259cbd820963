"""What each bar of the rack means today: by what needs doing, or by payment. Pure functions on columns."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.features.rack.rules.bars import RackBars, ranges, splice
from app.features.rack.rules.codes import BarKind, Legend, Look, Mark, PaymentCode, StayCode

EVERY: Final = slice(None)
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


def looks(
    bars: RackBars, today: int, legend: Legend, which: NDArray[np.intp] | slice = EVERY
) -> NDArray[np.uint8]:
    """The look of every bar, or of some, on business date `today` (days since 1970)."""
    out = _by_payment(bars, which) if legend == Legend.PAYMENT else _by_need(bars, today, which)
    kinds = bars.kind[which]
    for kind, look in _BLOCKS.items():
        out[kinds == kind] = look
    return out


def looks_after(
    old: NDArray[np.uint8], before: RackBars, bars: RackBars, rows: NDArray[Any], today: int, legend: Legend
) -> NDArray[np.uint8]:
    """The looks after an edit of some rows: only the bars of these rows are looked at again."""
    low, high = np.searchsorted(before.row, rows), np.searchsorted(before.row, rows, side="right")
    start, stop = np.searchsorted(bars.row, rows), np.searchsorted(bars.row, rows, side="right")
    part = looks(bars, today, legend, ranges(start, stop))
    return splice(old, part, low, high, np.cumsum(stop - start).tolist())


def _by_payment(bars: RackBars, which: NDArray[np.intp] | slice) -> NDArray[np.uint8]:
    table = np.zeros(len(_PAYMENTS), np.uint8)
    for code, look in _PAYMENTS.items():
        table[code] = look
    return table[bars.payment[which]]


def _by_need(bars: RackBars, today: int, which: NDArray[np.intp] | slice) -> NDArray[np.uint8]:
    start, end, status, marks = bars.start[which], bars.end[which], bars.status[which], bars.marks[which]
    out = np.full(len(start), Look.FUTURE, np.uint8)
    waiting = status == StayCode.CONFIRMED
    out[waiting & (start == today)] = Look.ARRIVES
    out[waiting & (start < today)] = Look.URGENT
    inside = status == StayCode.CHECKED_IN
    out[inside] = Look.IN_HOUSE
    leaving = marks & Mark.CONTINUES_RIGHT == 0
    out[inside & leaving & (end == today)] = Look.LEAVES
    out[inside & leaving & (end < today)] = Look.URGENT
    out[status == StayCode.TENTATIVE] = Look.TENTATIVE
    out[marks & Mark.URGENT > 0] = Look.URGENT
    out[marks & Mark.OVERSOLD > 0] = Look.OVERSOLD
    out[(status == StayCode.CHECKED_OUT) | (status == StayCode.NO_SHOW)] = Look.PAST
    return out
