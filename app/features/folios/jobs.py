"""Calls to the provider of cards: after the commit, with the command's id as key, answered by a command.

What waits at the provider (a guest's word, a link that is not paid yet) is asked for again by itself: soon at
first, then less often. That follows from what is written of the payments, so it goes on after any stop.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from app.features.folios.commands.booking import CARD_CALL
from app.features.folios.commands.cards import AskProvider, RecordCardAnswer
from app.features.folios.queries.payments import CardCall, CardCallView, PaymentView, PendingPayments
from app.features.folios.rules.methods import PROVIDER, State
from app.features.folios.rules.pan import masked
from app.infra.cards import Action, CardAnswer, CardGateway, CardOrder, CardState, GatewayDown, KeptCard
from app.infra.jobs import Job, JobContext, JobHandling, Watching
from app.kernel.clock import derived_id
from app.kernel.errors import AppError

# Gives the provider of a property; bootstrap knows where its key is. Raises NoGateway.
GatewayOf = Callable[[UUID], CardGateway]

# A payment that waits is asked for after a tenth of its age; what is held on a card, once an hour.
WATCH_SECONDS: Final = 5.0
SOONEST, LATEST, HELD = timedelta(seconds=5), timedelta(minutes=10), timedelta(hours=1)


def card_calls(gateway_of: GatewayOf) -> JobHandling:
    """The job that calls the provider."""

    def carry_out(job: Job, context: JobContext) -> None:
        payment = context.ask(CardCall(payment_id=UUID(job.args["payment_id"])))
        if payment is None:
            return
        action = Action(job.args["action"])
        try:
            answer = _call(gateway_of(payment.property_id), action, payment, job)
        except GatewayDown as error:
            note = RecordCardAnswer(
                id=derived_id(job.id, "down", error.sentence), payment_id=payment.payment_id,
                action=str(action), sentence=masked(error.sentence),
            )  # fmt: skip
            context.execute(note)
            raise
        except AppError as error:
            answer = CardAnswer(CardState.FAILED, payment.provider_ref, 0, error.sentence)
        if action is Action.LOOK and _says_nothing_new(answer, payment):
            return
        card = answer.card or KeptCard("")
        context.execute(
            RecordCardAnswer(
                id=derived_id(job.id, "answer"), payment_id=payment.payment_id, action=str(action),
                state=str(answer.state), provider_ref=answer.reference, amount_minor=answer.minor,
                sentence=masked(answer.sentence), link=answer.url, card_token=card.token,
                card_customer=card.customer, card_brand=card.brand, card_last_four=card.last_four,
                card_expires=card.expires,
            )
        )  # fmt: skip

    return JobHandling(CARD_CALL, carry_out)


def card_watch() -> Watching:
    """Asks for what waits at the provider."""
    asked: dict[UUID, datetime] = {}

    def look(context: JobContext) -> None:
        now = context.clock.now()
        for payment in context.ask(PendingPayments()):
            if payment.provider != PROVIDER or now < _next(payment, asked.get(payment.payment_id)):
                continue
            asked[payment.payment_id] = now
            try:
                context.execute(
                    AskProvider(
                        id=derived_id(payment.payment_id, now.isoformat()), payment_id=payment.payment_id
                    )
                )
            except AppError:
                continue  # the call is being made, or the answer came just now

    return Watching("folios.card_watch", WATCH_SECONDS, look)


def _next(payment: PaymentView, asked: datetime | None) -> datetime:
    last = asked or payment.at
    if payment.status == State.AUTHORISED:
        return last + HELD
    return last + min(max((last - payment.at) / 10, SOONEST), LATEST)


def _says_nothing_new(answer: CardAnswer, payment: CardCallView) -> bool:
    if answer.state is CardState.AUTHORISED:
        return payment.status == State.AUTHORISED
    waits = answer.state is CardState.WAITING and payment.status == State.PENDING
    return waits and masked(answer.sentence) == payment.note and answer.reference == payment.provider_ref


def _call(gateway: CardGateway, action: Action, payment: CardCallView, job: Job) -> CardAnswer:
    minor, key, currency = int(job.args["minor"]), str(job.args["key"]), payment.currency
    order = CardOrder(
        minor, currency, payment.token, payment.customer, str(payment.payment_id), payment.reference
    )
    if action in (Action.LINK, Action.LINK_TO_HOLD):
        return gateway.link(order, key, hold=action is Action.LINK_TO_HOLD, keep=payment.keep_card)
    if action in (Action.CHARGE, Action.AUTHORISE):
        return gateway.charge(order, key) if action is Action.CHARGE else gateway.authorise(order, key)
    if action is Action.CAPTURE:
        return gateway.capture(payment.provider_ref, minor, currency, key)
    if action is Action.VOID:
        return gateway.void(payment.provider_ref, key)
    if action is Action.REFUND:
        return gateway.refund(payment.paid_ref, minor, currency, key)
    return gateway.look(payment.provider_ref)
