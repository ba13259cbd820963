"""A day of the demo hotel's past: deposits come in, guests arrive, have something, leave and pay."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time
from random import Random
from typing import Final
from uuid import UUID

from app.features import folios, property
from app.features.folios import Entry, PostNights, repository
from app.features.folios.commands.charging import open_till
from app.features.folios.commands.loading import new_folios
from app.features.folios.models import Folio
from app.features.folios.rules.entries import Charge
from app.workbench.demo import till
from app.workbench.demo.cast import Guest, Owners
from app.workbench.demo.desk import Desk
from app.workbench.demo.drawer import Drawer
from app.workbench.demo.hotel import USERS
from app.workbench.demo.papers import Papers
from app.workbench.demo.plan import Plan
from app.workbench.demo.prepaid import Prepaid
from app.workbench.demo.till import Extra

AUDITOR: Final = "Rui Tavares"
RECEPTION: Final = tuple(name for _, name, role in USERS if role == "reception")
PORTRAIT_CARD_MINOR: Final = 10_000
COMPANY_PAYS: Final = ("ROOM", "BREAKFAST", "PARKING", "CITY")


class Days:
    """Lives through days; the guests are sorted by arrival."""

    def __init__(
        self, desk: Desk, plan: Plan, guests: list[Guest], rng: Random,
        companies: dict[str, tuple[UUID, str]], owners: Owners,
    ) -> None:  # fmt: skip
        self._desk, self._plan, self._guests = desk, plan, guests
        self._companies = companies
        self.first = min(guest.stay.arrival for guest in guests)
        self._extras: dict[date, list[tuple[Guest, Extra]]] = defaultdict(list)
        for guest in guests:
            had = till.portrait(guest.stay) if guest.is_portrait else till.extras(guest.stay, plan.today, rng)
            for day, extra in had:
                self._extras[day].append((guest, extra))
        self._prepaid = Prepaid(desk, plan, guests, owners, self.first)
        self._drawer = Drawer(desk, rng)
        self._papers = Papers(desk, companies)

    def live(self, day: date, *, is_today: bool) -> None:
        """From the morning to the evening; today it is still early."""
        self._desk.by(RECEPTION[day.toordinal() % 2])
        leaving = [g for g in self._guests if g.stay.departure == day]
        if is_today:
            self._desk.by(RECEPTION[0])
        if leaving:
            self._desk.at(day, time(6, 45))
            self._drawer.open()
            self._settle(leaving)
        self._desk.at(day, time(7, 10) if is_today else time(13))
        self._prepaid.take(day)
        self._arrive([g for g in self._guests if g.stay.arrival == day])
        if not is_today:
            self._desk.at(day, time(21, 30))
            self._consume(self._extras.get(day, []))
            if leaving:
                self._drawer.close(short=day == self._plan.day(-3))

    def night(self, day: date) -> None:
        """The night auditor posts it."""
        self._desk.by(AUDITOR)
        self._desk.at(day, time(23, 40))
        stays = tuple(g.stay_id for g in self._guests if g.stay.arrival <= day < g.stay.departure)
        if stays:
            self._desk.do(PostNights(
                id=self._desk.uow.new_id(), property_id=self._desk.property_id, business_date=day,
                stay_ids=stays,
            ))  # fmt: skip

    def _arrive(self, guests: list[Guest]) -> None:
        rows = [(g.stay_id, g.reservation_id, g.guest_id) for g in guests]
        for guest, folio in zip(guests, new_folios(self._desk.uow, rows), strict=True):
            guest.folio_id = folio.id
            if guest.is_portrait:
                self._route_to_company(guest)
        self._desk.post(self._prepaid.applied(guests))

    def _route_to_company(self, guest: Guest) -> None:
        new_id = self._desk.uow.new_id
        company_id, _ = self._companies[guest.booking.company]
        self._desk.do(folios.AddWindow(
            id=new_id(), folio_id=guest.folio, number=2, company_id=company_id,
            terms="room, breakfast, garage, city tax · invoice, 30 days",
        ))  # fmt: skip
        self._desk.do(folios.SetRouting(
            id=new_id(), rule_id=new_id(), folio_id=guest.folio, to_folio_id=guest.folio, to_number=2,
            charges=COMPANY_PAYS,
        ))  # fmt: skip

    def _consume(self, had: list[tuple[Guest, Extra]]) -> None:
        if not had:
            return
        uow, day = self._desk.uow, self._desk.clock.instant.date()
        counter = open_till(uow, self._desk.property_id, [guest.folio for guest, _ in had])
        articles = property.articles_by_code(uow, self._desk.property_id)
        entries: list[Entry] = []
        for guest, extra in had:
            folio = uow.find(Folio, guest.folio)
            assert folio is not None
            article = articles[extra.article]
            amount = counter.taxed(
                extra.minor * extra.quantity, article.tax_code, day, included=article.tax_included
            )
            charge = Charge(
                article.code, article.account, extra.text, extra.quantity * 1000, amount, None, guest.stay_id
            )
            entries += counter.entries(folio, 1, charge)
        posted = self._desk.post(entries)
        self._regret(posted)

    def _regret(self, posted: list[folios.ledger.Posted]) -> None:
        """The minibar of the portrait was another room's."""
        portrait = next(guest for guest in self._guests if guest.is_portrait)
        for row in posted:
            if row.entry.folio_id == portrait.folio_id and row.entry.article_code == "MINIBAR":
                self._desk.do(folios.ReversePosting(
                    id=self._desk.uow.new_id(), posting_id=row.id, reason="Was room 209",
                ))  # fmt: skip
                return

    def _settle(self, leaving: list[Guest]) -> None:
        """Who leaves pays; who leaves today and has not paid yet is still in the house."""
        paying = []
        for guest, minor in self._owed(leaving):
            paid_up = guest.booking.deposit_paid_minor >= guest.stay.total_minor
            if guest.is_portrait:
                self._drawer.pay_by_card(guest, PORTRAIT_CARD_MINOR)
            elif minor > 0 and (paid_up or not guest.is_in_house):
                account = self._papers.account(guest.booking.company)
                self._drawer.pay(guest, minor, account)
                paying.append((guest, minor, account))
        self._drawer.book_slips()
        for guest, minor, account in paying:
            self._papers.bill(guest.folio, guest.stay.total_minor + minor, account)
        self._close([guest for guest in leaving if not guest.is_in_house])

    def _close(self, guests: list[Guest]) -> None:
        """Settled folios are closed; invariants prove that they are."""
        for guest in guests:
            folio = self._desk.uow.find(Folio, guest.folio)
            assert folio is not None
            folio.status, folio.closed_at = "closed", self._desk.clock.instant
        self._desk.uow.flush()

    def _owed(self, guests: list[Guest]) -> Iterator[tuple[Guest, int]]:
        windows = repository.windows(self._desk.uow.session, [guest.folio for guest in guests])
        balances = {window.folio_id: window.balance_minor for window in windows if window.number == 1}
        for guest in guests:
            yield guest, balances[guest.folio]
