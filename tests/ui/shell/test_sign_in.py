"""Signing in: the right password opens the house for its user, a wrong one says so."""

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.bootstrap import App, WrongPassword, sign_in
from app.features.security import AddUser, Users, UserView
from ui.shell.sign_in import SignInDialog


@pytest.fixture
def marta(house: App) -> UserView:
    """A receptionist with a password."""
    house.execute(
        AddUser(
            id=house.new_id(), user_id=house.new_id(), login="marta", name="Marta Sousa", role="reception",
            password_hash=PasswordHasher().hash("correct horse"),
        )
    )  # fmt: skip
    return next(user for user in house.ask(Users()) if user.login == "marta")


def test_a_wrong_password_says_so_and_keeps_the_dialog(qtbot: QtBot, house: App, marta: UserView) -> None:
    dialog = SignInDialog(house, [marta])
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.password, "wrong")
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    assert "Marta Sousa" in dialog.field.sentence
    assert dialog.isVisible()
    assert dialog.app.actor.name == "Owner"


def test_the_right_password_signs_in_with_its_role(qtbot: QtBot, house: App, marta: UserView) -> None:
    dialog = SignInDialog(house, [marta])
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.password, "correct horse")
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.app.actor.name == "Marta Sousa"
    assert not dialog.app.actor.may("security.add_user")


def test_a_user_without_a_password_cannot_sign_in(house: App) -> None:
    owner = house.ask(Users())[0]
    with pytest.raises(WrongPassword):
        sign_in(house, owner, "")
