"""Each check-in has one entry in the guest register: complete it, send it, hear the answer, take it back."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.bootstrap import check_house
from app.features import front_desk
from app.features import property as house
from app.features.front_desk import (
    AnswerRegister,
    CheckIn,
    CheckInMany,
    CompleteRegister,
    MarkRegisterSent,
    NotReady,
    Register,
    RegisterClosed,
    RegisterFile,
    RegisterRow,
    SetRegisterTerms,
    ShareStay,
    VerifyIdentity,
)
from app.features.front_desk.models.register import RegisterEntry
from app.features.front_desk.rules.register import Shown
from app.features.reservations import GuestRef
from app.infra.undo import ChangedSince
from app.kernel.commands import Command
from app.kernel.errors import InvalidInput, NotFound
from tests.support.desk import Desk
from tests.support.houses import OPENED

PASSPORT = {
    "surname": "Brandt", "given": "Friederike", "kind": "passport", "number": "C01X00T47", "sex": "F",
    "nationality": "DE", "birth_date": "1988-03-14", "issued_by": "DE", "birth_place": "Germany",
    "address": "Lindenallee 5", "phone": "+49 30 1",
}  # fmt: skip


def rows(desk: Desk, *, everything: bool = False) -> tuple[RegisterRow, ...]:
    """The register of the desk's hotel."""
    query = Register(now=desk.app.clock.now(), property_id=desk.hotel.property_id, everything=everything)
    return desk.app.ask(query).rows


def did(desk: Desk, kind: type[Command], **fields: object) -> UUID:
    """Execute a command; its id."""
    id_ = desk.app.new_id()
    desk.app.execute(kind(id=id_, **fields))
    return id_


def one(desk: Desk, stay_id: UUID) -> RegisterRow:
    """The entry of a stay."""
    (row,) = (row for row in rows(desk, everything=True) if row.stay_id == stay_id)
    return row


def verify(desk: Desk, stay_id: UUID, **more: object) -> None:
    """A passport was seen."""
    desk.do(VerifyIdentity, check_id=desk.app.new_id(), stay_id=stay_id, **{"facts": PASSPORT} | more)


def faults(desk: Desk) -> list[str]:
    """What the check finds of the register."""
    (report,) = check_house(desk.app.database).values()
    return [finding.sentence for finding in report.findings if finding.check == "front_desk.register"]


def test_one_entry_for_each_check_in(desk: Desk) -> None:
    """It comes with the check-in, goes with its undo, comes again with the next; never a second one."""
    stay_id = desk.book("101", adults=2)
    assert rows(desk) == ()
    came = did(desk, CheckIn, stay_id=stay_id)
    (row,) = rows(desk)
    assert (row.guest, row.room, row.party, row.state) == (
        "Friederike Brandt", "101", 2, Shown.INCOMPLETE,
    )  # fmt: skip
    assert row.due_at - row.arrived_at == timedelta(hours=24)
    assert {(lack.place, lack.field) for lack in row.lacks} >= {(1, "number"), (2, "surname")}
    desk.app.undo(came)
    assert rows(desk) == ()
    desk.refused(NotFound, CompleteRegister, stay_id=stay_id, facts={"number": "1"})
    desk.do(CheckIn, stay_id=stay_id)
    others = (desk.book("102"), desk.book("103"))
    desk.do(CheckInMany, stay_ids=others)
    assert {row.stay_id for row in rows(desk)} == {stay_id, *others}
    assert faults(desk) == []


def test_completed_sent_and_answered(desk: Desk) -> None:
    """Documents and sharers fill it; what is missing is named; sent it is closed; refused it opens again."""
    stay_id = desk.check_in("101", adults=2)
    verify(desk, stay_id)
    assert next((lack.place, lack.field) for lack in one(desk, stay_id).lacks) == (2, "surname")
    assert "person 2" in desk.refused(NotReady, MarkRegisterSent, stay_ids=(stay_id,)).sentence
    with pytest.raises(NotReady):
        desk.app.ask(RegisterFile(stay_ids=(stay_id,)))
    desk.do(ShareStay, stay_id=stay_id, guest=GuestRef(desk.app.new_id(), "Ito", "Ren"))
    rest = {"nationality": "JP", "birth_date": "1990-01-02", "kind": "passport", "number": "TK1"}
    desk.do(CompleteRegister, stay_id=stay_id, place=2, facts=rest)
    row = one(desk, stay_id)
    assert (row.state, row.persons[1]["surname"], row.lacks) == (Shown.TO_SEND, "Ito", ())
    file = desk.app.ask(RegisterFile(stay_ids=(stay_id,)))
    assert file.name == "guests-2026-11-21.csv"
    assert file.content.decode("utf-8-sig").count("\r\n") == 3
    sent = did(desk, MarkRegisterSent, stay_ids=(stay_id,), reference="L-7")
    assert (one(desk, stay_id).state, one(desk, stay_id).sent_by) == (Shown.SENT, "Owner")
    assert rows(desk) == ()
    desk.refused(RegisterClosed, MarkRegisterSent, stay_ids=(stay_id,))
    refusal = did(desk, AnswerRegister, stay_id=stay_id, answer="refused", words="Number is too short.")
    assert [(row.state, row.answer) for row in rows(desk)] == [(Shown.REFUSED, "Number is too short.")]
    desk.refused(RegisterClosed, AnswerRegister, stay_id=stay_id, answer="processed")
    desk.do(CompleteRegister, stay_id=stay_id, facts={"number": "C01X00T47", "address": ""})
    assert one(desk, stay_id).state is Shown.TO_SEND
    with pytest.raises(ChangedSince):
        desk.app.undo(refusal)
    with pytest.raises(ChangedSince):
        desk.app.undo(sent)


def test_sending_is_taken_back_and_a_sent_check_in_is_not(desk: Desk) -> None:
    """By mistake marked as sent: undo opens it. The check-in of a sent entry stands until then."""
    stay_id = desk.book("101")
    came = did(desk, CheckIn, stay_id=stay_id)
    desk.do(CompleteRegister, stay_id=stay_id,
            facts={n: PASSPORT[n] for n in ("kind", "number", "nationality", "birth_date")})  # fmt: skip
    desk.clock().forward(hours=25)
    assert one(desk, stay_id).late
    sent = did(desk, MarkRegisterSent, stay_ids=(stay_id,))
    assert not one(desk, stay_id).late
    with pytest.raises(RegisterClosed, match="the check-in stands"):
        desk.app.undo(came)
    desk.app.undo(sent)
    assert one(desk, stay_id).state is Shown.TO_SEND


@pytest.fixture
def abroad(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """A desk in another country."""
    country, new_id = str(request.param), desk.app.new_id
    property_id, type_id, room_id = new_id(), new_id(), new_id()
    desk.do(house.SetUpProperty, property_id=property_id, code=country, name=country, country=country,
            timezone="Europe/Rome", currency="EUR", business_date=OPENED)  # fmt: skip
    desk.do(house.AddRoomType, room_type_id=type_id, property_id=property_id, code="STD", name="Standard",
            max_occupancy=4, rack_rate_minor=9_000)  # fmt: skip
    desk.do(house.AddRooms, property_id=property_id, room_type_id=type_id, room_ids=(room_id,),
            rooms=(house.RoomSpec("101"),))  # fmt: skip
    hotel = type(desk.hotel)(property_id, type_id, (room_id,))
    return Desk(desk.app, hotel, type_id, {"101": room_id})


@pytest.mark.parametrize("abroad", ["IT"], indirect=True)
def test_italy(abroad: Desk) -> None:
    """One night: six hours. The passport that was seen fills the line."""
    stay_id = abroad.check_in("101", nights=1)
    row = one(abroad, stay_id)
    assert (row.country, row.due_at - row.arrived_at) == ("IT", timedelta(hours=6))
    verify(abroad, stay_id)
    file = abroad.app.ask(RegisterFile(stay_ids=(stay_id,)))
    assert file.name == "alloggiati-2026-11-21.txt"
    assert (len(file.content), file.content[:20]) == (168, b"1621/11/202601BRANDT")


@pytest.mark.parametrize("abroad", ["ES"], indirect=True)
def test_spain(abroad: Desk, tmp_path: Path) -> None:
    """The house needs its code; sent it waits for the answer, which may be an error."""
    stay_id = abroad.check_in("101")
    verify(abroad, stay_id)
    more = {"home_country": "DE", "postcode": "10115", "town": "Berlin"}
    abroad.do(CompleteRegister, stay_id=stay_id, facts=more)
    assert abroad.refused(NotReady, MarkRegisterSent, stay_ids=(stay_id,)).field == "establishment"
    abroad.do(SetRegisterTerms, property_id=abroad.hotel.property_id, establishment=" 0000000972 ")
    file = abroad.app.ask(RegisterFile(stay_ids=(stay_id,)))
    assert b"<codigoEstablecimiento>0000000972<" in file.content
    front_desk.save_file(tmp_path / file.name, file.content)
    assert (tmp_path / "ses-viajeros-2026-11-21.xml").read_bytes() == file.content
    abroad.do(MarkRegisterSent, stay_ids=(stay_id,), reference="lote 5")
    assert one(abroad, stay_id).state is Shown.TO_PROCESS
    abroad.do(AnswerRegister, stay_id=stay_id, answer="failed", words="timeout")
    assert one(abroad, stay_id).state is Shown.FAILED
    abroad.do(MarkRegisterSent, stay_ids=(stay_id,), reference="lote 6")
    abroad.do(AnswerRegister, stay_id=stay_id, answer="processed")
    assert one(abroad, stay_id).state is Shown.PROCESSED
    assert rows(abroad) == ()


def test_what_cannot_be_is_said(desk: Desk) -> None:
    """At the field, and nothing changes."""
    stay_id = desk.check_in("101")
    for field, value in (
        ("shoe_size", "43"), ("number", "x" * 201), ("birth_date", "2030-01-01"), ("kind", "library card"),
        ("expires", "soon"),
    ):  # fmt: skip
        error = desk.refused(InvalidInput, CompleteRegister, stay_id=stay_id, facts={field: value})
        assert error.field == field
    assert desk.refused(InvalidInput, CompleteRegister, stay_id=stay_id, facts={}, place=51).field == "place"
    desk.refused(NotFound, MarkRegisterSent, stay_ids=(stay_id, desk.app.new_id()))
    long = {"property_id": desk.hotel.property_id, "establishment": "9" * 21}
    assert desk.refused(InvalidInput, SetRegisterTerms, **long).field == "establishment"
    desk.refused(RegisterClosed, AnswerRegister, stay_id=stay_id, answer="processed")
    wrong = {"stay_id": stay_id, "answer": "maybe"}
    assert desk.refused(InvalidInput, AnswerRegister, **wrong).field == "answer"
    with pytest.raises(NotReady):
        desk.app.ask(RegisterFile(stay_ids=()))


def test_the_check_sees_a_missing_entry(desk: Desk) -> None:
    """Control: an entry that is gone, and one of somebody who never came, are told."""
    first, second = desk.check_in("101"), desk.check_in("102", name="Ito")
    third = desk.book("103", name="Kim")
    assert faults(desk) == []
    database, tenant = desk.app.database, desk.app.actor.tenant_id
    with database.writer(tenant) as session, session.begin():
        entry = session.get(RegisterEntry, (tenant, second))
        kept = session.get(RegisterEntry, (tenant, first))
        assert entry is not None
        assert kept is not None
        session.delete(entry)
        names = [c.key for c in RegisterEntry.__table__.columns if c.key != "stay_id"]
        session.add(RegisterEntry(stay_id=third, **{name: getattr(kept, name) for name in names}))
    told = sorted(faults(desk))
    assert len(told) == 2
    assert "Ito" in told[0]
    assert "is not in the guest register" in told[0]
    assert "Kim" in told[1]
    assert "did not check in" in told[1]
