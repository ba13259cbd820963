"""What a document is made from: a window's postings and payments, the stay, the payer."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.folios.models import Folio, FolioWindow, Payment, Posting, TaxRule
from app.features.guests.models import Company, Guest
from app.features.invoices import repository
from app.features.invoices.models import Document
from app.features.invoices.rules.billing import Posted
from app.features.property.models import Article, Room, RoomType
from app.features.reservations.models import Reservation, Stay, StayNight
from app.kernel.documents import OUTSIDE, DocumentKind, Party, StayFacts

ROOM = "ROOM"
BILLS = (
    DocumentKind.INVOICE, DocumentKind.SIMPLIFIED, DocumentKind.DEPOSIT_INVOICE, DocumentKind.CREDIT_NOTE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays a window, and in which language to write to them."""

    party: Party
    guest_id: UUID | None
    company_id: UUID | None
    language: str

    @property
    def has_address(self) -> bool:
        """Whether a full invoice can name them."""
        return bool(self.party.name and self.party.country and (self.party.street or self.party.city))


def postings_of(session: Session, folio_id: UUID, number: int) -> list[Posted]:
    """The postings of a window in their order, with the payments behind them."""
    rows = session.execute(
        select(Posting, Payment.method, Payment.reference)
        .outerjoin(Payment, Payment.id == Posting.payment_id)
        .where(Posting.folio_id == folio_id, Posting.number == number)
        .order_by(Posting.at, Posting.id)
    )
    return [
        Posted(
            p.id, p.entry_id, p.kind, p.business_date, p.amount_minor, p.text, p.article_code, p.quantity,
            p.night, p.tax_code, p.tax_bp, p.reverses_id,
            (method or "") if p.kind in ("payment", "refund") else "", reference or "", p.payment_id,
        )
        for p, method, reference in rows
    ]  # fmt: skip


def tax_categories(session: Session, property_id: UUID) -> dict[str, str]:
    """The tax category of each code."""
    rows = session.execute(
        select(TaxRule.code, TaxRule.category)
        .where(TaxRule.property_id == property_id)
        .order_by(TaxRule.valid_from)
    )
    return {row.code: row.category for row in rows}


def payer_of(session: Session, folio: Folio, window: FolioWindow) -> Payer:
    """The window's company or guest, else the folio's; with the address that bills go to."""
    named = window.guest_id or window.company_id
    company_id = window.company_id if named else folio.company_id
    guest_id = window.guest_id if named else folio.guest_id
    guest = session.get(Guest, (folio.tenant_id, guest_id)) if guest_id else None
    company = session.get(Company, (folio.tenant_id, company_id)) if company_id else None
    address = repository.billing_address(session, guest_id, company_id)
    known = (window.language, address.language if address else "", guest.language if guest else "")
    language = next((one for one in known if one), "en")
    if address is not None:
        lines = (address.department,) if address.department else ()
        party = Party(
            address.name, lines, address.street, address.postcode, address.city, address.country,
            address.vat_id, "", address.email,
        )  # fmt: skip
    elif company is not None:
        party = Party(company.name)
    elif guest is not None:
        party = Party(" ".join(n for n in (guest.given, guest.surname) if n), country=guest.country)
    else:
        party = Party(window.name or folio.name)
    return Payer(party, guest_id, company_id, language)


def stay_facts(session: Session, folio: Folio) -> StayFacts:
    """Booking, guest, last room and dates of the folio's stay."""
    if folio.stay_id is None:
        return StayFacts(booking=_booking(session, folio.reservation_id))
    row = session.execute(
        select(Stay, Reservation.number, Guest.given, Guest.surname)
        .join(Reservation, Reservation.id == Stay.reservation_id)
        .join(Guest, Guest.id == Stay.guest_id)
        .where(Stay.id == folio.stay_id)
    ).one()
    stay, booking, given, surname = row
    guest = " ".join(name for name in (given, surname) if name)
    return StayFacts(booking, guest, _room(session, stay.id), stay.arrival, stay.departure)


def _booking(session: Session, reservation_id: UUID | None) -> str:
    if reservation_id is None:
        return ""
    return (
        session.scalars(select(Reservation.number).where(Reservation.id == reservation_id)).one_or_none()
        or ""
    )


def _room(session: Session, stay_id: UUID) -> str:
    row = session.execute(
        select(Room.number, RoomType.name)
        .select_from(StayNight)
        .join(Room, Room.id == StayNight.room_id)
        .join(RoomType, RoomType.id == Room.room_type_id)
        .where(StayNight.stay_id == stay_id)
        .order_by(StayNight.night.desc())
        .limit(1)
    ).first()
    return f"{row[0]}, {row[1]}" if row else ""


def bills_of(session: Session, folio_id: UUID, number: int) -> list[Document]:
    """The bills and credit notes of a window, the oldest first."""
    return list(
        session.scalars(
            select(Document)
            .where(Document.folio_id == folio_id, Document.window == number, Document.kind.in_(BILLS))
            .order_by(Document.issued_at, Document.id)
        )
    )


def room_tax(session: Session, property_id: UUID, day: date) -> tuple[int, str]:
    """Rate and category of the tax on rooms, which a deposit holds; none where rooms are not taxed."""
    row = session.execute(
        select(TaxRule.bp, TaxRule.category)
        .join(Article, (Article.tax_code == TaxRule.code) & (Article.property_id == TaxRule.property_id))
        .where(TaxRule.property_id == property_id, Article.code == ROOM, TaxRule.valid_from <= day)
        .order_by(TaxRule.valid_from.desc(), TaxRule.rank)
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else (0, OUTSIDE)
