"""The demo hotel: everything a screen has to show is there, it is sound, and a seed gives one house."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import App, check_house
from app.features.front_desk import Arrivals, Urgency, WaitBoard
from app.features.property import House
from app.features.reservations.groups import Groups
from app.infra.database import Location
from app.infra.digest import Row, table_rows
from app.kernel.errors import AppError
from app.workbench.demo import SEED, HouseInTheWay, furnish, open_demo, shape
from app.workbench.seeded import SeededIds, StillClock
from app.workbench.simulation import oracle
from tests.support.houses import TestClock, open_house

TODAY = date(2026, 11, 21)
ROOMS = 48


def rows_of(app: App) -> dict[str, list[Row]]:
    """All rows of the house."""
    with app.database.reader(app.actor.tenant_id) as session:
        return table_rows(session)


def occupied(rows: dict[str, list[Row]], day: date) -> int:
    """How many rooms stays hold in the night of a day."""
    return sum(
        r["night"] == day and r["slot"] == "N" and r["stay_id"] is not None for r in rows["room_night"]
    )


def test_the_demo_is_sound_and_whole(demo: App, rows: dict[str, list[Row]]) -> None:
    """The laws hold; each kind of bar, block, state, source and note is there."""
    assert list(oracle.faults(rows)) == []
    assert [report.findings for report in check_house(demo.database).values()] == [()]
    assert demo.actor.name == "Marta Sousa"
    house = demo.ask(House())
    assert (house.properties[0].name, len(house.rooms), house.properties[0].business_date) == (
        "Miradouro", ROOMS, TODAY,
    )  # fmt: skip
    assert {s["status"] for s in rows["stay"]} == {
        "tentative", "confirmed", "checked_in", "checked_out", "cancelled", "no_show",
    }  # fmt: skip
    assert {b["kind"] for b in rows["room_block"]} == {
        "out_of_order",
        "out_of_service",
        "courtesy_hold",
        "lease",
    }
    assert {r["source"] for r in rows["reservation"]} >= {
        "booking", "expedia", "airbnb", "direct", "phone", "company", "agent", "walk_in",
    }  # fmt: skip
    assert {r["housekeeping"] for r in rows["room"]} >= {"clean", "dirty", "inspected", "in_progress"}
    assert {r["guarantee"] for r in rows["reservation"]} == {"none", "card", "deposit", "company"}
    for column in (
        "group_id",
        "company_id",
        "agent_id",
        "guest_note",
        "internal_note",
        "tags",
        "arrival_time",
    ):
        assert any(r[column] for r in rows["reservation"]), column
    assert len(rows["stay_lock"]) >= 3
    assert any(g["vip"] for g in rows["guest"])
    assert any(s["segment"] > 0 for s in rows["stay_segment"])
    assert any(n["slot"] == "D" for n in rows["stay_night"])
    assert max(Counter(s["reservation_id"] for s in rows["stay"]).values()) >= 2


def test_the_days_around_today(rows: dict[str, list[Row]]) -> None:
    """A full house that empties towards next year, a double-booked room, stays that wait for a room."""
    near = [occupied(rows, TODAY + timedelta(days=n)) for n in range(-30, 8)]
    assert 0.6 < sum(near) / len(near) / ROOMS < 0.97
    far = [occupied(rows, TODAY + timedelta(days=n)) for n in range(100, 360)]
    assert 0.03 < sum(far) / len(far) / ROOMS < 0.5
    assert len({c["stay_id"] for c in rows["conflict"] if c["closed_at"] is None}) == 1
    waiting = {s["room_type_id"] for s in rows["stay_segment"] if s["room_id"] is None and s["ends"] > TODAY}
    assert len(waiting) >= 4
    today = Counter((s["status"], s["arrival"] == TODAY, s["departure"] == TODAY) for s in rows["stay"])
    assert today["confirmed", True, False] >= 5
    assert today["checked_in", False, True] >= 3
    assert today["checked_out", False, True] >= 2
    assert sum(s["status"] == "checked_in" for s in rows["stay"]) >= 20


def test_guests_book_as_real_ones_do(rows: dict[str, list[Row]]) -> None:
    """Lead times, lengths and cancellations follow the published shape."""
    past = [s for s in rows["stay"] if s["departure"] <= TODAY and s["status"] == "checked_out"]
    booked = {r["id"]: r["booked_on"] for r in rows["reservation"]}
    leads = sorted((s["arrival"] - booked[s["reservation_id"]]).days for s in past)
    assert shape.LEAD_KEPT[8] - 15 < leads[len(leads) // 2] < shape.LEAD_KEPT[12] + 15
    nights = [(s["departure"] - s["arrival"]).days for s in past]
    assert 2.2 < sum(nights) / len(nights) < 3.4
    cancelled = sum(s["status"] == "cancelled" for s in rows["stay"])
    assert 0.25 < cancelled / len(rows["stay"]) < 0.5
    assert all(r["booked_on"] <= TODAY for r in rows["reservation"])
    numbers = [r["number"] for r in rows["reservation"]]
    assert len(set(numbers)) == len(numbers)


def test_the_morning_at_the_desk(demo: App, rows: dict[str, list[Row]]) -> None:
    """Every urgency of arrivals, early guests who wait, wishes, a group half named."""
    noon = datetime(2026, 11, 21, 11, 20, tzinfo=UTC)
    arrivals = demo.ask(Arrivals(now=noon)).rows
    assert {row.urgency for row in arrivals} == set(Urgency)
    assert {row.stay_id for row in arrivals} >= {w["stay_id"] for w in rows["room_wait"]}
    assert len(rows["room_wait"]) == 2
    assert Counter(t["done_at"] is not None for t in rows["trace"]) == {False: 5, True: 1}
    assert {a["moment"] for a in rows["stay_alert"]} == {"opening", "check_in", "check_out"}
    assert rows["stay_note"]
    assert {t["reason"] for t in rows["turn_away"]} == {"full", "type", "price"}
    fits = [row.entry.fit_room_id is not None for row in demo.ask(WaitBoard(now=noon)).rows]
    assert Counter(fits) == {False: 2, True: 1}
    (group,) = demo.ask(Groups(property_id=demo.ask(House()).properties[0].id))
    kept = [a for a in rows["allotment"] if a["night"] == group.arrival]
    named = [r for r in rows["reservation"] if r["group_id"] == group.id]
    assert (sum(a["rooms"] for a in kept), len(named)) == (8, 4)


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2027, 3, 28)])
def test_any_day_can_be_today(location: Location, today: date) -> None:
    """A leap day; Easter, as clocks change: the same hotel around another day."""
    app = furnish(open_house(location), today=today)
    rows = rows_of(app)
    app.close()
    assert list(oracle.faults(rows)) == []
    assert occupied(rows, today) > ROOMS // 2


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_seed_gives_one_demo(rows: dict[str, list[Row]], tmp_path: Path) -> None:
    """The same seed and day give the same rows, another seed others."""

    def stays(found: dict[str, list[Row]]) -> list[tuple[object, ...]]:
        posted = [(p["id"], p["amount_minor"], p["text"], p["at"]) for p in found["posting"]]
        own = [(s["id"], s["guest_id"], s["arrival"], s["departure"], s["status"]) for s in found["stay"]]
        return [*own, *posted]

    def made(place: str, seed: int) -> list[tuple[object, ...]]:
        app = furnish(open_house(Location.in_directory(tmp_path / place)), seed=seed, today=TODAY)
        try:
            return stays(rows_of(app))
        finally:
            app.close()

    first = stays(rows)
    assert first == made("again", SEED)
    assert first != made("other", SEED + 1)


def test_a_demo_lives_for_a_day(tmp_path: Path) -> None:
    """Opened again it is the same house; on the next day it is furnished anew; nobody's house is touched."""
    clock = TestClock()
    first = open_demo(tmp_path, clock=clock)
    first.close()
    again = open_demo(tmp_path, clock=clock)
    assert again.actor.tenant_id == first.actor.tenant_id
    again.close()
    clock.forward(days=1)
    next_day = open_demo(tmp_path, clock=clock)
    assert next_day.ask(House()).properties[0].business_date == TODAY + timedelta(days=1)
    assert next_day.actor.tenant_id != first.actor.tenant_id
    next_day.close()
    real = tmp_path / "real"
    open_house(Location.in_directory(real)).close()
    with pytest.raises(HouseInTheWay) as refusal:
        open_demo(real, clock=clock)
    assert isinstance(refusal.value, AppError)
    assert (real / "keyrack.db").exists()


def test_seeded_ids_are_ids_in_order() -> None:
    """They are UUIDs of version 7, each later than the one before, the same for the same seed."""
    clock = StillClock(datetime(2026, 11, 21, 8, tzinfo=UTC))
    ids, same = SeededIds(1, clock), SeededIds(1, clock)
    made = [ids() for _ in range(1000)]
    assert made == sorted(set(made)) == [same() for _ in range(1000)]
    assert {id_.version for id_ in made} == {7}
