"""Every refusal of the desk names its rule and leads on, by commands that succeed or verbs of the window."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.features import folios, front_desk, reservations
from app.kernel.errors import AppError, NotFound
from tests.support.refusals import STORIES
from ui.application.desk import make_window
from ui.shell import refusal_rules
from ui.shell.main_window import MainWindow
from ui.shell.refusing import popover_of

# Named by their field, where the sentence stands: to type something else is the step.
AT_THE_FIELD = frozenset({"invalid_input"})


def refusals() -> list[type[AppError]]:
    """All refusals of bookings, folios and the desk."""
    for face in (reservations, folios, front_desk):
        for module in walk_packages(face.__path__, f"{face.__name__}."):
            import_module(module.name)
    found = set(_below(AppError))
    faces = (reservations.__name__, folios.__name__, front_desk.__name__)
    return sorted((c for c in found if c.__module__.startswith(faces)), key=lambda c: c.code)


def _below(kind: type[AppError]) -> Iterator[type[AppError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


@pytest.fixture
def window(qtbot: QtBot, house: App) -> Iterator[MainWindow]:
    """The whole window."""
    made = make_window(house)
    made.show()
    made.open_page("arrivals")
    qtbot.waitUntil(lambda: made.operations.idle)
    yield made
    made.close()
    made.deleteLater()


def test_every_refusal_names_its_rule_and_leads_on(window: MainWindow) -> None:
    """A new class gets a line of `GROUNDS`; each verb there is one of the window, each setting too."""
    kinds = refusals()
    assert len(kinds) > 50
    for kind in kinds:
        if kind.code in AT_THE_FIELD:
            continue
        assert refusal_rules.rule_of(kind), kind.__name__
        ground = refusal_rules.GROUNDS[kind.code]
        assert ground.steps, kind.__name__
        for verb in (*ground.steps, *([ground.setting] if ground.setting else [])):
            assert verb in window.actions_, (kind.__name__, verb)
    known = {kind.code for kind in _below(AppError)}
    assert set(refusal_rules.GROUNDS) <= known


def test_every_choice_says_what_it_does() -> None:
    """The button of a choice is named by its verb; those of the desk each have a word of their own."""
    source = {story.__name__ for story in STORIES}
    assert len(source) == len(STORIES)
    for verb in ("reservations.move_stay", "front_desk.check_in", "property.set_room_state"):
        assert refusal_rules.does(verb) != refusal_rules.does("nobody.knows")


def test_a_verb_leads_on_from_the_popover(qtbot: QtBot, window: MainWindow) -> None:
    """Without a command that would succeed, the popover goes where it can be done; F1 shows the rule."""
    error = folios.NoDrawer("No drawer is open here.")
    popover = popover_of(window.services, error, window)
    assert popover is not None
    qtbot.addWidget(popover)
    popover.open_at(window.mapToGlobal(window.rect().center()))
    assert [way.title for way in popover.ways][:1] == ["Go to Cashier"]
    assert popover.rule == "Cash needs an open drawer"
    QTest.keyClick(popover, Qt.Key.Key_Return)
    assert window.page_id == "cashier"
    refused = folios.UnknownCurrency("There is no rate for THB.")
    other = popover_of(window.services, refused, window)
    assert other is not None
    other.open_at(window.mapToGlobal(window.rect().center()))
    QTest.keyClick(other, Qt.Key.Key_F1)
    assert window.page_id == "money_settings"
    qtbot.waitUntil(lambda: window.operations.idle)
    assert popover_of(window.services, NotFound("It is gone."), window) is None
