"""Short words for companies' accounts, for tests of finance."""

from datetime import date
from uuid import UUID

from app.features import finance, folios
from app.features.finance import AccountView, Receivables, ReceivablesView
from app.features.guests import AddCompany
from tests.support.desk import Desk


def company(desk: Desk, code: str = "ALM", name: str = "Almeida & Filhos", kind: str = "company") -> UUID:
    """A company with credit in the house, and thirty days to pay."""
    company_id = desk.app.new_id()
    desk.do(AddCompany, company_id=company_id, kind=kind, code=code, name=name)
    desk.do(
        folios.SetCredit, property_id=desk.hotel.property_id, company_id=company_id, limit_minor=10_000_000,
        days=30,
    )  # fmt: skip
    return company_id


def owe(desk: Desk, company_id: UUID, minor: int) -> None:
    """A passer-by's bill that goes to the company's account."""
    folio_id = desk.app.new_id()
    desk.do(
        folios.OpenFolio, folio_id=folio_id, property_id=desk.hotel.property_id, kind="passer_by",
        company_id=company_id, name="Lunch",
    )  # fmt: skip
    desk.do(folios.PostCharge, folio_id=folio_id, article_code="RESTAURANT", unit_minor=minor)
    desk.do(
        folios.TakePayment, payment_id=desk.app.new_id(), folio_id=folio_id, method="city_ledger",
        amount_minor=minor, company_id=company_id,
    )  # fmt: skip


def pay(desk: Desk, folio_id: UUID, minor: int) -> UUID:
    """Money on an account; the payment."""
    payment_id = desk.app.new_id()
    desk.do(
        folios.TakePayment, payment_id=payment_id, folio_id=folio_id, method="bank_transfer",
        amount_minor=minor, reference="transfer",
    )  # fmt: skip
    return payment_id


def listed(desk: Desk, as_of: date | None = None) -> ReceivablesView:
    """The list of accounts."""
    return desk.app.ask(Receivables(property=str(desk.hotel.property_id), as_of=as_of))


def account(desk: Desk, index: int = 0, as_of: date | None = None) -> AccountView:
    """One account of the list."""
    folio_id = listed(desk).rows[index].folio_id
    return desk.app.ask(finance.ReceivableAccount(folio_id=folio_id, as_of=as_of))
