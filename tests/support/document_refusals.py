"""The refusals of invoices that offer choices, as a small story each."""

from typing import Any
from uuid import UUID

from app.features.folios import AddWindow, MovePostings, SetUpLedgers
from app.features.invoices import (
    BuyerUnknown,
    ClockBehind,
    IssueCreditNote,
    IssueDocument,
    LineBilled,
    NotCreditable,
    NothingToBill,
    SeriesExhausted,
    SetBillingAddress,
    SetIssuer,
    SetSeries,
    TooMuchForSimplified,
    VatNumberRefused,
)
from app.kernel.commands import Command
from app.kernel.documents import DocumentKind
from app.kernel.errors import AppError
from tests.support.billing import ADDRESS, bill, company, issue, issued, pay
from tests.support.bills import charge, opened, window
from tests.support.desk import Desk


def _house(desk: Desk) -> None:
    house = {"property_id": desk.hotel.property_id, "country": "PT"}
    desk.do(SetUpLedgers, **house)
    desk.do(SetIssuer, name="Miradouro Hotelaria Lda", city="Lisboa", **house)


def _issue(desk: Desk, folio_id: UUID, **more: Any) -> IssueDocument:
    return IssueDocument(id=desk.app.new_id(), document_id=desk.app.new_id(), folio_id=folio_id, **more)


def a_number_of_another_country(desk: Desk) -> tuple[type[AppError], Command]:
    """A German VAT number, an address in Portugal."""
    company_id = company(desk, code=desk.app.new_id().hex[:12])
    fields: dict[str, Any] = ADDRESS | {"country": "PT", "name": "Nordwind Lda"}
    return VatNumberRefused, SetBillingAddress(
        id=desk.app.new_id(), address_id=desk.app.new_id(), company_id=company_id, **fields
    )


def a_bill_without_an_address(desk: Desk) -> tuple[type[AppError], Command]:
    """A small sum of somebody who passes by."""
    _house(desk)
    folio_id = opened(desk, kind="passer_by")
    charge(desk, folio_id, 900, "BAR")
    return BuyerUnknown, _issue(desk, folio_id)


def a_large_bill_made_simple(desk: Desk) -> tuple[type[AppError], Command]:
    """More than a simplified invoice may be of."""
    _house(desk)
    return TooMuchForSimplified, _issue(desk, bill(desk, 90_000), kind=DocumentKind.SIMPLIFIED)


def a_bill_of_money_only(desk: Desk) -> tuple[type[AppError], Command]:
    """A payment, and nothing consumed."""
    _house(desk)
    folio_id = bill(desk)
    pay(desk, folio_id, 5_000)
    return NothingToBill, _issue(desk, folio_id)


def the_last_number_was_given(desk: Desk) -> tuple[type[AppError], Command]:
    """A series of one digit, nine bills."""
    _house(desk)
    desk.do(SetSeries, property_id=desk.hotel.property_id, kind="invoice", prefix="FT", digits=1)
    folio_id = bill(desk)
    for _ in range(9):
        charge(desk, folio_id, 100)
        issue(desk, folio_id)
    charge(desk, folio_id, 100)
    return SeriesExhausted, _issue(desk, folio_id)


def the_clock_was_set_back(desk: Desk) -> tuple[type[AppError], Command]:
    """A bill of today, another one on a computer that believes it to be last week."""
    _house(desk)
    folio_id = bill(desk, 100)
    issue(desk, folio_id)
    charge(desk, folio_id, 100)
    desk.clock().forward(days=-6)
    return ClockBehind, _issue(desk, folio_id)


def a_deposit_that_was_taken_off(desk: Desk) -> tuple[type[AppError], Command]:
    """The final bill has taken the deposit invoice off."""
    _house(desk)
    folio_id = bill(desk)
    pay(desk, folio_id, 10_600)
    deposit = issued(desk, folio_id, kind=DocumentKind.DEPOSIT_INVOICE)
    charge(desk, folio_id, 31_800, "ROOM")
    issue(desk, folio_id)
    return NotCreditable, IssueCreditNote(
        id=desk.app.new_id(), document_id=desk.app.new_id(), corrects_id=deposit.row.id, reason="Cancelled"
    )


def move_a_billed_line(desk: Desk) -> tuple[type[AppError], Command]:
    """The company has its bill; now the guest is to pay a line of it."""
    _house(desk)
    folio_id = bill(desk, 1_000)
    desk.do(AddWindow, folio_id=folio_id, number=2)
    issue(desk, folio_id)
    line = window(desk, folio_id).lines[0].posting_id
    return LineBilled, MovePostings(
        id=desk.app.new_id(), posting_ids=(line,), to_folio_id=folio_id, to_number=2
    )


DOCUMENT_STORIES = (
    move_a_billed_line,
    a_number_of_another_country, a_bill_without_an_address, a_large_bill_made_simple, a_bill_of_money_only,
    the_last_number_was_given, the_clock_was_set_back, a_deposit_that_was_taken_off,
)  # fmt: skip
