"""Where a chart's scale has its marks: few, round, and one at the top."""

from collections.abc import Sequence

_ROUND = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 80)
PARTS = 4


def ticks(top: int, parts: int = PARTS) -> list[int]:
    """Round marks from 0 to about a quarter short of the top, and the top itself."""
    if top <= 0:
        return [0]
    step = _step(top / parts)
    marks = [mark for mark in range(0, top, step) if top - mark >= step * 0.45]
    return [*marks, top]


def _step(least: float) -> int:
    scale = 1
    while True:
        for part in _ROUND:
            if part * scale >= least * 0.9:
                return part * scale
        scale *= 100 if scale == 1 else 10


def label_every(widths: Sequence[int], slot: float, gap: int = 8) -> int:
    """Of how many labels one is shown, so that they do not touch."""
    widest = max(widths, default=0) + gap
    return max(1, -(-widest // max(1, int(slot)))) if slot < widest else 1
