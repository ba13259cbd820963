"""The registration card of a stay as a file, in the guest's language, with the signature if there is one."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features import reservations
from app.features.front_desk.models.arriving import StaySignature
from app.features.front_desk.repository import arriving as repository
from app.features.front_desk.rules import identity
from app.features.guests.models import Guest
from app.features.property.models import Property
from app.infra.bus import Answering
from app.infra.documents.registration import RegistrationContent, registration_pdf
from app.kernel.commands import Query


@dataclass(frozen=True, slots=True)
class CardFile:
    """A PDF with its name and language."""

    name: str
    pdf: bytes
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RegistrationCard(Query[CardFile]):
    """The card of a stay; `language` "" is the guest's. Raises NotFound."""

    stay_id: UUID
    language: str = ""


def registration_card(query: RegistrationCard, *, session: Session) -> CardFile:
    """Facts by law; what is not known yet is left empty, to be written by hand."""
    stay = reservations.stay_detail(reservations.StayDetail(stay_id=query.stay_id), session=session)
    house = session.scalars(select(Property).where(Property.id == stay.property_id)).one()
    guest = session.scalars(select(Guest).where(Guest.id == stay.guest_id)).one()
    checks = {check.place: dict(check.facts) | {"kind": check.kind}
              for check in repository.identity_checks(session, stay.id)}  # fmt: skip
    signature = session.get(StaySignature, (session.info["tenant_id"], stay.id))
    language = query.language or stay.language
    own = {
        identity.SURNAME: guest.surname, identity.GIVEN: guest.given,
        identity.NATIONALITY: guest.nationality, identity.PHONE: guest.phone or guest.email,
        identity.BIRTH: f"{guest.birth_date:%d.%m.%Y}" if guest.birth_date else "",
    } | checks.get(1, {})  # fmt: skip
    names = {identity.SURNAME, identity.GIVEN, *identity.needed(house.country, guest.nationality)}
    first = tuple((name, str(own.get(name, ""))) for name in identity.FIELDS if name in names)
    others = tuple(
        tuple((name, str(facts[name])) for name in identity.FIELDS if facts.get(name))
        for place, facts in sorted(checks.items())
        if place > 1
    )
    pdf = registration_pdf(
        RegistrationContent(
            house.name, house.city, language, stay.number, stay.nights[0].room if stay.nights else "",
            stay.arrival, stay.departure, stay.adults + stay.children, (first, *others),
            signature.strokes if signature is not None else "",
            signature.at.date() if signature is not None and signature.strokes else None,
        )
    )  # fmt: skip
    return CardFile(f"{stay.number or 'card'}.pdf", pdf, language or "en")


ANSWERS = (Answering(RegistrationCard, registration_card),)
