"""What the desk does around a check-in: documents, guarantees, signatures, keys, rooms, fees, many guests."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.features import folios
from app.features.folios import DepositPart, SetUpLedgers
from app.features.front_desk import (
    Band,
    ChargeFee,
    CheckIn,
    CheckInFacts,
    CheckInMany,
    CheckInView,
    CheckOut,
    CheckOutFacts,
    CheckOutMany,
    ExpressCheckIn,
    ExpressCheckOut,
    GiveRoom,
    IssueKeys,
    NoFee,
    NotExpected,
    ReturnKeys,
    SecureStay,
    SetDeskTerms,
    SignRegistration,
    VerifyIdentity,
)
from app.features.guests import GuestDetail
from app.features.property import Articles, Housekeeping, SetRoomState
from app.kernel.errors import AppError, InvalidInput, NotFound
from tests.support.bills import faults, post_nights
from tests.support.desk import Desk

PASSPORT = {
    "surname": "Okonkwo", "given": "Adaeze", "kind": "passport", "number": "A09417726", "nationality": "NG",
    "birth_date": "1988-03-14", "expires": "2029-07-02",
}  # fmt: skip


@pytest.fixture
def money(desk: Desk) -> Desk:
    """The desk with ledgers."""
    desk.do(SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    return desk


def facts(desk: Desk, stay_id: UUID) -> CheckInView:
    """All that the dialog shows."""
    return desk.app.ask(CheckInFacts(stay_id=stay_id, now=desk.app.clock.now()))


def verify(desk: Desk, stay_id: UUID, **more: object) -> None:
    """A passport was seen."""
    desk.do(VerifyIdentity, check_id=desk.app.new_id(), stay_id=stay_id, **{"facts": PASSPORT} | more)


def test_a_document_is_looked_at_and_let_go(desk: Desk) -> None:
    """What the register asks for stays, the guest's record learns birth and nationality; undo forgets it."""
    stay_id = desk.book("101")
    assert facts(desk, stay_id).guest.needed == ("surname", "kind", "number", "nationality", "birth_date")
    command = VerifyIdentity(
        id=desk.app.new_id(), check_id=desk.app.new_id(), stay_id=stay_id, facts=PASSPORT, way="scanner"
    )
    before = desk.digest()
    desk.app.execute(command)
    (seen,) = facts(desk, stay_id).identities
    assert (seen.kind, seen.way, seen.by_name) == ("passport", "scanner", desk.app.actor.name)
    assert dict(seen.facts) == {"kind": "passport", "number": "A09417726"}
    guest = desk.app.ask(GuestDetail(guest_id=desk.view(stay_id).guest_id))
    assert (guest.nationality, str(guest.birth_date)) == ("NG", "1988-03-14")
    desk.app.undo(command.id)
    assert desk.digest() == before


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [("birth_date", "2027-01-01", "future"), ("birth_date", "1850-01-01", "old"), ("number", "", "number"),
     ("birth_date", "14.03.1988", "date"), ("surname", "x" * 201, "200"), ("kind", "library", "document"),
     ("nationality", "", "nationality"), ("shoe", "42", "asks")],
)  # fmt: skip
@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_what_cannot_be_is_said_at_its_field(desk: Desk, field: str, value: str, word: str) -> None:
    """A sentence beside the field; nothing is written."""
    stay_id = desk.book("101")
    refusal = desk.refused(
        InvalidInput, VerifyIdentity, check_id=desk.app.new_id(), stay_id=stay_id,
        facts=PASSPORT | {field: value},
    )  # fmt: skip
    assert refusal.field == field
    assert word in refusal.sentence


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_names_of_all_kinds(desk: Desk) -> None:
    """Two hundred letters of any script, and one name alone; second guests have their own facts."""
    stay_id = desk.book("101")
    verify(desk, stay_id, facts=PASSPORT | {"surname": "ა" * 200})
    verify(desk, stay_id, facts=PASSPORT | {"surname": "", "given": "Suharto"})
    verify(desk, stay_id, facts=PASSPORT | {"surname": "李", "number": "E1"}, place=2)
    first, second = facts(desk, stay_id).identities
    assert (first.place, second.place) == (1, 2)
    assert second.facts["surname"] == "李"
    desk.refused(
        InvalidInput, VerifyIdentity, check_id=desk.app.new_id(), stay_id=stay_id, facts=PASSPORT, place=51
    )


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_what_guarantees_a_stay(money: Desk) -> None:
    """The approval of a hold, or nothing and why; a company only where one is. Card numbers are refused."""
    stay_id = money.book("101", prices=(9_000, 9_000))
    assert facts(money, stay_id).money.to_guarantee_minor == 18_000
    for wrong in (
        {"way": "card", "amount_minor": 18_000}, {"way": "card", "reference": "118204"},
        {"way": "none"}, {"way": "company"}, {"way": "hope"},
    ):  # fmt: skip
        money.refused(InvalidInput, SecureStay, stay_id=stay_id, **wrong)
    money.refused(AppError, SecureStay, stay_id=stay_id, way="none", reason="4242 4242 4242 4242")
    money.do(SecureStay, stay_id=stay_id, way="card", amount_minor=10_000, reference="118 204")
    assert facts(money, stay_id).money.to_guarantee_minor == 8_000
    money.do(SecureStay, stay_id=stay_id, way="none", reason="Staff of the house")
    view = facts(money, stay_id).money
    assert (view.to_guarantee_minor, view.due_minor, view.way) == (0, 18_000, "none")


def test_what_is_due_counts_what_was_paid(money: Desk) -> None:
    """A deposit, a payment and a charge, with the city's tax and the house's extras."""
    hotel = {"property_id": money.hotel.property_id}
    money.do(SetDeskTerms, extras_minor=2_000, **hotel)
    stay_id = money.book("101", 0, 2, prices=(9_000, 9_000))
    booking = money.view(stay_id).reservation_id
    money.do(
        folios.ScheduleDeposits, reservation_id=booking, parts=(DepositPart(bp=5_000, before_arrival=0),),
        due_ids=(money.app.new_id(),),
    )  # fmt: skip
    money.do(
        folios.TakeDeposit, payment_id=money.app.new_id(), folio_id=money.app.new_id(),
        method="bank_transfer", amount_minor=9_000, reservation_id=booking, reference="NW-1",
    )  # fmt: skip
    view = facts(money, stay_id).money
    assert (view.room_minor, view.prepaid_minor, view.due_minor) == (18_000, 9_000, 9_000)
    assert (view.extras_minor, view.to_guarantee_minor) == (4_000, 13_000)
    money.do(CheckIn, stay_id=stay_id)
    assert facts(money, stay_id).money.due_minor == 9_000


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_a_card_is_signed(desk: Desk) -> None:
    """Strokes in a box, or paper; nothing and nonsense are no signature."""
    stay_id = desk.book("101")
    assert facts(desk, stay_id).guest.is_signed
    for strokes in ("", "hello", "1,2 x", "12345,1"):
        desk.refused(InvalidInput, SignRegistration, stay_id=stay_id, strokes=strokes)
    desk.refused(InvalidInput, SignRegistration, stay_id=stay_id, strokes="1,1 " * 7_000 + "1,1")
    desk.refused(InvalidInput, SignRegistration, stay_id=stay_id, way="air", strokes="1,2")
    desk.do(SignRegistration, stay_id=stay_id, strokes="1,2 30,40;50,60 70,80", language="en")
    assert (facts(desk, stay_id).signed, facts(desk, stay_id).strokes[:7]) == ("screen", "1,2 30,")
    desk.do(SignRegistration, stay_id=stay_id, way="paper")
    assert (facts(desk, stay_id).signed, facts(desk, stay_id).strokes) == ("paper", "")


def test_keys_are_given_and_come_back(desk: Desk) -> None:
    """With the check-in, one more later; never more back than are out."""
    stay_id = desk.book("101")
    desk.refused(NotExpected, IssueKeys, issue_id=desk.app.new_id(), stay_id=stay_id, count=1)
    desk.refused(InvalidInput, CheckIn, stay_id=stay_id, keys=21)
    desk.refused(InvalidInput, CheckIn, stay_id=stay_id, keys=1, key_kind="bread")
    command = CheckIn(id=desk.app.new_id(), stay_id=stay_id, keys=2)
    before = desk.digest()
    desk.app.execute(command)
    assert facts(desk, stay_id).keys == 2
    desk.app.undo(command.id)
    assert desk.digest() == before
    desk.do(CheckIn, stay_id=stay_id, keys=2)
    desk.do(IssueKeys, issue_id=desk.app.new_id(), stay_id=stay_id, count=1, kind="mobile")
    desk.refused(InvalidInput, ReturnKeys, stay_id=stay_id, count=4)
    desk.do(ReturnKeys, stay_id=stay_id, count=2)
    assert facts(desk, stay_id).keys == 1
    desk.do(CheckOut, stay_id=stay_id, keys_back=1)
    assert facts(desk, stay_id).keys == 0


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_rooms_that_are_offered(desk: Desk) -> None:
    """The booked one first, whatever its state; three ready ones; the dearer type with its difference."""
    for number, state in (("101", Housekeeping.DIRTY), ("102", Housekeeping.DIRTY)):
        desk.do(SetRoomState, room_id=desk.rooms[number], housekeeping=state)
    desk.book("103", 1, 1)
    stay_id = desk.book("101", 0, 2)
    found = facts(desk, stay_id).rooms
    assert [(r.number, r.is_booked, r.is_ready, r.difference_minor) for r in found] == [
        ("101", True, False, 0), ("104", False, True, 0), ("201", False, True, 10_000),
        ("202", False, True, 10_000),
    ]  # fmt: skip
    desk.refused(InvalidInput, GiveRoom, stay_id=stay_id, room_id=desk.rooms["201"])
    desk.refused(InvalidInput, GiveRoom, stay_id=stay_id, room_id=desk.rooms["201"], reason="x" * 201)
    desk.do(GiveRoom, stay_id=stay_id, room_id=desk.rooms["201"], reason="Room 101 was not ready")
    assert desk.nights(stay_id) == [(0, "201", 9_000), (1, "201", 9_000)]
    desk.do(GiveRoom, stay_id=stay_id, room_id=desk.rooms["104"])
    desk.do(GiveRoom, stay_id=stay_id, room_id=desk.rooms["202"], reprice=True)
    assert desk.nights(stay_id) == [(0, "202", 14_000), (1, "202", 14_000)]


def test_early_and_late_cost_by_the_hour(money: Desk) -> None:
    """The band of the hour, an amount or a share; nothing by day; charged as the house's article."""
    article = money.app.ask(Articles(property_id=money.hotel.property_id))[-1].code
    terms = {
        "property_id": money.hotel.property_id, "early_article": article, "late_article": article,
        "early": (Band(time(6), percent=100), Band(time(10), percent=50)),
        "late": (Band(time(13), minor=2_500), Band(time(18), percent=100)),
    }  # fmt: skip
    for wrong in (
        {"early": (Band(time(6)),)}, {"early": (Band(time(6), 5, 5),)}, {"late_article": ""},
        {"late": (Band(time(6), percent=101),)}, {"extras_minor": -1}, {"key_kind": "bread"},
        {"early": (Band(time(6), 1), Band(time(6), 2))}, {"late": tuple(Band(time(n), 1) for n in range(7))},
    ):  # fmt: skip
        money.refused(InvalidInput, SetDeskTerms, **terms | wrong)
    money.refused(NotFound, SetDeskTerms, **terms | {"early_article": "NONE"})
    money.do(SetDeskTerms, **terms)
    stay_id = money.book("101", 0, 1, prices=(9_001,))
    day = datetime.combine(money.day(0), time(9), UTC)
    shown = money.app.ask(CheckInFacts(stay_id=stay_id, now=day)).money
    assert (shown.fee_minor, shown.due_minor) == (4_501, 13_502)
    assert money.app.ask(CheckInFacts(stay_id=stay_id, now=day + timedelta(hours=2))).money.fee_minor == 0
    money.do(CheckIn, stay_id=stay_id)
    money.refused(NoFee, ChargeFee, stay_id=stay_id, kind="early", at=day + timedelta(hours=3))
    money.refused(InvalidInput, ChargeFee, stay_id=stay_id, kind="never", at=day)
    money.do(ChargeFee, stay_id=stay_id, kind="early", at=day)
    post_nights(money)
    money.close_day()
    noon = datetime.combine(money.day(1), time(13, 30), UTC)
    leaving = money.app.ask(CheckOutFacts(stay_id=stay_id, now=noon))
    assert (leaving.fee_minor, leaving.owed_minor) == (2_500, 13_502)
    money.do(ChargeFee, stay_id=stay_id, kind="late", at=noon)
    assert money.app.ask(CheckOutFacts(stay_id=stay_id, now=noon)).owed_minor == 16_002
    assert faults(money) == []


def test_who_leaves_early_gets_nights_back(money: Desk) -> None:
    """Nights from today on are free again; what was posted for tonight is reversed at its own price."""
    stay_id = money.check_in("101", 4, prices=(8_000, 8_500, 9_000, 9_500))
    post_nights(money)
    money.close_day()
    post_nights(money)
    view = money.app.ask(CheckOutFacts(stay_id=stay_id, now=money.app.clock.now()))
    assert (len(view.given_back), view.given_back_minor, view.posted_back_minor) == (3, 27_000, 8_500)
    assert view.owed_minor == 16_500
    assert money.do(CheckOut, stay_id=stay_id).result["given_back_minor"] == 8_500
    after = money.app.ask(CheckOutFacts(stay_id=stay_id, now=money.app.clock.now()))
    assert (after.owed_minor, money.nights(stay_id)) == (8_000, [(0, "101", 8_000)])
    assert faults(money) == []


def test_many_arrive_at_once(desk: Desk) -> None:
    """Those in order go in, each of the others stays with the reason; all of it is one step to undo."""
    good, dirty, homeless = desk.book("101"), desk.book("102"), desk.book("")
    desk.do(SetRoomState, room_id=desk.rooms["102"], housekeeping=Housekeeping.DIRTY)
    query = ExpressCheckIn(property_id=desk.hotel.property_id, now=desk.app.clock.now())
    rows = {row.stay_id: row for row in desk.app.ask(query)}
    assert {row.stops for row in rows.values()} == {True, False}
    assert (rows[good].missing[0], rows[dirty].missing[0]) == ("identity", "room not ready")
    assert rows[homeless].missing[0] == "no room"
    before = desk.digest()
    command = CheckInMany(id=desk.app.new_id(), stay_ids=(good, dirty, homeless, good), keys=1)
    result: Any = desk.app.execute(command).result
    assert result["done"] == [str(good)]
    assert [told for _, told in result["stayed"]] == [
        "Friederike Brandt cannot be checked in: room 102 is not ready.",
        "Friederike Brandt has no room yet.",
    ]  # fmt: skip
    assert [desk.view(stay_id).status for stay_id in (good, dirty)] == ["checked_in", "confirmed"]
    desk.app.undo(command.id)
    assert desk.digest() == before
    desk.refused(InvalidInput, CheckInMany, stay_ids=())


def test_many_leave_at_once(money: Desk) -> None:
    """Who owes nothing goes; who owes or gets money back stays."""
    free, owing = money.check_in("101", 1, prices=(0,)), money.check_in("102", 1, name="Costa")
    post_nights(money)
    money.close_day()
    query = ExpressCheckOut(property_id=money.hotel.property_id, now=money.app.clock.now())
    rows = {row.stay_id: row.missing for row in money.app.ask(query)}
    assert (rows[free], rows[owing]) == ((), ("balance",))
    result = money.do(CheckOutMany, stay_ids=(free, owing)).result
    assert (result["done"], result["stayed"]) == (
        [str(free)], [[str(owing), "Friederike Costa still owes 90.00 EUR."]]
    )  # fmt: skip
    assert money.view(owing).status == "checked_in"


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_in_and_out_twice_is_said(desk: Desk) -> None:
    """Each wrong state has its own sentence; who could come in now is offered to."""
    stay_id = desk.book("101", 0, 2)
    refusal = desk.refused(NotExpected, CheckOut, stay_id=stay_id)
    assert [type(choice.command) for choice in refusal.choices] == [CheckIn]
    desk.do(CheckIn, stay_id=stay_id)
    assert "in the house" in desk.refused(NotExpected, CheckIn, stay_id=stay_id).sentence
    desk.do(CheckOut, stay_id=stay_id)
    assert "left already" in desk.refused(NotExpected, CheckOut, stay_id=stay_id).sentence
    assert "left already" in desk.refused(NotExpected, CheckIn, stay_id=stay_id).sentence


def test_check_in_and_out_are_taken_back_where_money_moved(money: Desk) -> None:
    """A deposit is held again, nights and what they cost come back, by postings; redo does it once more."""
    stay_id = money.book("101", 0, 3, prices=(8_000, 8_500, 9_000))
    money.do(
        folios.TakeDeposit, payment_id=money.app.new_id(), folio_id=money.app.new_id(),
        method="bank_transfer", amount_minor=5_000, reservation_id=money.view(stay_id).reservation_id,
        reference="NW-2",
    )  # fmt: skip
    came = CheckIn(id=money.app.new_id(), stay_id=stay_id, keys=2)
    money.app.execute(came)
    back = money.app.undo(came.id)
    assert (money.view(stay_id).status, facts(money, stay_id).keys) == ("confirmed", 0)
    assert facts(money, stay_id).money.prepaid_minor == 5_000
    assert faults(money) == []
    money.app.undo(money.commands_since(back.changes.revision)[0])
    assert (money.view(stay_id).status, facts(money, stay_id).keys) == ("checked_in", 2)
    post_nights(money)
    money.close_day()
    post_nights(money)
    nights = money.nights(stay_id)
    left = CheckOut(id=money.app.new_id(), stay_id=stay_id, keys_back=2)
    owed = money.app.ask(CheckOutFacts(stay_id=stay_id, now=money.app.clock.now())).owed_minor
    money.app.execute(left)
    money.app.undo(left.id)
    after = money.app.ask(CheckOutFacts(stay_id=stay_id, now=money.app.clock.now()))
    assert (money.nights(stay_id), after.owed_minor, after.keys_out) == (nights, owed, 2)
    assert money.view(stay_id).status == "checked_in"
    money.ensure_sound()
    assert faults(money) == []
