"""What the rack reads from the database is what stands there, on both engines."""

from datetime import timedelta

from app.features.front_desk import MarkNoShow
from app.features.rack import Look, Rack, RackPatch, looks
from app.features.rack.rules.codes import Legend
from app.infra.database import Location
from app.workbench.bench_house import fill_bench_house
from tests.support.desk import open_desk
from tests.support.houses import open_house


def test_the_index_is_what_was_written(location: Location) -> None:
    app = open_house(location)
    meant = fill_bench_house(app, rooms=12, stays=400)
    view = app.ask(Rack())
    assert [room.number for room in view.house.rooms] == [room.number for room in meant.house.rooms]
    held = (meant.bars.kind == 0) | ((meant.bars.end > meant.bars.start) & (meant.bars.row < 12))
    assert len(view.bars) == int(held.sum())
    assert view.bars.row.tolist() == meant.bars.row[held].tolist()
    assert view.bars.start.tolist() == meant.bars.start[held].tolist()
    assert view.bars.end.tolist() == meant.bars.end[held].tolist()
    stays = view.bars.kind == 0
    assert view.bars.status[stays].tolist() == meant.bars.status[held][stays].tolist()
    ahead = stays & (view.bars.status < 2) & (view.bars.start > view.today)
    assert view.bars.balance[ahead].any()
    assert view.bars.balance[ahead].tolist() == meant.bars.balance[held][ahead].tolist()
    for mark in (1, 2, 4):
        assert (view.bars.marks[stays] & mark).tolist() == (meant.bars.marks[held][stays] & mark).tolist()
    names = [view.bars.names(bar) for bar in range(len(view.bars))]
    assert sorted(names)[0] != sorted(names)[-1]
    assert Look.FUTURE in looks(view.bars, view.today, Legend.NEEDS)
    assert timedelta(days=view.today).days == meant.today
    app.close()


def test_a_patch_is_what_the_whole_reading_says(location: Location) -> None:
    app = open_house(location)
    fill_bench_house(app, rooms=6, stays=90)
    view = app.ask(Rack())
    ids = tuple(view.bars.id(bar) for bar in (3, 40, 41))
    again = app.ask(RackPatch(ids=ids)).applied(view.bars)
    for name in ("row", "start", "end", "marks", "status", "source", "payment", "balance", "lanes"):
        assert (getattr(again, name) == getattr(view.bars, name)).all(), name
    assert [again.names(bar) for bar in range(len(again))] == [
        view.bars.names(bar) for bar in range(len(again))
    ]
    app.close()


def test_who_did_not_come_and_had_no_room(location: Location) -> None:
    """Marked as a no-show a stay leaves the unassigned lane, by patch and by reading; one in a room stays."""
    app = open_house(location)
    desk = open_desk(app)
    waiting, roomed = desk.book("", 0, 2), desk.book("101", 0, 2)
    view = app.ask(Rack())
    assert [len(view.bars.bars_of(stay)) for stay in (waiting, roomed)] == [1, 1]
    desk.close_day()
    desk.do(MarkNoShow, stay_id=roomed)
    outcome = desk.do(MarkNoShow, stay_id=waiting)
    patched = app.ask(RackPatch(ids=(waiting, roomed))).applied(view.bars)
    for bars in (patched, app.ask(Rack()).bars):
        assert [len(bars.bars_of(stay)) for stay in (waiting, roomed)] == [0, 1]
    app.undo(desk.commands_since(outcome.changes.revision)[0])
    assert len(app.ask(RackPatch(ids=(waiting,))).applied(patched).bars_of(waiting)) == 1
    app.close()
