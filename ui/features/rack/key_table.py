"""Which key of the grid does what."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt

from app.features.reservations import StayView
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.dragging import Dragging
from ui.features.rack.keyboard import Keys
from ui.features.rack.looking import Looking
from ui.features.rack.moving import Part
from ui.features.rack.selected import Selected
from ui.features.rack.toolbar import RackToolbar

ROW_STEP = 1.15


class Pressed(Protocol):
    """What the keys need of the page."""

    canvas: RackCanvas
    looking: Looking
    dragging: Dragging
    selected: Selected
    bar: RackToolbar

    @property
    def stays(self) -> list[StayView]:
        """The selected stays that are loaded."""
        ...

    def run_verb(self, name: str) -> None:
        """A verb on what is selected."""
        ...

    def new_stay(self) -> None:
        """Book the focused nights."""
        ...

    def block(self) -> None:
        """Block the focused nights."""
        ...

    def say_state(self, letter: str) -> bool:
        """How the focused room is, by a letter; False outside of the housekeeping view."""
        ...

    def focused_bar(self) -> int:
        """The selected bar, or −1."""
        ...

    def focused_day(self) -> date | None:
        """The day of the keyboard's cell."""
        ...


class Pressing:
    """What single keys do on the page."""

    def __init__(self, page: Pressed) -> None:
        self.page = page

    def verb(self, name: str) -> Callable[[], None]:
        """A verb on what is selected."""
        return lambda: self.page.run_verb(name)

    def pull(self, part: Part, days: int) -> Callable[[], None]:
        """An edge of the selected bar, by days; Enter drops it."""

        def run() -> None:
            bar = self.page.focused_bar()
            if bar >= 0 or self.page.dragging.holds:
                self.page.dragging.pull(bar, part, days)

        return run

    def swap(self) -> None:
        """Two selected stays change rooms; in the housekeeping view the room is being cleaned."""
        if not self.page.say_state("W"):
            self.page.run_verb("swap")

    def hold(self) -> None:
        """Take the selected bar; the arrows move it."""
        bar = self.page.focused_bar()
        if bar >= 0:
            self.page.dragging.hold_by_keys(bar)

    def lock(self) -> None:
        """Lock what is not locked, else unlock."""
        stays = self.page.stays
        locked = bool(stays) and all(view.lock_by for view in stays)
        self.page.run_verb("unlock" if locked else "lock")

    def cut(self) -> None:
        """Cut at the focused day; join where the stay is cut there, or where it has one cut."""
        stays = self.page.stays
        if len(stays) != 1:
            return
        meets = [part.starts for part in stays[0].parts[1:]]
        day = self.page.focused_day()
        joins = bool(meets) and (day is None or day in meets)
        self.page.run_verb("join" if joins else "cut")

    def state(self, letter: str) -> Callable[[], None]:
        """In the housekeeping view a letter says how the focused room is."""

        def run() -> None:
            self.page.say_state(letter)

        return run

    def delete(self) -> None:
        """Cancel a stay, or give a blocked room free."""
        self.page.run_verb("release" if self.page.selected.block is not None else "cancel")

    def toggle_all(self) -> None:
        """Select every stay in view, or nothing."""
        frame = self.page.canvas.frame()
        if frame is None:
            return
        bars = frame.scene.bars
        shown = bars.window(
            frame.table.row[frame.visible], int(frame.view.first_day), int(frame.day_numbers[-1])
        )
        found = frozenset(bars.id(bar) for bar in shown.tolist() if bars.kind[bar] == 0)
        self.page.canvas.setSelection(frozenset() if found == self.page.canvas.selection else found)


def key_table(keys: Pressing) -> Keys:
    """The table. Letters stand alone; with Shift they begin a guest's name."""
    page = keys.page
    none, control, alt, shift = (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.ShiftModifier,
    )
    start, end = Part.START, Part.END
    return {
        (Qt.Key.Key_T, none): page.looking.go_today,
        (Qt.Key.Key_G, none): lambda: _ignore(page.bar.open_calendar()),
        (Qt.Key.Key_0, control): page.looking.fit,
        (Qt.Key.Key_Plus, alt): lambda: page.looking.zoom(ROW_STEP, rows=True),
        (Qt.Key.Key_Minus, alt): lambda: page.looking.zoom(1 / ROW_STEP, rows=True),
        (Qt.Key.Key_M, none): keys.hold,
        (Qt.Key.Key_BracketLeft, none): keys.pull(start, -1),
        (Qt.Key.Key_BraceLeft, shift): keys.pull(start, 1),
        (Qt.Key.Key_BracketRight, none): keys.pull(end, 1),
        (Qt.Key.Key_BraceRight, shift): keys.pull(end, -1),
        (Qt.Key.Key_X, none): keys.cut,
        (Qt.Key.Key_L, none): keys.lock,
        (Qt.Key.Key_B, none): page.block,
        (Qt.Key.Key_N, none): page.new_stay,
        (Qt.Key.Key_W, none): keys.swap,
        (Qt.Key.Key_C, none): keys.state("C"),
        (Qt.Key.Key_I, none): keys.state("I"),
        (Qt.Key.Key_D, none): keys.state("D"),
        (Qt.Key.Key_P, none): keys.state("P"),
        (Qt.Key.Key_Delete, none): keys.delete,
        (Qt.Key.Key_A, control): keys.toggle_all,
        (Qt.Key.Key_PageUp, control): lambda: page.looking.step(-1),
        (Qt.Key.Key_PageDown, control): lambda: page.looking.step(1),
    }


def _ignore(_shown: object) -> None:
    """A key that opens something has nothing to give back."""
