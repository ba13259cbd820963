"""What the pictures show: a guest of the demo hotel who leaves today, his extras, a company's window."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from app.bootstrap import App
from app.features.folios import (
    AddWindow,
    FolioOf,
    OpenCashier,
    OpenDrawer,
    OpenFolio,
    PostCharge,
    ReversePosting,
    SetCredit,
    SetUpLedgers,
    TakePayment,
)
from app.features.guests import AddCompany, Companies
from app.features.property import Articles, House, PropertyView
from app.features.rack import FindStays
from app.features.reservations import StayDetail, StayView
from app.kernel.actor import ALL
from app.kernel.commands import Command
from app.kernel.text import tr

GUEST: Final = "Papadopoulos"
COMPANY: Final = "Nordwind Turbinen GmbH"
# Article, text, quantity, price: what the guest had himself.
EXTRAS: Final = (
    ("RESTAURANT", "Restaurant, dinner", 1, 3_850), ("BAR", "Wine, Douro tinto", 2, 700),
    ("MINIBAR", "Minibar, room 208", 1, 750), ("LAUNDRY", "Laundry, 3 shirts", 3, 600),
    ("BAR", "Bar, terrace", 1, 2_100), ("RESTAURANT", "Restaurant, lunch", 1, 4_200),
    ("OTHER", "Massage, 60 minutes", 1, 6_500), ("RESTAURANT", "Room service, soup and bread", 1, 1_650),
)  # fmt: skip


def furnish(app: App) -> UUID:
    """Give the guest his folio, once; the id of the stay."""
    app = app.as_actor(replace(app.actor, permissions=frozenset({ALL})))
    stay_id = app.ask(FindStays(text=GUEST)).stays[0].stay_id
    stay = app.ask(StayDetail(stay_id=stay_id))
    hotel = next(h for h in app.ask(House()).properties if h.id == stay.property_id)
    _set_up(app, hotel)
    if app.ask(FolioOf(stay_id=stay_id)) is not None:
        return stay_id
    folio_id = app.new_id()
    _do(app, OpenFolio(
        id=app.new_id(), folio_id=folio_id, property_id=hotel.id, kind="guest", stay_id=stay.id,
        reservation_id=stay.reservation_id, guest_id=stay.guest_id,
    ))  # fmt: skip
    _company_part(app, folio_id, stay)
    _own_part(app, folio_id)
    return stay_id


def _set_up(app: App, hotel: PropertyView) -> None:
    if not app.ask(Articles(property_id=hotel.id)):
        _do(app, SetUpLedgers(id=app.new_id(), property_id=hotel.id, country=hotel.country or "PT"))
    station = app.actor.workstation
    if app.ask(OpenDrawer(property_id=hotel.id, workstation=station)) is None:
        _do(
            app,
            OpenCashier(id=app.new_id(), session_id=app.new_id(), property_id=hotel.id, float_minor=20_000),
        )


def _company_part(app: App, folio_id: UUID, stay: StayView) -> None:
    known = {company.name: company.id for company in app.ask(Companies())}
    company_id = known.get(COMPANY) or app.new_id()
    if COMPANY not in known:
        _do(
            app,
            AddCompany(id=app.new_id(), company_id=company_id, kind="company", code="NORDW", name=COMPANY),
        )
    _do(app, AddWindow(
        id=app.new_id(), folio_id=folio_id, number=2, company_id=company_id,
        terms=tr("room, breakfast, garage · invoice, 14 days"),
    ))  # fmt: skip
    _do(app, SetCredit(
        id=app.new_id(), property_id=stay.property_id, company_id=company_id, limit_minor=500_000, days=14
    ))  # fmt: skip
    nights = [stay.arrival + timedelta(days=n) for n in range((stay.departure - stay.arrival).days)]
    room = f"{stay.room_type} {stay.parts[0].room}" if stay.parts else stay.room_type
    each = (("ROOM", f"{room}, Nordwind rate", 12_900), ("BREAKFAST", "Breakfast", 1_600),
            ("PARKING", "Garage", 1_500))  # fmt: skip
    for night in nights:
        for article, text, minor in each:
            _do(app, PostCharge(
                id=app.new_id(), folio_id=folio_id, number=2, article_code=article, unit_minor=minor,
                text=text, night=night,
            ))  # fmt: skip
    _pay(app, folio_id, 2, "bank_transfer", 30_000, "NW-88120")


def _own_part(app: App, folio_id: UUID) -> None:
    posted: dict[str, Sequence[object]] = {}
    for article, text, quantity, minor in EXTRAS:
        outcome = app.execute(PostCharge(
            id=app.new_id(), folio_id=folio_id, article_code=article, quantity=quantity * 1000,
            unit_minor=minor, text=text,
        ))  # fmt: skip
        ids = outcome.result["posting_ids"]
        posted[article] = ids if isinstance(ids, list) else []
    wrong = UUID(str(posted["MINIBAR"][0]))
    _do(app, ReversePosting(id=app.new_id(), posting_id=wrong, reason="Was room 313"))
    _pay(app, folio_id, 1, "terminal", 10_000, "118 204")


def _pay(app: App, folio_id: UUID, number: int, method: str, minor: int, reference: str) -> None:
    _do(app, TakePayment(
        id=app.new_id(), payment_id=app.new_id(), folio_id=folio_id, number=number, method=method,
        amount_minor=minor, reference=reference,
    ))  # fmt: skip


def _do(app: App, command: Command) -> None:
    app.execute(command)
