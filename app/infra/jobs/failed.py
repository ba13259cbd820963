"""Failed jobs are shown, and sent again by a person: a question and a command."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.infra.bus import Answering, Handling
from app.infra.jobs.port import JobState
from app.infra.tables import OutboxRow
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Query
from app.kernel.errors import NotFound
from app.kernel.text import tr

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class FailedJob:
    """An effect that did not come about, and why."""

    id: UUID
    kind: str
    attempts: int
    error: str
    since: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class FailedJobs(Query[tuple[FailedJob, ...]]):
    """Jobs whose attempts are used up, newest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RetryJob(Command):
    """Try a failed job again, with fresh attempts."""

    verb: ClassVar[str] = "jobs.retry"

    job_id: UUID


def failed_jobs(query: FailedJobs, *, session: Session) -> tuple[FailedJob, ...]:  # noqa: ARG001
    """The failed rows of the outbox."""
    rows = session.scalars(
        select(OutboxRow)
        .where(OutboxRow.state == JobState.FAILED)
        .order_by(OutboxRow.revision.desc())
        .limit(MOST_SHOWN)
    )
    return tuple(FailedJob(row.id, row.kind, row.attempts, row.error, row.created_at) for row in rows)


def try_again(uow: UnitOfWork, kind: str, about: Mapping[str, object]) -> bool:
    """Put failed jobs of a kind whose arguments say this back among the pending; whether there were any."""
    found = [
        row
        for row in uow.session.scalars(
            select(OutboxRow).where(OutboxRow.state == JobState.FAILED, OutboxRow.kind == kind)
        )
        if all(row.args.get(name) == value for name, value in about.items())
    ]
    for row in found:
        row.state = JobState.PENDING
    uow.flush()
    return bool(found)


def retry_job(command: RetryJob, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:  # noqa: ARG001
    """Put the row back among the pending ones."""
    row = uow.find(OutboxRow, command.job_id)
    if row is None or row.state != JobState.FAILED:
        raise NotFound(tr("This job is not waiting to be tried again."))
    row.state = JobState.PENDING
    uow.flush()
    return {"job_id": str(row.id)}


HANDLERS = (Handling(RetryJob, retry_job),)
ANSWERS = (Answering(FailedJobs, failed_jobs),)
