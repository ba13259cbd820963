"""What nights were sold for: number and sum per room type and day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features.property.models import RoomType
from app.features.reservations import Status
from app.features.reservations.models import Stay, StayNight
from app.infra.bus import Answering
from app.kernel.commands import Query

SOLD = (Status.TENTATIVE, Status.CONFIRMED, Status.CHECKED_IN, Status.CHECKED_OUT)
MOST_DAYS = 1_200


@dataclass(frozen=True, slots=True)
class SoldPrices:
    """Nights from `first` on: `nights[t, d]` sold in type `types[t]`, for `minor[t, d]` together."""

    first: date
    types: tuple[Any, ...]
    nights: NDArray[np.int64]
    minor: NDArray[np.int64]

    @property
    def revenue(self) -> NDArray[np.int64]:
        """Room revenue of each day, in minor units."""
        found: NDArray[np.int64] = self.minor.sum(axis=0)
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class PricesSold(Query[SoldPrices]):
    """Prices as sold on the days [first, last)."""

    first: date
    last: date


def prices_sold(query: PricesSold, *, session: Session) -> SoldPrices:
    """One grouped reading; cancelled stays and no-shows are left out."""
    last = min(query.last, query.first + timedelta(days=MOST_DAYS))
    types = tuple(session.scalars(select(RoomType.id).order_by(RoomType.sort, RoomType.code)))
    at = {key: number for number, key in enumerate(types)}
    size = (len(types), max((last - query.first).days, 0))
    nights, minor = np.zeros(size, np.int64), np.zeros(size, np.int64)
    sold = [str(status) for status in SOLD]
    rows = session.execute(
        select(StayNight.room_type_id, StayNight.night, func.count(), func.sum(StayNight.price_minor))
        .join(Stay, (Stay.tenant_id == StayNight.tenant_id) & (Stay.id == StayNight.stay_id))
        .where(StayNight.night >= query.first, StayNight.night < last, Stay.status.in_(sold))
        .group_by(StayNight.room_type_id, StayNight.night)
    )
    for type_id, night, count, total in rows:
        day = (night - query.first).days
        nights[at[type_id], day] = count
        minor[at[type_id], day] = int(total)
    return SoldPrices(query.first, types, nights, minor)


ANSWERS = (Answering(PricesSold, prices_sold),)
