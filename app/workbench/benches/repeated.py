"""How a bench repeats a case: a few times to warm up, then a hundred times that count.

The 95th percentile is held against the budget; the median and the 99th percentile are told beside it, and the
median of the processor's time, in which other programs have no part.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter, process_time
from typing import Any, Final

REPEATS: Final = 100
WARM_UP: Final = 5


@dataclass(frozen=True, slots=True)
class Times:
    """What a case took each time, in milliseconds: by the clock on the wall and by the processor's."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def of(self, work: Callable[[], object]) -> None:
        """Do it once more."""
        start, began = perf_counter(), process_time()
        work()
        self.wall.append((perf_counter() - start) * 1000)
        self.cpu.append((process_time() - began) * 1000)


def percentile(times: Sequence[float], part: float) -> float:
    """The time that so large a part of them keeps within."""
    return sorted(times)[min(int(len(times) * part), len(times) - 1)]


@contextmanager
def started() -> Iterator[None]:
    """As in a desk that has started: what is loaded is not looked through for garbage any more."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def repeated(work: Callable[[], object], count: int = REPEATS) -> Times:
    """Do one thing again and again."""
    return each((work for _ in range(count)), [work] * WARM_UP)


def each(works: Iterable[Callable[[], object]], before: Iterable[Callable[[], object]] = ()) -> Times:
    """Do things one after the other; what is done `before` does not count."""
    times = Times()
    with started():
        for work in before:
            work()
        for work in works:
            times.of(work)
    return times


def row(case: str, times: Times, budget: float | None = None) -> dict[str, Any]:
    """A line of a bench's answer."""
    p50, p95, p99 = (round(percentile(times.wall, part), 1) for part in (0.5, 0.95, 0.99))
    told: dict[str, Any] = {
        "case": case, "times": len(times.wall), "p50_ms": p50, "p95_ms": p95, "p99_ms": p99,
        "cpu_ms": round(percentile(times.cpu, 0.5), 1),
    }  # fmt: skip
    return told if budget is None else told | {"budget_ms": budget, "ok": p95 <= budget}
