"""The port to durable jobs: what a handler gets, what a runner has to do, how often a job is tried."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

from app.infra.bus import Bus
from app.kernel.actor import Actor
from app.kernel.changes import Outcome
from app.kernel.clock import Clock
from app.kernel.commands import Command, Query

A = TypeVar("A")

# A job is tried so often before it is shown as failed; the pauses double from the first one.
MAX_ATTEMPTS = 5
FIRST_PAUSE_SECONDS = 2.0
# A job whose run broke for a reason outside of it (the runner's own file was lost) starts anew so often.
MAX_RUNS = 3
# The outbox is looked at so often, and so many jobs are handed over at once.
DISPATCH_SECONDS = 1.0
DISPATCH_BATCH = 200
ERROR_LENGTH = 500


class JobState(StrEnum):
    """Where an effect in the outbox stands."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """One effect to bring about. `id` comes from command and subscriber: name what you make after it."""

    id: UUID
    tenant_id: UUID
    kind: str
    args: Any
    attempt: int


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a job may use: the house as the program's own user, a directory for files, the clock."""

    bus: Bus
    actor: Actor
    directory: Path
    clock: Clock

    def ask(self, query: Query[A]) -> A:
        """Answer a question."""
        return self.bus.ask(query, self.actor)

    def execute(self, command: Command) -> Outcome:
        """Carry out a command; derive its id from the job's."""
        return self.bus.execute(command, self.actor)


JobHandler = Callable[[Job, JobContext], None]


@dataclass(frozen=True, slots=True)
class JobHandling:
    """A kind of job and the function that brings it about. It may run twice and must then make one effect."""

    kind: str
    handler: JobHandler


@dataclass(frozen=True, slots=True)
class Watching:
    """What the elected host looks after now and then, so often, as long as the program runs.

    It is short: it asks the house what is due and writes commands; their effects are jobs.
    """

    name: str
    seconds: float
    look: Callable[[JobContext], None]


class RunState(StrEnum):
    """What a runner knows of a run."""

    UNDER_WAY = "under way"
    ENDED = "ended"
    BROKEN = "broken"


Step = Callable[[str, Callable[[], bool]], bool]
Pause = Callable[[float], None]
Work = Callable[[UUID, UUID, Step, Pause], None]


class JobRunner(Protocol):
    """Runs work so that it ends even if the process is killed in the middle."""

    def start(self, work: Work) -> None:
        """Begin to run what was handed over, now and before a kill."""
        ...

    def hand_over(self, run: str, tenant_id: UUID, job_id: UUID) -> RunState:
        """Take a run; the same name again is the same run."""
        ...

    def stop(self) -> None:
        """Finish or put down what is under way, and end."""
        ...
