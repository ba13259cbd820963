"""Money before, during and after a stay, in the real window: from the deposit that is asked for to zero.

Deposit asked for and taken, applied by the check-in, the night posted from its card, a part held on a card
and captured, the rest in cash with change, a part given back and paid again: everything ends at zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.features.folios import (
    Deposits,
    OpenCashier,
    SaveCard,
    SetPaymentTerms,
    SetUpLedgers,
    TrialBalance,
    UseCityPreset,
    card_calls,
    card_watch,
)
from app.features.front_desk import CheckIn
from app.infra.cards.stripe_gateway import StripeGateway
from app.infra.database import Location
from app.infra.jobs import ImmediateRunner, Jobs
from tests.support.bills import faults
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.stripe_simulator import GOOD, KEY, Stripe, stripe_on_loopback
from tests.support.windows import windows
from tests.ui.folios.conftest import Cashier
from ui.features import folios
from ui.features.folios.nights_card import NightsCard
from ui.features.folios.panels.deposits import DepositPanel, SchedulePanel
from ui.features.folios.panels.giving import RefundPanel
from ui.features.folios.panels.holding import CapturePanel
from ui.features.folios.panels.payment import PaymentPanel
from ui.widgets.theme import Mode, theme

ROOM, CITY_TAX, DEPOSIT, HELD, BY_CARD, BACK = 9_000, 400, 3_000, 5_000, 4_000, 500
RETURN = Qt.Key.Key_Return


@dataclass
class Counter:
    """Somebody at the window, the provider, and the jobs that speak to it."""

    hands: Cashier
    stripe: Stripe
    jobs: Jobs

    def answer(self) -> None:
        """The provider answers what it was asked."""
        self.jobs.dispatch()
        self.hands.page.data.load()
        self.hands.settle()


@pytest.fixture
def desk(location: Location) -> Iterator[Desk]:
    """The small hotel in Lisbon with its books and a provider of cards; a drawer is open."""
    app = open_house(location)
    made = open_desk(app)
    hotel = {"property_id": made.hotel.property_id}
    made.do(SetUpLedgers, country="PT", **hotel)
    made.do(UseCityPreset, preset="LISBON", **hotel)
    made.do(SetPaymentTerms, provider="stripe", **hotel)
    made.do(OpenCashier, session_id=app.new_id(), float_minor=10_000, **hotel)
    yield made
    app.close()


@pytest.fixture
def counter(qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[Counter]:
    """The counter."""
    theme().dress(qapp, Mode.LIGHT)
    app = desk.app
    with stripe_on_loopback() as stripe, windows() as show:
        jobs = Jobs(
            app.bus, app.database, app.clock, tmp_path, (app.actor.tenant_id,),
            [card_calls(lambda _house: StripeGateway(KEY, stripe.address))], ImmediateRunner(),
            watchings=[card_watch()],
        )  # fmt: skip
        window = show(app, folios.register)
        window.activateWindow()
        yield Counter(Cashier(qtbot, desk, window), stripe, jobs)


def test_from_the_deposit_to_zero(desk: Desk, counter: Counter) -> None:
    """Everything ends at zero, and nothing is left at the provider but what was taken."""
    hands = counter.hands
    stay = desk.book("101", 0, 1, adults=1)
    desk.do(
        SaveCard, card_id=desk.app.new_id(), guest_id=desk.view(stay).guest_id, token=GOOD, brand="Visa",
        last_four="4242", customer="cus_1",
    )  # fmt: skip
    hands.show(stay)
    _ask_for_a_deposit(hands)
    _take_the_deposit(desk, hands, stay)
    desk.do(CheckIn, stay_id=stay)
    hands.page.data.load()
    hands.settle()
    assert hands.folio(stay).balance_minor == -DEPOSIT
    _post_the_night(hands)
    owed = ROOM + CITY_TAX - DEPOSIT
    assert hands.folio(stay).balance_minor == owed
    _hold_and_take_a_part(counter, stay)
    _pay_in_cash(hands, owed - BY_CARD, 5_000)
    assert hands.folio(stay).balance_minor == 0
    _give_back_and_take_again(counter, stay)
    _prove_the_books(desk, counter)


def _ask_for_a_deposit(hands: Cashier) -> None:
    """30.00 are due today."""
    hands.page.opening.taking.deposits()
    hands.settle()
    shown = hands.page.panel
    assert isinstance(shown, DepositPanel)
    shown.schedule_asked.emit()
    due = hands.page.panel
    assert isinstance(due, SchedulePanel)
    due.amount.setText("30")
    hands.key(due.amount, RETURN)


def _take_the_deposit(desk: Desk, hands: Cashier, stay: UUID) -> None:
    """By transfer; it is held for the booking."""
    hands.page.opening.taking.deposits()
    hands.settle()
    shown = hands.page.panel
    assert isinstance(shown, DepositPanel)
    shown.agree()
    payment = hands.page.panel
    assert isinstance(payment, PaymentPanel)
    assert payment.amount.minor == DEPOSIT
    payment.tiles.use("bank_transfer")
    hands.key(payment.amount, RETURN)
    found = desk.app.ask(Deposits(reservation_id=desk.view(stay).reservation_id))
    assert (found.held_minor, [due.settled for due in found.due]) == (DEPOSIT, [True])


def _post_the_night(hands: Cashier) -> None:
    """From the card, twice by mistake: it stands once."""
    for _ in range(2):
        hands.run("folios.post_nights")
        card = hands.window.findChildren(NightsCard)[-1]
        hands.settle()
        QTest.keyClick(card, RETURN)
        hands.settle()
    for left in hands.window.findChildren(NightsCard):
        assert left.lines == {}
        left.close()


def _hold_and_take_a_part(counter: Counter, stay: UUID) -> None:
    """50.00 are held on the card that was left, 40.00 of them taken."""
    hands = counter.hands
    panel = hands.payment()
    panel.cards.source.setCurrentIndex(1)
    panel.cards.mode.choose("hold")
    panel.cards.mode.chosen.emit("hold")
    panel.amount.setText("50")
    panel.amount.textEdited.emit("50")
    hands.key(panel.amount, RETURN)
    counter.answer()
    (line,) = hands.card().waiting.lines
    assert line.payment.authorised_minor == HELD
    line.links["capture"].click()
    capture = hands.page.panel
    assert isinstance(capture, CapturePanel)
    capture.amount.setText("40")
    capture.amount.textEdited.emit("40")
    hands.key(capture.amount, RETURN)
    counter.answer()
    assert hands.card().waiting.lines == []
    assert hands.folio(stay).balance_minor == ROOM + CITY_TAX - DEPOSIT - BY_CARD


def _pay_in_cash(hands: Cashier, minor: int, given: int) -> None:
    """The rest, out of a larger note."""
    panel = hands.payment()
    assert panel.amount.minor == minor
    panel.tiles.use("cash")
    text = str(given // 100)
    panel.given.setText(text)
    panel.given.textEdited.emit(text)
    assert f"{(given - minor) / 100:.2f}" in panel.change.text()
    hands.key(panel.given, RETURN)


def _give_back_and_take_again(counter: Counter, stay: UUID) -> None:
    """5.00 go back to the card; the guest pays them in cash after all."""
    hands = counter.hands
    hands.go(next(i for i, row in enumerate(hands.rows()) if row.paid and row.amount == "−40.00"))
    hands.page.run_verb("reverse")
    refund = hands.page.panel
    assert isinstance(refund, RefundPanel)
    refund.amount.setText("5")
    refund.reason.setText("Charged to the wrong card")
    hands.key(refund.reason, RETURN)
    counter.answer()
    assert hands.folio(stay).balance_minor == BACK
    _pay_in_cash(hands, BACK, 1_000)
    assert hands.folio(stay).balance_minor == 0


def _prove_the_books(desk: Desk, counter: Counter) -> None:
    """All ledgers at zero; each way has what came by it; nothing is held for anybody any more."""
    hotel = desk.hotel.property_id
    rows = desk.app.ask(TrialBalance(property_id=hotel, as_of=None, business_date=None))
    balances = {row.account: row.balance_minor for row in rows}
    assert sum(balances.values()) == 0
    cash = 10_000 + ROOM + CITY_TAX - DEPOSIT - BY_CARD + BACK
    assert (balances["1210"], balances.get("2310", 0), balances["1010"]) == (0, 0, cash)
    assert balances["1030"] == counter.stripe.taken() == BY_CARD - BACK
    assert balances["1020"] == DEPOSIT
    assert faults(desk) == []
    desk.ensure_sound()
