"""The words of a document in its reader's language: one catalogue, one form of dates and amounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from app.infra.languages import Catalogue, catalogue
from app.kernel.documents import DocumentContent
from app.kernel.money import exponent
from app.kernel.text import printed

NONE = "—"

TITLES = {
    "invoice": printed("Invoice"),
    "simplified": printed("Simplified invoice"),
    "credit_note": printed("Credit note"),
    "receipt": printed("Receipt"),
    "deposit_invoice": printed("Deposit invoice"),
    "pro_forma": printed("Pro forma, not an invoice"),
    "statement": printed("Statement of account"),
    "reminder": printed("Payment reminder"),
    "commission": printed("Commission statement"),
    "folio": printed("Guest folio"),
    "confirmation": printed("Booking confirmation"),
}
METHODS = {
    "cash": printed("cash"),
    "card": printed("card"),
    "terminal": printed("card"),
    "stripe": printed("card"),
    "bank_transfer": printed("bank transfer"),
    "city_ledger": printed("on account"),
    "voucher": printed("voucher"),
    "virtual_card": printed("virtual card"),
    "deposit": printed("deposit"),
    "transfer": printed("transferred"),
    "rounding": printed("difference of coins"),
    "write_off": printed("remitted"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Says things in one language, and amounts in one currency."""

    words: Catalogue
    currency: str

    @classmethod
    def of(cls, language: str, currency: str) -> "Words":
        """For a language such as "de" or "pt-BR"."""
        return cls(catalogue(language), currency)

    @property
    def locale(self) -> str:
        """The form of dates and amounts."""
        return self.words.locale

    @property
    def language(self) -> str:
        """The language's tag, as a PDF names it."""
        return self.locale.replace("_", "-")

    def say(self, message: str, **values: object) -> str:
        """A message; named {places} are filled after translation."""
        return self.words.say(message, **values)

    def nights(self, count: int) -> str:
        """How many nights."""
        return self.words.count("{n} night", "{n} nights", count)

    def amount(self, minor: int) -> str:
        """An amount without its currency: 1,290.00, and a true minus sign."""
        places = exponent(self.currency)
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return _decimal(minor, places, pattern, self.locale).replace("-", "−")

    def money(self, minor: int) -> str:
        """An amount with its currency, on the side where the language writes it."""
        amount = self.amount(minor)
        before = self.locale.startswith(("en", "nl"))
        return f"{self.currency} {amount}" if before else f"{amount}\u00a0{self.currency}"

    def quantity(self, thousandths: int) -> str:
        """How many: 2, 0.5."""
        return _decimal(thousandths, 3, "0.###", self.locale)

    def percent(self, rates: Sequence[int]) -> str:
        """Rates in hundredths of a percent: "13/23 %"."""
        return "/".join(_decimal(bp, 2, "0.##", self.locale) for bp in rates) + "\u00a0%"

    def day(self, day: date) -> str:
        """A date in full: 21 November 2026."""
        return _date(day, "long", self.locale)

    def night(self, day: date) -> str:
        """A date in a column: Tue 17 Nov."""
        if self.locale.startswith("pt"):  # the usual short form there has no name of a month
            return _date(day, "EEE d MMM", self.locale)
        from babel.dates import format_skeleton  # noqa: PLC0415 - heavy, not on the way to the first screen

        return format_skeleton("MMMEd", day, locale=self.locale)

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


def title_of(content: DocumentContent, words: Words) -> str:
    """What the document is."""
    return content.title or words.say(TITLES[content.kind])


@lru_cache(maxsize=4_096)
def _decimal(number: int, places: int, pattern: str, locale: str) -> str:
    """A number of so many places; a bill says few of them, and each on many lines."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - heavy, not on the way to the first screen

    return format_decimal(Decimal(number).scaleb(-places), format=pattern, locale=locale)


def _date(day: date, form: str, locale: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - heavy, not on the way to the first screen

    return format_date(day, format=form, locale=locale)
