"""`keyrack check`, the part that every house shares: the journal's chain and the database file itself.

A check is a small function that reads and says what it finds, as sentences. Capabilities give their own
checks; bootstrap gathers them.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, select, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.infra.database import Database
from app.infra.failures import told_plainly
from app.infra.tables import JournalEntry, OutboxRow, TenantRev
from app.infra.unit_of_work import chain_link, content_digest, entry_content
from app.kernel.text import tr

JOURNAL_CHUNK = 2_000
# A damaged house may have one fault many thousand times; a person reads the first ones.
MOST_FINDINGS = 50
FILE_CHECK = "database.file"

log = logging.getLogger("keyrack.check")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be. `check` is stable, the sentence is for people."""

    check: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Check:
    """A named check: a function that yields a sentence for each fault."""

    name: str
    faults: Callable[[Session], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Report:
    """What `keyrack check` found: which checks ran, how long each took, and the findings."""

    findings: tuple[Finding, ...]
    seconds: dict[str, float]
    more: dict[str, int]


def run_checks(database: Database, tenant_id: UUID, checks: Sequence[Check]) -> Report:
    """Run all checks on one consistent reading of the database. Raises AppError when it cannot be read."""
    findings: list[Finding] = []
    seconds: dict[str, float] = {}
    more: dict[str, int] = {}
    with told_plainly(), database.reader(tenant_id) as session:
        for check in (*CHECKS, *checks):
            began = perf_counter()
            for count, sentence in enumerate(check.faults(session)):
                if count < MOST_FINDINGS:
                    findings.append(Finding(check.name, sentence))
                else:
                    more[check.name] = more.get(check.name, 0) + 1
            seconds[check.name] = perf_counter() - began
            log.info("%s %.2f s", check.name, seconds[check.name])
    return Report(tuple(findings), seconds, more)


class days_between(FunctionElement[int]):
    """The number of days from one date to another, on both engines."""

    type = Integer()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _days_sqlite(element: days_between, compiler: SQLCompiler, **words: Any) -> str:
    first, second = (compiler.process(clause, **words) for clause in element.clauses)
    return f"CAST(julianday({second}) - julianday({first}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _days_postgres(element: days_between, compiler: SQLCompiler, **words: Any) -> str:
    first, second = (compiler.process(clause, **words) for clause in element.clauses)
    return f"({second} - {first})"


def file_faults(session: Session) -> Iterator[str]:
    """What SQLite itself says of its file; a server looks after its own."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    for row in connection.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield tr("The database file is damaged: {words}", words=row[0])
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield tr("A row of {table} points to a row of {other} that is missing.", table=row[0], other=row[2])


def journal_faults(session: Session) -> Iterator[str]:
    """Gaps in the revisions, broken links of the chain, content that does not fit its digest."""
    last, chain = 0, ""
    entries = session.scalars(
        select(JournalEntry).order_by(JournalEntry.revision).execution_options(yield_per=JOURNAL_CHUNK)
    )
    for entry in entries:
        if entry.revision != last + 1:
            yield tr("The journal has a gap between revision {a} and {b}.", a=last, b=entry.revision)
        if entry.chain != chain_link(chain, entry.revision, entry.digest):
            yield tr("The journal's chain is broken at revision {a}.", a=entry.revision)
        if not is_erased(entry) and content_digest(entry.salt, entry_content(entry)) != entry.digest:
            yield tr("Revision {a} of the journal ({verb}) was altered.", a=entry.revision, verb=entry.verb)
        last, chain = entry.revision, entry.chain
        session.expunge(entry)
    head = session.scalars(select(TenantRev)).one_or_none()
    if (head.rev, head.chain) != (last, chain) if head else last > 0:
        yield tr("The journal ends at revision {a}, the house says {b}.", a=last, b=head.rev if head else 0)


def outbox_faults(session: Session) -> Iterator[str]:
    """Effects that belong to no revision of the journal."""
    head = session.scalars(select(TenantRev.rev)).one_or_none() or 0
    for row in session.scalars(select(OutboxRow).where(OutboxRow.revision > head)):
        yield tr("The job {kind} names revision {a}, which does not exist.", kind=row.kind, a=row.revision)


def erase(entry: JournalEntry) -> None:
    """Blank what an entry says and keep its place: the digest stays, and so the chain still holds."""
    entry.payload, entry.result, entry.differences, entry.salt = {}, {}, [], ""


def is_erased(entry: JournalEntry) -> bool:
    """Whether the entry's content was erased; without its salt the digest tells nothing about it."""
    return entry.salt == "" and not entry.payload and not entry.result and not entry.differences


CHECKS = (
    Check(FILE_CHECK, file_faults),
    Check("journal.chain", journal_faults),
    Check("jobs.outbox", outbox_faults),
)
