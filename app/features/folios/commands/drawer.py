"""The drawer of this workstation: what cash commands need of it, and the one way money moves in it.

Each move is a row in the money's own currency; what it counts for is posted to the account of cash in
drawers under the session, so that both always say the same.
"""

from typing import Final
from uuid import UUID

from app.features.folios import ledger
from app.features.folios.models import CashierSession, CashMove
from app.features.folios.queries import cashier as cashier_queries
from app.features.folios.rules.chart import CASH
from app.features.folios.rules.entries import Entry
from app.infra.unit_of_work import UnitOfWork
from app.kernel.clock import Clock
from app.kernel.errors import AppError, NotFound
from app.kernel.text import tr

SAFE: Final = "1011"
ROUNDING: Final = "6910"
EXCHANGE: Final = "6920"
OVER_AND_SHORT: Final = "6930"


class NotThisDrawer(AppError):
    """The drawer is closed, or belongs to another workstation."""

    code = "not_this_drawer"


class DrawerTooLow(AppError):
    """The drawer does not hold so much of this money."""

    code = "drawer_too_low"


def find_session(uow: UnitOfWork, session_id: UUID, property_id: UUID | None = None) -> CashierSession:
    """A session that is open at this workstation. Raises NotFound, NotThisDrawer."""
    session = uow.find(CashierSession, session_id)
    if session is None or property_id not in (None, session.property_id):
        raise NotFound(tr("This drawer does not exist."), field="session_id")
    if session.closed_at is not None:
        raise NotThisDrawer(
            tr("The drawer of {name} is closed. Open one first.", name=session.by_name), field="session_id"
        )
    if session.workstation != uow.actor.workstation:
        raise NotThisDrawer(
            tr(
                "This drawer is open at {workstation}. Cash is taken where its drawer is.",
                workstation=session.workstation,
            ),
            field="session_id",
        )
    return session


def move(
    uow: UnitOfWork,
    clock: Clock,
    session: CashierSession,
    kind: str,
    currency: str,
    amount_minor: int,
    value_minor: int,
    *,
    payment_id: UUID | None = None,
    reason: str = "",
) -> None:
    """Put money in (+) or take it out (-). A count of before is void then."""
    if not amount_minor and not value_minor:
        return
    if kind not in ("variance", "closing"):
        session.counted_minor, session.counts = None, {}
    uow.add(
        CashMove(
            id=uow.new_id(), property_id=session.property_id, session_id=session.id, kind=kind,
            currency=currency, amount_minor=amount_minor, value_minor=value_minor, payment_id=payment_id,
            reason=reason[:200], at=clock.now(), by_name=uow.actor.name,
        )
    )  # fmt: skip


def ensure_holds(uow: UnitOfWork, session: CashierSession, currency: str, minor: int) -> None:
    """Refuse to take more out than is there, without telling how much is there. Raises DrawerTooLow."""
    uow.flush()
    there, _ = cashier_queries.held(uow.session, session.id).get(currency, (0, 0))
    if minor > there:
        raise DrawerTooLow(
            tr("The drawer does not hold so much {currency}.", currency=currency), field="amount_minor"
        )


def value_of(uow: UnitOfWork, session: CashierSession, currency: str, minor: int) -> int:
    """What a part of the drawer's foreign money counts for: its share of what all of it was taken for."""
    there, value = cashier_queries.held(uow.session, session.id).get(currency, (0, 0))
    return value if minor == there else (value * minor // there if there else 0)


def cash_entry(session: CashierSession, counter: str, minor: int, text: str, reason: str = "") -> Entry:
    """A posting of cash in this drawer that is on no folio."""
    return Entry(
        account=CASH, counter=counter, amount_minor=minor, kind="cash", text=text, session_id=session.id,
        reason=reason,
    )  # fmt: skip


def to_safe(
    uow: UnitOfWork, clock: Clock, session: CashierSession, kind: str, sums: dict[str, tuple[int, int]],
    text: str, reason: str = "",
) -> None:  # fmt: skip
    """Move sums (currency: amount and value) from the drawer to the safe, or back when they are negative."""
    for currency, (minor, value) in sorted(sums.items()):
        move(uow, clock, session, kind, currency, -minor, -value, reason=reason)
    ledger.post(
        uow, clock, [cash_entry(session, SAFE, -value, text, reason) for _, value in sums.values() if value]
    )
