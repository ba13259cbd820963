"""Rules of guests: what a person's fields may hold, how a name is shown, sorted and found."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Final

from app.kernel.errors import InvalidInput
from app.kernel.search_words import is_unspaced
from app.kernel.text import fold, tr, words

MAX_NAME: Final = 200
MAX_EMAIL: Final = 254
MAX_PHONE: Final = 40
MAX_REASON: Final = 400
MAX_NOTE: Final = 20_000
MAX_STREET: Final = 200
MAX_POSTCODE: Final = 20
MAX_CITY: Final = 120
MAX_TAGS: Final = 30
MAX_TAG: Final = 40
MAX_CODE: Final = 40
MAX_VIP: Final = 3
MAX_AGE_YEARS: Final = 130
COMPANY, AGENT = "company", "agent"
ADDRESS: Final = ("street", "postcode", "city")

# Where the day begins first, it is this much ahead of UTC.
_EARLIEST_ZONE: Final = timedelta(hours=14)
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """All that is kept of a guest, cleaned. A person may have one name only: then the other is empty."""

    surname: str = ""
    given: str = ""
    email: str = ""
    phone: str = ""
    birth_date: date | None = None
    nationality: str = ""
    language: str = ""
    country: str = ""
    vip: int = 0
    tags: tuple[str, ...] = ()
    blacklist_reason: str = ""
    note: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""

    @property
    def sort_key(self) -> str:
        """The folded name by which lists are ordered: surname, then given name."""
        return sort_key(self.surname, self.given)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the guest is found by: names, address, phone."""
        return search_texts(self.surname, self.given, self.email, self.phone)


def cleaned(person: Person, now: datetime) -> Person:
    """The same person with blanks trimmed and codes in their usual case. Raises InvalidInput at the field."""
    surname = _name(person.surname, "surname")
    given = _name(person.given, "given")
    if not any(fold(word) for word in words(f"{surname} {given}")):
        raise InvalidInput(tr("Give the guest a name."), field="surname")
    _ensure_birth_date(person.birth_date, (now + _EARLIEST_ZONE).date())
    if not 0 <= person.vip <= MAX_VIP:
        raise InvalidInput(tr("The VIP level is a number from 0 to {most}.", most=MAX_VIP), field="vip")
    return Person(
        surname=surname, given=given, email=_email(person.email), phone=_phone(person.phone),
        birth_date=person.birth_date, nationality=_country(person.nationality, "nationality"),
        language=_language(person.language), country=_country(person.country, "country"), vip=person.vip,
        tags=_tags(person.tags), note=_text(person.note, "note", MAX_NOTE),
        blacklist_reason=_text(person.blacklist_reason, "blacklist_reason", MAX_REASON),
        street=_line(person.street, "street", MAX_STREET), city=_line(person.city, "city", MAX_CITY),
        postcode=_line(person.postcode, "postcode", MAX_POSTCODE),
    )  # fmt: skip


def person_fields() -> tuple[str, ...]:
    """The names of the fields of a person."""
    return tuple(field.name for field in fields(Person))


def fields_of_files() -> tuple[str, ...]:
    """Those of them that a file of bookings may know; the others are empty there."""
    return tuple(name for name in person_fields() if name not in ADDRESS)


def sort_key(surname: str, given: str) -> str:
    """The folded name by which lists are ordered."""
    return fold(f"{surname}\N{INFORMATION SEPARATOR ONE}{given}" if surname else given)[: 2 * MAX_NAME]


def full_name(surname: str, given: str) -> str:
    """The name as people say it: "Anna Müller", and "王小明" in scripts that put the family name first."""
    if is_unspaced(surname) and is_unspaced(given):
        return surname + given
    return f"{given} {surname}".strip()


def search_texts(surname: str, given: str, email: str = "", phone: str = "") -> tuple[str, ...]:
    """What a person is found by; a name without spaces also as one word."""
    whole = surname + given if is_unspaced(surname) and is_unspaced(given) else ""
    return tuple(text for text in (surname, given, whole, email, phone) if text)


def ensure_company(kind: str, code: str, name: str) -> None:
    """Refuse a company that cannot be right."""
    if kind not in (COMPANY, AGENT):
        raise InvalidInput(tr("Choose company or travel agent."), field="kind")
    if not code.strip():
        raise InvalidInput(tr("Give the company a code."), field="code")
    if len(code) > MAX_CODE:
        raise InvalidInput(tr("A code has at most {most} characters.", most=MAX_CODE), field="code")
    if not _name(name, "name"):
        raise InvalidInput(tr("Give the company a name."), field="name")


def _name(name: str, field: str) -> str:
    composed = " ".join(unicodedata.normalize("NFC", name).split())
    if len(composed) > MAX_NAME:
        raise InvalidInput(tr("A name has at most {most} characters.", most=MAX_NAME), field=field)
    _ensure_readable(composed, field)
    return composed


def _ensure_readable(text: str, field: str) -> None:
    # NUL and lone surrogates cannot be stored on every engine; other controls are never meant.
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text):
        raise InvalidInput(tr("This contains a character that cannot be read. Type it again."), field=field)


def _text(text: str, field: str, most: int) -> str:
    stripped = text.replace("\r\n", "\n").strip()
    if len(stripped) > most:
        raise InvalidInput(tr("That is too long. At most {most} characters fit.", most=most), field=field)
    _ensure_readable(stripped, field)
    return stripped


def _line(text: str, field: str, most: int) -> str:
    return _text(" ".join(text.split()), field, most)


def _ensure_birth_date(birth_date: date | None, today: date) -> None:
    if birth_date is None:
        return
    if birth_date > today:
        raise InvalidInput(tr("The birth date is in the future."), field="birth_date")
    if birth_date.year < today.year - MAX_AGE_YEARS:
        raise InvalidInput(tr("The birth date is too long ago. Check the year."), field="birth_date")


def _email(email: str) -> str:
    stripped = email.strip()
    if stripped and (len(stripped) > MAX_EMAIL or not _EMAIL.fullmatch(stripped)):
        raise InvalidInput(tr("This is not an e-mail address such as anna@example.com."), field="email")
    _ensure_readable(stripped, "email")
    return stripped


def _phone(phone: str) -> str:
    stripped = " ".join(phone.split())
    if stripped and (len(stripped) > MAX_PHONE or not any(c.isdigit() for c in stripped)):
        raise InvalidInput(
            tr("A phone number has digits and at most {most} characters.", most=MAX_PHONE), field="phone"
        )
    _ensure_readable(stripped, "phone")
    return stripped


def _country(code: str, field: str) -> str:
    upper = code.strip().upper()
    if upper and not (len(upper) == 2 and upper.isascii() and upper.isalpha()):
        raise InvalidInput(tr("Give the country as two letters, such as DE."), field=field)
    return upper


def _language(code: str) -> str:
    stripped = code.strip()
    if stripped and not _LANGUAGE.fullmatch(stripped):
        raise InvalidInput(tr("Give the language as a code, such as de."), field="language")
    return stripped


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(tag for raw in tags if (tag := " ".join(raw.split()))))
    if len(kept) > MAX_TAGS:
        raise InvalidInput(tr("A guest has at most {most} tags.", most=MAX_TAGS), field="tags")
    for tag in kept:
        if len(tag) > MAX_TAG:
            raise InvalidInput(tr("A tag has at most {most} characters.", most=MAX_TAG), field="tags")
        _ensure_readable(tag, "tags")
    return kept
