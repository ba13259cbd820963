"""Country codes of any age as two letters (ISO 3166-1)."""

from functools import cache

# Codes that were withdrawn, and the country that stands there today.
_WITHDRAWN = {"TMP": "TL", "ROM": "RO", "ZAR": "CD", "BUR": "MM", "YUG": "RS", "SCG": "RS", "UK": "GB"}


@cache
def two_letters(code: str) -> str | None:
    """The ISO two-letter code of a two- or three-letter code, or None when no country has it."""
    import pycountry  # noqa: PLC0415 - heavy, not on the way to the first screen

    upper = code.upper()
    if len(upper) == 3:
        found = pycountry.countries.get(alpha_3=upper)
    else:
        found = pycountry.countries.get(alpha_2=upper) if len(upper) == 2 else None
    if found is None:
        return _WITHDRAWN.get(upper)
    return str(found.alpha_2)


def is_withdrawn(code: str) -> bool:
    """Whether the code is no longer in force."""
    return code.upper() in _WITHDRAWN
