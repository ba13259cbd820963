"""Issuing: what stands on a document, what is free afterwards, credit notes, and every refusal."""

from datetime import date
from uuid import UUID

import pytest

from app.features import folios
from app.features.invoices import (
    AlreadyCredited,
    BilledOn,
    BuyerUnknown,
    DocumentContentOf,
    DocumentFile,
    Documents,
    IssueCreditNote,
    IssueDocument,
    LineBilled,
    NotCreditable,
    NothingToBill,
    ReissueDocument,
    SellerUnknown,
    SetBillingAddress,
    TooMuchForSimplified,
)
from app.infra.undo import NeverUndone
from app.kernel.documents import DocumentKind
from app.kernel.errors import InvalidInput
from tests.support.billing import ADDRESS, bill, issue, issued, of_folio, pay
from tests.support.bills import charge, opened, view
from tests.support.desk import Desk


def test_a_bill_says_what_was_consumed_and_paid(bills: Desk) -> None:
    """Lines with their taxes, the payment, what is due and when; the postings stand on it."""
    folio_id = bill(bills, 750, 1_000)
    pay(bills, folio_id, 500, reference="NW-88120")
    seen = issued(bills, folio_id)
    content = seen.content
    assert content.number == "FT 2026-FD1/000001"
    assert (content.total_minor, content.paid_minor, content.due_minor) == (1_750, 500, 1_250)
    assert [(row.bp, row.net_minor, row.tax_minor) for row in content.taxes] == [(2_300, 1_423, 327)]
    assert (content.issued_on, content.due_on) == (bills.day(0), date(2026, 12, 5))
    assert (content.buyer.name, content.buyer.lines) == (ADDRESS["name"], ("Kreditorenbuchhaltung",))
    assert content.seller.vat_id == "PT501964843"
    assert [(p.method, p.reference) for p in content.payments] == [("bank_transfer", "NW-88120")]
    billed = bills.app.ask(BilledOn(folio_id=folio_id))
    assert set(billed.values()) == {content.number}
    assert content.due_minor == view(bills, folio_id).balance_minor


def test_nothing_is_billed_twice(bills: Desk) -> None:
    """After a bill only what came later is left; then there is nothing."""
    folio_id = bill(bills, 750)
    issue(bills, folio_id)
    bills.refused(NothingToBill, IssueDocument, document_id=bills.app.new_id(), folio_id=folio_id)
    charge(bills, folio_id, 300)
    assert issued(bills, folio_id).content.total_minor == 300


def test_what_was_reversed_in_time_is_no_line(bills: Desk) -> None:
    """A mistake of before the bill is not on it; one of after it is a line below zero on the next."""
    folio_id = bill(bills, 750, 900)
    lines = view(bills, folio_id).windows[0].lines
    bills.do(folios.ReversePosting, posting_id=lines[0].posting_id, reason="room 313")
    first = issued(bills, folio_id).content
    assert [line.gross_minor for line in first.lines] == [900]
    bills.do(folios.ReversePosting, posting_id=lines[1].posting_id, reason="not drunk")
    second = issued(bills, folio_id).content
    assert [line.gross_minor for line in second.lines] == [-900]
    assert second.taxes[0].tax_minor == -first.taxes[0].tax_minor


def test_a_credit_note_takes_back_and_frees(bills: Desk) -> None:
    """Every amount on the other side, the bill named; its postings can be billed again, once."""
    folio_id = bill(bills, 750, 900)
    original = issued(bills, folio_id)
    outcome = bills.do(
        IssueCreditNote, document_id=bills.app.new_id(), corrects_id=original.row.id, reason="Wrong company"
    )
    credit = bills.app.ask(DocumentContentOf(document_id=UUID(str(outcome.result["document_id"]))))
    assert credit.content.total_minor == -original.content.total_minor
    assert [row.tax_minor for row in credit.content.taxes] == [-r.tax_minor for r in original.content.taxes]
    assert credit.content.corrects is not None
    assert credit.content.corrects.number == original.content.number
    assert credit.row.number == "NC 2026-FD1/000001"
    assert [row.credited_by for row in of_folio(bills, folio_id)] == ["", credit.row.number]
    bills.refused(
        AlreadyCredited,
        IssueCreditNote,
        document_id=bills.app.new_id(),
        corrects_id=original.row.id,
        reason="x",
    )
    bills.refused(
        NotCreditable, IssueCreditNote, document_id=bills.app.new_id(), corrects_id=credit.row.id, reason="x"
    )
    assert issued(bills, folio_id).content.total_minor == 1_650
    bills.refused(NothingToBill, IssueDocument, document_id=bills.app.new_id(), folio_id=folio_id)


def test_a_bill_is_issued_anew_with_another_address(bills: Desk) -> None:
    """One command: the credit note with the old address, the new bill with the new one."""
    folio_id = bill(bills, 750)
    original = issued(bills, folio_id)
    assert original.row.company_id is not None
    bills.do(
        SetBillingAddress, address_id=bills.app.new_id(), company_id=original.row.company_id,
        **(ADDRESS | {"name": "Nordwind Service GmbH"}),
    )  # fmt: skip
    bills.refused(
        InvalidInput, ReissueDocument, credit_id=bills.app.new_id(), document_id=bills.app.new_id(),
        corrects_id=original.row.id, reason=" ",
    )  # fmt: skip
    bills.do(
        ReissueDocument, credit_id=bills.app.new_id(), document_id=bills.app.new_id(),
        corrects_id=original.row.id, reason="Other company",
    )  # fmt: skip
    new, credit, old = of_folio(bills, folio_id)
    assert [new.payer, credit.payer, old.payer] == ["Nordwind Service GmbH", ADDRESS["name"], ADDRESS["name"]]
    assert new.total_minor + credit.total_minor == 0


def test_an_issued_document_is_never_undone(bills: Desk) -> None:
    """The undo says which way there is."""
    folio_id = bill(bills, 750)
    command = IssueDocument(id=bills.app.new_id(), document_id=bills.app.new_id(), folio_id=folio_id)
    bills.app.execute(command)
    with pytest.raises(NeverUndone, match="credit note"):
        bills.app.undo(command.id)
    assert bills.app.execute(command).repeated
    assert len(of_folio(bills, folio_id)) == 1


def test_an_invoice_needs_a_payer_with_an_address(bills: Desk) -> None:
    """A small one can be a simplified invoice; a large one needs the address."""
    folio_id = opened(bills, kind="passer_by", name="Ana")
    charge(bills, folio_id, 3_000, "BAR")
    refusal = bills.refused(BuyerUnknown, IssueDocument, document_id=bills.app.new_id(), folio_id=folio_id)
    bills.app.execute(refusal.choices[0].command)
    assert of_folio(bills, folio_id)[0].number == "FS 2026-FD1/000001"
    charge(bills, folio_id, 50_000, "BAR")
    assert bills.refused(
        BuyerUnknown, IssueDocument, document_id=bills.app.new_id(), folio_id=folio_id
    ).choices == ()  # fmt: skip


def test_a_large_bill_is_a_full_invoice(bills: Desk) -> None:
    """A simplified one is refused, and the full one offered."""
    folio_id = bill(bills, 50_000)
    refusal = bills.refused(
        TooMuchForSimplified, IssueDocument, document_id=bills.app.new_id(), folio_id=folio_id,
        kind=DocumentKind.SIMPLIFIED,
    )  # fmt: skip
    bills.app.execute(refusal.choices[0].command)
    assert of_folio(bills, folio_id)[0].kind == "invoice"


def test_only_money_is_a_receipt(bills: Desk) -> None:
    """With a payment and no charge the refusal offers the receipt; it binds nothing."""
    folio_id = bill(bills)
    pay(bills, folio_id, 500)
    refusal = bills.refused(NothingToBill, IssueDocument, document_id=bills.app.new_id(), folio_id=folio_id)
    bills.app.execute(refusal.choices[0].command)
    charge(bills, folio_id, 750)
    assert issued(bills, folio_id).content.due_minor == 250


def test_a_pro_forma_binds_nothing(bills: Desk) -> None:
    """It shows what a bill would; the bill comes after it."""
    folio_id = bill(bills, 750)
    assert issued(bills, folio_id, kind=DocumentKind.PRO_FORMA).content.total_minor == 750
    assert issued(bills, folio_id).content.total_minor == 750


def test_a_deposit_invoice_is_taken_off_the_bill(bills: Desk) -> None:
    """Its tax is claimed once: the bill takes its lines off, and does not count the payment again."""
    folio_id = bill(bills)
    pay(bills, folio_id, 10_600)
    deposit = issued(bills, folio_id, kind=DocumentKind.DEPOSIT_INVOICE).content
    assert [(row.bp, row.net_minor, row.tax_minor) for row in deposit.taxes] == [(600, 10_000, 600)]
    charge(bills, folio_id, 31_800, "ROOM")
    final = issued(bills, folio_id)
    assert final.content.deducts == (deposit.number,)
    assert (final.content.total_minor, final.content.due_minor) == (21_200, 21_200)
    assert final.content.due_minor == view(bills, folio_id).balance_minor
    first = next(row for row in of_folio(bills, folio_id) if row.kind == "deposit_invoice")
    refusal = bills.refused(
        NotCreditable, IssueCreditNote, document_id=bills.app.new_id(), corrects_id=first.id, reason="x"
    )
    bills.app.execute(refusal.choices[0].command)
    bills.do(IssueCreditNote, document_id=bills.app.new_id(), corrects_id=first.id, reason="Cancelled")


def test_a_statement_says_what_is_open(bills: Desk) -> None:
    """The bills that stand, less what was paid."""
    folio_id = bill(bills, 750)
    issue(bills, folio_id)
    charge(bills, folio_id, 1_000)
    issue(bills, folio_id)
    pay(bills, folio_id, 750)
    content = issued(bills, folio_id, kind=DocumentKind.STATEMENT).content
    assert [line.gross_minor for line in content.lines] == [750, 1_000]
    assert content.due_minor == view(bills, folio_id).balance_minor == 1_000


def test_nobody_issues_without_a_company(desk: Desk) -> None:
    """The refusal says what is missing."""
    desk.do(folios.SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    folio_id = opened(desk)
    charge(desk, folio_id, 750)
    refusal = desk.refused(SellerUnknown, IssueDocument, document_id=desk.app.new_id(), folio_id=folio_id)
    assert "VAT number" in refusal.sentence


def test_a_rehearsal_is_the_preview(bills: Desk) -> None:
    """The file of a document that is not issued yet; no number is used up."""
    folio_id = bill(bills, 750)
    command = IssueDocument(id=bills.app.new_id(), document_id=bills.app.new_id(), folio_id=folio_id)
    preview = bills.app.rehearse(command, DocumentFile(document_id=command.document_id))
    assert preview.pdf.startswith(b"%PDF")
    assert preview.electronic
    assert of_folio(bills, folio_id) == ()
    bills.app.execute(command)
    assert bills.app.ask(DocumentFile(document_id=command.document_id)).pdf == preview.pdf


def test_documents_are_found(bills: Desk) -> None:
    """By property, kind, number, payer and day."""
    folio_id = bill(bills, 750)
    issue(bills, folio_id)
    house = bills.hotel.property_id
    assert len(bills.app.ask(Documents(property_id=house, text="nordwind"))) == 1
    assert len(bills.app.ask(Documents(property_id=house, text="FD1/000001", kinds=("invoice",)))) == 1
    assert bills.app.ask(Documents(property_id=house, text="50%")) == ()
    assert bills.app.ask(Documents(property_id=house, first=bills.day(1))) == ()
    assert len(bills.app.ask(Documents(last=bills.day(0)))) == 1


def test_a_billed_line_stays_in_its_window(bills: Desk) -> None:
    """It is not sent to another payer, whole or in part, until its document is taken back."""
    folio_id = bill(bills, 1_000)
    bills.do(folios.AddWindow, folio_id=folio_id, number=2)
    issue(bills, folio_id)
    line = view(bills, folio_id).windows[0].lines[0].posting_id
    to = {"to_folio_id": folio_id, "to_number": 2}
    refusal = bills.refused(LineBilled, folios.MovePostings, posting_ids=(line,), **to)
    assert "FT 2026-FD1/000001" in refusal.sentence
    bills.refused(LineBilled, folios.SplitPosting, posting_id=line, amount_minor=1, **to)
    bills.app.execute(refusal.choices[0].command)
    bills.do(folios.MovePostings, posting_ids=(line,), **to)
    assert [w.balance_minor for w in view(bills, folio_id).windows] == [0, 1_000]
