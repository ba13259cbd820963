"""Calls to the provider of cards: after the commit, with the command's id as key, answered by a command."""

from collections.abc import Callable
from uuid import UUID

from app.features.folios.commands.booking import CARD_CALL
from app.features.folios.commands.cards import RecordCardAnswer
from app.features.folios.queries.payments import CardCall, CardCallView
from app.features.folios.rules.pan import masked
from app.infra.cards import Action, CardAnswer, CardGateway, CardOrder, CardState, GatewayDown
from app.infra.jobs import Job, JobContext, JobHandling
from app.kernel.clock import derived_id
from app.kernel.errors import AppError

# Gives the provider of a property; bootstrap knows where its key is. Raises NoGateway.
GatewayOf = Callable[[UUID], CardGateway]


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
        context.execute(
            RecordCardAnswer(
                id=derived_id(job.id, "answer"), payment_id=payment.payment_id, action=str(action),
                state=str(answer.state), provider_ref=answer.reference, amount_minor=answer.minor,
                sentence=masked(answer.sentence),
            )
        )  # fmt: skip

    return JobHandling(CARD_CALL, carry_out)


def _call(gateway: CardGateway, action: Action, payment: CardCallView, job: Job) -> CardAnswer:
    minor, key, currency = int(job.args["minor"]), str(job.args["key"]), payment.currency
    if action in (Action.CHARGE, Action.AUTHORISE):
        order = CardOrder(
            minor, currency, payment.token, payment.customer, str(payment.payment_id), payment.reference
        )
        return gateway.charge(order, key) if action is Action.CHARGE else gateway.authorise(order, key)
    if action is Action.CAPTURE:
        return gateway.capture(payment.provider_ref, minor, currency, key)
    if action is Action.VOID:
        return gateway.void(payment.provider_ref, key)
    if action is Action.REFUND:
        return gateway.refund(payment.paid_ref, minor, currency, key)
    return gateway.look(payment.provider_ref)
