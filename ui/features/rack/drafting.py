"""Drafts on the calendar: what is collected instead of done, what makes room, and how the grid shows it.

The draft itself is loaded with the first one; a desk that never plans does not wait for it.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.features.reservations import BlockRoom, ChangeStayDates, MoveStay, Reserve, Status, StayView
from app.kernel.commands import Command
from app.kernel.text import tr
from ui.features.rack.canvas.overlays import Cells, Fellow, Suggestion
from ui.features.rack.canvas.rack_canvas import RackCanvas
from ui.features.rack.desk import Desk
from ui.features.rack.rack_data import RackData, number_of

FITTED: Final = (Reserve, MoveStay, ChangeStayDates, BlockRoom)
# So far ahead gaps are closed.
WEEKS: Final = timedelta(days=28)
# The draft of a user among what he has chosen.
KEPT: Final = "rack.draft"
Show = Callable[[QWidget | None], None]


class Drafting(QObject):
    """One draft at a time; `show` puts a panel beside the grid, `redraw` draws the overlay again."""

    def __init__(self, desk: Desk, data: RackData, canvas: RackCanvas, show: Show) -> None:
        super().__init__(desk)
        self._desk, self._data, self._canvas, self._show = desk, data, canvas, show
        self.draft: Any = None  # a Draft, once there is one
        self._restored = False
        self.redraw: Callable[[], None] = _nothing
        self._keeping = False
        self._preferences = desk.services.preferences
        self._preferences.changed.connect(self._preferred)
        desk.drafting = self
        data.patched.connect(self._patched)
        data.loaded.connect(self._loaded)

    @property
    def active(self) -> bool:
        """Whether changes are collected instead of made."""
        return self.draft is not None

    def collects(self) -> bool:
        """Whether there is a draft that takes changes; a plan to make something fit takes none."""
        return self.draft is not None and self.draft.wish is None

    def toggle(self) -> None:
        """Begin a draft; an open one gets the keyboard."""
        if self.draft is None:
            from ui.features.rack.draft import Draft  # noqa: PLC0415 - loaded with the first draft

            self._hold(Draft(self._desk))
        self.show_panel(focus=bool(self.draft.changes))

    def takes(self, command: Command, sentence: str) -> bool:
        """Collect a command that would else be done; False when it is not for the draft."""
        if not self.collects():
            return False
        from ui.features.rack.draft import DRAFTED  # noqa: PLC0415 - loaded with the first draft

        if not isinstance(command, DRAFTED):
            return False
        self.draft.collect(command, sentence)
        return True

    def staged(self, command: Command) -> Command:
        """A command as the draft would leave the house to it."""
        if self.draft is None or self.draft.wish is not None:
            return command
        staged: Command = self.draft.staged(command)
        return staged

    def whole(self) -> Command | None:
        """All of the draft as one command, as far as it goes."""
        return None if self.draft is None else self.draft.whole()

    def carry_out(self) -> None:
        """Carry the draft out."""
        if self.draft is not None:
            self.draft.carry_out()

    def drop(self) -> None:
        """Forget the draft."""
        if self.draft is not None:
            self.draft.drop()

    # Make it fit.

    def why_not_fit(self, stays: list[StayView]) -> str:
        """Why there is nothing to make fit."""
        if self._desk.last_refused is not None or any(_waits(view) for view in stays):
            return ""
        return tr("Select a stay without a room, or try what does not fit first.")

    def fit_selected(self, stays: list[StayView]) -> None:
        """Find a room for a selected stay that has none, else for what was refused last."""
        waiting = next((view for view in stays if _waits(view)), None)
        if waiting is not None:
            self.fit(MoveStay(id=self._desk.new_id(), stay_id=waiting.id, room_id=None))
        elif self._desk.last_refused is not None:
            self.fit(self._desk.last_refused)

    def fit(self, command: Command, *, move_in_house: bool = False) -> None:
        """Ask which moves make room, and show them as a draft."""
        from app.features.front_desk import FitView, MakeItFit  # noqa: PLC0415 - no first page needs it
        from ui.features.rack.draft import Draft  # noqa: PLC0415 - loaded with the first draft
        from ui.features.rack.draft_panel import NoPlanPanel  # noqa: PLC0415 - as above

        def take(view: FitView) -> None:
            if view.fits:
                self._hold(Draft.of_plan(self._desk, view, command, move_in_house=move_in_house))
                self.show_panel(focus=True)
                return
            again = None if move_in_house else lambda: self.fit(command, move_in_house=True)
            panel = NoPlanPanel(view.sentence, again, lambda: self._show(None))
            self._show(panel)
            panel.setFocus()

        query = MakeItFit(command=command, move_in_house=move_in_house)
        self._desk.services.operations.ask(query, take, latest="rack.fit")

    def tidy(self) -> None:
        """Ask which moves close one-night gaps in the coming weeks, and show them as a draft."""
        from app.features.front_desk import FitView, TidyUp  # noqa: PLC0415 - no first page needs it
        from ui.features.rack.draft import Draft  # noqa: PLC0415 - loaded with the first draft

        def take(view: FitView) -> None:
            if view.fits:
                self._hold(Draft.of_plan(self._desk, view, None))
                self.show_panel(focus=True)
            else:
                self._desk.services.toasts.tell(view.sentence)

        property_id = self._data.property_of_type(0)
        if property_id is not None:
            today = self._data.today_of(property_id)
            query = TidyUp(property_id=property_id, first=today, end=today + WEEKS)
            self._desk.services.operations.ask(query, take, latest="rack.tidy")

    # How it shows.

    def show_panel(self, *, focus: bool = False) -> None:
        """Put the draft's panel beside the grid."""
        if self.draft is None:
            return
        from ui.features.rack.draft_panel import DraftPanel  # noqa: PLC0415 - loaded with the first draft

        panel = DraftPanel(self.draft, self._data.room_number)
        self._show(panel)
        if focus:
            panel.setFocus()

    def fellows(self) -> tuple[Fellow, ...]:
        """The bars that the draft puts elsewhere."""
        scene = self._canvas.scene
        if self.draft is None or scene is None:
            return ()
        found = []
        for id_, stay in self.draft.after.items():
            before = self.draft.before.get(id_)
            bars = scene.bars.bars_of(id_).tolist()
            if before is None or not bars:
                continue
            for n, part in enumerate(stay.parts):
                cells = self._cells(part)
                if part in before.parts or cells is None:
                    continue
                found.append(Fellow(bars[min(n, len(bars) - 1)], cells, True))
        return (*found, *self._clashing())

    def _clashing(self) -> list[Fellow]:
        """Moves of the draft that are refused, red where they would be."""
        scene, found = self._canvas.scene, []
        for change in self.draft.changes:
            room_id = self.draft.wanted_room(change)
            before = self.draft.before.get(next(iter(change.stays), None))
            if room_id is None or before is None or scene is None:
                continue
            _, _, starts, ends = before.parts[change.command.segment or 0]
            cells = self._cells(("", room_id, starts, ends))
            bars = scene.bars.bars_of(before.stay_id).tolist()
            if cells is not None and bars:
                found.append(Fellow(bars[0], cells, False))
        return found

    def suggestions(self) -> tuple[Suggestion, ...]:
        """New stays of the draft, which have no bar yet."""
        if self.draft is None:
            return ()
        new = [stay for id_, stay in self.draft.after.items() if id_ not in self.draft.before]
        return tuple(
            Suggestion(cells, n, stay.name)
            for n, stay in enumerate(new, 1)
            for cells in [self._cells(stay.parts[0]) if stay.parts else None]
            if cells is not None
        )

    def _cells(self, part: Any) -> Cells | None:
        _, room_id, starts, ends = part
        row = self._data.row_of(room_id) if room_id is not None else -1
        first, end = number_of(starts), number_of(ends)
        return Cells(row, first, max(end, first + 1)) if row >= 0 else None

    def _hold(self, draft: Any) -> None:
        self._let_go()
        self.draft = draft
        draft.changed.connect(self._changed)
        draft.ended.connect(self._ended)
        self.redraw()

    def _let_go(self) -> None:
        if self.draft is not None:
            self.draft.changed.disconnect(self._changed)
            self.draft.ended.disconnect(self._ended)
            self.draft = None

    def _changed(self) -> None:
        self._keep(self.draft.kept() if self.draft is not None else None)
        self.show_panel(focus=self.draft is not None and self.draft.wish is not None)
        self.redraw()

    def _ended(self, _committed: bool) -> None:
        self.draft = None
        self._keep(None)
        self._desk.last_refused = None
        self._show(None)
        self.redraw()
        self._canvas.setFocus()

    def _patched(self, _ids: frozenset[UUID] | None = None) -> None:
        if self.draft is not None:
            self.draft.look_again()

    def _loaded(self) -> None:
        """The house is here: what was thought through before the program was closed comes back."""
        if self._restored:
            self._patched()
        else:
            self._restored = True
            self._restore()

    # What is kept of it.

    def _keep(self, value: object) -> None:
        self._keeping = True
        self._preferences.put(KEPT, value)
        self._keeping = False

    def _preferred(self, key: str) -> None:
        """Another user works here: his draft instead of this one."""
        if key == KEPT and not self._keeping and self._restored:
            self._restore()

    def _restore(self) -> None:
        stored, had = self._preferences.get(KEPT), self.draft is not None
        self._let_go()
        if isinstance(stored, dict):
            from ui.features.rack.draft import Draft  # noqa: PLC0415 - loaded with the first draft

            draft = Draft.of_kept(self._desk, stored)
            if draft is not None:
                self._hold(draft)
                draft.look()
                return
        if had:
            self._show(None)
            self.redraw()


def _waits(view: StayView) -> bool:
    live = view.status in (Status.TENTATIVE, Status.CONFIRMED)
    return live and any(night.room_id is None for night in view.nights)


def _nothing() -> None:
    """Nothing is drawn yet."""
