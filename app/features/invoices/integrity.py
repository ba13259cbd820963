"""What `keyrack check` proves of documents: series without a gap, days in order, seals unbroken."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.invoices import repository
from app.features.invoices.models import Document
from app.features.invoices.rules.series import gaps
from app.infra.integrity import Check
from app.infra.tables import NumberSeries
from app.kernel.text import tr

CHUNK = 1_000
PREFIX = "document."


def series_without_gaps(session: Session) -> Iterator[str]:
    """Each series of property, kind, year and workstation counts from one, and its days never go back."""
    columns = (Document.property_id, Document.kind, Document.year, Document.workstation)
    rows = session.execute(
        select(*columns, Document.sequence, Document.issued_on).order_by(*columns, Document.sequence)
    )
    last_given = {
        (s.property_id, s.kind.removeprefix(PREFIX), s.year, s.workstation): s.last
        for s in session.scalars(select(NumberSeries).where(NumberSeries.kind.startswith(PREFIX)))
    }
    for key, group in groupby(rows, key=lambda row: tuple(row[:4])):
        own = list(group)
        name = tr("{kind} {year} of {workstation}", kind=key[1], year=key[2], workstation=key[3])
        for missing in gaps([row.sequence for row in own]):
            yield tr("The series {series} lacks number {number}.", series=name, number=missing)
        for before, after in pairwise(own):
            if after.issued_on < before.issued_on:
                yield tr("In {series}, number {number} is dated before the one before it.", series=name,
                         number=after.sequence)  # fmt: skip
        given = last_given.pop(key, own[-1].sequence)
        if given != own[-1].sequence:
            yield tr("The series {series} has given {given} numbers, its last document has {last}.",
                     series=name, given=given, last=own[-1].sequence)  # fmt: skip
    for (_, kind, year, workstation), given in last_given.items():
        if given:
            name = tr("{kind} {year} of {workstation}", kind=kind, year=year, workstation=workstation)
            yield tr("The series {series} has given {given} numbers, but has no document.", series=name,
                     given=given)  # fmt: skip


def documents_unaltered(session: Session) -> Iterator[str]:
    """Each document's content gives its digest, and its sums are those of its row."""
    for document in session.scalars(select(Document).execution_options(yield_per=CHUNK)):
        if repository.seal(document.content) != document.digest:
            yield tr("The document {number} was altered after it was issued.", number=document.number)
        elif document.content["number"] != document.number:
            yield tr("The document {number} says another number on paper.", number=document.number)
        session.expunge(document)


CHECKS = (
    Check("invoices.series", series_without_gaps),
    Check("invoices.seals", documents_unaltered),
)
