"""The next number of a series, told before it is given."""

from app.features.invoices import NextNumbers, SetSeries
from tests.support.billing import bill, issue, of_folio
from tests.support.bills import charge
from tests.support.desk import Desk


def told(desk: Desk, workstation: str) -> str:
    """The next invoice's number there."""
    query = NextNumbers(property_id=desk.hotel.property_id, workstation=workstation, year=2026)
    return desk.app.ask(query)["invoice"]


def test_the_number_that_is_told_is_given(bills: Desk) -> None:
    """Also with another prefix; a desk that would get the same mark is told its own."""
    here = bills.app.actor.workstation
    folio_id = bill(bills, 100)
    before = told(bills, here)
    issue(bills, folio_id)
    assert of_folio(bills, folio_id)[0].number == before
    bills.do(SetSeries, property_id=bills.hotel.property_id, kind="invoice", prefix="RE", digits=4)
    charge(bills, folio_id, 100)
    before = told(bills, here)
    assert before.startswith("RE 2026-")
    assert before.endswith("/0002")
    issue(bills, folio_id)
    assert of_folio(bills, folio_id)[0].number == before
    assert told(bills, f"Far {here.split(' ', 1)[1]}") != told(bills, here)
