"""What `keyrack check` asks of receivables: the ledger is the sum of its accounts, nothing is overpaid."""

from collections.abc import Iterable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.features.finance import repository
from app.features.finance.models import Allocation
from app.features.folios.models import Account, AccountDay, Folio, FolioWindow, Posting
from app.features.property.models import Property
from app.infra.integrity import Check
from app.kernel.text import tr


def ledger_is_its_accounts(session: Session) -> Iterator[str]:
    """A sentence for each hotel whose receivables ledger is not what its accounts owe."""
    for house in session.scalars(select(Property).order_by(Property.name)):
        codes = select(Account.code).where(Account.property_id == house.id, Account.ledger == "receivables")
        ledger = session.scalar(
            select(func.coalesce(func.sum(AccountDay.debit_minor - AccountDay.credit_minor), 0)).where(
                AccountDay.property_id == house.id, AccountDay.account.in_(codes)
            )
        )
        accounts = session.scalar(
            select(func.coalesce(func.sum(FolioWindow.balance_minor), 0))
            .join(Folio, (Folio.tenant_id == FolioWindow.tenant_id) & (Folio.id == FolioWindow.folio_id))
            .where(Folio.property_id == house.id, Folio.kind == repository.CITY_LEDGER)
        )
        if ledger != accounts:
            yield tr("The receivables ledger of {hotel} is not the sum of its accounts.", hotel=house.name)


def nothing_is_overpaid(session: Session) -> Iterable[str]:
    """A sentence for each document to which more has been given than it is."""
    sums = select(Allocation.debit_entry_id, func.sum(Allocation.amount_minor))
    given = {row[0]: int(row[1]) for row in session.execute(sums.group_by(Allocation.debit_entry_id))}
    ids = list(given)
    for start in range(0, len(ids), repository.AT_ONCE):
        rows = session.execute(
            select(Posting.entry_id, func.sum(Posting.amount_minor))
            .where(Posting.entry_id.in_(ids[start : start + repository.AT_ONCE]))
            .join(Folio, (Folio.tenant_id == Posting.tenant_id) & (Folio.id == Posting.folio_id))
            .where(Folio.kind == repository.CITY_LEDGER)
            .group_by(Posting.entry_id)
        )
        for entry_id, minor in rows:
            if given[entry_id] > minor:
                yield tr("Entry {id} of a receivable account is paid more than once.", id=entry_id)


CHECKS = (
    Check("finance.receivables_ledger", ledger_is_its_accounts),
    Check("finance.allocations", nothing_is_overpaid),
)
