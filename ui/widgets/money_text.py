"""Money as text in the user's locale, and back, without a float on the way."""

from PySide6.QtCore import QLocale

from app.kernel.money import exponent

_SYMBOLS = {
    "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "ILS": "₪", "KRW": "₩", "TRY": "₺",
    "UAH": "₴", "VND": "₫", "NGN": "₦", "PHP": "₱", "BRL": "R$", "PLN": "zł", "CZK": "Kč", "CNY": "¥",
}  # fmt: skip
LARGEST = 10**13


def symbol(currency: str) -> str:
    """The sign of a currency, or its code."""
    return _SYMBOLS.get(currency, currency)


def amount_text(minor: int, currency: str, *, locale: QLocale | None = None, cents: bool = True) -> str:
    """Minor units as "1,264.00"; `cents=False` rounds to whole units for figures read at a glance."""
    locale = locale or QLocale()
    places = exponent(currency)
    scale = 10**places
    if not cents:
        minor, places = _rounded(minor, scale) * scale, 0
    whole, rest = divmod(abs(minor), scale)
    text = locale.toString(whole)
    if places:
        text += f"{locale.decimalPoint()}{rest:0{places}d}"
    return f"−{text}" if minor < 0 else text


def money_text(minor: int, currency: str, *, locale: QLocale | None = None, cents: bool = True) -> str:
    """Minor units with the currency before them: "€ 264.00"."""
    text = amount_text(abs(minor), currency, locale=locale, cents=cents)
    sign = "− " if minor < 0 else ""
    return f"{sign}{symbol(currency)} {text}"


def parse_amount(text: str, currency: str, *, locale: QLocale | None = None) -> int | None:
    """Minor units of what was typed, or None when it is no amount of that currency.

    The locale's separators count; of a single "." or "," with one or two digits behind it, it is the
    decimal point whatever the locale, because people type both.
    """
    locale = locale or QLocale()
    cleaned = text.strip().replace(symbol(currency), "").replace("\u00a0", "").replace("\u202f", "")
    cleaned = cleaned.replace(" ", "").replace("'", "").replace("−", "-")
    sign = -1 if cleaned.startswith("-") else 1
    whole, rest = _split(cleaned.lstrip("+-"), locale.decimalPoint(), exponent(currency))
    if not (whole or rest) or not (whole + rest).isdecimal() or len(rest) > exponent(currency):
        return None
    minor = int(whole or "0") * 10 ** exponent(currency) + int(rest.ljust(exponent(currency), "0") or "0")
    return sign * minor if minor <= LARGEST else None


def _split(text: str, point: str, places: int) -> tuple[str, str]:
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text, ""
    behind = text[last + 1 :]
    both = "." in text and "," in text
    whole_only = text[last] != point or places == 0
    groups = text.count(text[last]) > 1 or (len(behind) == 3 and whole_only)
    if groups and not both:
        return text.replace(text[last], ""), ""
    return text[:last].replace(".", "").replace(",", ""), behind


def _rounded(minor: int, scale: int) -> int:
    whole, rest = divmod(abs(minor), scale)
    whole += rest * 2 >= scale
    return -whole if minor < 0 else whole
