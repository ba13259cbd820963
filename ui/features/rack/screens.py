"""The pictures of the rack that `keyrack screens` renders, each brought about as a user would."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from app.features.rack import BarKind, Legend, RackFilter
from app.features.reservations import ChangeStayDates, SoldFor, SwapStays
from app.kernel.errors import AppError
from ui.features.rack import menus
from ui.features.rack.canvas.overlays import Cells
from ui.features.rack.canvas.view import RackView, ViewKind
from ui.features.rack.looking import FIRST_DAYS
from ui.features.rack.rack_data import date_of
from ui.features.rack.rack_page import RackPage
from ui.features.rack.tooltip import stay_tip
from ui.shell.main_window import MainWindow
from ui.shell.screens import ScreenShot, Stage

GUEST: Final = "Okonkwo"
TAKEN: Final = "108"
Prepare = Callable[[Stage, RackPage], QWidget | None]


def screens() -> list[ScreenShot]:
    """All pictures of the rack."""
    shots: dict[str, Prepare] = {
        "rack-detailed": _detailed,
        "rack-payment": _payment,
        "rack-month": _month,
        "rack-year": _year,
        "rack-drag": _refused,
        "rack-drag-allowed": _allowed,
        "rack-drag-many": _many,
        "rack-fit": _fit,
        "rack-draft": _draft,
        "rack-rates": _rates,
        "rack-housekeeping": _housekeeping,
        "rack-empty": _empty,
        "rack-new-stay": _new_stay,
        "rack-new-stay-rates": _new_stay_rates,
        "rack-block": _block,
        "rack-menu": _menu,
        "rack-configure": _configure,
        "rack-cancel": _cancel,
        "rack-rooms": _rooms,
        "rack-swap": _swap,
        "rack-tooltip": _tooltip,
    }
    return [ScreenShot(name=name, prepare=_on_page(prepare)) for name, prepare in shots.items()]


def _on_page(prepare: Prepare) -> Callable[[Stage], QWidget | None]:
    def run(stage: Stage) -> QWidget | None:
        window = stage.window
        assert isinstance(window, MainWindow)
        window.open_page("rack")
        stage.settle()
        page = window.page
        assert isinstance(page, RackPage)
        _fresh(page)
        stage.settle()
        return prepare(stage, page)

    return run


def _fresh(page: RackPage) -> None:
    """The page as it comes out of the box."""
    page.drafting.drop()
    page.dragging.cancel()
    page.hovering.leave()
    page.canvas.setSelection(frozenset())
    page.booking.close()
    page.canvas.setOverlay(replace(page.canvas.overlay, focus=None))
    page.data.narrow(RackFilter())
    view = RackView(first_day=page.canvas.view.first_day, day_px=(page.width() - 152) / FIRST_DAYS)
    page.canvas.setView(replace(view, row_px=36.0))
    page.looking.show_controls()
    page.looking.go_today()


def _stay_row(page: RackPage) -> tuple[int, int]:
    """The first bar of the guest of the pictures (else the first that arrives), and its row."""
    bars = page.data.shown_bars
    today = page.data.today_number
    coming = [int(b) for b in ((bars.start == today) & (bars.kind == 0)).nonzero()[0]]
    named = [b for b in coming if bars.names(b)[0] == GUEST]
    bar = (named or coming or [0])[0]
    return bar, int(bars.row[bar])


def _select(page: RackPage) -> None:
    bar, _ = _stay_row(page)
    page.canvas.setSelection(frozenset({page.data.shown_bars.id(bar)}))


def _detailed(_stage: Stage, page: RackPage) -> None:
    _select(page)


def _payment(_stage: Stage, page: RackPage) -> None:
    page.looking.use_legend(Legend.PAYMENT)
    _select(page)


def _month(_stage: Stage, page: RackPage) -> None:
    page.looking.show_days(31)
    page.canvas.setView(replace(page.canvas.view, row_px=22.0))


def _year(_stage: Stage, page: RackPage) -> None:
    page.looking.use_view(ViewKind.OVERVIEW)


def _nights_after(page: RackPage) -> Cells:
    """Two nights in the room of the guest of the pictures, after he has left."""
    bar, row = _stay_row(page)
    end = int(page.data.shown_bars.end[bar])
    return Cells(row, end, end + 2)


def _hold(stage: Stage, page: RackPage, row: int) -> None:
    bar, _ = _stay_row(page)
    bars = page.data.shown_bars
    page.dragging.hold_by_keys(bar)
    stage.settle()
    page.dragging.aim(Cells(row, int(bars.start[bar]), int(bars.end[bar])))
    stage.settle()


def _refused(stage: Stage, page: RackPage) -> None:
    rooms = page.data.shown_house.rooms
    row = next((n for n, room in enumerate(rooms) if room.number == TAKEN), 0)
    _hold(stage, page, row)


def _fit(stage: Stage, page: RackPage) -> None:
    """A guest in the house would stay three nights longer; who comes next into the room makes place."""
    bars, today = page.data.shown_bars, page.data.today_number
    inside = (bars.kind == BarKind.STAY) & (bars.start < today) & (bars.end > today) & (bars.end < today + 4)
    for bar in inside.nonzero()[0].tolist():
        end, row = int(bars.end[bar]), int(bars.row[bar])
        next_in = (
            (bars.row == row) & (bars.start >= end) & (bars.start < end + 2) & (bars.kind == BarKind.STAY)
        )
        if not next_in.any() or row >= len(page.data.shown_house.rooms):
            continue
        longer = ChangeStayDates(
            id=page.desk.new_id(), stay_id=bars.id(bar), arrival=date_of(int(bars.start[bar])),
            departure=date_of(end + 3),
        )  # fmt: skip
        page.drafting.fit(longer)
        stage.settle()
        if page.drafting.active:
            return


def _draft(stage: Stage, page: RackPage) -> None:
    """Three arrivals of today are moved in a draft; one of them clashes."""
    bars, rooms = page.data.shown_bars, len(page.data.shown_house.rooms)
    page.drafting.toggle()
    coming = ((bars.start >= page.data.today_number) & (bars.kind == BarKind.STAY) & (bars.row < rooms)
              & (bars.start < page.data.today_number + 3)).nonzero()[0].tolist()  # fmt: skip
    for bar in coming[:5]:
        start, end = int(bars.start[bar]), int(bars.end[bar])
        free = [n for n in range(rooms)
                if not ((bars.row == n) & (bars.start < end) & (bars.end > start)).any()]  # fmt: skip
        if len(free) > 1 and len(page.drafting.draft.changes) < 3:
            row = free[1] if len(page.drafting.draft.changes) != 1 else (int(bars.row[bar]) + 1) % rooms
            page.dragging.hold_by_keys(bar)
            stage.settle()
            page.dragging.aim(Cells(row, start, end))
            stage.settle()
            page.dragging.drop_held()
            stage.settle()


def _many(stage: Stage, page: RackPage) -> None:
    """Two that arrive today, in rooms below each other, a day on and some rooms further."""
    bars, rooms = page.data.shown_bars, len(page.data.shown_house.rooms)
    first, row = _stay_row(page)
    coming = ((bars.start == page.data.today_number) & (bars.kind == 0) & (bars.row < rooms)).nonzero()[0]
    others = [int(bar) for bar in coming if bars.row[bar] > row][:1]
    page.canvas.setSelection(frozenset(bars.id(bar) for bar in (first, *others)))
    page.dragging.hold_by_keys(first)
    stage.settle()
    page.dragging.aim(Cells(row + 3, int(bars.start[first]) + 1, int(bars.end[first]) + 1))
    stage.settle()


def _allowed(stage: Stage, page: RackPage) -> None:
    """The first room of a dearer type that is free for these nights, else any free room."""
    bar, own = _stay_row(page)
    bars, rooms = page.data.shown_bars, page.data.shown_house.rooms
    start, end = int(bars.start[bar]), int(bars.end[bar])

    def free(row: int) -> bool:
        there = (bars.row == row) & (bars.start < end) & (bars.end > start)
        return not there.any()

    kind = rooms[own].type_index if own < len(rooms) else 0
    fitting = [n for n in range(len(rooms)) if rooms[n].type_index >= kind and free(n)]
    fitting.sort(key=lambda n: (rooms[n].type_index == kind, n))
    row = fitting[0] if fitting else own
    page.canvas.reveal(row, start)
    _hold(stage, page, row)


def _rates(stage: Stage, page: RackPage) -> None:
    page.looking.use_view(ViewKind.RATES)
    stage.settle()
    page.rates.change_price(min(1, len(page.data.house.types) - 1))


def _housekeeping(_stage: Stage, page: RackPage) -> QWidget:
    page.looking.use_view(ViewKind.HOUSEKEEPING)
    page.canvas.setFocusedCell(6, page.data.today_number)
    menu = menus.room_menu("dirty", lambda _state: None, page)
    menu.open_at(page.canvas.mapToGlobal(QPoint(120, 330)))
    return menu


def _empty(_stage: Stage, page: RackPage) -> None:
    page.data.narrow(RackFilter(floors=frozenset({"none"})))


def _new_stay(stage: Stage, page: RackPage) -> None:
    page.booking.new_stay(_nights_after(page))
    stage.settle()
    form = page.booking.form
    if form is not None:
        form.guest.show_words("ok")


def _new_stay_rates(stage: Stage, page: RackPage) -> None:
    """A family: what each rate costs, and how the chosen one is made up."""
    page.booking.new_stay(_nights_after(page))
    form = page.booking.form
    if form is None:
        return
    form.adults.setValue(1)
    form.children_box.setValue(1)
    form.ages.setText("7")
    stage.settle()
    form.rate.how.setChecked(True)


def _block(_stage: Stage, page: RackPage) -> None:
    page.booking.block(_nights_after(page))


def _menu(stage: Stage, page: RackPage) -> QWidget | None:
    _select(page)
    stage.settle()
    page.open_menu(page.canvas.mapToGlobal(QPoint(420, 330)))
    return page.menu


def _configure(_stage: Stage, page: RackPage) -> QWidget:
    return page.configure()


def _cancel(stage: Stage, page: RackPage) -> QWidget:
    _select(page)
    stage.settle()
    return page.verbs.ask_cancel(page.stays, page.anchor())


def _rooms(stage: Stage, page: RackPage) -> QWidget:
    """From the third day on another room."""
    _select(page)
    stage.settle()
    chooser = page.verbs.choose_room(page.stays[0], page.anchor())
    stage.settle()
    chooser.when.setCurrentIndex(min(2, chooser.when.count() - 1))
    stage.settle()
    return chooser


def _swap(stage: Stage, page: RackPage) -> QWidget | None:
    """Two stays of different types: what the rooms' prices come to."""
    page.canvas.setSelection(frozenset(_swappable(page)))
    stage.settle()
    page.run_verb("swap")
    stage.settle()
    return page.verbs.card


def _swappable(page: RackPage) -> tuple[UUID, ...]:
    """Two of the coming days that can change rooms, in rooms of different types."""
    frame, app = page.canvas.frame(), page.services.app
    if frame is None:
        return ()
    bars, rooms, today = frame.scene.bars, frame.scene.house.rooms, page.data.today_number
    known: dict[tuple[int, int], list[int]] = {}
    for bar in range(len(bars)):
        span = int(bars.start[bar]), int(bars.end[bar])
        if bars.kind[bar] != BarKind.STAY or bars.row[bar] >= len(rooms) or not today < span[0] < today + 8:
            continue
        for other in known.setdefault(span, []):
            if rooms[int(bars.row[other])].type_index == rooms[int(bars.row[bar])].type_index:
                continue
            both = bars.id(other), bars.id(bar)
            try:
                swap = SwapStays(id=app.new_id(), first_id=both[0], second_id=both[1], reprice=True)
                if app.rehearse(swap, SoldFor(stay_ids=both)).total_minor:
                    return both
            except AppError:
                continue
        known[span].append(bar)
    return ()


def _tooltip(stage: Stage, page: RackPage) -> None:
    _select(page)
    stage.settle()
    corner = page.mapFromGlobal(page.anchor())
    page.hovering.tip.show_lines(stay_tip(page.stays[0]), QRect(corner.x() + 40, corner.y() - 24, 1, 20))
