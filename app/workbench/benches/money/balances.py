"""The trial balance over two years of postings, as of now and as of moments of the past.

The postings are written in bulk: every night of two hotels with VAT, city tax and payments, 1.5 million rows.
"""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, ClassVar, Final
from uuid import UUID

from app.bootstrap import App, open_app
from app.features import folios, property
from app.features.folios.models import AccountDay, Posting
from app.infra.bus import Bus, Handling, Wiring
from app.infra.database import Location
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.workbench.benches.budgets import TRIAL_BALANCE

POSTINGS: Final = 1_500_000
DAYS: Final = 731
FIRST: Final = date(2024, 11, 21)
SEED: Final = 3
SAMPLE: Final = 7
# Kind, counter account and amount of the postings of a stay's night.
NIGHT: Final = (
    ("charge", "4000", 9_434), ("tax", "2200", 566), ("charge", "4100", 1_106), ("tax", "2200", 144),
    ("charge", "2250", 400), ("payment", "1030", -11_650),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class WritePostings(Command):
    """Write a great many postings at once, with the sums of their days."""

    verb: ClassVar[str] = "workbench.write_postings"

    property_id: UUID
    count: int


def run(server: str = "") -> list[dict[str, Any]]:
    """On a file beside the user's own data, and on the Postgres database that `server` names."""
    with tempfile.TemporaryDirectory(prefix="keyrack-bench-", dir=Path.home()) as directory:
        rows = measure(Location.in_directory(Path(directory)), "SQLite")
    return rows + (measure(Location.shared(server), "Postgres") if server else [])


def measure(location: Location, engine: str, count: int = POSTINGS) -> list[dict[str, Any]]:
    """Fill an empty house and ask for balances."""
    app = open_app(location, found="Bench")
    try:
        house = app.new_id()
        app.execute(
            property.SetUpProperty(
                id=app.new_id(), property_id=house, code="MIR", name="Miradouro", timezone="Europe/Lisbon",
                currency="EUR", business_date=FIRST + timedelta(days=DAYS - 1), country="PT",
            )
        )  # fmt: skip
        app.execute(folios.SetUpLedgers(id=app.new_id(), property_id=house, country="PT"))
        fill(app, house, count)
        now = datetime.combine(FIRST + timedelta(days=DAYS), time(12), UTC)
        cases = {
            "now": None,
            "an hour ago": now - timedelta(hours=13),
            "a month ago": now - timedelta(days=30),
            "a year ago": now - timedelta(days=366),
        }
        return [_row(app, house, f"{engine}, balance of {name}", moment) for name, moment in cases.items()]
    finally:
        app.close()


def fill(app: App, house: UUID, count: int) -> None:
    """Write the postings as one command that only the bench knows."""
    bus = Bus(app.database, Wiring((Handling(WritePostings, _write),)), app.clock, app.new_id)
    bus.execute(WritePostings(id=app.new_id(), property_id=house, count=count), app.actor)


def _write(command: WritePostings, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    days: dict[tuple[date, str], list[int]] = {}
    uow.insert_values(Posting, _NAMES, _postings(command, days))
    rows = ((command.property_id, day, code, *sums) for (day, code), sums in sorted(days.items()))
    names = ("property_id", "business_date", "account", "debit_minor", "credit_minor")
    uow.insert_values(AccountDay, names, rows)
    return {}


_NAMES: Final = (
    "id", "property_id", "entry_id", "folio_id", "number", "kind", "business_date", "at", "by_name",
    "account", "counter", "amount_minor", "currency", "article_code", "text", "quantity", "stay_id",
    "night", "tax_code", "tax_bp", "reverses_id", "rebates_id", "moved", "payment_id", "session_id", "reason",
)  # fmt: skip


def _postings(
    command: WritePostings, days: dict[tuple[date, str], list[int]]
) -> Iterator[tuple[object, ...]]:
    rng = random.Random(SEED)
    per_day = command.count // DAYS
    for offset in range(DAYS):
        day = FIRST + timedelta(days=offset)
        at = datetime.combine(day, time(23), UTC)
        for number in range(per_day):
            kind, counter, minor = NIGHT[number % len(NIGHT)]
            id_ = f"{offset:08x}{number:08x}{rng.getrandbits(64):016x}"
            debit, credit = ("1210", counter) if minor > 0 else (counter, "1210")
            days.setdefault((day, debit), [0, 0])[0] += abs(minor)
            days.setdefault((day, credit), [0, 0])[1] += abs(minor)
            yield (
                id_, command.property_id.hex, id_, None, 1, kind, day.isoformat(), at, "Audit", "1210",
                counter, minor, "EUR", "ROOM", "Room 101", 1000, None, day.isoformat(), "LODGING", 600, None,
                None, False, None, None, "",
            )  # fmt: skip


def _row(app: App, house: UUID, case: str, moment: datetime | None) -> dict[str, Any]:
    query = folios.TrialBalance(property_id=house, as_of=moment)
    times, cpu = [], []
    for _ in range(SAMPLE):
        start, used = perf_counter(), process_time()
        rows = app.ask(query)
        times.append((perf_counter() - start) * 1000)
        cpu.append((process_time() - used) * 1000)
        assert sum(row.balance_minor for row in rows) == 0
    p50 = sorted(times)[SAMPLE // 2]
    return {
        "case": case, "accounts": len(rows), "p50_ms": round(p50, 1),
        "cpu_ms": round(sorted(cpu)[SAMPLE // 2], 1),
        "budget_ms": TRIAL_BALANCE, "ok": p50 <= TRIAL_BALANCE,
    }  # fmt: skip
