"""Cards at a provider: hold, capture, let go, ask again; and what the provider answered.

A call to the provider is never made inside a transaction: the payment is written as pending, a durable job
makes the call, and `RecordCardAnswer` books what came of it. The same answer twice is booked once.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features.folios.commands.booking import CARD_CALL, book, call_provider, offer_link
from app.features.folios.commands.loading import find_folio, find_window
from app.features.folios.commands.opening import ensure_open
from app.features.folios.commands.taking import CARD_CLEARING, payment_entry
from app.features.folios.models import PayLink, Payment, SavedCard
from app.features.folios.queries import credit as credit_queries
from app.features.folios.rules.methods import FINAL, PROVIDER, Method, State
from app.features.folios.rules.refunds import NotChargeable, ensure_positive, ensure_short, money
from app.infra.bus import Handling
from app.infra.cards import Action, CardState
from app.infra.jobs import try_again
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, NotFound
from app.kernel.text import tr


class NotPending(AppError):
    """The payment is not in a state in which this can be asked of the provider."""

    code = "not_pending"


@dataclass(frozen=True, kw_only=True, slots=True)
class _CardFact(Command):
    """What all commands on cards have in common: they stand."""

    sort: ClassVar[Sort] = Sort.FACT

    @classmethod
    def why_never_undone(cls) -> str:
        """The provider has been asked."""
        return tr("The card provider has been asked. Let the money go, or give it back.")


@dataclass(frozen=True, kw_only=True, slots=True)
class AuthoriseCard(_CardFact):
    """Hold an amount on a guest's card for a window; nothing is posted until it is captured.

    The card: `saved_card_id`, the provider's token in `provider_ref`, or `by_link` the one that the guest
    enters at the provider (`keep_card`: and leaves there).
    """

    verb: ClassVar[str] = "folios.authorise_card"

    payment_id: UUID
    folio_id: UUID
    amount_minor: int
    number: int = 1
    provider_ref: str = ""
    saved_card_id: UUID | None = None
    by_link: bool = False
    keep_card: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CaptureCard(_CardFact):
    """Take what is held, or a part of it; the rest is let go."""

    verb: ClassVar[str] = "folios.capture_card"

    payment_id: UUID
    amount_minor: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VoidCard(_CardFact):
    """Let go what is held, or a payment that the guest has not confirmed."""

    verb: ClassVar[str] = "folios.void_card"

    payment_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class AskProvider(_CardFact):
    """Ask the provider where a pending payment stands; a call that never came through is made again."""

    verb: ClassVar[str] = "folios.ask_provider"

    payment_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordCardAnswer(_CardFact):
    """What the provider answered to a call; `state` "" when it could not be reached, with the sentence."""

    verb: ClassVar[str] = "folios.record_card_answer"

    payment_id: UUID
    action: str
    state: str = ""
    provider_ref: str = ""
    amount_minor: int = 0
    sentence: str = ""
    link: str = ""
    card_token: str = ""
    card_customer: str = ""
    card_brand: str = ""
    card_last_four: str = ""
    card_expires: date | None = None


def authorise_card(command: AuthoriseCard, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Open folio, a sum above zero: the payment waits for the provider."""
    folio = find_folio(uow, command.folio_id)
    ensure_open(uow, folio)
    find_window(uow, folio, command.number)
    ensure_positive(command.amount_minor)
    ensure_short(command.provider_ref, 120, "provider_ref")
    token, reference = command.provider_ref, ""
    if command.saved_card_id is not None:
        saved = uow.find(SavedCard, command.saved_card_id)
        if saved is None:
            raise NotFound(tr("This card is not kept any more."), field="saved_card_id")
        token, reference = saved.token, f"{saved.brand} {saved.last_four}".strip()
    payment = Payment(
        id=command.payment_id, property_id=folio.property_id, folio_id=folio.id, number=command.number,
        method=str(Method.STRIPE), status=str(State.PENDING), amount_minor=command.amount_minor,
        currency=folio.currency, tendered_minor=0, tendered_currency="", change_minor=0, refund_of_id=None,
        session_id=None, reference=reference, provider=PROVIDER, provider_ref="", token=token,
        authorised_minor=command.amount_minor, virtual_card_id=None, valid_from=None, note="",
        at=clock.now(),
    )  # fmt: skip
    uow.add(payment)
    if command.by_link:
        offer_link(uow, command, payment, hold=True, keep_card=command.keep_card)
    else:
        call_provider(uow, command, payment, Action.AUTHORISE)
    return {"payment_id": str(payment.id), "status": payment.status}


def capture_card(command: CaptureCard, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Held, and so much of it: then the provider is asked."""
    payment = _find(uow, command.payment_id)
    ensure_positive(command.amount_minor)
    if payment.status != State.AUTHORISED:
        raise NotPending(tr("Nothing is held on this card."), field="payment_id")
    if command.amount_minor > payment.authorised_minor:
        held = money(payment.authorised_minor, payment.currency)
        raise NotChargeable(tr("Only {held} is held on this card.", held=held), field="amount_minor")
    payment.status, payment.amount_minor = str(State.PENDING), command.amount_minor
    uow.flush()
    call_provider(uow, command, payment, Action.CAPTURE)
    return {"payment_id": str(payment.id), "status": payment.status}


def void_card(command: VoidCard, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Held, or known to the provider and not taken: then the provider is asked."""
    payment = _find(uow, command.payment_id)
    if payment.status in FINAL or payment.refund_of_id is not None:
        raise NotPending(tr("Nothing is held on this card."), field="payment_id")
    if not payment.provider_ref:
        raise NotPending(
            tr("The provider has not answered yet. Wait for its answer, then let the money go."),
            field="payment_id",
        )
    payment.status = str(State.PENDING)
    uow.flush()
    call_provider(uow, command, payment, Action.VOID)
    return {"payment_id": str(payment.id), "status": payment.status}


def ask_provider(command: AskProvider, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Pending, and known to the provider: then it is asked."""
    payment = _find(uow, command.payment_id)
    if payment.status in FINAL:
        raise NotPending(tr("The provider has answered already."), field="payment_id")
    again = try_again(uow, CARD_CALL, {"payment_id": str(payment.id)})
    if not again and not payment.provider_ref:
        raise NotPending(
            tr("The provider has not heard of this payment yet. It is tried again by itself."),
            field="payment_id",
        )
    if not again:
        call_provider(uow, command, payment, Action.LOOK)
    return {"payment_id": str(payment.id), "status": payment.status}


def record_card_answer(command: RecordCardAnswer, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Book the answer once; a payment whose end is known does not change any more."""
    payment = _find(uow, command.payment_id)
    if payment.status in FINAL:
        return {"payment_id": str(payment.id), "status": payment.status}
    payment.note = command.sentence[:500]
    payment.provider_ref = command.provider_ref[:120] or payment.provider_ref
    _note_card(uow, command, payment)
    state = command.state
    if state in (CardState.TAKEN, CardState.RETURNED):
        payment.amount_minor = max(command.amount_minor, 0) or payment.amount_minor
        payment.status = str(State.CAPTURED)
        _book(uow, clock, payment)
    elif state == CardState.AUTHORISED:
        payment.amount_minor = max(command.amount_minor, 0) or payment.amount_minor
        payment.status, payment.authorised_minor = str(State.AUTHORISED), payment.amount_minor
    elif state == CardState.VOIDED:
        payment.status = str(State.VOIDED)
    elif state == CardState.FAILED:
        # What was held is still held when taking or letting it go failed.
        still_held = command.action in (Action.CAPTURE, Action.VOID) and payment.authorised_minor
        payment.status = str(State.AUTHORISED if still_held else State.FAILED)
        if still_held:
            payment.amount_minor = payment.authorised_minor
    uow.flush()
    return {"payment_id": str(payment.id), "status": payment.status}


def _note_card(uow: UnitOfWork, command: RecordCardAnswer, payment: Payment) -> None:
    """The link for the guest; the card that paid by it, kept where that was agreed."""
    link = uow.find(PayLink, payment.id)
    if link is None:
        return
    link.url = command.link[:255] or link.url
    if not command.card_token:
        return
    payment.reference = payment.reference or f"{command.card_brand} {command.card_last_four}".strip()
    guest_id = find_folio(uow, payment.folio_id).guest_id
    if not link.keep_card or guest_id is None:
        return
    if credit_queries.card_of_token(uow.session, guest_id, command.card_token) is None:
        uow.add(
            SavedCard(
                id=uow.new_id(), guest_id=guest_id, provider=PROVIDER, customer=command.card_customer[:120],
                token=command.card_token[:120], brand=command.card_brand[:20],
                last_four=command.card_last_four[:4], expires=command.card_expires,
            )
        )  # fmt: skip


def _book(uow: UnitOfWork, clock: Clock, payment: Payment) -> None:
    """The money is there, whatever the folio's state: a closed one is opened again for it."""
    folio = find_folio(uow, payment.folio_id)
    if folio.status != "open":
        folio.status, folio.closed_at = "open", None
    uow.flush()
    reason = payment.note if payment.refund_of_id is not None else ""
    book(uow, clock, folio, [payment_entry(uow, payment, folio, CARD_CLEARING, reason)])


def _find(uow: UnitOfWork, payment_id: UUID) -> Payment:
    payment = uow.find(Payment, payment_id)
    if payment is None or payment.provider != PROVIDER:
        raise NotFound(tr("This payment does not exist."), field="payment_id")
    find_folio(uow, payment.folio_id)
    return payment


HANDLERS = (
    Handling(AuthoriseCard, authorise_card),
    Handling(CaptureCard, capture_card),
    Handling(VoidCard, void_card),
    Handling(AskProvider, ask_provider),
    Handling(RecordCardAnswer, record_card_answer),
)
