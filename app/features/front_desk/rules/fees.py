"""What a house takes for a room before its hour and after it: bands of hours, each an amount or a share of
the night's price; pure.

Early: the band whose hour is the first after the arrival counts ("before 09:00: 50 %"). Late: the band whose
hour is the last before the departure counts ("from 13:00: 25.00").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from app.kernel.errors import InvalidInput
from app.kernel.text import tr

EARLY, LATE = "early", "late"
MOST_BANDS: Final = 6
MOST_MINOR: Final = 10**9
WHOLE_PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Band:
    """From or until an hour: so much, or so many per cent of the night. One of the two is zero."""

    hour: time
    minor: int = 0
    percent: int = 0

    def of(self, night_minor: int) -> int:
        """What it comes to, rounded to the next cent."""
        if self.percent:
            return (night_minor * self.percent + WHOLE_PERCENT // 2) // WHOLE_PERCENT
        return self.minor


def fee(kind: str, bands: Sequence[Band], at: time, night_minor: int) -> int:
    """What is due of a guest who comes or goes at an hour of the day of arrival or departure."""
    ordered = sorted(bands, key=lambda band: band.hour)
    if kind == EARLY:
        hit = next((band for band in ordered if at < band.hour), None)
    else:
        hit = next((band for band in reversed(ordered) if at >= band.hour), None)
    return hit.of(night_minor) if hit is not None else 0


def stored(bands: Iterable[Band]) -> list[dict[str, object]]:
    """Bands as their table keeps them."""
    return [{"hour": f"{b.hour:%H:%M}", "minor": b.minor, "percent": b.percent} for b in bands]


def loaded(rows: Iterable[Mapping[str, Any]]) -> tuple[Band, ...]:
    """Bands out of their table, by hour."""
    made = (Band(time.fromisoformat(str(r["hour"])), int(r["minor"]), int(r["percent"])) for r in rows)
    return tuple(sorted(made, key=lambda band: band.hour))


def ensure_bands(bands: Sequence[Band], field: str) -> None:
    """Refuse what cannot be charged. Raises InvalidInput."""
    if len(bands) > MOST_BANDS:
        raise InvalidInput(tr("At most {most} hours, please.", most=MOST_BANDS), field=field)
    if len({band.hour for band in bands}) < len(bands):
        raise InvalidInput(tr("Each hour once, please."), field=field)
    for band in bands:
        if band.minor < 0 or band.minor > MOST_MINOR or not 0 <= band.percent <= WHOLE_PERCENT:
            raise InvalidInput(tr("A fee is an amount, or at most 100 % of the night."), field=field)
        if bool(band.minor) is bool(band.percent):
            raise InvalidInput(tr("Give an amount or a share of the night, one of the two."), field=field)
