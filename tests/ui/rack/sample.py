"""The hotel of the pictures in look: a few rooms of Miradouro around Sat 21 Nov 2026, typed in by hand."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

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
    Source,
    StayCode,
    index_bars,
)

TODAY = date(2026, 11, 21).toordinal() - date(1970, 1, 1).toordinal()
FIRST = TODAY - 2
C, I, O, T = StayCode.CONFIRMED, StayCode.CHECKED_IN, StayCode.CHECKED_OUT, StayCode.TENTATIVE  # noqa: E741
B, E, A, H = Source.BOOKING, Source.EXPEDIA, Source.AGENT, Source.DIRECT
P, K = Source.PHONE, Source.COMPANY
N, V, L, D, U, X = Mark.NOTE, Mark.VIP, Mark.LOCKED, Mark.DUE_NOW, Mark.URGENT, Mark.OVERSOLD
S = RoomState

ROOMS = [
    ("101", 0, "Single, river view", S.DIRTY),
    ("102", 0, "Single", S.CLEAN),
    ("107", 1, "Queen, river view", S.CLEAN),
    ("108", 1, "Twin, balcony", S.CLEAN),
    ("109", 1, "Queen, courtyard", S.DIRTY),
    ("110", 1, "Queen, river view", S.DIRTY),
    ("111", 1, "Twin, balcony", S.OUT_OF_ORDER),
    ("112", 1, "Queen, river view", S.IN_PROGRESS),
    ("201", 1, "Queen", S.INSPECTED),
    ("202", 1, "Twin, courtyard", S.DIRTY),
    ("203", 1, "Queen, river view", S.CLEAN),
    ("204", 1, "Queen", S.DIRTY),
    ("205", 1, "Twin, courtyard", S.INSPECTED),
    ("206", 1, "Queen, river view", S.DIRTY),
    ("207", 1, "Queen, balcony", S.DIRTY),
    ("208", 1, "Twin, courtyard", S.DIRTY),
    ("209", 2, "Queen, river view", S.INSPECTED),
    ("210", 2, "Queen, balcony", S.PICKUP),
    ("211", 2, "Queen, river view", S.CLEAN),
    ("212", 2, "Queen", S.DIRTY),
    ("213", 2, "Twin", S.OUT_OF_SERVICE),
]
# row or −type−1 for unassigned, label, first and last day of November, status, party, source, marks, balance
STAYS: list[tuple[int, str, int, int, StayCode, int, Source, int, int]] = [
    (-2, "Evans|Rhys", 21, 23, C, 1, B, V | D | U, 256), (-2, "Osei|Kwame", 25, 28, C, 2, B, 0, 0),
    (-2, "Baptista|Miguel", 28, 30, C, 2, B, N | X, 0), (-1, "Jensen|Ida", 22, 24, C, 1, B, 0, 0),
    (-3, "Brandt|Friederike", 23, 26, C, 2, E, 0, 0), (-3, "Torres|Mateo", 28, 30, C, 2, A, 0, 113),
    (2, "Moreau|Julien", 17, 19, O, 2, B, 0, 0), (2, "Haddad|Samir", 19, 21, O, 1, E, 0, 0),
    (2, "Dubois|Camille", 21, 25, C, 2, H, N | V, 0), (2, "Brandt|Friederike", 26, 32, C, 2, B, 0, 215),
    (2, "Ito|Kenji", 32, 35, C, 2, B, 0, 0),
    (3, "Dubois|Camille", 16, 20, O, 2, P, 0, 0), (3, "Lindqvist|Mårten", 20, 24, I, 2, K, N | L, 0),
    (3, "Novák|Tomáš", 24, 26, C, 2, B, 0, 0), (3, "Marino|Paolo", 26, 28, C, 1, K, 0, 79),
    (3, "Campbell|Isla", 28, 38, C, 2, H, 0, 0),
    (4, "Kim|Seo-yeon", 19, 21, I, 2, E, N | D, 46), (4, "Okonkwo|Adaeze", 21, 24, C, 2, B, N | V | D, 264),
    (4, "Vogel|Karin", 26, 30, C, 2, B, N | V, 0), (4, "García Lorca|Pablo", 30, 32, T, 1, H, 0, 86),
    (4, "Torres|Mateo", 32, 36, C, 2, H, 0, 0),
    (5, "O’Sullivan|Ciara", 18, 20, O, 2, B, 0, 0), (5, "Patel|Anjali", 20, 22, I, 1, H, 0, 0),
    (5, "van den Berg|Joost", 22, 25, C, 2, B, 0, 0), (5, "Kovács|Bence", 28, 30, C, 1, E, N, 0),
    (6, "Silva|Tiago", 26, 29, C, 2, B, 0, 130), (6, "Hernández|Ana", 29, 30, C, 2, B, 0, 0),
    (6, "Pereira|Sofia", 31, 32, C, 1, H, 0, 0),
    (7, "Weber|Jonas", 18, 21, O, 2, H, 0, 0), (7, "Nguyễn|Thu Hà", 21, 23, C, 1, A, N | D | U, 256),
    (7, "Vieira|Leonor", 23, 28, C, 2, H, 0, 198), (7, "Pereira|Sofia", 28, 30, C, 2, B, N, 77),
    (7, "Meyer|Tobias", 31, 35, C, 2, H, L, 143),
    (8, "Tanaka|Hiroshi", 18, 20, O, 2, B, 0, 0), (8, "Walsh|Declan", 20, 21, O, 2, H, 0, 0),
    (8, "Virtanen|Aino", 21, 26, I, 1, P, N | V, 0), (8, "Nielsen|Rasmus", 28, 30, C, 1, B, 0, 0),
    (9, "Ferreira|Inês", 17, 21, I, 2, H, 0, 0), (9, "Rossi|Giulia", 22, 24, C, 2, B, 0, 299),
    (9, "Laurent|Élise", 28, 30, C, 2, K, V, 0), (9, "Costa|Beatriz", 30, 32, T, 2, H, 0, 87),
    (10, "Nielsen|Rasmus", 13, 19, O, 2, H, 0, 0), (10, "Chen|Wei-Ting", 21, 22, C, 1, B, D, 128),
    (10, "García Lorca|Pablo", 23, 28, T, 2, H, N, 0), (10, "Oliveira|Rui", 28, 29, C, 2, H, 0, 46),
    (10, "Osei|Kwame", 29, 32, C, 2, K, N, 0),
    (11, "Jansen|Femke", 14, 21, I, 2, B, N, 0), (11, "Meyer|Tobias", 28, 29, C, 2, H, 0, 0),
    (11, "Moreau|Julien", 29, 33, C, 2, H, 0, 0), (12, "Baptista|Miguel", 26, 30, C, 2, H, 0, 0),
    (13, "Moreau|Julien", 17, 19, O, 2, B, 0, 0), (13, "Müller|Annika", 20, 23, I, 2, H, 0, 0),
    (13, "Yılmaz|Emre", 22, 24, C, 2, H, X, 0), (13, "Smith|Harriet", 24, 27, C, 1, B, 0, 0),
    (13, "Mendes|Carolina", 27, 31, T, 2, E, 0, 0),
    (14, "Brandt|Friederike", 16, 26, I, 1, B, 0, 0), (14, "Lindqvist|Mårten", 26, 30, C, 2, P, 0, 0),
    (14, "Abdi|Hodan", 30, 32, C, 2, B, 0, 0),
    (15, "Papadopoulos|Eleni", 18, 21, I, 2, K, L, 0), (15, "Laurent|Élise", 21, 22, C, 2, B, D, 117),
    (15, "Santos|Marcelo", 22, 26, C, 2, A, N, 578), (15, "Farkas|Dóra", 26, 33, C, 1, A, 0, 0),
    (16, "Kaya|Zeynep", 27, 32, C, 2, H, L, 283), (17, "Björk|Sólveig", 19, 22, I, 2, B, 0, 0),
    (17, "Costa|Beatriz", 23, 25, C, 1, B, 0, 0), (18, "Kim|Seo-yeon", 20, 30, I, 2, B, N | D, 1519),
]  # fmt: skip
BLOCKS = [(6, "Bathroom leak", 18, 24, BarKind.OUT_OF_ORDER), (20, "Carpet", 22, 25, BarKind.OUT_OF_SERVICE)]


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything the canvas needs."""

    house: RackHouse
    bars: RackBars
    days: RackDays


def sample() -> Sample:
    """The hotel of the pictures."""
    names = ("Single", "Standard double", "Superior double")
    types = tuple(RackType(UUID(int=i + 1), name[:3].upper(), name) for i, name in enumerate(names))
    rooms = tuple(
        RackRoom(
            UUID(int=100 + i),
            number,
            kind,
            features=features,
            state=state,
            accessible=number in ("107", "201"),
            linked=number in ("110", "111"),
            capacity=2,
            floor=number[0],
        )
        for i, (number, kind, features, state) in enumerate(ROOMS)
    )
    return Sample(RackHouse(rooms, types, ("Miradouro",)), sample_bars(), sample_days())


def sample_bars() -> RackBars:
    """Stays and blocks as columns."""
    count = len(STAYS) + len(BLOCKS)
    key = np.zeros((count, 2), np.uint64)
    key[:, 1] = np.arange(1, count + 1)
    row = [s[0] if s[0] >= 0 else len(ROOMS) - 1 - s[0] for s in STAYS] + [b[0] for b in BLOCKS]
    start = np.array([s[2] for s in STAYS] + [b[2] for b in BLOCKS]) + TODAY - 21
    end = np.array([s[3] for s in STAYS] + [b[3] for b in BLOCKS]) + TODAY - 21
    none = [0] * len(BLOCKS)
    values = {
        "row": row, "start": start, "end": end, "nights": end - start,
        "type": [ROOMS[r][1] if r < len(ROOMS) else r - len(ROOMS) for r in row],
        "status": [*(s[4] for s in STAYS), *none], "party": [*(s[5] for s in STAYS), *none],
        "source": [*(s[6] for s in STAYS), *none], "marks": [*(int(s[7]) for s in STAYS), *none],
        "balance": np.array([*(s[8] for s in STAYS), *none]) * 100,
        "payment": [*(_payment(s) for s in STAYS), *none],
        "kind": [BarKind.STAY] * len(STAYS) + [b[4] for b in BLOCKS], "label": np.arange(count),
    }  # fmt: skip
    texts = [s[1].replace("|", "\x1f") for s in STAYS] + [b[1] for b in BLOCKS]
    rows = BarRows(key, {name: np.asarray(column) for name, column in values.items()})
    return index_bars(len(ROOMS), Labels.of(texts), key, rows.columns())


def _payment(stay: tuple[int, str, int, int, StayCode, int, Source, int, int]) -> PaymentCode:
    if stay[4] is StayCode.TENTATIVE:
        return PaymentCode.NOT_GUARANTEED
    if not stay[8]:
        return PaymentCode.NOTHING_DUE if stay[5] == 2 else PaymentCode.DEPOSIT_PAID
    return PaymentCode.BALANCE_DUE if stay[7] & Mark.DUE_NOW else PaymentCode.DEPOSIT_DUE


def sample_days() -> RackDays:
    """Figures of two weeks as in the pictures, then made up."""
    occupancy = [74, 87, 85, 74, 83, 73, 66, 70, 83, 94, 94, 75, 69, 67] * 30
    free = [12, 6, 7, 12, 8, 13, 16, 14, 8, 3, 3, 12, 15, 16] * 30
    single = [1, 2, 0, 0, 0, 0, 2, 3, 2, 1, 1, 1, 3, 1] * 30
    double = [3, 2, 2, 1, 2, 5, 6, 3, 3, -1, -1, 5, 4, 6] * 30
    superior = [5, 2, 4, 7, 4, 4, 2, 4, 2, 0, 0, 2, 2, 4] * 30
    type_free = np.array([single, double, superior])
    return RackDays(
        first=FIRST, occupancy=np.array(occupancy) / 100, arrivals=np.array([9, 15, 14, 7] * 105),
        departures=np.array([8, 9, 15, 12] * 105), free=np.array(free), type_free=type_free,
        type_sold=(1 - type_free / np.array([[3], [14], [14]])).astype(np.float32),
        holidays={TODAY + 10: "Restoration Day"},
    )  # fmt: skip
