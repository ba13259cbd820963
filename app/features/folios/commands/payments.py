"""Take a payment, give one back. A refund names its payment and is never more than what is left of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features.folios.commands import vouchers
from app.features.folios.commands.booking import book, call_provider, offer_link
from app.features.folios.commands.cashier import OpenCashier
from app.features.folios.commands.loading import DayClosed, find_folio, find_window, today
from app.features.folios.commands.opening import ensure_open
from app.features.folios.commands.taking import (
    NoDrawer,
    ensure_virtual_card,
    give_cash,
    give_foreign_cash,
    moved_to_company,
    own_drawer,
    payment_entry,
    take_cash,
    to_company,
)
from app.features.folios.models import CashierSession, Folio, Payment, SavedCard
from app.features.folios.queries import cashier as cashier_queries
from app.features.folios.queries import payments as queries
from app.features.folios.rules.entries import Entry
from app.features.folios.rules.exchange import is_code, unknown
from app.features.folios.rules.methods import COUNTERS, NEEDS_REFERENCE, PROVIDER, Method, State
from app.features.folios.rules.refunds import (
    RefundTooHigh,
    ensure_positive,
    ensure_refundable,
    ensure_short,
    money,
)
from app.features.guests import find_company
from app.infra.bus import Handling
from app.infra.cards import Action
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import Choice, InvalidInput, NotFound
from app.kernel.text import tr

MOST_MINOR = 10**12


@dataclass(frozen=True, kw_only=True, slots=True)
class _MoneyFact(Command):
    """What both have in common: they stand."""

    sort: ClassVar[Sort] = Sort.FACT

    @classmethod
    def why_never_undone(cls) -> str:
        """Money has changed hands."""
        return tr("A payment stands. Give it back: the refund names it.")


@dataclass(frozen=True, kw_only=True, slots=True)
class TakePayment(_MoneyFact):
    """Take money for a window of a folio; `amount_minor` in the folio's currency.

    Cash: `tendered_minor` is what was handed over (0: the exact sum), in `tendered_currency`; it goes into
    the open drawer of this workstation. Stripe: `saved_card_id`, the provider's token in `provider_ref`, or
    `by_link` a page of the provider's for the guest. Voucher: its code is the `reference`.
    """

    verb: ClassVar[str] = "folios.take_payment"

    payment_id: UUID
    folio_id: UUID
    method: str
    amount_minor: int
    number: int = 1
    tendered_minor: int = 0
    tendered_currency: str = ""
    reference: str = ""
    session_id: UUID | None = None
    provider: str = ""
    provider_ref: str = ""
    saved_card_id: UUID | None = None
    virtual_card_id: UUID | None = None
    company_id: UUID | None = None
    by_link: bool = False
    keep_card: bool = False
    business_date: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RefundPayment(_MoneyFact):
    """Give a payment back, or a part of it; None as the method gives it back as it came.

    `folio_id` and `number` name the window that gets it, where that is not the payment's own.
    """

    verb: ClassVar[str] = "folios.refund_payment"

    refund_id: UUID
    payment_id: UUID
    amount_minor: int
    reason: str
    method: str | None = None
    reference: str = ""
    session_id: UUID | None = None
    folio_id: UUID | None = None
    number: int | None = None
    business_date: date | None = None


def take_payment(command: TakePayment, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Open folio, open day, a sum above zero; then what the way of paying asks for."""
    folio = find_folio(uow, command.folio_id)
    ensure_open(uow, folio)
    window = find_window(uow, folio, command.number)
    _ensure_shape(command, folio)
    payment = Payment(
        id=command.payment_id, property_id=folio.property_id, folio_id=folio.id, number=command.number,
        method=command.method, status=str(State.CAPTURED), amount_minor=command.amount_minor,
        currency=folio.currency, tendered_minor=command.tendered_minor,
        tendered_currency=command.tendered_currency, change_minor=0, refund_of_id=None, session_id=None,
        reference=command.reference.strip()[:120], provider=command.provider, provider_ref="", token="",
        authorised_minor=0, virtual_card_id=command.virtual_card_id, valid_from=None, note="",
        at=clock.now(),
    )  # fmt: skip
    entries: list[Entry] = []
    if command.method == Method.CASH:
        session = _ensure_drawer(uow, folio, command.session_id)
        uow.add(payment)
        entries = take_cash(uow, clock, folio, payment, session)
    elif command.method == Method.CITY_LEDGER:
        entries = to_company(uow, folio, window, payment, command.company_id)
        uow.add(payment)
    elif _goes_to_provider(uow, command, folio, payment):
        uow.add(payment)
        if command.by_link:
            offer_link(uow, command, payment, hold=False, keep_card=command.keep_card)
        else:
            call_provider(uow, command, payment, Action.CHARGE)
    else:
        if command.method == Method.VOUCHER:
            _redeem(uow, command, payment)
        uow.add(payment)
        entries = [payment_entry(uow, payment, folio, COUNTERS[command.method])]
    _ensure_today(uow, command)
    book(uow, clock, folio, entries)
    return {
        "payment_id": str(payment.id), "status": payment.status, "change_minor": payment.change_minor,
        "currency": folio.currency,
    }  # fmt: skip


def refund_payment(command: RefundPayment, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A captured payment with so much left, a reason; then as the way of giving back asks for."""
    paid = uow.find(Payment, command.payment_id)
    if paid is None or paid.refund_of_id is not None:
        raise NotFound(tr("This payment does not exist."), field="payment_id")
    folio = find_folio(uow, command.folio_id or paid.folio_id)
    ensure_open(uow, folio)
    number = command.number or (paid.number if folio.id == paid.folio_id else 1)
    window = find_window(uow, folio, number)
    _ensure_refund(uow, command, paid, folio)
    if folio.kind == "deposit" and command.amount_minor > -window.balance_minor:
        raise RefundTooHigh(
            tr("Of this deposit {left} is held, the rest was applied. Give that back from the stay's folio.",
               left=money(max(0, -window.balance_minor), folio.currency)),
            field="amount_minor",
        )  # fmt: skip
    method = Method(command.method or paid.method)
    refund = Payment(
        id=command.refund_id, property_id=folio.property_id, folio_id=folio.id, number=number,
        method=str(method), status=str(State.CAPTURED), amount_minor=command.amount_minor,
        currency=folio.currency, tendered_minor=0, tendered_currency="", change_minor=0,
        refund_of_id=paid.id, session_id=None, reference=command.reference.strip()[:120],
        provider=paid.provider if method == paid.method else "", provider_ref="", token="",
        authorised_minor=0, virtual_card_id=None, valid_from=None, note=command.reason.strip(),
        at=clock.now(),
    )  # fmt: skip
    entries: list[Entry] = []
    if method is Method.CASH:
        entries = _give_cash(uow, clock, command, paid, refund, folio)
    elif method is Method.CITY_LEDGER:
        company_id = queries.company_of_payment(uow.session, paid.id)
        if company_id is None:
            raise InvalidInput(tr("This payment was not on account. Choose another way."), field="method")
        uow.add(refund)
        entries = moved_to_company(uow, folio, refund, company_id, find_company(uow, company_id).name)
    elif refund.provider == PROVIDER:
        uow.add(refund)
        refund.status = str(State.PENDING)
        call_provider(uow, command, refund, Action.REFUND)
    else:
        if method is Method.VOUCHER:
            vouchers.put_back(uow, paid, refund)
        uow.add(refund)
        entries = [payment_entry(uow, refund, folio, COUNTERS[method], command.reason)]
    _ensure_today(uow, command)
    book(uow, clock, folio, entries)
    return {"refund_id": str(refund.id), "status": refund.status, "paid_minor": refund.tendered_minor}


def _redeem(uow: UnitOfWork, command: TakePayment, payment: Payment) -> None:
    """Take it off the voucher; one that has less is offered for what it has."""
    try:
        vouchers.redeem(uow, payment, today(uow))
    except vouchers.VoucherTooLow as error:
        rest = replace(command, id=uow.new_id(), amount_minor=error.left_minor)
        label = tr("Take {left} of it", left=money(error.left_minor, payment.currency))
        error.choices = (Choice(label, rest),)
        raise


def _ensure_shape(command: TakePayment, folio: Folio) -> None:
    """What can be said without asking the house. Raises InvalidInput."""
    ensure_positive(command.amount_minor)
    if command.amount_minor > MOST_MINOR or command.tendered_minor > MOST_MINOR:
        raise InvalidInput(tr("This is more than a hotel takes."), field="amount_minor")
    if command.method not in list(Method):
        raise InvalidInput(tr("{method} is no way to pay.", method=command.method), field="method")
    ensure_short(command.provider, 20, "provider")
    ensure_short(command.provider_ref, 120, "provider_ref")
    if command.tendered_currency and not is_code(command.tendered_currency):
        raise unknown(command.tendered_currency)
    foreign = command.tendered_currency not in ("", folio.currency)
    if foreign and command.method != Method.CASH:
        raise InvalidInput(tr("Only cash is taken in another currency."), field="tendered_currency")
    if command.tendered_minor < 0 or (foreign and not command.tendered_minor):
        raise InvalidInput(tr("Say how much was handed over."), field="tendered_minor")
    if command.method in NEEDS_REFERENCE and not command.reference.strip():
        raise InvalidInput(
            tr("Type the number from the slip or the voucher: without it nobody finds it again."),
            field="reference",
        )


def _goes_to_provider(uow: UnitOfWork, command: TakePayment, folio: Folio, payment: Payment) -> bool:
    """Whether a provider takes the money; the payment then waits for its answer."""
    if command.method == Method.VIRTUAL_CARD:
        payment.provider = ensure_virtual_card(uow, folio, payment).provider
    elif command.method == Method.STRIPE:
        payment.provider, payment.token = PROVIDER, command.provider_ref
        if command.saved_card_id is not None:
            saved = uow.find(SavedCard, command.saved_card_id)
            if saved is None:
                raise NotFound(tr("This card is not kept any more."), field="saved_card_id")
            payment.token, payment.reference = saved.token, f"{saved.brand} {saved.last_four}".strip()
    if payment.provider != PROVIDER:
        return False
    payment.status = str(State.PENDING)
    return True


def _ensure_today(uow: UnitOfWork, command: TakePayment | RefundPayment) -> None:
    """Asked last, so that the same on the open day, which is offered, would succeed."""
    day = today(uow)
    if command.business_date in (None, day):
        return
    again = replace(command, id=uow.new_id(), business_date=day)
    sentence = tr(
        "{day} is not open. The open day is {open}.", day=f"{command.business_date:%d %b}",
        open=f"{day:%d %b}",
    )  # fmt: skip
    choice = Choice(tr("Book it on {day}", day=f"{day:%d %b}"), again)
    raise DayClosed(sentence, choices=[choice], field="business_date")


def _ensure_drawer(uow: UnitOfWork, folio: Folio, session_id: UUID | None) -> CashierSession:
    """The open drawer here, or a refusal that offers to open it with the float of the last time."""
    session = own_drawer(uow, folio.property_id, session_id)
    if session is not None:
        return session
    float_minor = cashier_queries.last_left(uow.session, folio.property_id, uow.actor.workstation)
    opening = OpenCashier(
        id=uow.new_id(), session_id=uow.new_id(), property_id=folio.property_id, float_minor=float_minor
    )
    label = tr("Open the drawer with {float}", float=money(float_minor, folio.currency))
    raise NoDrawer(
        tr("No drawer is open at this workstation. Open one to take or give cash."),
        choices=[Choice(label, opening)], field="method",
    )  # fmt: skip


def _ensure_refund(uow: UnitOfWork, command: RefundPayment, paid: Payment, folio: Folio) -> None:
    """Captured, in this house and currency, so much left, a reason."""
    ensure_positive(command.amount_minor)
    if paid.status != State.CAPTURED:
        raise InvalidInput(tr("This payment has not been taken, there is nothing to give back."))
    if folio.property_id != paid.property_id or folio.currency != paid.currency:
        raise InvalidInput(tr("Give it back in the house where it was paid."), field="folio_id")
    if command.method is not None and command.method not in list(Method):
        raise InvalidInput(tr("{method} is no way to pay.", method=command.method), field="method")
    if command.method in (Method.STRIPE, Method.VIRTUAL_CARD) and command.method != paid.method:
        raise InvalidInput(tr("A card gets back only what was taken from it."), field="method")
    if not command.reason.strip():
        raise InvalidInput(tr("Say why the money is given back."), field="reason")
    back = queries.refunded_minor(uow.session, paid.id)
    try:
        ensure_refundable(command.amount_minor, paid.amount_minor, back, paid.currency)
    except RefundTooHigh as error:
        left = paid.amount_minor - back
        if left > 0:
            rest = replace(command, id=uow.new_id(), amount_minor=left)
            label = tr("Give back {left}", left=money(left, paid.currency))
            error.choices = (Choice(label, rest),)
        raise


def _give_cash(
    uow: UnitOfWork, clock: Clock, command: RefundPayment, paid: Payment, refund: Payment, folio: Folio
) -> list[Entry]:
    """The guest's own notes when all of a foreign payment goes back and no change was given, else coins."""
    session = _ensure_drawer(uow, folio, command.session_id)
    foreign = paid.method == Method.CASH and paid.tendered_currency not in ("", folio.currency)
    whole = foreign and not paid.change_minor and command.amount_minor == paid.amount_minor
    give: Callable[..., list[Entry]] = give_cash
    if whole and session.id == paid.session_id:
        refund.tendered_minor, refund.tendered_currency = paid.tendered_minor, paid.tendered_currency
        give = give_foreign_cash
    uow.add(refund)
    return give(uow, clock, folio, refund, session)


HANDLERS = (Handling(TakePayment, take_payment), Handling(RefundPayment, refund_payment))
