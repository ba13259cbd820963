"""What finance reads of others: accounts and their postings, payments, bills, stays and their revenue."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.features.finance.repository import AT_ONCE, CITY_LEDGER
from app.features.folios.models import Account, CompanyCredit, Folio, FolioWindow, Payment, Posting
from app.features.guests.models import Company
from app.features.invoices.models import BillingAddress, Document
from app.features.reservations.models import Reservation, Stay
from app.infra.languages import ENGLISH

BILLS: Final = ("invoice", "simplified", "deposit_invoice")


@dataclass(frozen=True, slots=True)
class DepartedStay:
    """A stay that somebody sent: its booking's number, the agent, the channel."""

    stay_id: UUID
    departure: date
    number: str
    agent_id: UUID | None
    channel_code: str


def accounts(session: Session, property_id: UUID) -> Sequence[tuple[Folio, Company | None]]:
    """The receivable accounts of a house with their companies, in the order of names."""
    statement = (
        select(Folio, Company)
        .outerjoin(Company, (Company.tenant_id == Folio.tenant_id) & (Company.id == Folio.company_id))
        .where(Folio.property_id == property_id, Folio.kind == CITY_LEDGER)
        .order_by(Company.name, Folio.number)
    )
    return [(folio, company) for folio, company in session.execute(statement)]


def company(session: Session, company_id: UUID | None) -> Company | None:
    """A company or agent."""
    if company_id is None:
        return None
    return session.scalars(select(Company).where(Company.id == company_id)).one_or_none()


def language_of(session: Session, folio: Folio) -> str:
    """In which language an account's company is written to: the account's, its address's, else English."""
    window = session.scalars(
        select(FolioWindow.language).where(FolioWindow.folio_id == folio.id, FolioWindow.number == 1)
    ).one_or_none()
    if window:
        return window
    return language_of_company(session, folio.company_id)


def language_of_company(session: Session, company_id: UUID | None) -> str:
    """The language of a company's address, else English."""
    known = session.scalars(
        select(BillingAddress.language).where(BillingAddress.company_id == company_id)
    ).one_or_none()
    return known or ENGLISH


def credit(session: Session, property_id: UUID) -> dict[UUID, CompanyCredit]:
    """What companies may owe a house, and in how many days they pay."""
    rows = session.scalars(select(CompanyCredit).where(CompanyCredit.property_id == property_id))
    return {row.company_id: row for row in rows}


def postings(session: Session, folio_ids: Collection[UUID]) -> Sequence[Posting]:
    """Everything posted to accounts, in the order in which it was."""
    statement = select(Posting).where(Posting.folio_id.in_(folio_ids))
    return session.scalars(statement.order_by(Posting.at, Posting.id)).all()


def payments(session: Session, payment_ids: Collection[UUID]) -> dict[UUID, Payment]:
    """Payments, by id."""
    found: dict[UUID, Payment] = {}
    ids = list(payment_ids)
    for start in range(0, len(ids), AT_ONCE):
        statement = select(Payment).where(Payment.id.in_(ids[start : start + AT_ONCE]))
        found |= {row.id: row for row in session.scalars(statement)}
    return found


def bills(session: Session, folio_ids: Collection[UUID]) -> dict[tuple[UUID, int], Document]:
    """The last bill of each window of folios that no credit note took back."""
    found: dict[tuple[UUID, int], Document] = {}
    ids = list(folio_ids)
    corrected = select(Document.corrects_id).where(Document.corrects_id.is_not(None))
    for start in range(0, len(ids), AT_ONCE):
        statement = select(Document).where(
            Document.folio_id.in_(ids[start : start + AT_ONCE]), Document.kind.in_(BILLS),
            Document.id.not_in(corrected),
        )  # fmt: skip
        for row in session.scalars(statement.order_by(Document.issued_at, Document.id)):
            assert row.folio_id is not None
            found[row.folio_id, row.window] = row
    return found


def departed(session: Session, property_id: UUID, first: date, end: date) -> list[DepartedStay]:
    """Stays that an agent or channel sent and that departed in [first, end)."""
    statement = (
        select(Stay.id, Stay.departure, Reservation.number, Reservation.agent_id, Reservation.channel_code)
        .join(
            Reservation,
            (Reservation.tenant_id == Stay.tenant_id) & (Reservation.id == Stay.reservation_id),
        )
        .where(
            Stay.property_id == property_id, Stay.status == "checked_out", Stay.departure >= first,
            Stay.departure < end, Reservation.agent_id.is_not(None) | (Reservation.channel_code != ""),
        )
        .order_by(Stay.departure, Reservation.number, Stay.id)
    )  # fmt: skip
    return [DepartedStay(*row) for row in session.execute(statement)]


def room_revenue(session: Session, property_id: UUID, stay_ids: Collection[UUID]) -> dict[UUID, int]:
    """Room revenue of stays net of tax, after reversals and rebates."""
    codes = list(
        session.scalars(
            select(Account.code).where(
                Account.property_id == property_id, Account.kind == "revenue", Account.section == "Rooms"
            )
        )
    )
    found: dict[UUID, int] = {}
    ids = list(stay_ids)
    earned = case((Posting.counter.in_(codes), Posting.amount_minor), else_=0)
    lost = case((Posting.account.in_(codes), Posting.amount_minor), else_=0)
    for start in range(0, len(ids), AT_ONCE):
        statement = (
            select(Posting.stay_id, func.sum(earned) - func.sum(lost))
            .where(Posting.stay_id.in_(ids[start : start + AT_ONCE]))
            .group_by(Posting.stay_id)
        )
        found |= {stay: int(minor) for stay, minor in session.execute(statement) if stay is not None}
    return found


def booking_number(session: Session, stay_id: UUID) -> str:
    """The number of the booking that a stay belongs to."""
    statement = select(Reservation.number).join(
        Stay, (Stay.tenant_id == Reservation.tenant_id) & (Stay.reservation_id == Reservation.id)
    )
    return session.scalars(statement.where(Stay.id == stay_id)).one()
