"""Which panel opens for which verb, and why one cannot."""

from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.features.folios import CloseFolio, ReopenFolio, WindowView
from app.features.reservations import Status
from app.kernel.text import tr
from ui.features.folios.desk import FolioDesk
from ui.features.folios.folio_data import FolioData
from ui.features.folios.folio_view import FolioPane
from ui.features.folios.panels.base import FolioPanel
from ui.features.folios.panels.charge import ChargePanel, Folio
from ui.features.folios.panels.lines import ReversePanel, SplitPanel, TransferPanel
from ui.features.folios.panels.payment import PaymentPanel, Till
from ui.widgets.menu import VerbMenu


class Host(Protocol):
    """What this needs of the page."""

    desk: FolioDesk
    data: FolioData
    pane: FolioPane

    def show_panel(self, name: str, panel: FolioPanel) -> None:
        """Show a panel."""
        ...

    @property
    def with_folio(self) -> Folio:
        """Gives the folio's id, opening one first."""
        ...


class Opening:
    """Opens panels for a page."""

    def __init__(self, page: Host) -> None:
        self._page = page
        self.menu: VerbMenu | None = None

    @property
    def window(self) -> WindowView | None:
        """The active window."""
        card = self._page.pane.card
        return card.window_view if card is not None else None

    def ready(self, verb: str) -> bool:
        """Whether all that a verb's panel shows is read."""
        data = self._page.data
        return bool(data.articles) if verb == "charge" else data.terms is not None

    def reasons(self) -> dict[str, str]:
        """Why verbs cannot run now; a verb that is not named can."""
        data, rows = self._page.data, self._page.pane.rows
        found: dict[str, str] = {}
        closed = data.folio is not None and data.folio.status != "open"
        if closed:
            for verb in ("charge", "payment", "split", "transfer", "reverse"):
                found[verb] = tr("The folio is closed. Open it again under More.")
        if not data.articles:
            found.setdefault(
                "charge", tr("There are no articles yet. Set the ledgers up in the list of folios.")
            )
        if not rows:
            for verb in ("split", "transfer", "reverse"):
                found.setdefault(verb, tr("Choose a line first."))
        elif len(rows) > 1 or len(rows[0].ids) > 1:
            found.setdefault("split", tr("One line at a time. Enter shows each night."))
        if any(row.paid for row in rows):
            found.setdefault("split", tr("A payment stays with its window."))
            found.setdefault("transfer", tr("A payment stays with its window."))
            if len(rows) > 1:
                found.setdefault("reverse", tr("A payment is given back alone."))
        elif any(not row.can_be_reversed for row in rows):
            for verb in ("split", "transfer", "reverse"):
                found.setdefault(verb, tr("This line has been reversed already."))
        if data.folio is None or not any(window.lines for window in data.folio.windows):
            found["invoice"] = tr("There is nothing to invoice yet.")
        if data.stay is None or data.stay.status != Status.CHECKED_IN:
            found["check_out"] = tr("Only a guest in house checks out.")
        return found

    def open(self, verb: str) -> None:
        """Open a verb's panel."""
        makers = {
            "charge": self._charge, "payment": self.open_payment, "split": self._split,
            "transfer": self._transfer, "reverse": self._reverse, "invoice": self._invoice,
        }  # fmt: skip
        if verb in makers:
            makers[verb]()

    def open_payment(self) -> None:
        """Take a payment for the active window; a stay without a folio gets one first."""
        page, data = self._page, self._page.data
        folio, window = data.folio, self.window
        if folio is None:
            page.with_folio(lambda _folio_id: None)
            return
        if window is not None:
            marked = page.pane.card.marked_minor if page.pane.card is not None else 0
            page.show_panel(
                "payment", PaymentPanel(page.desk, folio, window, marked, Till(data.drawer, data.terms))
            )

    def _charge(self) -> None:
        page, data = self._page, self._page.data
        window = self.window
        currency = data.folio.currency if data.folio else data.stay.currency if data.stay else "EUR"
        number = window.number if window is not None else 1
        page.show_panel("charge", ChargePanel(page.desk, page.with_folio, data.articles, currency, number))

    def _split(self) -> None:
        page, folio, window, rows = self._page, self._page.data.folio, self.window, self._page.pane.rows
        if folio is not None and window is not None and rows:
            others = self._page.data.rows
            page.show_panel("split", SplitPanel(page.desk, folio, window.number, rows[0], others))

    def _transfer(self) -> None:
        page, folio, window, rows = self._page, self._page.data.folio, self.window, self._page.pane.rows
        if folio is not None and window is not None and rows:
            panel = TransferPanel(page.desk, folio, window.number, rows, self._page.data.rows)
            page.show_panel("transfer", panel)

    def _reverse(self) -> None:
        page, folio, window, rows = self._page, self._page.data.folio, self.window, self._page.pane.rows
        if folio is None or window is None or not rows:
            return
        page.show_panel("reverse", ReversePanel(page.desk, folio, window.number, rows))

    def _invoice(self) -> None:
        """No documents yet."""

    def open_payer(self, number: int) -> None:
        """Add a window."""

    def open_new(self) -> None:
        """A folio for somebody without a room."""

    def open_more(self) -> None:
        """What is done less often."""
        data, page = self._page.data, self._page
        menu = VerbMenu(page.pane)
        folio = data.folio
        if folio is not None and folio.status == "open":
            command = CloseFolio(id=page.desk.new_id(), folio_id=folio.folio_id)
            done = tr("Folio {number} is closed", number=folio.number)
            menu.add(tr("Close folio"), lambda: page.desk.do(command, done), icon="lock-simple")
        elif folio is not None:
            again = ReopenFolio(id=page.desk.new_id(), folio_id=folio.folio_id)
            opened = tr("Folio {number} is open again", number=folio.number)
            menu.add(tr("Open folio again"), lambda: page.desk.do(again, opened), icon="lock-simple-open")
        self.menu = menu
        menu.open_at(below(page.pane.verbs.buttons["more"]))


def below(button: QWidget) -> QPoint:
    """The point under a button."""
    return button.mapToGlobal(QPoint(0, button.height() + 4))
