"""Say who issues the documents of a hotel, where bills go, and how numbers are written."""

import base64
import binascii
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.features import guests, property
from app.features.invoices import repository
from app.features.invoices.models import BillingAddress, Issuer, SeriesTerms
from app.features.invoices.rules import vat_numbers
from app.features.invoices.rules.series import MOST_DIGITS
from app.infra.bus import Handling
from app.infra.languages import LANGUAGES
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.documents import NUMBERED
from app.kernel.errors import AppError, Choice, InvalidInput
from app.kernel.text import tr

MOST_LOGO_BYTES = 400_000
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class VatNumberRefused(AppError):
    """The VAT number does not fit the address, or cannot be one."""

    code = "vat_number"


@dataclass(frozen=True, kw_only=True, slots=True)
class SetIssuer(Command):
    """Say which company issues a property's documents; `logo` is a PNG or JPEG in base64."""

    verb: ClassVar[str] = "invoices.set_issuer"

    property_id: UUID
    name: str
    country: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    vat_id: str = ""
    phone: str = ""
    email: str = ""
    iban: str = ""
    bic: str = ""
    place: str = ""
    certified: str = ""
    notes: tuple[str, ...] = ()
    due_days: int = 14
    logo: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SetBillingAddress(Command):
    """Say where the bills of a guest or a company go; name exactly one of the two.

    `language` is the one in which they are written to; None leaves it as it is.
    """

    verb: ClassVar[str] = "invoices.set_billing_address"

    address_id: UUID
    name: str
    country: str
    guest_id: UUID | None = None
    company_id: UUID | None = None
    department: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    vat_id: str = ""
    email: str = ""
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SetSeries(Command):
    """Say how the numbers of a kind of document are written, from the next one on."""

    verb: ClassVar[str] = "invoices.set_series"

    property_id: UUID
    kind: str
    prefix: str
    digits: int = 6
    code: str = ""


def set_issuer(command: SetIssuer, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Check name, VAT number, IBAN and logo, then write."""
    property.open_property(uow, command.property_id)
    if not command.name.strip():
        raise InvalidInput(tr("Give the company that issues the bills a name."), field="name")
    if not 0 <= command.due_days <= 365:
        raise InvalidInput(tr("Give the days to pay from 0 to 365."), field="due_days")
    _ensure_country(command.country)
    _ensure_bank(command.iban, command.bic)
    _ensure_logo(command.logo)
    _ensure_vat(command, uow)  # last, for what it offers has to be taken
    vat_id = vat_numbers.with_letters(command.vat_id, command.country)
    issuer = uow.find(Issuer, command.property_id)
    if issuer is None:
        issuer = Issuer(property_id=command.property_id, name="", country="")
        uow.session.add(issuer)
    for field in (
        "name", "street", "postcode", "city", "country", "phone", "email", "place", "certified", "due_days",
        "logo",
    ):  # fmt: skip
        setattr(issuer, field, getattr(command, field))
    issuer.vat_id, issuer.notes = vat_id, list(command.notes)
    issuer.iban, issuer.bic = command.iban.replace(" ", "").upper(), command.bic.replace(" ", "").upper()
    uow.flush()
    return {"property_id": str(command.property_id)}


def set_billing_address(
    command: SetBillingAddress,
    *,
    uow: UnitOfWork,
    clock: Clock,  # noqa: ARG001
) -> dict[str, object]:
    """Check name and VAT number, then write; a payer has one address."""
    if (command.guest_id is None) == (command.company_id is None):
        raise InvalidInput(tr("Name a guest or a company."), field="company_id")
    if not command.name.strip():
        raise InvalidInput(tr("Give the name that stands on the bill."), field="name")
    _ensure_country(command.country)
    language = None if command.language is None else _spoken(command.language)
    guest_id = None if command.guest_id is None else guests.find_guest(uow, command.guest_id).id
    if command.company_id is not None:
        guests.find_company(uow, command.company_id)
    _ensure_vat(command, uow)  # last, for what it offers has to be taken
    address = repository.billing_address(uow.session, guest_id, command.company_id)
    if address is None:
        address = BillingAddress(
            id=command.address_id,
            guest_id=guest_id,
            company_id=command.company_id,
            name="",
            country="",
        )
        uow.session.add(address)
    for field in ("name", "department", "street", "postcode", "city", "country", "email"):
        setattr(address, field, getattr(command, field).strip())
    address.vat_id = vat_numbers.with_letters(command.vat_id, command.country)
    if language is not None:
        address.language = language
    uow.flush()
    return {"address_id": str(address.id)}


def set_series(command: SetSeries, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the terms; numbers that were given stay as they are."""
    property.open_property(uow, command.property_id)
    if command.kind not in NUMBERED:
        raise InvalidInput(tr("{kind} is not a kind of document.", kind=command.kind), field="kind")
    if not command.prefix.strip() or len(command.prefix) > 8:
        raise InvalidInput(tr("Give a prefix of one to eight letters."), field="prefix")
    if not 1 <= command.digits <= MOST_DIGITS:
        raise InvalidInput(
            tr("Give the number of digits from 1 to {most}.", most=MOST_DIGITS), field="digits"
        )
    terms = uow.find(SeriesTerms, command.property_id, command.kind)
    if terms is None:
        terms = SeriesTerms(property_id=command.property_id, kind=command.kind, prefix="")
        uow.session.add(terms)
    terms.prefix, terms.digits, terms.code = command.prefix.strip(), command.digits, command.code.strip()
    uow.flush()
    return {"kind": command.kind}


def _spoken(language: str) -> str:
    if language and language.partition("-")[0] not in LANGUAGES:
        raise InvalidInput(tr("Choose one of the languages that documents speak."), field="language")
    return language


def _ensure_country(country: str) -> None:
    if len(country) != 2 or not country.isalpha() or not country.isupper():
        raise InvalidInput(tr("Choose a country."), field="country")


def _ensure_vat(command: SetIssuer | SetBillingAddress, uow: UnitOfWork) -> None:
    """Refuse a number that does not fit, and offer what would: the number's own country, or no number."""
    fault = vat_numbers.fault_of(command.vat_id, command.country)
    if not fault:
        return
    choices = [Choice(tr("Leave the number out"), replace(command, id=uow.new_id(), vat_id=""))]
    named = vat_numbers.country_of(command.vat_id)
    if named and not vat_numbers.fault_of(command.vat_id, named):
        there = replace(command, id=uow.new_id(), country=named)
        choices.insert(0, Choice(tr("The address is in {country}", country=named), there))
    raise VatNumberRefused(fault, choices=choices, field="vat_id")


def _ensure_bank(iban: str, bic: str) -> None:
    from schwifty import BIC, IBAN  # noqa: PLC0415 - heavy, not on the way to the first screen
    from schwifty.exceptions import SchwiftyException  # noqa: PLC0415 - as above

    try:
        if iban:
            IBAN(iban)
    except SchwiftyException as error:
        raise InvalidInput(tr("This is not an IBAN: one of its letters is wrong."), field="iban") from error
    try:
        if bic:
            BIC(bic)
    except SchwiftyException as error:
        raise InvalidInput(tr("This is not a BIC."), field="bic") from error


def _ensure_logo(logo: str) -> None:
    if not logo:
        return
    try:
        content = base64.b64decode(logo, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput(tr("The logo cannot be read."), field="logo") from error
    if not content.startswith(PICTURES):
        raise InvalidInput(tr("Choose a PNG or JPEG as the logo."), field="logo")
    if len(content) > MOST_LOGO_BYTES:
        raise InvalidInput(tr("The logo is too large. Choose one below 400 kB."), field="logo")


HANDLERS = (
    Handling(SetIssuer, set_issuer),
    Handling(SetBillingAddress, set_billing_address),
    Handling(SetSeries, set_series),
)
