"""Jobs without a process: bounded attempts, failures that are shown and sent again, idempotent hand-over."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.features.reservations.jobs import JOBS, LETTER
from app.infra.jobs import (
    MAX_ATTEMPTS,
    FailedJobs,
    ImmediateRunner,
    Job,
    JobContext,
    JobHandling,
    Jobs,
    RetryJob,
)
from app.infra.tables import OutboxRow
from app.kernel.errors import NotFound
from tests.support.desk_process import a_booking
from tests.support.houses import Hotel


class Flaky:
    """A handler that fails so many times and then works."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.attempts: list[int] = []

    def __call__(self, job: Job, context: JobContext) -> None:
        """Fail, or do it."""
        assert context.actor.tenant_id == job.tenant_id
        self.attempts.append(job.attempt)
        if len(self.attempts) <= self.failures:
            raise ConnectionError("no line")


def jobs_of(app: App, directory: Path, *handlings: JobHandling) -> Jobs:
    """Jobs that run at once."""
    return Jobs(
        app.bus, app.database, app.clock, directory, [app.actor.tenant_id], handlings, ImmediateRunner()
    )


def outbox(app: App) -> list[OutboxRow]:
    """All rows of the outbox."""
    with app.database.reader(app.actor.tenant_id) as session:
        return list(session.scalars(select(OutboxRow)))


def test_a_letter_is_written_once(app: App, hotel: Hotel, tmp_path: Path) -> None:
    """Dispatching again finds nothing to do."""
    assert hotel
    app.execute(a_booking(app, "Silva"))
    jobs = jobs_of(app, tmp_path, *JOBS)
    assert [jobs.dispatch(), jobs.dispatch()] == [1, 0]
    (letter,) = (tmp_path / "outbox").iterdir()
    text = letter.read_text(encoding="utf-8")
    assert "Dear Ana Silva," in text
    assert "Standard, 2026-11-21 to 2026-11-23: 185.00 EUR" in text
    jobs_of(app, tmp_path, *JOBS).dispatch()
    assert len(list((tmp_path / "outbox").iterdir())) == 1


def test_a_booking_that_was_taken_back_has_no_letter(app: App, hotel: Hotel, tmp_path: Path) -> None:
    """Undone before the job ran: there is nobody to write to, and that is no failure."""
    assert hotel
    booking = a_booking(app, "Silva")
    app.execute(booking)
    app.undo(booking.id)
    jobs_of(app, tmp_path, *JOBS).dispatch()
    assert [row.state for row in outbox(app)] == ["done"]
    assert not (tmp_path / "outbox").exists()


@pytest.mark.parametrize("failures", [0, 1, MAX_ATTEMPTS - 1])
def test_a_job_that_fails_is_tried_again(app: App, hotel: Hotel, tmp_path: Path, failures: int) -> None:
    """Until it works, within its bound; what went wrong is kept until then."""
    assert hotel
    app.execute(a_booking(app, "Silva"))
    handler = Flaky(failures)
    jobs_of(app, tmp_path, JobHandling(LETTER, handler)).dispatch()
    assert handler.attempts == list(range(1, failures + 2))
    (row,) = outbox(app)
    assert (row.state, row.attempts, row.error) == ("done", failures + 1, "")
    assert app.ask(FailedJobs()) == ()


def test_a_job_that_never_works_is_shown(app: App, hotel: Hotel, tmp_path: Path) -> None:
    """Attempts end at their bound; the job is shown with its reason and can be sent again by hand."""
    assert hotel
    app.execute(a_booking(app, "Silva"))
    handler = Flaky(MAX_ATTEMPTS + 1)
    jobs = jobs_of(app, tmp_path, JobHandling(LETTER, handler))
    jobs.dispatch()
    assert len(handler.attempts) == MAX_ATTEMPTS
    assert jobs.dispatch() == 0
    (failed,) = app.ask(FailedJobs())
    assert (failed.kind, failed.attempts) == (LETTER, MAX_ATTEMPTS)
    assert failed.error == "ConnectionError: no line"
    app.execute(RetryJob(id=app.new_id(), job_id=failed.id))
    assert app.ask(FailedJobs()) == ()
    assert jobs.dispatch() == 1
    assert handler.attempts[MAX_ATTEMPTS:] == [MAX_ATTEMPTS + 1, MAX_ATTEMPTS + 2]
    assert outbox(app)[0].state == "done"


def test_only_a_failed_job_is_sent_again(app: App, hotel: Hotel, tmp_path: Path) -> None:
    """A job that is done stays done."""
    assert hotel
    app.execute(a_booking(app, "Silva"))
    jobs_of(app, tmp_path, *JOBS).dispatch()
    with pytest.raises(NotFound):
        app.execute(RetryJob(id=app.new_id(), job_id=outbox(app)[0].id))


def test_a_kind_that_nobody_knows_waits(app: App, hotel: Hotel, tmp_path: Path) -> None:
    """A newer desk's effect is left for a newer worker."""
    assert hotel
    app.execute(a_booking(app, "Silva"))
    assert jobs_of(app, tmp_path, JobHandling("other.kind", Flaky(0))).dispatch() == 0
    assert outbox(app)[0].state == "pending"


def test_a_host_that_is_not_elected_waits(app: App, hotel: Hotel, tmp_path: Path) -> None:
    """Without the hold nothing is handed over; with it, everything."""

    class Hold:
        mine = False

        def take(self) -> bool:
            return self.mine

        def release(self) -> None:
            self.mine = False

    assert hotel
    app.execute(a_booking(app, "Silva"))
    hold = Hold()
    jobs = Jobs(
        app.bus, app.database, app.clock, tmp_path, [app.actor.tenant_id], JOBS, ImmediateRunner(), hold
    )
    assert jobs.dispatch() == 0
    hold.mine = True
    assert jobs.dispatch() == 1
    jobs.stop()
    assert not hold.mine
