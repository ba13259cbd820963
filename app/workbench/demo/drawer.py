"""How the demo's guests pay when they leave: cash into the drawer, by card, or on the company's account."""

from random import Random
from typing import Final
from uuid import UUID

from app.features.folios import CloseCashier, CountCashier, Counted, Method, OpenCashier, TakePayment
from app.features.folios.models import Payment
from app.features.folios.queries.cashier import held
from app.features.folios.rules.chart import GUEST_LEDGER
from app.workbench.demo.cast import Guest
from app.workbench.demo.desk import Desk
from app.workbench.demo.slips import payment_entry, payment_row
from app.workbench.demo.writing import CURRENCY

FLOAT_MINOR: Final = 20_000
CASH, TRANSFER, GIVES_NOTES = 0.16, 0.22, 0.7
# Notes and coins, with which any sum is counted.
COINS: Final = (5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
SHORT_MINOR: Final = 50


class Drawer:
    """The drawer of the desk, and the terminal beside it."""

    def __init__(self, desk: Desk, rng: Random) -> None:
        self._desk, self._rng = desk, rng
        self._session_id: UUID | None = None
        self._slips: list[tuple[Guest, int, Method, str]] = []

    def open(self) -> None:
        """With its float from the safe."""
        new_id = self._desk.uow.new_id
        self._session_id = new_id()
        self._desk.do(OpenCashier(
            id=new_id(), session_id=self._session_id, property_id=self._desk.property_id,
            float_minor=FLOAT_MINOR,
        ))  # fmt: skip

    def close(self, *, short: bool) -> None:
        """Counted, now and then with a coin too few, and to the safe."""
        uow, session_id = self._desk.uow, self._session_id
        assert session_id is not None
        uow.flush()
        minor, _ = held(uow.session, session_id)[CURRENCY]
        counts = counted(minor - (SHORT_MINOR if short else 0))
        self._desk.do(CountCashier(id=uow.new_id(), session_id=session_id, counts=counts))
        reason = "Change of a taxi for a guest, no slip" if short else ""
        self._desk.do(CloseCashier(id=uow.new_id(), session_id=session_id, reason=reason))

    def pay(self, guest: Guest, minor: int, company_id: UUID | None) -> None:
        """A guest pays in one of the ways."""
        chance = self._rng.random()
        if company_id is not None:
            self._take(guest, minor, Method.CITY_LEDGER, company_id=company_id)
        elif chance < CASH:
            handed = -(-minor // 1_000) * 1_000 if self._rng.random() < GIVES_NOTES else minor
            self._take(guest, minor, Method.CASH, tendered_minor=handed)
        elif chance < TRANSFER:
            self._slips.append((guest, minor, Method.BANK_TRANSFER, f"TRF {self._slip()}"))
        else:
            self.pay_by_card(guest, minor)

    def pay_by_card(self, guest: Guest, minor: int) -> None:
        """At the terminal, with the number of its slip."""
        self._slips.append((guest, minor, Method.TERMINAL, self._slip()))

    def book_slips(self) -> None:
        """What came by card and bank, as one write."""
        uow, rows, entries = self._desk.uow, [], []
        for guest, minor, method, reference in self._slips:
            id_ = uow.new_id()
            rows.append(payment_row(self._desk, id_, guest.folio, method, minor, reference))
            entries.append(payment_entry(GUEST_LEDGER, id_, guest.folio, method, minor, reference))
        uow.insert_rows(Payment, rows)
        self._desk.post(entries)
        self._slips.clear()

    def _slip(self) -> str:
        return f"{self._rng.randrange(100, 1_000)} {self._rng.randrange(100, 1_000)}"

    def _take(
        self, guest: Guest, minor: int, method: Method, *, tendered_minor: int = 0,
        company_id: UUID | None = None,
    ) -> None:  # fmt: skip
        new_id = self._desk.uow.new_id
        self._desk.do(TakePayment(
            id=new_id(), payment_id=new_id(), folio_id=guest.folio, amount_minor=minor, method=method,
            tendered_minor=tendered_minor, company_id=company_id,
        ))  # fmt: skip


def counted(minor: int) -> tuple[Counted, ...]:
    """A sum in notes and coins."""
    piles = []
    for worth in COINS:
        many, minor = divmod(minor, worth)
        if many:
            piles.append(Counted(CURRENCY, worth, many))
    return tuple(piles)
