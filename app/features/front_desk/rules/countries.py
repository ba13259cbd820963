"""Countries in the codes that registers use: two letters here, three in Spain, numbers in Italy."""

from functools import cache
from typing import Final

# The part of Italy's state codes (Alloggiati Web: 100000000 + the number that ISTAT gives the state) in which
# public lists of both agree. They differ for states that are younger than the table (Serbia, Montenegro,
# North Macedonia), which is why the rest comes from the police's own file when a house has read it in.
_ISTAT: Final = {
    "IT": 100, "AL": 201, "AD": 202, "AT": 203, "BE": 206, "BG": 209, "DK": 212, "FI": 214, "FR": 215,
    "DE": 216, "GB": 219, "GR": 220, "IE": 221, "IS": 223, "LI": 225, "LU": 226, "MT": 227, "MC": 229,
    "NO": 231, "NL": 232, "PL": 233, "PT": 234, "RO": 235, "SM": 236, "ES": 239, "SE": 240, "CH": 241,
    "UA": 243, "HU": 244, "RU": 245, "VA": 246, "EE": 247, "LV": 248, "LT": 249, "HR": 250, "SI": 251,
    "BA": 252, "MD": 254, "SK": 255, "BY": 256, "CZ": 257, "AF": 301, "SA": 302, "BD": 305, "CN": 314,
    "CY": 315, "KR": 320, "AE": 322, "PH": 323, "JP": 326, "IN": 330, "ID": 331, "IR": 332, "IQ": 333,
    "IL": 334, "PK": 344, "SG": 346, "TH": 349, "TR": 351, "VN": 353, "AM": 358, "AZ": 359, "GE": 360,
    "DZ": 401, "AO": 402, "EG": 419, "GH": 423, "KE": 428, "MA": 436, "NG": 443, "SN": 450, "ZA": 454,
    "TN": 460, "CA": 509, "MX": 527, "US": 536, "AR": 602, "BR": 605, "CL": 606, "CO": 608, "PE": 615,
    "VE": 619, "AU": 701, "NZ": 719,
}  # fmt: skip
_ITALIAN_BASE: Final = 100_000_000


@cache
def two_letters(text: str) -> str:
    """The code of a country that is given by code or by its English name; "" when it is none."""
    import pycountry  # noqa: PLC0415 - heavy, not on the way to the first screen

    typed = text.strip()
    if not typed:
        return ""
    found = (
        pycountry.countries.get(alpha_2=typed.upper())
        or pycountry.countries.get(alpha_3=typed.upper())
        or pycountry.countries.get(name=typed.title())
    )
    return str(found.alpha_2) if found is not None else ""


@cache
def three_letters(code: str) -> str:
    """The three letters of a two-letter code; what is no code stays as it is."""
    import pycountry  # noqa: PLC0415 - heavy, not on the way to the first screen

    found = pycountry.countries.get(alpha_2=code.upper()) if len(code) == 2 else None
    return str(found.alpha_3) if found is not None else code


def italian_state(code: str) -> str:
    """Italy's nine digits of a country; nine digits stay, "" where the table does not know the country."""
    if len(code) == 9 and code.isdigit():
        return code
    number = _ISTAT.get(code.upper())
    return str(_ITALIAN_BASE + number) if number is not None else ""


@cache
def italian_name(code: str) -> str:
    """What Italians call a country of two letters; "" for what is none."""
    import gettext  # noqa: PLC0415 - not on the way to the first screen

    import pycountry  # noqa: PLC0415 - heavy, not on the way to the first screen

    found = pycountry.countries.get(alpha_2=code.upper()) if len(code) == 2 else None
    if found is None:
        return ""
    words = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["it"], fallback=True)
    return words.gettext(str(getattr(found, "common_name", found.name)))
