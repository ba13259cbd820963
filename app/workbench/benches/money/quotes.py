"""Rates: a quote of thirty nights over a whole house, its grid for a year, and writing that year."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from app.bootstrap import App, open_app
from app.features.property import AddRoomType, SetUpProperty
from app.features.rates import (
    Action,
    AddRatePlan,
    AddSeason,
    LimitSpan,
    PriceRun,
    PriceSpan,
    Quotes,
    RateGrid,
    SeasonPrice,
    SetPrices,
    SetRestrictions,
)
from app.infra.database import Location
from app.kernel.clock import derived_id
from app.kernel.commands import Command
from app.workbench.benches.budgets import QUOTE, RATE_GRID, RATE_YEAR
from app.workbench.benches.repeated import REPEATS, each, repeated, row

BEGINS: Final = date(2026, 11, 21)
TYPES, PLANS, DAYS, NIGHTS = 12, 8, 365, 30
ARRIVAL: Final = BEGINS + timedelta(days=40)
EDITS: Final = 5
# Every other plan has prices of its own; the others are derived from the one before.
DERIVED: Final = frozenset({1, 2, 3, 5})
HOUSE: Final = derived_id("bench", "rates", "house")


def run(server: str = "") -> list[dict[str, Any]]:
    """Measure on a file, and on the empty Postgres database `server` names, where one is named."""
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-", dir=Path.home()) as directory:
        rows = measure(Location.in_directory(Path(directory)), "SQLite")
    return rows + (measure(Location.shared(server), "Postgres") if server else [])


def measure(
    location: Location, engine: str, sample: int = REPEATS, edits: int = EDITS
) -> list[dict[str, Any]]:
    """Fill an empty house and time the cases, first with seasons only, then with a price for every night."""
    app = open_app(location, found="Bench")
    try:
        _fill(app)
        quote = Quotes(
            property_id=HOUSE, arrival=ARRIVAL, departure=ARRIVAL + timedelta(days=NIGHTS), adults=2,
            child_ages=(3, 7),
        )  # fmt: skip
        grid = RateGrid(property_id=HOUSE, first=BEGINS, last=BEGINS + timedelta(days=DAYS))
        whole = f"{NIGHTS} nights × {TYPES} types × {PLANS} plans"
        year = f"a year of {TYPES} types × {PLANS} plans"
        rows = [
            row(f"{engine}, quote from seasons, {whole}", repeated(lambda: app.ask(quote), sample), QUOTE)
        ]
        rows.append(row(f"{engine}, paste {year}", each([lambda: app.execute(_paste(app))]), RATE_YEAR))
        app.execute(_limits(app))
        rows.append(
            row(f"{engine}, quote from nights, {whole}", repeated(lambda: app.ask(quote), sample), QUOTE)
        )
        raises = [lambda: app.execute(_raise(app))] * edits
        rows.append(row(f"{engine}, +5 % over {year}", each(raises), RATE_YEAR))
        rows.append(row(f"{engine}, grid of {year}", repeated(lambda: app.ask(grid), sample), RATE_GRID))
        return rows
    finally:
        app.close()


def _plan(number: int) -> UUID:
    return derived_id("bench", "rates", "plan", number)


def _type(number: int) -> UUID:
    return derived_id("bench", "rates", "type", number)


def _fill(app: App) -> None:
    new_id = app.new_id
    commands: list[Command] = [
        SetUpProperty(
            id=new_id(), property_id=HOUSE, code="B", name="Bench", timezone="Europe/Lisbon", currency="EUR",
            business_date=BEGINS,
        )
    ]  # fmt: skip
    commands += [
        AddRoomType(
            id=new_id(), room_type_id=_type(n), property_id=HOUSE, code=f"T{n}", name=f"Type {n}", position=n,
            max_occupancy=4,
        )
        for n in range(TYPES)
    ]  # fmt: skip
    for n in range(PLANS):
        derived = n in DERIVED
        commands.append(
            AddRatePlan(
                id=new_id(), plan_id=_plan(n), property_id=HOUSE, code=f"P{n}", name=f"Plan {n}", position=n,
                parent_id=_plan(n - 1) if derived else None, derive_bp=-500 if derived else 0, round_minor=50,
                child_bands=() if derived else ((0, 4), (4, 12)),
            )
        )  # fmt: skip
        if not derived:
            commands += [_season(app, n, month) for month in range(0, 12, 3)]
    for command in commands:
        app.execute(command)


def _season(app: App, plan: int, month: int) -> AddSeason:
    starts = BEGINS + timedelta(days=month * 30)
    prices = tuple(
        SeasonPrice(_type(n), 10_000 + 500 * n + 700 * month, 9_000, 2_500, children=(0, 1_200))
        for n in range(TYPES)
    )
    return AddSeason(
        id=app.new_id(), season_id=app.new_id(), plan_id=_plan(plan), name=f"Season {month}", starts=starts,
        ends=starts + timedelta(days=100), prices=prices, rank=month,
    )  # fmt: skip


def _paste(app: App) -> SetPrices:
    """Another amount for every night of every plan and type."""
    runs = tuple(
        PriceRun(
            _plan(p),
            _type(t),
            BEGINS,
            tuple(9_000 + (d * 37 + t * 211 + p * 97) % 5_000 for d in range(DAYS)),
        )
        for p in range(PLANS)
        for t in range(TYPES)
    )
    return SetPrices(id=app.new_id(), property_id=HOUSE, runs=runs)


def _raise(app: App) -> SetPrices:
    plans = tuple(_plan(p) for p in range(PLANS))
    last = BEGINS + timedelta(days=DAYS - 1)
    span = PriceSpan(BEGINS, last, plans, action=Action.PERCENT, value=500, round_minor=50)
    return SetPrices(id=app.new_id(), property_id=HOUSE, spans=(span,))


def _limits(app: App) -> SetRestrictions:
    last = BEGINS + timedelta(days=DAYS - 1)
    spans = (
        LimitSpan(BEGINS, last, "min_through", 2, weekdays=96),
        LimitSpan(BEGINS, last, "no_arrival", 1, weekdays=64),
    )
    return SetRestrictions(id=app.new_id(), property_id=HOUSE, spans=spans)
