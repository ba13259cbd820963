"""Documents of a folio: the panel that issues them, the addresses they need, and their pages."""

from typing import Protocol
from uuid import UUID

from app.features.folios import WindowView
from app.features.invoices import (
    BillingAddressOf,
    BillingAddressView,
    DocumentFile,
    DocumentFileView,
    DocumentRow,
    Documents,
    IssueDocument,
    IssuerOf,
    IssuerView,
)
from app.kernel.changes import Outcome
from app.kernel.documents import DocumentKind
from ui.features.folios.desk import FolioDesk
from ui.features.folios.folio_data import FolioData
from ui.features.folios.panels.address import BuyerPanel, IssuerPanel
from ui.features.folios.panels.base import FolioPanel
from ui.features.folios.panels.invoice import InvoicePanel
from ui.shell.document_pages import sheet_of, show_pages
from ui.shell.printing import print_now


class Host(Protocol):
    """What this needs of the page."""

    desk: FolioDesk
    data: FolioData

    def show_panel(self, name: str, panel: FolioPanel) -> None:
        """Show a panel."""
        ...


class Issuing:
    """Opens the panels of documents for a page."""

    def __init__(self, page: Host) -> None:
        self._page = page

    def open(self, window: WindowView) -> None:
        """The panel of a window's documents."""
        page, folio = self._page, self._page.data.folio
        if folio is None:
            return

        def answer(rows: tuple[DocumentRow, ...]) -> None:
            panel = InvoicePanel(
                page.desk, folio, window, rows, self.show, lambda which: self.ask_address(which, window)
            )
            page.show_panel("invoice", panel)

        query = Documents(folio_id=folio.folio_id)
        page.desk.services.operations.ask(query, answer, latest="folios.documents")

    def show(self, document_id: UUID) -> None:
        """The pages of a document, with what printing them needs."""
        show_pages(self._page.desk.services, document_id)

    def receipt(
        self, folio_id: UUID, number: int, payment_id: UUID, kind: str = DocumentKind.RECEIPT
    ) -> None:
        """Issue the receipt (or deposit invoice) of a payment and print it as receipts are printed."""
        desk = self._page.desk
        command = IssueDocument(
            id=desk.new_id(), document_id=desk.new_id(), folio_id=folio_id, number=number,
            kind=DocumentKind(kind), payment_id=payment_id,
        )  # fmt: skip

        def answer(file: DocumentFileView) -> None:
            print_now(desk.services, sheet_of(file))

        def issued(_outcome: Outcome) -> None:
            query = DocumentFile(document_id=command.document_id)
            desk.services.operations.ask(query, answer, latest="folios.receipt")

        desk.do(command, "", on_done=issued)

    def ask_address(self, which: str, window: WindowView) -> None:
        """The panel of the address that is missing; the document's panel comes back after it."""
        if which == "seller":
            self._ask_seller(window)
        else:
            self._ask_buyer(window)

    def _ask_seller(self, window: WindowView) -> None:
        page, hotel = self._page, self._page.data.hotel
        if hotel is None:
            return

        def answer(known: IssuerView | None) -> None:
            self._then_back(IssuerPanel(page.desk, hotel, known), window)

        query = IssuerOf(property_id=hotel.id)
        page.desk.services.operations.ask(query, answer, latest="folios.issuer")

    def _ask_buyer(self, window: WindowView) -> None:
        page, data = self._page, self._page.data
        guest = window.guest_id or (data.stay.guest_id if data.stay is not None else None)
        country = data.hotel.country if data.hotel is not None else ""

        def answer(known: BillingAddressView | None) -> None:
            self._then_back(BuyerPanel(page.desk, window, guest, known, country), window)

        query = BillingAddressOf(guest_id=None if window.company_id else guest, company_id=window.company_id)
        page.desk.services.operations.ask(query, answer, latest="folios.address")

    def _then_back(self, panel: FolioPanel, window: WindowView) -> None:
        self._page.show_panel("invoice", panel)
        panel.done.connect(lambda: self.open(window))
