"""What the folio page knows: folio, stay, payments, drawer; read again when somebody changes them."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.features.folios import (
    CashTerms,
    CashTermsView,
    CreditOf,
    CreditView,
    Deposits,
    DepositsView,
    DrawerView,
    FolioOf,
    FolioRow,
    Folios,
    FolioView,
    OpenDrawer,
    Payments,
    PaymentTermsOf,
    PaymentTermsView,
    PaymentView,
    SavedCards,
    SavedCardView,
    VirtualCards,
    VirtualCardView,
)
from app.features.invoices import BilledOn
from app.features.property import Articles, ArticleView, House, HouseView, PropertyView
from app.features.reservations import StayDetail, StayView
from app.kernel.changes import ChangeSet
from app.kernel.errors import AppError
from ui.shell.services import ShellServices

CONCERNS = (
    "posting", "folio", "folio_window", "payment", "stay", "reservation", "cashier_session", "article",
    "property", "routing_rule", "guest", "company", "document", "saved_card", "virtual_card", "deposit_due",
    "payment_terms", "pay_link",
)  # fmt: skip
AGAIN_MS = 40


class FolioData(QObject):
    """`changed()` after each answer that matters, `failed(AppError)` when the folio cannot be read."""

    changed = Signal()
    listed = Signal()
    failed = Signal(object)

    def __init__(self, services: ShellServices, page: QWidget) -> None:
        super().__init__(page)
        self.services, self._page = services, page
        self.stay_id: UUID | None = None
        self.folio_id: UUID | None = None
        self.folio: FolioView | None = None
        self.stay: StayView | None = None
        self.house: HouseView | None = None
        self.payments: tuple[PaymentView, ...] = ()
        self.credits: dict[UUID, CreditView] = {}
        self.saved: tuple[SavedCardView, ...] = ()
        self.virtual: tuple[VirtualCardView, ...] = ()
        self.deposits: DepositsView | None = None
        self.billed: dict[UUID, str] = {}
        self.paying: PaymentTermsView | None = None
        self.articles: tuple[ArticleView, ...] = ()
        self.rows: tuple[FolioRow, ...] = ()
        self.drawer: DrawerView | None = None
        self.terms: CashTermsView | None = None
        self.status, self.text = "open", ""
        self.known = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.load)
        services.hub.changed.connect(self._told)

    @property
    def hotel(self) -> PropertyView | None:
        """The hotel of the folio, of the stay, or the first one."""
        if self.house is None or not self.house.properties:
            return None
        wanted = self.folio.property_id if self.folio else self.stay.property_id if self.stay else None
        return next((h for h in self.house.properties if h.id == wanted), self.house.properties[0])

    @property
    def is_shown(self) -> bool:
        """Whether it is about one folio or stay, not the list."""
        return self.stay_id is not None or self.folio_id is not None

    @property
    def guest_id(self) -> UUID | None:
        """The guest whose cards are at hand."""
        if self.stay is not None:
            return self.stay.guest_id
        return self.folio.windows[0].guest_id if self.folio is not None and self.folio.windows else None

    @property
    def reservation_id(self) -> UUID | None:
        """The booking whose deposits and virtual cards are at hand."""
        known = self.folio.reservation_id if self.folio is not None else None
        return known or (self.stay.reservation_id if self.stay is not None else None)

    @property
    def methods(self) -> dict[UUID, str]:
        """How each payment was made."""
        return {payment.payment_id: payment.method for payment in self.payments}

    def show(self, *, stay: UUID | None = None, folio: UUID | None = None) -> None:
        """Another stay or folio; neither shows the list."""
        if (stay, folio) != (self.stay_id, self.folio_id):
            self.folio, self.stay, self.payments, self.known = None, None, (), False
            self.saved, self.virtual, self.deposits, self.billed = (), (), None, {}
        self.stay_id, self.folio_id = stay, folio
        self.load()

    def load(self) -> None:
        """Read what is shown."""
        self.services.operations.ask(House(), self._house, self._fail, latest="folios.house")
        if not self.is_shown:
            return
        query = FolioOf(stay_id=self.stay_id, folio_id=self.folio_id)
        self.services.operations.ask(query, self._folio, self._fail, latest="folios.folio")
        if self.stay_id is not None:
            self._ask_stay(self.stay_id)

    def load_list(self) -> None:
        """Read the list of folios."""
        if self.hotel is not None:
            query = Folios(property_id=self.hotel.id, status=self.status, text=self.text)
            self.services.operations.ask(query, self._rows, self._fail, latest="folios.rows")

    def _ask_stay(self, stay: UUID) -> None:
        self.services.operations.ask(StayDetail(stay_id=stay), self._stay, self._fail, latest="folios.stay")

    def _told(self, changes: ChangeSet, _initiator: object) -> None:
        # A page that nobody sees reads when it is opened again.
        if self.house is not None and self._page.isVisible() and changes.touches(*CONCERNS):
            self._again.start()

    def _house(self, house: HouseView) -> None:
        self.house = house
        hotel = self.hotel
        if hotel is None:
            self.listed.emit()
            return
        ask = self.services.operations.ask
        station = self.services.app.actor.workstation
        drawer = OpenDrawer(property_id=hotel.id, workstation=station)
        ask(Articles(property_id=hotel.id), self._articles, self._fail, latest="folios.articles")
        ask(drawer, self._drawer, self._fail, latest="folios.drawer")
        ask(CashTerms(property_id=hotel.id), self._terms, self._fail, latest="folios.terms")
        ask(PaymentTermsOf(property_id=hotel.id), self._paying, self._fail, latest="folios.paying")
        self.load_list()
        self._tell()

    def _folio(self, folio: FolioView | None) -> None:
        self.folio, self.known = folio, True
        if folio is None:
            self.payments = ()
        else:
            query = Payments(folio_id=folio.folio_id)
            self.services.operations.ask(query, self._payments, self._fail, latest="folios.payments")
            self._ask_credits(folio)
            billed = BilledOn(folio_id=folio.folio_id)
            self.services.operations.ask(billed, self._billed, self._fail, latest="folios.billed")
            self._ask_cards()
            if folio.stay_id is not None and self.stay_id is None:
                self._ask_stay(folio.stay_id)
        self._tell()

    def _ask_cards(self) -> None:
        """What is at hand to pay with: cards that were left, a channel's cards, deposits."""
        ask, guest, booking = self.services.operations.ask, self.guest_id, self.reservation_id
        if guest is not None:
            ask(SavedCards(guest_id=guest), self._saved, self._fail, latest="folios.saved")
        if booking is not None:
            ask(VirtualCards(reservation_id=booking), self._virtual, self._fail, latest="folios.virtual")
            stay = self.folio.stay_id if self.folio is not None else self.stay_id
            deposits = Deposits(reservation_id=booking, stay_id=stay)
            ask(deposits, self._deposits, self._fail, latest="folios.deposits")

    def _saved(self, saved: tuple[SavedCardView, ...]) -> None:
        self.saved = saved

    def _virtual(self, virtual: tuple[VirtualCardView, ...]) -> None:
        self.virtual = virtual

    def _deposits(self, deposits: DepositsView) -> None:
        self.deposits = deposits
        self._tell()

    def _billed(self, billed: dict[UUID, str]) -> None:
        self.billed = billed
        self._tell()

    def _paying(self, paying: PaymentTermsView) -> None:
        self.paying = paying

    def _ask_credits(self, folio: FolioView) -> None:
        for company_id in {window.company_id for window in folio.windows if window.company_id}:
            query = CreditOf(property_id=folio.property_id, company_id=company_id)
            take = partial(self._credit, company_id)
            self.services.operations.ask(query, take, self._fail, latest=f"folios.credit.{company_id}")

    def _credit(self, company_id: UUID, credit: CreditView) -> None:
        self.credits[company_id] = credit
        self._tell()

    def _payments(self, payments: tuple[PaymentView, ...]) -> None:
        self.payments = payments
        self._tell()

    def _stay(self, stay: StayView) -> None:
        self.stay = stay
        self._ask_cards()
        self._tell()

    def _articles(self, articles: tuple[ArticleView, ...]) -> None:
        self.articles = articles
        self._tell()

    def _drawer(self, drawer: DrawerView | None) -> None:
        self.drawer = drawer
        self._tell()

    def _terms(self, terms: CashTermsView) -> None:
        self.terms = terms

    def _rows(self, rows: tuple[FolioRow, ...]) -> None:
        self.rows = rows
        self.listed.emit()

    def _tell(self) -> None:
        if self.is_shown and self.known and self.hotel is not None:
            self.changed.emit()

    def _fail(self, error: AppError) -> None:
        self.failed.emit(error)
