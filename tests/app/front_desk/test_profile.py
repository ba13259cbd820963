"""A guest's profile: stays past and coming, what was spent, documents with a masked number, companions."""

import pytest

from app.features.folios import SetUpLedgers
from app.features.front_desk import GuestProfile, ProfileView, ShareStay, VerifyIdentity
from app.features.front_desk.queries.profile import masked
from app.features.guests import ChangeGuest
from app.features.reservations import GuestRef
from app.kernel.errors import NotFound
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
    assert (view.name, view.vip, view.blacklist_reason, view.nights) == (
        "Friederike Brandt", 2, "Unpaid bill", 2,
    )  # fmt: skip
    assert [(s.room, s.status, s.is_coming, s.own) for s in view.stays] == [("101", "checked_in", True, True)]
    assert view.spent == {}
    post_nights(desk)
    assert profile(desk, guest_id).spent == {"EUR": 9_000}
    (document,) = view.documents
    assert (document.kind, document.number, document.by_name) == ("passport", "••••••T47", "Owner")
    assert [(c.name, c.times) for c in view.companions] == [("Ren Ito", 1)]
    other = profile(desk, eva)
    assert [(s.room, s.own) for s in other.stays] == [("101", False)]
    assert [c.name for c in other.companions] == ["Friederike Brandt"]


def test_a_stranger(desk: Desk) -> None:
    """Nobody has this id."""
    with pytest.raises(NotFound):
        profile(desk, desk.app.new_id())


def test_masked() -> None:
    """The end of a long number; of a short one less, of none nothing."""
    assert [masked(number) for number in ("C01X00T47", "AB12", "A", "")] == ["••••••T47", "••12", "•", ""]
