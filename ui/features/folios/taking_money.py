"""Opens the panels by which money comes: payments, holds, links, deposits, vouchers, cards at hand."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtGui import QGuiApplication

from app.features.folios import (
    AskProvider,
    FolioView,
    Payments,
    PaymentView,
    State,
    VoidCard,
    Vouchers,
    VouchersView,
    WindowView,
)
from app.kernel.text import tr
from ui.features.folios import waiting
from ui.features.folios.desk import FolioDesk
from ui.features.folios.documents import Issuing
from ui.features.folios.folio_data import FolioData
from ui.features.folios.panels.base import FolioPanel
from ui.features.folios.panels.card_ways import CardsAtHand
from ui.features.folios.panels.cards import CardsPanel
from ui.features.folios.panels.deposits import DepositPanel, SchedulePanel
from ui.features.folios.panels.giving import RefundPanel
from ui.features.folios.panels.holding import CapturePanel, LinkPanel
from ui.features.folios.panels.payment import Bill, PaymentPanel, Till
from ui.features.folios.panels.vouchers import VoucherListPanel, VoucherPanel
from ui.widgets.day_text import short_day
from ui.widgets.money_text import money_text


class Host(Protocol):
    """What this needs of the page."""

    desk: FolioDesk
    data: FolioData

    def show_panel(self, name: str, panel: FolioPanel) -> None:
        """Show a panel."""
        ...


class Taking:
    """Opens panels for a page; `window` gives the active one."""

    def __init__(self, page: Host, issuing: Issuing, window: Callable[[], WindowView | None]) -> None:
        self._page, self._issuing, self._window = page, issuing, window

    def payment(self, folio: FolioView, window: WindowView, marked_minor: int) -> None:
        """Take a payment for a window."""
        company = window.company_id is not None
        bill = Bill(folio.folio_id, folio.currency, window.balance_minor, window.number, company)
        self._pay(bill, marked_minor, window.number)

    def line(self, payment: PaymentView, verb: str) -> None:
        """A verb of a line of a payment that is not done."""
        page = self._page
        desk = page.desk
        if verb == waiting.COPY:
            QGuiApplication.clipboard().setText(payment.link)
            desk.services.toasts.tell(tr("The link is copied"))
        elif verb == waiting.SCAN:
            page.show_panel("payment", LinkPanel(desk, payment))
        elif verb == waiting.CAPTURE:
            folio = page.data.folio
            owed = (
                next((w.balance_minor for w in folio.windows if w.number == payment.number), 0)
                if folio
                else 0
            )
            page.show_panel("payment", CapturePanel(desk, payment, owed))
        elif verb == waiting.ASK:
            ask = AskProvider(id=desk.new_id(), payment_id=payment.payment_id)
            desk.do(ask, tr("The provider is asked"))
        elif verb == waiting.LET_GO:
            amount = money_text(payment.amount_minor, payment.currency)
            let_go = VoidCard(id=desk.new_id(), payment_id=payment.payment_id)
            desk.do(let_go, tr("{amount} is let go", amount=amount))

    def deposits(self) -> None:
        """The deposit of the booking."""
        deposits = self._page.data.deposits
        if deposits is None:
            return
        if deposits.folio_id is None:
            self._show_deposits(())
        else:
            query = Payments(folio_id=deposits.folio_id)
            ask = self._page.desk.services.operations.ask
            ask(query, self._show_deposits, latest="folios.deposit_payments")

    def sell_voucher(self) -> None:
        """Sell a voucher on the active window."""
        page, window, hotel = self._page, self._window(), self._page.data.hotel
        folio = page.data.folio
        if folio is not None and window is not None and hotel is not None:
            page.show_panel("more", VoucherPanel(page.desk, folio, window.number, hotel.business_date))

    def vouchers(self) -> None:
        """The vouchers of the house."""
        page, window, folio = self._page, self._window(), self._page.data.folio
        if folio is None or window is None:
            return

        def answer(found: VouchersView) -> None:
            page.show_panel("more", VoucherListPanel(page.desk, folio, window.number, found))

        query = Vouchers(property_id=folio.property_id)
        page.desk.services.operations.ask(query, answer, latest="folios.vouchers")

    def cards(self) -> None:
        """The cards at hand."""
        page, data = self._page, self._page.data
        if data.hotel is not None:
            currency = data.folio.currency if data.folio is not None else data.hotel.currency
            page.show_panel(
                "more",
                CardsPanel(
                    page.desk, data.reservation_id, currency, data.hotel.business_date, data.saved,
                    data.virtual,
                ),
            )  # fmt: skip

    def _till(self) -> Till | None:
        data = self._page.data
        if data.hotel is None:
            return None
        held = [p for p in data.payments if p.status == State.AUTHORISED]
        provider = data.paying.provider if data.paying is not None else ""
        cards = CardsAtHand(held, data.saved, data.virtual, provider)
        return Till(data.drawer, data.terms, data.hotel.business_date, data.hotel.id, cards)

    def _pay(self, bill: Bill, marked_minor: int, number: int) -> None:
        till, page = self._till(), self._page
        if till is None:
            return
        panel = PaymentPanel(page.desk, bill, marked_minor, till)

        def paper() -> None:
            folio_id = panel.paid_on or bill.folio_id
            if panel.wanted and panel.paid_id is not None:
                self._issuing.receipt(folio_id, number, panel.paid_id, panel.wanted)

        panel.done.connect(paper)
        page.show_panel("payment", panel)

    def _show_deposits(self, payments: tuple[PaymentView, ...]) -> None:
        page, data, window = self._page, self._page.data, self._window()
        deposits, hotel, booking = data.deposits, data.hotel, data.reservation_id
        if deposits is None or hotel is None or booking is None:
            return
        folio, number = data.folio, window.number if window is not None else 1
        target = None
        if folio is not None and folio.kind != "deposit" and folio.status == "open":
            target = folio.folio_id
        panel = DepositPanel(
            page.desk, deposits, hotel.currency, target, number,
            hotel.business_date, payments,
        )  # fmt: skip
        panel.take_asked.connect(lambda minor: self._take_deposit(booking, minor))
        panel.schedule_asked.connect(self._schedule)
        panel.refund_asked.connect(self._give_back)
        page.show_panel("more", panel)

    def _take_deposit(self, booking: UUID, due_minor: int) -> None:
        hotel, deposits = self._page.data.hotel, self._page.data.deposits
        if hotel is not None and deposits is not None:
            folio_id = deposits.folio_id or self._page.desk.new_id()
            self._pay(Bill(folio_id, hotel.currency, due_minor, reservation_id=booking), 0, 1)

    def _schedule(self) -> None:
        page, data = self._page, self._page.data
        hotel, booking, paying, deposits = data.hotel, data.reservation_id, data.paying, data.deposits
        if hotel is None or booking is None or deposits is None:
            return
        arrival = data.stay.arrival if data.stay is not None else None
        panel = SchedulePanel(
            page.desk, booking, hotel.currency, paying.deposit_parts if paying is not None else (),
            deposits.due, arrival, hotel.business_date,
        )  # fmt: skip
        page.show_panel("more", panel)

    def _give_back(self, payment: PaymentView) -> None:
        held = self._page.data.deposits.held_minor if self._page.data.deposits is not None else 0
        what = tr("Deposit of {day}", day=short_day(payment.at.astimezone().date()))
        self._page.show_panel("more", RefundPanel(self._page.desk, payment, what, held))
