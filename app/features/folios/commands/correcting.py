"""Take a charge back, whole (a reversal that names it) or in part (a rebate that names it)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.features.folios import ledger, repository
from app.features.folios.commands.loading import find_folio, language_of, never_undone
from app.features.folios.commands.opening import ensure_open
from app.features.folios.commands.vouchers import WithdrawVoucher
from app.features.folios.ledger import Entry
from app.features.folios.models import Posting
from app.features.folios.queries.vouchers import voucher_by_code
from app.features.folios.rules.entries import CHARGE, CONSUMED, REBATE, TAX
from app.features.folios.rules.parts import taken_of
from app.features.folios.rules.refunds import money
from app.features.folios.rules.taxes import WHOLE_BP, amount_text, rounded
from app.features.folios.rules.vouchers import VOUCHER, plain_code
from app.infra.bus import Handling
from app.infra.languages import say, short_day
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.commands import Command, Sort
from app.kernel.errors import AppError, Choice, InvalidInput, NotFound
from app.kernel.text import printed, tr

_REBATE = printed("Rebate on {text}")
_REVERSAL = printed("Reverses {text} of {day}")


class VoucherSold(AppError):
    """The line is a voucher: it is taken back by its own verb, which looks whether it was spent."""

    code = "voucher_sold"


class AlreadyReversed(AppError):
    """The posting was reversed before, or is a reversal."""

    code = "already_reversed"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReversePosting(Command):
    """Reverse a charge with its taxes and rebates; the reversal names each of them."""

    verb: ClassVar[str] = "folios.reverse_posting"
    sort: ClassVar[Sort] = Sort.FACT

    posting_id: UUID
    reason: str

    @classmethod
    def why_never_undone(cls) -> str:
        """Postings are reversed, not taken back."""
        return never_undone()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rebate(Command):
    """Take an amount, or a share in hundredths of a percent, off a charge."""

    verb: ClassVar[str] = "folios.rebate"
    sort: ClassVar[Sort] = Sort.FACT

    posting_id: UUID
    reason: str
    amount_minor: int | None = None
    bp: int | None = None

    @classmethod
    def why_never_undone(cls) -> str:
        """Postings are reversed, not taken back."""
        return never_undone()


def reverse_posting(command: ReversePosting, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A charge that stands, with a reason: then its opposite, in the same window, today."""
    if not command.reason.strip():
        raise InvalidInput(tr("Say why, for those who read the bill."), field="reason")
    posting = find_posting(uow, command.posting_id)
    _ensure_no_voucher(uow, posting, command.reason.strip())
    if posting.kind not in CONSUMED:
        raise AlreadyReversed(tr("A payment is given back by a refund that names it."))
    entries = standing(uow, [posting])
    rows = ledger.post(
        uow, clock, (entry for group in entries for entry in opposite(uow, group, command.reason.strip()))
    )
    return {"posting_ids": [str(row.id) for row in rows]}


def rebate(command: Rebate, *, uow: UnitOfWork, clock: Clock) -> dict[str, object]:
    """A charge that stands, at most what rebates have left of it; its taxes are rebated with it."""
    if not command.reason.strip():
        raise InvalidInput(tr("Say why, for those who read the bill."), field="reason")
    posting = find_posting(uow, command.posting_id)
    _ensure_no_voucher(uow, posting, command.reason.strip())
    if posting.kind not in (CHARGE, TAX) or posting.rebates_id is not None:
        raise AlreadyReversed(tr("A rebate is given on a charge."))
    groups = standing(uow, [posting])
    rows = next(group for group in groups if group[0].entry_id == posting.entry_id)
    given: dict[UUID, int] = {}
    for row in (row for group in groups for row in group):
        if (charge_id := row.rebates_id) is not None:
            given[charge_id] = given.get(charge_id, 0) + row.amount_minor
    lines = [
        (r.account, r.counter, r.amount_minor + given.get(r.id, 0), r.folio_id is not None) for r in rows
    ]
    left = sum(minor for _, _, minor, shown in lines if shown)
    gross = sum(row.amount_minor for row in rows if row.folio_id)
    amount = command.amount_minor
    if (amount is None) is (command.bp is None):
        raise InvalidInput(tr("Name an amount or a share of the charge."), field="amount_minor")
    if amount is None:
        amount = min(rounded(gross * (command.bp or 0), WHOLE_BP), left)
    if not 0 < amount <= left:
        house = find_folio(uow, posting.folio_id or command.posting_id)
        raise InvalidInput(
            tr("At most {amount} can be taken from this charge.", amount=amount_text(left, house.currency)),
            field="amount_minor",
        )
    entry_id, reason = uow.new_id(), command.reason.strip()
    language = language_of(uow, posting.folio_id, posting.number)
    pairs = zip(rows, taken_of(lines, amount), strict=True)
    posted = ledger.post(
        uow, clock, [_rebated(row, -minor, reason, entry_id, language) for row, minor in pairs]
    )
    return {"posting_ids": [str(row.id) for row in posted], "amount_minor": amount}


def _rebated(row: Posting, minor: int, reason: str, entry_id: UUID, language: str) -> Entry:
    return Entry(
        account=row.account, counter=row.counter, amount_minor=minor,
        kind=TAX if row.kind == TAX else REBATE,
        text=row.text if row.kind == TAX else say(language, _REBATE, text=row.text), folio_id=row.folio_id,
        number=row.number, article_code=row.article_code, night=row.night, stay_id=row.stay_id,
        tax_code=row.tax_code, tax_bp=row.tax_bp, rebates_id=row.id, reason=reason, entry_id=entry_id,
    )  # fmt: skip


def find_posting(uow: UnitOfWork, posting_id: UUID) -> Posting:
    """A posting of an open folio. Raises NotFound, FolioClosed."""
    posting = uow.find(Posting, posting_id)
    if posting is None or posting.folio_id is None:
        raise NotFound(tr("This line does not exist."), field="posting_id")
    ensure_open(uow, find_folio(uow, posting.folio_id))
    return posting


def _ensure_no_voucher(uow: UnitOfWork, posting: Posting, reason: str) -> None:
    if posting.article_code != VOUCHER or posting.folio_id is None:
        return
    code = plain_code(posting.text.rpartition(" ")[2])
    voucher = voucher_by_code(uow.session, posting.property_id, code)
    choices = []
    if voucher is not None and voucher.balance_minor:
        back = WithdrawVoucher(
            id=uow.new_id(), voucher_id=voucher.id, folio_id=posting.folio_id, number=posting.number,
            reason=reason,
        )  # fmt: skip
        rest = money(voucher.balance_minor, voucher.currency)
        choices = [Choice(tr("Take the voucher back, {rest} are left on it", rest=rest), back)]
    raise VoucherSold(tr("A voucher is taken back with what is left on it."), choices=choices)


def standing(uow: UnitOfWork, postings: Sequence[Posting]) -> list[Sequence[Posting]]:
    """The whole entries of postings, and of the rebates on them. Raises AlreadyReversed."""
    rows = repository.entries(uow.session, {posting.entry_id for posting in postings})
    gone = repository.reversed_ids(uow.session, [row.id for row in rows])
    if gone or any(row.reverses_id for row in rows):
        raise AlreadyReversed(tr("This line has been reversed already."))
    rebates = repository.rebates(uow.session, [row.id for row in rows])
    undone = repository.reversed_ids(uow.session, [row.id for row in rebates])
    more = {row.entry_id for row in rebates if row.id not in undone and row.reverses_id is None}
    more -= {row.entry_id for row in rows}
    return _by_entry([*rows, *(repository.entries(uow.session, more) if more else ())])


def _by_entry(rows: Iterable[Posting]) -> list[Sequence[Posting]]:
    groups: dict[UUID, list[Posting]] = {}
    for row in rows:
        groups.setdefault(row.entry_id, []).append(row)
    return list(groups.values())


def opposite(uow: UnitOfWork, rows: Sequence[Posting], reason: str, *, moved: bool = False) -> list[Entry]:
    """The reversal of an entry, as an entry of its own."""
    entry_id, language = uow.new_id(), language_of(uow, rows[0].folio_id, rows[0].number)

    def told(row: Posting) -> str:
        day = short_day(language, row.business_date)
        return row.text if row.kind == TAX else say(language, _REVERSAL, text=row.text, day=day)

    return [
        Entry(
            account=row.account, counter=row.counter, amount_minor=-row.amount_minor, kind=row.kind,
            text=told(row),
            folio_id=row.folio_id, number=row.number, article_code=row.article_code, quantity=row.quantity,
            night=row.night, stay_id=row.stay_id, tax_code=row.tax_code, tax_bp=row.tax_bp,
            reverses_id=row.id, moved=moved, reason=reason, entry_id=entry_id, payment_id=row.payment_id,
        )
        for row in rows
    ]  # fmt: skip


HANDLERS = (Handling(ReversePosting, reverse_posting), Handling(Rebate, rebate))
