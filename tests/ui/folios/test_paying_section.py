"""The settings of cards and deposits: the key goes to the keyring and nowhere else; terms are commands."""

import json

import pytest
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.features.folios import DepositPart, PaymentTermsOf, PaymentTermsView
from app.infra.secrets import MemoryVault
from tests.support.desk import Desk
from tests.ui.folios.conftest import AtDesk, Cashier
from ui.features.folios.paying_section import PayingSection

KEY = "sk_test_" + "x7" * 12


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> MemoryVault:
    """A keyring for the test."""
    made = MemoryVault()
    monkeypatch.setattr(bootstrap, "VAULT", made)
    return made


def section(hands: Cashier, qtbot: QtBot) -> PayingSection:
    """The section, with what the house says."""
    made = PayingSection(hands.page.services)
    qtbot.addWidget(made)
    hands.settle()
    return made


def terms(desk: Desk) -> PaymentTermsView:
    """How the house takes money."""
    return desk.app.ask(PaymentTermsOf(property_id=desk.hotel.property_id))


def test_the_key_is_kept_in_the_keyring_only(
    at_desk: AtDesk, desk: Desk, vault: MemoryVault, qtbot: QtBot
) -> None:
    """Written to the keyring; the house knows that there is a provider, no row and no journal has the key."""
    hands = at_desk()
    made = section(hands, qtbot)
    assert "no key" in made.state.text()
    made.key.setText("pk_test_wrong_kind_of_key")
    made.keep()
    assert vault.get(f"stripe@{desk.hotel.property_id}") is None
    assert terms(desk).provider == ""
    made.key.setText(KEY)
    made.keep()
    hands.settle()
    assert made.key.text() == ""
    assert vault.get(f"stripe@{desk.hotel.property_id}") == KEY
    assert "test key" in made.state.text()
    assert terms(desk).provider == "stripe"
    assert KEY not in json.dumps(desk.rows(), default=str)
    made.disconnect_provider()
    hands.settle()
    assert terms(desk).provider == ""


@pytest.mark.usefixtures("vault")
def test_deposits(at_desk: AtDesk, desk: Desk, qtbot: QtBot) -> None:
    """When they are applied, and what is asked for as usual."""
    hands = at_desk()
    made = section(hands, qtbot)
    assert made.moment.choice == "check_in"
    made.apply("check_out")
    made.share.setText("thirty")
    made.save_usual()
    made.share.setText("30")
    made.days.setText("14")
    made.save_usual()
    hands.settle()
    assert terms(desk) == PaymentTermsView("", "check_out", (DepositPart(bp=3_000, before_arrival=14),))
    assert (made.share.text(), made.days.text()) == ("30", "14")
