"""Bills behind debts, and statements on paper."""

from uuid import UUID

import pytest

from app.features import finance, folios
from app.features.invoices import SetIssuer
from app.kernel.errors import NotFound
from tests.support.accounts import account, company, listed, owe, pay
from tests.support.billing import issued, of_folio
from tests.support.bills import charge, opened
from tests.support.desk import Desk


@pytest.fixture
def bills(money: Desk) -> Desk:
    """The desk knows who issues its bills."""
    money.do(
        SetIssuer, property_id=money.hotel.property_id, name="Miradouro Hotelaria Lda", country="PT",
        street="Rua da Senhora do Monte 41", postcode="1170-358", city="Lisboa", vat_id="501 964 843",
        iban="PT50 0002 0123 1234 5678 9015 4", bic="BCGMPTPL", place="Hotel · Lisboa",
    )  # fmt: skip
    return money


def on_account(desk: Desk, folio_id: UUID, company_id: UUID, minor: int) -> None:
    """A folio is settled by the company's account."""
    desk.do(
        folios.TakePayment, payment_id=desk.app.new_id(), folio_id=folio_id, method="city_ledger",
        amount_minor=minor, company_id=company_id,
    )  # fmt: skip


def test_a_bill_says_when_it_is_due(bills: Desk) -> None:
    """What was billed before it went on account has the number and the day of its bill."""
    company_id = company(bills)
    folio_id = opened(bills, kind="company", company_id=company_id)
    charge(bills, folio_id, 6_000, "RESTAURANT")
    issued(bills, folio_id, kind="simplified")
    on_account(bills, folio_id, company_id, 6_000)
    (debt,) = account(bills).debts
    (row,) = of_folio(bills, folio_id)
    assert (debt.number, debt.due_on) == (row.number, row.due_on)
    assert debt.due_on == bills.day(14)


def test_a_statement_on_paper(bills: Desk) -> None:
    """What was owed before, each debt with its day, what was paid; due is the balance of the account."""
    company_id = company(bills)
    owe(bills, company_id, 9_000)
    bills.close_day(3)
    owe(bills, company_id, 4_000)
    folio_id = listed(bills).rows[0].folio_id
    pay(bills, folio_id, 5_000)
    view = bills.app.ask(finance.StatementFile(folio_id=folio_id, first=bills.day(1), last=bills.day(5)))
    content = view.content
    assert [line.gross_minor for line in content.lines] == [9_000, 4_000]
    assert [paid.amount_minor for paid in content.payments] == [5_000]
    assert content.due_minor == listed(bills).rows[0].ageing.balance == 8_000
    assert view.pdf.startswith(b"%PDF")
    assert view.name.endswith(".pdf")


def test_a_statement_needs_an_issuer(money: Desk) -> None:
    """Nobody has said who issues the documents: it says what to do."""
    owe(money, company(money), 9_000)
    folio_id = listed(money).rows[0].folio_id
    with pytest.raises(NotFound, match="Say first"):
        money.app.ask(finance.StatementFile(folio_id=folio_id, first=money.day(0), last=money.day(0)))
