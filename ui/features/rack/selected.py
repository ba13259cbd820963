"""What is selected and its panel: one stay, several, a block, a new stay, rooms to block, or nothing."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.features.rack import BarKind
from app.features.reservations import BlockDetail, BlockView, StayDetail, StayView
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.features.rack import arriving
from ui.features.rack.block_panel import BlockPanel
from ui.features.rack.desk import Desk
from ui.features.rack.many_panel import ManyPanel
from ui.features.rack.rack_data import RackData
from ui.features.rack.stay_panel import StayPanel
from ui.features.rack.verbs import first_verb

MOST_LOADED = 300


class Selected(QObject):
    """Loads what is selected and shows its panel; `asked(str)` passes the panel's verbs on."""

    asked = Signal(str)
    menu_asked = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, data: RackData, show: Callable[[QWidget | None], None]) -> None:
        super().__init__(desk)
        self._desk, self._data, self._show = desk, data, show
        self._ids: tuple[UUID, ...] = ()
        self.stays: dict[UUID, StayView] = {}
        self.block: BlockView | None = None
        self.panel: QWidget | None = None
        self.quiet: Callable[[], bool] = bool

    @property
    def stay(self) -> StayView | None:
        """The one selected stay, once it is loaded."""
        return next(iter(self.stays.values())) if len(self._ids) == 1 and len(self.stays) == 1 else None

    @property
    def ids(self) -> tuple[UUID, ...]:
        """The selected stays or the block."""
        return self._ids

    def choose(self, ids: Iterable[UUID]) -> None:
        """Other things are selected."""
        chosen = tuple(ids)
        self._ids = chosen[:MOST_LOADED]
        if len(chosen) > MOST_LOADED:
            self._desk.services.toasts.fail(tr("Only {n} stays are taken at once.", n=MOST_LOADED))
        self.stays, self.block = {}, None
        if not self._ids:
            self._put(None)
            self.changed.emit()
            return
        self._load()

    def reload(self, changed: frozenset[UUID] | None) -> None:
        """Somebody changed these (None: everything): read what is selected again."""
        if self._ids and (changed is None or changed & frozenset(self._ids)):
            self._load()
        elif isinstance(self.panel, StayPanel) and self.stay is not None:
            self._ask_notice(self.stay)

    def close(self) -> None:
        """Nothing is shown beside the grid any more."""
        self._put(None)

    def put(self, panel: QWidget | None) -> None:
        """Show another panel (a form) in the place of what is selected."""
        self._put(panel)

    def _load(self) -> None:
        kinds = {id_: self._data.kind_of(id_) for id_ in self._ids}
        operations = self._desk.services.operations
        for index, (id_, kind) in enumerate(kinds.items()):
            name = f"rack.selected.{index}"
            if kind is BarKind.STAY:
                operations.ask(StayDetail(stay_id=id_), self._take_stay, self._gone, latest=name)
            elif kind is not None and len(self._ids) == 1:
                operations.ask(BlockDetail(block_id=id_), self._take_block, self._gone, latest=name)

    def _gone(self, _error: AppError) -> None:
        """It was cancelled or given free meanwhile."""
        self._put(None)

    def _take_stay(self, view: StayView) -> None:
        if view.id not in self._ids:
            return
        self.stays[view.id] = view
        stays = sum(self._data.kind_of(id_) is BarKind.STAY for id_ in self._ids)
        if len(self._ids) == 1:
            self._show_stay(view)
        elif len(self.stays) == stays:
            panel = ManyPanel([self.stays[id_] for id_ in self._ids if id_ in self.stays])
            panel.asked.connect(self.asked)
            panel.closed.connect(self.close)
            self._put(panel)
        self.changed.emit()

    def _take_block(self, view: BlockView) -> None:
        if view.id not in self._ids:
            return
        self.block = view
        panel = BlockPanel(view)
        panel.asked.connect(self.asked)
        panel.closed.connect(self.close)
        self._put(panel)
        self.changed.emit()

    def _show_stay(self, view: StayView) -> None:
        panel = StayPanel(
            view,
            self._data.today_of(view.property_id),
            self._data.house,
            self._desk.services.actions.about("stay"),
        )
        panel.asked.connect(self.asked)
        panel.menu_asked.connect(self.menu_asked)
        panel.choice_taken.connect(self._desk.take)
        panel.closed.connect(self.close)
        self._put(panel)
        self._ask_notice(view)

    def _ask_notice(self, view: StayView) -> None:
        """What would the next verb say? A refusal stands in the panel before anybody presses the button."""
        today: date = self._data.today_of(view.property_id)
        verb = first_verb(view, today)
        if verb is None or verb.name != "check_in" or verb.why_not:
            return
        panel = self.panel
        if not isinstance(panel, StayPanel):
            return
        # Bound to the panel: an answer that comes when another page shows has nobody to tell.
        self._desk.services.operations.rehearse(
            arriving.check_in(self._desk.new_id(), view.id), StayDetail(stay_id=view.id),
            panel.show_nothing_in_the_way, panel.show_notice, latest="rack.notice",
        )  # fmt: skip

    def _put(self, panel: QWidget | None) -> None:
        if self.quiet() and isinstance(panel, StayPanel | ManyPanel | BlockPanel):
            self.panel = None  # a draft has the place beside the grid
            return
        self.panel = panel
        self._show(panel)
