"""Words of the check-in: fields of documents, kinds, ways, countries."""

from functools import cache

from app.features.property import Housekeeping
from app.kernel.text import tr


def field_title(name: str) -> str:
    """The label of a field of a document."""
    return {
        "surname": tr("Surname"), "given": tr("Given names"), "kind": tr("Document"), "number": tr("Number"),
        "nationality": tr("Nationality"), "birth_date": tr("Born"), "sex": tr("Sex"),
        "expires": tr("Valid until"), "issued_by": tr("Issued by"), "birth_place": tr("Born in"),
        "address": tr("Address"), "phone": tr("Phone"),
    }[name]  # fmt: skip


def kind_word(kind: str) -> str:
    """A document."""
    return {
        "passport": tr("Passport"), "id_card": tr("Identity card"), "residence": tr("Residence permit"),
        "visa": tr("Visa"), "other": tr("Another document"),
    }.get(kind, tr("Another document"))  # fmt: skip


def way_word(way: str) -> str:
    """How a document was read."""
    return {
        "typed": tr("Seen and typed"), "scanner": tr("Read and verified"),
        "picture": tr("Read from a picture"), "known": tr("Known here"),
    }.get(way, "")  # fmt: skip


def state_word(state: str) -> str:
    """What housekeeping knows of a room."""
    return {
        Housekeeping.CLEAN: tr("Clean"), Housekeeping.INSPECTED: tr("Inspected"),
        Housekeeping.DIRTY: tr("Dirty"), Housekeeping.IN_PROGRESS: tr("Being cleaned"),
        Housekeeping.PICKUP: tr("To pick up"),
    }[Housekeeping(state)]  # fmt: skip


# What documents write and no list of countries has.
_OWN = {
    "D": "DE", "GBD": "GB", "GBN": "GB", "GBO": "GB", "GBP": "GB", "GBS": "GB", "RKS": "XK", "EUE": "EU",
    "ROM": "RO", "ZAR": "CD",
}  # fmt: skip


@cache
def country_code(text: str) -> str:
    """The two letters of a country that was typed or read: "NGA", "ng" or "Nigeria"; "" for none."""
    import pycountry  # noqa: PLC0415 - heavy, not on the way to the first screen

    typed = text.strip().upper()
    if not typed:
        return ""
    if typed in _OWN:
        return _OWN[typed]
    found = pycountry.countries.get(alpha_2=typed) or pycountry.countries.get(alpha_3=typed)
    if found is None and len(typed) > 3:
        found = pycountry.countries.get(name=text.strip().title())
    return str(found.alpha_2) if found is not None else ""


@cache
def country_name(code: str) -> str:
    """ "Nigeria" for "NG"; the code itself where nobody knows it."""
    import pycountry  # noqa: PLC0415 - heavy, not on the way to the first screen

    found = pycountry.countries.get(alpha_2=code.upper()) if code else None
    return str(getattr(found, "common_name", "") or found.name) if found is not None else code
