"""Papers of the guest register as PDF: Germany's form for each guest, the list for other countries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.infra.documents.registration import (
    ARRIVAL,
    BOOKING,
    DEPARTURE,
    FACTS,
    KINDS,
    ROOM,
    fact_rows,
    place_to_sign,
)
from app.infra.documents.sheet import HEIGHT, LEFT, RIGHT, SECONDARY, SEMIBOLD, Sheet
from app.infra.languages import Catalogue, catalogue, short_day
from app.kernel.text import printed

TITLE: Final = printed("Registration form of the accommodation")
LAW: Final = printed(
    "Asked for by sections 29 and 30 of the Federal Registration Act. The form is kept for one year from "
    "the arrival and then destroyed within three months."
)
ALONG: Final = printed("Relatives who came along")
GERMAN: Final = "de"
LOWEST: Final = HEIGHT - 60


@dataclass(frozen=True, slots=True)
class FormContent:
    """A guest's form: facts by name, who came along; `strokes` as the screen gave them."""

    number: str
    room: str
    arrival: date
    departure: date
    facts: tuple[tuple[str, str], ...]
    along: str
    strokes: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ListedStay:
    """A stay of the list: what stands over it, then each person's name and facts in words."""

    head: str
    persons: tuple[tuple[str, str], ...]


def forms_pdf(house: str, place: str, forms: Sequence[FormContent]) -> bytes:
    """A page for each form, in German: the law is that of the house, not of its guest."""
    words = catalogue(GERMAN)
    sheet = Sheet(words.say(TITLE), house, GERMAN)
    for number, form in enumerate(forms):
        if number:
            sheet.next_page()
        _head(sheet, house, place, words.say(TITLE))
        rows = [
            (words.say(ARRIVAL), short_day(GERMAN, form.arrival)),
            (words.say(DEPARTURE), short_day(GERMAN, form.departure)),
            *((words.say(FACTS.get(name, name)), _told(words, name, text)) for name, text in form.facts),
            (words.say(ALONG), form.along),
            (words.say(BOOKING), form.number), (words.say(ROOM), form.room),
        ]  # fmt: skip
        y = fact_rows(sheet, rows, 160) + 18
        for line in sheet.wrapped(words.say(LAW), RIGHT - LEFT, 9):
            sheet.text(LEFT, y, line, 9, color=SECONDARY)
            y += 12
        place_to_sign(sheet, GERMAN, max(y + 62, 560.0), form.strokes, form.signed_on)
    return sheet.finished()


def list_pdf(house: str, place: str, title: str, stays: Sequence[ListedStay]) -> bytes:
    """The register as a list: a stay, under it its people."""
    sheet = Sheet(title, house, "en")
    _head(sheet, house, place, title)
    y = 160.0
    for stay in stays:
        needed = 16 + sum(14 + 12 * len(_wrapped(sheet, facts)) + 6 for _, facts in stay.persons[:1])
        if y + needed > LOWEST:
            sheet.next_page()
            y = 70.0
        sheet.text(LEFT, y, sheet.fitted(stay.head, RIGHT - LEFT, 9), 9, color=SECONDARY)
        y += 5
        sheet.rule(y)
        y += 14
        for name, facts in stay.persons:
            lines = _wrapped(sheet, facts)
            if y + 12 * len(lines) > LOWEST:
                sheet.next_page()
                y = 70.0
            sheet.text(LEFT, y, sheet.fitted(name, RIGHT - LEFT, 10), 10, font=SEMIBOLD)
            for line in lines:
                y += 12
                sheet.text(LEFT, y, line, 9)
            y += 18
        y += 8
    return sheet.finished()


def _told(words: Catalogue, name: str, text: str) -> str:
    """A fact as the form writes it: documents in words, whole days as days."""
    if name == "kind":
        return words.say(KINDS[text])
    if name == "birth_date" and len(text) == len("2000-01-01"):
        return short_day(GERMAN, date.fromisoformat(text))
    return text


def _wrapped(sheet: Sheet, text: str) -> Sequence[str]:
    return list(sheet.wrapped(text, RIGHT - LEFT, 9))


def _head(sheet: Sheet, house: str, place: str, title: str) -> None:
    sheet.text(LEFT, 70, house, 11, font=SEMIBOLD)
    sheet.text(LEFT, 84, place, 9, color=SECONDARY)
    sheet.text(LEFT, 126, title, 20, font=SEMIBOLD)
