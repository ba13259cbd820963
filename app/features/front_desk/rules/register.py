"""The guest register, pure: who stands in an entry, what is missing, until when it is due, its states.

Which facts a country asks for at the desk stands in rules/identity; here is what its register wants besides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from app.features.front_desk.rules import identity
from app.features.front_desk.rules.countries import two_letters
from app.features.front_desk.rules.identity import (
    ADDRESS,
    BIRTH,
    GIVEN,
    KIND,
    NATIONALITY,
    NUMBER,
    SEX,
    SURNAME,
)
from app.kernel.text import fold

SECOND_SURNAME, SUPPORT, EMAIL = "second_surname", "support_number", "email"
BIRTH_COUNTRY, BIRTH_COMMUNE, BIRTH_PROVINCE = "birth_country", "birth_commune", "birth_province"
ISSUE_PLACE, TOWN, MUNICIPALITY = "issue_place", "town", "municipality"
POSTCODE, HOME_COUNTRY, KINSHIP, RELATION = "postcode", "home_country", "kinship", "relation"
# In the order of a form, after those of rules/identity.
MORE_FIELDS: Final = (
    SECOND_SURNAME, SUPPORT, ISSUE_PLACE, BIRTH_COUNTRY, BIRTH_COMMUNE, BIRTH_PROVINCE, POSTCODE, TOWN,
    MUNICIPALITY, HOME_COUNTRY, EMAIL, KINSHIP, RELATION,
)  # fmt: skip
FIELDS: Final = (*identity.FIELDS, *MORE_FIELDS)
FAMILY, GROUP = "family", "group"
ITALY, SPAIN, GERMANY, LITHUANIA = "IT", "ES", "DE", "LT"
HOURS: Final = 24
# Italy wants to know of somebody who stays a day at most within six hours (decree-law 53/2019, art. 5).
ITALY_SHORT_HOURS: Final = 6
DOCUMENT_AGE, ADULT_AGE = 14, 18

Facts = Mapping[str, str]


class State(StrEnum):
    """Of an entry, as it is kept. Spain's is looked at by the authority, whose answer comes later."""

    OPEN = "open"
    SENT = "sent"
    TO_PROCESS = "to_process"
    PROCESSED = "processed"
    REFUSED = "refused"
    FAILED = "failed"


class Shown(StrEnum):
    """Of an entry, as people see it: an open one is incomplete, or to send, or asked for by nobody; one that
    was told is to correct when its facts are others now."""

    INCOMPLETE = "incomplete"
    TO_SEND = "to_send"
    NOT_NEEDED = "not_needed"
    TO_CORRECT = "to_correct"
    SENT = "sent"
    TO_PROCESS = "to_process"
    PROCESSED = "processed"
    REFUSED = "refused"
    FAILED = "failed"


# What the desk still has to do something about.
TO_DO: Final = frozenset({Shown.INCOMPLETE, Shown.TO_SEND, Shown.TO_CORRECT, Shown.REFUSED, Shown.FAILED})
CAN_BE_SENT: Final = frozenset({State.OPEN, State.REFUSED, State.FAILED})
# What the authority has.
WITH_THEM: Final = frozenset({State.SENT, State.TO_PROCESS, State.PROCESSED})


@dataclass(frozen=True, slots=True)
class Case:
    """An entry with everything that a file of the register tells of it; `persons` begin with the guest.

    `arrived` is the house's own time, `leaves` the end of the stay; `paid_by` a word of rules/register_spain.
    """

    country: str
    house: str
    establishment: str
    number: str
    booked_on: date
    arrived: datetime
    leaves: datetime
    room: str
    persons: tuple[Facts, ...]
    paid_by: str = ""

    @property
    def nights(self) -> int:
        """Nights between the days of arrival and departure."""
        return (self.leaves.date() - self.arrived.date()).days


def due_at(country: str, arrived_at: datetime, nights: int) -> datetime:
    """Until when the authority wants to know."""
    short = country == ITALY and nights <= 1
    return arrived_at + timedelta(hours=ITALY_SHORT_HOURS if short else HOURS)


def people(
    guest: Facts, sharers: Sequence[Facts], seen: Mapping[int, Facts], added: Mapping[int, Facts], party: int
) -> tuple[Facts, ...]:
    """Those of a stay: the guest, then everyone else; documents and additions go over what is known.

    Who shares the stay and showed a document is one person, by name; the other sharers take the places that
    no document has.
    """
    count = max(party, 1 + len(sharers), *seen, *added, 1)
    names = {_name(facts): facts for facts in sharers}
    known: dict[int, Facts] = {1: guest}
    for place, facts in seen.items():
        if place > 1:
            known[place] = names.pop(_name(facts), {})
    free = (place for place in range(2, count + 1) if place not in known)
    for facts in names.values():
        known[next(free, count + 1)] = facts
    places = range(1, max(count, *known) + 1)
    return tuple({**known.get(p, {}), **seen.get(p, {}), **added.get(p, {})} for p in places)


def missing(case: Case) -> tuple[tuple[int, str], ...]:
    """What is still to be asked, as (place, field), the guest's own first."""
    return tuple(
        (place, name)
        for place, facts in enumerate(case.persons, 1)
        for name in needed(case, place)
        if not facts.get(name, "").strip() and not (name == SURNAME and facts.get(GIVEN, "").strip())
    )


def is_needed(case: Case) -> bool:
    """Whether the law asks for anybody of this entry."""
    return any(needed(case, place) for place in range(1, len(case.persons) + 1))


def needed(case: Case, place: int) -> tuple[str, ...]:
    """The fields that the register wants of a person, in the order of a form."""
    facts = case.persons[place - 1]
    country = case.country
    if country == ITALY:
        wanted = _italian(facts, head=place == 1)
    elif country == SPAIN:
        wanted = _spanish(facts, case.arrived.date())
    elif country == GERMANY and place > 1:
        wanted = _german_company(case, facts)
    else:
        wanted = set(identity.needed(country, facts.get(NATIONALITY, "")))
    return tuple(name for name in FIELDS if name in wanted)


def derived(facts: Facts) -> dict[str, str]:
    """The same facts with what follows from them: a country of birth, and of issue, that was told by name."""
    found = dict(facts)
    for source, name in ((identity.BIRTH_PLACE, BIRTH_COUNTRY), (identity.ISSUED_BY, ISSUE_PLACE)):
        code = two_letters(found.get(source, ""))
        if code and not found.get(name):
            found[name] = code
    return found


def age_on(facts: Facts, day: date) -> int | None:
    """How old somebody is, where the whole birth date is known."""
    try:
        born = date.fromisoformat(facts.get(BIRTH, ""))
    except ValueError:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def after_sending(country: str) -> State:
    """Spain's messages wait for an answer; everywhere else, sent is sent."""
    return State.TO_PROCESS if country == SPAIN else State.SENT


def _italian(facts: Facts, *, head: bool) -> set[str]:
    wanted = {SURNAME, SEX, BIRTH, NATIONALITY, BIRTH_COUNTRY}
    if facts.get(BIRTH_COUNTRY) == ITALY:
        wanted |= {BIRTH_COMMUNE, BIRTH_PROVINCE}
    # The document of the head stands for everyone who came with him.
    return wanted | {KIND, NUMBER, ISSUE_PLACE} if head else wanted


def _spanish(facts: Facts, day: date) -> set[str]:
    age = age_on(facts, day)
    wanted = {SURNAME, GIVEN, BIRTH, NATIONALITY, SEX, ADDRESS, HOME_COUNTRY, POSTCODE}
    wanted.add(MUNICIPALITY if facts.get(HOME_COUNTRY) == SPAIN else TOWN)
    if age is None or age >= DOCUMENT_AGE:
        wanted |= {KIND, NUMBER}
        if facts.get(KIND) in ("id_card", "residence") and (
            facts.get(NATIONALITY) == SPAIN or facts.get(KIND) == "residence"
        ):
            wanted.add(SUPPORT)
    if facts.get(NATIONALITY) == SPAIN and facts.get(KIND) == "id_card":
        wanted.add(SECOND_SURNAME)
    if age is not None and age < ADULT_AGE:
        wanted.add(KINSHIP)
    elif not facts.get(EMAIL):
        wanted.add(identity.PHONE)
    return wanted


def _german_company(case: Case, facts: Facts) -> set[str]:
    """Relatives stand on the form of the one who came with them, by number and nationality."""
    nationality = facts.get(NATIONALITY, "")
    if case.persons[0].get(NATIONALITY) != GERMANY:
        return {NATIONALITY}
    return set(identity.needed(GERMANY, nationality)) if nationality else set()


def _name(facts: Facts) -> str:
    return fold(f"{facts.get(SURNAME, '')} {facts.get(GIVEN, '')}".strip())
