"""Which facts of a guest the law of the house's country asks for at check-in, by nationality; pure.

The table names a source for each country. What it does not name is not kept. A country that is not in it asks
for what most do: name, nationality, birth, document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.kernel.errors import InvalidInput
from app.kernel.text import tr

SURNAME, GIVEN, NATIONALITY, BIRTH = "surname", "given", "nationality", "birth_date"
KIND, NUMBER, ISSUED_BY, EXPIRES = "kind", "number", "issued_by", "expires"
SEX, BIRTH_PLACE, ADDRESS, PHONE = "sex", "birth_place", "address", "phone"
# In the order in which a form shows them.
FIELDS: Final = (
    SURNAME, GIVEN, KIND, NUMBER, NATIONALITY, BIRTH, SEX, EXPIRES, ISSUED_BY, BIRTH_PLACE, ADDRESS, PHONE,
)  # fmt: skip
KINDS: Final = ("passport", "id_card", "residence", "visa", "other")
# Kept in the guest's own record; everything else belongs to the stay's check alone.
OF_GUEST: Final = (SURNAME, GIVEN, NATIONALITY, BIRTH)
LONGEST: Final = 200
OLDEST_YEARS: Final = 130

USUAL_FIELDS: Final = (SURNAME, GIVEN, KIND, NUMBER, NATIONALITY, BIRTH)
_USUAL: Final = frozenset({SURNAME, NATIONALITY, BIRTH, KIND, NUMBER})
_EU_ROAMING: Final = frozenset({SURNAME, NATIONALITY, BIRTH, KIND, NUMBER, ADDRESS})


@dataclass(frozen=True, slots=True)
class Law:
    """What is asked of foreigners and of the country's own people; whether a card is signed; the source."""

    foreign: frozenset[str]
    own: frozenset[str]
    signed: bool = True
    own_signed: bool = True
    source: str = ""


LAWS: Final[Mapping[str, Law]] = {
    "AT": Law(_EU_ROAMING, frozenset({SURNAME, BIRTH, NATIONALITY, ADDRESS}), source="MeldeG § 10"),
    "CH": Law(_EU_ROAMING, frozenset({SURNAME, BIRTH, ADDRESS}), source="VZAE Art. 18"),
    "DE": Law(frozenset({SURNAME, BIRTH, NATIONALITY, ADDRESS, KIND, NUMBER}), frozenset(),
              own_signed=False, source="BMG §§ 29, 30"),
    "ES": Law(_USUAL | {SEX, ADDRESS, PHONE}, _USUAL | {SEX, ADDRESS, PHONE}, source="RD 933/2021"),
    "FR": Law(frozenset({SURNAME, BIRTH, BIRTH_PLACE, NATIONALITY, ADDRESS, PHONE}), frozenset(),
              own_signed=False, source="CESEDA R. 814-1"),
    "IT": Law(_USUAL | {SEX, BIRTH_PLACE, ISSUED_BY}, _USUAL | {SEX, BIRTH_PLACE, ISSUED_BY}, signed=False,
              own_signed=False, source="TULPS art. 109"),
    "LT": Law(_USUAL | {ISSUED_BY}, frozenset({SURNAME}), source="Turizmo įstatymas"),
    "NL": Law(frozenset({SURNAME, KIND}), frozenset({SURNAME, KIND}), signed=False, own_signed=False,
              source="Wetboek van Strafrecht art. 438"),
    "PT": Law(_USUAL | {ISSUED_BY}, frozenset({SURNAME}), source="Lei 23/2007 art. 15 (SIBA)"),
}  # fmt: skip
USUAL: Final = Law(_USUAL, _USUAL)


def law_of(country: str) -> Law:
    """The law of a house's country."""
    return LAWS.get(country.upper(), USUAL)


def needed(country: str, nationality: str) -> tuple[str, ...]:
    """What is asked of a guest of a nationality ("" counts as foreign), in the order of the form."""
    law = law_of(country)
    own = nationality.upper() == country.upper() and nationality != ""
    return tuple(name for name in FIELDS if name in (law.own if own else law.foreign))


def is_signed(country: str, nationality: str) -> bool:
    """Whether the guest signs a registration card."""
    law = law_of(country)
    own = nationality.upper() == country.upper() and nationality != ""
    return law.own_signed if own else law.signed


def ensure_facts(facts: Mapping[str, str], country: str, today: date) -> dict[str, str]:
    """The facts that are kept: those the law asks for. Raises InvalidInput, naming the field."""
    for name in facts:
        if name not in FIELDS:
            raise InvalidInput(tr("{name} is nothing a hotel asks for.", name=name), field=name)
    ensure_possible(facts, today)
    asked = needed(country, facts.get(NATIONALITY, ""))
    for name in asked:
        if not facts.get(name, "").strip() and not (name == SURNAME and facts.get(GIVEN, "").strip()):
            raise InvalidInput(missing(name), field=name)
    return {name: facts[name].strip() for name in asked if facts.get(name, "").strip()}


def ensure_possible(facts: Mapping[str, str], today: date) -> None:
    """No fact too long, no birth in the future or too long ago, no unknown document. Raises InvalidInput."""
    for name, value in facts.items():
        if len(value) > LONGEST:
            raise InvalidInput(tr("At most {most} characters, please.", most=LONGEST), field=name)
    birth = _day(facts.get(BIRTH, ""), BIRTH)
    _day(facts.get(EXPIRES, ""), EXPIRES)
    if birth is not None and birth > today:
        raise InvalidInput(tr("The date of birth is in the future."), field=BIRTH)
    if birth is not None and birth.year < today.year - OLDEST_YEARS:
        raise InvalidInput(tr("Nobody is that old. Look at the year again."), field=BIRTH)
    if facts.get(KIND, "") not in ("", *KINDS):
        raise InvalidInput(tr("{kind} is no document.", kind=facts[KIND]), field=KIND)


def _day(text: str, field: str) -> date | None:
    if not text:
        return None
    parts = text.split("-")
    if field == BIRTH and len(parts) < 3 and all(part.isdigit() for part in parts):
        return None  # a document may know the year alone
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(tr("This is no date. Write it as 14.03.1988."), field=field) from None


def missing(name: str) -> str:
    """The sentence at a field that the law asks for."""
    return {
        SURNAME: tr("The name is missing. Somebody with one name has it here."),
        GIVEN: tr("The given name is missing."),
        NATIONALITY: tr("The nationality is missing."),
        BIRTH: tr("The date of birth is missing."),
        KIND: tr("Say which document you saw."),
        NUMBER: tr("The number of the document is missing."),
        ISSUED_BY: tr("Say which country issued the document."),
        EXPIRES: tr("Say until when the document is valid."),
        SEX: tr("The register asks for the sex that the document tells."),
        BIRTH_PLACE: tr("The place of birth is missing."),
        ADDRESS: tr("The address is missing."),
        PHONE: tr("The register asks for a phone number or an e-mail address."),
    }[name]
