"""What companies had on account before the last weeks: bills of every age, some of them paid."""

from datetime import date, time
from typing import Final
from uuid import UUID

from app.features.finance import Allocate
from app.features.folios import CloseFolio, Method, OpenFolio, PostCharge, TakePayment
from app.features.folios.queries.credit import company_folio
from app.features.invoices import IssueDocument
from app.features.property import open_property
from app.workbench.demo.desk import Desk
from app.workbench.demo.plan import Plan

# Days before today, company, article, text, amount.
BILLS: Final = (
    (110, "HELVMED", "OTHER", "Meeting room, two days", 84_000),
    (96, "SOLARE", "OTHER", "Meeting room, half a day", 22_000),
    (82, "NORDLYS", "RESTAURANT", "Dinner for 12", 61_200),
    (58, "KESTREL", "RESTAURANT", "Dinner for 8", 41_800),
    (47, "ATLENG", "OTHER", "Meeting room, one day", 38_000),
    (41, "TEJOBIO", "RESTAURANT", "Lunch for 14", 33_600),
    (22, "HELVMED", "BAR", "Reception, 30 guests", 54_300),
)  # fmt: skip
# What was sent since, on the last of these days; given to its bills, or still waiting to be.
PAID: Final = (("NORDLYS", 61_200, True), ("TEJOBIO", 20_000, False))


class Debts:
    """Writes them on their days; nothing else happens on these."""

    def __init__(self, desk: Desk, companies: dict[str, tuple[UUID, str]]) -> None:
        self._desk, self._companies = desk, companies

    def live_until(self, first: date, plan: Plan) -> None:
        """From bill to bill, and then to the first day that is told in full."""
        for back, code, article, text, minor in BILLS:
            self._open(plan.day(-back))
            self._bill(self._companies[code][0], article, text, minor)
        for code, minor, given in PAID:
            self._pay(self._companies[code][0], minor, given=given)
        self._open(first)

    def _open(self, day: date) -> None:
        """It is that day."""
        house = open_property(self._desk.uow, self._desk.property_id)
        house.business_date = day
        self._desk.uow.flush()
        self._desk.at(day, time(16, 20))

    def _bill(self, company_id: UUID, article: str, text: str, minor: int) -> None:
        desk, new_id, folio_id = self._desk, self._desk.uow.new_id, self._desk.uow.new_id()
        desk.do(OpenFolio(
            id=new_id(), folio_id=folio_id, property_id=desk.property_id, kind="company",
            company_id=company_id,
        ))  # fmt: skip
        desk.do(PostCharge(
            id=new_id(), folio_id=folio_id, article_code=article, text=text, unit_minor=minor
        ))  # fmt: skip
        desk.do(IssueDocument(id=new_id(), document_id=new_id(), folio_id=folio_id))
        desk.do(TakePayment(
            id=new_id(), payment_id=new_id(), folio_id=folio_id, method=Method.CITY_LEDGER,
            amount_minor=minor,
        ))  # fmt: skip
        desk.do(CloseFolio(id=new_id(), folio_id=folio_id))

    def _pay(self, company_id: UUID, minor: int, *, given: bool) -> None:
        desk, new_id = self._desk, self._desk.uow.new_id
        account = company_folio(desk.uow.session, desk.property_id, company_id)
        assert account is not None
        desk.do(TakePayment(
            id=new_id(), payment_id=new_id(), folio_id=account.id, method=Method.BANK_TRANSFER,
            amount_minor=minor, reference=f"TRF {desk.clock.instant:%y%m%d}",
        ))  # fmt: skip
        if given:
            desk.do(Allocate(id=new_id(), folio_id=account.id))
