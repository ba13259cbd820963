"""Reads and marks the outbox: what is to be done, one attempt at it, what came of it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.infra.database import Database
from app.infra.jobs.port import DISPATCH_BATCH, ERROR_LENGTH, MAX_ATTEMPTS, Job, JobState
from app.infra.tables import OutboxRow
from app.infra.unit_of_work import housekeeping

T = TypeVar("T")

log = logging.getLogger("keyrack.jobs")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pending row: its id, and after how many attempts."""

    id: UUID
    attempts: int


@dataclass(frozen=True, slots=True)
class Outbox:
    """The outbox of one tenant."""

    database: Database
    tenant_id: UUID

    def waiting(self, kinds: Sequence[str], beside: set[UUID]) -> list[Waiting]:
        """Pending rows of the known kinds, oldest first, without those that are under way."""
        statement = (
            select(OutboxRow.id, OutboxRow.attempts)
            .where(OutboxRow.state == JobState.PENDING, OutboxRow.kind.in_(kinds))
            .order_by(OutboxRow.revision, OutboxRow.id)
        )
        with self.database.reader(self.tenant_id) as session:
            rows = [Waiting(id_, attempts) for id_, attempts in session.execute(statement)]
        return [row for row in rows if row.id not in beside][:DISPATCH_BATCH]

    def attempt(self, job_id: UUID, effect: Callable[[Job], None]) -> bool:
        """Bring the effect about once and mark what came of it. True when nothing is left to do."""
        job = self._pending(job_id)
        if job is None:
            return True
        try:
            effect(job)
        except Exception as error:
            log.exception("job %s %s, attempt %s", job.kind, job.id, job.attempt)
            return self._mark(job_id, error=f"{type(error).__name__}: {error}")
        return self._mark(job_id)

    def _pending(self, job_id: UUID) -> Job | None:
        with self.database.reader(self.tenant_id) as session:
            row = session.get(OutboxRow, (self.tenant_id, job_id))
            if row is None or row.state != JobState.PENDING:
                return None
            return Job(row.id, self.tenant_id, row.kind, row.args, row.attempts + 1)

    def _mark(self, job_id: UUID, error: str = "") -> bool:
        def work(session: Session) -> bool:
            row = session.get(OutboxRow, (self.tenant_id, job_id))
            if row is None or row.state != JobState.PENDING:
                return True
            row.attempts += 1
            row.error = error[:ERROR_LENGTH]
            if not error:
                row.state = JobState.DONE
            elif row.attempts % MAX_ATTEMPTS == 0:
                row.state = JobState.FAILED
            return row.state != JobState.PENDING

        return housekeeping(self.database, self.tenant_id, work)

    def give_up(self, job_id: UUID, error: str) -> None:
        """Show a job as failed that no runner brings to its end."""

        def work(session: Session) -> None:
            row = session.get(OutboxRow, (self.tenant_id, job_id))
            if row is not None and row.state == JobState.PENDING:
                row.state, row.error = JobState.FAILED, error[:ERROR_LENGTH]

        housekeeping(self.database, self.tenant_id, work)
