"""What the pictures show: companies of the demo hotel that pay later, on different terms."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.bootstrap import App
from app.features.finance import Allocate, Receivables
from app.features.folios import OpenFolio, PostCharge, SetCredit, SetUpLedgers, TakePayment
from app.features.guests import AddCompany, Companies
from app.features.property import Articles, House, PropertyView
from app.kernel.actor import ALL
from app.kernel.commands import Command

AHEAD: Final = timedelta(days=100)
# Code, name, days to pay, credit, bills, what was paid of them, whether that was given to the bills.
COMPANIES: Final = (
    ("ATL", "Atlântico Congressos, Lda.", 120, 2_500_000, (184_000, 96_500), 0, False),
    ("BRE", "Bremer Kaffeekontor GmbH", 14, 800_000, (41_800, 27_350, 62_000), 50_000, True),
    ("CDM", "Casa do Mar Viagens", 30, 1_200_000, (127_400, 38_900), 0, False),
    ("HEL", "Helvetia Seminare AG", 60, 1_500_000, (212_750, 54_300), 100_000, False),
    ("LUS", "Lusitânia Engenharia S.A.", 90, 600_000, (318_000, 325_000), 0, False),
    ("OBR", "O’Brien & Daughters Ltd", 7, 400_000, (18_640,), 18_640, True),
    ("SOL", "Solberg Shipping AS", 30, 900_000, (73_200, 12_500), 0, False),
)


def furnish(app: App) -> date:
    """Give the companies their bills, once; the day on which they are of every age."""
    app = app.as_actor(replace(app.actor, permissions=frozenset({ALL})))
    hotel = app.ask(House()).properties[0]
    known = {company.code for company in app.ask(Companies())}
    if not app.ask(Articles(property_id=hotel.id)):
        _do(app, SetUpLedgers(id=app.new_id(), property_id=hotel.id, country=hotel.country or "PT"))
    for code, name, days, limit, bills, paid, given in COMPANIES:
        if code not in known:
            _company(app, hotel, code, name, days, limit, bills)
            _settle(app, hotel, name, paid, given=given)
    return hotel.business_date + AHEAD


def _company(
    app: App, hotel: PropertyView, code: str, name: str, days: int, limit: int, bills: tuple[int, ...]
) -> None:
    company_id = app.new_id()
    _do(app, AddCompany(id=app.new_id(), company_id=company_id, kind="company", code=code, name=name))
    _do(app, SetCredit(
        id=app.new_id(), property_id=hotel.id, company_id=company_id, limit_minor=10**9, days=days,
    ))  # fmt: skip
    for minor in bills:
        folio_id = app.new_id()
        _do(app, OpenFolio(
            id=app.new_id(), folio_id=folio_id, property_id=hotel.id, kind="company", company_id=company_id,
            name=name,
        ))  # fmt: skip
        _do(app, PostCharge(
            id=app.new_id(), folio_id=folio_id, article_code="RESTAURANT", unit_minor=minor,
        ))  # fmt: skip
        _pay(app, folio_id, minor, "city_ledger")
    _do(app, SetCredit(
        id=app.new_id(), property_id=hotel.id, company_id=company_id, limit_minor=limit, days=days,
    ))  # fmt: skip


def _settle(app: App, hotel: PropertyView, name: str, paid: int, *, given: bool) -> None:
    rows = app.ask(Receivables(property=str(hotel.id))).rows
    folio_id = next(row.folio_id for row in rows if row.name == name)
    if paid:
        _pay(app, folio_id, paid, "bank_transfer")
    if paid and given:
        _do(app, Allocate(id=app.new_id(), folio_id=folio_id))


def _pay(app: App, folio_id: UUID, minor: int, method: str) -> None:
    _do(app, TakePayment(
        id=app.new_id(), payment_id=app.new_id(), folio_id=folio_id, method=method, amount_minor=minor,
    ))  # fmt: skip


def _do(app: App, command: Command) -> None:
    app.execute(command)
