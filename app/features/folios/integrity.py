"""What `keyrack check` proves of folios and ledgers: every sum is the sum of its postings, all of it zero."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import and_, case, func, select, union_all
from sqlalchemy.orm import Session

from app.features.folios import repository
from app.features.folios.models import Account, AccountDay, Folio, FolioWindow, Payment, Posting, Voucher
from app.features.folios.rules.methods import Method, State
from app.features.folios.rules.vouchers import plain_code, shown_code
from app.infra.integrity import Check
from app.kernel.text import tr


def windows_are_their_postings(session: Session) -> Iterator[str]:
    """Each window's balance is the sum of its postings, and no posting is outside of a window."""
    sums = (
        select(Posting.folio_id, Posting.number, func.sum(Posting.amount_minor).label("minor"))
        .where(Posting.folio_id.is_not(None))
        .group_by(Posting.folio_id, Posting.number)
        .subquery()
    )
    own = and_(sums.c.folio_id == FolioWindow.folio_id, sums.c.number == FolioWindow.number)
    rows = session.execute(
        select(Folio.number, FolioWindow.number)
        .join(Folio, and_(Folio.tenant_id == FolioWindow.tenant_id, Folio.id == FolioWindow.folio_id))
        .outerjoin(sums, own)
        .where(FolioWindow.balance_minor != func.coalesce(sums.c.minor, 0))
    )
    for folio, number in rows:
        yield tr("Window {number} of folio {folio} is not the sum of its lines.", number=number, folio=folio)
    lost = session.execute(
        select(sums.c.folio_id).outerjoin(FolioWindow, own).where(FolioWindow.folio_id.is_(None))
    ).all()
    if lost:
        yield tr("{n} folios have lines in a window that does not exist.", n=len(lost))


def days_are_their_postings(session: Session) -> Iterator[str]:
    """What an account moved on a business date is the sum of that day's postings."""
    plus = case((Posting.amount_minor > 0, Posting.amount_minor), else_=0)
    minus = case((Posting.amount_minor < 0, -Posting.amount_minor), else_=0)
    key = (Posting.property_id, Posting.business_date)
    sides = union_all(
        select(*key, Posting.account.label("code"), plus.label("debit"), minus.label("credit")),
        select(*key, Posting.counter, minus, plus),
    ).subquery()
    sums = {
        (property_id, day, code): (int(debit), int(credit))
        for property_id, day, code, debit, credit in session.execute(
            select(
                sides.c.property_id, sides.c.business_date, sides.c.code, func.sum(sides.c.debit),
                func.sum(sides.c.credit),
            ).group_by(sides.c.property_id, sides.c.business_date, sides.c.code)
        )
    }  # fmt: skip
    known = {
        (row.property_id, row.business_date, row.account): (row.debit_minor, row.credit_minor)
        for row in session.execute(
            select(
                AccountDay.property_id, AccountDay.business_date, AccountDay.account,
                AccountDay.debit_minor, AccountDay.credit_minor,
            )
        )
    }  # fmt: skip
    for key_ in sorted(sums.keys() | known.keys(), key=str):
        if sums.get(key_, (0, 0)) != known.get(key_, (0, 0)):
            yield tr("Account {code} on {day} is not the sum of its postings.", code=key_[2], day=key_[1])


def ledgers_are_at_zero(session: Session) -> Iterator[str]:
    """On every business date debits and credits are the same."""
    rows = session.execute(
        select(AccountDay.business_date, func.sum(AccountDay.debit_minor - AccountDay.credit_minor))
        .group_by(AccountDay.property_id, AccountDay.business_date)
        .having(func.sum(AccountDay.debit_minor - AccountDay.credit_minor) != 0)
    )
    for day, minor in rows:
        yield tr("The ledgers of {day} differ by {minor}.", day=day, minor=minor)


def accounts_are_known(session: Session) -> Iterator[str]:
    """Whatever moved on a day is in the chart of its house."""
    rows = session.execute(
        select(AccountDay.account)
        .outerjoin(
            Account,
            and_(
                Account.tenant_id == AccountDay.tenant_id, Account.property_id == AccountDay.property_id,
                Account.code == AccountDay.account,
            ),
        )
        .where(Account.id.is_(None))
        .distinct()
    )  # fmt: skip
    for (code,) in rows:
        yield tr("Account {code} has postings and is not in the chart.", code=code)


def folio_lines_are_on_the_folios_account(session: Session) -> Iterator[str]:
    """Each line of a folio stands on the folio's own account, in its house and currency."""
    count = session.execute(
        select(func.count())
        .select_from(Posting)
        .join(Folio, and_(Folio.tenant_id == Posting.tenant_id, Folio.id == Posting.folio_id))
        .where(
            (Posting.account != Folio.account)
            | (Posting.property_id != Folio.property_id)
            | (Posting.currency != Folio.currency)
        )
    ).scalar_one()
    if count:
        yield tr("{n} lines stand on another account than their folio.", n=count)


def reversals_are_the_opposite(session: Session) -> Iterator[str]:
    """A reversal has the amount of what it reverses with the other sign, and the same two sides."""
    other = Posting.__table__.alias("reversed")
    count = session.execute(
        select(func.count())
        .select_from(Posting)
        .join(other, and_(other.c.tenant_id == Posting.tenant_id, other.c.id == Posting.reverses_id))
        .where(
            (Posting.amount_minor != -other.c.amount_minor)
            | (Posting.account != other.c.account)
            | (Posting.counter != other.c.counter)
        )
    ).scalar_one()
    if count:
        yield tr("{n} reversals are not the opposite of what they reverse.", n=count)


def drawers_hold_their_moves(session: Session) -> Iterator[str]:
    """What is posted to cash under a drawer is the value of its moves; a closed drawer is empty."""
    wrong = repository.drawers_at_odds(session)
    if wrong:
        yield tr("{n} drawers do not hold what was posted to them.", n=len(wrong))


def vouchers_are_what_is_left(session: Session) -> Iterator[str]:
    """A voucher's balance is its value less what was redeemed and taken back."""
    paid = Payment.__table__.alias("paid")
    spent: dict[tuple[UUID, str], int] = {}
    taken = select(Payment.property_id, Payment.reference, func.sum(Payment.amount_minor)).where(
        Payment.method == Method.VOUCHER, Payment.status == State.CAPTURED, Payment.refund_of_id.is_(None)
    )
    for house, code, minor in session.execute(taken.group_by(Payment.property_id, Payment.reference)):
        spent[house, plain_code(code)] = int(minor)
    back = (
        select(paid.c.property_id, paid.c.reference, func.sum(Payment.amount_minor))
        .join(paid, and_(paid.c.tenant_id == Payment.tenant_id, paid.c.id == Payment.refund_of_id))
        .where(Payment.method == Method.VOUCHER, Payment.status == State.CAPTURED)
        .group_by(paid.c.property_id, paid.c.reference)
    )
    for house, code, minor in session.execute(back):
        spent[house, plain_code(code)] = spent.get((house, plain_code(code)), 0) - int(minor)
    for voucher in session.scalars(select(Voucher).order_by(Voucher.id)):
        used = spent.get((voucher.property_id, voucher.code), 0)
        if voucher.balance_minor != voucher.value_minor - voucher.withdrawn_minor - used:
            yield tr("Voucher {code} is not worth what is left of it.", code=shown_code(voucher.code))


CHECKS = (
    Check("folios.vouchers", vouchers_are_what_is_left),
    Check("folios.windows", windows_are_their_postings),
    Check("folios.days", days_are_their_postings),
    Check("folios.zero", ledgers_are_at_zero),
    Check("folios.chart", accounts_are_known),
    Check("folios.accounts", folio_lines_are_on_the_folios_account),
    Check("folios.reversals", reversals_are_the_opposite),
    Check("folios.drawers", drawers_hold_their_moves),
)
