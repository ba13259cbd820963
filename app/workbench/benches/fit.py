"""The bench `fit`: how long a plan takes in a house of 500 rooms and 60 days, and what plans are worth.

The worth is counted on the city hotel of the published file, replayed in booking order: with the rooms it
has, and with so few of them that first fit refuses three to four stays of a hundred.
"""

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from app.bootstrap import App
from app.features.front_desk import MakeItFit
from app.features.front_desk.queries import fitting_rows
from app.features.front_desk.rules.fitting import faults
from app.features.front_desk.rules.solving import solve
from app.features.property import House
from app.features.reservations import ChangeStayDates
from app.kernel.dates import ONE_DAY
from app.workbench.bench_house import furnish_bench_house
from app.workbench.benches.budgets import FIT
from app.workbench.benches.importing import real_file
from app.workbench.fitting import CITY_ROOMS, bookings_of, problems, replay, smaller

PLANS: Final = 60
ASKED: Final = 20
# The small house: so many percent of each type's rooms.
SMALL: Final = 94
MOST_MOVES: Final = 3
WEEKS: Final = timedelta(days=21)


def run(server: str = "") -> list[dict[str, Any]]:
    """All of it; a server makes no difference to a plan."""
    del server
    return [solved(PLANS), asked(ASKED), *worth(real_file())]


def solved(count: int, rooms: int = 500) -> dict[str, Any]:
    """Plans by the solver alone, with the proof of those that cannot be."""
    import ortools.sat.python.cp_model  # noqa: F401, PLC0415 - a desk has loaded it by its first plan

    times, fits = [], 0
    for problem in problems(count, rooms=rooms):
        start = perf_counter()
        plan = solve(problem)
        times.append((perf_counter() - start) * 1000)
        if plan.fits:
            fits += 1
            assert faults(problem, plan) == []
    return _row(f"a plan, {rooms} rooms × 60 days", times) | {"fits": fits}


def asked(count: int) -> dict[str, Any]:
    """The whole question: stays of the house that would leave three nights later."""
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-") as directory:
        app = furnish_bench_house(Path(directory))
        try:
            wishes = _longer(app, count)
            times, fits = [], 0
            for wish in wishes:
                start = perf_counter()
                fits += app.ask(MakeItFit(command=wish)).fits
                times.append((perf_counter() - start) * 1000)
        finally:
            app.close()
    return _row("the question, 500 rooms, 119,000 stays", times) | {"fits": fits}


def _longer(app: App, count: int) -> list[ChangeStayDates]:
    """Stays of the next three weeks, each to leave three nights later."""
    hotel = app.ask(House()).properties[0]
    today = hotel.business_date
    with app.database.reader(app.actor.tenant_id) as session:
        bars = fitting_rows.bars(session, hotel.id, today + ONE_DAY, today + WEEKS)
    whole = [bar for bar in bars if bar.room_id is not None and bar.starts == bar.arrival > today
             and bar.ends == bar.departure > bar.arrival]  # fmt: skip
    return [
        ChangeStayDates(
            id=app.new_id(), stay_id=bar.stay_id, arrival=bar.arrival, departure=bar.departure + 3 * ONE_DAY
        )
        for bar in whole[:: max(1, len(whole) // count)][:count]
    ]


def worth(path: Path) -> list[dict[str, Any]]:
    """Stays that first fit accepts, and those that plans accept, in both houses."""
    stays = bookings_of(path)
    rows = []
    for rooms in (CITY_ROOMS, smaller(SMALL)):
        first, plans = replay(stays, rooms), replay(stays, rooms, MOST_MOVES)
        rows.append(
            {
                "case": f"city hotel, {sum(rooms.values())} rooms", "stays": len(stays),
                "first_fit_accepts": first.accepted, "first_fit_refuses": first.refused,
                "make_it_fit_accepts": plans.accepted, "make_it_fit_refuses": plans.refused,
                "made_to_fit": plans.made_to_fit, "moves": plans.moves,
                "ok": plans.accepted > first.accepted,
            }
        )  # fmt: skip
    return rows


def _row(case: str, times: Sequence[float]) -> dict[str, Any]:
    ordered = sorted(times)
    p50, p95, p99 = (
        round(ordered[min(int(len(ordered) * s), len(ordered) - 1)], 1) for s in (0.5, 0.95, 0.99)
    )
    return {"case": case, "asked": len(ordered), "p50_ms": p50, "p95_ms": p95, "p99_ms": p99,
            "budget_ms": FIT, "ok": p99 <= FIT}  # fmt: skip
