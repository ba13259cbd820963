"""Who issues the demo hotel's bills, which companies may pay later, what its articles cost."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from app.features.finance import SetCommissionRate
from app.features.folios import SetCredit, SetUpLedgers, UseCityPreset
from app.features.invoices import SetBillingAddress, SetIssuer
from app.kernel.clock import IdMaker
from app.kernel.commands import Command
from app.workbench.demo.hotel import NAME

VAT_ID: Final = "PT514802766"
IBAN: Final = "PT50999900180004802112661"
CITY_PRESET: Final = "LISBON"

# Code, days to pay, credit, street, postcode, city, country, VAT number.
DEBTORS: Final = (
    ("NORDLYS", 14, 3_500_000, "Strandgaten 18", "5013", "Bergen", "NO", ""),
    ("TEJOBIO", 30, 3_000_000, "Rua do Instituto 7", "2780-156", "Oeiras", "PT", "PT509627145"),
    ("ATLENG", 7, 2_500_000, "Avenida da República 48", "1050-194", "Lisboa", "PT", "PT513074457"),
    ("KESTREL", 30, 2_000_000, "14 Chancery Mews", "WC2A 1EL", "London", "GB", ""),
    ("SOLARE", 14, 2_000_000, "Via dei Tigli 9", "20121", "Milano", "IT", ""),
    ("HELVMED", 30, 3_200_000, "Seefeldstrasse 112", "8008", "Zürich", "CH", ""),
)  # fmt: skip
"""Companies with an account: they pay after so many days, up to so much."""
# What agents and channels get of the room's revenue.
COMMISSIONS: Final = (
    ("LUSITUR", 1_000), ("HANSEREI", 1_000), ("CELTICW", 800), ("SAKURA", 1_200), ("B", 1_500), ("E", 1_800),
)  # fmt: skip


def founding(
    new_id: IdMaker, hotel: UUID, first: date, names: dict[str, tuple[UUID, str]]
) -> Iterator[Command]:
    """The books before the first posting on the first day; `names` has the companies by code."""
    yield SetUpLedgers(id=new_id(), property_id=hotel, country="PT")
    yield UseCityPreset(id=new_id(), property_id=hotel, preset=CITY_PRESET)
    yield SetIssuer(
        id=new_id(), property_id=hotel, name=f"{NAME} Hotelaria, Lda.", country="PT",
        street="Rua da Saudade 18", postcode="1100-583", city="Lisboa", vat_id=VAT_ID, iban=IBAN,
        phone="+351 210 000 048", email="contas@miradouro.example", place="Lisboa",
    )  # fmt: skip
    for code, days, limit, street, postcode, city, country, vat_id in DEBTORS:
        company_id, name = names[code]
        yield SetCredit(id=new_id(), property_id=hotel, company_id=company_id, limit_minor=limit, days=days)
        yield SetBillingAddress(
            id=new_id(), address_id=new_id(), name=name, country=country, company_id=company_id,
            street=street, postcode=postcode, city=city, vat_id=vat_id,
        )  # fmt: skip
    for code, bp in COMMISSIONS:
        yield SetCommissionRate(
            id=new_id(), rate_id=new_id(), property_id=hotel, bp=bp, valid_from=first,
            company_id=names[code][0] if code in names else None,
            channel_code="" if code in names else code,
        )  # fmt: skip
