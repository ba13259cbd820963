"""The files of guest registers are what the golden files say; what is missing is named; each law its own."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.features.front_desk.rules import register, register_italy, register_lists, register_spain
from app.features.front_desk.rules import register_spain_form as form
from app.features.front_desk.rules.register import Case, Shown
from app.features.front_desk.rules.register_state import lacks, shown

ARRIVED = datetime(2026, 11, 21, 15, 40, tzinfo=UTC).replace(tzinfo=None)
GOLDEN = Path(__file__).parent / "golden"
ANNA = {
    "surname": "Müller-Łuczak", "given": "Anna", "nationality": "DE", "birth_date": "1988-03-14", "sex": "F",
    "kind": "passport", "number": "C01X00T47", "issued_by": "DE", "birth_place": "Germany",
    "address": "Lindenallee 5", "postcode": "10115", "town": "Berlin", "home_country": "DE",
    "phone": "+49 30 1234567", "email": "anna@example.com",
}  # fmt: skip
PAOLO = {
    "surname": "Rossi", "given": "Paolo", "nationality": "IT", "birth_date": "1985-07-02", "sex": "M",
    "kind": "id_card", "number": "CA00000AA", "birth_country": "IT", "birth_commune": "412058091",
    "birth_province": "RM", "issue_place": "412058091", "issued_by": "IT",
}  # fmt: skip
LUCIA = {
    "surname": "García", "second_surname": "de la Fuente", "given": "Lucía & Mar", "nationality": "ES",
    "birth_date": "1990-11-30", "sex": "F", "kind": "id_card", "number": "12345678Z",
    "support_number": "BAA000589", "address": "C/ Mayor 1, 2º B", "municipality": "28079",
    "postcode": "28001", "home_country": "ES", "phone": "+34 600000000",
}  # fmt: skip
LEO = {
    "surname": "García", "given": "Leo", "nationality": "ES", "birth_date": "2019-01-05", "sex": "M",
    "address": "C/ Mayor 1, 2º B", "municipality": "28079", "postcode": "28001", "home_country": "ES",
    "kinship": "HJ",
}  # fmt: skip
CHILD = {"surname": "Müller", "given": "Jörg", "nationality": "DE", "birth_date": "2017", "sex": "M",
         "birth_country": "DE"}  # fmt: skip


def case(country: str, *persons: register.Facts, **more: object) -> Case:
    """A check-in of the afternoon of 21 November for three nights."""
    one = Case(
        country=country, house="Miradouro", establishment="0000000972", number="R-1042",
        booked_on=date(2026, 10, 1), arrived=ARRIVED,
        leaves=ARRIVED.replace(day=24, hour=11, minute=0), room="205",
        persons=tuple(register.derived(facts) for facts in persons), paid_by="",
    )  # fmt: skip
    return replace(one, **more)  # type: ignore[arg-type]


def golden(name: str) -> bytes:
    """What a file has to be, to the byte."""
    return (GOLDEN / name).read_bytes()


def listed(cases: list[Case], country: str) -> bytes:
    """The list as the file that a spreadsheet opens."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(register_lists.table(cases, country))
    return stream.getvalue().encode()


def test_italy() -> None:
    """A line of 168 characters each, members directly after their head, nothing after the last line."""
    group = ({**PAOLO, "relation": "group"}, PAOLO)
    made = register_italy.file([case("IT", ANNA, CHILD), case("IT", PAOLO), case("IT", *group)])
    assert made == golden("alloggiati.txt")
    lines = made.decode("ascii").split("\r\n")
    assert [len(line) for line in lines] == [register_italy.LENGTH] * 5
    assert [line[:2] for line in lines] == ["17", "19", "16", "18", "20"]
    assert not made.endswith(b"\n")
    assert [line[-34:].strip() for line in lines][1::3] == ["", ""]
    assert lines[0][14:64].rstrip() == "MULLER-LUCZAK"
    long = case("IT", {**PAOLO, "surname": "王" + "x" * 200}, leaves=ARRIVED.replace(year=2027))
    (line,) = register_italy.lines(long)
    assert (len(line), line[12:14]) == (register_italy.LENGTH, "30")


def test_italy_names_what_its_tables_do_not_know() -> None:
    """A commune without its code, a country outside the table, a document the file has no word for."""
    assert lacks(case("IT", PAOLO)) == ()
    wrong = {
        "issue_place": "IT", "birth_commune": "Roma", "nationality": "ZZ", "sex": "X", "kind": "other",
    }  # fmt: skip
    for field, value in wrong.items():
        assert lacks(case("IT", {**PAOLO, field: value})) == ((1, field),)
    assert lacks(case("IT", ANNA, {"surname": "Müller"})) == (
        (2, "nationality"), (2, "birth_date"), (2, "sex"), (2, "birth_country"),
    )  # fmt: skip


def test_spain() -> None:
    """The travellers' report and the report of a booking; a child has no document, an adult kin instead."""
    family = case("ES", LUCIA, LEO, paid_by="TARJT")
    assert lacks(family) == ()
    assert register_spain.travellers([family, case("ES", ANNA)]) == golden("ses-viajeros.xml")
    assert register_spain.bookings([family]) == golden("ses-reserva.xml")
    codes = [f"44444444-4444-4444-4444-44444444444{n}" for n in (1, 2)]
    assert register_spain.withdrawals(codes) == golden("ses-anulacion.xml")
    for field in ("support_number", "second_surname", "municipality", "phone"):
        assert lacks(case("ES", {**LUCIA, field: ""})) == ((1, field),)
    assert lacks(case("ES", LUCIA, {**LEO, "kinship": ""})) == ((2, "kinship"),)
    assert [register_spain.paid_by(*how) for how in (
        ("none", "BDC", 9_000), ("none", "BDC", 0), ("card", "", 0), ("deposit", "", 0),
    )] == ["PLATF", "DESTI", "TARJT", "TRANS"]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("<nombre>Leo</nombre>", ""), "persona/nombre is missing"),
        (("<rol>VI</rol>", "<rol>XX</rol>"), "rol cannot be “XX”"),
        (("<sexo>", "<altura>1.80</altura><sexo>"), "altura does not belong there"),
        (("2026-11-21T15:40:00", "21.11.2026"), "fechaEntrada cannot be"),
        (("<numPersonas>2<", "<numPersonas>1<"), "more persons than were declared"),
        (("C01X00T47", "C01X00T47-2026-00"), "numeroDocumento has 17 characters; 15 are allowed"),
        (("<telefono>+34 600000000</telefono>", ""), "neither phone nor e-mail"),
        (("<codigoMunicipio>28079</codigoMunicipio>", ""), "belongs to addresses in Spain"),
        (("comunicacion>", "viaje>"), "solicitud/comunicacion is missing"),
    ],
)
def test_spains_form(change: tuple[str, str], words: str) -> None:
    """The golden messages keep it; whatever is missing, too long, out of place or twice is named."""
    assert form.faults(golden("ses-viajeros.xml"), form.TRAVELLERS) == []
    assert form.faults(golden("ses-anulacion.xml"), form.WITHDRAWAL) == []
    text = golden("ses-viajeros.xml").decode()
    assert change[0] in text
    found = form.faults(text.replace(*change).encode(), form.TRAVELLERS)
    assert words in found[0]


def test_germany() -> None:
    """Nobody asks for Germans; a foreigner's form counts the relatives and says their nationality."""
    french = {**ANNA, "surname": "Dubois", "nationality": "FR"}
    assert shown("open", case("DE", ANNA)) is Shown.NOT_NEEDED
    assert shown("open", case("DE", ANNA, {})) is Shown.NOT_NEEDED
    assert lacks(case("DE", french, {})) == ((2, "nationality"),)
    assert lacks(case("DE", ANNA, {**french, "address": ""})) == ((2, "address"),)
    cases = [case("DE", ANNA), case("DE", french, {"nationality": "FR"}), case("DE", ANNA, french)]
    assert listed(cases, "DE") == golden("meldeschein.csv")


def test_lists() -> None:
    """Lithuania's columns, and those of everywhere else."""
    own = {"surname": "Kazlauskienė", "given": "Rasa", "nationality": "LT"}
    assert shown("open", case("LT", own)) is Shown.TO_SEND
    assert listed([case("LT", ANNA, CHILD), case("LT", own)], "LT") == golden("lithuania.csv")
    assert listed([case("", ANNA, CHILD)], "") == golden("generic.csv")


@pytest.mark.parametrize(
    ("country", "nights", "hours"), [("IT", 1, 6), ("IT", 0, 6), ("IT", 2, 24), ("ES", 1, 24), ("", 1, 24)]
)
def test_until_when(country: str, nights: int, hours: int) -> None:
    """A day everywhere; in Italy six hours for somebody who stays a day at most."""
    at = datetime(2026, 11, 21, 23, 50, tzinfo=UTC)
    assert register.due_at(country, at, nights) - at == timedelta(hours=hours)


def test_who_stands_in_an_entry() -> None:
    """Documents go over what is known, additions over both; a sharer with a document is one person."""
    guest, sharer = {"surname": "Brandt", "phone": "1"}, {"surname": "Ökonom", "given": "Eva", "phone": "2"}
    seen = {1: {"number": "A1"}, 2: {"surname": "OKONOM", "given": "Eva", "number": "B2"}}
    assert register.people(guest, [sharer], seen, {1: {"number": "A9"}}, 2) == (
        {"surname": "Brandt", "phone": "1", "number": "A9"},
        {"surname": "OKONOM", "given": "Eva", "phone": "2", "number": "B2"},
    )  # fmt: skip
    other = {"surname": "Stranger"}
    assert register.people(guest, [sharer, other], {2: {"surname": "Kid"}}, {}, 2) == (
        guest, {"surname": "Kid"}, sharer, other,
    )  # fmt: skip
    assert register.people(guest, [], {}, {}, 3) == (guest, {}, {})


@pytest.mark.parametrize(
    ("day", "years"), [("2008-11-21", 18), ("2008-11-22", 17), ("2008", None), ("", None)]
)
def test_age(day: str, years: int | None) -> None:
    """On the birthday itself; unknown where the document knows the year alone."""
    assert register.age_on({"birth_date": day}, date(2026, 11, 21)) == years
