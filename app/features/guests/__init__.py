"""Guests: the people who stay, and the companies and agents that send them.

Names are in any script, and one name is enough; a guest is found by the beginnings of the words of his
names in any order, with or without accents, by e-mail and by phone. Search terms are kept in step with
each change. Other capabilities call `ensure_guest` and `ensure_company` inside their own transaction, and
`write_guests` with `index_guests` for files.
"""

from app.features.guests.commands import (
    HANDLERS,
    AddCompany,
    AddGuest,
    AddGuests,
    ChangeGuest,
    CompanyCodeTaken,
    ensure_company,
    ensure_guest,
    find_company,
    find_guest,
    guest_rows,
    index_guest,
    index_guests,
    lead_to,
    name_of,
    own_row,
    person_of,
    rewrite,
    write_guests,
)
from app.features.guests.queries import (
    ANSWERS,
    Companies,
    CompanyView,
    FindGuests,
    GuestDetail,
    GuestHit,
    GuestView,
    guest_detail,
    guest_hits,
)
from app.features.guests.repository import guest as resolved
from app.features.guests.repository import merged_ones
from app.features.guests.rules import AGENT, COMPANY, Person, cleaned, full_name, person_fields, search_texts

__all__ = [
    "AGENT",
    "ANSWERS",
    "COMPANY",
    "HANDLERS",
    "AddCompany",
    "AddGuest",
    "AddGuests",
    "ChangeGuest",
    "Companies",
    "CompanyCodeTaken",
    "CompanyView",
    "FindGuests",
    "GuestDetail",
    "GuestHit",
    "GuestView",
    "Person",
    "cleaned",
    "ensure_company",
    "ensure_guest",
    "find_company",
    "find_guest",
    "full_name",
    "guest_detail",
    "guest_hits",
    "guest_rows",
    "index_guest",
    "index_guests",
    "lead_to",
    "merged_ones",
    "name_of",
    "own_row",
    "person_fields",
    "person_of",
    "resolved",
    "rewrite",
    "search_texts",
    "write_guests",
]  # fmt: skip
