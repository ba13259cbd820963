"""How an import ended: counts for a person, and a report file with every row."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.features.reservations.importing.booking import Mended, Rejection, sentence
from app.features.reservations.importing.plan import Plan
from app.infra import sheets
from app.kernel.text import tr

# Read by programs as well, so these words are not translated; the reasons are.
HEADER = ("row", "outcome", "number", "repair", "column", "value", "reason")
IMPORTED, REPAIRED, REJECTED, KNOWN = "imported", "repaired", "rejected", "known"


@dataclass(slots=True)
class ImportResult:
    """What an import did, or would do (`dry_run`). Every row of the file is in exactly one of the counts."""

    file: str
    profile: str
    rows: int = 0
    imported: int = 0
    repaired: int = 0
    rejected: int = 0
    known: int = 0
    dry_run: bool = False
    cancelled: bool = False
    left: int = 0
    repairs: dict[str, int] = field(default_factory=dict)
    houses: list[dict[str, object]] = field(default_factory=list)
    unused_columns: list[str] = field(default_factory=list)
    encoding: str = ""
    report: str = ""
    rejections: list[Rejection] = field(default_factory=list)
    seconds: float = 0.0


def count(result: ImportResult, plan: Plan, done: int) -> None:
    """Count rows by how they ended; of the pending ones the first `done` are in the house."""
    repairs: Counter[str] = Counter()
    for placed in plan.pending[:done]:
        repairs.update({str(m.repair) for m in placed.mended})
        if placed.mended:
            result.repaired += 1
        else:
            result.imported += 1
    result.known, result.rejected = len(plan.known), len(plan.rejections)
    result.left = len(plan.pending) - done
    result.rejections = plan.rejections
    result.repairs = dict(repairs.most_common())


def write_report(path: Path, plan: Plan, done: int) -> None:
    """Every row with how it ended, by row number. Raises FileNotWritten."""
    sheets.save_csv(path, itertools.chain([HEADER], _lines(plan, done)))


Line = tuple[object, ...]


def _lines(plan: Plan, done: int) -> Iterator[Line]:
    rows: list[tuple[int, int]] = [(placed.booking.row, i) for i, placed in enumerate(plan.pending[:done])]
    first_known = len(plan.pending)
    rows += [(known.row, first_known + i) for i, known in enumerate(plan.known)]
    first_rejected = first_known + len(plan.known)
    rows += [(rejection.row, first_rejected + i) for i, rejection in enumerate(plan.rejections)]
    for row, index in sorted(rows):
        if index >= first_rejected:
            r = plan.rejections[index - first_rejected]
            yield (row, REJECTED, "", "", r.column, r.value, r.reason)
        elif index >= first_known:
            number = plan.known[index - first_known].number
            yield (row, KNOWN, number, "", "", "", tr("The booking is in the house already."))
        else:
            placed = plan.pending[index]
            yield from _ended(row, placed.number, placed.mended)


def _ended(row: int, number: str, repairs: Iterable[Mended]) -> Iterator[Line]:
    lines = [(row, REPAIRED, number, str(m.repair), m.column, m.value, sentence(m.repair)) for m in repairs]
    yield from lines or [(row, IMPORTED, number, "", "", "", "")]
