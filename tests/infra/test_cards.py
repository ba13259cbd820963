"""Our calls by Stripe's own library against localstripe, which others wrote from Stripe's documents.

It knows no manual capture and no idempotency keys; those are tested against our own server on loopback
(tests/app/folios/test_cards.py). Together they keep our picture of Stripe honest.
"""

from collections.abc import Iterator

import httpx
import pytest

from app.infra.cards import CardOrder, CardState, GatewayDown
from app.infra.cards.stripe_gateway import StripeGateway
from tests.support.localstripe import KEY, card_token, localstripe

GOOD, DECLINED, ASKS = "4242424242424242", "4000000000000341", "4000002500003155"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """One localstripe for all tests here."""
    with localstripe() as found:
        yield found


@pytest.fixture
def gateway(address: str) -> StripeGateway:
    """Our side."""
    return StripeGateway(KEY, address)


def order(address: str, number: str) -> CardOrder:
    """12.34 from a card."""
    return CardOrder(1_234, "EUR", card_token(address, number), payment_id="p", description="F-FD1-26-00001")


def test_charge_look_and_refund(gateway: StripeGateway, address: str) -> None:
    """Taken, seen again, given back in part; the refund is seen again too."""
    taken = gateway.charge(order(address, GOOD), "one")
    assert (taken.state, taken.minor, taken.reference[:3]) == (CardState.TAKEN, 1_234, "pi_")
    assert gateway.look(taken.reference) == taken
    back = gateway.refund(taken.reference, 234, "EUR", "two")
    assert (back.state, back.minor) == (CardState.RETURNED, 234)
    assert gateway.look(back.reference) == back
    assert gateway.void(taken.reference, "three").state is CardState.FAILED


def test_declined(gateway: StripeGateway, address: str) -> None:
    """The bank's sentence comes back."""
    failed = gateway.charge(order(address, DECLINED), "four")
    assert (failed.state, failed.sentence) == (CardState.FAILED, "Your card was declined.")


def test_the_guest_is_asked(gateway: StripeGateway, address: str) -> None:
    """It waits until the guest has confirmed, and can be let go before."""
    waiting = gateway.charge(order(address, ASKS), "five")
    assert waiting.state is CardState.WAITING
    intent = httpx.get(f"{address}/v1/payment_intents/{waiting.reference}", auth=(KEY, "")).json()
    httpx.post(
        f"{address}/v1/payment_intents/{waiting.reference}/_authenticate", auth=(KEY, ""),
        data={"client_secret": intent["client_secret"], "success": "true"},
    ).raise_for_status()  # fmt: skip
    assert gateway.look(waiting.reference).state is CardState.TAKEN
    again = gateway.charge(order(address, ASKS), "six")
    assert gateway.void(again.reference, "seven").state is CardState.VOIDED


def test_what_cannot_be_reached(address: str) -> None:
    """A wrong key and a server that is not there are sentences that say what to do."""
    with pytest.raises(GatewayDown, match="Check it in the settings"):
        StripeGateway("wrong", address).look("pi_1")
    with pytest.raises(GatewayDown, match="tried again"):
        StripeGateway(KEY, "http://127.0.0.1:9").look("pi_1")
