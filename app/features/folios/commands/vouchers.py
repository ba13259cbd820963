"""Vouchers: sell one on a folio, redeem it up to its balance, put money back on it, take it back."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.features.folios import ledger
from app.features.folios.commands.loading import (
    ensure_chargeable,
    find_folio,
    find_window,
    language_of,
    never_undone,
)
from app.features.folios.commands.opening import ensure_open
from app.features.folios.models import Folio, Payment, Voucher
from app.features.folios.queries import vouchers as queries
from app.features.folios.rules.chart import VOUCHERS
from app.features.folios.rules.entries import CHARGE, Entry
from app.features.folios.rules.refunds import ensure_positive, ensure_short, money
from app.features.folios.rules.vouchers import VOUCHER, new_code, plain_code, shown_code
from app.infra.bus import Handling
from app.infra.languages import say
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.kernel.text import marked, tr

_SOLD = marked("Voucher {code}")
_BACK = marked("Voucher {code} taken back")
_LONGEST = 16


class VoucherRefused(AppError):
    """The voucher is unknown, over, or empty."""

    code = "voucher_refused"


class VoucherTooLow(AppError):
    """More is to be paid than the voucher holds."""

    code = "voucher_too_low"

    def __init__(self, left_minor: int, currency: str) -> None:
        left = money(left_minor, currency)
        super().__init__(tr("Only {left} is left on this voucher.", left=left), field="amount_minor")
        self.left_minor = left_minor


@dataclass(frozen=True, kw_only=True, slots=True)
class _VoucherFact(Command):
    """What both have in common: they are postings."""

    sort: ClassVar[Sort] = Sort.FACT

    voucher_id: UUID
    folio_id: UUID
    number: int = 1

    @classmethod
    def why_never_undone(cls) -> str:
        """A posting."""
        return never_undone()


@dataclass(frozen=True, kw_only=True, slots=True)
class SellVoucher(_VoucherFact):
    """Sell a voucher on a window of a folio. Without a `code` it gets one; it is taxed when redeemed."""

    verb: ClassVar[str] = "folios.sell_voucher"

    amount_minor: int
    valid_until: date | None = None
    name: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawVoucher(_VoucherFact):
    """Take a voucher back: what is left on it is taken off a window, and it is worth nothing any more."""

    verb: ClassVar[str] = "folios.withdraw_voucher"

    reason: str


def sell_voucher(command: SellVoucher, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """An amount above zero, a code that no other voucher has: then it is charged, without tax."""
    folio = _find_folio(uow, command)
    ensure_positive(command.amount_minor)
    code = plain_code(command.code) or new_code(command.voucher_id)
    if len(code) > _LONGEST or not any(letter.isalpha() for letter in code):
        raise InvalidInput(
            tr("A code is at most {most} letters and digits, with a letter among them.", most=_LONGEST),
            field="code",
        )
    if queries.voucher_by_code(uow.session, folio.property_id, code) is not None:
        raise InvalidInput(tr("Voucher {code} is there already.", code=shown_code(code)), field="code")
    assert uow.business_date is not None
    if command.valid_until is not None and command.valid_until < uow.business_date:
        raise InvalidInput(tr("This voucher would be over already."), field="valid_until")
    voucher = Voucher(
        id=command.voucher_id, property_id=folio.property_id, code=code,
        name=ensure_short_name(command.name), currency=folio.currency, value_minor=command.amount_minor,
        balance_minor=command.amount_minor, withdrawn_minor=0, sold_on=uow.business_date,
        valid_until=command.valid_until,
    )  # fmt: skip
    uow.add(voucher)
    ledger.post(uow, clock, [_entry(uow, command, folio, voucher, command.amount_minor, _SOLD)])
    return {"voucher_id": str(voucher.id), "code": shown_code(code), "currency": folio.currency}


def withdraw_voucher(command: WithdrawVoucher, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """Something is left on it, and a reason: then its rest comes off the window."""
    folio = _find_folio(uow, command)
    voucher = uow.find(Voucher, command.voucher_id)
    if voucher is None or voucher.property_id != folio.property_id:
        raise NotFound(tr("This voucher does not exist."), field="voucher_id")
    if not command.reason.strip():
        raise InvalidInput(tr("Say why, for those who read the bill."), field="reason")
    rest = voucher.balance_minor
    if not rest:
        raise VoucherRefused(tr("Nothing is left on this voucher."), field="voucher_id")
    voucher.balance_minor, voucher.withdrawn_minor = 0, voucher.withdrawn_minor + rest
    uow.flush()
    ledger.post(uow, clock, [_entry(uow, command, folio, voucher, -rest, _BACK, command.reason.strip())])
    return {"voucher_id": str(voucher.id), "amount_minor": rest, "currency": folio.currency}


def redeem(uow: UnitOfWork, payment: Payment, today: date) -> None:
    """Take a payment off the voucher whose code is its reference. Raises VoucherRefused, VoucherTooLow."""
    code = plain_code(payment.reference)
    voucher = queries.voucher_by_code(uow.session, payment.property_id, code)
    if voucher is None:
        raise VoucherRefused(
            tr("This house has sold no voucher {code}.", code=shown_code(code)), field="reference"
        )
    if voucher.valid_until is not None and voucher.valid_until < today:
        day = f"{voucher.valid_until:%d %b %Y}"
        raise VoucherRefused(tr("This voucher was valid until {day}.", day=day), field="reference")
    if not voucher.balance_minor:
        raise VoucherRefused(tr("Nothing is left on this voucher."), field="reference")
    if payment.amount_minor > voucher.balance_minor:
        raise VoucherTooLow(voucher.balance_minor, voucher.currency)
    voucher.balance_minor -= payment.amount_minor
    payment.reference = shown_code(code)
    uow.flush()


def put_back(uow: UnitOfWork, paid: Payment, refund: Payment) -> None:
    """A refund goes back on the voucher that paid. Raises InvalidInput where none did."""
    code = plain_code(paid.reference)
    voucher = queries.voucher_by_code(uow.session, paid.property_id, code)
    if paid.method != refund.method or voucher is None:
        raise InvalidInput(tr("This payment was not by a voucher. Choose another way."), field="method")
    voucher.balance_minor += refund.amount_minor
    refund.reference = shown_code(code)
    uow.flush()


def ensure_short_name(name: str) -> str:
    """Whom a voucher is for."""
    ensure_short(name.strip(), 200, "name")
    return name.strip()


def _find_folio(uow: UnitOfWork, command: _VoucherFact) -> Folio:
    folio = find_folio(uow, command.folio_id)
    ensure_open(uow, folio)
    ensure_chargeable(folio)
    find_window(uow, folio, command.number)
    return folio


def _entry(
    uow: UnitOfWork, command: _VoucherFact, folio: Folio, voucher: Voucher, minor: int, text: str,
    reason: str = "",
) -> Entry:  # fmt: skip
    language = language_of(uow, folio.id, command.number)
    return Entry(
        account=folio.account, counter=VOUCHERS, amount_minor=minor, kind=CHARGE, folio_id=folio.id,
        text=say(language, text, code=shown_code(voucher.code)), number=command.number,
        article_code=VOUCHER, stay_id=folio.stay_id, reason=reason,
    )  # fmt: skip


HANDLERS = (Handling(SellVoucher, sell_voucher), Handling(WithdrawVoucher, withdraw_voucher))
