"""Durable jobs: effects outside, after the commit, once.

A command writes the effect into the outbox in its own transaction; `Jobs` hands pending ones to a runner
behind a small port. The runner of the product is `durable.DurableRunner` (imported only when jobs start),
that of simulations `ImmediateRunner`. A handler may run twice and makes one effect: it names what it makes
after the job's id.
"""

from app.infra.jobs.dispatch import Jobs
from app.infra.jobs.failed import ANSWERS, HANDLERS, FailedJob, FailedJobs, RetryJob, try_again
from app.infra.jobs.immediate import ImmediateRunner
from app.infra.jobs.port import MAX_ATTEMPTS, Job, JobContext, JobHandling, JobRunner, JobState, Watching

# The file that the one process holds that runs jobs on an embedded database.
LOCK = "jobs.lock"

__all__ = [
    "ANSWERS", "HANDLERS", "LOCK", "MAX_ATTEMPTS", "FailedJob", "FailedJobs", "ImmediateRunner", "Job",
    "JobContext", "JobHandling", "JobRunner", "JobState", "Jobs", "RetryJob", "Watching", "try_again",
]  # fmt: skip
