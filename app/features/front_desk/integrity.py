"""What `keyrack check` proves of the desk: whoever checked in is in the guest register; merges are whole."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features import guests
from app.features.front_desk.models.register import RegisterEntry
from app.features.guests import full_name
from app.features.guests.models import Guest
from app.features.reservations.models import Stay
from app.infra.integrity import Check
from app.infra.references import references_to
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


def nobody_names_the_merged(session: Session) -> Iterator[str]:
    """Who was merged leads to a guest who is there, and no row of any capability names him any more."""
    merged = session.execute(
        select(Guest.id, Guest.surname, Guest.given).where(Guest.merged_into.is_not(None))
    )
    names = {row.id: full_name(row.surname, row.given) for row in merged}
    for guest_id, name in names.items():
        if guests.resolved(session, guest_id) is None:
            yield tr("{name} was merged into a guest who does not exist.", name=name)
    for reference in references_to("guest", ("guest_merge",)) if names else ():
        column = getattr(reference.model, reference.column)
        for guest_id in session.scalars(select(column).where(column.in_(tuple(names))).distinct()):
            yield tr(
                "{name} was merged, and {table} still names him.", name=names[guest_id],
                table=reference.table.name,
            )  # fmt: skip


CHECKS = (
    Check("front_desk.register", everybody_registered),
    Check("front_desk.merged_guests", nobody_names_the_merged),
)
