"""The registration card as a PDF: who stays, as the law asks, in the guest's language, a place to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.infra.documents.sheet import LEFT, LINE_STRONG, RIGHT, SECONDARY, SEMIBOLD, TEXT, Sheet
from app.infra.languages import catalogue, short_day
from app.kernel.text import printed

TITLE: Final = printed("Registration card")
FACTS: Final = {
    "surname": printed("Surname"), "given": printed("Given names"), "kind": printed("Identity document"),
    "number": printed("Document number"), "nationality": printed("Nationality"),
    "birth_date": printed("Date of birth"), "sex": printed("Sex"), "expires": printed("Valid until"),
    "issued_by": printed("Issued by"), "birth_place": printed("Place of birth"),
    "address": printed("Home address"), "phone": printed("Phone or e-mail"),
}  # fmt: skip
KINDS: Final = {
    "passport": printed("Passport"), "id_card": printed("Identity card"),
    "residence": printed("Residence permit"), "visa": printed("Visa"), "other": printed("Another document"),
}  # fmt: skip
ARRIVAL, DEPARTURE, ROOM = printed("Arrival"), printed("Departure"), printed("Room")
BOOKING, PERSONS = printed("Booking"), printed("Persons")
GUEST = printed("Guest {n}")
SIGN, SIGNED = printed("Signature of the guest"), printed("Signed on {day}")
TRUE: Final = printed(
    "What is written here is true. The house keeps it as long as the law of its country asks."
)
BOX_WIDTH, BOX_HEIGHT = 1000, 250
ROW, SIDE = 19.0, 250.0


@dataclass(frozen=True, slots=True)
class RegistrationContent:
    """What is on the card. Each person is a row of facts by name; `strokes` as the screen gave them."""

    house: str
    place: str
    language: str
    number: str
    room: str
    arrival: date
    departure: date
    persons: int
    people: tuple[tuple[tuple[str, str], ...], ...]
    strokes: str = ""
    signed_on: date | None = None


def registration_pdf(content: RegistrationContent) -> bytes:
    """The card, a page or as many as its people need."""
    words = catalogue(content.language)
    sheet = Sheet(f"{words.say(TITLE)} {content.number}", content.house, content.language or "en")
    sheet.text(LEFT, 70, content.house, 11, font=SEMIBOLD)
    sheet.text(LEFT, 84, content.place, 9, color=SECONDARY)
    sheet.text(LEFT, 126, words.say(TITLE), 20, font=SEMIBOLD)
    facts = [
        (words.say(ARRIVAL), short_day(content.language, content.arrival)),
        (words.say(DEPARTURE), short_day(content.language, content.departure)),
        (words.say(ROOM), content.room), (words.say(PERSONS), str(content.persons)),
        (words.say(BOOKING), content.number),
    ]  # fmt: skip
    y = fact_rows(sheet, facts, 160)
    for place, person in enumerate(content.people, 1):
        rows = [
            (words.say(FACTS.get(name, name)), words.say(KINDS[text]) if name == "kind" else text)
            for name, text in person
        ]
        if y + 40 + len(rows) * ROW > 660:
            sheet.next_page()
            y = 70.0
        if len(content.people) > 1:
            y += 12
            sheet.text(LEFT, y, words.say(GUEST, n=place), 10, font=SEMIBOLD)
            y += 14
        y = fact_rows(sheet, rows, y)
    _sign(sheet, content, max(y + 18, 600.0))
    return sheet.finished()


def fact_rows(sheet: Sheet, rows: Sequence[tuple[str, str]], y: float) -> float:
    """Label and value, a line each, a hairline under it."""
    for title, text in rows:
        sheet.text(LEFT, y, title, 9, color=SECONDARY)
        sheet.text(LEFT + 140, y, sheet.fitted(text or " ", RIGHT - LEFT - 140, 10), 10)
        sheet.rule(y + 5.5)
        y += ROW
    return y


def _sign(sheet: Sheet, content: RegistrationContent, y: float) -> None:
    words = catalogue(content.language)
    for line in sheet.wrapped(words.say(TRUE), RIGHT - LEFT, 9):
        sheet.text(LEFT, y, line, 9, color=SECONDARY)
        y += 12
    place_to_sign(sheet, content.language, y + 62, content.strokes, content.signed_on)


def place_to_sign(sheet: Sheet, language: str, y: float, strokes: str, signed_on: date | None) -> None:
    """A line with what was drawn on it, and the day."""
    words, scale = catalogue(language), SIDE / BOX_WIDTH
    for stroke in points_of(strokes):
        sheet.stroke([(LEFT + x * scale, y - BOX_HEIGHT * scale + row * scale) for x, row in stroke])
    sheet.rule(y + 2, 0.7, LINE_STRONG, LEFT, LEFT + SIDE)
    sheet.text(LEFT, y + 14, words.say(SIGN), 8, color=SECONDARY)
    if signed_on is not None:
        day = words.say(SIGNED, day=short_day(language, signed_on))
        sheet.text(LEFT + SIDE + 24, y, day, 9, color=TEXT)


def points_of(strokes: str) -> list[list[tuple[int, int]]]:
    """The lines of a signature: "x,y x,y;x,y" as points."""
    found = []
    for stroke in strokes.split(";") if strokes else ():
        pairs = (pair.split(",") for pair in stroke.split())
        found.append([(int(x), int(y)) for x, y in pairs])
    return found
