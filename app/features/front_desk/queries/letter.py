"""The confirmation of a booking in its guest's language: a PDF, and a draft of the e-mail that brings it."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features import rates
from app.features.guests import full_name
from app.features.guests.models import Company, Guest
from app.features.invoices.models import Issuer
from app.features.property.models import Property, RoomType
from app.features.reservations.models import Reservation, Stay, StayNight
from app.infra.bus import Answering
from app.infra.documents.words import Words
from app.infra.mail import Attachment, Message
from app.infra.mail.draft import draft_of
from app.kernel.commands import Query
from app.kernel.documents import OUTSIDE, DocumentContent, DocumentKind, Line, Paid, Part, Party, StayFacts
from app.kernel.errors import NotFound
from app.kernel.text import printed, tr

GONE = frozenset({"cancelled", "no_show"})


@dataclass(frozen=True, slots=True)
class LetterView:
    """A confirmation: its PDF, and the e-mail with it attached as a file for a mail program.

    `lacking` are scripts that no font of this computer has; `deposit_due_minor` is still to be paid.
    """

    name: str
    content: bytes
    language: str
    to: str
    subject: str
    body: str
    draft: bytes
    lacking: tuple[str, ...]
    deposit_due_minor: int
    currency: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmationLetter(Query[LetterView]):
    """The confirmation of a booking; `language` "" means its guest's. Raises NotFound."""

    reservation_id: UUID
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Booking:
    """What the letter is about."""

    reservation: Reservation
    house: Property
    issuer: Issuer | None
    booker: Guest
    stays: Sequence[Stay]
    nights: Sequence[StayNight]


def confirmation_letter(query: ConfirmationLetter, *, session: Session) -> LetterView:
    """The pages and the draft."""
    from app.infra.documents import lacking_scripts, pdf_of  # noqa: PLC0415 - heavy, not at the start

    booking = _load(query, session)
    language = query.language or booking.booker.language or "en"
    words = Words.of(language, booking.reservation.currency)
    content = _content(booking, words, language, session)
    logo = base64.b64decode(booking.issuer.logo) if booking.issuer and booking.issuer.logo else b""
    pdf = pdf_of(content, logo)
    number = "".join(c if c.isalnum() or c in "-." else "_" for c in booking.reservation.number)
    message = _message(booking, words, Attachment(f"{number}.pdf", pdf))
    return LetterView(
        f"{number}.pdf", pdf, language, message.to, message.subject, message.body, draft_of(message),
        lacking_scripts(content), _deposit(booking), booking.reservation.currency,
    )  # fmt: skip


def _load(query: ConfirmationLetter, session: Session) -> _Booking:
    found = session.scalars(select(Reservation).where(Reservation.id == query.reservation_id)).one_or_none()
    if found is None:
        raise NotFound(tr("This booking does not exist any more."), field="reservation_id")
    own = select(Stay).where(Stay.reservation_id == found.id).order_by(Stay.arrival, Stay.id)
    stays = [stay for stay in session.scalars(own) if stay.status not in GONE]
    if not stays:
        raise NotFound(tr("Nothing of this booking is left to confirm."), field="reservation_id")
    ids = [stay.id for stay in stays]
    nights = select(StayNight).where(StayNight.stay_id.in_(ids)).order_by(StayNight.night, StayNight.stay_id)
    return _Booking(
        found, session.scalars(select(Property).where(Property.id == found.property_id)).one(),
        session.scalars(select(Issuer).where(Issuer.property_id == found.property_id)).one_or_none(),
        session.scalars(select(Guest).where(Guest.id == found.booker_id)).one(), stays,
        session.scalars(nights).all(),
    )  # fmt: skip


def _content(booking: _Booking, words: Words, language: str, session: Session) -> DocumentContent:
    found, house, issuer = booking.reservation, booking.house, booking.issuer
    name = full_name(booking.booker.surname, booking.booker.given)
    paid = found.deposit_paid_minor
    company = session.scalar(select(Company.name).where(Company.id == (found.company_id or found.agent_id)))
    return DocumentContent(
        kind=DocumentKind.CONFIRMATION, number=found.number, issued_on=house.business_date,
        currency=found.currency, seller=_seller(issuer, house), house=house.name,
        place=(issuer.place if issuer else "") or house.city,
        buyer=Party(company or name, (name,) if company else ()), lines=_lines(booking, session),
        payments=(Paid("deposit", paid, found.booked_on),) if paid else (),
        stay=StayFacts(
            guest=name, arrival=min(s.arrival for s in booking.stays),
            departure=max(s.departure for s in booking.stays),
        ),
        language=language, opening=_opening(booking, words, name), notes=tuple(_terms(booking, words)),
    )  # fmt: skip


def _opening(booking: _Booking, words: Words, name: str) -> tuple[str, ...]:
    house = booking.house
    first = min(stay.arrival for stay in booking.stays)
    lines = [
        words.say(printed("Dear {name},"), name=name),
        words.say(
            printed("Thank you for your booking. We look forward to welcoming you to {house} on {day}."),
            house=house.name, day=words.day(first),
        ),
        words.say(
            printed("Your room is ready from {arrival} on. "
                    "On the day of departure please leave it by {departure}."),
            arrival=f"{house.check_in_time:%H:%M}", departure=f"{house.check_out_time:%H:%M}",
        ),
    ]  # fmt: skip
    due = _deposit(booking)
    if due:
        ask = printed("Please pay a deposit of {amount}, so that we can hold your booking.")
        lines.append(words.say(ask, amount=words.money(due)))
    return tuple(lines)


def _terms(booking: _Booking, words: Words) -> list[str]:
    """Until when cancelling is free, and what it costs after that, as it was sold."""
    found, house = booking.reservation, booking.house
    first = min(stay.arrival for stay in booking.stays)
    policy = found.cancellation_policy or {}
    late = datetime.combine(first, time(23, 59), ZoneInfo(house.timezone))
    prices = [night.price_minor for night in booking.nights]
    fee = rates.cancellation_fee(
        policy, prices, first, late, check_in=house.check_in_time, zone=house.timezone
    )
    if not fee.minor:
        return []
    if fee.free_until is None:
        return [words.say(printed("Cancelling costs {amount}."), amount=words.money(fee.minor))]
    until = f"{words.day(fee.free_until.date())} {fee.free_until:%H:%M}"
    return [
        words.say(printed("You can cancel free of charge until {day}."), day=until),
        words.say(printed("Cancelling later costs {amount}."), amount=words.money(fee.minor)),
    ]


def _lines(booking: _Booking, session: Session) -> tuple[Line, ...]:
    """A line for each night of each room."""
    types = {row.id: row.name for row in session.scalars(select(RoomType))}
    several = len(booking.stays) > 1
    places = {stay.id: place for place, stay in enumerate(booking.stays, 1)}
    return tuple(
        Line(
            f"{places[night.stay_id]}. {types[night.room_type_id]}" if several else types[night.room_type_id],
            (Part(night.price_minor, category=OUTSIDE),), night.night,
        )
        for night in booking.nights
    )  # fmt: skip


def _seller(issuer: Issuer | None, house: Property) -> Party:
    if issuer is None:
        return Party(house.name, city=house.city, country=house.country)
    return Party(
        issuer.name, (), issuer.street, issuer.postcode, issuer.city, issuer.country, issuer.vat_id,
        issuer.phone, issuer.email,
    )  # fmt: skip


def _message(booking: _Booking, words: Words, pdf: Attachment) -> Message:
    found, house = booking.reservation, booking.house
    name = full_name(booking.booker.surname, booking.booker.given)
    first = min(stay.arrival for stay in booking.stays)
    last = max(stay.departure for stay in booking.stays)
    attached = printed("the confirmation of your booking from {first} to {last} is attached.")
    parts = (
        words.say(printed("Dear {name},"), name=name),
        words.say(attached, first=words.day(first), last=words.day(last)),
        words.say(printed("If you have a question, just answer this message.")),
        f"{words.say(printed('Yours sincerely,'))}\n{house.name}",
    )
    subject = words.say(printed("Your booking {number} at {house}"), number=found.number, house=house.name)
    sender = booking.issuer.email if booking.issuer is not None else ""
    return Message(
        str(found.id), sender, house.name, booking.booker.email, subject, "\n\n".join(parts), (pdf,)
    )


def _deposit(booking: _Booking) -> int:
    found = booking.reservation
    return max(found.deposit_due_minor - found.deposit_paid_minor, 0)


ANSWERS = (Answering(ConfirmationLetter, confirmation_letter),)
