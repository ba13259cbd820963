"""Bills behind debts; statements, letters and commissions on paper."""

from pathlib import Path
from uuid import UUID

import pytest

from app.features import finance, folios
from app.features.invoices import (
    DocumentContentOf,
    DocumentFile,
    DocumentView,
    SetBillingAddress,
    SetIssuer,
)
from app.kernel.errors import AppError, NotFound
from tests.app.finance.test_commissions import leave, stayed
from tests.support.accounts import account, company, listed, owe, pay
from tests.support.billing import issued, of_folio
from tests.support.bills import charge, opened
from tests.support.desk import Desk
from tests.support.soundness import findings


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
    view = statement(bills, folio_id, "de")
    content = view.content
    assert [line.gross_minor for line in content.lines] == [9_000, 4_000]
    assert [paid.amount_minor for paid in content.payments] == [5_000]
    assert content.due_minor == listed(bills).rows[0].ageing.balance == 8_000
    assert content.codes["Zeitraum"].endswith("2026")
    assert content.lines[0].text.startswith("Saldo vor dem")
    assert view.row.company_id == company_id
    assert bills.app.ask(DocumentFile(document_id=view.row.id)).pdf.startswith(b"%PDF")
    assert findings(bills.app) == []


def test_statements_count_in_their_own_series(bills: Desk) -> None:
    """Each has the next number of its workstation's series, and stays as it was when more is owed."""
    company_id = company(bills)
    owe(bills, company_id, 9_000)
    folio_id = listed(bills).rows[0].folio_id
    first = statement(bills, folio_id)
    owe(bills, company_id, 4_000)
    second = statement(bills, folio_id)
    assert [view.row.number[-6:] for view in (first, second)] == ["000001", "000002"]
    assert first.row.number.startswith("EX ")
    kept = bills.app.ask(DocumentContentOf(document_id=first.row.id))
    assert (kept.content.due_minor, kept.digest) == (9_000, first.digest)
    assert second.content.due_minor == 13_000


def test_a_statement_needs_an_issuer(money: Desk) -> None:
    """Nobody has said who issues the documents: it says what to do."""
    owe(money, company(money), 9_000)
    folio_id = listed(money).rows[0].folio_id
    refusal = money.refused(
        NotFound, finance.IssueStatement, document_id=money.app.new_id(), folio_id=folio_id,
        first=money.day(0), last=money.day(0),
    )  # fmt: skip
    assert "Say first" in refusal.sentence


def test_a_letter_is_a_document_in_the_companys_language(bills: Desk) -> None:
    """Title and words of its level, the debts in its table, a number, a seal; the account finds it again."""
    company_id = company(bills)
    bills.do(
        SetBillingAddress, address_id=bills.app.new_id(), company_id=company_id, name="Almeida & Filhos",
        country="PT", city="Porto", language="pt",
    )  # fmt: skip
    owe(bills, company_id, 9_000)
    folio_id = listed(bills).rows[0].folio_id
    seen = []
    for days in (38, 14):
        bills.close_day(days)
        bills.do(finance.WriteLetters, folio_ids=(folio_id,))
        letter = account(bills).letters[0]
        assert letter.document_id is not None
        seen.append(bills.app.ask(DocumentContentOf(document_id=letter.document_id)))
    assert [view.content.title for view in seen] == ["Lembrete de pagamento", "Segundo aviso"]
    assert [view.row.number[-6:] for view in seen] == ["000001", "000002"]
    content = seen[0].content
    assert (content.language, content.due_minor, content.buyer.city) == ("pt", 9_000, "Porto")
    assert content.opening[0] == "Exmos. Senhores,"
    assert {view.row.kind for view in seen} == {"reminder"}
    assert findings(bills.app) == []


def test_commissions_on_paper(bills: Desk) -> None:
    """An agent's stays of a month with a number; the table for a spreadsheet has the same sums."""
    agent_id = company(bills, "VIA", "Viagens Lima", "agent")
    bills.do(
        finance.SetCommissionRate, rate_id=bills.app.new_id(), property_id=bills.hotel.property_id,
        bp=1_200, valid_from=bills.day(0), company_id=agent_id,
    )  # fmt: skip
    sent(bills, agent_id)
    month = bills.day(0)
    whose = {"property_id": bills.hotel.property_id, "month": month}
    bills.refused(
        NotFound,
        finance.IssueCommissionStatement,
        document_id=bills.app.new_id(),
        channel_code="BDC",
        **whose,
    )
    document_id = bills.app.new_id()
    bills.do(
        finance.IssueCommissionStatement, document_id=document_id, company_id=agent_id, language="fr", **whose
    )
    view = bills.app.ask(DocumentContentOf(document_id=document_id))
    (line,) = view.content.lines
    assert (view.content.total_minor, view.row.payer, view.row.company_id) == (
        1_200,
        "Viagens Lima",
        agent_id,
    )
    assert "12\u00a0% de 100,00\u00a0EUR" in line.text
    assert view.row.number.startswith("CM ")
    assert findings(bills.app) == []


def test_commissions_for_a_spreadsheet(bills: Desk, tmp_path: Path) -> None:
    """A row per stay; a file that cannot be written is refused with a sentence."""
    agent_id = company(bills, "VIA", "=Viagens", "agent")
    bills.do(
        finance.SetCommissionRate, rate_id=bills.app.new_id(), property_id=bills.hotel.property_id,
        bp=1_200, valid_from=bills.day(0), company_id=agent_id,
    )  # fmt: skip
    sent(bills, agent_id)
    view = bills.app.ask(finance.Commissions(property=str(bills.hotel.property_id), month=bills.day(0)))
    finance.save_commissions(tmp_path / "month.csv", view)
    _, row = (tmp_path / "month.csv").read_text(encoding="utf-8-sig").splitlines()
    assert row.startswith("'=Viagens,")
    assert row.endswith(",100.00,12,12.00,0.00,EUR")
    finance.save_commissions(tmp_path / "month.xlsx", view)
    assert (tmp_path / "month.xlsx").read_bytes().startswith(b"PK")
    with pytest.raises(AppError, match="cannot be written"):
        finance.save_commissions(tmp_path / "none" / "month.csv", view)


def statement(desk: Desk, folio_id: UUID, language: str = "") -> DocumentView:
    """Issue the statement of an account."""
    document_id = desk.app.new_id()
    desk.do(
        finance.IssueStatement, document_id=document_id, folio_id=folio_id, first=desk.day(1),
        last=desk.day(5), language=language,
    )  # fmt: skip
    return desk.app.ask(DocumentContentOf(document_id=document_id))


def sent(desk: Desk, agent_id: UUID) -> None:
    """A guest of an agent who stayed a night for a hundred euro net and left."""
    stay_id, _ = stayed(desk, "101", 10_600, agent_id=agent_id)
    desk.close_day()
    leave(desk, stay_id)
