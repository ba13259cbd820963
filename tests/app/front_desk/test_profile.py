"""A guest's profile: stays past and coming, what was spent, checks without a number, wishes, people."""

from dataclasses import replace

import pytest

from app.features.folios import SetUpLedgers
from app.features.front_desk import (
    CheckInFacts,
    CompanionsOf,
    GuestProfile,
    MarkNoShow,
    ProfileView,
    RelateGuests,
    SetPreferences,
    ShareStay,
    UnrelateGuests,
    VerifyIdentity,
)
from app.features.guests import AddGuest, ChangeGuest
from app.features.reservations import CancelStay, GuestRef
from app.kernel.errors import InvalidInput, NotFound
from tests.support.bills import post_nights
from tests.support.desk import Desk

PASSPORT = {
    "surname": "Brandt", "given": "Friederike", "kind": "passport", "number": "C01X00T47",
    "nationality": "DE", "birth_date": "1988-03-14", "expires": "2031-03-14",
}  # fmt: skip


def profile(desk: Desk, guest_id: object) -> ProfileView:
    """The profile of a guest."""
    return desk.app.ask(GuestProfile(guest_id=guest_id))  # type: ignore[arg-type]


def test_a_profile(desk: Desk) -> None:
    """Everything is derived: from bookings, postings, documents that were seen, and shared rooms."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    stay_id = desk.check_in("101", nights=2, adults=2)
    guest_id, eva = desk.view(stay_id).guest_id, desk.app.new_id()
    desk.do(VerifyIdentity, check_id=desk.app.new_id(), stay_id=stay_id, facts=PASSPORT)
    desk.do(ShareStay, stay_id=stay_id, guest=GuestRef(eva, "Ito", "Ren"))
    desk.do(ChangeGuest, guest_id=guest_id, vip=2, blacklist_reason="Unpaid bill")
    view = profile(desk, guest_id)
    assert (view.guest.name, view.guest.vip, view.guest.blacklist_reason, view.nights) == (
        "Friederike Brandt", 2, "Unpaid bill", 2,
    )  # fmt: skip
    assert [(s.room, s.status, s.is_coming, s.own) for s in view.stays] == [("101", "checked_in", True, True)]
    assert view.spent == {}
    post_nights(desk)
    assert profile(desk, guest_id).spent == {"EUR": 9_000}
    (document,) = view.seen
    assert (document.kind, document.by_name) == ("passport", "Owner")
    assert "T47" not in str(view)
    assert [(c.name, c.times) for c in view.people] == [("Ren Ito", 1)]
    other = profile(desk, eva)
    assert [(s.room, s.own) for s in other.stays] == [("101", False)]
    assert [c.name for c in other.people] == ["Friederike Brandt"]


def test_who_did_not_come(desk: Desk) -> None:
    """No-shows and cancelled stays are counted, and are no nights."""
    guest = GuestRef(desk.app.new_id(), "Silva", "Rui")
    missed, off, coming = desk.request("101", 0, 3), desk.request("102", 0, 3), desk.request("103", 5, 3)
    for room in (missed, off, coming):
        desk.app.execute(replace(desk.reserve(room), guest=guest))
    desk.do(CancelStay, stay_id=off.stay_id)
    desk.close_day()
    desk.do(MarkNoShow, stay_id=missed.stay_id)
    view = profile(desk, guest.guest_id)
    assert (view.no_shows, view.cancelled, view.nights, len(view.stays)) == (1, 1, 3, 3)


def test_wishes_and_people(desk: Desk) -> None:
    """Kept by kind, taken away by empty words, shown at check-in; relations read from both sides."""
    stay_id = desk.book("101")
    guest_id, son = desk.view(stay_id).guest_id, desk.app.new_id()
    desk.do(AddGuest, guest_id=son, surname="Brandt", given="Ole")
    desk.do(SetPreferences, guest_id=guest_id, likes=(("allergy", " Nuts "), ("floor", "High floor")))
    desk.do(SetPreferences, guest_id=guest_id, likes=(("floor", ""), ("bed", "Twin beds")))
    assert profile(desk, guest_id).preferences == (("bed", "Twin beds"), ("allergy", "Nuts"))
    desk.refused(InvalidInput, SetPreferences, guest_id=guest_id, likes=(("shoes", "42"),))
    long = desk.refused(InvalidInput, SetPreferences, guest_id=guest_id, likes=(("bed", "x" * 201),))
    assert long.field == "bed"
    known = desk.app.ask(CheckInFacts(stay_id=stay_id, now=desk.app.clock.now())).wishes
    assert [(wish.kind, wish.text) for wish in known] == [
        ("alert", "Allergies: Nuts"), ("wish", "Bed: Twin beds"),
    ]  # fmt: skip
    relate = {"relation_id": desk.app.new_id(), "guest_id": guest_id, "other_id": son}
    desk.do(RelateGuests, **relate, kind="child")
    assert [(c.name, c.kind) for c in profile(desk, guest_id).people] == [("Ole Brandt", "child")]
    assert [c.kind for c in profile(desk, son).people] == ["parent"]
    assert [c.name for c in desk.app.ask(CompanionsOf(guest_id=son))] == ["Friederike Brandt"]
    desk.do(RelateGuests, relation_id=desk.app.new_id(), guest_id=son, other_id=guest_id, kind="friend")
    assert [c.kind for c in profile(desk, guest_id).people] == ["friend"]
    desk.refused(InvalidInput, RelateGuests, **relate | {"other_id": guest_id}, kind="child")
    desk.refused(InvalidInput, RelateGuests, **relate, kind="enemy")
    desk.do(UnrelateGuests, guest_id=son, other_id=guest_id)
    assert profile(desk, guest_id).people == ()


def test_who_shares_is_looked_at_too(desk: Desk) -> None:
    """At check-in the desk learns that somebody who came along is not wanted, and who is important."""
    stay_id = desk.book("101", adults=2)
    other = desk.app.new_id()
    desk.do(AddGuest, guest_id=other, surname="Grob", given="Max", blacklist_reason="Broke a door", vip=1)
    desk.do(ShareStay, stay_id=stay_id, guest=GuestRef(other))
    known = desk.app.ask(CheckInFacts(stay_id=stay_id, now=desk.app.clock.now())).wishes
    assert [(wish.kind, wish.text) for wish in known] == [
        ("alert", "Do not let Max Grob in: Broke a door"), ("note", "Max Grob is VIP 1"),
    ]  # fmt: skip


def test_a_stranger(desk: Desk) -> None:
    """Nobody has this id."""
    with pytest.raises(NotFound):
        profile(desk, desk.app.new_id())
