"""Machine-readable zones for tests: composed from facts with check digits of their own."""

from dataclasses import dataclass

FILLER = "<"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says; dates as six digits or with fillers where it does not know."""

    surname: str = "OKONKWO"
    given: str = "ADAEZE"
    number: str = "A09417726"
    nationality: str = "NGA"
    birth: str = "880314"
    sex: str = "F"
    expires: str = "290702"
    personal: str = ""


def digit(text: str) -> str:
    """ICAO 9303-3, 4.9, written the long way."""
    values = [int(c) if c.isdigit() else 0 if c == FILLER else ord(c) - 55 for c in text]
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def names(facts: Facts, width: int) -> str:
    """Both names in a field, cut where it ends."""
    text = facts.surname.replace(" ", FILLER)
    if facts.given:
        text += FILLER * 2 + facts.given.replace(" ", FILLER)
    return text[:width].ljust(width, FILLER)


def passport(facts: Facts) -> str:
    """TD3."""
    personal = facts.personal.ljust(14, FILLER)
    number = facts.number.ljust(9, FILLER)
    dates = facts.birth + digit(facts.birth), facts.expires + digit(facts.expires)
    whole = number + digit(number) + dates[0] + dates[1] + personal + digit(personal)
    first = "P<" + facts.nationality.ljust(3, FILLER) + names(facts, 39)
    second = (
        number
        + digit(number)
        + facts.nationality.ljust(3, FILLER)
        + dates[0]
        + facts.sex
        + dates[1]
        + personal
    )
    return f"{first}\n{second}{digit(personal)}{digit(whole)}"


def small_passport(facts: Facts) -> str:
    """TD2."""
    personal, number = facts.personal[:7].ljust(7, FILLER), facts.number.ljust(9, FILLER)
    dates = facts.birth + digit(facts.birth), facts.expires + digit(facts.expires)
    whole = number + digit(number) + dates[0] + dates[1] + personal
    first = "I<" + facts.nationality.ljust(3, FILLER) + names(facts, 31)
    second = (
        number
        + digit(number)
        + facts.nationality.ljust(3, FILLER)
        + dates[0]
        + facts.sex
        + dates[1]
        + personal
    )
    return f"{first}\n{second}{digit(whole)}"


def card(facts: Facts) -> str:
    """TD1."""
    number, personal = facts.number.ljust(9, FILLER), facts.personal.ljust(15, FILLER)
    country = facts.nationality.ljust(3, FILLER)
    first = "I<" + country + number + digit(number) + personal
    dates = facts.birth + digit(facts.birth), facts.expires + digit(facts.expires)
    rest = FILLER * 11
    whole = first[5:] + dates[0] + dates[1] + rest
    second = dates[0] + facts.sex + dates[1] + country + rest + digit(whole)
    return f"{first}\n{second}\n{names(facts, 30)}"
