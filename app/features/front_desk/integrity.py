"""What `keyrack check` proves of the desk: nobody checked in without an entry in the guest register."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features.front_desk.models.register import RegisterEntry
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.reservations.models import Stay
from app.infra.integrity import Check
from app.kernel.text import tr

IN_OR_OUT = ("checked_in", "checked_out")


def everybody_registered(session: Session) -> Iterator[str]:
    """Since the register is kept, each check-in has its entry, and each entry a check-in.

    A second entry of a stay cannot be: the stay is the key. Who came before the first entry is older than
    the register.
    """
    first = session.scalars(select(func.min(RegisterEntry.arrived_at))).one()
    if first is None:
        return
    statement = (
        select(Stay, Guest, RegisterEntry)
        .join(Guest, (Guest.tenant_id == Stay.tenant_id) & (Guest.id == Stay.guest_id))
        .outerjoin(
            RegisterEntry,
            (RegisterEntry.tenant_id == Stay.tenant_id) & (RegisterEntry.stay_id == Stay.id),
        )
        .where(
            ((Stay.checked_in_at >= first) & RegisterEntry.stay_id.is_(None) & Stay.status.in_(IN_OR_OUT))
            | (RegisterEntry.stay_id.is_not(None) & Stay.status.not_in(IN_OR_OUT))
        )
        .order_by(Stay.id)
    )
    for stay, guest, entry in session.execute(statement):
        name = full_name(guest.surname, guest.given)
        if entry is None:
            yield tr("{name} checked in on {day} and is not in the guest register.", name=name,
                     day=stay.arrival)  # fmt: skip
        else:
            yield tr("{name} is in the guest register and did not check in.", name=name)


CHECKS = (Check("front_desk.register", everybody_registered),)
