"""Cards by Stripe's own library against a server on loopback: charge, hold, capture, let go, refund, fail.

The jobs run at once, in the test's thread. Whatever the network does, money is taken once and posted once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app import bootstrap
from app.features import folios, guests
from app.features.folios import PaymentView
from app.infra.cards import CardGateway, NoGateway
from app.infra.cards.stripe_gateway import StripeGateway, heard, told
from app.infra.jobs import FailedJobs, ImmediateRunner, Jobs, RetryJob
from app.infra.secrets import MemoryVault
from app.kernel.clock import derived_id
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput
from tests.support.bills import amounts, balances, charge, opened, window
from tests.support.desk import Desk
from tests.support.stripe_simulator import ASKS, DECLINED, GOOD, KEY, Stripe, stripe_on_loopback


@dataclass
class Counter:
    """A desk with a bill of 100.00, a Stripe on loopback, and the jobs that speak to it."""

    desk: Desk
    stripe: Stripe
    bill: UUID
    jobs: Jobs
    key: str = KEY

    def do(self, kind: type[Command], /, **fields: Any) -> None:
        """A command, and what has to happen after its commit."""
        self.desk.do(kind, **fields)
        self.work()

    def work(self) -> None:
        """Carry out what is pending."""
        self.jobs.dispatch()

    def pay(self, amount: int = 10_000, token: str = GOOD, **more: Any) -> UUID:
        """Charge a card; the payment's id."""
        payment_id = self.desk.app.new_id()
        self.do(
            folios.TakePayment, payment_id=payment_id, folio_id=self.bill, method="stripe",
            amount_minor=amount, provider_ref=token, **more,
        )  # fmt: skip
        return payment_id

    def hold(self, amount: int = 10_000, token: str = GOOD) -> UUID:
        """Hold money on a card; the payment's id."""
        payment_id = self.desk.app.new_id()
        self.do(
            folios.AuthoriseCard, payment_id=payment_id, folio_id=self.bill, amount_minor=amount,
            provider_ref=token,
        )  # fmt: skip
        return payment_id

    def payment(self, payment_id: UUID) -> PaymentView:
        """A payment as screens see it."""
        rows = self.desk.app.ask(folios.Payments(folio_id=self.bill))
        return next(row for row in rows if row.payment_id == payment_id)

    @property
    def owed(self) -> int:
        """What the window owes."""
        return window(self.desk, self.bill).balance_minor


@pytest.fixture
def counter(money: Desk, tmp_path: Path) -> Iterator[Counter]:
    """The bill, the provider, the jobs; what was taken is what is posted when the test is over."""
    with stripe_on_loopback() as stripe:
        bill = opened(money)
        charge(money, bill, 10_000)

        def gateway(_property_id: UUID) -> CardGateway:
            if not made.key:
                raise NoGateway
            return StripeGateway(made.key, stripe.address)

        app = money.app
        jobs = Jobs(
            app.bus, app.database, app.clock, tmp_path, (app.actor.tenant_id,), [folios.card_calls(gateway)],
            ImmediateRunner(),
        )  # fmt: skip
        made = Counter(money, stripe, bill, jobs)
        yield made
        assert balances(money).get("1030", 0) == stripe.taken()


def test_a_charge(counter: Counter) -> None:
    """Pending first, then taken and posted; the reference is Stripe's."""
    payment_id = counter.desk.app.new_id()
    counter.desk.do(
        folios.TakePayment, payment_id=payment_id, folio_id=counter.bill, method="stripe",
        amount_minor=10_000, provider_ref=GOOD,
    )  # fmt: skip
    assert (counter.payment(payment_id).status, counter.owed) == ("pending", 10_000)
    waiting = counter.desk.app.ask(folios.PendingPayments(property_id=counter.desk.hotel.property_id))
    assert [row.payment_id for row in waiting] == [payment_id]
    counter.work()
    paid = counter.payment(payment_id)
    assert (paid.status, paid.provider_ref, counter.owed) == ("captured", "pi_1", 0)
    ((method, path, params),) = counter.stripe.requests
    assert (method, path, params["amount"], params["currency"]) == (
        "POST", "/v1/payment_intents", "10000", "eur",
    )  # fmt: skip
    assert params["metadata[payment_id]"] == str(payment_id)


def test_a_declined_card(counter: Counter) -> None:
    """It fails with the bank's sentence; nothing is posted; another card goes."""
    failed = counter.payment(counter.pay(token=DECLINED))
    assert (failed.status, failed.note, counter.owed) == ("failed", "Your card was declined.", 10_000)
    counter.pay()
    assert counter.owed == 0


def test_a_token_that_is_none(counter: Counter) -> None:
    """Stripe does not know it: failed, with its sentence."""
    failed = counter.payment(counter.pay(token="pm_unknown"))
    assert (failed.status, "No such PaymentMethod" in failed.note) == ("failed", True)


def test_the_guest_confirms(counter: Counter) -> None:
    """The payment waits with a sentence; asked again after the guest's word it is taken, once."""
    payment_id = counter.pay(token=ASKS)
    waiting = counter.payment(payment_id)
    assert (waiting.status, "confirm" in waiting.note) == ("pending", True)
    counter.do(folios.AskProvider, payment_id=payment_id)
    assert counter.payment(payment_id).status == "pending"
    counter.stripe.confirm_by_guest("pi_1")
    counter.do(folios.AskProvider, payment_id=payment_id)
    assert (counter.payment(payment_id).status, counter.owed) == ("captured", 0)
    counter.desk.refused(folios.NotPending, folios.AskProvider, payment_id=payment_id)


def test_a_guest_who_does_not_confirm(counter: Counter) -> None:
    """It is let go."""
    payment_id = counter.pay(token=ASKS)
    counter.do(folios.VoidCard, payment_id=payment_id)
    assert (counter.payment(payment_id).status, counter.owed) == ("voided", 10_000)


def test_hold_and_capture_a_part(counter: Counter) -> None:
    """Held money is not posted; a part is taken, the rest is let go."""
    payment_id = counter.hold(20_000)
    assert (counter.payment(payment_id).status, counter.owed) == ("authorised", 10_000)
    counter.desk.refused(folios.NotChargeable, folios.CaptureCard, payment_id=payment_id, amount_minor=20_001)
    counter.do(folios.CaptureCard, payment_id=payment_id, amount_minor=7_500)
    taken = counter.payment(payment_id)
    assert (taken.status, taken.amount_minor, taken.authorised_minor) == ("captured", 7_500, 20_000)
    assert counter.owed == 2_500
    counter.desk.refused(folios.NotPending, folios.CaptureCard, payment_id=payment_id, amount_minor=1)


def test_hold_and_let_go(counter: Counter) -> None:
    """Nothing is posted, nothing can be taken after."""
    payment_id = counter.hold()
    counter.do(folios.VoidCard, payment_id=payment_id)
    assert (counter.payment(payment_id).status, counter.owed) == ("voided", 10_000)
    counter.desk.refused(folios.NotPending, folios.VoidCard, payment_id=payment_id)


def test_a_capture_that_fails(counter: Counter) -> None:
    """What Stripe let go meanwhile cannot be taken: the desk is told, the hold stands as it was."""
    payment_id = counter.hold()
    counter.stripe.intents["pi_1"]["status"] = "canceled"
    counter.do(folios.CaptureCard, payment_id=payment_id, amount_minor=5_000)
    now = counter.payment(payment_id)
    assert (now.status, now.amount_minor, now.note) == ("authorised", 10_000, "It could not be captured.")


def test_refunds(counter: Counter) -> None:
    """In parts, by Stripe, never above the payment; pending until Stripe answered."""
    payment_id = counter.pay()
    more = {"payment_id": payment_id, "reason": "noise"}
    counter.do(folios.RefundPayment, refund_id=counter.desk.app.new_id(), amount_minor=4_000, **more)
    assert (counter.owed, counter.payment(payment_id).left_minor) == (4_000, 6_000)
    counter.desk.refused(
        folios.RefundTooHigh, folios.RefundPayment, refund_id=counter.desk.app.new_id(), amount_minor=6_001,
        **more,
    )  # fmt: skip
    counter.do(folios.RefundPayment, refund_id=counter.desk.app.new_id(), amount_minor=6_000, **more)
    assert counter.owed == 10_000
    assert amounts(counter.desk, counter.bill) == [10_000, -10_000, 4_000, 6_000]


def test_stripe_is_down(counter: Counter) -> None:
    """The payment stays pending with a sentence; when the job is sent again it goes, once."""
    counter.stripe.down = True
    payment_id = counter.pay()
    waiting = counter.payment(payment_id)
    assert (waiting.status, "cannot be reached" in waiting.note) == ("pending", True)
    counter.desk.refused(folios.NotPending, folios.VoidCard, payment_id=payment_id)
    (failed,) = counter.desk.app.ask(FailedJobs())
    counter.stripe.down = False
    counter.do(RetryJob, job_id=failed.id)
    assert (counter.payment(payment_id).status, counter.owed) == ("captured", 0)
    assert len(counter.stripe.intents) == 1


def test_asked_by_hand_after_a_while(counter: Counter) -> None:
    """A call that never came through is made again by asking; while it is under way that is refused."""
    counter.stripe.down = True
    payment_id = counter.pay()
    counter.stripe.down = False
    counter.desk.do(folios.AskProvider, payment_id=payment_id)
    counter.desk.refused(folios.NotPending, folios.AskProvider, payment_id=payment_id)
    counter.work()
    assert (counter.payment(payment_id).status, counter.owed) == ("captured", 0)
    assert len(counter.stripe.intents) == 1


def test_an_answer_that_is_lost(counter: Counter) -> None:
    """Stripe took the money, the answer never came: the same key asks again and nothing is taken twice."""
    counter.stripe.lose_answers = 2
    payment_id = counter.pay()
    assert (counter.payment(payment_id).status, counter.owed) == ("captured", 0)
    keys = [r for r in counter.stripe.requests if r[0] == "POST"]
    assert (len(keys), len(counter.stripe.intents)) == (3, 1)


def test_an_answer_that_comes_twice(counter: Counter) -> None:
    """The second is noted and posts nothing, even when it says something else."""
    payment_id = counter.pay()
    for state in ("taken", "failed", "voided"):
        counter.desk.do(
            folios.RecordCardAnswer, payment_id=payment_id, action="charge", state=state, provider_ref="pi_1",
            amount_minor=10_000,
        )  # fmt: skip
    assert (counter.payment(payment_id).status, counter.owed) == ("captured", 0)
    assert len(amounts(counter.desk, counter.bill)) == 2


@pytest.mark.parametrize(("key", "words"), [("", "No key"), ("sk_test_wrong", "does not accept the key")])
def test_a_key_that_is_wrong(counter: Counter, key: str, words: str) -> None:
    """The sentence says what to do; with the right key it goes."""
    counter.key = key
    payment_id = counter.pay()
    assert words in counter.payment(payment_id).note
    counter.key = KEY
    (failed,) = counter.desk.app.ask(FailedJobs())
    assert "sk_test" not in failed.error
    counter.do(RetryJob, job_id=failed.id)
    assert counter.owed == 0


def test_money_for_a_closed_folio(counter: Counter) -> None:
    """The guest paid otherwise, the folio was closed, then the card paid: it is booked all the same."""
    payment_id = counter.pay(token=ASKS)
    counter.desk.do(
        folios.TakePayment, payment_id=counter.desk.app.new_id(), folio_id=counter.bill,
        method="bank_transfer", amount_minor=10_000,
    )  # fmt: skip
    counter.desk.do(folios.CloseFolio, folio_id=counter.bill)
    counter.stripe.confirm_by_guest("pi_1")
    counter.do(folios.AskProvider, payment_id=payment_id)
    assert counter.owed == -10_000


def test_a_saved_card(counter: Counter) -> None:
    """A guest's card is charged by its token and known by its last four digits."""
    desk, card_id, guest_id = counter.desk, counter.desk.app.new_id(), counter.desk.app.new_id()
    desk.do(guests.AddGuest, guest_id=guest_id, surname="Brandt")
    own = {"card_id": card_id, "guest_id": guest_id, "customer": "cus_1", "brand": "Visa"}
    desk.refused(InvalidInput, folios.SaveCard, token="", **own)
    desk.refused(InvalidInput, folios.SaveCard, token=GOOD, last_four="42424", **own)
    desk.do(folios.SaveCard, token=GOOD, last_four="4242", **own)
    (card,) = desk.app.ask(folios.SavedCards(guest_id=guest_id))
    assert (card.brand, card.last_four) == ("Visa", "4242")
    paid = counter.payment(counter.pay(token="", saved_card_id=card_id))
    assert (paid.status, paid.reference) == ("captured", "Visa 4242")
    assert counter.stripe.requests[0][2]["customer"] == "cus_1"
    desk.do(folios.ForgetCard, card_id=card_id)
    assert desk.app.ask(folios.SavedCards(guest_id=guest_id)) == ()


def test_a_virtual_card_at_stripe(counter: Counter) -> None:
    """A channel's card that is kept at Stripe is charged there."""
    desk, card_id = counter.desk, counter.desk.app.new_id()
    reservation_id = desk.view(desk.book("101", 0, 2)).reservation_id
    desk.do(
        folios.RecordVirtualCard, card_id=card_id, reservation_id=reservation_id, limit_minor=9_000,
        currency="EUR", valid_from=desk.day(0), provider="stripe", provider_ref=GOOD,
    )  # fmt: skip
    payment_id = desk.app.new_id()
    counter.do(
        folios.TakePayment, payment_id=payment_id, folio_id=counter.bill, method="virtual_card",
        amount_minor=9_000, virtual_card_id=card_id,
    )  # fmt: skip
    assert (counter.payment(payment_id).status, counter.owed) == ("captured", 1_000)


def test_amounts_as_stripe_is_told_them() -> None:
    """Minor units, but for the currencies that Stripe counts in its own way."""
    assert [told(1_234, c) for c in ("EUR", "JPY", "ISK")] == [1_234, 1_234, 123_400]
    assert [heard(told(50, c), c) for c in ("EUR", "ISK", "UGX", "KWD")] == [50] * 4
    with pytest.raises(InvalidInput):
        told(1_234, "KWD")


def test_where_the_key_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the keyring, for each property; without one the sentence says so."""
    monkeypatch.setattr(bootstrap, "VAULT", MemoryVault())
    here, there = derived_id("here"), derived_id("there")
    bootstrap.keep_card_key(here, "sk_test_x")
    assert isinstance(bootstrap.card_gateway(here), StripeGateway)
    with pytest.raises(NoGateway, match="settings"):
        bootstrap.card_gateway(there)
