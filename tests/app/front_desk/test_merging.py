"""Two guests become one with everything that names them, and two again; what may be one is found and told."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Uuid, bindparam, text

from app.features.folios import OpenFolio, SaveCard
from app.features.front_desk import (
    CannotMerge,
    ComparedGuests,
    DuplicatePair,
    Duplicates,
    GuestProfile,
    JoinWaitlist,
    KeepApart,
    MergeGuests,
    NotMerged,
    RelateGuests,
    SetPreferences,
    ShareStay,
    UnmergeGuests,
    VerifyIdentity,
)
from app.features.front_desk.commands.merging import GUEST, KEPT
from app.features.guests import AddGuest, ChangeGuest, FindGuests, GuestDetail
from app.features.invoices import SetBillingAddress
from app.features.rack import FindStays
from app.features.reservations import GuestRef
from app.infra.database import Base
from app.infra.references import references_to
from app.kernel.errors import InvalidInput
from tests.support.desk import Desk
from tests.support.soundness import findings

PASSPORT = {
    "surname": "Müller", "given": "Anna", "kind": "passport", "number": "C01X00T47",
    "nationality": "DE", "birth_date": "1988-03-14", "expires": "2031-03-14",
}  # fmt: skip
# They name guests without a foreign key, each for its reason.
NAMED_OTHERWISE = {
    ("document", "guest_id"): "an issued document stays as it was printed",
    ("guest", "merged_into"): "the way to the guest himself",
}


def add(desk: Desk, surname: str = "Müller", given: str = "Anna", **more: Any) -> UUID:
    """A new guest."""
    guest_id = desk.app.new_id()
    desk.do(AddGuest, guest_id=guest_id, surname=surname, given=given, **more)
    return guest_id


def merge(desk: Desk, survivor: UUID, merged: UUID, **more: Any) -> UUID:
    """Make one of two; the merge's id."""
    merge_id = desk.app.new_id()
    desk.do(MergeGuests, merge_id=merge_id, survivor_id=survivor, merged_id=merged, **more)
    return merge_id


def naming(desk: Desk, guest_id: UUID) -> set[tuple[str, str]]:
    """Where a guest is named in the whole house: table and column."""
    return {
        (table, column)
        for table, rows in desk.rows().items()
        for row in rows
        for column, value in row.items()
        if value == guest_id and table not in (GUEST, *KEPT)
    }


def busy_guest(desk: Desk, other: UUID) -> UUID:
    """Somebody whom every table knows that can know a guest."""
    stay_id = desk.check_in("101", adults=2)
    guest_id = desk.view(stay_id).guest_id
    host = desk.check_in("102", name="Okafor", adults=3)
    new = desk.app.new_id
    desk.do(ChangeGuest, guest_id=guest_id, surname="Mueller", given="Anna", email="anna@mueller.de")
    desk.do(ShareStay, stay_id=host, guest=GuestRef(guest_id), own_bill=True)
    desk.do(VerifyIdentity, check_id=new(), stay_id=stay_id, facts=PASSPORT)
    desk.do(SetBillingAddress, address_id=new(), name="Anna Mueller", country="DE", guest_id=guest_id)
    desk.do(
        JoinWaitlist, entry_id=new(), property_id=desk.hotel.property_id, guest=GuestRef(guest_id),
        arrival=desk.day(30), departure=desk.day(32),
    )  # fmt: skip
    desk.do(SetPreferences, guest_id=guest_id, likes=(("floor", "High floor"), ("bed", "Twin beds")))
    desk.do(RelateGuests, relation_id=new(), guest_id=guest_id, other_id=other, kind="partner")
    desk.do(RelateGuests, relation_id=new(), guest_id=other, other_id=guest_id, kind="parent")
    desk.do(KeepApart, guest_id=guest_id, other_id=other)
    desk.do(SaveCard, card_id=new(), guest_id=guest_id, provider="stripe", token="tok_1", last_four="4242")
    desk.do(
        OpenFolio, folio_id=new(), property_id=desk.hotel.property_id, kind="guest", stay_id=stay_id,
        guest_id=guest_id,
    )  # fmt: skip
    return guest_id


@pytest.fixture
def pair(desk: Desk) -> tuple[UUID, UUID]:
    """Anna Müller with one booking, and Anna Mueller whom every table knows."""
    other = add(desk, "Okafor", "Chidi")
    double = busy_guest(desk, other)
    survivor = add(desk, email="anna@mueller.de", tags=("wine",), note="Early riser")
    desk.do(SetPreferences, guest_id=survivor, likes=(("floor", "Ground floor"),))
    return survivor, double


def test_every_reference_is_known() -> None:
    """Each column that may name a guest is led over by its foreign key, or is named here with its reason."""
    led = {(reference.table.name, reference.column) for reference in references_to(GUEST)}
    suspicious = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name in ("booker_id", "merged_into") or ("guest" in column.name and "_id" in column.name)
    }
    assert suspicious - led == set(NAMED_OTHERWISE)
    assert ("guest_merge", "survivor_id") in led  # which the merge itself passes over, as history


def test_everything_follows_and_comes_back(desk: Desk, pair: tuple[UUID, UUID]) -> None:
    """No row names the merged guest any more; unmerged, all is as it was, and what came since stays."""
    survivor, double = pair
    known = {(reference.table.name, reference.column) for reference in references_to(GUEST, KEPT)}
    alike = {("guest_relation", "other_id"), ("guest_apart", "other_id"), ("guest_apart", "guest_id")}
    assert naming(desk, double) | alike >= known, "a new table names guests: let busy_guest fill it"
    before = desk.rows()
    merge_id = merge(desk, survivor, double, take=("surname",), both=("note",))
    assert naming(desk, double) == set()
    assert desk.app.ask(GuestDetail(guest_id=double)).id == survivor
    assert [hit.id for hit in desk.app.ask(FindGuests(text="Mueller"))] == [survivor]
    profile = desk.app.ask(GuestProfile(guest_id=double))
    assert (profile.guest.id, profile.guest.name, len(profile.stays)) == (survivor, "Anna Mueller", 2)
    assert {stay.guest for stay in desk.app.ask(FindStays(text="Müller")).stays} == {"Anna Mueller"}
    newer = replace(desk.reserve(desk.request("103", 10)), guest=GuestRef(double))
    desk.app.execute(newer)
    assert desk.view(newer.rooms[0].stay_id).guest_id == survivor
    walk_in = {"property_id": desk.hotel.property_id, "kind": "passer_by", "guest_id": double}
    desk.do(OpenFolio, folio_id=desk.app.new_id(), **walk_in)
    assert naming(desk, double) == set()
    assert findings(desk.app) == []
    desk.do(ChangeGuest, guest_id=survivor, phone="+49 30 1234567")
    desk.refused(CannotMerge, MergeGuests, merge_id=desk.app.new_id(), survivor_id=survivor, merged_id=double)
    desk.do(UnmergeGuests, merge_id=merge_id)
    assert desk.view(newer.rooms[0].stay_id).guest_id == survivor
    after = desk.rows()
    booked = {
        "folio", "folio_window", "number_series", "reservation", "stay", "stay_night", "stay_segment",
        "room_night", "search_term",
    }  # fmt: skip
    for table in set(before) - booked - {GUEST, *KEPT}:
        assert after[table] == before[table], table
    for table in (GUEST, "stay", "reservation"):
        own = {row["id"]: row for row in after[table]}
        for row in before[table]:
            assert row["id"] == survivor or own[row["id"]] == row
    known_now = desk.app.ask(GuestDetail(guest_id=survivor))
    assert (known_now.surname, known_now.note, known_now.phone) == ("Müller", "Early riser", "+49 30 1234567")
    found = {hit.id for hit in desk.app.ask(FindGuests(text="Mueller"))}
    assert found == {survivor, double}
    again = desk.refused(NotMerged, UnmergeGuests, merge_id=merge_id)
    assert "Owner" in again.sentence


def test_undo_and_chains(desk: Desk) -> None:
    """A merge is undone like anything else; three who are one come apart in any order."""
    first, second, third = add(desk), add(desk, "Mueller"), add(desk, "Miller")
    stay_id = desk.book("101")
    own = desk.view(stay_id).guest_id
    before = desk.digest()
    command = MergeGuests(id=desk.app.new_id(), merge_id=desk.app.new_id(), survivor_id=first, merged_id=own)
    desk.app.execute(command)
    assert desk.view(stay_id).guest_id == first
    desk.app.undo(command.id)
    assert desk.digest() == before
    inner = merge(desk, second, own)
    outer = merge(desk, third, second)
    top = merge(desk, first, third)
    assert desk.app.ask(GuestDetail(guest_id=own)).id == first
    assert [hit.id for hit in desk.app.ask(FindGuests(text="Brandt"))] == [first]
    desk.do(UnmergeGuests, merge_id=outer)
    assert desk.view(stay_id).guest_id == second
    assert {hit.id for hit in desk.app.ask(FindGuests(text="Brandt"))} == {second}
    desk.do(UnmergeGuests, merge_id=inner)
    assert desk.view(stay_id).guest_id == own
    desk.do(UnmergeGuests, merge_id=top)
    assert {hit.id for hit in desk.app.ask(FindGuests(text="Brandt"))} == {own}


def test_a_forgotten_row_is_found(desk: Desk) -> None:
    """Control: a stay that still names the merged guest is told by `keyrack check`, and then put right."""
    stay_id = desk.book("101")
    double, survivor = desk.view(stay_id).guest_id, add(desk)
    merge(desk, survivor, double)
    assert findings(desk.app) == []
    for guest_id, told in (
        (double, ["Friederike Brandt was merged, and stay still names him."]),
        (survivor, []),
    ):
        with desk.app.database.writer(desk.app.actor.tenant_id) as session:
            changed = text("UPDATE stay SET guest_id = :guest")
            session.connection().execute(changed.bindparams(bindparam("guest", guest_id, Uuid())))
            session.commit()
        assert findings(desk.app) == told


def test_what_may_be_chosen(desk: Desk) -> None:
    """Each field of either; of tags and notes both. What no guest has is refused."""
    one = add(desk, tags=("wine",), note="Early", vip=1)
    two = add(desk, "Mueller", birth_date=date(1980, 1, 2), tags=("wine", "late"), note="Late", vip=3,
              blacklist_reason="Unpaid bill", street="Am Markt 1", city="Ulm")  # fmt: skip
    for wrong in ({"take": ("shoe_size",)}, {"both": ("surname",)}):
        desk.refused(InvalidInput, MergeGuests, merge_id=one, survivor_id=one, merged_id=two, **wrong)
    take = ("birth_date", "vip", "blacklist_reason", "street", "city")
    merge(desk, one, two, take=take, both=("tags", "note"))
    view = desk.app.ask(GuestDetail(guest_id=two))
    assert (view.id, view.surname, view.birth_date, view.vip) == (one, "Müller", date(1980, 1, 2), 3)
    assert (view.tags, view.note, view.city) == (("wine", "late"), "Early\nLate", "Ulm")
    assert view.blacklist_reason == "Unpaid bill"


def pairs(desk: Desk) -> list[DuplicatePair]:
    """Who may be one."""
    return list(desk.app.ask(Duplicates()).pairs)


def test_duplicates(desk: Desk) -> None:
    """Found over spellings, scripts and phones; namesakes with other facts are not."""
    born = date(1975, 5, 5)
    one = add(desk, birth_date=born, email="Anna@Mueller.de")
    two = add(desk, "Mueller", birth_date=born, phone="030 1234567")
    russian = add(desk, "Иванов", "Пётр", phone="+7 495 123-45-67")
    latin = add(desk, "Ivanov", "Petr", phone="4951234567")
    add(desk, "Ivanov", "Olga", phone="4951234567")  # his wife
    add(desk, "Silva", "Rui", email="a@b.pt", phone="+351 21 111 11 11")
    add(desk, "Silva", "Rui", email="c@d.pt", phone="+351 21 222 22 22")  # another Rui Silva
    found = {frozenset((p.one.guest_id, p.other.guest_id)): p for p in pairs(desk)}
    assert set(found) == {frozenset((one, two)), frozenset((russian, latin))}
    german = found[frozenset((one, two))]
    assert german.percent == 75
    assert dict(german.facts) == {"name": "same", "birth_date": "same"}
    assert dict(found[frozenset((russian, latin))].facts) == {"name": "same", "phone": "same"}
    desk.do(KeepApart, guest_id=latin, other_id=russian)
    merge(desk, one, two)
    assert pairs(desk) == []
    told = desk.app.ask(ComparedGuests(one_id=latin, other_id=russian))
    assert told.percent == 70


def test_a_document_makes_sure(desk: Desk) -> None:
    """The same passport was looked at twice: that says more than a name; its number is told nowhere."""
    facts = PASSPORT | {"surname": "Brandt"}
    for room in ("101", "102"):
        stay_id = desk.check_in(room)
        desk.do(VerifyIdentity, check_id=desk.app.new_id(), stay_id=stay_id, facts=facts)
    (found,) = pairs(desk)
    assert found.percent >= 90
    assert "document" in dict(found.facts)
    assert "T47" not in str(found)
    assert (found.one.stays, found.one.last_stay) == (1, desk.day(0))


def test_many_of_one_name(desk: Desk) -> None:
    """A common name joins nobody; within it an e-mail does. Nothing is compared with everything."""
    people = [add(desk, "Silva", "João", email=f"j{n % 9}@silva.pt") for n in range(18)]
    found = pairs(desk)
    assert len(found) == 9
    assert {p.percent for p in found} == {80}
    assert desk.app.ask(Duplicates(limit=4)).more == 5
    assert {p.one.guest_id for p in found} | {p.other.guest_id for p in found} == set(people)
