"""Italy's file for Alloggiati Web: a line of 168 characters for each person, the members after their head.

Kind of guest 2, day of arrival 10, days 2, surname 50, name 30, sex 1, day of birth 10, commune of birth 9,
province 2, state of birth 9, citizenship 9, kind of document 5, its number 20, where it was issued 9. Lines
are parted by CR LF; the last one has no end. Communes are asked for by their code: their table is the Polizia
di Stato's own.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

from app.features.front_desk.rules import register
from app.features.front_desk.rules.countries import italian_state
from app.features.front_desk.rules.identity import BIRTH, GIVEN, KIND, NATIONALITY, NUMBER, SEX, SURNAME
from app.features.front_desk.rules.register import Case, Facts

LENGTH: Final = 168
MOST_DAYS: Final = 30
# Of one file.
MOST_LINES: Final = 1_000
SINGLE, FAMILY_HEAD, GROUP_HEAD, FAMILY_MEMBER, GROUP_MEMBER = "16", "17", "18", "19", "20"
_KINDS: Final = {"passport": "PASOR", "id_card": "IDENT"}
_SEXES: Final = {"M": "1", "F": "2"}


def file(cases: Sequence[Case]) -> bytes:
    """The file of some entries."""
    return "\r\n".join(line for case in cases for line in lines(case)).encode("ascii")


def lines(case: Case) -> list[str]:
    """A line for each person, the head first."""
    as_group = case.persons[0].get(register.RELATION) == register.GROUP
    if len(case.persons) == 1:
        head, member = SINGLE, ""
    else:
        head, member = (GROUP_HEAD, GROUP_MEMBER) if as_group else (FAMILY_HEAD, FAMILY_MEMBER)
    return [_line(case, facts, head if n == 0 else member) for n, facts in enumerate(case.persons)]


def unknown_codes(case: Case) -> list[tuple[int, str]]:
    """What Italy's tables do not know, as (place, field): of a place the nine digits have to be given."""
    found = []
    for place, facts in enumerate(case.persons, 1):
        found += [
            (place, name) for name in (register.BIRTH_COUNTRY, NATIONALITY)
            if facts.get(name) and not italian_state(facts[name])
        ]  # fmt: skip
        issued = facts.get(register.ISSUE_PLACE, "")
        # An Italian document is issued by a commune, whose code only the desk can look up.
        if place == 1 and issued and (not italian_state(issued) or issued.upper() == register.ITALY):
            found.append((place, register.ISSUE_PLACE))
        if facts.get(register.BIRTH_COUNTRY) == register.ITALY:
            commune = facts.get(register.BIRTH_COMMUNE, "")
            if commune and not (len(commune) == 9 and commune.isdigit()):
                found.append((place, register.BIRTH_COMMUNE))
        if facts.get(SEX, "M") not in _SEXES:
            found.append((place, SEX))
        if place == 1 and facts.get(KIND) and facts[KIND] not in _KINDS:
            found.append((place, KIND))
    return found


def _line(case: Case, facts: Facts, kind: str) -> str:
    born_here = facts.get(register.BIRTH_COUNTRY) == register.ITALY
    has_document = kind in (SINGLE, FAMILY_HEAD, GROUP_HEAD)
    surname, given = facts.get(SURNAME, ""), facts.get(GIVEN, "")
    parts = (
        (kind, 2), (f"{case.arrived:%d/%m/%Y}", 10), (f"{min(max(case.nights, 1), MOST_DAYS):02}", 2),
        (surname or given, 50), (given if surname else "", 30), (_SEXES.get(facts.get(SEX, ""), ""), 1),
        (_day(facts.get(BIRTH, "")), 10), (facts.get(register.BIRTH_COMMUNE, "") if born_here else "", 9),
        (facts.get(register.BIRTH_PROVINCE, "") if born_here else "", 2),
        (italian_state(facts.get(register.BIRTH_COUNTRY, "")), 9),
        (italian_state(facts.get(NATIONALITY, "")), 9),
        (_KINDS.get(facts.get(KIND, ""), "") if has_document else "", 5),
        (facts.get(NUMBER, "") if has_document else "", 20),
        (italian_state(facts.get(register.ISSUE_PLACE, "")) if has_document else "", 9),
    )  # fmt: skip
    return "".join(_latin(text)[:width].ljust(width) for text, width in parts)


def _day(iso: str) -> str:
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    # A document that knows the year alone is reported with the first of January.
    return f"{day or '01'}/{month or '01'}/{year}"


def _latin(text: str) -> str:
    """Capital letters without accents, as the file takes them; letters of other scripts fall out."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("Ł", "L").replace("ł", "l")
                                  .replace("Ø", "O").replace("ø", "o").replace("Æ", "AE").replace("æ", "ae")
                                  .replace("ı", "i").replace("Đ", "D").replace("đ", "d"))  # fmt: skip
    return "".join(c for c in plain if c.isascii() and c.isprintable()).upper()
