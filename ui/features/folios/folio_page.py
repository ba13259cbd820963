"""The folio page: the list of folios, or one folio with the panel of what is being done with it."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.features.folios import FolioRow, MovePostings, OpenFolio, SetUpLedgers
from app.features.front_desk import CheckOut
from app.kernel.errors import AppError, Choice
from app.kernel.text import tr, trn
from ui.features.folios.breadcrumb import Breadcrumb
from ui.features.folios.desk import FolioDesk
from ui.features.folios.folio_data import FolioData
from ui.features.folios.folio_list import FolioList
from ui.features.folios.folio_view import FolioPane
from ui.features.folios.opening import Opening
from ui.features.folios.panels.base import FolioPanel
from ui.shell.pages import Page
from ui.shell.services import ShellServices
from ui.widgets.loading import LoadingBars
from ui.widgets.money_text import money_text
from ui.widgets.strips import ErrorStrip

PAGE = "folios"
WINDOWS = 8


class StillOwes(AppError):
    """The guest has not paid yet."""

    code = "still_owes"


class FolioPage(Page):
    """One page per window; `services` is all it knows of the shell."""

    def __init__(self, services: ShellServices) -> None:
        super().__init__()
        self.title = tr("Folio")
        self.services = services
        self.desk = FolioDesk(services, self)
        self.data = FolioData(services, self)
        self.crumbs = Breadcrumb()
        self.list, self.pane = FolioList(self.data), FolioPane(self.data)
        self.loading = LoadingBars(rows=14, pitch=26)
        waiting = QWidget()
        room = QVBoxLayout(waiting)
        room.setContentsMargins(24, 24, 24, 24)
        room.addWidget(self.loading)
        room.addStretch(1)
        self.stack = QStackedWidget()
        for widget in (self.list, self.pane, waiting):
            self.stack.addWidget(widget)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)
        self._beside = QHBoxLayout(self)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._beside.addLayout(self._column, 1)
        self.panel: FolioPanel | None = None
        self.strip: ErrorStrip | None = None
        self.opening = Opening(self)
        self._wanted, self._opening = "", False
        self._connect()

    # What the shell asks of a page.

    def bar_widget(self) -> QWidget:
        """The title and the way back to the list."""
        return self.crumbs

    def opened(self, **arguments: object) -> None:
        """`stay` or `folio` shows one, with `verb` its panel; without any, what was shown before."""
        stay, folio = arguments.get("stay"), arguments.get("folio")
        self._wanted = str(arguments.get("verb") or "")
        if isinstance(stay, UUID) or isinstance(folio, UUID):
            self.show_one(
                stay=stay if isinstance(stay, UUID) else None,
                folio=folio if isinstance(folio, UUID) else None,
            )
        elif "list" in arguments:
            self.show_list()
        else:
            self.data.show(stay=self.data.stay_id, folio=self.data.folio_id)
            if not self.data.is_shown:
                self.show_list()

    # What keys, buttons and actions do.

    def show_one(self, *, stay: UUID | None = None, folio: UUID | None = None) -> None:
        """One folio; grey shapes stand in its place while it is read."""
        self.close_panel()
        self._show_error(None)
        self.data.show(stay=stay, folio=folio)
        self.services.selection.tell(stay)
        if not self.data.known:
            self.loading.start()
            self.stack.setCurrentIndex(2)

    def show_list(self) -> None:
        """All folios."""
        self.close_panel()
        self.data.show()
        self.services.selection.tell(None)
        self.crumbs.show_folio("")
        self.stack.setCurrentWidget(self.list)
        self.list.table.setFocus()

    @property
    def shows_folio(self) -> bool:
        """Whether a folio or stay is shown and read."""
        return self.stack.currentWidget() is self.pane and self.data.known

    def run_verb(self, name: str) -> None:
        """A verb of the row above the windows."""
        reason = self.opening.reasons().get(name, "")
        if reason:
            self.services.toasts.fail(reason)
        elif name == "check_out":
            self.check_out()
        elif name == "more":
            self.opening.open_more()
        else:
            self.opening.open(name)

    def check_out(self) -> None:
        """The guest leaves; what stands in the way is said with what would help."""
        stay, folio = self.data.stay, self.data.folio
        if stay is None:
            return
        desk_s_own = self.services.actions.find("front_desk.check_out")
        if desk_s_own is not None:
            self.services.selection.tell(stay.id)
            desk_s_own.run()
            return
        command = CheckOut(id=self.desk.new_id(), stay_id=stay.id)
        name = f"{stay.given} {stay.surname}".strip()
        owing = [w for w in folio.windows if w.balance_minor > 0 and not w.company_id] if folio else []
        if folio is None or not owing:
            self.desk.do(command, tr("{name} is checked out", name=name))
            return
        self.pane.activate(owing[0].number)
        self.opening.open_payment()
        amount = money_text(owing[0].balance_minor, folio.currency)
        sentence = tr(
            "{name} still owes {amount} on window {number}. Take the payment first.",
            name=name, amount=amount, number=owing[0].number,
        )  # fmt: skip
        anyway = Choice(tr("Check out anyway"), command, tr("The balance stays open on the folio."))
        self.desk.say(StillOwes(sentence, choices=[anyway]))

    def send(self, ids: tuple[UUID, ...], number: int) -> None:
        """Send lines to a window of this folio; one that is not there yet is offered."""
        folio = self.data.folio
        if folio is None or not ids:
            self.services.toasts.fail(tr("Mark the lines first: Space, or a click into the box."))
            return
        if number not in [window.number for window in folio.windows]:
            self.opening.open_payer(number)
            return
        command = MovePostings(
            id=self.desk.new_id(), posting_ids=ids, to_folio_id=folio.folio_id, to_number=number
        )
        sentence = trn("{n} line sent to window {w}", "{n} lines sent to window {w}", len(ids), w=number)
        self.desk.do(command, sentence)

    def with_folio(self, then: Callable[[UUID], None]) -> None:
        """Give the folio's id; a stay that has none gets one now."""
        folio, stay = self.data.folio, self.data.stay
        if folio is not None:
            then(folio.folio_id)
        elif stay is not None:
            command = OpenFolio(
                id=self.desk.new_id(), folio_id=self.desk.new_id(), property_id=stay.property_id,
                kind="guest", stay_id=stay.id, reservation_id=stay.reservation_id, guest_id=stay.guest_id,
            )  # fmt: skip

            def refused(error: AppError) -> None:
                self._opening = False
                if self.panel is not None:
                    self.panel.refuse(error)
                else:
                    self.desk.say(error)

            self.desk.do(command, "", on_done=lambda _outcome: then(command.folio_id), on_refused=refused)

    def open_then(self, verb: str) -> None:
        """Open the folio, then the panel of a verb once it is read."""

        self._wanted, self._opening = verb, True
        self.with_folio(lambda _folio_id: None)

    def show_panel(self, name: str, panel: FolioPanel) -> None:
        """Show a panel beside the windows, in the place of another."""
        self.close_panel()
        self.panel = panel
        panel.closed.connect(self.close_panel)
        panel.done.connect(self.close_panel)
        self._beside.addWidget(panel)
        self.pane.verbs.hold(name)
        panel.show()
        panel.setFocus()

    def close_panel(self) -> None:
        """Nothing is being done any more; the keyboard goes back to the lines."""
        panel, self.panel = self.panel, None
        if panel is None:
            return
        self._beside.removeWidget(panel)
        panel.hide()
        panel.deleteLater()
        self.pane.verbs.hold("")
        if self.pane.card is not None:
            self.pane.card.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the panel, then goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.panel is not None:
            self.close_panel()
        elif event.key() == Qt.Key.Key_Escape and self.data.is_shown:
            self.show_list()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.crumbs.list_asked.connect(self.show_list)
        self.data.changed.connect(self._show)
        self.data.failed.connect(self._show_error)
        self.list.opened.connect(self._open_row)
        self.list.set_up_asked.connect(self._set_up)
        self.list.new_asked.connect(self.opening.open_new)
        self.pane.asked.connect(self.run_verb)
        self.pane.moved.connect(self.send)
        self.pane.chosen.connect(self._allow)
        self.pane.line_asked.connect(self.opening.taking.line)
        for number in range(1, WINDOWS + 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self.pane)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(lambda number=number: self._send_chosen(number))

    def _send_chosen(self, number: int) -> None:
        self.send(tuple(id_ for row in self.pane.rows for id_ in row.ids), number)

    def _open_row(self, row: FolioRow) -> None:
        self.show_one(folio=row.folio_id)

    def _set_up(self) -> None:
        hotel = self.data.hotel
        if hotel is not None:
            command = SetUpLedgers(id=self.desk.new_id(), property_id=hotel.id, country=hotel.country)
            self.desk.do(command, tr("The ledgers of {hotel} are set up", hotel=hotel.name))

    def _show(self) -> None:
        hotel, folio, stay = self.data.hotel, self.data.folio, self.data.stay
        if hotel is None or not self.data.is_shown or (folio is None and stay is None):
            return
        self.loading.stop()
        self._show_error(None)
        self.pane.show_folio(folio, hotel.business_date)
        name = self.pane.head.name.text()
        room = folio.room if folio is not None else ""
        self.crumbs.show_folio(f"{room} {name}".strip())
        first = self.stack.currentWidget() is not self.pane
        self.stack.setCurrentWidget(self.pane)
        if first and self.pane.card is not None:
            self.pane.card.table.setFocus()
        self._allow()
        if self._wanted and self.opening.ready(self._wanted) and not (self._opening and folio is None):
            wanted, self._wanted, self._opening = self._wanted, "", False
            self.run_verb(wanted)

    def _allow(self) -> None:
        self.pane.verbs.allow(self.opening.reasons())

    def _show_error(self, error: AppError | None) -> None:
        if self.strip is not None:
            self._column.removeWidget(self.strip)
            self.strip.hide()
            self.strip.deleteLater()
            self.strip = None
        if error is not None:
            self.loading.stop()
            self.strip = ErrorStrip(tr("The folio cannot be read."), error.sentence, tr("All folios"))
            if self.strip.button is not None:
                self.strip.button.clicked.connect(self.show_list)
            self._column.insertWidget(0, self.strip)
