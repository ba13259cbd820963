"""Days as the desk writes and types them: "Sat 21 Nov", "21.11", "24 nov", "+3"."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale

_FORMATS = ("d.M.yyyy", "d.M.yy", "yyyy-MM-dd", "d/M/yyyy", "d MMM yyyy", "d MMMM yyyy")
_SHORT = ("d.M", "d.M.", "d/M", "d MMM", "d MMMM", "ddd d MMM")


def to_qdate(day: date) -> QDate:
    """The same day for Qt."""
    return QDate(day.year, day.month, day.day)


def from_qdate(day: QDate) -> date:
    """The same day for Python."""
    return date(day.year(), day.month(), day.day())


def short_day(day: date) -> str:
    """ "Sat 21 Nov" in the user's language."""
    return QLocale().toString(to_qdate(day), "ddd d MMM")


def long_day(day: date) -> str:
    """ "Sat 21 Nov 2026"."""
    return QLocale().toString(to_qdate(day), "ddd d MMM yyyy")


def day_span(first: date, last: date) -> str:
    """ "19 Nov – 2 Dec 2026", without saying a month or year twice."""
    locale = QLocale()
    end = locale.toString(to_qdate(last), "d MMM yyyy")
    if first.year != last.year:
        return f"{locale.toString(to_qdate(first), 'd MMM yyyy')} – {end}"
    if first.month != last.month:
        return f"{locale.toString(to_qdate(first), 'd MMM')} – {end}"
    return f"{first.day} – {end}"


def parse_day(text: str, near: date) -> date | None:
    """The day that was typed, or None. Without a year it is the one next to `near`; "+3" counts from it."""
    typed = " ".join(text.split())
    if typed[:1] in "+-" and typed[1:].isdecimal() and len(typed) < 6:
        return near + timedelta(days=int(typed))
    locales = (QLocale(), QLocale(QLocale.Language.English))
    for locale in locales:
        for form in _FORMATS:
            found = locale.toDate(typed, form, 2000)
            if found.isValid():
                return from_qdate(found)
        for form in _SHORT:
            days = _years(locale, typed, form, near)
            if days:
                return min(days, key=lambda day: abs((day - near).days))
    return None


def _years(locale: QLocale, typed: str, form: str, near: date) -> list[date]:
    found = (locale.toDate(f"{typed} {year}", f"{form} yyyy") for year in range(near.year - 1, near.year + 3))
    return [from_qdate(day) for day in found if day.isValid()]
