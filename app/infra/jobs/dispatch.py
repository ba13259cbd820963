"""Hands pending effects from the outbox to the runner, on the one host that is elected for it."""

import logging
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from uuid import UUID

from app.infra.bus import Bus
from app.infra.database import Database
from app.infra.failures import StorageFailed, told_plainly
from app.infra.jobs.outbox import Outbox, Waiting
from app.infra.jobs.port import (
    DISPATCH_SECONDS,
    FIRST_PAUSE_SECONDS,
    MAX_ATTEMPTS,
    MAX_RUNS,
    Job,
    JobContext,
    JobHandling,
    JobRunner,
    Pause,
    RunState,
    Step,
    Watching,
)
from app.infra.locking import Hold
from app.kernel.actor import ALL, Actor
from app.kernel.clock import Clock, derived_id
from app.kernel.errors import AppError
from app.kernel.text import tr

log = logging.getLogger("keyrack.jobs")


class Jobs:
    """Durable jobs of a house: started once, dispatches by itself, ends with `stop`.

    With a `hold` only the host that holds it runs jobs; the others just write the outbox.
    """

    def __init__(
        self, bus: Bus, database: Database, clock: Clock, directory: Path, tenants: Sequence[UUID],
        handlings: Sequence[JobHandling], runner: JobRunner, hold: Hold | None = None,
        watchings: Sequence[Watching] = (),
    ) -> None:  # fmt: skip
        self._bus, self._clock, self._directory = bus, clock, directory
        self._outboxes = {tenant: Outbox(database, tenant) for tenant in tenants}
        self._handlers = {h.kind: h.handler for h in handlings}
        self._runner, self._hold = runner, hold
        self._watchings = dict.fromkeys(watchings, 0.0)
        self._running = False
        self._under_way: set[UUID] = set()
        self._ending = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Dispatch now and then from a thread of its own."""
        self._thread = Thread(target=self._go_on, name="keyrack-jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and the runner; what is under way goes on at the next start."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()
        self._put_down()
        if self._hold is not None:
            self._hold.release()

    def dispatch(self) -> int:
        """Hand over what is pending, if this host is elected; gives how many runs were handed over."""
        if not self._elected():
            return 0
        if not self._running:
            self._runner.start(self.carry_out)
            self._running = True
        count = 0
        for tenant_id, outbox in self._outboxes.items():
            for waiting in outbox.waiting(tuple(self._handlers), self._under_way):
                self._hand_over(tenant_id, outbox, waiting)
                count += 1
        return count

    def watch(self) -> None:
        """Look after what is due to be looked after, if this host is elected."""
        if not self._elected():
            return
        for watching, due in self._watchings.items():
            if monotonic() < due:
                continue
            self._watchings[watching] = monotonic() + watching.seconds
            for tenant_id in self._outboxes:
                try:
                    watching.look(self._context(tenant_id))
                except AppError as error:
                    log.warning("%s: %s", watching.name, error.sentence)

    def carry_out(self, tenant_id: UUID, job_id: UUID, step: Step, pause: Pause) -> None:
        """One run: attempts with growing pauses, until the effect is there or its attempts are used up."""
        outbox = self._outboxes[tenant_id]
        for attempt in range(1, MAX_ATTEMPTS + 1):
            if step(f"attempt {attempt}", lambda: outbox.attempt(job_id, self._effect)):
                break
            pause(FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
        self._under_way.discard(job_id)

    def _effect(self, job: Job) -> None:
        self._handlers[job.kind](job, self._context(job.tenant_id))

    def _context(self, tenant_id: UUID) -> JobContext:
        user = derived_id("jobs", tenant_id)
        actor = Actor(tenant_id, user, "Keyrack", "worker", frozenset({ALL}))
        return JobContext(self._bus, actor, self._directory, self._clock)

    def _hand_over(self, tenant_id: UUID, outbox: Outbox, waiting: Waiting) -> None:
        # A job that failed and was sent again by a person counts its rounds in its attempts.
        round_ = waiting.attempts // MAX_ATTEMPTS
        self._under_way.add(waiting.id)
        for run in range(MAX_RUNS):
            name = str(waiting.id) if not (round_ or run) else f"{waiting.id}-{round_}-{run}"
            state = self._runner.hand_over(name, tenant_id, waiting.id)
            if state is RunState.UNDER_WAY:
                return
        self._under_way.discard(waiting.id)
        outbox.give_up(waiting.id, tr("The job was started {n} times and never came to an end.", n=MAX_RUNS))

    def _elected(self) -> bool:
        if self._hold is None or self._hold.take():
            return True
        self._put_down()
        return False

    def _put_down(self) -> None:
        if self._running:
            self._runner.stop()
            self._running = False
            self._under_way.clear()

    def _go_on(self) -> None:
        while not self._ending.is_set():
            try:
                with told_plainly():
                    self.watch()
                    self.dispatch()
            except (StorageFailed, OSError) as error:
                log.warning("jobs wait: %s", error)
            self._ending.wait(DISPATCH_SECONDS)
