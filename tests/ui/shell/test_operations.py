"""Commands, questions and long work from the GUI thread, and a clean end."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.features.property import House, HouseView
from app.features.security import AddUser, SaveSetting, Settings, Users, UserView
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.commands import Query
from app.kernel.errors import AppError
from tests.support.threads import keyrack_threads
from ui.shell.change_hub import ChangeHub
from ui.shell.operations import Operations
from ui.shell.tasks import Progress


def save(app: App, value: object) -> SaveSetting:
    return SaveSetting(id=app.new_id(), key="rack.view", value=value)


def add_user(app: App, login: str) -> AddUser:
    return AddUser(id=app.new_id(), user_id=app.new_id(), login=login, name="Marta", role="owner")


def test_a_command_is_done_and_told(qtbot: QtBot, house: App, operations: Operations, hub: ChangeHub) -> None:
    told: list[tuple[ChangeSet, object]] = []
    hub.changed.connect(lambda changes, initiator: told.append((changes, initiator)))
    done: list[Outcome] = []
    desk = object()
    operations.run_command(save(house, "month"), done.append, initiator=desk)
    qtbot.waitUntil(lambda: bool(done))
    assert told[0][0] == done[0].changes
    assert told[0][1] is desk
    assert house.ask(Settings(user_id=house.actor.user_id)) == {"rack.view": "month"}


def test_answers_arrive_on_the_gui_thread(qtbot: QtBot, operations: Operations) -> None:
    threads: list[QThread] = []

    def answered(_house: HouseView) -> None:
        threads.append(QThread.currentThread())

    operations.ask(House(), answered)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0] is operations.thread()


def test_a_refusal_goes_to_who_asked(qtbot: QtBot, house: App, operations: Operations) -> None:
    refusals: list[AppError] = []
    operations.run_command(add_user(house, " "), on_refused=refusals.append)
    qtbot.waitUntil(lambda: bool(refusals))
    assert refusals[0].field == "login"
    assert refusals[0].sentence


def test_a_refusal_that_nobody_takes_is_shown(qtbot: QtBot, house: App, operations: Operations) -> None:
    with qtbot.waitSignal(operations.refused) as caught:
        operations.run_command(add_user(house, " "))
    assert isinstance(caught.args[0], AppError)


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown(Query[None]):
    """A question that nobody answers."""


def test_what_is_no_refusal_is_a_crash(qtbot: QtBot, operations: Operations) -> None:
    with qtbot.waitSignal(operations.crashed) as caught:
        operations.ask(Unknown(), lambda _nothing: None)
    assert isinstance(caught.args[0], Exception)


def test_only_the_latest_of_a_name_answers(qtbot: QtBot, operations: Operations) -> None:
    answers: list[int] = []

    def taker(turn: int) -> Callable[[HouseView], None]:
        return lambda _house: answers.append(turn)

    for turn in range(8):
        operations.ask(House(), taker(turn), latest="typing")
    qtbot.waitUntil(lambda: operations.idle)
    assert answers == [7]


class Listener(QObject):
    """A Qt object with a method that takes an answer."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        self._heard = heard

    def take(self, _users: tuple[UserView, ...]) -> None:
        self._heard.append("heard")


def test_an_answer_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, operations: Operations) -> None:
    from shiboken6 import delete  # noqa: PLC0415 - what Qt does to the child of a closed dialog

    heard: list[str] = []
    listener = Listener(heard)
    operations.ask(Users(), listener.take)
    delete(listener)
    qtbot.waitUntil(lambda: operations.idle)
    assert heard == []


def test_writes_keep_their_order(qtbot: QtBot, house: App, operations: Operations) -> None:
    done: list[int] = []

    def taker(turn: int) -> Callable[[Outcome], None]:
        return lambda _outcome: done.append(turn)

    for turn in range(12):
        operations.run_command(save(house, turn), taker(turn))
    qtbot.waitUntil(lambda: len(done) == 12)
    assert done == list(range(12))
    assert house.ask(Settings(user_id=house.actor.user_id)) == {"rack.view": 11}


def test_saving_is_told_once_for_a_burst(qtbot: QtBot, house: App, operations: Operations) -> None:
    told: list[bool] = []
    operations.saving.connect(told.append)
    for turn in range(5):
        operations.run_command(save(house, turn))
    qtbot.waitUntil(lambda: operations.idle)
    assert told == [True, False]


def test_the_same_command_twice_is_told_once(
    qtbot: QtBot, house: App, operations: Operations, hub: ChangeHub
) -> None:
    told: list[object] = []
    hub.changed.connect(lambda changes, _initiator: told.append(changes))
    command = save(house, "x")
    operations.run_command(command)
    operations.run_command(command)
    qtbot.waitUntil(lambda: operations.idle)
    assert len(told) == 1


def test_long_work_tells_its_progress(qtbot: QtBot, operations: Operations) -> None:
    def count(_app: App, progress: Progress) -> int:
        for step in range(5):
            progress(step, 5, f"step {step}")
        return 42

    results: list[int] = []
    steps: list[tuple[int, int, str]] = []
    task = operations.run_task(count, results.append, title="Counting")
    task.moved.connect(lambda done, total, note: steps.append((done, total, note)))
    qtbot.waitUntil(lambda: bool(results))
    assert results == [42]
    assert not task.running
    assert steps[-1] == (4, 5, "step 4")


def test_long_work_can_be_stopped(qtbot: QtBot, operations: Operations) -> None:
    begun = threading.Event()

    def endless(_app: App, progress: Progress) -> None:
        while True:
            begun.set()
            progress(1, 0)

    stopped: list[str] = []
    task = operations.run_task(endless, on_cancelled=lambda: stopped.append("stopped"))
    qtbot.waitUntil(begun.is_set)
    task.cancel()
    qtbot.waitUntil(lambda: bool(stopped))
    assert not task.running


def test_closing_ends_all_threads(
    qtbot: QtBot, others: set[threading.Thread], house: App, hub: ChangeHub
) -> None:
    made = Operations(house, hub)

    def endless(_app: App, progress: Progress) -> None:
        while True:
            progress(0, 0)

    task = made.run_task(endless)
    qtbot.waitUntil(lambda: task.started)
    made.run_command(save(house, "last"))
    made.ask(House(), lambda _house: None)
    made.close()
    assert keyrack_threads() - others == set()
    assert house.ask(Settings(user_id=house.actor.user_id)) == {"rack.view": "last"}


def test_a_closed_window_takes_no_more(house: App, hub: ChangeHub) -> None:
    made = Operations(house, hub)
    made.close()
    made.run_command(save(house, "late"))
    made.ask(House(), lambda _house: pytest.fail("answered after the end"))
    assert house.ask(Settings(user_id=house.actor.user_id)) == {}


def test_other_desks_are_heard_from_any_thread(qtbot: QtBot, hub: ChangeHub) -> None:
    heard: list[tuple[int, object, QThread]] = []
    hub.changed.connect(lambda c, who: heard.append((c.revision, who, QThread.currentThread())))
    changes = ChangeSet(9, {"stay": frozenset({UUID(int=1)})})
    thread = threading.Thread(target=hub.feed, args=(changes,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(9, None, hub.thread())]
    assert hub.latest == 9
