"""What the desk has to know of a guest at a moment: alerts first, then to-dos, notes and wishes."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from app.features.front_desk.queries import traces
from app.features.front_desk.queries.traces import AlertsOf, Around
from app.features.reservations import StayView
from app.kernel.text import tr

MOST: Final = 9
ALERT, TRACE, NOTE, WISH = "alert", "trace", "note", "wish"


@dataclass(frozen=True, slots=True)
class WishView:
    """One thing to know. `kind` is alert, trace, note or wish."""

    kind: str
    text: str
    by_name: str = ""


def wishes(
    session: Session, stay: StayView, moment: str, *, blacklisted: str, note: str, tags: tuple[str, ...]
) -> tuple[WishView, ...]:
    """Of the guest, the booking and the stay; each once."""
    around = traces.around(Around(reservation_id=stay.reservation_id), session=session)
    alerts = traces.alerts_of(AlertsOf(stay_id=stay.id, moment=moment), session=session)
    found = [WishView(ALERT, tr("Do not let in: {why}", why=blacklisted))] if blacklisted else []
    found += [WishView(ALERT, alert.text, alert.made_by) for alert in alerts]
    found += [
        WishView(TRACE, trace.text, trace.made_by)
        for trace in around.traces
        if trace.done_at is None and trace.stay_id in (None, stay.id)
    ]
    found += [WishView(NOTE, text) for text in (stay.guest_note, stay.internal_note, note) if text.strip()]
    found += [WishView(NOTE, told.text, told.by_name) for told in around.notes]
    found += [WishView(WISH, tag) for tag in (*stay.tags, *tags)]
    return tuple({(wish.kind, wish.text): wish for wish in found}.values())[:MOST]
