"""A desk in a process of its own, for tests that kill it or watch it from outside.

    python -m tests.support.desk_process DEED URL [WORD …]

Each deed prints a line when it has got somewhere and then waits, to be killed, or ends by itself.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from threading import Event
from time import monotonic
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from app import bootstrap
from app.bootstrap import App
from app.features import property as house
from app.features import reservations
from app.features.reservations import late
from app.infra.bus import Bus
from app.infra.database import Location
from app.infra.jobs import Job, JobContext, JobHandling
from app.infra.tables import OutboxRow
from app.kernel.clock import derived_id
from tests.support.houses import open_house

PATIENCE_SECONDS = 60


def say(words: str) -> None:
    """Tell the test."""
    print(words, flush=True)  # noqa: T201 - the answer to the test process


def wait_for_the_end() -> None:
    """Wait to be killed; end with the test process."""
    sys.stdin.read()


def a_booking(app: App, name: str) -> reservations.Reserve:
    """A booking of the first room type, tonight, whose ids come from its name."""
    view = app.ask(house.House())
    today = view.properties[0].business_date
    return reservations.Reserve(
        id=derived_id(name, "command"), reservation_id=derived_id(name, "reservation"),
        property_id=view.properties[0].id,
        guest=reservations.GuestRef(derived_id(name, "guest"), surname=name, given="Ana"),
        rooms=(
            reservations.RoomRequest(
                derived_id(name, "stay"), view.room_types[0].id, today, today + timedelta(days=2),
                prices=(9_000, 9_500),
            ),
        ),
        booked_on=date(2026, 11, 21),
    )  # fmt: skip


def book(app: App, *names: str) -> None:
    """Commit bookings, tell, and wait: nothing is dispatched."""
    for name in names:
        app.execute(a_booking(app, name))
    say("committed")
    wait_for_the_end()


def book_without_outbox(app: App, *names: str) -> None:
    """The control: the effect would follow the commit in this process, by memory alone."""
    bus = Bus(app.database, replace(bootstrap.wiring(), durable=()), app.clock, app.new_id)
    for name in names:
        bus.execute(a_booking(app, name), app.actor)
    say("committed")
    wait_for_the_end()


def work(app: App) -> None:
    """Run durable jobs until none is pending."""
    running = bootstrap.prepare_jobs(app)
    running.start()
    until = monotonic() + PATIENCE_SECONDS
    while pending(app) and monotonic() < until:
        Event().wait(0.1)
    running.stop()
    say(f"pending {pending(app)}")


def work_until_killed(app: App, where: str) -> None:
    """Run durable jobs; the first one stops in its middle, before or after its effect, and waits."""
    real = late.JOBS[0]

    def stuck(job: Job, context: JobContext) -> None:
        if where == "after":
            real.handler(job, context)
        say("in the middle")
        wait_for_the_end()

    vars(late)["JOBS"] = (JobHandling(real.kind, stuck),)
    bootstrap.prepare_jobs(app).start()
    wait_for_the_end()


def pending(app: App) -> int:
    """How many effects wait in the outbox."""
    with app.database.reader(app.actor.tenant_id) as session:
        statement = select(func.count()).select_from(OutboxRow).where(OutboxRow.state == "pending")
        return session.scalars(statement).one()


def set_price(app: App, room_type_id: str, price: str) -> None:
    """Commit one change and end."""
    app.execute(
        house.SetRackRate(id=app.new_id(), room_type_id=UUID(room_type_id), rack_rate_minor=int(price))
    )
    say("committed")


def prices_on_request(app: App, room_type_id: str) -> None:
    """Commit a change for each line that is read; tell when it is committed."""
    say("ready")
    for line in sys.stdin:
        set_price(app, room_type_id, line)


DEEDS: dict[str, Callable[..., None]] = {
    "book": book,
    "book-without-outbox": book_without_outbox,
    "work": work,
    "work-until-killed": work_until_killed,
    "prices": prices_on_request,
}

if __name__ == "__main__":
    DEEDS[sys.argv[1]](open_house(Location(make_url(sys.argv[2])), workstation="Desk 2"), *sys.argv[3:])
