"""The runner of the product: DBOS, which keeps each run in a database of its own and goes on after a kill.

Traps that this file knows (sync.md, section 4): DBOS goes on only with runs of the same executor and
application version, so both are fixed here; on SQLite the file must be in WAL mode before; each step may run
twice. The runner's database can be thrown away: pending jobs are in the outbox.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy.engine import URL

from app.infra.jobs.port import RunState, Work

# The version of the contract between the outbox and a run: changes only when `run_job` changes its steps.
CONTRACT = "1"
# Whoever is elected goes on with what the one before left: all elected hosts are one executor.
EXECUTOR = "elected"
QUEUE = "keyrack"
SCHEMA = "keyrack_jobs"
AT_ONCE = 2
POLL_SECONDS = 0.25
STOP_SECONDS = 5
POOL_SIZE = 4
FOUND_ENDED = ("SUCCESS",)
FOUND_BROKEN = ("ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")

# DBOS finds a run's function by its name when it goes on after a kill, so what it does stands here.
_work: list[Work] = []


@DBOS.workflow(name="keyrack.run_job")  # type: ignore[untyped-decorator]
def run_job(tenant_id: str, job_id: str) -> None:
    """One run, as DBOS knows it: ids in, nothing out."""

    def step(name: str, function: Callable[[], bool]) -> bool:
        return bool(DBOS.run_step({"name": name}, function))

    _work[-1](UUID(tenant_id), UUID(job_id), step, DBOS.sleep)


class DurableRunner:
    """Runs that survive. One per process."""

    def __init__(self, url: URL) -> None:
        self._url = url

    @classmethod
    def in_directory(cls, directory: Path) -> "DurableRunner":
        """Runs of the embedded database, in a second file beside it."""
        path = directory / "jobs.db"
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
        return cls(URL.create("sqlite", database=str(path)))

    def start(self, work: Work) -> None:
        """Start DBOS and let it go on with what a kill left."""
        _work.append(work)
        DBOS(config=self._config())
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=POLL_SECONDS)

    def hand_over(self, run: str, tenant_id: UUID, job_id: UUID) -> RunState:
        """Enqueue a run under its name; a name that is known gives the state of that run."""
        with SetWorkflowID(run):
            handle = DBOS.enqueue_workflow(QUEUE, run_job, str(tenant_id), str(job_id))
        status = handle.get_status().status
        if status in FOUND_BROKEN:
            return RunState.BROKEN
        return RunState.ENDED if status in FOUND_ENDED else RunState.UNDER_WAY

    def stop(self) -> None:
        """End DBOS; it waits a little for what is under way."""
        DBOS.destroy(workflow_completion_timeout_sec=STOP_SECONDS)
        _work.clear()

    def _config(self) -> DBOSConfig:
        return {
            "name": "keyrack",
            "system_database_url": self._url.render_as_string(hide_password=False),
            "dbos_system_schema": SCHEMA,
            "executor_id": EXECUTOR,
            "application_version": CONTRACT,
            "log_level": "ERROR",
            "sys_db_pool_size": POOL_SIZE,
            "max_executor_threads": AT_ONCE + 2,
            "use_listen_notify": False,
            "enable_otlp": False,
        }
