"""What the pictures show: the demo hotel's issuer, city tax, rates, and a few documents."""

from dataclasses import replace
from typing import Final

from app.bootstrap import App
from app.features.finance import CommissionRates, SetCommissionRate
from app.features.folios import (
    CashTerms,
    Chart,
    OpenFolio,
    PostCharge,
    SetExchangeRate,
    SetUpLedgers,
    TakePayment,
    TaxRules,
    UseCityPreset,
)
from app.features.invoices import Documents, IssueCreditNote, IssueDocument, IssuerOf, SetIssuer
from app.features.property import House, PropertyView
from app.kernel.actor import ALL
from app.kernel.documents import DocumentKind

GUESTS: Final = (
    ("Ana Ribeiro", 4_650),
    ("Dinner Solberg", 12_300),
    ("Terrace bar", 2_180),
    ("J. Wagner", 8_940),
)
RATES: Final = (("USD", 921_500), ("GBP", 1_163_000), ("CHF", 1_047_200))


def furnish(app: App) -> None:
    """Give the house what is missing, once."""
    app = app.as_actor(replace(app.actor, permissions=frozenset({ALL})))
    hotel = app.ask(House()).properties[0]
    if not app.ask(Chart(property_id=hotel.id)):
        app.execute(SetUpLedgers(id=app.new_id(), property_id=hotel.id, country=hotel.country or "PT"))
    if not app.ask(TaxRules(property_id=hotel.id)).city:
        app.execute(UseCityPreset(id=app.new_id(), property_id=hotel.id, preset="LISBON"))
    if app.ask(IssuerOf(property_id=hotel.id)) is None:
        app.execute(
            SetIssuer(
                id=app.new_id(), property_id=hotel.id, name="Miradouro Hotelaria, Lda.", country="PT",
                street="Rua da Graça 131", postcode="1170-165", city="Lisboa", vat_id="PT501442600",
                iban="PT50 0002 0123 1234 5678 9015 4", email="contas@miradouro.example",
            )
        )  # fmt: skip
    _set_rates(app, hotel)
    if len(app.ask(Documents(property_id=hotel.id))) < len(GUESTS):
        _issue(app, hotel)


def _set_rates(app: App, hotel: PropertyView) -> None:
    if not app.ask(CashTerms(property_id=hotel.id)).rates:
        for currency, micro in RATES:
            app.execute(
                SetExchangeRate(
                    id=app.new_id(), property_id=hotel.id, currency=currency, micro=micro,
                    from_day=hotel.business_date,
                )
            )  # fmt: skip
    if not app.ask(CommissionRates(property_id=hotel.id)):
        for code, bp in (("BDC", 1_500), ("EXP", 1_800)):
            app.execute(
                SetCommissionRate(
                    id=app.new_id(), rate_id=app.new_id(), property_id=hotel.id, bp=bp,
                    valid_from=hotel.business_date.replace(month=1, day=1), channel_code=code,
                )
            )  # fmt: skip


def _issue(app: App, hotel: PropertyView) -> None:
    for number, (name, minor) in enumerate(GUESTS):
        folio_id, document_id = app.new_id(), app.new_id()
        app.execute(
            OpenFolio(id=app.new_id(), folio_id=folio_id, property_id=hotel.id, kind="passer_by", name=name)
        )
        app.execute(
            PostCharge(id=app.new_id(), folio_id=folio_id, article_code="RESTAURANT", unit_minor=minor)
        )
        if number % 2:
            app.execute(
                TakePayment(
                    id=app.new_id(), payment_id=app.new_id(), folio_id=folio_id, method="bank_transfer",
                    amount_minor=minor,
                )
            )  # fmt: skip
        app.execute(
            IssueDocument(
                id=app.new_id(), document_id=document_id, folio_id=folio_id, kind=DocumentKind.SIMPLIFIED
            )
        )
        if number == 0:
            app.execute(
                IssueCreditNote(
                    id=app.new_id(), document_id=app.new_id(), corrects_id=document_id,
                    reason="Wrong table number",
                )
            )  # fmt: skip
