"""Effects outside that follow a booking: the confirmation letter, as a plain text file to be sent."""

from pathlib import Path
from uuid import UUID

from app.features.reservations.events import ReservationMade
from app.features.reservations.queries import StayDetail, StaysOf, StayView
from app.infra.bus import DurableSubscription
from app.infra.jobs import Job, JobContext, JobHandling
from app.kernel.money import exponent
from app.kernel.text import tr

LETTER = "reservations.confirmation_letter"
FOLDER = "outbox"


def confirmation_letter(job: Job, context: JobContext) -> None:
    """Write the letter under the job's id; a second run writes the same file again, whole."""
    stay_ids = context.ask(StaysOf(reservation_id=UUID(job.args["reservation_id"])))
    if not stay_ids:
        return  # the booking was taken back before anybody heard of it
    stays = [context.ask(StayDetail(stay_id=stay_id)) for stay_id in stay_ids]
    folder = context.directory / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = letter_path(folder, job.id)
    draft = path.with_suffix(".part")
    draft.write_text(letter(stays), encoding="utf-8")
    draft.replace(path)


def letter_path(folder: Path, job_id: UUID) -> Path:
    """Where the letter of a job lies."""
    return folder / f"confirmation-{job_id}.txt"


def letter(stays: list[StayView]) -> str:
    """The text of a confirmation: who, when, which rooms, how much."""
    first = stays[0]
    lines = [
        tr("Dear {given} {surname},", given=first.given, surname=first.surname).replace("  ", " "),
        "",
        tr("your booking {number} is noted:", number=first.number),
        "",
    ]
    lines += [
        tr(
            "{room_type}, {arrival} to {departure}: {amount} {currency}", room_type=stay.room_type,
            arrival=stay.arrival.isoformat(), departure=stay.departure.isoformat(),
            amount=_amount(stay.total_minor, stay.currency), currency=stay.currency,
        )
        for stay in stays
    ]  # fmt: skip
    return "\n".join([*lines, "", tr("We look forward to your stay."), ""])


def _amount(minor: int, currency: str) -> str:
    places = exponent(currency)
    whole, rest = divmod(abs(minor), 10**places)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


DURABLE = (DurableSubscription(ReservationMade, LETTER),)
JOBS = (JobHandling(LETTER, confirmation_letter),)
