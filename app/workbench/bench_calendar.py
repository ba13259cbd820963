"""The calendar bench without its screen: a synthetic house of 500 rooms and 119,000 stays, its budgets."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.features.rack import (
    BarKind,
    BarRows,
    Labels,
    Mark,
    PaymentCode,
    RackBars,
    RackDays,
    RackHouse,
    RackRoom,
    RackType,
    RoomState,
    StayCode,
    index_bars,
)

ROOMS, DAYS, STAYS = 500, 1096, 119_000
FRAME_BUDGET_MS, FIRST_BUDGET_MS, EDIT_BUDGET_MS, DRAG_BUDGET_MS = 8.3, 30.0, 5.0, 5.0
INDEX_BUDGET_MS: Final = 300.0
DAY_CASES: Final = (14, 31, 90, 365, 1096)
ROW_CASES: Final = (40, 120, 500)
FRAMES: Final = 300
FIRST: Final = date(2025, 7, 1).toordinal() - date(1970, 1, 1).toordinal()
TODAY: Final = FIRST + 508
SURNAMES: Final = (
    "Lindqvist",
    "Okonkwo",
    "García Lorca",
    "Nguyễn",
    "van den Berg",
    "Müller",
    "Ferreira",
    "O’Sullivan",
    "Kowalczyk",
    "Baptista",
    "Fernández",
    "Papadopoulos",
    "Yılmaz",
    "Novák",
    "Brandt",
    "Haddad",
    "Tanaka",
    "Rossi",
    "Björk",
    "Chen",
)
GIVEN: Final = (
    "Mårten",
    "Adaeze",
    "Pablo",
    "Thu Hà",
    "Joost",
    "Annika",
    "Inês",
    "Ciara",
    "Miguel",
    "Samir",
    "Aino",
)
TYPES: Final = ("Single", "Standard double", "Superior double", "Family room", "Junior suite", "Suite")


@dataclass(frozen=True, slots=True)
class SyntheticHouse:
    """Everything the canvas needs."""

    house: RackHouse
    bars: RackBars
    days: RackDays
    today: int
    now: float


def synthetic_rooms(rooms: int = ROOMS) -> RackHouse:
    """Rooms in six types, in order."""
    per = -(-rooms // len(TYPES))
    types = tuple(
        RackType(UUID(int=i + 1), name[:3].upper(), name, rate_minor=9000) for i, name in enumerate(TYPES)
    )
    made = tuple(
        RackRoom(
            UUID(int=1000 + n), str(101 + n % 50 + n // 50 * 100), n // per,
            features=("Queen, river view", "Twin, balcony", "Queen, courtyard")[n % 3],
            state=RoomState(n % 5), accessible=n % 23 == 6, floor=str(1 + n // 50),
        )
        for n in range(rooms)
    )  # fmt: skip
    return RackHouse(made, types, ("Miradouro",))


def synthetic_columns(seed: int = 7, rooms: int = ROOMS, stays: int = STAYS) -> dict[str, NDArray[np.int64]]:
    """Rooms, arrivals and departures that fill the house, with a few clashes, unassigned stays and blocks."""
    rng = np.random.default_rng(seed)
    per = stays // rooms
    nights = rng.choice(
        [1, 2, 3, 4, 5, 7, 10, 14], (rooms, per), p=[0.2, 0.22, 0.2, 0.13, 0.1, 0.09, 0.04, 0.02]
    )
    gaps = rng.exponential(1.0, (rooms, per)) + 0.02
    room_for = DAYS - nights.sum(axis=1, keepdims=True)
    gaps = np.floor(np.cumsum(gaps, axis=1) / gaps.sum(axis=1, keepdims=True) * np.maximum(room_for, 40))
    before = np.concatenate((np.zeros((rooms, 1), np.int64), np.cumsum(nights, axis=1)[:, :-1]), axis=1)
    start = (before + gaps).astype(np.int64).ravel()[: rooms * per]
    row = np.repeat(np.arange(rooms), per)
    end = start + nights.ravel()
    count = len(row)
    odd = rng.random(count)
    clash = odd < 0.002
    start[clash] = np.maximum(start[clash] - 2, 0)
    kind = np.where(odd > 0.996, BarKind.OUT_OF_ORDER, BarKind.STAY)
    day_use = (odd > 0.95) & (odd < 0.955)
    end[day_use] = start[day_use]
    return {
        "row": row, "start": start + FIRST, "end": end + FIRST, "nights": end - start, "kind": kind,
        "clash": clash.astype(np.int64), "odd": (odd * 1_000_000).astype(np.int64),
        "party": rng.integers(1, 5, count), "source": rng.integers(0, 7, count),
    }  # fmt: skip


def synthetic_house(seed: int = 7, rooms: int = ROOMS, stays: int = STAYS) -> SyntheticHouse:
    """The house as the canvas takes it, with names for every stay."""
    columns = synthetic_columns(seed, rooms, stays)
    house = synthetic_rooms(rooms)
    count = len(columns["row"])
    rng = np.random.default_rng(seed + 1)
    start, end, odd = columns["start"], columns["end"], columns["odd"]
    status = np.where(
        end < TODAY, StayCode.CHECKED_OUT, np.where(start < TODAY, StayCode.CHECKED_IN, StayCode.CONFIRMED)
    )
    status[(start > TODAY) & (odd % 13 == 0)] = StayCode.TENTATIVE
    owing = rng.random(count) < 0.4
    marks = np.zeros(count, np.int64)
    for mark, share in ((Mark.NOTE, 0.2), (Mark.VIP, 0.08), (Mark.LOCKED, 0.07)):
        marks |= np.where(rng.random(count) < share, int(mark), 0)
    marks |= np.where(owing & (start <= TODAY), int(Mark.DUE_NOW), 0)
    marks |= np.where(columns["clash"] > 0, int(Mark.OVERSOLD), 0)
    types = np.array([room.type_index for room in house.rooms])[columns["row"]]
    row = np.where(odd % 101 == 0, rooms + types, columns["row"])
    payment = np.where(
        owing,
        np.where(start <= TODAY, PaymentCode.BALANCE_DUE, PaymentCode.DEPOSIT_DUE),
        PaymentCode.NOTHING_DUE,
    )
    key = np.zeros((count, 2), np.uint64)
    key[:, 1] = np.arange(1, count + 1)
    first, second = rng.integers(0, 40, count), rng.integers(0, 40, count)
    names = [
        SURNAMES[a % len(SURNAMES)]
        + ("" if a < 20 else f" {chr(65 + n % 26)}.")
        + "\x1f"
        + GIVEN[b % len(GIVEN)]
        for n, (a, b) in enumerate(zip(first.tolist(), second.tolist(), strict=True))
    ]
    values = dict(columns) | {
        "row": row,
        "type": types,
        "status": status,
        "marks": marks,
        "payment": payment,
        "balance": np.where(owing, rng.integers(40, 900, count) * 100, 0),
        "label": np.arange(count),
        "arrives": rng.integers(14 * 60, 22 * 60, count),
        "leaves": rng.integers(7 * 60, 12 * 60, count),
    }
    rows = BarRows(key, values)
    bars = index_bars(rooms, Labels.of(names), key, rows.columns())
    return SyntheticHouse(house, bars, synthetic_days(house, bars), TODAY, TODAY + 0.47)


def synthetic_days(house: RackHouse, bars: RackBars) -> RackDays:
    """Occupancy, movements and free rooms counted from the bars."""
    rooms, kinds = len(house.rooms), len(house.types)
    delta = np.zeros((kinds, DAYS + 60), np.int64)
    np.add.at(delta, (bars.type, np.clip(bars.start - FIRST, 0, DAYS + 59)), 1)
    np.add.at(delta, (bars.type, np.clip(bars.end - FIRST, 0, DAYS + 59)), -1)
    sold = np.cumsum(delta, axis=1)[:, :DAYS]
    size = np.bincount([room.type_index for room in house.rooms], minlength=kinds)[:, None]
    return RackDays(
        first=FIRST,
        occupancy=(sold.sum(axis=0) / rooms).astype(np.float32),
        arrivals=np.bincount(bars.start - FIRST, minlength=DAYS)[:DAYS],
        departures=np.bincount(bars.end - FIRST, minlength=DAYS)[:DAYS],
        free=rooms - sold.sum(axis=0),
        type_free=(size - sold).astype(np.int32),
        type_sold=(sold / size).astype(np.float32),
        holidays={FIRST + 177: "Christmas", FIRST + 518: "Restoration Day"},
    )
