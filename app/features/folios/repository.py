"""What the folios' commands and the ledger load for writing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Date, Uuid, bindparam, case, func, literal, or_, select, text, union_all
from sqlalchemy.orm import Session

from app.features.folios.models import (
    Account,
    AccountDay,
    CashierSession,
    CashMove,
    Folio,
    FolioWindow,
    Posting,
    RoutingRule,
    TaxRule,
)
from app.features.folios.rules.chart import CASH
from app.features.folios.rules.taxes import TaxTerms
from app.infra.among import among
from app.infra.database import held, lasting

# `account_day` is a sum that can be made again, so it is written past the journal (its table says so).
_MOVE_DAY = text(
    "INSERT INTO account_day (tenant_id, property_id, business_date, account, debit_minor, credit_minor) "
    "VALUES (:tenant, :property, :day, :account, :debit, :credit) "
    "ON CONFLICT (tenant_id, property_id, business_date, account) DO UPDATE SET "
    "debit_minor = account_day.debit_minor + excluded.debit_minor, "
    "credit_minor = account_day.credit_minor + excluded.credit_minor"
).bindparams(
    bindparam("tenant", type_=Uuid()), bindparam("property", type_=Uuid()), bindparam("day", type_=Date()),
    bindparam("debit", type_=BigInteger()), bindparam("credit", type_=BigInteger()),
)  # fmt: skip
_LATEST = lasting(
    select(Posting.at)
    .where(Posting.property_id == bindparam("property"))
    .order_by(Posting.at.desc())
    .limit(1)
)
_ACCOUNTS = lasting(select(Account.code).where(Account.property_id == bindparam("property")))
_TAXES = lasting(select(TaxRule).where(TaxRule.property_id == bindparam("property")))
_FOLIOS = lasting(select(Folio).where(among(Folio.id, "ids")))
_OF_STAYS = lasting(
    select(Folio).where(among(Folio.stay_id, "ids"), Folio.kind == "guest").order_by(Folio.number)
)
_HOUSES = lasting(select(Folio.property_id).where(among(Folio.id, "ids")).distinct())
_WINDOWS = lasting(
    select(FolioWindow)
    .where(among(FolioWindow.folio_id, "ids"))
    .order_by(FolioWindow.folio_id, FolioWindow.number)
)
_ROUTING = lasting(
    select(RoutingRule).where(among(RoutingRule.folio_id, "ids")).order_by(RoutingRule.rank, RoutingRule.id)
)
_CHARGED = lasting(
    select(Posting.id, Posting.stay_id, Posting.article_code, Posting.reverses_id).where(
        among(Posting.stay_id, "ids"), Posting.night == bindparam("night"), Posting.kind == "charge"
    )
)
# Every line and every window of folios, so that their sum by window is what is at odds.
_SIDES = union_all(
    select(Posting.folio_id, Posting.number, Posting.amount_minor.label("minor"),
           literal(0).label("windows")).where(among(Posting.folio_id, "ids")),
    select(FolioWindow.folio_id, FolioWindow.number, -FolioWindow.balance_minor, literal(1)).where(
        among(FolioWindow.folio_id, "ids")
    ),
).subquery()  # fmt: skip
_AT_ODDS = lasting(
    select(_SIDES.c.folio_id, _SIDES.c.number)
    .group_by(_SIDES.c.folio_id, _SIDES.c.number)
    .having(or_(func.sum(_SIDES.c.minor) != 0, func.sum(_SIDES.c.windows) == 0))
)
_LAST_DAY = select(func.max(AccountDay.business_date)).where(AccountDay.property_id == bindparam("property"))
_DAY = lasting(
    select(func.coalesce(func.sum(AccountDay.debit_minor - AccountDay.credit_minor), 0)).where(
        AccountDay.property_id == bindparam("property"),
        AccountDay.business_date == _LAST_DAY.scalar_subquery(),
    )
)


def accounts(session: Session, property_id: UUID) -> frozenset[str]:
    """The codes of a property's chart."""
    return frozenset(session.scalars(_ACCOUNTS, {"property": property_id}))


def account_rows(session: Session, property_id: UUID) -> Sequence[Account]:
    """A property's chart, as it is shown."""
    statement = select(Account).where(Account.property_id == property_id).order_by(Account.code)
    return session.scalars(statement).all()


def latest_instant(session: Session, property_id: UUID) -> datetime | None:
    """When something was posted last in a property."""
    return session.scalars(_LATEST, {"property": property_id}).one_or_none()


def move_day(session: Session, property_id: UUID, day: date, moved: Iterable[tuple[str, int, int]]) -> None:
    """Add debits and credits to what accounts moved on a business date."""
    rows = [
        {"tenant": session.info["tenant_id"], "property": property_id, "day": day, "account": account,
         "debit": debit, "credit": credit}
        for account, debit, credit in moved
    ]  # fmt: skip
    if rows:
        session.connection().execute(_MOVE_DAY, rows)


def tax_terms(session: Session, property_id: UUID) -> list[TaxTerms]:
    """Every tax rule of a property, of all times."""
    return [
        TaxTerms(
            rule.code, rule.name, rule.bp, rule.inclusive, rule.compound, rule.rank, rule.account,
            rule.category, rule.valid_from, rule.valid_until,
        )
        for rule in session.scalars(_TAXES, {"property": property_id})
    ]  # fmt: skip


def folios_of_stays(session: Session, stay_ids: Collection[UUID]) -> Sequence[Folio]:
    """The guest folios of stays."""
    return session.scalars(_OF_STAYS, {"ids": stay_ids}).all()


def folios(session: Session, folio_ids: Collection[UUID]) -> Sequence[Folio]:
    """Folios by their ids; those that the session holds are not read again."""
    known = [folio for id_ in folio_ids if (folio := held(session, Folio, id_)) is not None]
    missing = set(folio_ids) - {folio.id for folio in known}
    return [*known, *session.scalars(_FOLIOS, {"ids": missing})] if missing else known


def houses_of(session: Session, folio_ids: Collection[UUID]) -> Sequence[UUID]:
    """The houses of folios."""
    return session.scalars(_HOUSES, {"ids": folio_ids}).all()


def folio_by_number(session: Session, property_id: UUID, number: str) -> Folio | None:
    """A folio of a property by its number."""
    return session.scalars(
        select(Folio).where(Folio.property_id == property_id, Folio.number == number)
    ).one_or_none()


def windows(session: Session, folio_ids: Collection[UUID]) -> Sequence[FolioWindow]:
    """The windows of folios, in order."""
    return session.scalars(_WINDOWS, {"ids": folio_ids}).all()


def routing(session: Session, folio_ids: Collection[UUID]) -> Sequence[RoutingRule]:
    """The routing rules of folios, in the order in which they are tried."""
    return session.scalars(_ROUTING, {"ids": folio_ids}).all()


def entry(session: Session, entry_id: UUID) -> Sequence[Posting]:
    """What was posted together, in the order in which it was posted."""
    statement = select(Posting).where(Posting.entry_id == entry_id).order_by(Posting.id)
    return session.scalars(statement).all()


def entries(session: Session, entry_ids: Collection[UUID]) -> Sequence[Posting]:
    """What was posted together, of several entries."""
    statement = select(Posting).where(Posting.entry_id.in_(entry_ids)).order_by(Posting.id)
    return session.scalars(statement).all()


def reversed_ids(session: Session, posting_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of the postings that have been reversed."""
    statement = select(Posting.reverses_id).where(Posting.reverses_id.in_(posting_ids))
    return frozenset(id_ for id_ in session.scalars(statement) if id_ is not None)


def rebates(session: Session, posting_ids: Collection[UUID]) -> Sequence[Posting]:
    """The rebates on charges (their taxes are in the same entries)."""
    return session.scalars(select(Posting).where(Posting.rebates_id.in_(posting_ids))).all()


def routed_minor(session: Session, folio_id: UUID, number: int, stay_id: UUID, night: date) -> int:
    """What a window holds already for a night of a stay."""
    statement = select(func.coalesce(func.sum(Posting.amount_minor), 0)).where(
        Posting.folio_id == folio_id, Posting.number == number, Posting.stay_id == stay_id,
        Posting.night == night,
    )  # fmt: skip
    return int(session.scalars(statement).one())


def charged(session: Session, stay_ids: Collection[UUID], night: date) -> frozenset[tuple[UUID, str]]:
    """What the stays have been charged for a night and not been given back: stays and article codes."""
    rows = session.execute(_CHARGED, {"ids": stay_ids, "night": night}).all()
    gone = {row.reverses_id for row in rows if row.reverses_id}
    return frozenset(
        (row.stay_id, row.article_code) for row in rows if row.reverses_id is None and row.id not in gone
    )


def charged_since(session: Session, stay_id: UUID, since: date) -> Sequence[Posting]:
    """What a stay was charged for its nights from one on, reversed or not; no reversals."""
    statement = select(Posting).where(
        Posting.stay_id == stay_id, Posting.night >= since, Posting.kind.in_(("charge", "tax")),
        Posting.reverses_id.is_(None), Posting.rebates_id.is_(None),
    )  # fmt: skip
    return session.scalars(statement.order_by(Posting.id)).all()


def deposits_applied(session: Session, stay_id: UUID) -> Sequence[Posting]:
    """The postings by which deposits were applied to a stay, in the order of posting; no reversals."""
    statement = select(Posting).where(
        Posting.stay_id == stay_id, Posting.kind == "deposit", Posting.reverses_id.is_(None)
    )
    return session.scalars(statement.order_by(Posting.id)).all()


def charged_on(session: Session, property_id: UUID, night: date) -> frozenset[tuple[UUID, str]]:
    """What all stays of a house have been charged for a night and not been given back."""
    stays = session.scalars(
        select(Posting.stay_id).where(
            Posting.property_id == property_id, Posting.business_date == night, Posting.night == night,
            Posting.kind == "charge", Posting.stay_id.is_not(None),
        )
    )  # fmt: skip
    return charged(session, {id_ for id_ in stays if id_ is not None}, night)


def night_sums(session: Session, property_id: UUID, night: date) -> dict[UUID, int]:
    """What the lines of a night add up to for each stay of a house, on whatever folio they are."""
    rows = session.execute(
        select(Posting.stay_id, func.sum(Posting.amount_minor))
        .where(
            Posting.property_id == property_id, Posting.business_date == night, Posting.night == night,
            Posting.folio_id.is_not(None), Posting.stay_id.is_not(None),
        )
        .group_by(Posting.stay_id)
    )  # fmt: skip
    return {stay_id: int(minor) for stay_id, minor in rows if stay_id is not None}


def windows_contradicted(session: Session, folio_ids: Collection[UUID]) -> list[tuple[UUID, int]]:
    """The windows of folios whose balance is not the sum of their postings, and places that are no window."""
    rows = session.execute(_AT_ODDS, {"ids": folio_ids})
    return [(folio_id, number) for folio_id, number in rows if folio_id is not None]


def windows_at_odds(session: Session, property_id: UUID) -> list[tuple[FolioWindow, int]]:
    """The windows of a house whose balance is not the sum of their postings, with that sum."""
    sums = (
        select(Posting.folio_id, Posting.number, func.sum(Posting.amount_minor).label("minor"))
        .where(Posting.property_id == property_id, Posting.folio_id.is_not(None))
        .group_by(Posting.folio_id, Posting.number)
        .subquery()
    )
    own = (sums.c.folio_id == FolioWindow.folio_id) & (sums.c.number == FolioWindow.number)
    minor = func.coalesce(sums.c.minor, 0)
    rows = session.execute(
        select(FolioWindow, minor)
        .outerjoin(sums, own)
        .where(FolioWindow.property_id == property_id, FolioWindow.balance_minor != minor)
        .order_by(FolioWindow.folio_id, FolioWindow.number)
    )
    return [(window, int(total)) for window, total in rows]


def rebuild_days(session: Session, property_id: UUID) -> int:
    """Write what accounts moved by day as the postings of a house say it; how many sums were wrong."""
    plus = case((Posting.amount_minor > 0, Posting.amount_minor), else_=0)
    minus = case((Posting.amount_minor < 0, -Posting.amount_minor), else_=0)
    mine = Posting.property_id == property_id
    sides = union_all(
        select(Posting.business_date, Posting.account.label("code"), plus.label("debit"),
               minus.label("credit")).where(mine),
        select(Posting.business_date, Posting.counter, minus, plus).where(mine),
    ).subquery()  # fmt: skip
    moved = select(
        sides.c.business_date, sides.c.code, func.sum(sides.c.debit), func.sum(sides.c.credit)
    ).group_by(sides.c.business_date, sides.c.code)
    right = {(day, code): (int(debit), int(credit)) for day, code, debit, credit in session.execute(moved)}
    kept = select(
        AccountDay.business_date, AccountDay.account, AccountDay.debit_minor, AccountDay.credit_minor
    ).where(AccountDay.property_id == property_id)
    known = {(day, code): (debit, credit) for day, code, debit, credit in session.execute(kept)}
    wrong = [key for key in right.keys() | known.keys() if right.get(key, (0, 0)) != known.get(key, (0, 0))]
    for day, code in sorted(wrong):
        debit, credit = right.get((day, code), (0, 0))
        had_debit, had_credit = known.get((day, code), (0, 0))
        move_day(session, property_id, day, [(code, debit - had_debit, credit - had_credit)])
    return len(wrong)


def is_used(session: Session, property_id: UUID, account: str) -> bool:
    """Whether something moved on an account, ever."""
    statement = select(AccountDay.account).where(
        AccountDay.property_id == property_id, AccountDay.account == account
    )
    return session.scalars(statement.limit(1)).first() is not None


def day_difference(session: Session, property_id: UUID) -> int:
    """Debits minus credits of the open business date of a property: zero."""
    return int(session.scalars(_DAY, {"property": property_id}).one())


def drawers_at_odds(session: Session, ids: Collection[UUID] | None = None) -> tuple[UUID, ...]:
    """Drawers whose moves are not worth what was posted under them, or that are closed and not empty.

    None looks at all of them.
    """
    cash_side = case((Posting.account == CASH, 1), (Posting.counter == CASH, -1), else_=0)
    posted = select(Posting.session_id, func.sum(Posting.amount_minor * cash_side)).where(
        Posting.session_id.is_not(None)
    )
    moved = select(CashMove.session_id, CashMove.currency, func.sum(CashMove.amount_minor),
                   func.sum(CashMove.value_minor))  # fmt: skip
    closed = select(CashierSession.id).where(CashierSession.closed_at.is_not(None))
    if ids is not None:
        posted, moved = posted.where(Posting.session_id.in_(ids)), moved.where(CashMove.session_id.in_(ids))
        closed = closed.where(CashierSession.id.in_(ids))
    values: dict[UUID, int] = defaultdict(int)
    shut, wrong = frozenset(session.scalars(closed)), set()
    for id_, _, minor, value in session.execute(moved.group_by(CashMove.session_id, CashMove.currency)):
        values[id_] += int(value)
        if id_ in shut and (minor or value):
            wrong.add(id_)
    for drawer_id, value in session.execute(posted.group_by(Posting.session_id)):
        assert drawer_id is not None
        values[drawer_id] -= int(value)
    return tuple(sorted(wrong | {id_ for id_, value in values.items() if value}))
