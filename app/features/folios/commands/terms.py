"""Terms of paying: exchange rates, rounding of cash, credit of companies, cards that were left."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from app.features import guests, property, reservations
from app.features.folios.models import (
    CashRounding,
    CompanyCredit,
    ExchangeRate,
    PaymentTerms,
    SavedCard,
    VirtualCard,
)
from app.features.folios.queries.vouchers import CHECK_IN, CHECK_OUT, HAND
from app.features.folios.rules.exchange import is_code, unknown
from app.features.folios.rules.methods import PROVIDER
from app.features.folios.rules.refunds import BP, DepositPart, ensure_positive, ensure_short
from app.infra.bus import Handling
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput, NotFound
from app.kernel.text import tr

APPLIED: Final = (CHECK_IN, CHECK_OUT, HAND)


@dataclass(frozen=True, kw_only=True, slots=True)
class SetExchangeRate(Command):
    """What one unit of a currency is worth from a day on, in millionths of the property's."""

    verb: ClassVar[str] = "folios.set_exchange_rate"

    property_id: UUID
    currency: str
    micro: int
    from_day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class SetCashRounding(Command):
    """The smallest sum that is taken in coins; 0 for what the country says."""

    verb: ClassVar[str] = "folios.set_cash_rounding"

    property_id: UUID
    step_minor: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SetCredit(Command):
    """What a company may owe a property, and in how many days it pays; 0 for no credit."""

    verb: ClassVar[str] = "folios.set_credit"

    property_id: UUID
    company_id: UUID
    limit_minor: int
    days: int = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class SaveCard(Command):
    """Keep a guest's card by the provider's token, to be charged later."""

    verb: ClassVar[str] = "folios.save_card"

    card_id: UUID
    guest_id: UUID
    token: str
    provider: str = "stripe"
    customer: str = ""
    brand: str = ""
    last_four: str = ""
    expires: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ForgetCard(Command):
    """Do not keep a guest's card any more."""

    verb: ClassVar[str] = "folios.forget_card"

    card_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordVirtualCard(Command):
    """Note a channel's card for a booking: its limit, and from which day it can be charged."""

    verb: ClassVar[str] = "folios.record_virtual_card"

    card_id: UUID
    reservation_id: UUID
    limit_minor: int
    currency: str
    valid_from: date
    valid_until: date | None = None
    channel: str = ""
    provider: str = ""
    provider_ref: str = ""
    last_four: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SetPaymentTerms(Command):
    """How a house takes money; None leaves a part as it is.

    `provider` of cards ("" for none); the usual deposit in parts; `apply_deposit`: check_in, check_out, hand.
    """

    verb: ClassVar[str] = "folios.set_payment_terms"

    property_id: UUID
    provider: str | None = None
    apply_deposit: str | None = None
    deposit_parts: tuple[DepositPart, ...] | None = None


def set_payment_terms(command: SetPaymentTerms, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Known words, parts of at most a whole price: then they are written."""
    house = property.open_property(uow, command.property_id)
    if command.provider not in (None, "", PROVIDER):
        raise InvalidInput(tr("{name} is no provider of cards.", name=command.provider), field="provider")
    if command.apply_deposit not in (None, *APPLIED):
        raise InvalidInput(tr("Deposits are applied at check-in, at check-out, or by hand."),
                           field="apply_deposit")  # fmt: skip
    parts = command.deposit_parts
    if parts is not None and (
        sum(part.bp for part in parts) > BP or any(part.bp < 0 or part.minor < 0 for part in parts)
    ):
        raise InvalidInput(tr("The parts of a deposit are at most the whole price."), field="deposit_parts")
    row = uow.find(PaymentTerms, house.id)
    if row is None:
        row = PaymentTerms(property_id=house.id, provider="", apply_deposit=CHECK_IN, deposit_parts=[])
    if command.provider is not None:
        row.provider = command.provider
    if command.apply_deposit is not None:
        row.apply_deposit = command.apply_deposit
    if parts is not None:
        row.deposit_parts = [asdict(part) for part in parts]
    uow.add(row)
    return {}


def set_exchange_rate(command: SetExchangeRate, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """A rate above zero of another currency; a rate of the same day is replaced."""
    house = property.open_property(uow, command.property_id)
    if not is_code(command.currency):
        raise unknown(command.currency)
    if command.currency == house.currency:
        raise InvalidInput(
            tr("{currency} is the house's own currency.", currency=command.currency), field="currency"
        )
    ensure_positive(command.micro, "micro")
    row = uow.find(ExchangeRate, house.id, command.currency, command.from_day)
    if row is None:
        uow.add(
            ExchangeRate(
                property_id=house.id, currency=command.currency, from_day=command.from_day,
                micro=command.micro,
            )
        )  # fmt: skip
    else:
        row.micro = command.micro
    uow.flush()
    return {}


def set_cash_rounding(command: SetCashRounding, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the step, or forget the own one."""
    house = property.open_property(uow, command.property_id)
    if not 0 <= command.step_minor <= 1_000:
        raise InvalidInput(tr("The smallest sum in coins is between nothing and 1000."), field="step_minor")
    row = uow.find(CashRounding, house.id)
    if row is not None and command.step_minor:
        row.step_minor = command.step_minor
    elif row is not None:
        uow.delete(row)
    elif command.step_minor:
        uow.add(CashRounding(property_id=house.id, step_minor=command.step_minor))
    uow.flush()
    return {}


def set_credit(command: SetCredit, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Write the limit; what is owed already stays owed."""
    house = property.open_property(uow, command.property_id)
    company = guests.find_company(uow, command.company_id)
    if command.limit_minor < 0 or not 0 <= command.days <= 365:
        raise InvalidInput(tr("A credit is not below zero, and paid within a year."), field="limit_minor")
    row = uow.find(CompanyCredit, company.id, house.id)
    if row is None:
        uow.add(
            CompanyCredit(
                company_id=company.id, property_id=house.id, limit_minor=command.limit_minor,
                days=command.days,
            )
        )  # fmt: skip
    else:
        row.limit_minor, row.days = command.limit_minor, command.days
    uow.flush()
    return {}


def save_card(command: SaveCard, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """A token and no number: then it is kept."""
    guest = guests.find_guest(uow, command.guest_id)
    if not command.token:
        raise InvalidInput(tr("The provider gives a token for a card; without it nothing is kept."))
    _ensure_last_four(command.last_four)
    for field, most in (("token", 120), ("customer", 120), ("brand", 20), ("provider", 20)):
        ensure_short(getattr(command, field), most, field)
    uow.add(
        SavedCard(
            id=command.card_id, guest_id=guest.id, provider=command.provider, customer=command.customer,
            token=command.token, brand=command.brand, last_four=command.last_four, expires=command.expires,
        )
    )  # fmt: skip
    return {"card_id": str(command.card_id)}


def forget_card(command: ForgetCard, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Delete the token."""
    row = uow.find(SavedCard, command.card_id)
    if row is None:
        raise NotFound(tr("This card is not kept any more."), field="card_id")
    uow.delete(row)
    return {}


def record_virtual_card(command: RecordVirtualCard, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """A limit above zero and no number: then it is noted."""
    reservation = reservations.load_reservation(uow, command.reservation_id)
    ensure_positive(command.limit_minor, "limit_minor")
    _ensure_last_four(command.last_four)
    if not is_code(command.currency):
        raise unknown(command.currency)
    if command.valid_until is not None and command.valid_until < command.valid_from:
        raise InvalidInput(tr("The card ends before it begins."), field="valid_until")
    for field, most in (("channel", 40), ("provider", 20), ("provider_ref", 120)):
        ensure_short(getattr(command, field), most, field)
    uow.add(
        VirtualCard(
            id=command.card_id, property_id=reservation.property_id, reservation_id=reservation.id,
            channel=command.channel, provider=command.provider, provider_ref=command.provider_ref,
            last_four=command.last_four, limit_minor=command.limit_minor, currency=command.currency,
            valid_from=command.valid_from, valid_until=command.valid_until,
        )
    )  # fmt: skip
    return {"card_id": str(command.card_id)}


def _ensure_last_four(last_four: str) -> None:
    if last_four and not (len(last_four) == 4 and last_four.isdigit()):
        raise InvalidInput(tr("Only the last four digits are kept."), field="last_four")


HANDLERS = (
    Handling(SetPaymentTerms, set_payment_terms),
    Handling(SetExchangeRate, set_exchange_rate),
    Handling(SetCashRounding, set_cash_rounding),
    Handling(SetCredit, set_credit),
    Handling(SaveCard, save_card),
    Handling(ForgetCard, forget_card),
    Handling(RecordVirtualCard, record_virtual_card),
)
