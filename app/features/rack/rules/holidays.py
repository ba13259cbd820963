"""Public holidays of the countries where the hotels stand."""

import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path

EPOCH = date(1970, 1, 1)
COUNTRIES = "holidays.countries"


def public_holidays(countries: Sequence[str], years: range) -> dict[int, str]:
    """Holidays by day since 1970; the first country's name wins. Unknown countries have none."""
    found: dict[int, str] = {}
    for country in countries:
        for day, name in _of_country(country, years.start, years.stop).items():
            found.setdefault(day, name)
    return found


def _without_others(library: str) -> None:
    """Let one country be loaded alone: the package's own beginning loads all 250, for 8 MB and 0.1 s."""
    if COUNTRIES not in sys.modules:
        spec = ModuleSpec(COUNTRIES, None, is_package=True)
        spec.submodule_search_locations = [str(Path(library, "countries"))]
        sys.modules[COUNTRIES] = module_from_spec(spec)


@cache
def _of_country(country: str, first: int, stop: int) -> dict[int, str]:
    import holidays  # noqa: PLC0415 - heavy, not on the way to the first screen

    _without_others(holidays.__path__[0])
    try:
        dates = holidays.country_holidays(country, years=range(first, stop), language="en_US")
    except NotImplementedError:
        return {}
    return {(day - EPOCH).days: name.split(";")[0] for day, name in dates.items()}
