"""The packed reading says of every bar what a plain reading of the rows says, on both engines."""

from datetime import date, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import Connection, insert, select, update

from app.bootstrap import App
from app.features.guests.models import Guest
from app.features.rack import Rack, RackView
from app.features.rack.queries.tables import CHANNELS, SOURCES, STATES
from app.features.rack.rules.codes import Mark, PaymentCode, Source, StayCode
from app.features.reservations.models import BookingGroup, Reservation, Stay, StayLock, StaySegment
from app.infra.database import Location
from app.infra.packed import as_codes
from app.workbench.bench_house import fill_bench_house
from tests.support.houses import open_house

EPOCH = date(1970, 1, 1)
SEED = 20_261_121
ROOMS, STAYS = 12, 240
NAMES = ("Müller", "O'Hara, Jr.", "", "李", "a\x1eb", "x" * 120)
CHANNEL_WORDS = ("", "booking", "booking.com", "E", "A", "somewhere else", "Booking")
SOURCE_WORDS = ("direct", "travel_agent", "mail", "corporate", "airbnb", "gds", "other")
MARKS = Mark.NOTE | Mark.VIP | Mark.LOCKED | Mark.GROUP | Mark.CONTINUES_LEFT | Mark.CONTINUES_RIGHT


def writing(app: App, connection: Connection) -> Connection:
    """A connection that may write the tenant's rows."""
    if not app.database.is_sqlite:
        connection.exec_driver_sql(f"SET LOCAL app.tenant_id = '{app.actor.tenant_id}'")
    return connection


def change_at_random(app: App) -> None:
    """Give guests, bookings and stays values of every kind."""
    rng = Random(SEED)
    group = UUID(int=77)
    with app.database.engine.begin() as raw:
        connection = writing(app, raw)
        hotel = connection.execute(select(Stay.__table__.c.property_id)).scalars().first()
        connection.execute(
            insert(BookingGroup),
            {
                "tenant_id": app.actor.tenant_id,
                "id": group,
                "property_id": hotel,
                "code": "G",
                "name": "Tour",
            },
        )
        for key in connection.execute(select(Guest.__table__.c.id)).scalars().all():
            names = {"surname": rng.choice(NAMES), "given": rng.choice(NAMES)}
            change(connection, Guest, key, names | {"vip": rng.choice((0, 0, 1, 3))})
        for key in connection.execute(select(Reservation.__table__.c.id)).scalars().all():
            change(connection, Reservation, key, some_booking(rng, group))
        for key in connection.execute(select(Stay.__table__.c.id)).scalars().all():
            status = rng.choice((*STATES, "cancelled", "confirmed"))
            change(connection, Stay, key, {"status": status, "adults": rng.choice((1, 2, 11)), "children": 1})
        cut_some(connection, rng)


def change(connection: Connection, model: Any, key: UUID, values: dict[str, Any]) -> None:
    """Write some values of a row."""
    connection.execute(update(model).where(model.id == key).values(values))


def some_booking(rng: Random, group: UUID) -> dict[str, Any]:
    """Facts of a booking."""
    return {
        "source": rng.choice(SOURCE_WORDS),
        "channel_code": rng.choice(CHANNEL_WORDS),
        "guarantee": rng.choice(("none", "card", "company", "deposit")),
        "guest_note": rng.choice(("", "", "It's late, sorry")),
        "internal_note": rng.choice(("", "", "x")),
        "group_id": rng.choice((None, None, group)),
        "arrival_time": rng.choice((None, time(0, 5), time(23, 59, 7))),
        "departure_time": rng.choice((None, time(6, 30))),
        "deposit_due_minor": rng.choice((0, 0, 12_345)),
        "deposit_paid_minor": rng.choice((0, 0, 500, 20_000)),
    }


def cut_some(connection: Connection, rng: Random) -> None:
    """Cut every tenth stay of two nights or more in two."""
    table = StaySegment.__table__
    for row in connection.execute(select(table)).mappings().all():
        nights = (row["ends"] - row["starts"]).days
        if nights < 2 or rng.random() > 0.1:
            continue
        at = row["starts"] + timedelta(days=1)
        mine = (table.c.stay_id == row["stay_id"]) & (table.c.segment == row["segment"])
        connection.execute(update(StaySegment).where(mine).values(ends=at))
        connection.execute(insert(StaySegment), {**row, "starts": at, "segment": 1, "room_id": None})


def plainly(app: App, view: RackView) -> dict[tuple[UUID, int], tuple[Any, ...]]:
    """What each bar shows, by stay and segment, read row by row."""
    rooms = {room.key: number for number, room in enumerate(view.house.rooms)}
    types = {kind.key: number for number, kind in enumerate(view.house.types)}
    out = {}
    with app.database.reader(app.actor.tenant_id) as session:
        locked = set(session.scalars(select(StayLock.stay_id)))
        segments = session.scalars(select(StaySegment)).all()
        for bar in segments:
            stay = session.get_one(Stay, (bar.tenant_id, bar.stay_id))
            if stay.status not in STATES or gone(stay, bar):
                continue
            booking = session.get_one(Reservation, (bar.tenant_id, stay.reservation_id))
            guest = session.get_one(Guest, (bar.tenant_id, stay.guest_id))
            others = [s for s in segments if s.stay_id == bar.stay_id and not gone(stay, s)]
            marks = Mark.NOTE if booking.guest_note or booking.internal_note else Mark.NONE
            marks |= Mark.GROUP if booking.group_id else Mark.NONE
            marks |= Mark.VIP if guest.vip else Mark.NONE
            marks |= Mark.LOCKED if stay.id in locked else Mark.NONE
            marks |= Mark.CONTINUES_LEFT if any(s.starts < bar.starts for s in others) else Mark.NONE
            marks |= Mark.CONTINUES_RIGHT if any(s.ends > bar.ends for s in others) else Mark.NONE
            kind = view.house.rooms[rooms[bar.room_id]].type_index if bar.room_id else types[bar.room_type_id]
            out[bar.stay_id, bar.segment] = (
                rooms[bar.room_id] if bar.room_id else len(rooms) + kind,
                kind, (bar.starts - EPOCH).days, (bar.ends - EPOCH).days, int(STATES[stay.status]),
                stay.adults + stay.children, source_of(booking), int(marks), minutes(booking.arrival_time),
                minutes(booking.departure_time), (shown(guest.surname), shown(guest.given)),
            )  # fmt: skip
    return out


def gone(stay: Stay, bar: StaySegment) -> bool:
    """Who did not come and had no room is not on the rack."""
    return stay.status == "no_show" and bar.room_id is None


def source_of(booking: Reservation) -> int:
    """A known channel tells more than the source."""
    return int(CHANNELS.get(booking.channel_code, SOURCES.get(booking.source, Source.OTHER)))


def minutes(moment: time | None) -> int:
    """A time of day as the rack keeps it."""
    return moment.hour * 60 + moment.minute if moment else 0


def shown(name: str) -> str:
    """A name without the sign that parts names."""
    return name.replace("\x1e", " ")


def of_bar(view: RackView, bar: int) -> tuple[Any, ...]:
    """The same of a bar of the index."""
    bars = view.bars
    names = ("row", "type", "start", "end", "status", "party", "source")
    numbers = tuple(int(getattr(bars, name)[bar]) for name in names)
    marks = int(bars.marks[bar]) & MARKS
    return (*numbers, marks, int(bars.arrives[bar]), int(bars.leaves[bar]), bars.names(bar))


def test_every_bar_is_what_its_rows_say(location: Location) -> None:
    app = open_house(location)
    fill_bench_house(app, rooms=ROOMS, stays=STAYS)
    change_at_random(app)
    view = app.ask(Rack())
    stays = np.flatnonzero(view.bars.kind == 0).tolist()
    found = {(view.bars.id(bar), int(view.bars.segment[bar])): of_bar(view, bar) for bar in stays}
    meant = plainly(app, view)
    assert len(meant) > STAYS // 2
    assert found == meant
    app.close()


def test_a_part_says_the_same_as_the_whole(location: Location) -> None:
    app = open_house(location)
    fill_bench_house(app, rooms=ROOMS, stays=STAYS)
    change_at_random(app)
    whole, part = app.ask(Rack()), app.ask(Rack(around=(60, 60)))
    by_key = {(whole.bars.id(bar), int(whole.bars.segment[bar])): bar for bar in range(len(whole.bars))}
    assert 0 < len(part.bars) < len(whole.bars)
    for bar in range(len(part.bars)):
        same = by_key[part.bars.id(bar), int(part.bars.segment[bar])]
        assert of_bar(part, bar) == of_bar(whole, same)
        for name in ("payment", "balance"):
            assert getattr(part.bars, name)[bar] == getattr(whole.bars, name)[same]
    app.close()


def test_deposits_are_those_of_the_rows(location: Location) -> None:
    app = open_house(location)
    fill_bench_house(app, rooms=ROOMS, stays=STAYS)
    change_at_random(app)
    view = app.ask(Rack())
    ahead = (view.bars.kind == 0) & (view.bars.status <= StayCode.CONFIRMED) & (view.bars.start > view.today)
    with app.database.reader(app.actor.tenant_id) as session:
        for bar in np.flatnonzero(ahead).tolist():
            statement = select(Reservation).join(Stay, Stay.reservation_id == Reservation.id)
            booking = session.scalars(statement.where(Stay.id == view.bars.id(bar))).one()
            due, paid = booking.deposit_due_minor, booking.deposit_paid_minor
            payment = PaymentCode.DEPOSIT_PAID if paid else PaymentCode.NOTHING_DUE
            if due > paid:
                payment = PaymentCode.DEPOSIT_DUE
            elif booking.guarantee == "none" and not paid:
                payment = PaymentCode.NOT_GUARANTEED
            assert (view.bars.payment[bar], view.bars.balance[bar]) == (payment, max(due - paid, 0))
    assert ahead.any()
    app.close()


def test_words_are_told_apart_by_all_that_they_are() -> None:
    words = ["", "a", "b", "booking", "booking.com", "xooking.com", "", "travel_agent", "ab", "ba", "ü"]
    codes = {word: number for number, word in enumerate(dict.fromkeys(words)) if word != "ba"}
    raw = np.frombuffer(",".join(words).encode(), np.uint8)
    assert as_codes(raw, codes, 99, len(words)).tolist() == [codes.get(word, 99) for word in words]
    assert as_codes(np.zeros(0, np.uint8), {"": 3}, 9, 1).tolist() == [3]
    assert as_codes(np.zeros(0, np.uint8), {}, 9, 0).tolist() == []
