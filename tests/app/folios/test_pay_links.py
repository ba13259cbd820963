"""Pay links: made at the provider, paid by the guest, asked for by themselves, closed; cards kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.features import folios, guests
from app.features.folios import PaymentView
from app.infra.cards.stripe_gateway import StripeGateway
from app.infra.jobs import ImmediateRunner, Jobs
from app.kernel.commands import Command
from tests.support.bills import balances, charge, opened, window
from tests.support.desk import Desk
from tests.support.stripe_simulator import KEY, Stripe, stripe_on_loopback


class Links:
    """A desk whose hotel is connected to a Stripe on loopback; a bill of 100.00."""

    def __init__(self, desk: Desk, stripe: Stripe, directory: Path) -> None:
        self.desk, self.stripe, self.guest_id = desk, stripe, desk.app.new_id()
        desk.do(guests.AddGuest, guest_id=self.guest_id, surname="Brandt")
        self.bill = opened(desk, guest_id=self.guest_id)
        charge(desk, self.bill, 10_000)
        app = desk.app
        self.jobs = Jobs(
            app.bus, app.database, app.clock, directory, (app.actor.tenant_id,),
            [folios.card_calls(lambda _house: StripeGateway(KEY, stripe.address))], ImmediateRunner(),
            watchings=[folios.card_watch()],
        )  # fmt: skip

    def link(self, kind: type[Command] = folios.TakePayment, **more: Any) -> UUID:
        """Ask for a link; the payment's id."""
        payment_id = self.desk.app.new_id()
        if kind is folios.TakePayment:
            more["method"] = "stripe"
        self.desk.do(
            kind, payment_id=payment_id, folio_id=self.bill, amount_minor=10_000, by_link=True, **more
        )
        self.jobs.dispatch()
        return payment_id

    def payment(self, payment_id: UUID) -> PaymentView:
        """A payment as screens see it."""
        return next(
            row
            for row in self.desk.app.ask(folios.Payments(folio_id=self.bill))
            if row.payment_id == payment_id
        )

    def wait(self, seconds: int) -> None:
        """Time passes; then whoever looks after payments looks, and the calls are made."""
        clock = self.desk.clock()
        clock.forward(seconds=seconds)
        self.jobs._watchings = dict.fromkeys(self.jobs._watchings, 0.0)
        self.jobs.watch()
        self.jobs.dispatch()

    @property
    def asked(self) -> int:
        """How often Stripe was asked for what became of a link."""
        return sum(path.endswith("checkout/sessions") for _, path, _ in self.stripe.requests)

    @property
    def owed(self) -> int:
        """What the window owes."""
        return window(self.desk, self.bill).balance_minor


@pytest.fixture
def links(money: Desk, tmp_path: Path) -> Iterator[Links]:
    """What was taken is what is posted when the test is over."""
    with stripe_on_loopback() as stripe:
        yield Links(money, stripe, tmp_path)
        assert balances(money).get("1030", 0) == stripe.taken()


def test_paid_by_link(links: Links) -> None:
    """The link is there at once; nobody asks by hand, and the money is booked after the guest paid."""
    payment_id = links.link()
    waiting = links.payment(payment_id)
    assert (waiting.status, waiting.link) == ("pending", "https://buy.stripe.com/test_plink_1")
    assert "has not paid" in waiting.note
    links.wait(10)
    assert links.payment(payment_id).status == "pending"
    links.stripe.pay_by_link("plink_1")
    links.wait(60)
    paid = links.payment(payment_id)
    assert (paid.status, paid.reference, links.owed) == ("captured", "Visa 4242", 0)
    assert links.desk.app.ask(folios.SavedCards(guest_id=links.guest_id)) == ()


def test_it_is_asked_for_less_often(links: Links) -> None:
    """Seconds at first, then minutes; what says nothing new is not written down."""
    payment_id = links.link()
    for _ in range(3):
        links.wait(6)
    assert links.asked == 3
    links.wait(3_600)
    asked, before = links.asked, links.desk.digest()
    links.wait(60)
    assert links.asked == asked
    links.wait(600)
    assert (links.asked, links.payment(payment_id).status) == (asked + 1, "pending")
    assert links.desk.digest() == before


def test_a_card_that_is_kept(links: Links) -> None:
    """The guest agreed: the card that paid is kept by its token, once, and pays again."""
    links.link(keep_card=True)
    links.stripe.pay_by_link("plink_1")
    links.wait(10)
    (card,) = links.desk.app.ask(folios.SavedCards(guest_id=links.guest_id))
    assert (card.brand, card.last_four, str(card.expires)) == ("Visa", "4242", "2030-02-28")
    again = links.desk.app.new_id()
    links.desk.do(
        folios.TakePayment, payment_id=again, folio_id=links.bill, method="stripe", amount_minor=500,
        saved_card_id=card.card_id,
    )  # fmt: skip
    links.jobs.dispatch()
    assert (links.payment(again).status, links.owed) == ("captured", -500)
    links.link(keep_card=True)
    links.stripe.pay_by_link("plink_2")
    links.wait(10)
    assert len(links.desk.app.ask(folios.SavedCards(guest_id=links.guest_id))) == 1


def test_a_hold_by_link(links: Links) -> None:
    """Held after the guest's word, taken in part later."""
    payment_id = links.link(folios.AuthoriseCard)
    links.stripe.pay_by_link("plink_1")
    links.wait(10)
    assert (links.payment(payment_id).status, links.owed) == ("authorised", 10_000)
    links.desk.do(folios.CaptureCard, payment_id=payment_id, amount_minor=6_000)
    links.jobs.dispatch()
    assert (links.payment(payment_id).status, links.owed) == ("captured", 4_000)


def test_a_link_that_is_closed(links: Links) -> None:
    """Nobody can pay by it any more; one that was paid just before is booked instead."""
    payment_id = links.link()
    links.desk.do(folios.VoidCard, payment_id=payment_id)
    links.jobs.dispatch()
    assert (links.payment(payment_id).status, links.stripe.links["plink_1"]["active"]) == ("voided", False)
    second = links.link()
    links.stripe.pay_by_link("plink_2")
    links.desk.do(folios.VoidCard, payment_id=second)
    links.jobs.dispatch()
    assert (links.payment(second).status, links.owed) == ("captured", 0)
