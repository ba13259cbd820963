"""The register as a list: what most countries ask for, Lithuania and Germany with columns of their own."""

from collections.abc import Sequence
from typing import Final

from app.features.front_desk.rules import register
from app.features.front_desk.rules.identity import (
    ADDRESS,
    BIRTH,
    BIRTH_PLACE,
    GIVEN,
    ISSUED_BY,
    KIND,
    NATIONALITY,
    NUMBER,
    SEX,
    SURNAME,
)
from app.features.front_desk.rules.register import GERMANY, LITHUANIA, Case
from app.kernel.text import tr

GENERIC: Final = (
    SURNAME, GIVEN, BIRTH, BIRTH_PLACE, SEX, NATIONALITY, KIND, NUMBER, ISSUED_BY, ADDRESS,
)  # fmt: skip
COLUMNS: Final = {
    LITHUANIA: (SURNAME, GIVEN, BIRTH, NATIONALITY, KIND, NUMBER, ISSUED_BY),
    GERMANY: (SURNAME, GIVEN, BIRTH, NATIONALITY, ADDRESS, KIND, NUMBER),
}


def table(cases: Sequence[Case], country: str) -> list[list[str]]:
    """A heading, then a row for each person who is asked for; and how many came along with the first."""
    columns = COLUMNS.get(country, GENERIC)
    head = [tr("Booking"), tr("Room"), tr("Arrived"), tr("Leaves"), tr("Person"), tr("Came along")]
    rows = [[*head, *(register_word(name) for name in columns)]]
    for case in cases:
        for place, facts in enumerate(case.persons, 1):
            if not is_listed(case, place):
                continue
            told = [case.number, case.room, f"{case.arrived:%Y-%m-%d %H:%M}", f"{case.leaves:%Y-%m-%d}"]
            along = _along(case, country) if place == 1 else ""
            rows.append([*told, str(place), along, *(facts.get(name, "") for name in columns)])
    return rows


def register_word(name: str) -> str:
    """The name of a field, as a column and at a form."""
    return {
        SURNAME: tr("Surname"), GIVEN: tr("Given name"), BIRTH: tr("Born on"), BIRTH_PLACE: tr("Born in"),
        SEX: tr("Sex"), NATIONALITY: tr("Nationality"), KIND: tr("Document"), NUMBER: tr("Number"),
        ISSUED_BY: tr("Issued by"), ADDRESS: tr("Address"), "expires": tr("Valid until"),
        "phone": tr("Phone"), register.EMAIL: tr("E-mail"),
        register.SECOND_SURNAME: tr("Second surname"), register.SUPPORT: tr("Support number"),
        register.ISSUE_PLACE: tr("Place of issue"), register.BIRTH_COUNTRY: tr("Country of birth"),
        register.BIRTH_COMMUNE: tr("Code of the birth town"),
        register.BIRTH_PROVINCE: tr("Province of birth"),
        register.POSTCODE: tr("Postcode"), register.TOWN: tr("Town"),
        register.MUNICIPALITY: tr("Code of the town"), register.HOME_COUNTRY: tr("Lives in"),
        register.KINSHIP: tr("Kinship"), register.RELATION: tr("Family or group"),
    }[name]  # fmt: skip


def _along(case: Case, country: str) -> str:
    others = case.persons[1:]
    if country != GERMANY:
        return str(len(others)) if others else ""
    return " ".join([str(len(others)), *(p.get(NATIONALITY, "") for p in others)]).strip() if others else ""


def is_listed(case: Case, place: int) -> bool:
    """Whether somebody is a row: on Germany's form the relatives of a guest are a number."""
    wanted = register.needed(case, place)
    return case.country != GERMANY or bool(wanted if place == 1 else wanted[1:])
