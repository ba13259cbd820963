"""What the house itself pays for a stay: a cost and a debt to others, in which no guest's folio has a part.

The cost goes to the account of its article, so that a house which keeps it elsewhere says so there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.features import property
from app.features.folios import ledger, repository
from app.features.folios.commands.accounts import add_accounts
from app.features.folios.models import Posting
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock


@dataclass(frozen=True, slots=True)
class HouseCost:
    """What is paid, to be said in a line; `kind` is the posting's."""

    article: property.ArticleSpec
    minor: int
    text: str
    kind: str


def post_house_costs(
    uow: UnitOfWork, clock: Clock, stay_id: UUID, costs: Iterable[HouseCost], *, owed: str
) -> list[UUID]:
    """Post them in the house that the unit of work is in, owed to the account `owed` of the first chart.

    A house that keeps no books posts nothing. Articles and accounts that it has not got yet are added.
    """
    wanted = [cost for cost in costs if cost.minor]
    property_id = uow.property_id
    assert property_id is not None
    if not wanted or not repository.accounts(uow.session, property_id):
        return []
    add_accounts(uow, property_id, frozenset({owed, *(cost.article.account for cost in wanted)}))
    known = property.articles_by_code(uow, property_id)
    new = {cost.article.code: cost.article for cost in wanted if cost.article.code not in known}
    property.add_articles(uow, property_id, list(new.values()))
    posted = ledger.post(
        uow, clock,
        [
            ledger.Entry(
                account=property.find_article(uow, property_id, cost.article.code).account, counter=owed,
                amount_minor=cost.minor, kind=cost.kind, text=cost.text, article_code=cost.article.code,
                stay_id=stay_id, entry_id=uow.new_id(),
            )
            for cost in wanted
        ],
    )  # fmt: skip
    return [one.id for one in posted]


def reverse_house_costs(uow: UnitOfWork, clock: Clock, posting_ids: Sequence[UUID], reason: str) -> None:
    """The same with the other sign, each naming what it reverses; what was reversed before stays so."""
    gone = repository.reversed_ids(uow.session, posting_ids)
    rows = [uow.find(Posting, id_) for id_ in posting_ids if id_ not in gone]
    ledger.post(
        uow, clock,
        [
            ledger.Entry(
                account=row.account, counter=row.counter, amount_minor=-row.amount_minor, kind=row.kind,
                text=row.text, article_code=row.article_code, stay_id=row.stay_id, reverses_id=row.id,
                reason=reason, entry_id=uow.new_id(),
            )
            for row in rows
            if row is not None
        ],
    )  # fmt: skip
