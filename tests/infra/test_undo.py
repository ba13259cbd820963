"""Undo puts rows back as they were, redo puts them forth again, neither touches another's later change."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.features.property import AddRooms, House, RoomSpec, SetRackRate, SetRoomState
from app.features.property.models import Room, RoomType
from app.features.property.rules import Housekeeping
from app.features.reservations.models import RoomNight, Stay
from app.features.security import SaveSetting
from app.infra.database import Base
from app.infra.differences import is_journalled
from app.infra.undo import ChangedSince, NothingToUndo
from app.kernel.actor import Actor
from app.kernel.errors import NotPermitted
from tests.support.desk_process import a_booking
from tests.support.houses import Hotel


def state(app: App) -> dict[str, set[tuple[Any, ...]]]:
    """Every row that the journal restores."""
    found = {}
    with app.database.reader(app.actor.tenant_id) as session:
        for table in Base.metadata.sorted_tables:
            if is_journalled(table) and "tenant_id" in table.c:
                rows = session.execute(select(table)).all()
                found[table.name] = {tuple(str(value) for value in row) for row in rows}
    return found


def executed(app: App, *commands: Any) -> list[UUID]:
    """Carry commands out; gives their ids."""
    return [command.id for command in commands if app.execute(command)]


def rate(app: App, hotel: Hotel, minor: int) -> SetRackRate:
    """A change of one row."""
    return SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=minor)


def price(app: App) -> int:
    """That row's value."""
    return app.ask(House()).room_types[0].rack_rate_minor


def test_there_and_back_and_there(app: App, hotel: Hotel) -> None:
    """Undo, redo, undo of one change."""
    (done,) = executed(app, rate(app, hotel, 1))
    undone, redone, last = app.new_id(), app.new_id(), app.new_id()
    app.undo(done, undone)
    assert price(app) == 9_000
    app.undo(undone, redone)
    assert price(app) == 1
    app.undo(redone, last)
    assert price(app) == 9_000


def test_inserts_and_deletes_come_back_whole(app: App, hotel: Hotel) -> None:
    """A booking writes rows in nine tables: undo leaves none of them, redo brings each back as it was."""
    assert hotel
    before = state(app)
    booking = a_booking(app, "Silva")
    app.execute(booking)
    after = state(app)
    assert sum(len(rows) for rows in after.values()) > sum(len(rows) for rows in before.values()) + 5
    undone = app.new_id()
    app.undo(booking.id, undone)
    assert state(app) == before
    app.undo(undone)
    assert state(app) == after


def test_a_stack_of_changes_unwinds(app: App, hotel: Hotel) -> None:
    """Last first, down to where it began."""
    before = state(app)
    done = executed(app, *(rate(app, hotel, minor) for minor in (1, 2, 3)))
    for command_id in reversed(done):
        app.undo(command_id)
    assert state(app) == before


def test_only_once(app: App, hotel: Hotel) -> None:
    """What is undone is not undone again; what never was neither."""
    (done,) = executed(app, rate(app, hotel, 1))
    app.undo(done)
    with pytest.raises(NothingToUndo):
        app.undo(done)
    with pytest.raises(NothingToUndo):
        app.undo(app.new_id())


def test_the_same_undo_again_counts_once(app: App, hotel: Hotel) -> None:
    """An undo is a command: its id makes it idempotent."""
    (done,) = executed(app, rate(app, hotel, 1))
    undo_id = app.new_id()
    first = app.undo(done, undo_id)
    again = app.undo(done, undo_id)
    assert again.repeated
    assert again.changes == first.changes


def colleague(app: App, name: str, permissions: Sequence[str] = ("*",)) -> App:
    """Another person at another desk."""
    actor = app.actor
    return app.as_actor(Actor(actor.tenant_id, app.new_id(), name, "Desk 2", frozenset(permissions)))


def test_changed_since_names_who(app: App, hotel: Hotel) -> None:
    """A row that another has changed stays as that one left it, and the refusal says who."""
    (done,) = executed(app, rate(app, hotel, 1))
    colleague(app, "Inês").execute(rate(app, hotel, 2))
    before = state(app)
    with pytest.raises(ChangedSince, match="Inês has changed this"):
        app.undo(done)
    assert state(app) == before


def test_a_change_elsewhere_is_no_hindrance(app: App, hotel: Hotel) -> None:
    """Control: another's change of another row does not stand in the way."""
    (done,) = executed(app, rate(app, hotel, 1))
    room = hotel.room_ids[0]
    colleague(app, "Inês").execute(
        SetRoomState(id=app.new_id(), room_id=room, housekeeping=Housekeeping.DIRTY)
    )
    app.undo(done)
    assert price(app) == 9_000
    assert next(r for r in app.ask(House()).rooms if r.id == room).housekeeping == "dirty"


def test_a_value_that_came_back_may_be_undone(app: App, hotel: Hotel) -> None:
    """What counts is how the rows are, not that somebody touched them in between."""
    (done,) = executed(app, rate(app, hotel, 1))
    (other,) = executed(app, rate(app, hotel, 2))
    app.undo(other)
    app.undo(done)
    assert price(app) == 9_000


def test_a_row_on_which_others_stand_stays(app: App, hotel: Hotel) -> None:
    """Undoing the making of rooms in which somebody stays now is refused; nothing is torn away."""
    assert hotel
    room_id = app.new_id()
    (made,) = executed(
        app,
        AddRooms(
            id=app.new_id(), property_id=hotel.property_id, room_type_id=hotel.room_type_id,
            rooms=(RoomSpec("901"),), room_ids=(room_id,),
        ),
    )  # fmt: skip
    booking = a_booking(app, "Silva")
    app.execute(replace(booking, rooms=(replace(booking.rooms[0], room_id=room_id),)))
    with pytest.raises(ChangedSince):
        app.undo(made)
    with app.database.reader(app.actor.tenant_id) as session:
        assert session.get(Room, (app.actor.tenant_id, room_id)) is not None
        assert session.scalars(select(RoomNight).where(RoomNight.room_id == room_id)).all()
        assert session.get(Stay, (app.actor.tenant_id, booking.rooms[0].stay_id)) is not None


def test_a_role_undoes_only_what_it_may_do(app: App, hotel: Hotel) -> None:
    """The right is that of the original verb, through an undo and a redo as well."""
    (done,) = executed(app, rate(app, hotel, 1))
    maid = colleague(app, "Lurdes", ("property.set_room_state",))
    with pytest.raises(NotPermitted):
        maid.undo(done)
    undone = app.new_id()
    app.undo(done, undone)
    with pytest.raises(NotPermitted):
        maid.undo(undone)
    clerk = colleague(app, "Rui", ("property.set_rack_rate",))
    clerk.undo(undone)
    assert price(app) == 1


def test_settings_are_not_undone(app: App, hotel: Hotel) -> None:
    """How a user likes a screen is no part of the house's state: undoing that command changes no row."""
    assert hotel
    command = SaveSetting(id=app.new_id(), key="zoom", value=3)
    app.execute(command)
    before = state(app)
    app.undo(command.id)
    assert state(app) == before


def test_the_change_set_tells_screens(app: App, hotel: Hotel) -> None:
    """An undo names the rows that it changed, so that screens redraw them."""
    (done,) = executed(app, rate(app, hotel, 1))
    changes = app.undo(done).changes
    assert changes.ids("room_type") == {hotel.room_type_id}
    with app.database.reader(app.actor.tenant_id) as session:
        assert session.get(RoomType, (app.actor.tenant_id, hotel.room_type_id)) is not None
