"""Cards in the window: a link, a hold, a kept one, a channel's, what failed; lines say what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.features.folios import (
    OpenFolio,
    Payments,
    RecordVirtualCard,
    SaveCard,
    SavedCards,
    SetPaymentTerms,
    card_calls,
    card_watch,
)
from app.infra.bus import Bus
from app.infra.cards import CardGateway, NoGateway
from app.infra.cards.stripe_gateway import StripeGateway
from app.infra.jobs import ImmediateRunner, Jobs
from tests.support.bills import charge
from tests.support.desk import Desk
from tests.support.stripe_simulator import DECLINED, GOOD, KEY, Stripe, stripe_on_loopback
from tests.ui.folios.conftest import AtDesk, Cashier
from ui.features.folios.panels.cards import CardsPanel
from ui.features.folios.panels.giving import RefundPanel
from ui.features.folios.panels.holding import CapturePanel, LinkPanel
from ui.features.folios.panels.payment import PaymentPanel
from ui.features.folios.waiting import WaitingLine

RETURN = Qt.Key.Key_Return


@dataclass
class Provider:
    """A Stripe on loopback, and the jobs that speak to it when a test says so."""

    desk: Desk
    stripe: Stripe
    jobs: Jobs
    key: str = KEY

    def work(self, hands: Cashier) -> None:
        """Carry out what is pending; the window reads what came of it."""
        self.jobs.dispatch()
        hands.page.data.load()
        hands.settle()


@pytest.fixture
def provider(desk: Desk, tmp_path: Path) -> Iterator[Provider]:
    """The hotel is connected."""
    desk.do(SetPaymentTerms, property_id=desk.hotel.property_id, provider="stripe")
    with stripe_on_loopback() as stripe:

        def gateway(_house: UUID) -> CardGateway:
            if not made.key:
                raise NoGateway
            return StripeGateway(made.key, stripe.address)

        app = desk.app
        # A bus of their own, as the program's jobs have: the window hears of their work as of another desk's.
        bus = Bus(app.database, bootstrap.wiring(), app.clock, app.new_id)
        jobs = Jobs(
            bus, app.database, app.clock, tmp_path, (app.actor.tenant_id,), [card_calls(gateway)],
            ImmediateRunner(), watchings=[card_watch()],
        )  # fmt: skip
        made = Provider(desk, stripe, jobs)
        yield made


@pytest.fixture
def stay(desk: Desk) -> UUID:
    """A guest in the house who owes 100.00."""
    stay_id = desk.check_in("101", 2)
    view, folio_id = desk.view(stay_id), desk.app.new_id()
    desk.do(
        OpenFolio, folio_id=folio_id, property_id=desk.hotel.property_id, kind="guest", stay_id=stay_id,
        reservation_id=view.reservation_id, guest_id=view.guest_id,
    )  # fmt: skip
    charge(desk, folio_id, 10_000)
    return stay_id


def keep(desk: Desk, stay: UUID, token: str = GOOD) -> None:
    """The guest left a card."""
    desk.do(
        SaveCard, card_id=desk.app.new_id(), guest_id=desk.view(stay).guest_id, token=token, brand="Visa",
        last_four="4242", customer="cus_1",
    )  # fmt: skip


def line(hands: Cashier) -> WaitingLine:
    """The one line under window 1."""
    (only,) = hands.card().waiting.lines
    return only


def press(hands: Cashier, verb: str) -> None:
    """A link of the line."""
    line(hands).links[verb].click()
    hands.settle()


def ask_by_link(hands: Cashier, *, hold: bool = False) -> None:
    """F9, Pay link, Enter."""
    panel = hands.payment()
    panel.tiles.use("link")
    if hold:
        panel.cards.mode.choose("hold")
        panel.cards.mode.chosen.emit("hold")
    hands.key(panel.amount, RETURN)


def test_without_a_provider_there_is_no_link(at_desk: AtDesk, stay: UUID) -> None:
    """The tile shows and says why not."""
    hands = at_desk()
    hands.show(stay)
    panel = hands.payment()
    panel.tiles.use("link")
    assert panel.tiles.way == "terminal"
    assert "settings" in next(way.why_not for way in panel.tiles._ways if way.key == "link")


def test_a_link_is_paid(at_desk: AtDesk, stay: UUID, provider: Provider) -> None:
    """Asked for, shown as a line with the link to copy and to scan, and gone when the guest has paid."""
    hands = at_desk()
    hands.show(stay)
    ask_by_link(hands)
    assert "being made" in line(hands).sentence.text()
    provider.work(hands)
    assert "has not paid" in line(hands).sentence.text()
    press(hands, "copy")
    assert QGuiApplication.clipboard().text() == "https://buy.stripe.com/test_plink_1"
    press(hands, "scan")
    assert isinstance(hands.page.panel, LinkPanel)
    assert not hands.page.panel.grab().isNull()
    hands.page.close_panel()
    provider.stripe.pay_by_link("plink_1")
    press(hands, "ask")
    provider.work(hands)
    assert hands.card().waiting.lines == []
    assert hands.folio(stay).balance_minor == 0
    assert hands.rows()[-1].text == "Card Visa 4242"


def test_a_link_is_paid_while_the_folio_shows(
    at_desk: AtDesk, stay: UUID, provider: Provider, qtbot: QtBot
) -> None:
    """What a job writes comes into the open window by itself, and the row that was marked stays marked."""
    hands = at_desk()
    hands.show(stay)
    ask_by_link(hands)
    hands.page.close_panel()
    provider.work(hands)
    hands.go(0)
    provider.stripe.pay_by_link("plink_1")
    following = bootstrap.follow(provider.desk.app, hands.window.hub.feed)
    following.start()
    try:
        press(hands, "ask")
        provider.jobs.dispatch()
        qtbot.waitUntil(lambda: not hands.card().waiting.lines, timeout=5_000)
    finally:
        following.stop()
    assert hands.rows()[-1].text == "Card Visa 4242"
    assert hands.card().table.currentIndex().row() == 0


def test_a_link_is_closed(at_desk: AtDesk, stay: UUID, provider: Provider) -> None:
    """Close link: nobody can pay by it, and the line is gone."""
    hands = at_desk()
    hands.show(stay)
    ask_by_link(hands)
    provider.work(hands)
    press(hands, "let_go")
    provider.work(hands)
    assert hands.card().waiting.lines == []
    assert not provider.stripe.links["plink_1"]["active"]


def test_a_hold_is_taken_in_part(at_desk: AtDesk, desk: Desk, stay: UUID, provider: Provider) -> None:
    """Held on a kept card by F9; taken from its line, the rest is let go."""
    keep(desk, stay)
    hands = at_desk()
    hands.show(stay)
    panel = hands.payment()
    panel.cards.source.setCurrentIndex(1)
    panel.cards.mode.choose("hold")
    panel.cards.mode.chosen.emit("hold")
    panel.amount.setText("150")
    panel.amount.textEdited.emit("150")
    assert "Hold" in panel.go.text()
    hands.key(panel.amount, RETURN)
    provider.work(hands)
    assert "held on Visa 4242" in line(hands).accessibleName()
    assert hands.folio(stay).balance_minor == 10_000
    press(hands, "capture")
    capture = hands.page.panel
    assert isinstance(capture, CapturePanel)
    assert capture.amount.minor == 10_000
    hands.key(capture.amount, RETURN)
    provider.work(hands)
    assert (hands.folio(stay).balance_minor, provider.stripe.taken()) == (0, 10_000)


def test_a_hold_from_the_payment(at_desk: AtDesk, desk: Desk, stay: UUID, provider: Provider) -> None:
    """What is held is among the cards of F9; more than that cannot be taken."""
    keep(desk, stay)
    hands = at_desk()
    hands.show(stay)
    ask_by_link(hands, hold=True)
    provider.work(hands)
    provider.stripe.pay_by_link("plink_1")
    press(hands, "ask")
    provider.work(hands)
    panel = hands.payment()
    panel.cards.source.setCurrentIndex(1)
    panel.amount.setText("100.01")
    panel.amount.textEdited.emit("100.01")
    assert not panel.go.isEnabled()
    assert "is held on this card" in panel.cards.note.text()
    panel.amount.setText("40")
    panel.amount.textEdited.emit("40")
    hands.key(panel.amount, RETURN)
    provider.work(hands)
    assert hands.folio(stay).balance_minor == 6_000


def test_a_card_that_is_declined(at_desk: AtDesk, desk: Desk, stay: UUID, provider: Provider) -> None:
    """The bank's sentence stands as a line until money comes; nothing is owed less."""
    keep(desk, stay, DECLINED)
    hands = at_desk()
    hands.show(stay)
    panel = hands.payment()
    panel.cards.source.setCurrentIndex(1)
    hands.key(panel.amount, RETURN)
    provider.work(hands)
    assert line(hands).sentence.text() == "Your card was declined. Take another way to pay."
    assert line(hands).links == {}
    panel = hands.payment()
    panel.tiles.use("bank_transfer")
    hands.key(panel.amount, RETURN)
    assert hands.card().waiting.lines == []
    assert hands.folio(stay).balance_minor == 0


def test_stripe_is_down(at_desk: AtDesk, desk: Desk, stay: UUID, provider: Provider) -> None:
    """The line says so and tries again; the money is taken once."""
    keep(desk, stay)
    provider.stripe.down = True
    hands = at_desk()
    hands.show(stay)
    panel = hands.payment()
    panel.cards.source.setCurrentIndex(1)
    hands.key(panel.amount, RETURN)
    provider.work(hands)
    assert "cannot be reached" in line(hands).sentence.text()
    provider.stripe.down = False
    press(hands, "ask")
    provider.work(hands)
    assert (hands.folio(stay).balance_minor, provider.stripe.taken()) == (0, 10_000)


def test_a_channels_card(at_desk: AtDesk, desk: Desk, stay: UUID, provider: Provider) -> None:
    """Noted under Cards; not before its day, not above its limit, then charged there."""
    view = desk.view(stay)
    own = {"reservation_id": view.reservation_id, "currency": "EUR", "provider": "stripe"}
    desk.do(
        RecordVirtualCard, card_id=desk.app.new_id(), limit_minor=9_000, valid_from=desk.day(1),
        channel="booking", provider_ref=GOOD, **own,
    )  # fmt: skip
    hands = at_desk()
    hands.show(stay)
    hands.page.opening.taking.cards()
    hands.settle()
    cards = hands.page.panel
    assert isinstance(cards, CardsPanel)
    cards.channel.setText("Expedia")
    cards.last_four.setText("1234")
    cards.limit.setText("80")
    cards.token.setText(GOOD)
    hands.key(cards.channel, RETURN)
    panel = hands.payment()
    titles = [panel.cards.source.itemText(n) for n in range(panel.cards.source.count())]
    assert len(titles) == 3
    early = next(n for n, title in enumerate(titles) if title.startswith("Booking"))
    late = next(n for n, title in enumerate(titles) if title.startswith("Expedia"))
    panel.cards.source.setCurrentIndex(early)
    assert "can be charged from" in panel.cards.note.text()
    assert not panel.go.isEnabled()
    panel.cards.source.setCurrentIndex(late)
    assert "80.00" in panel.cards.note.text()
    panel.amount.setText("80")
    panel.amount.textEdited.emit("80")
    hands.key(panel.amount, RETURN)
    provider.work(hands)
    assert hands.folio(stay).balance_minor == 2_000


def test_a_refund_by_the_provider(at_desk: AtDesk, desk: Desk, stay: UUID, provider: Provider) -> None:
    """Given back to the card; a line says that it is on its way until Stripe says it is done."""
    keep(desk, stay)
    hands = at_desk()
    hands.show(stay)
    panel = hands.payment()
    panel.cards.source.setCurrentIndex(1)
    hands.key(panel.amount, RETURN)
    provider.work(hands)
    hands.go(1)
    hands.page.run_verb("reverse")
    refund = hands.page.panel
    assert isinstance(refund, RefundPanel)
    refund.amount.setText("30")
    refund.reason.setText("Noise")
    hands.key(refund.reason, RETURN)
    assert "on its way back" in line(hands).accessibleName()
    provider.work(hands)
    assert hands.card().waiting.lines == []
    assert (hands.folio(stay).balance_minor, provider.stripe.taken()) == (3_000, 7_000)


def test_a_card_is_forgotten(at_desk: AtDesk, desk: Desk, stay: UUID, provider: Provider) -> None:
    """Under Cards, and F9 does not offer it any more."""
    assert not provider.stripe.requests
    keep(desk, stay)
    hands = at_desk()
    hands.show(stay)
    hands.page.opening.taking.cards()
    panel = hands.page.panel
    assert isinstance(panel, CardsPanel)
    panel._forget(desk.app.ask(SavedCards(guest_id=desk.view(stay).guest_id))[0].card_id)
    hands.settle()
    again = hands.payment()
    assert isinstance(again, PaymentPanel)
    assert again.cards.source_field.isHidden()
    assert desk.app.ask(Payments(folio_id=hands.folio(stay).folio_id)) == ()
