"""What the desk has to know of a guest at a moment: alerts first, then to-dos, notes and wishes."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.guests import GuestPreference
from app.features.front_desk.models.traces import StayGuest
from app.features.front_desk.queries import traces
from app.features.front_desk.queries.traces import AlertsOf, Around
from app.features.front_desk.rules.likings import PREFERENCES
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.reservations import StayView
from app.kernel.text import tr

MOST: Final = 9
ALERT, TRACE, NOTE, WISH = "alert", "trace", "note", "wish"
# Of what a guest likes, that which may harm.
HARMFUL: Final = "allergy"


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
    likes = _likes(session, stay.guest_id)
    sharing = _sharing(session, stay.id)
    found += [wish for wish in sharing if wish.kind == ALERT]
    found += [WishView(ALERT, text) for kind, text in likes if kind == HARMFUL]
    found += [WishView(ALERT, alert.text, alert.made_by) for alert in alerts]
    found += [
        WishView(TRACE, trace.text, trace.made_by)
        for trace in around.traces
        if trace.done_at is None and trace.stay_id in (None, stay.id)
    ]
    found += [WishView(NOTE, text) for text in (stay.guest_note, stay.internal_note, note) if text.strip()]
    found += [wish for wish in sharing if wish.kind == NOTE]
    found += [WishView(NOTE, told.text, told.by_name) for told in around.notes]
    found += [WishView(WISH, text) for kind, text in likes if kind != HARMFUL]
    found += [WishView(WISH, tag) for tag in (*stay.tags, *tags)]
    return tuple({(wish.kind, wish.text): wish for wish in found}.values())[:MOST]


def _likes(session: Session, guest_id: UUID) -> list[tuple[str, str]]:
    """What the guest likes, each with its kind before it."""
    rows = session.scalars(select(GuestPreference).where(GuestPreference.guest_id == guest_id))
    said = {row.kind: row.text for row in rows}
    return [
        (kind, tr("{kind}: {words}", kind=tr(name), words=said[kind]))
        for kind, name in PREFERENCES.items()
        if kind in said
    ]


def _sharing(session: Session, stay_id: UUID) -> list[WishView]:
    """Who of those that share the room is not wanted, and who is important."""
    statement = (
        select(Guest)
        .join(StayGuest, (StayGuest.tenant_id == Guest.tenant_id) & (StayGuest.guest_id == Guest.id))
        .where(StayGuest.stay_id == stay_id, or_(Guest.blacklist_reason != "", Guest.vip > 0))
        .order_by(Guest.sort_key, Guest.id)
    )
    found = []
    for guest in session.scalars(statement):
        name = full_name(guest.surname, guest.given)
        if guest.blacklist_reason:
            why = guest.blacklist_reason
            found.append(WishView(ALERT, tr("Do not let {name} in: {why}", name=name, why=why)))
        if guest.vip:
            found.append(WishView(NOTE, tr("{name} is VIP {level}", name=name, level=guest.vip)))
    return found
