"""Which panel opens for which verb, and why one cannot."""

from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.features.folios import CloseFolio, FolioView, ReopenFolio, Routing, RoutingView, WindowView
from app.features.guests import Companies, CompanyView
from app.features.reservations import Status
from app.kernel.text import tr
from ui.features.folios.desk import FolioDesk
from ui.features.folios.documents import Issuing
from ui.features.folios.folio_data import FolioData
from ui.features.folios.folio_view import FolioPane
from ui.features.folios.panels.base import FolioPanel
from ui.features.folios.panels.charge import ChargePanel, Folio
from ui.features.folios.panels.giving import RebatePanel, RefundPanel
from ui.features.folios.panels.lines import ReversePanel, SplitPanel, TransferPanel, told
from ui.features.folios.panels.payer import NewFolioPanel, PayerPanel
from ui.features.folios.panels.routing import RoutingPanel
from ui.features.folios.taking_money import Taking
from ui.widgets.menu import VerbMenu

PERMISSIONS = {
    "charge": "folios.post_charge", "payment": "folios.take_payment", "split": "folios.split_posting",
    "transfer": "folios.move_postings", "reverse": "folios.reverse_posting", "invoice": "invoices.issue",
    "check_out": "front_desk.check_out",
}  # fmt: skip


class Host(Protocol):
    """What this needs of the page."""

    desk: FolioDesk
    data: FolioData
    pane: FolioPane

    def show_panel(self, name: str, panel: FolioPanel) -> None:
        """Show a panel."""
        ...

    def open_then(self, verb: str) -> None:
        """Open the folio, then the panel of a verb."""
        ...

    def show_one(self, *, stay: UUID | None = None, folio: UUID | None = None) -> None:
        """Show one folio."""
        ...

    @property
    def with_folio(self) -> Folio:
        """Gives the folio's id, opening one first."""
        ...


class Opening:
    """Opens panels for a page."""

    def __init__(self, page: Host) -> None:
        self._page = page
        self.issuing = Issuing(page)
        self.taking = Taking(page, self.issuing, lambda: self.window)
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
        actor = self._page.desk.services.app.actor
        refused = tr("Your role does not allow this.")
        found = {name: refused for name, verb in PERMISSIONS.items() if not actor.may(verb)}
        closed = data.folio is not None and data.folio.status != "open"
        if closed:
            for verb in ("charge", "payment", "split", "transfer", "reverse"):
                found.setdefault(verb, tr("The folio is closed. Open it again under More."))
        if not data.articles:
            found.setdefault(
                "charge", tr("There are no articles yet. Set the ledgers up in the list of folios.")
            )
        if not rows:
            for verb in ("split", "transfer", "reverse"):
                found.setdefault(verb, tr("Choose a line first."))
        elif len(rows) > 1 or len(rows[0].ids) > 1:
            found.setdefault("split", tr("One line at a time. Enter shows each night."))
        if rows and rows[0].document and not rows[0].paid:
            why = tr("This line stands on {number}. Take that document back first.", number=rows[0].document)
            found.setdefault("split", why)
        if any(row.paid for row in rows):
            found.setdefault("split", tr("A payment stays with its window."))
            found.setdefault("transfer", tr("A payment stays with its window."))
            if len(rows) > 1:
                found.setdefault("reverse", tr("A payment is given back alone."))
        elif any(not row.can_be_reversed for row in rows):
            for verb in ("split", "transfer", "reverse"):
                found.setdefault(verb, tr("This line has been reversed already."))
        if data.folio is None or not any(window.lines for window in data.folio.windows):
            found.setdefault("invoice", tr("There is nothing to invoice yet."))
        if data.stay is None or data.stay.status != Status.CHECKED_IN:
            found.setdefault("check_out", tr("Only a guest in house checks out."))
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
            page.open_then("payment")
            return
        if window is not None:
            marked = page.pane.card.marked_minor if page.pane.card is not None else 0
            self.taking.payment(folio, window, marked)

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
        line = next((each for each in window.lines if each.posting_id == rows[0].ids[0]), None)
        paid = next((p for p in page.data.payments if line and p.payment_id == line.payment_id), None)
        if rows[0].paid and paid is not None:
            panel = RefundPanel(page.desk, paid, told([rows[0]]), paid.left_minor)
            page.show_panel("reverse", panel)
        else:
            page.show_panel("reverse", ReversePanel(page.desk, folio, window.number, rows))

    def open_payer(self, number: int) -> None:
        """Add a window, or say who pays the one with this number."""
        page, folio = self._page, self._page.data.folio
        if folio is None:
            return
        known = next((window for window in folio.windows if window.number == number), None)
        stay = page.data.stay

        def answer(companies: tuple[CompanyView, ...]) -> None:
            guest = stay.guest_id if stay is not None else None
            page.show_panel("more", PayerPanel(page.desk, folio, number, known, companies, guest))

        page.desk.services.operations.ask(Companies(), answer, latest="folios.companies")

    def open_new(self) -> None:
        """A folio for somebody without a room."""
        page, hotel = self._page, self._page.data.hotel
        if hotel is None:
            return

        def answer(companies: tuple[CompanyView, ...]) -> None:
            panel = NewFolioPanel(page.desk, hotel, companies)
            panel.done.connect(lambda: page.show_one(folio=panel.opened_id))
            page.show_panel("", panel)

        page.desk.services.operations.ask(Companies(), answer, latest="folios.companies")

    def open_more(self) -> None:
        """What is done less often."""
        page, folio = self._page, self._page.data.folio
        menu = VerbMenu(page.pane)
        if folio is None:
            why = tr("The folio opens with its first charge or payment.")
            menu.add(tr("Add window"), _nothing, icon="plus", why_not=why)
            self._add_deposit(menu)
        else:
            self._add_verbs(menu, folio)
        self.menu = menu
        menu.open_at(below(page.pane.verbs.buttons["more"]))

    def _add_verbs(self, menu: VerbMenu, folio: FolioView) -> None:
        page, rows, window = self._page, self._page.pane.rows, self.window
        closed = tr("closed") if folio.status != "open" else ""
        free = next((n for n in range(1, 9) if n not in [w.number for w in folio.windows]), 0)
        menu.add(
            tr("Add window"), lambda: self.open_payer(free), icon="plus",
            why_not=closed or ("" if free else tr("eight are there")),
        )  # fmt: skip
        number = window.number if window is not None else 1
        menu.add(tr("Payer and terms"), lambda: self.open_payer(number), icon="user", why_not=closed)
        menu.add(tr("Routing"), self.open_routing, icon="path", why_not=closed)
        one = rows[0] if len(rows) == 1 and len(rows[0].ids) == 1 else None
        can = one is not None and one.can_be_reversed and one.kind == "charge"
        why = closed or ("" if can else tr("choose a charge"))
        menu.add(tr("Rebate"), self.open_rebate, icon="percent", why_not=why)
        menu.separate()
        self._add_deposit(menu)
        menu.add(tr("Cards"), self.taking.cards, icon="credit-card")
        sale = closed or (tr("holds deposits") if folio.kind == "deposit" else "")
        menu.add(tr("Sell a voucher"), self.taking.sell_voucher, icon="ticket", why_not=sale)
        menu.add(tr("Vouchers of the house"), self.taking.vouchers, icon="ticket")
        menu.separate()
        settled = all(w.balance_minor == 0 for w in folio.windows)
        if closed:
            again = ReopenFolio(id=page.desk.new_id(), folio_id=folio.folio_id)
            opened = tr("Folio {number} is open again", number=folio.number)
            menu.add(tr("Open folio again"), lambda: page.desk.do(again, opened), icon="lock-simple-open")
        else:
            command = CloseFolio(id=page.desk.new_id(), folio_id=folio.folio_id)
            done = tr("Folio {number} is closed", number=folio.number)
            menu.add(
                tr("Close folio"), lambda: page.desk.do(command, done), icon="lock-simple",
                why_not="" if settled else tr("not settled"),
            )  # fmt: skip

    def _add_deposit(self, menu: VerbMenu) -> None:
        why = "" if self._page.data.deposits is not None else tr("no booking")
        menu.add(tr("Deposit"), self.taking.deposits, icon="wallet", why_not=why)

    def open_routing(self) -> None:
        """The rules of the folio."""
        page, folio = self._page, self._page.data.folio
        if folio is None:
            return

        def answer(rules: tuple[RoutingView, ...]) -> None:
            panel = RoutingPanel(page.desk, folio, rules, page.data.articles, page.data.rows)
            page.show_panel("more", panel)

        query = Routing(folio_id=folio.folio_id)
        page.desk.services.operations.ask(query, answer, latest="folios.routing")

    def open_rebate(self) -> None:
        """Take a part off the chosen charge."""
        page, folio, window, rows = self._page, self._page.data.folio, self.window, self._page.pane.rows
        if folio is not None and window is not None and rows:
            page.show_panel("more", RebatePanel(page.desk, folio, window.number, rows[0]))

    def _invoice(self) -> None:
        if self.window is not None:
            self.issuing.open(self.window)


def _nothing() -> None:
    """A verb that cannot run."""


def below(button: QWidget) -> QPoint:
    """The point under a button."""
    return button.mapToGlobal(QPoint(0, button.height() + 4))
