"""The journal's chain: it holds, tampering is found, and erased content leaves it whole."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select, text

from app.bootstrap import App
from app.features.property import SetRackRate
from app.features.security import SaveSetting
from app.infra.codec import canonical
from app.infra.integrity import erase, is_erased, journal_faults
from app.infra.tables import JournalEntry, TenantRev
from app.infra.unit_of_work import content_digest, entry_content, housekeeping
from tests.support.houses import Hotel

Tamper = Callable[[JournalEntry], None]


def faults(app: App) -> list[str]:
    """What the check of the chain says."""
    with app.database.reader(app.actor.tenant_id) as session:
        return list(journal_faults(session))


def tamper(app: App, revision: int, change: Tamper) -> None:
    """Alter an entry behind the program's back."""

    def work(session: Any) -> None:
        change(session.scalars(select(JournalEntry).where(JournalEntry.revision == revision)).one())

    housekeeping(app.database, app.actor.tenant_id, work)


def test_a_sound_journal_has_no_fault(app: App, hotel: Hotel) -> None:
    """Control: after writes of several kinds, an undo and odd values the chain holds."""
    price = app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=1))
    assert price.changes.revision > 1
    last = app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=2))
    for value in (1e22, -0.0, 0.1, 1.5e300, 1e-7, "Çağlar 李", {"b": 1, "a": [None, True]}):
        app.execute(SaveSetting(id=app.new_id(), key="view", value=value))
    with app.database.reader(app.actor.tenant_id) as session:
        entry = session.scalars(
            select(JournalEntry).where(JournalEntry.revision == last.changes.revision)
        ).one()
    app.undo(entry.command_id)
    assert faults(app) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda e: setattr(e, "payload", {**e.payload, "rack_rate_minor": 99}),
        lambda e: setattr(e, "actor_name", "Somebody else"),
        lambda e: setattr(e, "at", e.at - timedelta(days=1)),
        lambda e: setattr(e, "result", {"x": 1}),
        lambda e: setattr(e, "differences", []),
        lambda e: setattr(e, "business_date", None),
        lambda e: setattr(e, "verb", "property.add_room_type"),
    ],
    ids=["payload", "actor", "time", "result", "differences", "business_date", "verb"],
)
def test_an_altered_row_is_found(app: App, hotel: Hotel, change: Tamper) -> None:
    """Whatever a hand changes in an entry, the check names its revision."""
    revision = app.execute(
        SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=1)
    ).changes.revision
    app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=2))
    tamper(app, revision, change)
    found = faults(app)
    assert len(found) == 1
    assert f"Revision {revision} " in found[0]


def test_a_rewritten_entry_breaks_the_chain(app: App, hotel: Hotel) -> None:
    """Who also makes a new digest for the altered entry breaks the chain there."""

    revision = app.execute(
        SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=1)
    ).changes.revision

    def forge(entry: JournalEntry) -> None:
        entry.payload = {**entry.payload, "rack_rate_minor": 99}
        entry.digest = content_digest(entry.salt, entry_content(entry))

    tamper(app, revision, forge)
    assert any(f"broken at revision {revision}" in sentence for sentence in faults(app))


def test_a_deleted_row_is_found(app: App, hotel: Hotel) -> None:
    """A gap in the middle, and an end that is cut off, are both seen."""
    for price in (1, 2, 3):
        app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=price))
    last = max(entry_revisions(app))
    delete_entry(app, last)
    assert any(f"ends at revision {last - 1}" in sentence for sentence in faults(app))
    delete_entry(app, last - 2)
    assert any("gap between" in sentence for sentence in faults(app))


def test_an_altered_head_is_found(app: App, hotel: Hotel) -> None:
    """The row that counts the revisions fits the journal's last entry."""
    assert hotel

    def work(session: Any) -> None:
        session.scalars(select(TenantRev)).one().chain = "0" * 64

    housekeeping(app.database, app.actor.tenant_id, work)
    assert len(faults(app)) == 1


def test_erased_content_keeps_the_chain(app: App, hotel: Hotel) -> None:
    """What an entry says can be blanked; the entries after it still prove themselves."""
    revision = app.execute(
        SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=1)
    ).changes.revision
    app.execute(SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=2))
    tamper(app, revision, erase)
    assert faults(app) == []
    with app.database.reader(app.actor.tenant_id) as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.revision == revision)).one()
        assert is_erased(entry)
        assert entry.payload == {}


def test_erasing_by_hand_is_altering(app: App, hotel: Hotel) -> None:
    """Control: blanking the payload alone, as a hand would, is found."""
    revision = app.execute(
        SetRackRate(id=app.new_id(), room_type_id=hotel.room_type_id, rack_rate_minor=1)
    ).changes.revision
    tamper(app, revision, lambda entry: setattr(entry, "payload", {}))
    assert len(faults(app)) == 1


def test_canonical_form_is_the_same_on_both_engines() -> None:
    """The hashed form does not depend on the order of keys, on how whole floats are stored, or on tuples."""
    assert canonical({"b": 1.0, "a": (1e22, -0.0)}) == canonical({"a": [10**22, 0], "b": 1})
    zone = timezone(timedelta(hours=2))
    assert canonical(datetime(2026, 1, 1, tzinfo=zone)) != canonical(datetime(2026, 1, 2, tzinfo=zone))


def entry_revisions(app: App) -> list[int]:
    """All revisions in the journal."""
    with app.database.reader(app.actor.tenant_id) as session:
        return list(session.scalars(select(JournalEntry.revision)))


def delete_entry(app: App, revision: int) -> None:
    """Take an entry out of the journal."""

    def work(session: Any) -> None:
        session.connection().execute(text("DELETE FROM journal WHERE revision = :r"), {"r": revision})

    housekeeping(app.database, app.actor.tenant_id, work)
