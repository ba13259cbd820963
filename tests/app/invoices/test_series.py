"""Series: gapless on every desk, never back in time, a way on when full; the seals and their check."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap import App
from app.features.invoices import (
    ClockBehind,
    IssueCreditNote,
    IssueDocument,
    SeriesExhausted,
    SeriesOf,
    SetSeries,
)
from app.features.invoices.integrity import documents_unaltered, series_without_gaps
from app.features.invoices.models import Document
from app.features.invoices.rules.series import Series, gaps, mark_of
from app.infra.tables import NumberSeries
from app.kernel.errors import AppError, InvalidInput
from tests.support.billing import bill, issue, issued, of_folio
from tests.support.bills import charge
from tests.support.desk import Desk


def at(desk: Desk, workstation: str) -> Desk:
    """The same house from another desk."""
    return replace(desk, app=desk.app.as_actor(replace(desk.app.actor, workstation=workstation)))


def numbers(desk: Desk, folio_id: UUID) -> list[str]:
    """The numbers of a folio's documents, the oldest first."""
    return [row.number for row in reversed(of_folio(desk, folio_id))]


def test_each_desk_has_its_own_series(bills: Desk) -> None:
    """Two desks count for themselves; a third whose mark would be the same has another one."""
    folio_id = bill(bills)
    for desk in (bills, at(bills, "Bar"), bills, at(bills, "Far desk 1"), at(bills, "Bar")):
        charge(desk, folio_id, 100)
        issue(desk, folio_id)
    third = mark_of("Far desk 1", ["Front desk 1"])
    assert third.startswith("FD1")
    assert numbers(bills, folio_id) == [
        "FT 2026-FD1/000001", "FT 2026-B/000001", "FT 2026-FD1/000002", f"FT 2026-{third}/000001",
        "FT 2026-B/000002",
    ]  # fmt: skip


def test_a_refused_document_uses_no_number(bills: Desk) -> None:
    """What fails after the number was taken gives it back."""
    folio_id = bill(bills, 100)
    issue(bills, folio_id)
    bills.refused(AppError, IssueDocument, document_id=bills.app.new_id(), folio_id=folio_id)
    charge(bills, folio_id, 100)
    issue(bills, folio_id)
    assert numbers(bills, folio_id)[-1] == "FT 2026-FD1/000002"


def test_a_full_series_gets_another_digit(bills: Desk) -> None:
    """The refusal offers it, and the next number follows the last."""
    house = bills.hotel.property_id
    bills.do(SetSeries, property_id=house, kind="invoice", prefix="A", digits=1, code="JFW8K2TN")
    folio_id = bill(bills)
    for _ in range(9):
        charge(bills, folio_id, 100)
        issue(bills, folio_id)
    charge(bills, folio_id, 100)
    refusal = bills.refused(SeriesExhausted, IssueDocument, document_id=bills.app.new_id(), folio_id=folio_id)
    bills.app.execute(refusal.choices[0].command)
    assert bills.app.ask(SeriesOf(property_id=house))["invoice"] == Series("A", 2, "JFW8K2TN")
    content = issued(bills, folio_id).content
    assert (content.number, content.codes) == ("A 2026-FD1/10", {"ATCUD": "JFW8K2TN-10"})


def test_a_series_never_goes_back_in_time(bills: Desk) -> None:
    """With the clock set back the document is refused, or dated as the last one; ahead it never is."""
    folio_id = bill(bills, 100)
    issue(bills, folio_id)
    charge(bills, folio_id, 100)
    bills.clock().forward(days=-3)
    refusal = bills.refused(ClockBehind, IssueDocument, document_id=bills.app.new_id(), folio_id=folio_id)
    bills.app.execute(refusal.choices[0].command)
    assert {row.issued_on for row in of_folio(bills, folio_id)} == {bills.day(0)}
    charge(bills, folio_id, 100)
    bills.refused(
        InvalidInput, IssueDocument, document_id=bills.app.new_id(), folio_id=folio_id, dated=bills.day(9)
    )


def test_a_new_year_begins_at_one(bills: Desk) -> None:
    """The year is that of the day in the hotel's zone."""
    folio_id = bill(bills, 100)
    issue(bills, folio_id)
    charge(bills, folio_id, 100)
    bills.clock().forward(days=60)
    issue(bills, folio_id)
    assert numbers(bills, folio_id) == ["FT 2026-FD1/000001", "FT 2027-FD1/000001"]


def test_a_replayed_command_keeps_its_number(bills: Desk) -> None:
    """What the first execution gave stands in the journal, and is not given again."""
    folio_id = bill(bills, 100)
    given = issue(bills, folio_id, number_given="FT 2026-FD7/000001", sequence=1, dated=bills.day(-2))
    assert given.result["number"] == "FT 2026-FD7/000001"
    assert of_folio(bills, folio_id)[0].issued_on == bills.day(-2)


def broken(desk: Desk, what: str) -> list[str]:
    """What the check says after the database was changed behind the program's back, and nothing stays."""
    with desk.app.database.writer(desk.app.actor.tenant_id) as session:
        documents = session.query(Document).order_by(Document.sequence).all()
        if what == "content":
            documents[0].content = {**documents[0].content, "house": "Elsewhere"}
        elif what == "gap":
            documents[0].sequence = 7
        elif what == "day":
            documents[1].issued_on -= timedelta(days=9)
        else:
            session.query(NumberSeries).filter(NumberSeries.kind == "document.invoice").one().last = 5
        session.flush()
        found = [*series_without_gaps(session), *documents_unaltered(session)]
        session.rollback()
    return found


def test_the_check_finds_what_was_tampered_with(bills: Desk) -> None:
    """A changed content, a missing number, a day that goes back, a number that was given to nothing."""
    folio_id = bill(bills)
    for _ in range(3):
        charge(bills, folio_id, 100)
        issue(bills, folio_id)
    assert broken(bills, "content") == ["The document FT 2026-FD1/000001 was altered after it was issued."]
    assert "lacks number 1" in broken(bills, "gap")[0]
    assert "dated before" in broken(bills, "day")[0]
    assert "has given 5 numbers" in broken(bills, "series")[0]


STEPS = st.lists(
    st.sampled_from(["charge", "issue", "credit", "desk", "day", "back"]), min_size=5, max_size=25
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=5, max_size=25))
def test_whatever_happens_no_number_is_missing(bills: Desk, steps: list[str]) -> None:
    """Random charges, bills, credit notes, desks and clocks: refused or done, the series have no gap."""
    desk, folio_id = bills, bill(bills, 100)
    for step in steps:
        try:
            take(desk, folio_id, step)
        except AppError as refusal:
            for choice in refusal.choices:
                desk.app.execute(choice.command)
        if step == "desk":
            desk = at(bills, "Bar" if desk.app.actor.workstation != "Bar" else "Front desk 1")
    with bills.app.database.reader(bills.app.actor.tenant_id) as session:
        assert [*series_without_gaps(session), *documents_unaltered(session)] == []
    rows = of_folio(bills, folio_id)
    standing = [row for row in rows if row.kind != "credit_note" and not row.credited_by]
    assert sum(row.total_minor for row in rows) == sum(row.total_minor for row in standing)


def take(desk: Desk, folio_id: UUID, step: str) -> None:
    """One random step."""
    if step == "charge":
        charge(desk, folio_id, 100)
    elif step == "issue":
        issue(desk, folio_id)
    elif step == "credit":
        last = next((row for row in of_folio(desk, folio_id) if row.kind == "invoice"), None)
        if last is not None:
            desk.do(IssueCreditNote, document_id=desk.app.new_id(), corrects_id=last.id, reason="x")
    elif step in ("day", "back"):
        desk.clock().forward(days=1 if step == "day" else -1)


def test_gaps_and_marks() -> None:
    """The pure rules: missing numbers, and marks that no two desks share."""
    assert gaps([1, 2, 4, 7]) == [3, 5, 6]
    assert gaps([]) == []
    assert mark_of("Front desk 1") == "FD1"
    assert mark_of("→ ★") == "X"
    assert mark_of("Bar", ["Front desk 1"]) == "B"
    assert mark_of("Bistro", ["Bar", "Bistro"]) != "B"


def test_series_are_written_as_the_house_wants(bills: Desk) -> None:
    """A prefix of one to eight letters, one to twelve digits, a kind that exists."""
    fields = {"property_id": bills.hotel.property_id, "kind": "invoice", "prefix": "R", "digits": 4}
    for field, value in (
        ("kind", "letter"),
        ("prefix", " "),
        ("prefix", "TOO LONG A"),
        ("digits", 0),
        ("digits", 13),
    ):
        assert bills.refused(InvalidInput, SetSeries, **(fields | {field: value})).field == field
    bills.do(SetSeries, **fields)
    assert issued(bills, bill(bills, 100)).row.number == "R 2026-FD1/0001"
    assert isinstance(bills.app, App)
