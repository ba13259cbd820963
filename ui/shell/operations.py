"""How screens reach the hotel without ever blocking: one writer, a few readers, answers on the GUI thread.

A refusal (`AppError`) goes to the caller's `on_refused`; anything else is a crash and goes to `crashed`.
Callbacks that are methods of a widget which is gone by then are dropped silently.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.bootstrap import App
from app.kernel.changes import Outcome
from app.kernel.commands import Command, Query
from app.kernel.errors import AppError, Choice, NotPermitted
from app.kernel.text import tr
from ui.shell.change_hub import ChangeHub
from ui.shell.tasks import Cancelled, Task, Work

A = TypeVar("A")
R = TypeVar("R")

READERS = 3

OnRefused = Callable[[AppError], None]
# Given what was refused and who goes on: with the house for somebody who may, or with None.
AskSuperior = Callable[[Command, Callable[[App | None], None]], None]


class Operations(QObject):
    """The window's one way to execute commands, ask questions and run long work."""

    saving = Signal(bool)
    """True while a write is under way, False when all changes are saved."""
    refused = Signal(object)
    """An AppError that nobody took (no `on_refused` was given); the window shows it as a toast."""
    crashed = Signal(object)
    """An exception that is no refusal; the window shows the crash dialog."""
    _landed = Signal(object)

    def __init__(
        self,
        app: App,
        hub: ChangeHub,
        parent: QObject | None = None,
        early: Mapping[Query[Any], Future[Any]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._early = early or {}
        self._hub = hub
        self._writer = ThreadPoolExecutor(1, "keyrack-writer")
        self._readers = ThreadPoolExecutor(READERS, "keyrack-reader")
        self._tasks: set[Task] = set()
        self._latest: dict[str, int] = {}
        self._writes = 0
        self._pending = 0
        self._closed = False
        self._withheld: set[UUID] = set()
        self.ask_superior: AskSuperior | None = None
        """Who asks for the PIN of somebody who may do what the user may not; the window sets it."""
        self._landed.connect(self._run_here, Qt.ConnectionType.QueuedConnection)

    @property
    def app(self) -> App:
        """The hotel itself, for `new_id`, `clock` and `actor`. Do not execute or ask through it here."""
        return self._app

    @property
    def idle(self) -> bool:
        """Whether no answer is awaited."""
        return self._pending == 0

    def forget_early(self) -> None:
        """The first page has asked: from now on every question is asked anew."""
        self._early = {}

    def run_command(
        self,
        command: Command,
        on_done: Callable[[Outcome], None] | None = None,
        on_refused: OnRefused | None = None,
        *,
        initiator: object | None = None,
    ) -> None:
        """Execute a command on the writer thread; the hub tells of its changes just before `on_done`.

        What the user's role does not allow is refused with one choice: the same command again. Whoever
        takes it is asked for the PIN of somebody who may, and it runs as that user.
        """
        if command.id in self._withheld and self.ask_superior is not None:
            self._withheld.discard(command.id)
            self.ask_superior(command, partial(self._go_on, command, on_done, on_refused, initiator))
        else:
            self.write(partial(self._execute, command), on_done, on_refused, initiator=initiator)

    def withhold(self, command: Command) -> None:
        """This command needs somebody who may do it; when it comes, a PIN is asked for."""
        self._withheld.add(command.id)

    def use(self, app: App) -> None:
        """From now on another user works here; what is under way ends as the former one."""
        self._app = app

    def write(
        self,
        work: Callable[[App], Outcome],
        on_done: Callable[[Outcome], None] | None = None,
        on_refused: OnRefused | None = None,
        *,
        initiator: object | None = None,
    ) -> None:
        """Like `run_command`, for a write that is more than one command object (undo)."""
        if self._closed:
            return
        self._count_writes(+1)

        def landed(outcome: Outcome) -> None:
            self._count_writes(-1)
            if not outcome.repeated:
                self._hub.publish(outcome.changes, initiator)
            if on_done is not None and _alive(on_done):
                on_done(outcome)

        def failed(error: BaseException) -> None:
            self._count_writes(-1)
            self._fail(error, on_refused)

        app = self._app
        self._submit(self._writer, lambda: work(app), landed, failed)

    def ask(
        self,
        query: Query[A],
        on_answer: Callable[[A], None],
        on_refused: OnRefused | None = None,
        *,
        latest: str = "",
        after_ms: int = 0,
    ) -> None:
        """Ask on a reader thread. Of questions that share a `latest` name only the last one answers.

        What is not urgent may begin `after_ms`, so that the window paints and takes keys meanwhile.
        """
        if self._closed:
            return
        turn = self._latest[latest] = self._latest.get(latest, 0) + 1

        def stale() -> bool:
            return bool(latest) and self._latest[latest] != turn

        def landed(answer: A) -> None:
            if not stale() and _alive(on_answer):
                on_answer(answer)

        def failed(error: BaseException) -> None:
            if not stale():
                self._fail(error, on_refused)

        def begin() -> None:
            self._pending -= 1
            early = self._early.get(query)
            if early is not None:
                self._await(early, landed, failed)
            elif not self._closed and not stale():
                app = self._app
                self._submit(self._readers, lambda: app.ask(query), landed, failed)

        self._pending += 1
        if after_ms:
            QTimer.singleShot(after_ms, self, begin)
        else:
            begin()

    def rehearse(
        self,
        command: Command,
        then: Query[A],
        on_answer: Callable[[A], None],
        on_refused: OnRefused | None = None,
        *,
        latest: str = "",
    ) -> None:
        """Ask as if the command had been carried out; nothing stays. Overtaken rehearsals do not run.

        It runs on the writer thread, because for its length it is a write.
        """
        if self._closed:
            return
        turn = self._latest[latest] = self._latest.get(latest, 0) + 1

        def stale() -> bool:
            return bool(latest) and self._latest[latest] != turn

        def run() -> A | None:
            return None if stale() else self._app.rehearse(command, then)

        def landed(answer: A | None) -> None:
            if answer is not None and not stale() and _alive(on_answer):
                on_answer(answer)

        def failed(error: BaseException) -> None:
            if not stale():
                self._fail(error, on_refused)

        self._submit(self._writer, run, landed, failed)

    def overtake(self, latest: str) -> None:
        """Whatever was asked under this `latest` name is not wanted any more."""
        self._latest[latest] = self._latest.get(latest, 0) + 1

    def run_task(
        self,
        work: Work[R],
        on_done: Callable[[R], None] | None = None,
        on_refused: OnRefused | None = None,
        *,
        title: str = "",
        on_cancelled: Callable[[], None] | None = None,
    ) -> Task:
        """Run long work `work(app, progress)` beside the window; show the returned `Task` in a ProgressCard.

        Long work has a thread of its own, so that reads and writes of the desk go on meanwhile.
        """
        task = Task(title, self)
        self._tasks.add(task)
        pool = ThreadPoolExecutor(1, "keyrack-task")

        def finish() -> None:
            self._tasks.discard(task)
            task.finish()

        def landed(result: R) -> None:
            finish()
            if on_done is not None and _alive(on_done):
                on_done(result)

        def failed(error: BaseException) -> None:
            finish()
            if not isinstance(error, Cancelled):
                self._fail(error, on_refused)
            elif on_cancelled is not None and _alive(on_cancelled):
                on_cancelled()

        def run() -> R:
            try:
                return work(self._app, task.progress)
            finally:
                task.ended()

        def start() -> None:
            if not self._closed:
                task.started = True
                self._submit(pool, run, landed, failed)
            pool.shutdown(wait=False)

        # A turn later, so that whoever connects to the task hears its first step too.
        QTimer.singleShot(0, self, start)
        return task

    def close(self) -> None:
        """Cancel tasks, wait for the writes under way, and end all threads. Answers come no more."""
        self._closed = True
        for task in tuple(self._tasks):
            task.cancel()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        for task in tuple(self._tasks):
            task.wait()

    def _execute(self, command: Command, app: App) -> Outcome:
        try:
            return app.execute(command)
        except NotPermitted as error:
            if self.ask_superior is None or error.choices:
                raise
            self.withhold(command)
            detail = tr("Somebody whose role allows it gives the PIN")
            error.choices = (Choice(tr("Ask a superior"), command, detail),)
            raise

    def _go_on(
        self,
        command: Command,
        on_done: Callable[[Outcome], None] | None,
        on_refused: OnRefused | None,
        initiator: object | None,
        superior: App | None,
    ) -> None:
        if superior is not None:
            self.write(lambda _app: superior.execute(command), on_done, on_refused, initiator=initiator)
        else:
            self._fail(NotPermitted(tr("Nobody who may do it gave a PIN. Nothing was changed.")), on_refused)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], R],
        landed: Callable[[R], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._await(pool.submit(work), landed, failed)

    def _await(
        self, future: Future[R], landed: Callable[[R], None], failed: Callable[[BaseException], None]
    ) -> None:
        self._pending += 1

        def settle(future: Future[R]) -> None:
            if future.cancelled() or self._closed:
                return
            error = future.exception()
            self._landed.emit(partial(failed, error) if error else partial(landed, future.result()))

        future.add_done_callback(settle)

    def _run_here(self, answer: Callable[[], None]) -> None:
        self._pending -= 1
        if not self._closed:
            answer()

    def _fail(self, error: BaseException, on_refused: OnRefused | None) -> None:
        if not isinstance(error, AppError):
            self.crashed.emit(error)
        elif on_refused is None:
            self.refused.emit(error)
        elif _alive(on_refused):
            on_refused(error)

    def _count_writes(self, step: int) -> None:
        before = self._writes
        self._writes += step
        if (before == 0) != (self._writes == 0):
            self.saving.emit(self._writes > 0)


def _alive(callback: Callable[..., None]) -> bool:
    """Whether the Qt object that a bound method belongs to still exists."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
