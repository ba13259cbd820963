"""What was told is kept without numbers; a change is a correction; Spain takes back; names become codes."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.features import folios
from app.features import property as house
from app.features.front_desk import (
    AddRegisterPlaces,
    AnswerRegister,
    CheckIn,
    CheckInMany,
    CheckOut,
    CompleteRegister,
    EndSharing,
    MarkRegisterSent,
    NoPlaces,
    NotReady,
    PlaceLine,
    RegisterClosed,
    RegisterCount,
    RegisterFile,
    RegisterFilings,
    RegisterWithdrawal,
    SetRegisterTerms,
    ShareStay,
    VerifyIdentity,
    WithdrawRegister,
    read_places,
)
from app.features.front_desk.models.register import RegisterEntry, RegisterFiling
from app.features.front_desk.rules.register import Shown
from app.features.reservations import CancelStay, ChangeStayDates, GuestRef
from app.features.reservations.models import Stay
from app.kernel.errors import AppError, InvalidInput
from tests.app.front_desk.test_register import PASSPORT, did, one, rows, verify
from tests.support.desk import Desk
from tests.support.houses import OPENED

CODE = "44444444-4444-4444-4444-444444444441"


def abroad(desk: Desk, country: str) -> Desk:
    """The desk of another hotel of the same house, in a country."""
    new_id = desk.app.new_id
    property_id, type_id, rooms = new_id(), new_id(), (new_id(), new_id())
    desk.do(house.SetUpProperty, property_id=property_id, code=country, name=country, country=country,
            timezone="Europe/Rome", currency="EUR", business_date=OPENED)  # fmt: skip
    desk.do(house.AddRoomType, room_type_id=type_id, property_id=property_id, code="STD", name="Standard",
            max_occupancy=4, rack_rate_minor=9_000)  # fmt: skip
    desk.do(house.AddRooms, property_id=property_id, room_type_id=type_id, room_ids=rooms,
            rooms=(house.RoomSpec("101"), house.RoomSpec("102")))  # fmt: skip
    hotel = type(desk.hotel)(property_id, type_id, rooms)
    return Desk(desk.app, hotel, type_id, dict(zip(("101", "102"), rooms, strict=True)))


def test_a_change_after_sending_is_a_correction(desk: Desk) -> None:
    """Told without numbers; a longer stay changes nothing, a nationality and a number do; then it is over."""
    stay_id = desk.check_in("101")
    verify(desk, stay_id)
    desk.do(MarkRegisterSent, stay_ids=(stay_id,), reference="first.csv")
    desk.do(ChangeStayDates, stay_id=stay_id, arrival=desk.day(0), departure=desk.day(5))
    assert one(desk, stay_id).state is Shown.SENT
    desk.do(CompleteRegister, stay_id=stay_id, facts={"nationality": "FR"})
    (row,) = rows(desk)
    assert (row.state, [lack.field for lack in row.changes]) == (Shown.TO_CORRECT, ["nationality"])
    assert desk.app.ask(RegisterCount(now=desk.app.clock.now())).waiting == 1
    desk.do(MarkRegisterSent, stay_ids=(stay_id,), reference="second.csv")
    assert rows(desk) == ()
    desk.do(CompleteRegister, stay_id=stay_id, facts={"number": "C01X00T48"})
    assert [lack.field for lack in rows(desk)[0].changes] == ["number"]
    sent = did(desk, MarkRegisterSent, stay_ids=(stay_id,), reference="third.csv")
    told = desk.app.ask(RegisterFilings(stay_id=stay_id))
    assert [(each.kind, each.reference) for each in told] == [
        ("correction", "third.csv"), ("correction", "second.csv"), ("entry", "first.csv"),
    ]  # fmt: skip
    assert told[0].digest != told[1].digest
    assert told[0].persons[0]["nationality"] == "FR"
    assert "C01X00T4" not in str(told)
    desk.app.undo(sent)
    assert len(desk.app.ask(RegisterFilings(stay_id=stay_id))) == 2
    assert rows(desk)[0].state is Shown.TO_CORRECT


def test_what_was_told_is_not_kept_for_ever(desk: Desk) -> None:
    """A year here: when a day is closed after it, the facts are gone and that something was told is not."""
    stay_id = desk.check_in("101")
    verify(desk, stay_id)
    desk.do(CompleteRegister, stay_id=stay_id, facts={"birth_place": "Bonn"})
    desk.do(MarkRegisterSent, stay_ids=(stay_id,))
    (told,) = desk.app.ask(RegisterFilings(stay_id=stay_id))
    assert (told.kept_until, bool(told.persons), len(told.digest)) == (date(2027, 11, 21), True, 64)
    with desk.app.database.writer(desk.app.actor.tenant_id) as session, session.begin():
        for row in session.query(RegisterFiling):
            row.kept_until = date(2026, 11, 20)
    desk.close_day()
    (kept,) = desk.app.ask(RegisterFilings(stay_id=stay_id))
    assert (kept.kind, kept.persons, kept.digest) == ("entry", (), "")
    assert not desk.rows()["register_facts"]
    assert one(desk, stay_id).state is Shown.SENT


@pytest.mark.parametrize("deposit", [0, 5_000])
def test_a_check_in_stands_while_the_authority_has_it(desk: Desk, deposit: int) -> None:
    """Taken back as rows, and by postings where a deposit moved; withdrawn it goes, what was typed stays."""
    desk.do(folios.SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    stay_id = desk.book("101")
    if deposit:
        desk.do(folios.TakeDeposit, payment_id=desk.app.new_id(), folio_id=desk.app.new_id(),
                method="bank_transfer", amount_minor=deposit, reference="NW-2",
                reservation_id=desk.view(stay_id).reservation_id)  # fmt: skip
    came = did(desk, CheckIn, stay_id=stay_id)
    verify(desk, stay_id)
    desk.do(CompleteRegister, stay_id=stay_id, facts={"birth_place": "Bonn"})
    desk.do(MarkRegisterSent, stay_ids=(stay_id,))
    before = desk.digest()
    with pytest.raises(RegisterClosed, match="the check-in stands"):
        desk.app.undo(came)
    assert desk.digest() == before
    desk.do(WithdrawRegister, stay_id=stay_id)
    assert one(desk, stay_id).state is Shown.TO_SEND
    desk.refused(RegisterClosed, WithdrawRegister, stay_id=stay_id)
    back = desk.app.undo(came)
    assert rows(desk, everything=True) == ()
    desk.app.undo(desk.commands_since(back.changes.revision)[0])
    assert [each.kind for each in desk.app.ask(RegisterFilings(stay_id=stay_id))] == ["withdrawal", "entry"]
    assert one(desk, stay_id).state is Shown.TO_SEND


def test_spain_takes_back_by_its_code(desk: Desk) -> None:
    """Without the authority's code there is no message; with it the entry is open again, and told anew."""
    spain = abroad(desk, "ES")
    stay_id = spain.check_in("101")
    verify(spain, stay_id)
    facts = {"home_country": "DE", "postcode": "10115", "town": "Berlin"}
    spain.do(CompleteRegister, stay_id=stay_id, facts=facts)
    spain.do(SetRegisterTerms, property_id=spain.hotel.property_id, establishment="0000000972")
    spain.do(MarkRegisterSent, stay_ids=(stay_id,), reference="lote")
    with pytest.raises(NotReady, match="authority's answer"):
        spain.app.ask(RegisterWithdrawal(stay_ids=(stay_id,)))
    long = {"stay_id": stay_id, "answer": "processed", "reference": "x" * 121}
    assert spain.refused(InvalidInput, AnswerRegister, **long).field == "reference"
    spain.do(AnswerRegister, stay_id=stay_id, answer="processed", reference=CODE)
    file = spain.app.ask(RegisterWithdrawal(stay_ids=(stay_id,)))
    assert (file.name, CODE.encode() in file.content) == ("ses-anulacion-44444444.xml", True)
    spain.do(WithdrawRegister, stay_id=stay_id)
    assert [row.state for row in rows(spain)] == [Shown.TO_SEND]
    # What the ministry would refuse does not leave the house.
    spain.do(CompleteRegister, stay_id=stay_id, facts={"number": "x" * 16})
    with pytest.raises(NotReady, match="numeroDocumento has 16 characters; 15"):
        spain.app.ask(RegisterFile(stay_ids=(stay_id,)))
    own = desk.check_in("101")
    with pytest.raises(NotReady, match="Tell the authority yourself"):
        desk.app.ask(RegisterWithdrawal(stay_ids=(own,)))
    with pytest.raises(NotReady, match="nothing to withdraw"):
        desk.app.ask(RegisterWithdrawal(stay_ids=()))


def test_forms_on_paper(desk: Desk) -> None:
    """Germany's forms for foreigners, the list elsewhere; a country has its ways only."""
    germany = abroad(desk, "DE")
    stay_id = germany.check_in("101")
    verify(germany, stay_id, facts=PASSPORT | {"nationality": "FR"})
    file = germany.app.ask(RegisterFile(stay_ids=(stay_id,)))
    assert (file.name, file.forms, file.content[:5]) == (
        "meldescheine-2026-11-21.pdf", ("pdf", "csv"), b"%PDF-",
    )  # fmt: skip
    assert germany.app.ask(RegisterFile(stay_ids=(stay_id,), form="csv")).name.endswith(".csv")
    with pytest.raises(NotReady, match="no txt file"):
        germany.app.ask(RegisterFile(stay_ids=(stay_id,), form="txt"))
    here = desk.check_in("101")
    verify(desk, here)
    listed = desk.app.ask(RegisterFile(stay_ids=(here,), form="pdf"))
    assert (listed.name, listed.content[:5]) == ("guests-2026-11-21.pdf", b"%PDF-")


def test_italys_places(desk: Desk, tmp_path: Path) -> None:
    """The police's files, read before they are taken over; then names are enough, young states are known."""
    path = tmp_path / "comuni.csv"
    path.write_bytes(
        b"Codice,Descrizione,Provincia,DataFineVal\r\n412058091,ROMA,RM,\r\n"
        b"416072005,ANDRIA,BA,26/07/2009 00:00:00\r\n416110001,ANDRIA,BT,\r\n401,CASTRO,BG,\r\n"
        b"403016065,CASTRO,BG,\r\n416075096,CASTRO,LE,\r\n412058091,ROMA,RM,\r\n403016066,CASTRO,BG,soon\r\n"
    )
    table = read_places(path)
    assert (table.kind, len(table.lines), table.ended, table.wrong_count) == ("commune", 5, 1, 3)
    assert table.wrong[0].startswith("Line 5: “401” is no code")
    states = tmp_path / "stati.csv"
    states.write_text("Codice,Descrizione,Provincia,DataFineVal\n100001000,SERBIA,ES,\n", encoding="utf-8")
    for name, content in (("a.csv", b"Name,Room\nRossi,1\n"), ("b.csv", b""), ("c.csv", b"\x00\xff" * 99),
                          ("d.csv", b"Codice,Descrizione\n" + b"9" * 1_000_000)):  # fmt: skip
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NoPlaces, match=name):
            read_places(tmp_path / name)
    with pytest.raises(NoPlaces, match="cannot be read"):
        read_places(tmp_path / "none.csv")
    desk.do(AddRegisterPlaces, kind="state", lines=read_places(states).lines)
    desk.do(AddRegisterPlaces, kind="commune", lines=table.lines)
    again = desk.do(AddRegisterPlaces, kind="commune", lines=(PlaceLine("412058091", "ROMA CAPITALE", "RM"),))
    assert again.result == {"added": 0, "changed": 1}
    desk.refused(InvalidInput, AddRegisterPlaces, kind="planet", lines=())
    desk.refused(InvalidInput, AddRegisterPlaces, kind="state", lines=(PlaceLine("12", "X", ""),))

    italy = abroad(desk, "IT")
    stay_id = italy.check_in("101")
    verify(italy, stay_id, facts=PASSPORT | {"nationality": "RS", "issued_by": "RS", "birth_place": "Italy"})
    born = {"birth_date": "1988-03-14"}
    italy.do(CompleteRegister, stay_id=stay_id, facts=born | {"birth_commune": "Andria"})
    # Born before Andria got a province of its own.
    first = one(italy, stay_id).persons[0]
    assert (first["birth_commune"], first["birth_province"]) == ("416072005", "BA")
    assert (first["nationality"], one(italy, stay_id).lacks) == ("100001000", ())
    castro = {"stay_id": stay_id, "facts": {"birth_commune": "castro"}}
    assert "Castro (BG), Castro (LE)" in italy.refused(InvalidInput, CompleteRegister, **castro).sentence
    italy.do(
        CompleteRegister, stay_id=stay_id, facts={"birth_commune": "Castro (le)", "birth_province": "LE"}
    )
    assert one(italy, stay_id).persons[0]["birth_commune"] == "416075096"
    assert b"416075096LE100000100100001000" in italy.app.ask(RegisterFile(stay_ids=(stay_id,))).content


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("in", "many", "undo", "share", "unshare", "see", "send", "leave", "cancel")),
        st.integers(0, 2),
    ),
    min_size=3,
    max_size=8,
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
          derandomize=True)  # fmt: skip
@given(steps=STEPS)
def test_a_check_in_is_one_entry_whatever_happens(desk: Desk, steps: list[tuple[str, int]]) -> None:
    """In, undone, in again, shared, told, out: who is in or was in has one entry, nobody else has any."""
    stays = [
        desk.book(room, 0, 2, name=name) for room, name in zip(("101", "102", "103"), "ABC", strict=True)
    ]
    done: list[UUID] = []
    sharers: dict[UUID, UUID] = {}
    for step, place in steps:
        with suppress(AppError):
            _take(desk, step, stays[place], stays, done, sharers)
        _ensure_one_entry_each(desk)
    for stay_id in stays:
        if desk.view(stay_id).status == "checked_in":
            desk.do(CheckOut, stay_id=stay_id)
        elif desk.view(stay_id).status in ("confirmed", "tentative"):
            desk.do(CancelStay, stay_id=stay_id)
        _ensure_one_entry_each(desk)


def _take(
    desk: Desk, step: str, stay: UUID, stays: list[UUID], done: list[UUID], sharers: dict[UUID, UUID]
) -> None:
    """One thing that a desk does; it may be refused."""
    new_id = desk.app.new_id
    if step == "undo":  # what was done last, or that it was undone
        if done:
            undo_id = new_id()
            desk.app.undo(done[-1], undo_id)
            done[-1] = undo_id
    elif step == "in":
        done.append(did(desk, CheckIn, stay_id=stay))
    elif step == "many":
        done.append(did(desk, CheckInMany, stay_ids=tuple(stays)))
    elif step == "share":
        sharers[stay] = new_id()
        done.append(did(desk, ShareStay, stay_id=stay, guest=GuestRef(sharers[stay], "Ito", "Ren")))
    elif step == "unshare":
        done.append(did(desk, EndSharing, stay_id=stay, guest_id=sharers.get(stay, new_id())))
    elif step == "see":
        done.append(did(desk, VerifyIdentity, check_id=new_id(), stay_id=stay, facts=PASSPORT))
    elif step == "send":
        done.append(did(desk, MarkRegisterSent, stay_ids=(stay,)))
    elif step == "leave":
        done.append(did(desk, CheckOut, stay_id=stay))
    else:
        done.append(did(desk, CancelStay, stay_id=stay))


def _ensure_one_entry_each(desk: Desk) -> None:
    with desk.app.database.reader(desk.app.actor.tenant_id) as session:
        inside = session.scalars(select(Stay.id).where(Stay.status.in_(("checked_in", "checked_out"))))
        assert sorted(session.scalars(select(RegisterEntry.stay_id))) == sorted(inside)
