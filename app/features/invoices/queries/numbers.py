"""The number that each series of a workstation gives next."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.invoices import repository
from app.features.invoices.queries.documents import SeriesOf, series_of
from app.features.invoices.rules.series import SERIES, mark_of
from app.infra.bus import Answering
from app.infra.tables import NumberSeries
from app.kernel.commands import Query


@dataclass(frozen=True, kw_only=True, slots=True)
class NextNumbers(Query[dict[str, str]]):
    """The next number of each kind of document at a workstation in a year, as it will be written."""

    property_id: UUID
    workstation: str
    year: int


def next_numbers(query: NextNumbers, *, session: Session) -> dict[str, str]:
    """By kind."""
    given = {
        row.kind: row.last
        for row in session.scalars(
            select(NumberSeries).where(
                NumberSeries.property_id == query.property_id, NumberSeries.year == query.year,
                NumberSeries.workstation == query.workstation,
            )
        )
    }  # fmt: skip
    found = {}
    for kind, series in series_of(SeriesOf(property_id=query.property_id), session=session).items():
        began = repository.beginners(session, query.property_id, kind, query.year)
        mark = mark_of(query.workstation, began)
        found[kind] = series.number(query.year, mark, given.get(SERIES.format(kind=kind), 0) + 1)
    return found


ANSWERS = (Answering(NextNumbers, next_numbers),)
