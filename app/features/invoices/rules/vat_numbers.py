"""VAT numbers: written in one form, checked by their country's own rule (check digits where it has them)."""

from typing import Any, Final

from app.kernel.text import tr

# Countries whose numbers begin with other letters than their code.
LETTERS: Final = {"GR": "EL"}
EUROPEAN_UNION: Final = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip
# Further countries whose rule is known.
OTHERS: Final = frozenset({"CH", "GB", "NO"})


def compact(number: str) -> str:
    """A number without blanks, dots and dashes, in capitals."""
    return "".join(c for c in number.upper() if c.isalnum())


def letters_of(country: str) -> str:
    """The letters with which a country's VAT numbers begin."""
    return LETTERS.get(country, country)


def country_of(number: str) -> str:
    """The country that a number names by its first letters, "" when it names none."""
    letters = compact(number)[:2]
    known = {letters_of(country): country for country in (*EUROPEAN_UNION, *OTHERS)}
    return known.get(letters, "")


def with_letters(number: str, country: str) -> str:
    """The number with its country's letters; a bare national number gets them."""
    plain = compact(number)
    if not plain or country_of(plain) or country not in EUROPEAN_UNION | OTHERS:
        return plain
    return letters_of(country) + plain


def fault_of(number: str, country: str) -> str:
    """What is wrong with a VAT number for an address in a country, as a sentence; "" when nothing is.

    Numbers of countries whose rule is not known here are taken as they are.
    """
    if not number or country not in EUROPEAN_UNION | OTHERS:
        return ""
    named = country_of(number)
    if named and named != country:
        return tr(
            "{number} is a VAT number of {named}, but the address is in {country}.", number=compact(number),
            named=named, country=country,
        )  # fmt: skip
    if not _is_valid(with_letters(number, country), country):
        return tr(
            "{number} cannot be a VAT number of {country}. Compare it with the company's letter.",
            number=compact(number), country=country,
        )  # fmt: skip
    return ""


def _is_valid(number: str, country: str) -> bool:
    if country in EUROPEAN_UNION:
        from stdnum.eu import vat  # noqa: PLC0415 - heavy, not on the way to the first screen

        return bool(vat.is_valid(number))
    return bool(_module(country).is_valid(number[2:] if country == "GB" else number))


def _module(country: str) -> Any:
    from stdnum import get_cc_module  # noqa: PLC0415 - heavy, not on the way to the first screen

    return get_cc_module(country.lower(), "vat")
