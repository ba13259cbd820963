"""Public holidays of the countries where the hotels stand."""

from collections.abc import Sequence
from datetime import date
from functools import cache

EPOCH = date(1970, 1, 1)


def public_holidays(countries: Sequence[str], years: range) -> dict[int, str]:
    """Holidays by day since 1970; the first country's name wins. Unknown countries have none."""
    found: dict[int, str] = {}
    for country in countries:
        for day, name in _of_country(country, years.start, years.stop).items():
            found.setdefault(day, name)
    return found


@cache
def _of_country(country: str, first: int, stop: int) -> dict[int, str]:
    import holidays  # noqa: PLC0415 - heavy, not on the way to the first screen

    try:
        # Asking for one country loads that one; the list of all would load two hundred modules.
        dates = holidays.country_holidays(country, years=range(first, stop), language="en_US")
    except NotImplementedError:
        return {}
    return {(day - EPOCH).days: name.split(";")[0] for day, name in dates.items()}
