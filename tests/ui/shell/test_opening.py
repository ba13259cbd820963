"""A house opens beside Qt: its first answers, its lock, and what is not told before somebody signs in."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import location_of, open_app
from app.features.property import House, HouseView
from app.features.rack import FIRST_LOOK
from app.features.security import AddUser
from app.infra.locking import SecondWindow
from ui.application.opening import open_named
from ui.shell.change_hub import ChangeHub
from ui.shell.operations import Operations


def test_the_first_page_is_answered_while_qt_loads(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    del qapp
    opening = open_named(tmp_path, "")
    opened = opening.result()
    assert set(opened.answers) == {House(), FIRST_LOOK}
    operations = Operations(opened.app, ChangeHub(), early=opened.answers)
    houses: list[HouseView] = []
    operations.ask(House(), houses.append)
    operations.ask(House(), houses.append)
    qtbot.waitUntil(lambda: len(houses) == 2)
    assert houses[0] is houses[1], "both were answered by the question that was asked early"
    operations.forget_early()
    operations.ask(House(), houses.append)
    qtbot.waitUntil(lambda: len(houses) == 3)
    assert houses[2] is not houses[0]
    operations.close()
    opening.close()


def test_nothing_is_asked_before_somebody_signs_in(tmp_path: Path) -> None:
    app = open_app(location_of(tmp_path))
    app.execute(
        AddUser(
            id=app.new_id(), user_id=app.new_id(), login="marta", name="Marta", role="owner",
            password_hash="$argon2id$somebody",
        )
    )  # fmt: skip
    app.close()
    opening = open_named(tmp_path, "")
    opened = opening.result()
    assert [user.login for user in opened.locked] == ["marta"]
    assert opened.answers == {}
    opening.close()


def test_a_second_window_is_refused_until_the_first_has_closed(tmp_path: Path) -> None:
    first = open_named(tmp_path, "")
    first.result()
    second = open_named(tmp_path, "")
    with pytest.raises(SecondWindow):
        second.result()
    second.close()
    first.close()
    third = open_named(tmp_path, "")
    assert third.result().locked == ()
    third.close()


def test_what_is_not_urgent_begins_later_and_is_awaited_all_the_same(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    del qapp
    opening = open_named(tmp_path, "")
    operations = Operations(opening.result().app, ChangeHub())
    houses: list[HouseView] = []
    operations.ask(House(), houses.append, after_ms=20)
    assert not operations.idle
    qtbot.waitUntil(lambda: operations.idle)
    assert len(houses) == 1
    operations.close()
    opening.close()
