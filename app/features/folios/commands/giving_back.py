"""Nights that a guest does not sleep are given back: what was posted for them is reversed, at its price."""

from datetime import date
from uuid import UUID

from app.features import property
from app.features.folios import ledger, repository
from app.features.folios.commands.correcting import opposite, standing
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock


def take_back_nights(uow: UnitOfWork, clock: Clock, stay_id: UUID, since: date, reason: str) -> int:
    """Reverse what was charged to open folios for a stay's nights from a day on; what it came to.

    Room, what a package held and the city's tax go back together, each by a posting that names it.
    """
    rows = repository.charged_since(uow.session, stay_id, since)
    open_ids = {
        folio.id
        for folio in repository.folios(uow.session, {row.folio_id for row in rows if row.folio_id})
        if folio.status == "open"
    }
    own = [row for row in rows if row.folio_id in open_ids]
    gone = repository.reversed_ids(uow.session, [row.id for row in own])
    left = [row for row in own if row.id not in gone]
    if not left:
        return 0
    property.open_property(uow, left[0].property_id)
    entries = [entry for group in standing(uow, left) for entry in opposite(uow, group, reason)]
    ledger.post(uow, clock, entries)
    return -sum(entry.amount_minor for entry in entries if entry.folio_id is not None)
