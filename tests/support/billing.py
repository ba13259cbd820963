"""Short words for issuing documents, for tests of invoices."""

from typing import Any
from uuid import UUID

from app.features import folios
from app.features.guests import AddCompany
from app.features.invoices import (
    DocumentContentOf,
    DocumentRow,
    Documents,
    DocumentView,
    IssueDocument,
    SetBillingAddress,
)
from app.kernel.changes import Outcome
from tests.support.bills import charge, opened
from tests.support.desk import Desk

ADDRESS = {
    "name": "Nordwind Turbinen GmbH", "department": "Kreditorenbuchhaltung", "street": "Am Kaiserkai 18",
    "postcode": "20457", "city": "Hamburg", "country": "DE", "vat_id": "DE136695976",
}  # fmt: skip


def company(desk: Desk, code: str = "NW", **more: Any) -> UUID:
    """A company with a billing address."""
    company_id = desk.app.new_id()
    desk.do(AddCompany, company_id=company_id, kind="company", code=code, name="Nordwind")
    desk.do(SetBillingAddress, address_id=desk.app.new_id(), company_id=company_id, **(ADDRESS | more))
    return company_id


def bill(desk: Desk, *minors: int, code: str = "MINIBAR") -> UUID:
    """A company's folio with charges."""
    folio_id = opened(desk, kind="company", company_id=company(desk, code=desk.app.new_id().hex[:12]))
    for minor in minors:
        charge(desk, folio_id, minor, code)
    return folio_id


def issue(desk: Desk, folio_id: UUID, **more: Any) -> Outcome:
    """Issue a document of a folio's first window."""
    more.setdefault("document_id", desk.app.new_id())
    return desk.do(IssueDocument, folio_id=folio_id, **more)


def issued(desk: Desk, folio_id: UUID, **more: Any) -> DocumentView:
    """Issue a document, and see it."""
    document_id = UUID(str(issue(desk, folio_id, **more).result["document_id"]))
    return desk.app.ask(DocumentContentOf(document_id=document_id))


def of_folio(desk: Desk, folio_id: UUID) -> tuple[DocumentRow, ...]:
    """The documents of a folio, the newest first."""
    return desk.app.ask(Documents(folio_id=folio_id))


def pay(desk: Desk, folio_id: UUID, minor: int, method: str = "bank_transfer", **more: Any) -> UUID:
    """Take a payment on a folio's first window."""
    payment_id = desk.app.new_id()
    desk.do(
        folios.TakePayment, payment_id=payment_id, folio_id=folio_id, number=1, method=method,
        amount_minor=minor, **more,
    )  # fmt: skip
    return payment_id
