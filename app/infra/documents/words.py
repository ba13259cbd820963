"""The words of a document in its reader's language: one catalogue, one form of dates and amounts.

A language without a catalogue speaks English, dates and all, so that no document is half translated.
"""

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from app.kernel.money import exponent
from app.kernel.text import marked

TRANSLATIONS = Path(__file__).resolve().parents[3] / "resources" / "translations"
ENGLISH = "en_GB"
NONE = "—"

TITLES = {
    "invoice": marked("Invoice"),
    "simplified": marked("Simplified invoice"),
    "credit_note": marked("Credit note"),
    "receipt": marked("Receipt"),
    "deposit_invoice": marked("Deposit invoice"),
    "pro_forma": marked("Pro forma, not an invoice"),
    "statement": marked("Statement of account"),
}
METHODS = {
    "cash": marked("cash"),
    "card": marked("card"),
    "terminal": marked("card"),
    "stripe": marked("card"),
    "bank_transfer": marked("bank transfer"),
    "city_ledger": marked("on account"),
    "voucher": marked("voucher"),
    "virtual_card": marked("virtual card"),
    "deposit": marked("deposit"),
    "transfer": marked("transferred"),
    "rounding": marked("difference of coins"),
    "write_off": marked("remitted"),
}


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; an empty one for English and where there is none."""
    return gettext.translation("keyrack", TRANSLATIONS, languages=[language], fallback=True)


@dataclass(frozen=True, slots=True)
class Words:
    """Says things in one language, and amounts in one currency."""

    words: gettext.NullTranslations
    locale: str
    currency: str

    @classmethod
    def of(cls, language: str, currency: str) -> "Words":
        """For a language such as "de" or "pt-BR"."""
        found = catalogue(language.replace("-", "_"))
        spoken = isinstance(found, gettext.GNUTranslations)
        return cls(found, language.replace("-", "_") if spoken else ENGLISH, currency)

    @property
    def language(self) -> str:
        """The language's tag, as a PDF names it."""
        return self.locale.replace("_", "-")

    def say(self, message: str, **values: object) -> str:
        """A message; named {places} are filled after translation."""
        text = self.words.gettext(message) if message else ""
        return text.format(**values) if values else text

    def nights(self, count: int) -> str:
        """How many nights."""
        return self.words.ngettext("{n} night", "{n} nights", count).format(n=count)

    def amount(self, minor: int) -> str:
        """An amount without its currency: 1,290.00, and a true minus sign."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - heavy, not on the way to the first screen

        places = exponent(self.currency)
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return format_decimal(Decimal(minor).scaleb(-places), format=pattern, locale=self.locale).replace(
            "-", "−"
        )

    def money(self, minor: int) -> str:
        """An amount with its currency."""
        return f"{self.currency} {self.amount(minor)}"

    def percent(self, rates: Sequence[int]) -> str:
        """Rates in hundredths of a percent: "13/23 %"."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - heavy, not on the way to the first screen

        shown = [format_decimal(Decimal(bp).scaleb(-2), format="0.##", locale=self.locale) for bp in rates]
        return "/".join(shown) + "\u00a0%"

    def day(self, day: date) -> str:
        """A date in full: 21 November 2026."""
        return _date(day, "long", self.locale)

    def night(self, day: date) -> str:
        """A date in a column: Tue 17 Nov."""
        return _date(day, "EEE d MMM", self.locale)

    def short_day(self, day: date) -> str:
        """A date in a column of many months: 17 Nov 2026."""
        return _date(day, "medium", self.locale)

    def span(self, first: date, last: date) -> str:
        """From a day to another: 17 – 21 Nov 2026."""
        from babel.dates import format_interval  # noqa: PLC0415 - heavy, not on the way to the first screen

        text = format_interval(first, last, "yMMMd", locale=self.locale)
        return text.replace("\u2009", " ").replace(" – ", "–").replace("–", " – ")

    def country(self, code: str) -> str:
        """A country's name."""
        from babel import Locale  # noqa: PLC0415 - heavy, not on the way to the first screen

        return str(Locale.parse(self.locale).territories.get(code, code))


def _date(day: date, form: str, locale: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - heavy, not on the way to the first screen

    return format_date(day, format=form, locale=locale)
