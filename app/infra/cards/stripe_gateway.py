"""Stripe as the provider of card payments, by its own library.

Source: Stripe API, PaymentIntents with automatic and manual capture, Payment Links that are paid once (what
came of one is told by its completed Checkout Session), Refunds; minor units by
https://docs.stripe.com/currencies: ISK and UGX are told in hundredths although they have none, sums of
currencies with three decimal places are multiples of ten.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

from app.infra.cards.port import CardAnswer, CardOrder, CardState, GatewayDown, KeptCard
from app.kernel.errors import InvalidInput
from app.kernel.money import exponent
from app.kernel.text import tr

A = TypeVar("A")

# One call of a job: it is tried again by the job, not by the library.
TIMEOUT_SECONDS: Final = 20
HUNDREDFOLD: Final = frozenset({"ISK", "UGX"})
LINK: Final = "plink_"

_STATES: Final = {
    "succeeded": CardState.TAKEN,
    "requires_capture": CardState.AUTHORISED,
    "canceled": CardState.VOIDED,
    "processing": CardState.WAITING,
    "requires_action": CardState.WAITING,
    "requires_confirmation": CardState.WAITING,
}
_REFUND_STATES: Final = {
    "succeeded": CardState.RETURNED,
    "pending": CardState.WAITING,
    "requires_action": CardState.WAITING,
    "failed": CardState.FAILED,
    "canceled": CardState.FAILED,
}


class StripeGateway:
    """Calls Stripe with a secret key; `address` only for tests."""

    def __init__(self, key: str, address: str = "") -> None:
        import stripe  # noqa: PLC0415 - heavy, not on the way to the first screen

        client: dict[str, Any] = {"base_addresses": {"api": address}} if address else {}
        self._stripe = stripe
        self._client = stripe.StripeClient(
            key, max_network_retries=0, http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS), **client
        )

    def charge(self, order: CardOrder, key: str) -> CardAnswer:
        """A payment intent that takes the money at once."""
        return self._create(order, key, {})

    def authorise(self, order: CardOrder, key: str) -> CardAnswer:
        """A payment intent that holds the money."""
        return self._create(order, key, {"capture_method": "manual"})

    def link(self, order: CardOrder, key: str, *, hold: bool, keep: bool) -> CardAnswer:
        """A payment link that ends with its first payment; Stripe thanks the guest on a page of its own."""
        intent: dict[str, Any] = {"metadata": {"payment_id": order.payment_id}}
        if hold:
            intent["capture_method"] = "manual"
        params: Any = {
            "line_items": [
                {
                    "price_data": {
                        "currency": order.currency.lower(), "unit_amount": told(order.minor, order.currency),
                        "product_data": {"name": order.description or tr("Hotel bill")},
                    },
                    "quantity": 1,
                }
            ],
            "metadata": {"payment_id": order.payment_id}, "payment_intent_data": intent,
            "restrictions": {"completed_sessions": {"limit": 1}},
        }  # fmt: skip
        if keep:
            intent["setup_future_usage"] = "off_session"
            params["customer_creation"] = "always"
        try:
            made = self._called(lambda: self._client.v1.payment_links.create(params, _once(key)))
        except self._stripe.InvalidRequestError as error:
            return CardAnswer(CardState.FAILED, "", 0, _why(error))
        return CardAnswer(CardState.WAITING, made.id, order.minor, _by_link(), made.url)

    def capture(self, reference: str, minor: int, currency: str, key: str) -> CardAnswer:
        """Take a part of what the intent holds."""
        params = {"amount_to_capture": told(minor, currency)}
        return self._intent(lambda: self._intents().capture(reference, params, _once(key)), reference)

    def void(self, reference: str, key: str) -> CardAnswer:
        """Cancel the intent, or close the link unless it was paid meanwhile."""
        if reference.startswith(LINK):
            paid = self._paid_by(reference)
            if paid is not None:
                return paid
            update = self._client.v1.payment_links.update
            return self._link(lambda: update(reference, {"active": False}, _once(key)))
        return self._intent(lambda: self._intents().cancel(reference, {}, _once(key)), reference)

    def refund(self, reference: str, minor: int, currency: str, key: str) -> CardAnswer:
        """Give back a part of the intent's charge."""
        intent = self._called(lambda: self._intents().retrieve(reference))
        charge = intent.latest_charge
        params: Any = {
            "charge": charge if isinstance(charge, str) else charge.id, "amount": told(minor, currency),
        }  # fmt: skip
        return self._refunded(lambda: self._client.v1.refunds.create(params, _once(key)))

    def look(self, reference: str) -> CardAnswer:
        """The intent or the refund as it is now."""
        if reference.startswith("re_"):
            return self._refunded(lambda: self._client.v1.refunds.retrieve(reference))
        if reference.startswith(LINK):
            retrieve = self._client.v1.payment_links.retrieve
            return self._paid_by(reference) or self._link(lambda: retrieve(reference))
        return self._intent(lambda: self._intents().retrieve(reference), reference)

    def _paid_by(self, link: str) -> CardAnswer | None:
        """The intent by which a link was paid; None while it was not."""
        params: Any = {
            "payment_link": link, "status": "complete", "limit": 1,
            "expand": ["data.payment_intent.payment_method"],
        }  # fmt: skip
        found = self._called(lambda: self._client.v1.checkout.sessions.list(params)).data
        return _answer(found[0].payment_intent) if found and found[0].payment_intent else None

    def _link(self, call: Callable[[], Any]) -> CardAnswer:
        """A link that nobody has paid by yet."""
        try:
            link = self._called(call)
        except self._stripe.InvalidRequestError as error:
            return CardAnswer(CardState.FAILED, "", 0, _why(error))
        if not link.active:
            return CardAnswer(CardState.VOIDED, link.id, 0, tr("The link is closed."))
        return CardAnswer(CardState.WAITING, link.id, 0, _by_link(), link.url)

    def _create(self, order: CardOrder, key: str, more: dict[str, Any]) -> CardAnswer:
        params: dict[str, Any] = {
            "amount": told(order.minor, order.currency), "currency": order.currency.lower(),
            "metadata": {"payment_id": order.payment_id, "for": order.description}, **more,
        }  # fmt: skip
        if order.customer:
            params["customer"] = order.customer
        if order.token:
            params |= {"payment_method": order.token, "confirm": True, "off_session": True}
        return self._intent(lambda: self._intents().create(params, _once(key)), "")

    def _intents(self) -> Any:
        return self._client.v1.payment_intents

    def _intent(self, call: Callable[[], Any], reference: str) -> CardAnswer:
        """A call about an intent; what Stripe refuses is an answer."""
        try:
            intent = self._called(call)
        except self._stripe.CardError as error:
            found = getattr(error.error, "payment_intent", None)
            return CardAnswer(CardState.FAILED, getattr(found, "id", reference), 0, _why(error))
        except self._stripe.InvalidRequestError as error:
            return CardAnswer(CardState.FAILED, reference, 0, _why(error))
        return _answer(intent)

    def _refunded(self, call: Callable[[], Any]) -> CardAnswer:
        try:
            refund = self._called(call)
        except (self._stripe.CardError, self._stripe.InvalidRequestError) as error:
            return CardAnswer(CardState.FAILED, "", 0, _why(error))
        state = _REFUND_STATES.get(refund.status, CardState.WAITING)
        return CardAnswer(state, refund.id, heard(refund.amount, refund.currency.upper()))

    def _called(self, call: Callable[[], A]) -> A:
        """The answer of one call. Raises GatewayDown, CardError, InvalidRequestError."""
        known = self._stripe
        try:
            return call()
        except (known.AuthenticationError, known.PermissionError) as error:
            raise GatewayDown(
                tr("Stripe does not accept the key that was entered. Check it in the settings.")
            ) from error
        except (known.CardError, known.InvalidRequestError):
            raise
        except known.StripeError as error:
            raise GatewayDown(
                tr("Stripe cannot be reached. The payment waits and is tried again by itself.")
            ) from error


def told(minor: int, currency: str) -> int:
    """An amount as Stripe is told it. Raises InvalidInput for one that Stripe cannot take."""
    if currency in HUNDREDFOLD:
        return minor * 100
    if exponent(currency) == 3 and minor % 10:
        raise InvalidInput(tr("Cards are charged in whole hundredths of {currency}.", currency=currency))
    return minor


def heard(amount: int, currency: str) -> int:
    """An amount of Stripe's in our minor units."""
    return amount // 100 if currency in HUNDREDFOLD else amount


def _answer(intent: Any) -> CardAnswer:
    currency = intent.currency.upper()
    state = _STATES.get(intent.status, CardState.FAILED)
    error = getattr(intent, "last_payment_error", None)
    if intent.status == "requires_payment_method" and not error:
        state = CardState.WAITING
    taken = getattr(intent, "amount_received", None) if state is CardState.TAKEN else None
    sentence = ""
    if error:
        sentence = str(getattr(error, "message", "") or "")
    elif intent.status == "requires_action":
        sentence = tr("The guest's bank asks the guest to confirm the payment.")
    elif state is CardState.WAITING:
        sentence = tr("The payment is under way.")
    minor = heard(taken or intent.amount, currency)
    return CardAnswer(state, intent.id, minor, sentence, card=_card(intent))


def _card(intent: Any) -> KeptCard | None:
    """The card that paid, where Stripe told it with the intent (else only its token is there)."""
    method = getattr(intent, "payment_method", None)
    card = getattr(method, "card", None) if method is not None and not isinstance(method, str) else None
    if method is None or card is None:
        return None
    customer = getattr(intent, "customer", None) or ""
    expires = date(card.exp_year, card.exp_month, monthrange(card.exp_year, card.exp_month)[1])
    name = str(card.brand or "").replace("_", " ").title()[:20]
    return KeptCard(
        method.id, customer if isinstance(customer, str) else customer.id, name, str(card.last4), expires
    )


def _by_link() -> str:
    return tr("The guest has not paid by the link yet.")


def _why(error: Any) -> str:
    return str(error.user_message or tr("The provider refused the payment."))


def _once(key: str) -> Any:
    return {"idempotency_key": key}
