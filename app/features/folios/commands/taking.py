"""How money of each kind is taken and given back: what is checked, and what is posted to which account."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from app.features import guests, property
from app.features.folios.commands.drawer import (
    EXCHANGE,
    ROUNDING,
    cash_entry,
    ensure_holds,
    find_session,
    move,
    value_of,
)
from app.features.folios.commands.loading import language_of, new_folio, today
from app.features.folios.models import CashierSession, CompanyCredit, Folio, FolioWindow, Payment, VirtualCard
from app.features.folios.queries import cashier as cashier_queries
from app.features.folios.queries import credit as credit_queries
from app.features.folios.rules import cash, exchange
from app.features.folios.rules.chart import CASH, RECEIVABLES, TRANSFERS
from app.features.folios.rules.entries import Entry
from app.features.folios.rules.methods import COUNTERS, WAYS, Method
from app.features.folios.rules.refunds import CreditExceeded, ensure_chargeable, ensure_credit, money
from app.infra.languages import say
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.errors import AppError, InvalidInput, NotFound, NotPermitted
from app.kernel.text import printed, tr

CARD_CLEARING: Final = COUNTERS[Method.STRIPE]


class NoDrawer(AppError):
    """Cash is taken and given at a workstation with an open drawer."""

    code = "no_drawer"


def payment_entry(uow: UnitOfWork, payment: Payment, folio: Folio, counter: str, reason: str = "") -> Entry:
    """The posting of a payment (it lessens what is owed) or of a refund (it adds to it) on its window."""
    refund = payment.refund_of_id is not None
    text = told(payment, language_of(uow, folio.id, payment.number))
    return Entry(
        account=folio.account, counter=counter, folio_id=folio.id, number=payment.number,
        amount_minor=payment.amount_minor if refund else -payment.amount_minor,
        kind="refund" if refund else "payment", text=text, payment_id=payment.id,
        session_id=payment.session_id, reason=reason,
    )  # fmt: skip


def own_drawer(uow: UnitOfWork, property_id: UUID, session_id: UUID | None) -> CashierSession | None:
    """The open drawer of this workstation; None where there is none. Raises NotThisDrawer."""
    if session_id is not None:
        return find_session(uow, session_id, property_id)
    return cashier_queries.open_session(uow.session, property_id, uow.actor.workstation)


def take_cash(
    uow: UnitOfWork, clock: Clock, folio: Folio, payment: Payment, session: CashierSession
) -> list[Entry]:
    """Coins and notes in the own currency or another; change is given in the own."""
    house = property.open_property(uow, folio.property_id)
    step = cashier_queries.step_of(uow.session, house)
    own = folio.currency
    payment.session_id = session.id
    payment.tendered_currency = payment.tendered_currency or own
    if payment.tendered_currency == own:
        payment.tendered_minor = payment.tendered_minor or cash.rounded(payment.amount_minor, step)
        settled = cash.settle(payment.amount_minor, payment.tendered_minor, step)
        into, gain, account = payment.tendered_minor, settled.rounding_minor, ROUNDING
        payment.change_minor = settled.change_minor
    else:
        into = _value(uow, folio, payment)
        payment.change_minor = (into - payment.amount_minor) // step * step
        gain, account = into - payment.amount_minor - payment.change_minor, EXCHANGE
    uow.flush()
    move(
        uow, clock, session, "payment", payment.tendered_currency, payment.tendered_minor, into,
        payment_id=payment.id,
    )  # fmt: skip
    change = payment.change_minor
    move(uow, clock, session, "change", own, -change, -change, payment_id=payment.id)
    difference = replace(
        cash_entry(session, account, gain, tr("Difference of coins")), kind="rounding", payment_id=payment.id
    )
    return [payment_entry(uow, payment, folio, CASH), difference]


def _value(uow: UnitOfWork, folio: Folio, payment: Payment) -> int:
    """What foreign money is worth. Raises UnknownCurrency, TooLittleGiven with how much to ask for."""
    currency, own = payment.tendered_currency, folio.currency
    rate = cashier_queries.rate_on(uow.session, folio.property_id, currency, today(uow))
    if not exchange.is_code(currency) or rate is None:
        raise exchange.unknown(currency)
    value = exchange.worth(payment.tendered_minor, currency, own, rate.micro)
    if value < payment.amount_minor:
        ask = exchange.to_ask(payment.amount_minor, currency, own, rate.micro)
        raise cash.TooLittleGiven(
            tr(
                "{given} is worth {worth}. Ask for {ask}.", given=money(payment.tendered_minor, currency),
                worth=money(value, own), ask=money(ask, currency),
            ),
            field="tendered_minor",
        )  # fmt: skip
    return value


def give_cash(
    uow: UnitOfWork, clock: Clock, folio: Folio, payment: Payment, session: CashierSession
) -> list[Entry]:
    """Coins back, in the own currency; the sum is rounded as coins are."""
    house = property.open_property(uow, folio.property_id)
    paid = cash.rounded(payment.amount_minor, cashier_queries.step_of(uow.session, house))
    ensure_holds(uow, session, folio.currency, paid)
    payment.session_id, payment.tendered_minor, payment.tendered_currency = session.id, paid, folio.currency
    uow.flush()
    move(uow, clock, session, "refund", folio.currency, -paid, -paid, payment_id=payment.id)
    difference = replace(
        cash_entry(session, ROUNDING, payment.amount_minor - paid, tr("Difference of coins")),
        kind="rounding", payment_id=payment.id,
    )  # fmt: skip
    return [payment_entry(uow, payment, folio, CASH), difference]


def give_foreign_cash(
    uow: UnitOfWork, clock: Clock, folio: Folio, payment: Payment, session: CashierSession
) -> list[Entry]:
    """The guest's own notes back; between then and now is a difference of exchange."""
    currency, minor = payment.tendered_currency, payment.tendered_minor
    ensure_holds(uow, session, currency, minor)
    value = value_of(uow, session, currency, minor)
    payment.session_id = session.id
    uow.flush()
    move(uow, clock, session, "refund", currency, -minor, -value, payment_id=payment.id)
    difference = replace(
        cash_entry(session, EXCHANGE, payment.amount_minor - value, tr("Difference of exchange")),
        kind="rounding", payment_id=payment.id,
    )  # fmt: skip
    return [payment_entry(uow, payment, folio, CASH), difference]


# The right to let somebody go who still owes something, or to put it on a company's account at the desk.
LEAVE_BALANCE: Final = "front_desk.leave_balance"


def to_company(
    uow: UnitOfWork, folio: Folio, window: FolioWindow, payment: Payment, company_id: UUID | None
) -> list[Entry]:
    """What a window owes goes to its company's account, up to the credit that was agreed, by who may."""
    if not uow.actor.may(LEAVE_BALANCE):
        raise NotPermitted(tr("Your role may not put a bill on account. Ask somebody who may."))
    company_id = company_id or window.company_id or folio.company_id
    if company_id is None:
        raise InvalidInput(tr("Say which company pays: give the window a company first."), field="company_id")
    name = guests.find_company(uow, company_id).name
    credit = uow.find(CompanyCredit, company_id, folio.property_id)
    if credit is None or not credit.limit_minor:
        raise CreditExceeded(
            tr("No credit has been agreed with {name}. Take another way to pay.", name=name), field="method"
        )
    owed = credit_queries.company_owes(uow.session, folio.property_id, company_id)
    ensure_credit(payment.amount_minor, owed, credit.limit_minor, name, folio.currency)
    return moved_to_company(uow, folio, payment, company_id, name)


def moved_to_company(
    uow: UnitOfWork, folio: Folio, payment: Payment, company_id: UUID, name: str
) -> list[Entry]:
    """The two postings between a window and the company's account."""
    account = credit_queries.company_folio(uow.session, folio.property_id, company_id)
    if account is None:
        account = new_folio(uow, uow.new_id(), kind="city_ledger", company_id=company_id, name=name)
    own = payment_entry(uow, payment, folio, TRANSFERS)
    there = Entry(
        account=RECEIVABLES, counter=TRANSFERS, folio_id=account.id, amount_minor=-own.amount_minor,
        kind="transfer", text=say(
            language_of(uow, account.id, 1), printed("From folio {number}"), number=folio.number
        ), payment_id=payment.id,
    )  # fmt: skip
    return [own, there]


def ensure_virtual_card(uow: UnitOfWork, folio: Folio, payment: Payment) -> VirtualCard:
    """The card, from its date on and at most its balance. Raises NotFound, NotChargeable."""
    card = uow.find(VirtualCard, payment.virtual_card_id) if payment.virtual_card_id else None
    if card is None or card.property_id != folio.property_id:
        raise NotFound(tr("This virtual card does not exist."), field="virtual_card_id")
    if card.currency != folio.currency:
        raise InvalidInput(
            tr("This virtual card is in {currency}.", currency=card.currency), field="virtual_card_id"
        )
    left = card.limit_minor - credit_queries.charged_minor(uow.session, card.id)
    ensure_chargeable(
        payment.amount_minor, left_minor=left, today=today(uow), valid_from=card.valid_from,
        valid_until=card.valid_until, currency=card.currency,
    )  # fmt: skip
    payment.valid_from, payment.token = card.valid_from, card.provider_ref
    return card


def told(payment: Payment, language: str) -> str:
    """A payment's line on the bill in its reader's language: the way, and its reference."""
    way = say(language, WAYS[payment.method])
    if payment.tendered_currency not in ("", payment.currency):
        way = f"{way} {money(payment.tendered_minor, payment.tendered_currency)}"
    if payment.refund_of_id is not None:
        way = say(language, printed("Refund: {way}"), way=way)
    return f"{way} {payment.reference}".strip()
